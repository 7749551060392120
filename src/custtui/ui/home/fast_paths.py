"""Two letters from anywhere: order entry, customers, order inquiry, profile, open notes (F-83)."""

from custtui.domain.errors import refuse
from custtui.services import lookup
from custtui.services.orders import last_placed
from custtui.ui.kit.commands import Action
from custtui.ui.kit.desk import Desk
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
    if action.code == "ON":
        from custtui.ui.customer.notes_open import OpenNotes

        await desk.open(OpenNotes(desk, mine=rest.casefold() in ("me", "mine", desk.session.who.login.casefold())))
        return
    if action.code == "CU" or not rest:
        await _home_with(desk, rest)
        if action.code != "CU":
            desk.hint("Type the customer, then " + ("F7" if action.code == "OE" else "Enter"))
        return
    account_id = await account_of(desk, rest, order=action.code == "OE")
    if action.code == "OE":
        from custtui.ui.order_entry.screen import new_order

        await new_order(desk, account_id)
    else:
        from custtui.ui.customer.profile import CustomerProfile

        await desk.open(CustomerProfile(desk, account_id))


async def account_of(desk: Desk, text: str, *, order: bool = False) -> int:
    """The one customer a text means; of a number, an order takes only a code. Raises Refused for none or several."""
    found = await desk.ask(lookup.find, text, limit=2)
    hit = found.orderable if order else found.single
    if hit is None:
        raise refuse("find", f"“{text}” is not one customer: look for it with CU {text}")
    return hit.account_id


async def _home_with(desk: Desk, text: str) -> None:
    await desk.home()
    if text:
        await desk.view.text(text)


async def _order_inquiry(desk: Desk, number: str) -> None:
    from custtui.ui.orders.inquiry import OrderInquiry
    from custtui.ui.orders.view import OrderViewScreen

    number = number or await desk.ask(last_placed, desk.session.who.login) or ""
    if number:
        await desk.open(OrderViewScreen(desk, number))
    else:
        await desk.open(OrderInquiry(desk))
