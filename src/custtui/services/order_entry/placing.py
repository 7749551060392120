"""Places a draft (F9): checks everything, then writes the order in one transaction, or refuses with every fault."""

from collections.abc import Generator
from contextlib import contextmanager
from decimal import Decimal
from functools import partial
from typing import Any

from peewee import JOIN, fn

from custtui.domain.errors import Fault, Moved, Refused, refuse
from custtui.domain.event import EventKind
from custtui.domain.notice import Notice
from custtui.domain.order import Status
from custtui.domain.who import SYSTEM, Act, Who
from custtui.models.account import BillToAccount, CustomerAccount
from custtui.models.at_once import at_once
from custtui.models.base import db
from custtui.models.database import is_sqlite, transaction
from custtui.models.draft import Draft
from custtui.models.guards_of_contracts import CALLS_OFF, CALLS_OFF_PARTS
from custtui.models.order import OrderRevision, SalesOrder
from custtui.models.party import Party
from custtui.models.prepared import Prepared
from custtui.models.remembered import Answers, remembering
from custtui.models.together import ask, foreseen
from custtui.services.asks import asks
from custtui.services.booking import Booked, Booking, Happened, book
from custtui.services.notices import tell
from custtui.services.order_entry.content import content_of
from custtui.services.order_entry.goods_ahead import goods_ahead, noted
from custtui.services.order_entry.on_screen import OnScreen, elsewhere
from custtui.services.order_entry.payer_twins import doubled_payer, payer_twin
from custtui.services.order_entry.promising import changes, odd_po, promise_anew
from custtui.services.order_entry.revising import change_ahead, check_change, revise, told_reasons, why_canceled
from custtui.services.order_entry.rows import LINES, PLACED_AS, Stored, head_of
from custtui.services.order_entry.sites import MadeOnTheWay, make_intents
from custtui.services.order_entry.starting import DELETE
from custtui.services.order_entry.views import Placed
from custtui.services.order_entry.work import Work, stored_draft, worked
from custtui.services.writing.bill_to import bill_to_ahead


def _payer_of(draft: object) -> object:
    """Who was chosen to pay, else the usual payer."""
    sold_to = CustomerAccount.alias()
    usual = (sold_to.default_bill_to == BillToAccount.id) & BillToAccount.active
    return (
        Draft.select(fn.COALESCE(Draft.bill_to_account, BillToAccount.account, Draft.account))
        .join(sold_to, on=Draft.account == sold_to.id)
        .join(BillToAccount, JOIN.LEFT_OUTER, on=usual)
        .where(Draft.id == draft)
    )


def _pays(draft: object) -> Any:
    return CustomerAccount.id.in_(_payer_of(draft))


LOCK_DRAFT = Prepared(lambda draft: Draft.select(Draft.id).where(Draft.id == draft).for_update())


def _changed(draft: object) -> Any:
    """The order that a draft changes."""
    changes = Draft.revision == OrderRevision.id
    return OrderRevision.select(OrderRevision.order).join(Draft, on=changes).where(Draft.id == draft)


LOCK_ORDER = Prepared(
    lambda draft: (
        SalesOrder.select(SalesOrder.id).where(SalesOrder.id.in_(_changed(draft))).for_update("FOR NO KEY UPDATE")
    )
)
LOCK_PAYER = Prepared(
    lambda draft: CustomerAccount.select(CustomerAccount.id).where(_pays(draft)).for_update("FOR NO KEY UPDATE")
)
LOCK_CONTRACT = Prepared(
    lambda draft: Draft.select(fn.pg_advisory_xact_lock(CALLS_OFF, fn.mod(Draft.contract, CALLS_OFF_PARTS))).where(
        (Draft.id == draft) & Draft.contract.is_null(False)
    )
)
"""As the guard of contracts does: clerks' role of PostgreSQL may not lock a contract's row, which it never writes."""
LOCK_PARTY = Prepared(
    lambda draft: (
        Party.select(Party.id)
        .where(Party.id.in_(CustomerAccount.select(CustomerAccount.party).where(_pays(draft))))
        .where(Party.credit_limit.is_null(False))
        .for_update("FOR NO KEY UPDATE")
    )
)


