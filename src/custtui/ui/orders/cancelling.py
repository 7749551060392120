"""Cancels an order from whatever shows it: the coded reason is asked first (C-46)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.services import fulfilment
from custtui.services.lists.coded import CANCEL
from custtui.ui.orders.why_window import ReasonedAct, WhyWindow, reason

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk
    from custtui.ui.kit.message_line import AnswerAct


async def cancel_order(desk: Desk, number: str, revision: int, done: AnswerAct) -> None:
    """Asks why, then gives up what is open of the order; `done` then. Where nothing may be, that is said first."""
    await desk.ask(fulfilment.check_cancel, number, revision)

    async def act(values: dict[str, str]) -> None:
        became = await desk.ask(fulfilment.cancel, desk.session.who, number, revision, values["reason"])
        await done()
        desk.say(f"{number} is {became}")

    desk.windows.append(WhyWindow(desk, f"Cancel {number}", [reason(CANCEL)], act))


def why_canceled(desk: Desk, heading: str, act: ReasonedAct) -> WhyWindow:
    """The window that asks why lines of a change are canceled; `act` is given the reason (C-46)."""
    return WhyWindow(desk, heading, [reason(CANCEL)], act)
