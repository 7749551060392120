"""Finds what travels with the program: the sheets and the demo data, in a wheel or in a work tree."""

from pathlib import Path

HERE = Path(__file__).resolve().parent


def style_dir() -> Path:
    """The folder of the sheets."""
    return _folder("styles")


def fixture_dir() -> Path:
    """The folder of the demo data."""
    return _folder("fixtures")


def _folder(name: str) -> Path:
    """In a wheel beside this file; in a work tree at its top."""
    packed = HERE / name
    return packed if packed.is_dir() else HERE.parents[1] / name
