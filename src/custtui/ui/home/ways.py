"""Where home leads: to what a row stands for, to a new customer, to work of all customers; and whom it lists."""

from __future__ import annotations

from custtui.domain.errors import refuse
from custtui.services import lookup
from custtui.services.lists.choice import Choice
from custtui.services.order_entry.views import DraftRow
from custtui.services.views import OrderRow, PaperHit
from custtui.ui import routes
from custtui.ui.home.hit_list import HitList, Item
from custtui.ui.kit import keys
from custtui.ui.kit.prompt import Prompt


class HomeWays(HitList):
    """The list of home and the screens it opens, none of which is read before."""

    async def open_item(self, item: Item, *, edit: bool = False) -> None:
        """What a row stands for: a draft goes on, an order shows, a customer's profile comes up."""
        if isinstance(item, DraftRow) and item.trouble:
            raise refuse("stored", f"{item.trouble}. F11 drops the draft")
        if isinstance(item, DraftRow):
            await self._resume(item.id)
        elif isinstance(item, OrderRow):
            await self.open_order(item.number)
        elif isinstance(item, PaperHit):
            await self.open_order(item.order)
            if item.kind != "order":
                self.desk.hint(f"{item.kind.capitalize()} {item.number} is of order {item.order}")
        else:
            message = self.found.message
            await self._open_profile(item.account_id, edit=edit)
            self.desk.hint(message)

    async def _open_profile(self, account_id: int, *, edit: bool = False) -> None:
        await self.desk.open(routes.profile(self.desk, account_id, edit=edit))

    async def open_order(self, number: str) -> None:
        """The order of that number."""
        await self.desk.open(routes.order(self.desk, number))

    async def _resume(self, draft_id: int) -> None:
        await routes.resume(self.desk, draft_id)

    @keys.key("f6", "New", "Create a customer; the Find text becomes the business name", bar=2)
    @keys.key("insert", "New", "Create a customer")
    @keys.action("N", "New customer")
    async def do_new(self) -> None:
        """F6: create a customer, with the Find text as its name (F-06)."""
        await self.refresh()
        name = self.text_in_find if not self.found.single else ""
        await self.desk.open(routes.profile(self.desk, None, name=name))

    @keys.action("W", "Open notes: work to do for customers")
    async def do_open_notes(self) -> None:
        """F10 W: what is to be done for customers (F-23)."""
        await self.desk.open(routes.open_notes(self.desk))

    @keys.action("Q", "Profile questions asked of customers")
    async def do_questions(self) -> None:
        """F10 Q: the questions asked of customers (F-19)."""
        await self.desk.open(routes.questions(self.desk))

    # -- whom it lists -----------------------------------------------------------------------------------------
    @keys.key("f4", "Filter", "Show inactive customers too, or active ones only", bar=5)
    async def do_filter(self) -> None:
        """F4 on Find: the filters."""
        await Prompt(self.desk, "Show", self._filters, self._take_filter).open()

    async def _filters(self, _find: str) -> list[Choice]:
        return [
            Choice("active", "Active customers only", marked=not self.inactive),
            Choice("all", "Inactive customers too", "marked (inactive)", marked=self.inactive),
        ]

    async def _take_filter(self, choice: Choice) -> None:
        self.inactive = choice.key == "all"
        self._total = await self.desk.ask(lookup.total, self.inactive)

    @keys.action("A", "Active only / inactive too")
    async def do_filter_toggle(self) -> None:
        """F10 A: the other filter."""
        await self._take_filter(Choice("active" if self.inactive else "all", ""))
