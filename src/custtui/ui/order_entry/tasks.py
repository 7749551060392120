"""What one comes to order entry to do, and how: the help tells it before the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.ui.kit import keys
from custtui.ui.order_entry.head_rows import HEADER, SHIP_TO

if TYPE_CHECKING:
    from custtui.ui.kit.view import Tasks
    from custtui.ui.order_entry.screen import OrderEntry


def of_entry(screen: OrderEntry) -> Tasks:
    """Of an order that is typed."""
    return (
        ("A gift", f"{keys.shown(HEADER)}, and N in Prices on slip: the packing slip shows none"),
        ("Another price", f"{keys.shown('tab')} behind the quantity, the price, and then its reason"),
        ("A discount", f"{keys.shown('tab')} once more: 5% or an amount, and then its reason"),
        (
            "A wrong line",
            f"{keys.shown('up')} to it; {keys.shown('enter')} changes, {keys.shown('delete')} strikes it",
        ),
        ("Another place", f"{keys.shown(SHIP_TO)}: for the order, for this line, or from here on"),
        ("Many lines", "paste them from a table: item and quantity in each row"),
    )
