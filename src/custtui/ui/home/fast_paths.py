"""Two letters from anywhere: order entry, customers, order inquiry, profile, open notes, payments (F-83)."""

from collections.abc import Awaitable, Callable

from custtui.domain.errors import refuse
from custtui.domain.numbers import Unreadable
from custtui.domain.past_day import read_past_day
from custtui.services.clock import today
from custtui.services.orders import last_of, last_placed
from custtui.ui import routes
from custtui.ui.home.lookup import CustomerLookup
from custtui.ui.home.opening import Opener
from custtui.ui.kit import keys
from custtui.ui.kit.desk import Desk
from custtui.ui.kit.just_read import JustRead
from custtui.ui.kit.keys import Action
from custtui.ui.kit.message_line import AnswerAct


async def take_path(desk: Desk, action: Action, rest: str) -> None:
    """Go where a fast path leads; `rest` is the customer or order it wants. A changed record asks first."""
    if action.code == "EN":
        await _leave_of(desk)()
    else:
        await desk.view.leaving(lambda: _take(desk, action, rest))


def _leave_of(desk: Desk) -> AnswerAct:
    """What F3 does on the screen that is up."""
    return getattr(desk.view, "do_leave", desk.do_leave)


async def _take(desk: Desk, action: Action, rest: str) -> None:
    await PATHS[action.code](desk, rest)


async def _approvals(desk: Desk, number: str) -> None:
    await desk.open(routes.order(desk, number) if number else routes.approvals(desk))


async def _open_notes(desk: Desk, whose: str) -> None:
    mine = whose.casefold() in ("me", "mine", desk.session.who.login.casefold())
    await desk.open(routes.open_notes(desk, mine=mine))


async def _overdue(desk: Desk, rest: str) -> None:
    await desk.open(routes.overdue(desk))


async def _open_work(desk: Desk, rest: str) -> None:
    await desk.open(routes.open_work(desk))


async def _outbox(desk: Desk, rest: str) -> None:
    await desk.open(routes.outbox(desk))


async def _setup(desk: Desk, kind: str) -> None:
    await desk.open(routes.setup(desk, kind))


async def _covers(desk: Desk, rest: str) -> None:
    await desk.open(routes.covers(desk))


async def _invoice_run(desk: Desk, rest: str) -> None:
    """Up to the day behind it; alone: today."""
    try:
        cut_off = read_past_day(rest, await desk.ask(today)) if rest.strip() else None
    except Unreadable as error:
        raise refuse("day", str(error), "number") from error
    await desk.open(routes.invoice_run(desk, cut_off))


async def _order_entry(desk: Desk, customer: str) -> None:
    if customer:
        await routes.new_order(desk, await routes.account_of(desk, customer, order=True))
        return
    await _home_saying(desk, f"Type the customer, then {keys.name(Opener.do_order)}")


async def _profile(desk: Desk, customer: str) -> None:
    if customer:
        await desk.open(routes.profile(desk, await routes.account_of(desk, customer, order=False)))
        return
    await _home_saying(desk, f"Type the customer, then {keys.name(Opener.do_take)}")


async def _payment(desk: Desk, customer: str) -> None:
    if customer:
        await desk.open(routes.payment(desk, await routes.account_of(desk, customer, order=False)))
        return
    await _home_saying(desk, "Type the customer behind it: RP 3897-5")


async def _home_saying(desk: Desk, how: str) -> None:
    """Home, and how to go on: where there is no customer, how to make one."""
    await desk.home()
    home = desk.view
    desk.hint((home.hits.nobody if isinstance(home, CustomerLookup) else "") or how)


async def _home_with(desk: Desk, text: str) -> None:
    await desk.home()
    if text:
        await desk.view.text(text)


async def _order_inquiry(desk: Desk, number: str) -> None:
    if number:
        await desk.open(routes.order(desk, number))
        return
    desk.who_now()
    last, known = await desk.ask(last_of, desk.session.who.login), desk.carried(JustRead)
    if last is None:
        await desk.open(routes.inquiry(desk), asked=True)
        return
    try:
        known.leave(last.number, last)
        await desk.open(routes.order(desk, last.number), asked=True)
    finally:
        known.leave("", None)


async def _change(desk: Desk, rest: str) -> None:
    """`SO-1041`, or `SO-1041 30` for position 30; without a number the order placed last."""
    number, _, position = rest.partition(" ")
    number = number or await desk.ask(last_placed, desk.session.who.login) or ""
    if not number:
        raise refuse("order", f"Type the order behind it: {OM} SO-1041", "number")
    if position.strip() and not position.strip().isdigit():
        raise refuse("position", f'"{position.strip()}" is not a position', "number")
    await routes.change(desk, number, int(position) if position.strip() else None)


OM = "OM"
PATHS: dict[str, Callable[[Desk, str], Awaitable[None]]] = {
    "CU": _home_with,
    "OE": _order_entry,
    "OI": _order_inquiry,
    "CP": _profile,
    OM: _change,
    "AQ": _approvals,
    "OW": _open_work,
    "OC": _covers,
    "IR": _invoice_run,
    "ON": _open_notes,
    "RP": _payment,
    "OD": _overdue,
    "MB": _outbox,
    "SU": _setup,
}
"""Where the letters of `ui.paths` lead; EN alone leaves the screen that is up, as F3 there does."""
