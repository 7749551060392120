"""What the first screens need is fetched while nobody types: the first of each kind opens like the second (P-4)."""

import asyncio
import sys
from collections.abc import Callable
from importlib import import_module

QUIET = 0.1
"""Seconds without a key before the next module is fetched: less than between two keys of who types quickly."""

HOT = (
    *("babel.numbers", "custtui.ui.order_entry.entry_line", "custtui.ui.order_entry.lines"),
    *("custtui.ui.order_entry.rows", "custtui.ui.order_entry.screen", "custtui.ui.kit.actions"),
    *("custtui.services.orders", "custtui.ui.orders.customer_orders", "custtui.ui.orders.view"),
    *("custtui.domain.customer", "custtui.services.sites.views", "custtui.services.profile.customers"),
    *("custtui.ui.kit.form_view", "custtui.ui.customer.profile_rows", "custtui.ui.customer.profile"),
    *("phonenumbers", "custtui.ui.kit.help", "custtui.ui.home.fast_paths", "custtui.ui.orders.inquiry"),
    *("custtui.services.twins.merging", "custtui.services.sites.address_roles"),
    *("custtui.ui.customer.address_roles", "custtui.services.people.contacts", "custtui.ui.customer.contacts"),
    *("custtui.ui.customer.relationships", "custtui.ui.customer.notes", "custtui.ui.customer.payer"),
)
"""What a day at the counter needs, what is needed first at the front; each takes a few milliseconds by itself."""


async def fetch(quiet: Callable[[], float]) -> None:
    """Import what is hot, one module at a time, whenever the keyboard has been `quiet` (in seconds) long enough."""
    for name in HOT:
        if name in sys.modules:
            continue
        while (rest := QUIET - quiet()) > 0:
            await asyncio.sleep(rest)
        import_module(name)
        await asyncio.sleep(0)  # a key that came meanwhile goes first
