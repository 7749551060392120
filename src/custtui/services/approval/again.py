"""What an order that waits is looked at again for, by what stands today (C-33)."""

from collections.abc import Callable
from functools import partial

from custtui.domain.acceptance import BuyerStanding, WaitReason, reasons
from custtui.domain.approval import INACTIVE, RETESTED
from custtui.domain.calling_off import CallOff, beyond
from custtui.domain.card_payment import METHOD, uses_no_credit
from custtui.domain.money import ZERO, rounded
from custtui.models.at_once import at_once
from custtui.models.families import of_survivor
from custtui.models.order import OrderRevision, SalesOrder
from custtui.models.prepared import Prepared
from custtui.services import clock
from custtui.services.accounts import Account, account_of
from custtui.services.controls import read_controls
from custtui.services.credit_sums import to_come_of
from custtui.services.order_entry.buyers import standing_of
from custtui.services.orders.called_off import called_by_waiting, contract_told
from custtui.services.orders.cards import card_of
from custtui.services.payer_credit import Credits, credits_of

IN_FORCE = Prepared(lambda order: SalesOrder.select(SalesOrder.in_force).where(SalesOrder.id == order))


def parties(sold_to: int, bill_to: int) -> tuple[Account, Account]:
    """Who ordered and who pays, those that survived a merge."""
    return at_once(partial(of_survivor, sold_to, account_of), partial(of_survivor, bill_to, account_of))


def reasons_now(revision: OrderRevision, *, typing: bool = False) -> list[WaitReason]:
    """Overdue, credit, mark, inactive as of today; the total and the prices were settled at placing."""
    sold_to, payer = parties(revision.sold_to_id, revision.bill_to_id)
    standing, contract = at_once(
        partial(_standing, revision, sold_to, payer, partial(credits_of, payer, typing=typing)),
        partial(_beyond_contract, revision),
    )
    found = [one for one in reasons(rounded(revision.gross, revision.currency), standing) if one.code in RETESTED]
    found += [_inactive(one) for one in dict.fromkeys((sold_to, payer)) if not one.active]
    return found + contract


def _beyond_contract(revision: OrderRevision) -> list[WaitReason]:
    """Counted by what was called off before it was placed: who waits has reserved (C-40)."""
    stands = _in_force(revision)
    called = [
        CallOff(code, agreed, others, asked, before if stands else None)
        for code, agreed, others, asked, before in called_by_waiting(revision, stands)
    ]
    return beyond(*contract_told(revision.contract_id), clock.today(), called) if called else []


def _in_force(revision: OrderRevision) -> int:
    """The revision in force of its order, 0 for none."""
    return IN_FORCE.first(revision.order_id)[0] or 0


def _standing(
    revision: OrderRevision, sold_to: Account, payer: Account, credits: Callable[[], Credits]
) -> BuyerStanding:
    """Where those that wait use up credit, this order does already: it is not asked for twice (C-35)."""
    of_order = partial(at_once, partial(_uses_none, revision), partial(_in_force, revision))
    both, (uses_none, in_force), controls, today = at_once(credits, of_order, read_controls, clock.today)
    standing = standing_of(sold_to, payer, both, today, revision.currency)._replace(at_once=uses_none)
    if in_force:
        return _of_change(revision, in_force, standing)
    counted = controls.waiting_counts and not standing.at_once and not standing.other_currency
    own = revision.gross if counted else ZERO
    return standing._replace(used=standing.used - own, shared_used=standing.shared_used - own)


def _of_change(revision: OrderRevision, in_force: int, standing: BuyerStanding) -> BuyerStanding:
    """Of an order in force and the change of it that waits the larger is used already, by who pays each (C-35)."""
    coming, before = to_come_of([revision.id, in_force]), OrderRevision.get_by_id(in_force)
    counts = not standing.at_once and not standing.other_currency
    same = before.bill_to_id == revision.bill_to_id and not _uses_none(before)
    used = max(coming[revision.id], coming[in_force]) if counts and same else ZERO
    settled = revision.gross - coming[revision.id]
    own, shared = standing.used - used, standing.shared_used - used
    return standing._replace(used=own, shared_used=shared, settled=settled)


def _uses_none(revision: OrderRevision) -> bool:
    card = card_of(revision.id) if revision.payment_method == METHOD else None
    return uses_no_credit(revision.payment_method, card)


def _inactive(account: Account) -> WaitReason:
    text = f"{account.code} {account.name} is inactive"
    return WaitReason(INACTIVE, "inactive", text)
