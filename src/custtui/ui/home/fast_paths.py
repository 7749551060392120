"""Two letters from anywhere: order entry, customers, order inquiry, profile, open notes, payments (F-83)."""

from custtui.domain.errors import refuse
from custtui.services.orders import last_placed
from custtui.ui import routes
from custtui.ui.home.opening import Opener
from custtui.ui.kit import keys
from custtui.ui.kit.desk import Desk
from custtui.ui.kit.keys import Action
from custtui.ui.kit.message_line import Answer


async def take_path(desk: Desk, action: Action, rest: str) -> None:
    """Go where a fast path leads; `rest` is the customer or order it wants. A changed record asks first."""
    if action.code == "EN":
        await _leave_of(desk)()
    else:
        await desk.view.leaving(lambda: _take(desk, action, rest))


def _leave_of(desk: Desk) -> Answer:
    """What F3 does on the screen that is up."""
    return getattr(desk.view, "do_leave", desk.do_leave)


async def _take(desk: Desk, action: Action, rest: str) -> None:
    if action.code == "OI":
        await _order_inquiry(desk, rest)
        return
    if action.code == "OM":
        await _change(desk, rest)
        return
    if action.code == "AQ":
        await desk.open(routes.order(desk, rest) if rest else routes.approvals(desk))
        return
    if action.code == "ON":
        mine = rest.casefold() in ("me", "mine", desk.session.who.login.casefold())
        await desk.open(routes.open_notes(desk, mine=mine))
        return
    if action.code in ("OD", "OW"):
        await desk.open(routes.overdue(desk) if action.code == "OD" else routes.open_work(desk))
        return
    if action.code == "CU" or not rest:
        await _home_with(desk, rest)
        if action.code in ("OE", "CP"):
            desk.hint(
                f"Type the customer, then {keys.name(Opener.do_order if action.code == 'OE' else Opener.do_take)}"
            )
        elif action.code == "RP":
            desk.hint(f"Type the customer behind it: {action.code} 3897-5")
        return
    account_id = await routes.account_of(desk, rest, order=action.code == "OE")
    if action.code == "OE":
        await routes.new_order(desk, account_id)
    elif action.code == "RP":
        await desk.open(routes.payment(desk, account_id))
    else:
        await desk.open(routes.profile(desk, account_id))


async def _home_with(desk: Desk, text: str) -> None:
    await desk.home()
    if text:
        await desk.view.text(text)


async def _order_inquiry(desk: Desk, number: str) -> None:
    number = number or await desk.ask(last_placed, desk.session.who.login) or ""
    if number:
        await desk.open(routes.order(desk, number))
    else:
        await desk.open(routes.inquiry(desk))


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
