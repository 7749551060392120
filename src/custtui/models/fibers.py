"""Calls that take turns on one thread, so that what they ask a far server is asked together (see `at_once`)."""

from collections.abc import Callable, Iterator, Sequence
from contextvars import copy_context
from functools import partial
from importlib import import_module
from typing import Any, TypeVar

GREENLET: Any = import_module("greenlet")
"""Comes with the extra `postgresql`; without it this module is not there, and nobody needs its types."""

T = TypeVar("T")
AskedQuestion = tuple[str, Any]
"""A statement and its parameters."""
AskTogether = Callable[[list[AskedQuestion]], list[Any]]
"""Asks them in one message: for each its cursor, or the error it came to."""


class Fiber:
    """One of the calls, in a context of its own; it hands what it asks to who started it."""

    def __init__(self, call: Callable[[], Any]) -> None:
        self._turns = GREENLET.greenlet(self._called)
        self._turns.gr_context = copy_context()
        self._turns.is_call = True
        self._call = call
        self.answer: Any = None
        self.error: Exception | None = None
        self.asked: list[AskedQuestion] = []

    def _called(self, *_: object) -> list[AskedQuestion]:
        try:
            self.answer = self._call()
        except Exception as error:
            self.error = error
        return []

    @property
    def ended(self) -> bool:
        """Is it at its end?"""
        return self._turns.dead

    def go_on(self, answers: Sequence[Any] = ()) -> None:
        """With the answers to what it asked, to its next questions or its end."""
        self.asked = self._turns.switch(answers)

    def give_up(self) -> None:
        """Where it began and waits, it ends there."""
        if self._turns and not self.ended:
            self._turns.throw()


def is_one() -> bool:
    """Is this a call among several?"""
    return hasattr(GREENLET.getcurrent(), "is_call")


def ask(questions: list[AskedQuestion]) -> list[Any]:
    """Within one of several calls: what they all ask now is asked, and these answers come back."""
    return GREENLET.getcurrent().parent.switch(questions)


def run(calls: Sequence[Callable[[], T]], together: AskTogether) -> list[T]:
    """What they give. Raises what the first of them that fails raises; those behind it are given up."""
    fibers = [Fiber(call) for call in calls]
    try:
        _each(fibers, Fiber.go_on)
        while waiting := [one for one in _wanted(fibers) if not one.ended]:
            told = together([question for one in waiting for question in one.asked])
            _each(waiting, partial(_tell, iter(told)))
    finally:
        _each(fibers, Fiber.give_up)
    answers, errors = [one.answer for one in fibers], [one.error for one in fibers if one.error is not None]
    fibers.clear()
    if errors:
        try:
            raise errors[0]
        finally:
            errors.clear()  # else it holds itself, and what it read with it
    return answers


def _tell(told: Iterator[Any], one: Fiber) -> None:
    one.go_on([next(told) for _ in one.asked])


def _each(fibers: list[Fiber], do: Callable[[Fiber], Any]) -> None:
    for one in fibers:
        do(one)


def _wanted(fibers: list[Fiber]) -> list[Fiber]:
    """Those before the first that failed: what comes behind it nobody is told."""
    failed = next((at for at, one in enumerate(fibers) if one.error is not None), len(fibers))
    return fibers[:failed]
