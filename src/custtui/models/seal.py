"""The seal of a revision: one hash over its whole content and the seal of the revision it replaces (S-6)."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from peewee import BooleanField, DateField, Field, Model

from custtui.models.among import among
from custtui.models.canonical import canonical, plain
from custtui.models.fields import ExactField, TaxRateField, UtcField, sealed_rate
from custtui.models.order import OrderCharge, OrderLine, OrderPosition, OrderRevision, OrderShipTo, SalesOrder

Sealed = Mapping[str, Any]
"""A row as a mapping from field name to Python value, foreign keys as ids; what is left out has its default."""


CANONICAL = canonical()


def seal(
    header: Sealed, ship_tos: Iterable[Sealed], lines: Iterable[Sealed], charges: Iterable[Sealed], previous: str
) -> str:
    """SHA-256 over the content as canonical JSON; `previous` is the seal of the revision replaced, '' for the first.

    `header` holds the columns of the revision and the order's `number`; a line's `position` is its number and its
    `ship_to` the place of its ship-to in `ship_tos`, from 0. Lines are sorted by position; the rest keeps its order.
    Taxes of a line or charge by their names and the reason of its rate stand behind it where it has any, so that
    seals of before hold (C-38); so does the category of a charge, and a note for the house (X-21).
    Raises KeyError where `made_at` or `number` is missing.
    """
    if "made_at" not in header:
        raise KeyError("made_at")
    return sealed(
        [header["number"], *HEADER.row(header), *said(header.get(INTERNAL, ""))],
        [SHIP_TO.row(ship_to) for ship_to in ship_tos],
        [[line["position"], line["ship_to"], *LINE.row(line), *_later(line)] for line in lines],
        [[*CHARGE.row(charge), *said(*(charge.get(name, "") for name in TAXED))] for charge in charges],
        previous,
    )


def _later(line: Sealed) -> tuple[str, ...]:
    return said(*(line.get(name, "") for name in OF_LINES))


def said(*texts: str) -> tuple[str, ...]:
    """What columns that came later add to a sealed row: nothing behind the last that says something."""
    while texts and not texts[-1]:
        texts = texts[:-1]
    return texts


SealedRow = list[Any]
"""The columns of a row as they are sealed."""


def sealed(
    header: SealedRow, ship_tos: list[SealedRow], lines: list[SealedRow], charges: list[SealedRow], previous: str
) -> str:
    """See `seal`: `header` begins with the number of the order, a line with its position and its ship-to."""
    text = CANONICAL([previous, header, ship_tos, sorted(lines, key=itemgetter(0)), charges])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def resealed(revision_ids: Iterable[int]) -> dict[int, str]:
    """The seals that the stored rows of revisions come to, by id; each differs from the stored one where they were
    touched. A question a table, however many they are."""
    ids = list(revision_ids)
    numbered = OrderRevision.select(OrderRevision, SalesOrder.number).join(SalesOrder)
    headers: list[dict[str, Any]] = list(numbered.where(among(OrderRevision.id, ids)).dicts())
    before = {header["replaces"] for header in headers if header["replaces"]}
    hashes = OrderRevision.select(OrderRevision.id, OrderRevision.hash).where(among(OrderRevision.id, before))
    seals = dict(hashes.tuples()) if before else {}
    ship_tos, lines, charges = (_by_revision(model, ids) for model in (OrderShipTo, OrderLine, OrderCharge))
    positions = _positions({header["order"] for header in headers})
    return {
        header["id"]: seal(
            header,
            ship_tos.get(header["id"], ()),
            _numbered(header, lines.get(header["id"], ()), ship_tos.get(header["id"], ()), positions),
            charges.get(header["id"], ()),
            seals.get(header["replaces"]) or "",
        )
        for header in headers
    }


def _numbered(
    header: Sealed, lines: Iterable[Sealed], ship_tos: Iterable[Sealed], positions: Mapping[tuple[int, int], int]
) -> list[Sealed]:
    """Lines with the number of their position, and the place of their ship-to, -1 for what is another order's."""
    places = {ship_to["id"]: place for place, ship_to in enumerate(ship_tos)}
    return [
        {
            **line,
            "position": positions.get((header["order"], line["position"]), -1),
            "ship_to": places.get(line["ship_to"], -1),
        }
        for line in lines
    ]


