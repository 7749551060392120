"""The database's own thread: services run there one after the other, handlers await them."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

from custtui.domain.errors import Forbidden, Moved
from custtui.domain.who import Act

P = ParamSpec("P")
T = TypeVar("T")


class Asker:
    """Runs services on one thread with one connection, so that signals, resizes and the bell go on meanwhile."""

    def __init__(self, around: Callable[[Callable[[], Any]], Any] = lambda service: service()) -> None:
        self._around = around
        self.carried_over: Callable[[Mapping[int, int]], None] = lambda numbers: None
        """Told the numbers, before and after, of what was carried into another file that stands in its place."""
        self.forbidden: Callable[[Act], None] = lambda act: None
        """Told what an operator's role does not reach (X-22)."""
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="database")

    async def __call__(self, service: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The service's answer; its Refused and Confirm come through."""
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._thread, lambda: self._around(lambda: service(*args, **kwargs)))
        except Forbidden as forbidden:
            self.forbidden(forbidden.act)
            raise
        except Moved as moved:
            self.carried_over(moved.carried)
            raise

    def close(self, last: Callable[[], None]) -> None:
        """Run `last` on the database's thread and end it; waits at most for what is under way."""
        self._thread.submit(last)
        self._thread.shutdown(wait=True)
