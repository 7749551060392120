"""How data comes in and goes out: files of many kinds, demo data, trial data."""

from custtui.exchange.columns import column_help, columns
from custtui.exchange.exporting import export_file
from custtui.exchange.importing import import_file
from custtui.exchange.kinds import KINDS

__all__ = ["KINDS", "column_help", "columns", "export_file", "import_file"]
