"""A way to what is loaded when it is first gone to: a screen, a window, or what another room answers."""

from collections.abc import Callable
from functools import partial, wraps
from importlib import import_module
from typing import Any, TypeVar, cast

Routed = TypeVar("Routed", bound=Callable[..., Any])


class Route:
    """Where a way leads, and the modules that are fetched ahead of that one, a few milliseconds each (P-4)."""

    def __init__(self, declared: Callable[..., Any], module: str, name: str, before: tuple[str, ...]) -> None:
        self.declared, self.module, self.name, self.before = declared, module, name, before

    @property
    def target(self) -> Callable[..., Any]:
        """The screen or function itself, loaded now if it was not."""
        return getattr(import_module(self.module), self.name)


def way(to: str, *before: str, table: list[Route]) -> Callable[[Routed], Routed]:
    """Make a declared function the way to `module:name`, which takes the same arguments; it is put on the table."""
    module, _, name = to.partition(":")

    def made(declared: Routed) -> Routed:
        route = Route(declared, module, name, before)
        table.append(route)

        @wraps(declared)
        def gone_to(*args: Any, **options: Any) -> Any:
            return route.target(*args, **options)

        return cast(Routed, gone_to)

    return made


DAILY: list[Route] = []
"""What a day at the counter needs: fetched ahead, the first of it first."""
SELDOM: list[Route] = []
"""What is loaded when somebody goes there."""

daily = partial(way, table=DAILY)
seldom = partial(way, table=SELDOM)
