"""What one comes to the set-up to do, and how: the help tells it before the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.ui.kit import keys

if TYPE_CHECKING:
    from custtui.ui.kit.view import Tasks
    from custtui.ui.setup.menu import SetupMenu
    from custtui.ui.setup.records import SetupList


def of_list(screen: SetupList) -> Tasks:
    """Of one list."""
    return (
        ("A new one", f"{keys.name(screen.do_new)}, and its form says what each field is for"),
        ("Change it", f"{keys.name(screen.do_take)}, or 2 beside the row"),
        ("Who changed it?", f"{keys.name(screen.do_history)} tells what it was, by whom and when"),
        ("All changes", f"{keys.name(screen.do_all_history)}, the latest first"),
    )


def of_menu(screen: SetupMenu) -> Tasks:
    """Of all lists; the order in which an empty house wants them."""
    opens = keys.name(screen.do_take)
    return (
        ("Who sells", f"{opens} on Seller: the name on all documents, and the license that begins codes"),
        ("Who works here", f"{opens} on Operators: logins, roles, PINs"),
        ("What is sold", f"{opens} on Products, then on Prices"),
        ("How they pay", f"{opens} on Payment terms, then on Payment methods"),
        ("What is taxed", f"{opens} on Tax rates: a rate by category and place"),
        ("House rules", f"{opens} on Controls: limits, four eyes, who pays"),
    )
