"""Ids of rules, features and targets: each that the program names is explained, and nothing else is."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]

ID = re.compile(r"\b[RFXCDPS]-\d{1,2}\b")
LINE = re.compile(r"^\| ([RFXCDPS]-\d{1,2}) \| \S", re.MULTILINE)


def named() -> set[str]:
    """Ids that docstrings and comments of the program name; a range (`R-28 … R-32`) names its ends."""
    return {found for path in (ROOT / "src").rglob("*.py") for found in ID.findall(path.read_text(encoding="utf-8"))}


def explained() -> list[str]:
    return LINE.findall((ROOT / ".github" / "GLOSSARY.md").read_text(encoding="utf-8"))


def test_each_id_the_program_names_is_explained_once_and_no_other():
    assert sorted(named()) == sorted(explained())
