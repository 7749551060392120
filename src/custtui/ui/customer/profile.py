"""The customer profile: opens for display, Enter changes it, F9 keeps, F11 drops; a new customer starts changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from custtui.domain.errors import refuse
from custtui.services import orders
from custtui.services.profile import customers
from custtui.services.views import Customer, OrderRow
from custtui.ui import routes
from custtui.ui.customer.profile_form import ProfileForm
from custtui.ui.customer.profile_rows import draw_profile
from custtui.ui.kit import keys
from custtui.ui.kit.desk import Desk
from custtui.ui.kit.form_view import NEXT
from custtui.ui.kit.view import NAMED, Drawn, View


class CustomerProfile(ProfileForm):
    """One customer account; None is one that is being made (F-10)."""

    def __init__(
        self,
        desk: Desk,
        account_id: int | None,
        *,
        name: str = "",
        edit: bool = False,
        share: str = "",
        of_order: bool = False,
    ) -> None:
        """`of_order`: it is opened from the order of this customer, and F2 goes back to that."""
        super().__init__(desk, account_id, editing=account_id is None or edit)
        self._name, self._share, self._of_order = name, share, of_order
        self.last: list[OrderRow] = []
        self.top, self.page_height = 0, 20
        self._up = False

    # -- what is shown -------------------------------------------------------------------------------------------
    @property
    def title(self) -> str:
        one = self.customer
        if one is None:
            return "New customer" if self.account_id is None else "Customer"
        state = "" if one.active else " INACTIVE"
        return f"{'Change of customer' if self.editing else 'Customer'} {one.code}{state} {one.name}"

    @property
    def modes(self) -> frozenset[str]:
        mode = "display" if not self.editing else "making" if self.account_id is None else "editing"
        return frozenset((mode, "of_order")) if self._of_order else frozenset((mode,))

    def body(self, width: int, height: int) -> Drawn:
        return draw_profile(self, width, height)

    async def opened(self) -> None:
        """The profile comes up; back from another screen, what is being typed stays as it was."""
        if self._up and self.editing:
            return
        if self.account_id is None:
            await self._start()
        else:
            await self.load()
        self._up = True

    async def _start(self) -> None:
        """A new customer: the text looked for is its name (F-06), its country the seller's."""
        self.fill(replace(await self.desk.ask(customers.blank, self._name), share_party=self._share))

    async def load(self) -> None:
        assert self.account_id is not None
        self.customer = await self.desk.ask(customers.customer, self.account_id)
        self.last = await self.desk.ask(orders.orders_of, self.account_id, 5)
        self.version, stored = await self.desk.ask(customers.editable, self.account_id)
        self.fill(stored)

    async def switch(self, account_id: int) -> None:
        """Show another account in place of this one."""
        self.account_id, self.top = account_id, 0
        await self.load()

    @keys.key("f2", "To order", "Back to the order, as it was", when="of_order")
    async def do_to_order(self) -> None:
        """F2: back to the order it was opened from, as it was; a changed record asks."""
        await self.leaving(self.desk.back)

    # -- while it is changed -------------------------------------------------------------------------------------
    @keys.key("enter", "Next", NEXT, bar=1, when="editing")
    @keys.key("enter", "Next", NEXT, when="making")
    async def do_next(self) -> None:
        await super().do_next()

    @keys.key("f4", "List", "Values of this field: terms, payment", bar=3, when="editing making")
    async def do_list(self) -> None:
        await super().do_list()

    # -- display -------------------------------------------------------------------------------------------------
    @keys.key("enter", "Change", "Change the profile: the cursor goes to the first field", bar=1, when="display")
    async def do_change(self) -> None:
        """Enter: change it."""
        self.editing, self.top = True, 0
        self.go("name")

    @keys.key("pagedown", "Sites", "Further down: sites with their roles, people, last orders", when="display")
    async def do_page_down(self) -> None:
        """PgDn: sites, people, last orders."""
        self.top += self.page_height

    @keys.key("pageup", "Up", "Further up", when="display")
    async def do_page_up(self) -> None:
        """PgUp: back to the form."""
        self.top = max(0, self.top - self.page_height)

    @keys.key("f9", "Save", "Does nothing before something is changed", when="display")
    @keys.key("f11", "Discard", "Does nothing before something is changed", when="display")
    async def do_nothing(self) -> None:
        """F9, F11: nothing was changed."""
        self.desk.hint(keys.no_use(self.do_nothing, f"{keys.name(self.do_change)} changes the profile"))

    async def text(self, text: str) -> None:
        if not self.editing:
            ways = f"{keys.name(self.do_change)} changes the profile, {keys.name(Desk.do_home)} finds a customer"
            raise refuse("display", f'"{text[:NAMED]}" is not taken: {ways}')
        await super().text(text)

    async def key(self, key: str) -> bool:
        if self.editing:
            return await super().key(key)
        by = {"down": 1, "up": -1, "end": 999, "home": -999}.get(key, 0)
        self.top = max(0, self.top + by)
        return bool(by)

    async def do_refresh(self) -> None:
        """F5: the field back to what is stored; on display read again."""
        if self.editing:
            await super().do_refresh()
        else:
            await self.load()
            self.desk.hint("Refreshed")

    @keys.key(
        "f7",
        "Reuse",
        "Use the customer shown as a possible duplicate instead of creating another one",
        bar=1,
        when="making",
    )
    async def do_use_twin(self) -> None:
        """F7 while a new one is typed: the customer that stands already; nothing is made (X-02, F-27)."""
        await self.look_for_twins()
        if not self.twins:
            raise refuse("no_twin", "No customer looks like this one")
        hit = self.twins[0].hit
        self.account_id, self.editing = hit.account_id, False
        await self.load()
        self.desk.say(f"{hit.code} {hit.name} was there already: nothing was made")

    @keys.action("A", "Active or inactive (asks)")
    async def do_toggle_active(self) -> None:
        """F10 A: no new orders for an inactive customer, open ones go on (F-17); asks."""
        one = self.stored_customer()

        async def toggle() -> None:
            await self.desk.ask(customers.set_active, self.desk.session.who, one.account_id, not one.active)
            await self.load()
            self.desk.say(f"{one.code} {one.name} is {'inactive: no new orders' if one.active else 'active again'}")

        what = "inactive? Open orders go on" if one.active else "active again?"
        self.desk.confirm(f"Make {one.name} {what}", toggle)

    def stored_customer(self) -> Customer:
        """The customer as stored. Raises Refused while it is new or being changed."""
        if self.customer is None or self.editing:
            raise refuse(
                "changed",
                f"Save ({keys.name(self.do_keep)}) or discard ({keys.name(self.do_drop)}) the changes first",
            )
        return self.customer

    @keys.key("f8", "Orders", "Orders, invoices and open lines of this customer", bar=3, when="display")
    @keys.action("O", "Orders, invoices and open lines")
    async def do_orders(self) -> None:
        """F8: orders, invoices, open lines."""
        await self.desk.open(routes.customer_orders(self.desk, self.stored_customer().account_id))

    @keys.key("f7", "Order", "New order for this customer", bar=2, when="display")
    @keys.action("N", "New order for this customer")
    async def do_order(self) -> None:
        """F7: a new order."""
        await routes.new_order(self.desk, self.stored_customer().account_id)

    @keys.action("S", "Sites: addresses and their roles")
    async def do_sites(self) -> None:
        """F10 S: sites and their roles."""
        await self.desk.open(routes.sites(self.desk, self.stored_customer().account_id))

    @keys.action("P", "Who pays, and whom it pays for")
    async def do_payer(self) -> None:
        """F10 P: who pays."""
        await self.desk.open(routes.payer(self.desk, self.stored_customer().account_id))

    @keys.action("R", "Relationships: accounts and parties")
    async def do_relationships(self) -> None:
        """F10 R: relationships."""
        await self.desk.open(routes.relationships(self.desk, self.stored_customer().account_id))

    @keys.action("C", "Contacts: people, who is notified")
    async def do_contacts(self) -> None:
        """F10 C: the people of this customer."""
        await self._go(routes.contacts)

    @keys.action("T", "Tax exemptions, payment methods")
    async def do_terms(self) -> None:
        """F10 T: tax and payment."""
        await self._go(routes.terms)

    @keys.action("K", "Credit and approval limits")
    async def do_credit(self) -> None:
        """F10 K: how far it is trusted."""
        await self._go(routes.credit)

    @keys.action("Q", "Profile questions and their answers")
    async def do_questions(self) -> None:
        """F10 Q: the answers of this customer."""
        await self._go(routes.answers)

    @keys.action("W", "Notes and follow-ups")
    async def do_notes(self) -> None:
        """F10 W: its notes."""
        await self._go(routes.notes)

    @keys.action("H", "History of its orders and its terms")
    async def do_history(self) -> None:
        """F10 H: what it ordered by month."""
        await self._go(routes.activity)

    @keys.key(
        "f4", "Accounts", "Switch to another account of the same party; Ins there makes one", bar=4, when="display"
    )
    @keys.action("F", "Other accounts of this company")
    async def do_further(self) -> None:
        """F4, F10 F: the accounts of the same party; one key switches (F-16)."""
        await routes.choose_account(self.desk, self.stored_customer().account_id, self.switch)

    @keys.action("M", "Merge with a duplicate")
    async def do_merge(self) -> None:
        """F10 M: another customer is the same one (F-28)."""
        undo = keys.name(self.do_undo_merge)
        await routes.merge(self.desk, self.stored_customer().account_id, self.switch, undo)

    @keys.action("U", "Undo the last merge")
    async def do_undo_merge(self) -> None:
        """F10 U: undo the last merge into this customer (X-03)."""
        await routes.undo_merge(self.desk, self.stored_customer().account_id, self.switch)

    async def _go(self, screen: Callable[[Desk, int, str], View]) -> None:
        one = self.stored_customer()
        await self.desk.open(screen(self.desk, one.account_id, f"{one.code} {one.name}"))
