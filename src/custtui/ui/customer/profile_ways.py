"""Where the profile leads to: orders, sites, people, payers, terms, notes, other accounts and merges."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from custtui.domain.who import Act
from custtui.ui import paths, routes
from custtui.ui.kit import keys
from custtui.ui.kit.view import View

if TYPE_CHECKING:
    from custtui.ui.customer.profile import CustomerProfile
    from custtui.ui.kit.desk import Desk


class ProfileWays:
    """Each goes from the customer as it is stored. Raises Refused while it is new or being changed."""

    def __init__(self, screen: CustomerProfile) -> None:
        self.desk, self.screen = screen.desk, screen

    @keys.key("f8", "Orders", "Orders, invoices and open lines of this customer", bar=3, when="display")
    @keys.action("O", "Orders, invoices and open lines", paths.ORDERS)
    async def do_orders(self) -> None:
        """F8: orders, invoices, open lines."""
        await self.desk.open(routes.customer_orders(self.desk, self._account))

    @keys.key("f7", "Order", "New order for this customer", bar=2, when="display")
    @keys.action("N", "New order for this customer", paths.ORDERS)
    async def do_order(self) -> None:
        """F7: a new order."""
        await routes.new_order(self.desk, self._account)

    @keys.action("S", "Sites: addresses and their roles", paths.CUSTOMER)
    async def do_sites(self) -> None:
        """F10 S: sites and their roles."""
        await self.desk.open(routes.sites(self.desk, self._account))

    @keys.action("P", "Who pays, and whom it pays for", paths.MONEY)
    async def do_payer(self) -> None:
        """F10 P: who pays."""
        await self.desk.open(routes.payer(self.desk, self._account))

    @keys.action("Y", "Take a payment", paths.MONEY)
    async def do_payment(self) -> None:
        """F10 Y: money that came in."""
        await self.desk.open(routes.payment(self.desk, self._account))

    @keys.action("R", "Relationships: accounts and parties", paths.CUSTOMER)
    async def do_relationships(self) -> None:
        """F10 R: relationships."""
        await self.desk.open(routes.relationships(self.desk, self._account))

    @keys.action("C", "Contacts: people, who is notified", paths.CUSTOMER)
    async def do_contacts(self) -> None:
        """F10 C: the people of this customer."""
        await self._go(routes.contacts)

    @keys.action("T", "Tax exemptions, payment methods", paths.MONEY)
    async def do_terms(self) -> None:
        """F10 T: tax and payment."""
        await self._go(routes.terms)

    @keys.action("K", "Credit and approval limits", paths.MONEY)
    async def do_credit(self) -> None:
        """F10 K: how far it is trusted."""
        await self._go(routes.credit)

    @keys.action("Q", "Profile questions and their answers", paths.CUSTOMER)
    async def do_questions(self) -> None:
        """F10 Q: the answers of this customer."""
        await self._go(routes.answers)

    @keys.action("W", "Notes and follow-ups", paths.RECORDS)
    async def do_notes(self) -> None:
        """F10 W: its notes."""
        await self._go(routes.notes)

    @keys.action("H", "History of its orders and its terms", paths.RECORDS)
    async def do_history(self) -> None:
        """F10 H: what it ordered by month."""
        await self._go(routes.activity)

    @keys.key(
        "f4", "Accounts", "Switch to another account of the same party; Ins there makes one", bar=4, when="display"
    )
    @keys.action("F", "Other accounts of this company", paths.CUSTOMER)
    async def do_further(self) -> None:
        """F4, F10 F: the accounts of the same party; one key switches (F-16)."""
        await routes.choose_account(self.desk, self._account, self.screen.switch)

    @keys.action("M", "Merge with a duplicate", paths.RECORDS)
    async def do_merge(self) -> None:
        """F10 M: another customer is the same one (F-28)."""
        undo = keys.name(self.do_undo_merge)
        await routes.merge(self.desk, self._account, self.screen.switch, undo)

    @keys.action("U", "Undo the last merge", paths.RECORDS, act=Act.MERGE)
    async def do_undo_merge(self) -> None:
        """F10 U: undo the last merge into this customer (X-03)."""
        await routes.undo_merge(self.desk, self._account, self.screen.switch)

    @property
    def _account(self) -> int:
        return self.screen.stored_customer().account_id

    async def _go(self, screen: Callable[[Desk, int, str], View]) -> None:
        one = self.screen.stored_customer()
        await self.desk.open(screen(self.desk, one.account_id, f"{one.code} {one.name}"))
