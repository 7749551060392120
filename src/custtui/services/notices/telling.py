"""Puts messages into the outbox, in the transaction of the act they tell of: every message comes this way (R-45).

Nothing is asked but the controls where the house sends no e-mail: `email_notices` says whether it does.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from custtui.domain.event import EventKind
from custtui.domain.notice import TEMPLATES, Message, Notice, Particulars, composed
from custtui.domain.who import Who
from custtui.models.account import Contact
from custtui.models.at_once import at_once
from custtui.models.base import now
from custtui.models.families import of_survivor, survivor
from custtui.models.operator import Seller
from custtui.models.order import OrderEvent, OrderRevision, OrderShipTo, Outbox, SalesOrder
from custtui.models.party import Party
from custtui.services.controls import read_controls
from custtui.services.notices import facts
from custtui.services.notices.steps import write, write_ahead
from custtui.services.notices.whom import Listener, written_to


def sends() -> bool:
    """Does the house send e-mail? Else nothing is put into the outbox: screens say whom to tell."""
    return read_controls().email_notices


def tell(
    who: Who,
    notice: Notice,
    revision_id: int,
    *,
    paper: str = "",
    place: int | None = None,
    via: str = "",
    moved: Mapping[int, Decimal] | None = None,
    on: bool = False,
) -> None:
    """Tell the people of who ordered what became of it: all of it, or the quantities `moved`, by position.

    What is accepted in place of what was accepted before is told as changed; of a change that is declined it is told
    what stays. `paper` is the number of a shipment, which goes to a `place` of the order (R-18); `on`: it is
    known that the house sends e-mail.
    """
    if not (on or sends()):
        return
    revision, before, to = _of_order(notice, revision_id, place)
    if before is not None:
        notice = ANEW[notice]
        revision = before if notice is Notice.CHANGE_DECLINED else revision
    about = partial(facts.of_order, revision, moved, paper, facts.ships(to, via) if to else ())
    _put_about(who, notice, revision.sold_to_id, about, order=revision.order_id, site=to and to.site_id)


def _of_order(notice: Notice, revision: int, place: int | None) -> tuple[Any, Any, Any]:
    """The row of a revision, of the one accepted before it where that counts, and where goods go."""
    return at_once(
        partial(OrderRevision.get_by_id, revision),
        partial(_accepted_before, revision) if notice in ANEW else lambda: None,
        partial(OrderShipTo.get_by_id, place) if place else lambda: None,
    )


ANEW = {Notice.ACCEPTED: Notice.CHANGED, Notice.DECLINED: Notice.CHANGE_DECLINED}
"""How it is told of an order that was accepted before."""


def _accepted_before(revision: int) -> Any:
    """The revision of its order that was accepted last before this one (id); None where none was."""
    same = OrderRevision.alias()
    order = same.select(same.order).where(same.id == revision)
    told = (OrderEvent.order == order) & (OrderEvent.kind == str(EventKind.ACCEPTED))
    rows = OrderRevision.select().join(OrderEvent, on=OrderEvent.revision == OrderRevision.id)
    return rows.where(told & (OrderRevision.id != revision)).order_by(OrderRevision.revision.desc()).first()


def tell_paper(who: Who, notice: Notice, revision: Any, paper: Any, *, on: bool = False) -> None:
    """Tell the people of the payer of an invoice or a credit note (`paper`, a row), with what stands on it."""
    if on or sends():
        site = billed_site(revision, paper.account_id)
        _put_about(who, notice, paper.account_id, partial(facts.of_paper, paper), order=paper.order_id, site=site)


def _put_about(
    who: Who, notice: Notice, account: int, about: Callable[[], Particulars], *, order: int, site: int | None
) -> None:
    """A message about an order to the people of who it is of by now: a far server is asked for all of it at once."""
    particulars, told, seller, _ = at_once(
        about,
        partial(of_survivor, account, partial(written_to, event=TEMPLATES[notice].event, site_id=site)),
        seller_name,
        partial(write_ahead, order),
    )
    _put(who, notice, particulars, told, seller, order=order)


def billed_site(revision: Any, payer: int) -> int | None:
    """The site of a payer that a revision is billed to; None of another payer (C-42)."""
    return revision.bill_to_site_id if revision.bill_to_id == payer else None


def tell_payment(
    who: Who, payment: Any, parts: Mapping[str, Decimal], left: Decimal, off: Mapping[str, Decimal]
) -> None:
    """Tell a payer that its money came in: what it settled, by number of invoice, and what settles nothing yet.

    `off` is what was taken off for early payment.
    """
    if sends():
        about = facts.of_payment(payment, parts, left, off)
        put_notice(who, Notice.RECEIVED, survivor(payment.account_id), about)


def tell_reversal(who: Who, payment: Any, opened: Mapping[str, Decimal], reason: str) -> None:
    """Tell a payer that its money was taken back: what is open again, by number of invoice."""
    if sends():
        about = facts.of_reversal(payment, opened, reason)
        put_notice(who, Notice.REVERSED, survivor(payment.account_id), about)


def tell_refund(who: Who, payment: Any, what: str, reason: str) -> None:
    """Tell a payer that money was paid back, of what."""
    if sends():
        put_notice(who, Notice.REFUNDED, survivor(payment.account_id), facts.of_refund(payment, what, reason))


def put_notice(
    who: Who,
    notice: Notice,
    account: int,
    about: Particulars,
    *,
    order: int | None = None,
    site: int | None = None,
    until: date | None = None,
) -> list[int]:
    """A message of a template to each of an account's people who are told; their ids."""
    told, seller = at_once(partial(written_to, account, TEMPLATES[notice].event, site), seller_name)
    return _put(who, notice, about, told, seller, order=order, until=until)


def _put(
    who: Who, notice: Notice, about: Particulars, told: Iterable[tuple[Listener, str]], seller: str, **columns: Any
) -> list[int]:
    letters = [(one, address, composed(notice, about, one.name, seller)) for one, address in told]
    return put(who, TEMPLATES[notice].event, letters, paper=about.paper, **columns)


def put(who: Who, event: str, letters: Iterable[tuple[Listener, str, Message]], **columns: Any) -> list[int]:
    """Messages, each to a contact at an address, in a transaction that took the `order` they are about; their ids."""
    stamp = {"event": event, "made_by": who.login, "changed_by": who.login, "made_at": now(), **columns}
    rows = (
        {**stamp, **_to(one, address), "subject": text.subject, "body": text.body} for one, address, text in letters
    )
    return write(rows, columns.get("order"))


def _to(one: Listener, address: str) -> dict[str, Any]:
    return {"contact": one.contact_id, "account": one.told_for, "address": address}


def seller_name() -> str:
    """Who writes: the seller."""
    return Seller.select(Seller.name).scalar() or ""


def queued(order_number: str, papers: Iterable[str] = ("",)) -> list[str]:
    """The names of whom messages about these documents of an order are for, each once; '' is the order itself."""
    query = Outbox.select(Party.name).join(Contact).join(Party, on=Contact.person == Party.id)
    query = query.switch(Outbox).join(SalesOrder)
    rows = query.where((SalesOrder.number == order_number) & (Outbox.paper.in_([*papers])))
    return list(dict.fromkeys(name for (name,) in rows.order_by(Outbox.id.desc()).tuples()))
