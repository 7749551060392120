"""Drafts in memory, on their way from a file that moved into the one that stands in its place (S-4)."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from peewee import PeeweeException

from custtui.domain.errors import Refused
from custtui.domain.who import Who
from custtui.models.account import Contact, CustomerAccount, CustomerSite, PurchasingContract
from custtui.models.base import db
from custtui.models.database import transaction
from custtui.models.draft import Draft, DraftAddress, DraftLine
from custtui.models.order import OrderLine, OrderRevision, SalesOrder
from custtui.services.numbers import next_value
from custtui.services.order_entry.rows import Stored, head_of
from custtui.services.order_entry.work import stored_draft

POINTS = {
    "bill_to_site": CustomerSite,
    "ship_to_site": CustomerSite,
    "next_site": CustomerSite,
    "ordered_by": Contact,
    "bill_to_account": CustomerAccount,
    "contract": PurchasingContract,
}
"""What a draft points to, and may not be there any more: then it is left out, and F9 says what is missing."""

NOT_KEPT = ("id", "account_version", "works")
"""What is known of a draft's head and is none of its columns, or another one in another file."""
TYPED = ("bill_to_address", "ship_to_address", "next_address")
"""What it points to of its own addresses, which get other numbers."""


class KeptDraft(NamedTuple):
    """A draft in memory: by what its customer, its order and itself are known, whatever their ids are."""

    code: str
    changes: str
    replaces: str
    stored: Stored


def kept_of(who: Who, deleted: Iterable[object]) -> list[KeptDraft]:
    """The clerk's drafts as the file that was opened has them, and those it had until a moment ago."""
    if db.is_closed():
        return []
    found: dict[int, KeptDraft] = {}
    with suppress(PeeweeException, Refused):
        for stored in deleted:
            if isinstance(stored, Stored):
                found[stored.head.id] = KeptDraft(*_names(stored), stored)
        for one in Draft.select(Draft.id).where(Draft.operator == who.login).order_by(Draft.id):
            stored = stored_draft(head_of(one.id, who))
            found[one.id] = KeptDraft(*_names(stored), stored)
    return [*found.values()]


def _names(stored: Stored) -> tuple[str, str, str]:
    code = CustomerAccount.get_by_id(stored.head.account).code
    revision = OrderRevision.get_or_none(OrderRevision.id == stored.head.revision)
    return (code, revision.order.number, revision.hash) if revision else (code, "", "")


def put_back(who: Who, kept: list[KeptDraft]) -> tuple[dict[int, int], list[str]]:
    """Write drafts into the database that stands there now; returns the number each had and has, and what is left.

    One that stands there is made what it became; one whose order was placed there is not needed. A change of an order
    that is not there as it was becomes a new order: what was keyed is kept. Raises Moved where no database of this
    house stands there yet.
    """
    carried: dict[int, int] = {}
    left: list[str] = []
    with transaction():
        for one in kept:
            account = CustomerAccount.get_or_none(CustomerAccount.code == one.code)
            revision = OrderRevision.get_or_none(OrderRevision.hash == one.replaces) if one.replaces else None
            if account is None:
                left.append(f"that of {one.code} could not be: what it stands on is not in it")
            elif number := _placed(who, one, account.id):
                left.append(f"that of {one.code} is placed there, as {number}")
            else:
                draft = one.stored.head.id
                carried[draft] = _put(who, one, {"account": account.id, "revision": revision and revision.id})
                if one.changes and revision is None:
                    left.append(f"{one.changes} is not in it as it was: its change is a new order there")
    return carried, left


def _placed(who: Who, one: KeptDraft, account: int) -> str:
    """The number of the order that was placed from this draft: of its number, by its clerk, of its quantities."""
    same = (SalesOrder.from_draft == one.stored.head.id) & (SalesOrder.account == account)
    order = SalesOrder.get_or_none(same & (SalesOrder.made_by == who.login))
    if order is None:
        return ""
    first = (OrderRevision.order == order) & OrderRevision.replaces.is_null()
    revision = OrderRevision.select(OrderRevision.id).where(first)
    placed = [row.quantity for row in OrderLine.select().where(OrderLine.revision.in_(revision))]
    with suppress(InvalidOperation):
        typed = [Decimal(row.quantity or "1") for row in one.stored.lines if not row.struck]
        return order.number if sorted(placed) == sorted(typed) else ""
    return ""


def _put(who: Who, one: KeptDraft, stands_on: Mapping[str, Any]) -> int:
    head = one.stored.head
    itself = (Draft.id == head.id) & (Draft.operator == who.login) & (Draft.made_at == head.made_at)
    same = Draft.delete().where(itself).execute() == 1
    number = head.id if same else next_value("draft")
    columns = {name: value for name, value in head._asdict().items() if name not in NOT_KEPT}
    columns |= {name: _there(model, columns[name]) for name, model in POINTS.items()}
    columns |= {**stands_on, "promised": "", **dict.fromkeys(TYPED)}
    Draft.insert(id=number, made_by=who.login, changed_by=who.login, **columns).execute()
    addresses = {row.id: _address(number, row) for row in one.stored.addresses.values()}
    Draft.update({name: addresses.get(getattr(head, name)) for name in TYPED}).where(Draft.id == number).execute()
    for line in one.stored.lines:
        _line(number, line, addresses)
    return number


def _line(draft: int, line: Any, addresses: Mapping[int, int]) -> None:
    row = {name: value for name, value in line._asdict().items() if name != "id"}
    row["ship_to_site"] = _there(CustomerSite, line.ship_to_site)
    row["ship_to_address"] = addresses.get(line.ship_to_address)
    DraftLine.insert(draft=draft, **row).execute()


def _address(draft: int, row: Any) -> int:
    values = {name: value for name, value in row._asdict().items() if name != "id"}
    return DraftAddress.insert(draft=draft, **values).execute()


def _there(model: Any, one: int | None) -> int | None:
    return one if one is not None and model.select().where(model.id == one).exists() else None
