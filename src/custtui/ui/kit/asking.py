"""The database's own thread: services run there one after the other, handlers await them."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import Any, ParamSpec, TypeVar

from custtui.domain.errors import Forbidden, Moved

P = ParamSpec("P")
T = TypeVar("T")

Within = Callable[[Callable[[], Any]], Any]
"""Does a service, and something beside it."""
LATE = 3.0
"""Seconds in which a server answers; then it is said that it did not, and asked whether to wait on (S-9)."""
LOOKED = 0.2
"""Seconds after which that is looked at again."""


def _by_itself(service: Callable[[], T]) -> T:
    return service()


class Asker:
    """Runs services on one thread with one connection, so that signals, resizes and the bell go on meanwhile."""

    def __init__(self, around: Callable[[Callable[[], Any]], Any] = lambda service: service()) -> None:
        self._around = around
        self.carried_over: Callable[[Mapping[int, int]], None] = lambda numbers: None
        """Told the numbers, before and after, of what was carried into another file that stands in its place."""
        self.forbidden: Callable[[Forbidden], None] = lambda refusal: None
        """Told what an operator's role does not reach (X-22)."""
        self.unanswered: Callable[[float], bool] | None = None
        """Told how many seconds an answer takes, 0 when it is there; True: it is waited for no longer. None: a file
        answers always."""
        self.give_up: Callable[[], None] = lambda: None
        """Lets go of the connection, so that what waits for it ends."""
        self._within: Within | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="database")

    async def __call__(self, service: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The service's answer; its Refused and Confirm come through."""
        loop = asyncio.get_running_loop()
        within, self._within = self._within or _by_itself, None
        try:
            return await self._answer(
                loop.run_in_executor(
                    self._thread, lambda: self._around(lambda: within(lambda: service(*args, **kwargs)))
                )
            )
        except Forbidden as forbidden:
            self.forbidden(forbidden)
            raise
        except Moved as moved:
            self.carried_over(moved.carried)
            raise

    def within(self, what: "Within") -> None:
        """The next service is done within this, which asks something of its own along with it."""
        self._within = what

    async def settled(self) -> None:
        """What another service was to be done within, and none came, is done by itself."""
        if self._within is not None:
            await self(lambda: None)

    async def _answer(self, answer: asyncio.Future[T]) -> T:
        try:
            if self.unanswered:
                await self._patiently(answer, self.unanswered)
            return await answer
        finally:
            del answer  # else its error holds itself, and with it a question half read: later ones saw the past

    async def _patiently(self, answer: asyncio.Future[Any], unanswered: Callable[[float], bool]) -> None:
        """Until it is there: what is given up ends with an error."""
        began, told = monotonic(), False
        try:
            while not (await asyncio.wait({answer}, timeout=LOOKED if told else LATE))[0]:
                told = True
                if unanswered(monotonic() - began):
                    self.give_up()
        except asyncio.CancelledError:
            answer.cancel()
            raise
        finally:
            if told:
                unanswered(0)

    def close(self, last: Callable[[], None]) -> None:
        """Run `last` on the database's thread and end it; waits at most for what is under way."""
        self._thread.submit(last)
        self._thread.shutdown(wait=True)