def _positions(orders: Iterable[int]) -> dict[tuple[int, int], int]:
    """The numbers of positions by order and id."""
    columns = (OrderPosition.order, OrderPosition.id, OrderPosition.position)
    rows = OrderPosition.select(*columns).where(among(OrderPosition.order, orders)).tuples()
    return {(order, position): number for order, position, number in rows}


def _by_revision(model: Any, revisions: list[int]) -> dict[int, list[dict[str, Any]]]:
    found = dict[int, list[dict[str, Any]]]()
    for row in model.select().where(among(model.revision, revisions)).order_by(model.id).dicts():
        found.setdefault(row["revision"], []).append(row)
    return found


class _Plan:
    """Of a table's columns, as declared: what reads all of them, and how those that differ are written."""

    def __init__(self, model: type[Model], *without: str) -> None:
        fields: list[Field] = [field for field in model._meta.sorted_fields if field.name not in ("id", *without)]
        self.fields = fields
        self.names, self.defaults = [field.name for field in fields], [field.default for field in fields]
        self.all_of: Callable[[Sealed], tuple[Any, ...]] = itemgetter(*(field.name for field in fields))
        self.exact = [(at, field.write) for at, field in enumerate(fields) if type(field) is ExactField]
        writers = ((at, _writer(field)) for at, field in enumerate(fields) if type(field) is not ExactField)
        self.special = [(at, write) for at, write in writers if write is not None]

    def kept(self, names: Sequence[str]) -> Callable[[Sequence[Any]], SealedRow]:
        """What reads rows of these columns as the database takes them: amounts are what is sealed already (P-10)."""
        places = itemgetter(*(names.index(field.column_name) for field in self.fields))
        writers = ((at, _of_kept(field)) for at, field in enumerate(self.fields))
        special = [(at, write) for at, write in writers if write is not None]

        def read(row: Sequence[Any]) -> SealedRow:
            values = [*places(row)]
            for at, write in special:
                values[at] = write(values[at])
            return values

        return read

    def row(self, row: Sealed) -> SealedRow:
        """The columns of a row; amounts are half of them (P-10)."""
        try:
            values = [*self.all_of(row)]
        except KeyError:
            values = [*map(row.get, self.names, self.defaults)]
        for at, write in self.exact:
            values[at] = write(values[at])
        for at, write in self.special:
            values[at] = write(values[at])
        return values


def _writer(field: Field) -> Callable[[Any], Any] | None:
    """How the values of a column are written, None where they stand as they are."""
    if isinstance(field, TaxRateField):
        return field.sealed
    if isinstance(field, UtcField):
        return field.db_value
    if isinstance(field, BooleanField):
        return bool
    if isinstance(field, DateField):
        return plain
    return None


def _of_kept(field: Field) -> Callable[[Any], Any] | None:
    """The same of values as the database takes them."""
    return sealed_rate if isinstance(field, TaxRateField) else _writer(field)


INTERNAL = "internal_note"
"""What a revision says since notes for the house came: behind the rest, see `said`."""
HEADER = _Plan(OrderRevision, "order", "replaces", "hash", INTERNAL)
SHIP_TO = _Plan(OrderShipTo, "revision")
OF_LINES = ("tax_parts", "tax_reason", "line_note")
"""The same of lines."""
LINE = _Plan(OrderLine, "revision", "position", "ship_to", *OF_LINES)
TAXED = ("tax_category", "tax_parts", "tax_reason")
"""What charges say of their tax since they came to be typed: behind the rest, see `said`."""
CHARGE = _Plan(OrderCharge, "revision", *TAXED)
