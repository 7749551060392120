"""The key scripts of `fixtures/keys`, by name."""

from pathlib import Path

KEYS = Path(__file__).parents[2] / "fixtures" / "keys"


def flows(file: str) -> dict[str, str]:
    """Name to keys of one file."""
    lines = (KEYS / f"{file}.txt").read_text("utf-8").splitlines()
    pairs = (line.partition(" = ") for line in lines if line and not line.startswith("#"))
    return {name: keys for name, _, keys in pairs}


def every_flow() -> dict[str, str]:
    """All key scripts that are played on the examples of the rules."""
    return flows("order-desk") | flows("customers")
