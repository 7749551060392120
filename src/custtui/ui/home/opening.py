"""What becomes of a row of home, or of what Find means: opened, ordered for, its options done."""

from __future__ import annotations

from custtui.domain.errors import Refused, refuse
from custtui.domain.naming import numbered
from custtui.domain.order import Status
from custtui.services import order_entry
from custtui.services.views.found import PaperHit
from custtui.services.views.order_list import DraftRow, OrderRow
from custtui.ui import routes
from custtui.ui.home.hit_list import NEW, HitList, HomeItem
from custtui.ui.kit import keys

DROP = "f11"
"""The key of home that discards a draft."""
ARROWS = frozenset({"down", "up", "pagedown", "pageup"})


class Unclear(Exception):
    """The customer is not clear; the desk has said so and locked."""


class Opener:
    """Enter, F7 and F8: which customer, draft, order or paper is meant, and the way there."""

    def __init__(self, hits: HitList) -> None:
        self.desk, self.hits = hits.desk, hits

    async def target(self) -> HomeItem:
        """What Enter, F7 and F8 act on: the highlighted row, the exact code or the only hit.

        Otherwise the cursor goes to the list, locked until an arrow or Esc. Raises Refused.
        """
        await self.hits.refresh()
        item = self.hits.rows.current or self.hits.found.single
        if item is not None:
            return item
        if not self.hits.text_in_find and self.hits.nobody:
            raise refuse("find", self.hits.nobody, "find")
        if not self.hits.text_in_find:
            raise refuse("find", "Type whom you look for, or choose a row with an arrow", "find")
        none = self.hits.found.near or not self.hits.rows.items
        then = f"{keys.shown(NEW)} creates one" if none else ""
        self.desk.refuse(self._why_unclear(), unlocks=ARROWS, then=then)
        raise Unclear

    async def customer(self) -> HomeItem:
        """What F7 starts an order for: as `target`, but of a number only a code is sure. Raises Refused."""
        await self.hits.refresh()
        if self.hits.found.number and not self.hits.in_list and self.hits.text_in_find:
            how = f"choose with an arrow, then {keys.name(self.do_order)}"
            self.desk.refuse(f'"{self.hits.text_in_find}" is not a customer code: {how}', unlocks=ARROWS)
            raise Unclear
        return await self.target()

    def _why_unclear(self) -> str:
        if self.hits.found.near or not self.hits.rows.items:
            how = ": arrows choose" if self.hits.rows.items else ""
            return f'No customer matches "{self.hits.text_in_find}"{how}'
        if self.hits.found.only_inactive:
            return "Only inactive customers match: choose with an arrow"
        if self.hits.found.unsure:
            whole = self.hits.found.hits[0].reason or "this"
            return f"{self.hits.text_in_find} is only a part of {whole}: choose with an arrow"
        return f"{self.hits.count_text} match: choose with an arrow, or type more"

    @keys.key("enter", "Open", "Open the customer: the exact code, the only hit or the highlighted row", bar=1)
    async def do_take(self) -> None:
        """Enter: open what is meant; options typed beside rows are done first, top down."""
        await self.hits.refresh()
        if self.hits.rows.options:
            await self.work_options()
            return
        if self.hits.found.papers and not self.hits.in_list:
            await self._open_papers()
            return
        try:
            await self.open_item(await self.target())
        except Unclear:
            return

    async def _open_papers(self) -> None:
        """The order, invoice or shipment of this number; of several kinds one has to be chosen."""
        if not self.hits.choices:
            await self.open_item(self.hits.found.papers[0])
            return
        kinds = ", ".join(f"{one.kind} {one.number}" for one in self.hits.choices)
        self.desk.refuse(f"{self.hits.text_in_find} is {kinds}: choose with an arrow", unlocks=ARROWS)

    async def work_options(self) -> None:
        """Work the options off top down, one screen after the other; an error stops there (F-84)."""
        before = dict(self.hits.rows.options)
        taken = self.hits.rows.take_option()
        if taken is None:
            return
        option, item = taken
        if option == "4" and isinstance(item, DraftRow):
            await self.drop(item)
            await (self.work_options() if self.hits.rows.options else self.hits.read_again())
            return
        try:
            await self._open_option(option, item)
        except Refused:
            self.hits.rows.options = before  # it is still not done
            raise

    async def drop(self, draft: DraftRow) -> None:
        """A draft is discarded, and that is said; the list still shows it."""
        await self.desk.ask(order_entry.drop, self.desk.session.who, draft.id)
        self.desk.say(f"Draft for {draft.name} discarded")

    async def _open_option(self, option: str, item: HomeItem) -> None:
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
            opens, wants = keys.name(self.do_take), keys.name(self.do_order)
            raise refuse("order", f"{what.capitalize()}: {opens} opens it, {wants} wants a customer")
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

    async def open_item(self, item: HomeItem, *, edit: bool = False) -> None:
        """What a row stands for: a draft goes on, an order shows, a customer's profile comes up."""
        if isinstance(item, DraftRow) and item.trouble:
            raise refuse("stored", f"{item.trouble}. {keys.shown(DROP)} discards the draft")
        if isinstance(item, DraftRow):
            await routes.resume(self.desk, item.id)
        elif isinstance(item, OrderRow):
            change = item.revision if item.status == Status.PENDING and item.revision > 1 else None
            await self.open_order(item.number, change)
        elif isinstance(item, PaperHit):
            await self.open_order(item.order)
            if item.kind != "order":
                self.desk.hint(f"{item.kind.capitalize()} {item.number} is of {numbered(item.orders)}")
        else:
            message = self.hits.found.message
            await self.desk.open(routes.profile(self.desk, item.account_id, edit=edit))
            self.desk.hint(message)

    async def open_order(self, number: str, revision: int | None = None) -> None:
        """The order of that number, or the change of it that waits."""
        await self.desk.open(routes.order(self.desk, number, revision))
