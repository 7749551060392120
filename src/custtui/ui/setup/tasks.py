"""What one comes to a list of the set-up to do, and how: the help tells it before the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.ui.kit import keys

if TYPE_CHECKING:
    from custtui.ui.kit.view import Tasks
    from custtui.ui.setup.records import SetupList


def of_list(screen: SetupList) -> Tasks:
    """Of one list."""
    return (
        ("A new one", f"{keys.name(screen.do_new)}, and its form says what each field is for"),
        ("Change it", f"{keys.name(screen.do_take)}, or 2 beside the row"),
        ("Who changed it?", f"{keys.name(screen.do_history)} tells what it was, by whom and when"),
        ("All changes", f"{keys.name(screen.do_all_history)}, the latest first"),
    )
