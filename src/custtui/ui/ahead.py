"""What the first screens need is fetched while nobody types: the first of each kind opens like the second (P-4)."""

import asyncio
import sys
from collections.abc import Callable
from importlib import import_module

QUIET = 0.1
"""Seconds without a key before the next module is fetched: less than between two keys of who types quickly."""

HOT = (
    *("babel.numbers", "custtui.ui.screens.entry_line", "custtui.ui.screens.order_lines"),
    *("custtui.ui.screens.order_rows", "custtui.ui.screens.order_entry", "custtui.ui.widgets.actions"),
    *("custtui.services.orders", "custtui.ui.screens.customer_orders", "custtui.ui.screens.order_view"),
    *("custtui.domain.customer", "custtui.services.customer.site_views", "custtui.services.customer.customers"),
    *("custtui.ui.screens.form_view", "custtui.ui.screens.profile_rows", "custtui.ui.screens.customer_profile"),
    *("phonenumbers", "custtui.ui.widgets.help", "custtui.ui.fast_paths", "custtui.ui.screens.order_inquiry"),
    *("custtui.services.twins.merging", "custtui.services.customer.address_roles"),
    *("custtui.ui.screens.address_roles", "custtui.services.customer.contacts", "custtui.ui.screens.contacts"),
    *("custtui.ui.screens.relationships", "custtui.ui.screens.notes", "custtui.ui.screens.payer"),
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
