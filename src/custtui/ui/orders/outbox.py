"""E-mail to customers: what waits, is held back, failed or was sent, with the text of the chosen message (R-45)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from custtui.domain.errors import refuse
from custtui.domain.naming import some
from custtui.domain.who import Act
from custtui.services.notices import outbox
from custtui.services.notices.outbox import QueuedMessage
from custtui.ui import routes
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.paint import Line, wrapped
from custtui.ui.kit.table import CODE, NUMBER, Column
from custtui.ui.orders.announcing import AnnouncementForm
from custtui.ui.orders.sheets import Sheet, Sheets
from custtui.ui.orders.tasks import of_outbox

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

LEAST_ROWS = 4
"""Rows that the list keeps above the text."""
BY = 3
"""Rows of text that Right and Left go."""
COLUMNS = (
    Column("made", "Written", 13, 13, whole=18),
    Column("code", "Code", 9, 0, whole=CODE, spare=2),
    Column("name", "To", 16, 14, share=1, spare=1),
    Column("subject", "Subject", 36, 28, share=2, style="strong"),
    Column("number", "Order", 9, 0, whole=NUMBER, spare=3),
)


def _texts(one: QueuedMessage) -> dict[str, str]:
    return {
        "made": fmt.moment(one.made_at),
        **{name: getattr(one, name) for name in ("code", "name", "subject", "number")},
    }


def _words(one: QueuedMessage) -> list[str]:
    """To which address, what became of it and why."""
    tried = f"tried {some(one.attempts, 'time')}" if one.attempts else ""
    again = f"again {fmt.moment(one.next_at)}" if one.next_at and one.state == "WAITING" else ""
    sent = f"sent {fmt.moment(one.sent_at)}" if one.sent_at else tried
    by = f"by {one.changed_by or one.made_by}" if one.changed_by or one.made_by else ""
    to = f"{one.name} <{one.address}>".strip()
    return [to, f"{one.code} {one.number}".strip(), one.event, sent, again, one.reason, by]


def _sheet(name: str, nothing: str, read: Callable[..., list[Any]]) -> Sheet:
    return Sheet(name, nothing, read, COLUMNS, _texts, _words)


class OutboxScreen(Sheets[QueuedMessage]):
    """F9 sends the message a key has reached, F11 holds it back; after each none is any more: one act a key."""

    TITLE = "E-mail to customers"
    SHEETS = (
        _sheet("Waiting", "No message is waiting", outbox.waiting),
        _sheet("Held back", "No message is held back", outbox.held),
        _sheet("Failed", "No message failed", outbox.failed),
        _sheet("Sent", "No message was sent", outbox.sent),
    )
    TASKS = of_outbox

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.text_at: dict[int, int] = {}
        """The first row that is shown of the text of each message, by its id."""

    async def open_item(self, item: QueuedMessage, option: str) -> None:
        """5 or Enter: the order it is about."""
        if not item.number:
            raise refuse("order", "This message is about no order")
        await self.desk.open(routes.order(self.desk, item.number))

    @keys.key("enter", "Order", "The order the chosen message is about", bar=1)
    async def do_take(self) -> None:
        await super().do_take()

    @keys.key(
        "f9",
        "Send",
        "Send the chosen message again, or now; one that was sent goes as another one",
        bar=2,
        act=Act.OUTBOX,
    )
    async def do_send(self) -> None:
        """F9: it waits to be sent, at the contact's address as it is now."""
        await self._do(outbox.send_again, "waits to be sent")

    @keys.key("f11", "Hold back", "The chosen message is not sent", bar=3, act=Act.OUTBOX)
    async def do_hold(self) -> None:
        """F11: it is not sent."""
        await self._do(outbox.hold_back, "is held back")

    async def _do(self, act: Callable[..., None], done: str) -> None:
        if (one := self.reached()) is None:
            return
        try:
            await self.desk.ask(act, self.desk.session.who, one.id)
        finally:
            await self.load()
        self.rows.chosen = -1
        self.begin()
        self.desk.say(f"{one.subject} to {one.name} {done}")

    @keys.key("f8", "Next list", "The next page: waiting, held back, failed, sent", bar=4)
    @keys.key("tab", "Page", "The next page: waiting, held back, failed, sent")
    async def do_next_page(self) -> None:
        await super().do_next_page()

    @keys.inserting("Announce", "Announce something to all subscribers of an event", bar=5, act=Act.ANNOUNCE)
    async def do_announce(self) -> None:
        """F6, Ins: one's own words to subscribers (F-49)."""
        await self.desk.open(AnnouncementForm(self.desk))

    @keys.key("right", "Text", "Further down in the text of the chosen message, where it is longer than the room")
    async def do_further(self) -> None:
        """Right: the rows of the text that have no room."""
        self.text_at[self._chosen] = self.text_at.get(self._chosen, 0) + BY

    @keys.key("left", "Text", "Back up in the text")
    async def do_back_up(self) -> None:
        """Left."""
        self.text_at[self._chosen] = max(0, self.text_at.get(self._chosen, 0) - BY)

    @property
    def _chosen(self) -> int:
        return self.rows.current.id if self.rows.current else 0

    def below(self, width: int, height: int) -> list[Line]:
        """What became of the chosen message, and its text as far as there is room."""
        lines = super().below(width, height)
        room = max(2, height - 4 - len(lines) - min(LEAST_ROWS, len(self.rows.items)))
        one = self.rows.current
        text = [row for part in one.body.split("\n") for row in wrapped([part], width - 2) or [""]] if one else []
        top = self.text_at[self._chosen] = max(0, min(self.text_at.get(self._chosen, 0), len(text) - room))
        shown = text[top:] if len(text) - top <= room else text[top : top + room - 1]
        left = len(text) - top - len(shown)
        more = [f"{left} more rows of text: {keys.name(self.do_further)}"] if left else []
        return [*lines, Line(width), *(Line(width, f" {row}", "text") for row in (*shown, *more))]
