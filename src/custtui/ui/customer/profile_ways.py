"""Where the keys of a customer on display lead: orders, sites, people, terms, and whatever else is kept of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from custtui.domain.errors import refuse
from custtui.services.views import Customer
from custtui.ui.customer.profile_form import ProfileForm
from custtui.ui.kit.view import View

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk


class ProfileWays(ProfileForm):
    """A customer and the ways from it to other screens, none of which is read before it is opened."""

    async def switch(self, account_id: int) -> None:
        """Show another account in place of this one."""
        raise NotImplementedError

    def stored_customer(self) -> Customer:
        """The customer as stored. Raises Refused while it is new or being changed."""
        if self.customer is None or self.editing:
            raise refuse("changed", "Keep (F9) or drop (F11) the changes first")
        return self.customer

    async def do_order(self) -> None:
        """F7: a new order."""
        from custtui.ui.order_entry.screen import new_order

        await new_order(self.desk, self.stored_customer().account_id)

    async def do_orders(self) -> None:
        """F8: orders, invoices, open lines."""
        from custtui.ui.orders.customer_orders import CustomerOrders

        await self.desk.open(CustomerOrders(self.desk, self.stored_customer().account_id))

    async def do_further(self) -> None:
        """F4, F10 F: the accounts of the same party; one key switches (F-16)."""
        from custtui.ui.customer.accounts import choose_account

        await choose_account(self.desk, self.stored_customer().account_id, self.switch)

    async def do_contacts(self) -> None:
        """F10 C: the people of this customer."""
        from custtui.ui.customer.contacts import Contacts

        await self._go(Contacts)

    async def do_terms(self) -> None:
        """F10 T: tax and payment."""
        from custtui.ui.customer.terms_detail import TermsDetail

        await self._go(TermsDetail)

    async def do_credit(self) -> None:
        """F10 K: how far it is trusted."""
        from custtui.ui.customer.credit import CreditScreen

        await self._go(CreditScreen)

    async def do_questions(self) -> None:
        """F10 Q: the answers of this customer."""
        from custtui.ui.customer.demographics import Demographics

        await self._go(Demographics)

    async def do_notes(self) -> None:
        """F10 W: its notes."""
        from custtui.ui.customer.notes import Notes

        await self._go(Notes)

    async def do_history(self) -> None:
        """F10 H: what it ordered by month."""
        from custtui.ui.customer.activity import ActivityScreen

        await self._go(ActivityScreen)

    async def _go(self, screen: Callable[[Desk, int, str], View]) -> None:
        one = self.stored_customer()
        await self.desk.open(screen(self.desk, one.account_id, f"{one.code} {one.name}"))

    async def do_sites(self) -> None:
        """F10 S: sites and their roles."""
        from custtui.ui.customer.address_roles import AddressRolesScreen

        await self.desk.open(AddressRolesScreen(self.desk, self.stored_customer().account_id))

    async def do_payer(self) -> None:
        """F10 P: who pays."""
        from custtui.ui.customer.payer import PayerScreen

        await self.desk.open(PayerScreen(self.desk, self.stored_customer().account_id))

    async def do_relationships(self) -> None:
        """F10 R: relationships."""
        from custtui.ui.customer.relationships import RelationshipsScreen

        await self.desk.open(RelationshipsScreen(self.desk, self.stored_customer().account_id))

    async def do_merge(self) -> None:
        """F10 M: another customer is the same one (F-28)."""
        from custtui.ui.customer.merge import choose_and_merge

        await choose_and_merge(self.desk, self.stored_customer().account_id, self.switch)

    async def do_undo_merge(self) -> None:
        """F10 U: undo the last merge into this customer (X-03)."""
        from custtui.ui.customer.merge import undo_merge

        await undo_merge(self.desk, self.stored_customer().account_id, self.switch)
