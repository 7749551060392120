"""Credits a line without goods from the order's screen: so many of it, or an amount, for a reason (C-31)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from custtui.domain.errors import refuse
from custtui.domain.numbers import Unreadable
from custtui.domain.records.reading import read_amount
from custtui.domain.typed import read_quantity
from custtui.services import fulfilment
from custtui.services.lists.coded import CREDIT
from custtui.services.views import OrderLineView, OrderView
from custtui.ui.kit.field import NUMBER, Field
from custtui.ui.orders.why_window import WhyWindow, reason

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk
    from custtui.ui.kit.message_line import AnswerAct


async def allow(desk: Desk, order: OrderView, line: OrderLineView, done: AnswerAct) -> None:
    """Asks how much and why; `done` then. Where nothing of it is invoiced, that is said first."""
    await desk.ask(fulfilment.check_allow, order.number, line.position)

    async def act(values: dict[str, str]) -> None:
        try:
            pieces = read_quantity(values["pieces"]) if values["pieces"].strip() else Decimal(0)
            net = read_amount(values["net"], order.currency) or Decimal(0)
        except Unreadable as error:
            raise refuse("number", str(error)) from error
        who, asked = desk.session.who, (order.number, line.position, values["reason"])
        (number,) = await desk.ask(fulfilment.allow, who, *asked, pieces=pieces, net=net)
        told = await desk.ask(fulfilment.credit_told, number)
        await done()
        desk.say(told)

    fields = [
        Field("pieces", "Quantity", 10, kind=NUMBER, help="So many were not delivered, or are credited whole"),
        Field("net", "or amount", 12, kind=NUMBER, help=f"So much is credited, before tax, in {order.currency}"),
        reason(CREDIT),
    ]
    desk.windows.append(
        WhyWindow(desk, f"Credit of {order.number} line {line.position}: {line.product}", fields, act)
    )
