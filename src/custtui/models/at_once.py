"""Calls that ask, side by side: what all of them ask at one moment goes to a far server in one message (P-13).

    shown, rows = at_once(partial(customer, one), partial(orders_of, one, 5))

Each is called until it asks, then the next; when all of them wait, their questions are asked together and each goes
on with its answer. They see what the others ask, never what they write: a call that writes is a fault of this
program. On a file, or where greenlet is not installed, they are called one after the other.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, overload

from custtui.models.base import db

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")
T = TypeVar("T")


@overload
def at_once(a: Callable[[], A], b: Callable[[], B], /) -> tuple[A, B]: ...
@overload
def at_once(a: Callable[[], A], b: Callable[[], B], c: Callable[[], C], /) -> tuple[A, B, C]: ...
@overload
def at_once(
    a: Callable[[], A], b: Callable[[], B], c: Callable[[], C], d: Callable[[], D], /
) -> tuple[A, B, C, D]: ...
def at_once(*calls: Callable[[], Any]) -> tuple[Any, ...]:
    """What these calls give, in their order. Raises what the first of them that fails raises."""
    return tuple(each_at_once(calls))


def each_at_once(calls: Sequence[Callable[[], T]]) -> list[T]:
    """The same of as many as there are."""
    far = getattr(db.obj, "at_once", None) if len(calls) > 1 else None
    return [call() for call in calls] if far is None else far(calls)


def if_far(ask: Callable[[], T]) -> T | None:
    """What a far server is asked along before it is known whether it is wanted (P-13); None on a file."""
    return ask() if hasattr(db.obj, "at_once") else None
