"""All that is up for one operator, and is hidden while another one works (sign-on at a shared terminal)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from custtui.ui.kit.beside import Beside
    from custtui.ui.kit.message_line import MessageLine
    from custtui.ui.kit.view import View
    from custtui.ui.kit.window import Window


@dataclass(slots=True, eq=False)
class Turn:
    """Screens with their windows, what is said on them, and what one screen leaves for the next of its kind."""

    line: MessageLine
    beside: Beside
    views: list[View] = field(default_factory=list["View"])
    windows: list[Window] = field(default_factory=list["Window"])
    carried: dict[type, Any] = field(default_factory=dict[type, Any])

    def __post_init__(self) -> None:
        self.line.up = lambda: [*self.views, *self.windows]
