"""For screens that show what several services tell: they are asked at once (see `custtui.models.at_once`)."""

from custtui.models.at_once import at_once, each_at_once

__all__ = ["at_once", "each_at_once"]
