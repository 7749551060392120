"""The customer profile: opens for display, Enter changes it, F9 keeps, F11 drops; a new customer starts changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from custtui.domain.errors import refuse
from custtui.services import orders
from custtui.services.customer import customers
from custtui.services.views import Customer, OrderRow
from custtui.ui.commands import Action, Command
from custtui.ui.desk import Answer
from custtui.ui.screens.profile_form import ProfileForm
from custtui.ui.screens.profile_rows import draw_profile
from custtui.ui.view import Drawn, View

if TYPE_CHECKING:
    from custtui.ui.desk import Desk

DISPLAY = (
    Command("enter", "Change", "Change the profile: the cursor goes to the first field", "change"),
    Command("f7", "Order", "New order for this customer", "order"),
    Command("f8", "Orders", "Orders, invoices and open lines of this customer", "orders"),
    Command("f4", "Accounts", "Switch to another account of the same party; Ins there makes one", "further"),
    Command("pagedown", "Sites", "Further down: sites with their roles, people, last orders", "page_down", bar=False),
    Command("pageup", "Up", "Further up", "page_up", bar=False),
    Command("f9", "Keep", "Nothing to keep before something is changed", "nothing", bar=False),
    Command("f11", "Drop", "Nothing to drop before something is changed", "nothing", bar=False),
)
EDITING = (
    Command("enter", "Next", "The next field; in the last one it stays; it never keeps", "next"),
    Command("f9", "Keep", "Check everything and keep the record", "keep"),
    Command("f4", "List", "Values of this field: terms, payment", "list"),
    Command("f11", "Drop", "Drop the changes; asks if there are any", "drop"),
)


MAKING = (
    replace(EDITING[0], bar=False),
    Command("f7", "Use twin", "Use the customer shown as a likely twin instead of making another one", "use_twin"),
    *EDITING[1:],
)


class CustomerProfile(ProfileForm):
    """One customer account; None is one that is being made (F-10)."""

    ACTIONS = (
        Action("A", "Active or inactive (asks)", "toggle_active"),
        Action("O", "Orders, invoices and open lines", "orders"),
        Action("N", "New order for this customer", "order"),
        Action("S", "Sites: addresses and their roles", "sites"),
        Action("P", "Who pays, and whom this customer pays for", "payer"),
        Action("R", "Relationships with other customers and people", "relationships"),
        Action("C", "Contacts: people, their roles, whom we tell of what", "contacts"),
        Action("T", "Tax exemptions, payment method and exclusions", "terms"),
        Action("Q", "Profile questions and their answers", "questions"),
        Action("W", "Notes, and work to do: action notes", "notes"),
        Action("H", "History of two years by month", "history"),
        Action("F", "Further accounts of the same party, with terms of their own", "further"),
        Action("M", "Merge with another customer that is the same one", "merge"),
        Action("U", "Undo the last merge", "undo_merge"),
    )

    def __init__(
        self, desk: Desk, account_id: int | None, *, name: str = "", edit: bool = False, share: str = ""
    ) -> None:
        super().__init__(desk, account_id, editing=account_id is None or edit)
        self._name, self._share = name, share
        self.last: list[OrderRow] = []
        self.top, self.page_height = 0, 20
        self._up = False

    # -- what is shown -------------------------------------------------------------------------------------------
    @property
    def title(self) -> str:
        one = self.customer
        if one is None:
            return "New customer"
        state = "" if one.active else " INACTIVE"
        return f"{'Change of customer' if self.editing else 'Customer'} {one.code}{state} {one.name}"

    @property
    def commands(self) -> tuple[Command, ...]:
        if self.editing:
            return MAKING if self.account_id is None else EDITING
        return DISPLAY

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

    # -- display -------------------------------------------------------------------------------------------------
    async def do_change(self) -> None:
        """Enter: change it."""
        self.editing, self.top = True, 0
        self.go("name")

    async def do_page_down(self) -> None:
        """PgDn: sites, people, last orders."""
        self.top += self.page_height

    async def do_page_up(self) -> None:
        """PgUp: back to the form."""
        self.top = max(0, self.top - self.page_height)

    async def do_nothing(self) -> None:
        """F9, F11: nothing was changed."""
        self.desk.say("Nothing to keep or drop: Enter changes the profile")

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
            self.desk.say("Read again")

    async def do_use_twin(self) -> None:
        """F7 while a new one is typed: the customer that stands already; nothing is made (X-02, F-27)."""
        await self.marking.look_for_twins()
        if not self.marking.twins:
            self.desk.say("Nobody here is like what is typed")
            return
        hit = self.marking.twins[0].hit
        self.account_id, self.editing = hit.account_id, False
        await self.load()
        self.desk.say(f"{hit.code} {hit.name} was there already: nothing was made")

    # -- dropping and leaving ------------------------------------------------------------------------------------
    async def do_drop(self) -> None:
        """F11: drop the changes; asks only if there are any (F-13)."""
        if self.changed():
            self.desk.confirm("Drop the changes?", self._drop)
        else:
            await self._drop()

    async def _drop(self) -> None:
        if self.account_id is None:
            await self.desk.back()
        else:
            self.editing = False
            await self.load()
        self.desk.say("Changes dropped; nothing was stored")

    async def do_back(self) -> None:
        """F12: back one screen; a changed record asks."""
        await self._leave(self.desk.back)

    async def do_leave(self) -> None:
        """F3: leave the task; a changed record asks."""
        await self._leave(self.desk.home)

    async def do_home(self) -> None:
        """F2: customers; a changed record asks."""
        await self._leave(self.desk.home)

    async def _leave(self, leave: Answer) -> None:
        if not self.changed():
            await leave()
            return

        async def keep() -> None:
            await self.keep(then=leave)

        async def drop() -> None:
            await leave()
            self.desk.say("Changes dropped; nothing was stored")

        self.desk.confirm("Keep the changes before leaving?", keep, drop)

    # -- elsewhere -----------------------------------------------------------------------------------------------
    def _stored(self) -> Customer:
        """The customer as stored. Raises Refused while it is new or being changed."""
        if self.customer is None or self.editing:
            raise refuse("changed", "Keep (F9) or drop (F11) the changes first")
        return self.customer

    async def do_order(self) -> None:
        """F7: a new order."""
        from custtui.ui.screens.order_entry import new_order

        await new_order(self.desk, self._stored().account_id)

    async def do_orders(self) -> None:
        """F8: orders, invoices, open lines."""
        from custtui.ui.screens.customer_orders import CustomerOrders

        await self.desk.open(CustomerOrders(self.desk, self._stored().account_id))

    async def do_further(self) -> None:
        """F4, F10 F: the accounts of the same party; one key switches (F-16)."""
        from custtui.ui.screens.accounts import choose_account

        await choose_account(self.desk, self._stored().account_id, self._switch)

    async def _switch(self, account_id: int) -> None:
        """Show another account in place of this one."""
        self.account_id, self.top = account_id, 0
        await self.load()

    async def do_contacts(self) -> None:
        """F10 C: the people of this customer."""
        from custtui.ui.screens.contacts import Contacts

        await self._go(Contacts)

    async def do_terms(self) -> None:
        """F10 T: tax and payment."""
        from custtui.ui.screens.terms_detail import TermsDetail

        await self._go(TermsDetail)

    async def do_questions(self) -> None:
        """F10 Q: the answers of this customer."""
        from custtui.ui.screens.demographics import Demographics

        await self._go(Demographics)

    async def do_notes(self) -> None:
        """F10 W: its notes."""
        from custtui.ui.screens.notes import Notes

        await self._go(Notes)

    async def do_history(self) -> None:
        """F10 H: what it ordered by month."""
        from custtui.ui.screens.activity import ActivityScreen

        await self._go(ActivityScreen)

    async def _go(self, screen: Callable[[Desk, int, str], View]) -> None:
        one = self._stored()
        await self.desk.open(screen(self.desk, one.account_id, f"{one.code} {one.name}"))

    async def do_sites(self) -> None:
        """F10 S: sites and their roles."""
        from custtui.ui.screens.address_roles import AddressRolesScreen

        await self.desk.open(AddressRolesScreen(self.desk, self._stored().account_id))

    async def do_payer(self) -> None:
        """F10 P: who pays."""
        from custtui.ui.screens.payer import PayerScreen

        await self.desk.open(PayerScreen(self.desk, self._stored().account_id))

    async def do_relationships(self) -> None:
        """F10 R: relationships."""
        from custtui.ui.screens.relationships import RelationshipsScreen

        await self.desk.open(RelationshipsScreen(self.desk, self._stored().account_id))

    async def do_merge(self) -> None:
        """F10 M: another customer is the same one (F-28)."""
        from custtui.ui.screens.merge import choose_and_merge

        await choose_and_merge(self.desk, self._stored().account_id, self._switch)

    async def do_undo_merge(self) -> None:
        """F10 U: undo the last merge into this customer (X-03)."""
        from custtui.ui.screens.merge import undo_merge

        await undo_merge(self.desk, self._stored().account_id, self._switch)

    async def do_toggle_active(self) -> None:
        """F10 A: no new orders for an inactive customer, open ones go on (F-17); asks."""
        one = self._stored()

        async def toggle() -> None:
            await self.desk.ask(customers.set_active, self.desk.session.who, one.account_id, not one.active)
            await self.load()
            self.desk.say(f"{one.code} {one.name} is {'inactive: no new orders' if one.active else 'active again'}")

        what = "inactive? Open orders go on" if one.active else "active again?"
        self.desk.confirm(f"Make {one.name} {what}", toggle)
