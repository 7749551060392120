"""The gate at the widgets: no control character of data gets in among Textual's own sequences (S-5)."""

from rich.console import Console
from rich.segment import Segment
from textual.strip import Strip

from custtui.terminal.charset import CONTROLS

_render = Strip.render


def guard_strips() -> None:
    """From now on every strip is cleaned before it is turned into terminal sequences.

    Textual writes what a widget holds as it is, and afterwards nobody can tell a widget's cursor move from
    Textual's. Control characters have no width, so leaving them out changes no layout.
    """
    Strip.render = _guarded


def harmless(text: str) -> str:
    """The text without control and direction characters; halves of surrogate pairs become `?`."""
    return CONTROLS.sub(lambda match: "?" if "\ud800" <= match[0] <= "\udfff" else "", text)


def _guarded(self: Strip, console: Console) -> str:
    strip = self
    if any(CONTROLS.search(text) for text, _, _ in strip):
        strip = Strip([Segment(harmless(text), style, control) for text, style, control in strip])
    return _render(strip, console)
