"""A draft as it stands in the database: its header, lines and typed addresses, as plain tuples."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

from peewee import JOIN

from custtui.domain.address import Address
from custtui.domain.errors import refuse
from custtui.domain.order import next_position
from custtui.domain.who import Who
from custtui.models.account import CustomerAccount
from custtui.models.at_once import at_once
from custtui.models.base import db, moment
from custtui.models.database import is_sqlite, locked
from custtui.models.draft import Draft, DraftAddress, DraftLine
from custtui.models.operator import Operator
from custtui.models.order import SalesOrder
from custtui.models.prepared import Prepared
from custtui.models.remembered import stands_on
from custtui.services.asks import no_longer
from custtui.services.order_entry.base import Base, base_of
from custtui.services.order_entry.views import LineText


class Head(NamedTuple):
    """The header of a draft; keys are ids."""

    id: int
    operator: str
    account: int
    revision: int | None
    copied_from: str
    ordered_by: int | None
    ordered_by_text: str
    bill_to_account: int | None
    bill_to_site: int | None
    bill_to_address: int | None
    ship_to_site: int | None
    ship_to_address: int | None
    contract: int | None
    contract_text: str
    po_number: str
    payment_method: str
    wanted: str
    ship_via: str
    source: str
    message: str
    prices_on_note: bool
    prices_text: str
    next_from: int | None
    next_site: int | None
    next_address: int | None
    typing: str
    promised: str
    fresh: str
    card: str
    card_authorized: str
    card_until: str
    charges: str
    internal_note: str
    made_at: datetime
    changed_at: datetime
    account_version: int
    """Of the sold-to: where it is another one, what was known of the customer is known no more."""
    works: bool | None
    """May its operator still work here (S-7)?"""

    def goes_next(self, position: int) -> dict[str, int | bool | None]:
        """Where a line keyed at a position goes of its own, as columns; empty: with the order (F-78)."""
        if self.next_from is None or position < self.next_from:
            return {}
        return own_place(self.next_site, self.next_address)


def own_place(site: int | None, address: int | None) -> dict[str, int | bool | None]:
    """The columns of a line that goes to a site, to an address typed here, or (neither) to the sold-to itself."""
    return {"ship_to_site": site, "ship_to_address": address, "ship_to_same": site is None and address is None}


class LineRow(NamedTuple):
    """A line of a draft as typed; keys are ids, id 0 is a line not stored yet."""

    id: int
    position: int
    item: str
    quantity: str
    price: str
    price_reason: str
    discount: str
    discount_reason: str
    wanted: str
    ship_to_site: int | None
    ship_to_address: int | None
    ship_to_same: bool
    struck: bool
    scanned: bool
    ship_to_text: str
    line_note: str

    @property
    def text(self) -> LineText:
        """The line as the screen typed it."""
        return LineText(*self[2:9], ship_to=self.ship_to_text, line_note=self.line_note, scanned=self.scanned)

    @property
    def own_ship_to(self) -> bool:
        """The line does not go where the order goes."""
        return self.ship_to_same or self.ship_to_site is not None or self.ship_to_address is not None


class AddressRow(NamedTuple):
    """An address typed into a draft."""

    id: int
    role: str
    keep: bool
    alias: str
    name: str
    attention: str
    street: str
    city: str
    state: str
    postal_code: str
    country: str

    @property
    def address(self) -> Address:
        """Where it is."""
        return Address(*self[6:])


class Stored(NamedTuple):
    """A draft whole, and the day its rules are applied on; `promised`: of its lines, by position."""

    head: Head
    lines: list[LineRow]
    addresses: dict[int, AddressRow]
    today: date
    promised: Mapping[int, str] = MappingProxyType({})
    base: Base | None = None
    """What it changes; None for a new order."""

    @property
    def around_lines(self) -> tuple[object, ...]:
        """All that is typed or chosen beside the lines, and the day: what a line comes to follows from it, too."""
        head = self.head._replace(typing="", promised="", changed_at=datetime.min)
        return (head, self.today, *self.addresses.values())


def behind(lines: Sequence[LineRow]) -> int:
    """The position of the next line."""
    return next_position(lines[-1].position if lines else 0)


def new_line(position: int, text: LineText) -> LineRow:
    """A line not stored yet."""
    return LineRow(
        0,
        position,
        text.item,
        text.quantity,
        text.price,
        text.price_reason,
        text.discount,
        text.discount_reason,
        text.wanted,
        None,
        None,
        False,
        False,
        text.scanned,
        text.ship_to,
        text.line_note,
    )


PromisedRows = list[tuple[Any, ...]]
"""Lines as they stand, each with what it was promised at behind it."""
HEAD = Prepared(
    lambda draft: (
        Draft.select(*[getattr(Draft, name) for name in Head._fields[:-2]], CustomerAccount.version, Operator.active)
        .join(CustomerAccount, on=Draft.account == CustomerAccount.id)
        .join(Operator, JOIN.LEFT_OUTER, on=Draft.operator == Operator.login)
        .where(Draft.id == draft)
    ),
    own=True,
)
LINES = Prepared(
    lambda draft: (
        DraftLine.select(*[getattr(DraftLine, name) for name in LineRow._fields], DraftLine.promised)
        .where(DraftLine.draft == draft)
        .order_by(DraftLine.position)
    ),
    own=True,
)
ADDRESSES = Prepared(
    lambda draft: (
        DraftAddress.select(*[getattr(DraftAddress, name) for name in AddressRow._fields])
        .where(DraftAddress.draft == draft)
        .order_by(DraftAddress.id)
    )
)
TOUCH = Prepared(
    lambda draft, login, moment: Draft.update(
        {Draft.changed_by: login, Draft.changed_at: moment, Draft.typing: "{}"}
    ).where(Draft.id == draft)
)
LOCK = Prepared(lambda draft: locked(Draft.select(Draft.id).where(Draft.id == draft)))
PLACED_AS = Prepared(
    lambda draft: SalesOrder.select(SalesOrder.number).where(SalesOrder.from_draft == draft), own=True
)


def head_of(draft_id: int, who: Who | None = None) -> Head:
    """The header of a draft. Raises Refused where it is gone, placed, or (with `who`) another
    operator's, or one's who may no longer work here (S-7)."""
    row = HEAD.first(draft_id)
    if row is None:
        placed = PLACED_AS.first(draft_id)
        if placed:
            raise refuse("placed", f"already placed, as {placed[0]}")
        if Draft.select().where(Draft.id == draft_id).exists():
            raise refuse("stored", "The database has no customer for this draft: custtui check names the row")
        raise refuse("draft", "This draft is gone: it was discarded or taken to another customer")
    head = Head._make(row)
    if who is not None and head.operator != who.login:
        raise refuse("draft", f"This draft is {head.operator}'s")
    if who is not None and not head.works:
        raise no_longer(who.login)
    stands_on((head.account, head.account_version))
    return head


def taken(draft_id: int, who: Who) -> Head:
    """The same of a draft that is written to: nobody places it before this transaction ends, nor meanwhile (S-3).

    First the draft, then its lines: so does who places it, whom a line that is locked would wait for.
    """
    lock_draft(draft_id)
    return head_of(draft_id, who)


def taken_whole(draft_id: int, who: Who) -> tuple[Head, PromisedRows]:
    """The same with its lines, which a far server is asked for along (P-13)."""
    lock_draft(draft_id)
    return whole_of(draft_id, who)


def whole_of(draft_id: int, who: Who) -> tuple[Head, PromisedRows]:
    """The header of a draft of mine, and its lines. Raises Refused as `head_of` does."""
    return at_once(partial(head_of, draft_id, who), partial(LINES, draft_id))


def lock_draft(draft_id: int) -> None:
    """Nobody else writes to it until this transaction ends; SQLite has one writer at a time."""
    if not is_sqlite(db):
        LOCK.later(draft_id)


def lines_of(draft_id: int) -> list[LineRow]:
    """The lines of a draft, by position."""
    return as_lines(LINES(draft_id))


def as_lines(rows: PromisedRows) -> list[LineRow]:
    """These rows without what was promised."""
    return [LineRow._make(row[:-1]) for row in rows]


def stored_of(head: Head, today: date, rows: PromisedRows | None = None) -> Stored:
    """The draft with its lines and addresses; `rows` are its lines where they are known."""
    known: PromisedRows = LINES(head.id) if rows is None else rows
    lines = [LineRow._make(row[:-1]) for row in known]
    promised = {line.position: row[-1] for line, row in zip(lines, known, strict=True) if row[-1]}
    return Stored(head, lines, addresses_of(head.id), today, promised, base_of(head.revision))


def addresses_of(draft_id: int) -> dict[int, AddressRow]:
    """The addresses typed into a draft, by id."""
    return {row[0]: AddressRow._make(row) for row in ADDRESSES(draft_id)}


def touch(head: Head, who: Who) -> None:
    """Note who changed a draft when; what was half-typed has become part of it."""
    TOUCH.later(head.id, who.login, moment())
