"""How data comes in and goes out: files of many kinds, demo data, trial data."""
