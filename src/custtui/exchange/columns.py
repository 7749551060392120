"""Documents the columns of a kind, for `--columns`."""

from collections.abc import Iterator
from dataclasses import dataclass

from custtui.exchange.kinds import kind_of


@dataclass(frozen=True, slots=True)
class ColumnText:
    """A column as it is documented."""

    name: str
    what: str
    form: str
    required: bool
    example: str


def columns(kind: str) -> tuple[ColumnText, ...]:
    """The columns of a kind. Raises Refused for an unknown one."""
    return tuple(
        ColumnText(one.name, one.what, one.cell.form, one.required, one.example) for one in kind_of(kind).columns
    )


def column_help(kind: str) -> Iterator[str]:
    """The columns of a kind as lines: name (`!` is required), what it is, its form, an example."""
    rows = columns(kind)
    wide = max(len(row.name) for row in rows) + 1
    yield f"{kind}: {kind_of(kind).what}"
    yield ""
    for row in rows:
        example = f"; e.g. {row.example}" if row.example else ""
        yield f"{row.name + ('!' if row.required else ''):<{wide}} {row.what} ({row.form}{example})"
    yield ""
    yield "! is required. CSV in UTF-8 with a header row, or JSON lines with the same names."
