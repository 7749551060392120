"""Parts of a text put into rows: broken between parts, so that a narrow screen loses none of them."""

from custtui.ui.kit.paint import SCREEN

wrapped, broken, bounded = SCREEN.wrapped, SCREEN.broken, SCREEN.bounded
