"""Rows that stand though their forms ask for more by now: named by `custtui check`, before an export is imported."""

from collections.abc import Iterator

from custtui.exchange.house import one_house
from custtui.exchange.kind import CellValues, FileRow, Kind
from custtui.exchange.kinds import kind_of
from custtui.exchange.readers import Raw
from custtui.exchange.rows import RowReader
from custtui.exchange.writers import cell_text
from custtui.services.bulk.known import known, unfit
from custtui.services.check_parts import whole

KINDS = (
    *("seller", "terms", "methods", "taxes", "reasons", "pricelists", "questions", "notes"),
    *("customers", "sites", "contacts", "actions"),
)
"""Those that people write texts of; the last ones' rows may go out as kept."""
LISTED = ("role", "event", "reason", "operator at work", "method in use", "alias in use", "price list in currency")
"""Sorts of codes whose lists may change under rows that stand."""
TAKEN = {"alias in use": "another site in use has it", "account name": "another account of this customer has it"}
"""What no form gives to two any more."""


KEPT = "goes out marked as it stands"


def refused_rows(kept: list[str]) -> Iterator[str]:
    """The odd rows that an import refuses; the others, which is no fault, are added to `kept`."""
    for line in odd_rows():
        if line.endswith(KEPT):
            kept.append(f"no fault: {line}")
        else:
            yield line


def odd_rows() -> Iterator[str]:
    """A line for every column of a row that a form would refuse, and what an import says to it."""
    with one_house():
        for name in KINDS:
            yield from whole(f"{name} that stand", _odd_rows(name))


def _odd_rows(name: str) -> Iterator[str]:
    kind, told = kind_of(name), list[tuple[str, str]]()
    reader = RowReader(kind, lambda line, column, text: told.append((column, text)))
    for item in kind.read():
        for values in kind.rows(item):
            told.clear()
            row = reader.read(Raw(0, {one.name: cell_text(one, values.get(one.name)) for one in kind.columns}))
            end = "an import refuses it"
            if row is not None and values.get("kept"):
                told += _asked(kind, row)
                end = KEPT
            yield from (f"{name} {_named(values)}: {column}: {text}; {end}" for column, text in told)


def _asked(kind: Kind, row: FileRow) -> Iterator[tuple[str, str]]:
    """What would be asked of it, were it new."""
    told = list[tuple[str, str]]()
    new = FileRow(0, {name: value for name, value in row.values.items() if name != "kept"})
    item = kind.make([new], lambda line, column, text: told.append((column, text)))
    if item is not None and not told:
        told += [
            (column, unfit(sort, code) or f"there is no {sort} {code}")
            for column, sort, code in kind.needs(item)
            if sort in LISTED and code not in known(sort, [code])
        ]
    if item is not None and not told:  # nothing else is wrong with it
        told += [(column, TAKEN[sort]) for column, sort, _ in kind.own(item) if sort in TAKEN]
    yield from told


def _named(values: CellValues) -> str:
    """Whose row it is, and which."""
    parts = (
        values.get("customer") or values.get("code") or values.get("category"),
        values.get("alias") or values.get("street"),
    )
    name = values.get("name", "")
    return " ".join(str(one)[:40] for one in (*parts, name) if one)