@asks(Act.ORDER)
def place(who: Who, draft_id: int, counter: str = "", *, seen: OnScreen | None = None, reason: str = "") -> Placed:
    """Place the order: accepted automatically, or waiting with every reason at once (R-26, X-09).

    `counter` is the name of the one it is placed at, `seen` what the screen shows that asks for it, `reason` why a
    change cancels lines: a code of the house's list, wanted where it does (C-46, F-72), and kept in the history.

    Raises Refused with every fault, each with its line or field; the draft stays. So does what is not as it was
    promised (`CHANGED`), once: asked again, the order is placed as it is then. A draft is placed once: then
    Refused says so, with the number.
    """
    with in_hand() as kept, transaction():
        _lock(draft_id)
        with remembering(Answers()):  # as it stands now, each question asked once; nothing is written within
            head, _, goods, _ = at_once(
                partial(head_of, draft_id, who), partial(_ask_anew, draft_id), goods_ahead, change_ahead
            )
            noted(goods)
            kept.append(stored_draft(head))
            work = worked(kept[0], who.role, deciding=True)
            _check(work)
            reason = why_canceled(work, reason)
            twin = payer_twin(work)
            changed = [*elsewhere(work, seen), *changes(work), *odd_po(work), *doubled_payer(work, twin)]
        if changed:
            promise_anew(work, twin.hit.code if twin else "")  # told once: F9 again places it so
        elif not _taken(draft_id):  # another terminal was faster
            raise refuse("placed", f"already placed, as {(PLACED_AS.first(draft_id) or ['another order'])[0]}")
        placed = None if changed else _write(work, who, counter, reason)
    if placed is None:
        raise Refused(changed)
    return placed


@contextmanager
def in_hand() -> Generator[list[Stored]]:
    """Whoever finds the file moved after the commit still has the draft that was placed (S-4)."""
    kept: list[Stored] = []
    try:
        yield kept
    except Moved as moved:
        raise Moved(str(moved), kept) from moved


def _taken(draft_id: int) -> bool:
    """Is the draft away? On a server it was locked before it was read, and that it goes is not waited for (P-13)."""
    if is_sqlite(db):
        return bool(DELETE(draft_id))
    DELETE.later(draft_id)
    return True


def _lock(draft_id: int) -> None:
    """Keep lines of another terminal out, and let orders on one credit come one after the other, shared or not.

    The party after its account, as who changes terms takes them; then the order that is changed (R-25), and the
    contract that is called off (C-40).
    """
    if not is_sqlite(db):  # SQLite has one writer at a time
        LOCK_DRAFT.later(draft_id)
        LOCK_PAYER.later(draft_id)
        LOCK_PARTY.later(draft_id)
        LOCK_ORDER.later(draft_id)
        LOCK_CONTRACT.later(draft_id)


def _ask_anew(draft_id: int) -> None:
    """What the screen stands on, asked anew with the draft itself: what is wanted of it is there then (P-13)."""
    if not is_sqlite(db):
        at_once(partial(ask, [(LINES, (draft_id,)), *foreseen()]), partial(bill_to_ahead, draft_id))


def _check(work: Work) -> None:
    if work.base is not None:
        check_change(work, work.base)
    faults = [*work.line_faults, *work.header_faults]
    if not work.counted and not work.line_faults:
        faults.insert(0, Fault("no-lines", "item", "There is no line to order"))
    if faults:
        raise Refused(faults)


def _write(work: Work, who: Who, counter: str, reason: str) -> Placed:
    """A new order, or the revision of one."""
    made = make_intents(work, who)
    if work.base is not None:
        revised = revise(work, who, work.base, made, reason)
        return _placed(work, revised.number, revised.revision.revision, work.gross, made)
    booked = _book(work, who, counter, made)
    return _placed(work, booked.number, 1, booked.gross, made)


def _book(work: Work, who: Who, counter: str, made: MadeOnTheWay) -> Booked:
    content = content_of(work, made)
    accepted = not work.reasons
    booking = Booking(
        account=work.roles.sold_to.id,
        content=content,
        by=who.login,
        status=Status.ACCEPTED if accepted else Status.PENDING,
        from_draft=work.head.id,
        counter=counter,
        holds=[{"code": one.code, "text": one.text, "amount": one.amount} for one in work.reasons],
        events=[_origin(work, who), _verdict(work)],
    )
    booked = book(booking)
    if accepted and work.controls.email_notices:
        tell(who, Notice.ACCEPTED, booked.revision, on=True)
    return booked


def _origin(work: Work, who: Who) -> Happened:
    return Happened(EventKind.PLACED, work.head.copied_from and f"copy of {work.head.copied_from}", who.login)


def _verdict(work: Work) -> Happened:
    if work.reasons:
        return Happened(EventKind.WAITING, told_reasons(work.reasons), SYSTEM.login)
    threshold = work.terms.standing.threshold
    return Happened(EventKind.ACCEPTED, f"automatically: {work.gross:,f}, limit {threshold:,f}", SYSTEM.login)


def _placed(work: Work, number: str, revision: int, gross: Decimal, made: MadeOnTheWay) -> Placed:
    sold_to, reasons = work.roles.sold_to, tuple(one.text for one in work.reasons)
    new = f"{made.payer.code} {made.payer.name}" if work.roles.new_payer else ""
    return Placed(number, revision, not reasons, reasons, gross, sold_to.currency, sold_to.code, sold_to.name, new)
