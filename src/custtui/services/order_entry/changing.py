"""Begins the change of an accepted or waiting order: a draft from the revision that stands (C-16, R-25, C-46)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from custtui.domain.errors import refuse
from custtui.domain.naming import first_of
from custtui.domain.text import clean
from custtui.domain.who import Act, Who
from custtui.models.at_once import if_far
from custtui.models.base import db
from custtui.models.database import is_sqlite, transaction
from custtui.models.draft import Draft
from custtui.models.families import survivor
from custtui.models.operator import Operator
from custtui.models.order import OrderRevision
from custtui.models.remembered import answers, note_each
from custtui.models.together import ask
from custtui.services.accounts import account_of
from custtui.services.asks import asks, asks_by_draft
from custtui.services.at_once import at_once, each_at_once
from custtui.services.controls import read_controls
from custtui.services.numbers import named, next_value
from custtui.services.order_entry.base import Base, as_keyed, base_ahead, base_anew, day_text
from custtui.services.order_entry.card_terms import typed_texts
from custtui.services.order_entry.carrying import DRAFT_LINES, carry
from custtui.services.order_entry.charges import charges_keyed
from custtui.services.order_entry.copying import whole
from custtui.services.order_entry.goods import PRODUCT, Payable, found_by, goods_of
from custtui.services.order_entry.places import USES
from custtui.services.order_entry.promising import promised
from custtui.services.order_entry.rows import ADDRESSES, LINES, head_of
from custtui.services.order_entry.starting import DELETE, foresee_customer, foresee_draft, new_draft
from custtui.services.order_entry.views import DraftView, LineText
from custtui.services.orders.cards import card_of

AGREED = ("price", "price_reason", "discount", "discount_reason", "wanted", "line_note")
"""Columns of a line that a copy leaves behind."""
NAMED = 3
"""So many who change the order too are named."""


@asks(Act.ORDER)
def start_change(who: Who, number: str) -> DraftView:
    """The draft of a change of an order; one of mine that was kept goes on, worked out anew.

    `told` of the view says who else is changing it. Raises Refused where it cannot be changed: finished, closed, or
    with a change that waits (C-26); nothing of it is written before it is placed.
    """
    with transaction():
        order = _order(number)
        base, changes, *_ = at_once(
            partial(base_anew, _stands(order)),
            lambda: list(_changes(order.id)),
            partial(foresee_customer, order.account_id),
            partial(if_far, partial(survivor, order.account_id)),
        )
        mine = _kept(who, base, changes)
        if base.why_not and mine is None:
            raise refuse("not_now", base.why_not)
        draft = mine or _draft(who, base, base.row, {at: line.row for at, line in base.lines.items()})
        head, rows, _ = at_once(
            partial(head_of, draft, who), partial(LINES, draft), partial(_facts_ahead, draft, base)
        )
        return replace(promised(who, draft, head=head, rows=rows), told=_others(who, changes))


@asks(Act.ORDER)
def change_again(who: Who, number: str, revision: int) -> int:
    """A change that came to nothing as a draft once more: what it said, of the revision that stands now (C-26)."""
    with transaction():
        base = base_of_order(number)
        said = OrderRevision.get(OrderRevision.order == base.order.id, OrderRevision.revision == revision)
        draft = _draft(who, base, said, {line.position.position: line for line in said.lines})
        promised(who, draft)
        return draft


@asks_by_draft(Act.ORDER)
def leave_change(who: Who, draft_id: int) -> bool:
    """Nothing is kept of a change in which nothing was touched; was it so?"""
    with transaction():
        head = head_of(draft_id, who)
        return head.revision is not None and bool(_untouched(draft_id) and DELETE(draft_id))


def _untouched(draft_id: int) -> bool:
    here = (Draft.id == draft_id) & (Draft.changed_at == Draft.made_at) & (Draft.typing == "{}")
    return Draft.select().where(here).exists()


def base_of_order(number: str) -> Base:
    """The revision that stands for an order. Raises Refused where there is none of that number."""
    return base_anew(_stands(_order(number)))


def _order(number: str) -> Any:
    order = named("order", number).first()
    if order is None:
        raise refuse("order", f"There is no order {clean(number, 'number')}", "number")
    return order


def _stands(order: Any) -> int:
    """The revision that stands for it: in force, else waiting, else the newest."""
    newest = OrderRevision.select(OrderRevision.id).where(OrderRevision.order == order.id)
    stands = order.in_force_id or order.pending_id
    return stands or newest.order_by(OrderRevision.revision.desc()).scalar()


def _changes(order: int) -> Any:
    revisions = OrderRevision.select(OrderRevision.id).where(OrderRevision.order == order)
    return Draft.select().where(Draft.revision.in_(revisions)).order_by(Draft.id)


def _kept(who: Who, base: Base, changes: Iterable[Any]) -> int | None:
    """My change of it; one of a revision that gave way, in which nothing was touched, is dropped."""
    for row in (one for one in changes if one.operator == who.login):
        if row.revision_id == base.row.id or not _untouched(row.id):
            return row.id
        DELETE(row.id)
    return None


def _others(who: Who, changes: Iterable[Any]) -> tuple[str, ...]:
    """`Ben is changing this order` (C-46)."""
    logins = {row.operator for row in changes if row.operator != who.login}
    rows = Operator.select(Operator.name).where(Operator.login.in_(sorted(logins))).order_by(Operator.name)
    names = [name for (name,) in rows.tuples()] if logins else []
    return (f"{_and(names)} changing this order",) if names else ()


def _and(names: Iterable[str]) -> str:
    known = list(names)
    return f"{first_of(known, NAMED)} {'is' if len(known) == 1 else 'are'}"


def _draft(who: Who, base: Base, said: Any, lines: Mapping[int, Any]) -> int:
    """As the revision `said` would be keyed, with its lines by position: its places are the keys of what is kept."""
    sold_to = base.row.sold_to_id
    draft, taken, head, _ = at_once(
        partial(next_value, "draft"),
        partial(whole, said.id),
        partial(_head, base, said),
        lambda: each_at_once([partial(foresee_draft, sold_to), *_ahead(base, said, lines)]),
    )
    account = account_of(sold_to)
    new_draft(who, account, draft_id=draft)
    agreed = {at: _agreed(as_keyed(line, said)) for at, line in lines.items()}
    carry(draft, account, taken._replace(stands=head, agreed=agreed))
    return draft


def _ahead(base: Base, said: Any, lines: Mapping[int, Any]) -> list[Callable[[], Any]]:
    """What a far server is asked along: who is billed, ids of lines, their products, and what the order comes to."""
    if is_sqlite(db) or answers() is None:
        return []
    codes = sorted({line.product_code for line in lines.values()})
    return [
        partial(USES, [said.bill_to_id], [said.bill_to_site_id or 0]),
        partial(DRAFT_LINES.ahead, len(lines)),
        lambda: note_each(PRODUCT, found_by(codes)),
        partial(base_ahead, base),
    ]


def _facts_ahead(draft: int, base: Base) -> None:
    """What else the draft stands on that was begun or goes on: addresses typed in it, and what its lines cost."""
    if is_sqlite(db) or answers() is None:
        return
    account, row = account_of(base.row.sold_to_id), base.row
    terms = Payable(account.id, row.contract_id, account.price_list, account.currency)
    codes = [line.row.product_code for line in base.lines.values()]
    prices = partial(goods_of, codes, read_controls().scanner_prefix, terms)
    at_once(partial(ask, [(ADDRESSES, (draft,))]), prices)


def _agreed(typed: LineText) -> dict[str, str]:
    """What of a line a copy leaves behind."""
    return {name: getattr(typed, name) for name in AGREED}


def _head(base: Base, said: Any) -> dict[str, Any]:
    row = base.row
    card, charges = at_once(partial(card_of, said.id), partial(charges_keyed, said.id))
    return {
        "revision": row.id,
        "ordered_by": said.ordered_by_id,
        "bill_to_account": said.bill_to_id,
        "bill_to_site": said.bill_to_site_id,
        "bill_to_address": None,
        "contract": said.contract_id,
        "po_number": said.po_number,
        "payment_method": said.payment_method,
        "wanted": day_text(said.wanted),
        "source": said.source,
        **typed_texts(card),
        "charges": charges,
        "internal_note": said.internal_note,
    }
