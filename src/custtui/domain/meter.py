"""How far a long work is."""

from collections.abc import Callable

Meter = Callable[[int, int], None]
"""Told from time to time: how much is done, of how much. Bytes, rows, whatever the work counts."""
