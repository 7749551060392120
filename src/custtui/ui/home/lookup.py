"""Home: one box finds any customer; with the box empty it lists my drafts and my waiting orders."""

from __future__ import annotations

from custtui.domain.errors import Refused, refuse
from custtui.services import lookup, order_entry
from custtui.services.lists.choice import Choice
from custtui.services.views.found import PaperHit
from custtui.services.views.order_list import DraftRow, OrderRow
from custtui.ui import routes
from custtui.ui.home.hit_list import HitList, Item
from custtui.ui.kit import keys
from custtui.ui.kit.prompt import Prompt

ARROWS = frozenset({"down", "up", "pagedown", "pageup"})


class CustomerLookup(HitList):
    """The Find box, the hits, and the highlighted customer below."""

    TITLE = "Customers"

    async def target(self) -> Item:
        """What Enter, F7 and F8 act on: the highlighted row, the exact code or the only hit.

        Otherwise the cursor goes to the list, locked until an arrow or Esc. Raises Refused.
        """
        await self.refresh()
        item = self.rows.current or self.found.single
        if item is not None:
            return item
        if not self.text_in_find:
            raise refuse("find", "Type whom you look for, or choose a row with an arrow", "find")
        self.desk.refuse(self._why_unclear(), unlocks=ARROWS)
        raise Unclear

    async def customer(self) -> Item:
        """What F7 starts an order for: as `target`, but of a number only a code is sure. Raises Refused."""
        await self.refresh()
        if self.found.number and not self.in_list and self.text_in_find:
            self.desk.refuse(
                f'"{self.text_in_find}" is not a customer code: choose with an arrow, then F7', unlocks=ARROWS
            )
            raise Unclear
        return await self.target()

    def _why_unclear(self) -> str:
        if self.found.near or not self.rows.items:
            return f'No customer matches "{self.text_in_find}": F6 creates one; arrows choose'
        if self.found.only_inactive:
            return "Only inactive customers match: choose with an arrow"
        if self.found.unsure:
            return (
                f"{self.text_in_find} is only a part of {self.found.hits[0].reason or 'this'}: choose with an arrow"
            )
        return f"{self.count_text} match: choose with an arrow, or type more"

    @keys.key("enter", "Open", "Open the customer: the exact code, the only hit or the highlighted row", bar=1)
    async def do_take(self) -> None:
        """Enter: open what is meant; options typed beside rows are done first, top down."""
        await self.refresh()
        if self.rows.options:
            await self.work_options()
            return
        if self.found.papers and not self.in_list:
            await self._open_papers()
            return
        try:
            await self.open_item(await self.target())
        except Unclear:
            return

    async def _open_papers(self) -> None:
        """The order, invoice or shipment of this number; of several kinds one has to be chosen."""
        if not self.choices:
            await self.open_item(self.found.papers[0])
            return
        kinds = ", ".join(f"{one.kind} {one.number}" for one in self.choices)
        self.desk.refuse(f"{self.text_in_find} is {kinds}: choose with an arrow", unlocks=ARROWS)

    async def work_options(self) -> None:
        """Work the options off top down, one screen after the other; an error stops there (F-84)."""
        before = dict(self.rows.options)
        taken = self.rows.take_option()
        if taken is None:
            return
        option, item = taken
        if option == "4" and isinstance(item, DraftRow):
            await self.desk.ask(order_entry.drop, self.desk.session.who, item.id)
            self.desk.say(f"Draft for {item.name} discarded")
            await (self.work_options() if self.rows.options else self.read_again())
            return
        try:
            await self._open_option(option, item)
        except Refused:
            self.rows.options = before  # it is still not done
            raise

    async def _open_option(self, option: str, item: Item) -> None:
        if option not in ("2", "5"):
            what = "2 resumes, 4 discards" if isinstance(item, DraftRow) else "2 changes, 5 displays"
            raise refuse("option", f"Option {option} does not exist here: {what}")
        await self.open_item(item, edit=option == "2")

    @keys.key("f7", "Order", "New order for this customer", bar=3)
    async def do_order(self) -> None:
        """F7: always a new order; a kept draft of that customer is named."""
        try:
            item = await self.customer()
        except Unclear:
            return
        if isinstance(item, OrderRow | PaperHit):
            what = item.kind if isinstance(item, PaperHit) else "order"
            raise refuse("order", f"{what.capitalize()}: Enter opens it, F7 wants a customer")
        await routes.new_order(self.desk, item.account_id)

    @keys.key("f8", "Orders", "Orders, invoices and open lines of this customer", bar=4)
    async def do_orders(self) -> None:
        """F8: orders of this customer."""
        try:
            item = await self.target()
        except Unclear:
            return
        if isinstance(item, OrderRow | PaperHit):
            await self.open_item(item)
        else:
            await self.desk.open(routes.customer_orders(self.desk, item.account_id))

    @keys.key("f2", "Customers", "The cursor goes to Find")
    async def do_home(self) -> None:
        """F2: the cursor to Find, windows closed."""
        self.desk.windows.clear()
        self.rows.chosen = -1
        self.fields[0].enter()

    @keys.key("f9", "Yes", "F9 does nothing here")
    async def do_yes(self) -> None:
        """F9: there is nothing to say yes to."""
        self.desk.hint("F9 does nothing here: Enter opens, F7 starts an order")

    @keys.key("f11", "No", "Discard the highlighted draft")
    async def do_drop(self) -> None:
        """F11: drop the highlighted draft, after a question."""
        item = self.rows.current
        if not isinstance(item, DraftRow):
            self.desk.hint("F11 does nothing here")
            return

        async def drop() -> None:
            await self.desk.ask(order_entry.drop, self.desk.session.who, item.id)
            self.desk.say(f"Draft for {item.name} discarded")
            await self.opened()

        lines = "" if item.trouble else f" with {item.lines} line{'' if item.lines == 1 else 's'}"
        self.desk.confirm(f"Discard the draft for {item.name}{lines}?", drop)

    async def do_refresh(self) -> None:
        """F5: read again."""
        await self.read_again()
        self.desk.hint("Refreshed")

    async def do_back(self) -> None:
        """F12: home has nothing behind it; the cursor goes to Find."""
        await self.do_home()

    async def do_leave(self) -> None:
        """F3: asks before leaving the program."""

        async def leave() -> None:
            self.desk.end()

        self.desk.confirm("Leave custtui? Drafts are saved", leave)

    async def open_item(self, item: Item, *, edit: bool = False) -> None:
        """What a row stands for: a draft goes on, an order shows, a customer's profile comes up."""
        if isinstance(item, DraftRow) and item.trouble:
            raise refuse("stored", f"{item.trouble}. F11 discards the draft")
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

    @keys.action("W", "Open notes and follow-ups")
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


class Unclear(Exception):
    """The customer is not clear; the desk has said so and locked."""
