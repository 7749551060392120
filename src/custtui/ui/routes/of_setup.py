"""Ways to what the house is set up with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.ui.kit.route import seldom

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk
    from custtui.ui.kit.view import View


@seldom("custtui.ui.setup.menu:setup_screen")
def setup(desk: Desk, kind: str = "") -> View:
    """What the house is set up with; or the list of that kind, by the beginning of its name."""
    ...
