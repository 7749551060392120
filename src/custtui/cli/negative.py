"""A value that begins with a minus is a value, not an option: what cannot be below zero says so itself."""

import re
from typing import Any

from typer.core import TyperCommand

NUMBER = re.compile(r"-[0-9.,]")


class TakesNegative(TyperCommand):
    """A command one of whose arguments may be a number below zero."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Numbers stand behind all options."""
        below = [one for one in args if NUMBER.match(one)]
        if below and "--" not in args:
            args = [*(one for one in args if one not in below), "--", *below]
        return super().parse_args(ctx, args)
