"""F6 and F7 in order entry: the role windows over the lines; and the customer the lines are taken to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.services import order_entry as desk_services
from custtui.services.order_entry.views import Choice
from custtui.ui.screens.customer_choice import HOW, matching_customers
from custtui.ui.screens.order_address import AddressForm
from custtui.ui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from custtui.ui.screens.order_entry import OrderEntry


class RoleWindow(Prompt):
    """Who pays, or where to: own addresses first, then what the rules allow (C-27). The same key closes it."""

    def __init__(self, screen: OrderEntry, role: str, *, position: int | None = None) -> None:
        self.screen, self.role, self.position = screen, role, position
        self.scope = "order" if position is None else "line"
        key = "f6" if role == "BILL_TO" else "f7"
        super().__init__(screen.desk, "", self._choices, self._chosen, same_key=key, new=self._new_address)
        self._name()

    def _name(self) -> None:
        where = {
            "order": "of the order",
            "line": f"of line {self.position} (A all lines, F from here on)",
            "all": "of all lines",
            "from": f"from line {self.position} on",
        }[self.scope]
        self.heading = "Bill to" if self.role == "BILL_TO" else f"Ship to {where}"

    async def text(self, text: str) -> None:
        """On a line `A` is all lines and `F` from here on; other text narrows the list."""
        scope = {"a": "all", "f": "from"}.get(text.lower())
        if self.position is not None and scope and not self.value("find"):
            self.scope = scope
            self._name()
            return
        await super().text(text)

    async def _choices(self, find: str) -> list[Choice]:
        service = desk_services.payers if self.role == "BILL_TO" else desk_services.ship_tos
        return await self.desk.ask(service, self.screen.draft.id, find)

    async def _chosen(self, choice: Choice) -> None:
        who, draft = self.desk.session.who, self.screen.draft
        if self.role == "BILL_TO":
            view = await self.desk.ask(desk_services.choose_payer, who, draft.id, choice.key)
        else:
            view = await self.desk.ask(
                desk_services.choose_ship_to, who, draft.id, choice.key, scope=self.scope, position=self.position
            )
        self.screen.show_draft(view)
        self.screen.to_entry(self.screen.field.name if self.screen.field else "item")

    async def _new_address(self) -> None:
        self.close()
        self.desk.windows.append(AddressForm(self.screen, self.role, self.scope, self.position))


async def take_lines_to(screen: OrderEntry) -> None:
    """F10 T: choose the customer the lines go to."""
    desk = screen.desk

    async def choices(find: str) -> list[Choice]:
        found = await matching_customers(desk, find)
        return [Choice(str(hit.account_id), f"{hit.code} {hit.name}", hit.place) for hit in found]

    async def take(choice: Choice) -> None:
        view = await desk.ask(desk_services.take_to, desk.session.who, screen.draft.id, int(choice.key))
        screen.entry.clear()
        screen.show_draft(view)
        desk.say(f"The lines are now for {view.name}: prices and holds worked out anew")

    merged = any(fault.code == "merged" for fault in screen.draft.faults)
    find = screen.draft.code if merged else ""  # an old code finds the customer it was merged into (F-09)
    await Prompt(desk, "Take the lines to: type the customer", choices, take, find=find, none=HOW).open()
