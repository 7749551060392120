"""What one comes home to do, and how: the help tells it before the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.ui import paths
from custtui.ui.kit import keys

if TYPE_CHECKING:
    from custtui.ui.home.first_start import FirstStart
    from custtui.ui.home.lookup import CustomerLookup
    from custtui.ui.kit.view import Tasks


def of_home(screen: CustomerLookup) -> Tasks:
    """Of home."""
    return (
        ("Find a customer", f"a piece of the name, a phone, a street, a PO or order number; {_takes(screen)} opens"),
        ("A new order", f"{keys.name(screen.opening.do_order)} on the customer, found or chosen by an arrow"),
        ("A new customer", f"{keys.name(screen.do_new)}: what stands in Find becomes the business name"),
        ("A draft of mine", f"{_takes(screen)} on its row goes on with it, {keys.name(screen.do_drop)} discards it"),
        ("Ship or bill", f"{paths.path('OW')} lists all that is open"),
        ("Money came in", f"{paths.path('RP')} and the code of the customer"),
    )


def _takes(screen: CustomerLookup) -> str:
    return keys.name(screen.opening.do_take)


def of_first_start(screen: FirstStart) -> Tasks:
    """Of a database there is none of yet."""
    begins = keys.name(screen.do_begin)
    return (
        ("Look around", f"D, {begins}: customers, products and orders to try it on"),
        ("Begin for real", f"E, {begins}: nothing in it; the set-up tells what it wants first"),
        ("Wrong place?", f"{keys.name(screen.do_leave)} leaves; nothing is made"),
    )
