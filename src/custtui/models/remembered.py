"""Answers of the database kept as long as a screen stands on them: what was asked once is not asked again (P-14)."""

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Answers:
    """What is known, by question. `changing`: its own rows are being written, so they are asked for anew."""

    __slots__ = ("changing", "known", "own", "stamp")

    def __init__(self) -> None:
        self.known: dict[Any, Any] = {}
        self.own: dict[Any, Any] = {}
        self.changing = False
        self.stamp: object = None

    def of(self, own: bool) -> dict[Any, Any]:
        """The answers about what the screen itself writes, or about what it stands on."""
        return self.own if own else self.known


_answers: ContextVar[Answers | None] = ContextVar("answers", default=None)


def answers() -> Answers | None:
    """Those in use; None where everything is asked."""
    return _answers.get()


@contextmanager
def remembering(kept: Answers, *, changing: bool = False) -> Generator[None]:
    """Within it, prepared queries ask only what is not known; `changing`: but for the rows being written."""
    token = _answers.set(kept)
    kept.changing = changing
    try:
        yield
    except BaseException:
        kept.own.clear()  # what was written may have been rolled back
        raise
    finally:
        kept.changing = False
        _answers.reset(token)


def stands_on(stamp: object) -> None:
    """What the answers in use stand on; where it is not what they stood on before, they are forgotten."""
    kept = _answers.get()
    if kept is not None and kept.stamp != stamp:
        if kept.stamp is not None:
            kept.known.clear()
        kept.stamp = stamp


def each(question: Any, keys: Iterable[K], ask: Callable[[list[K]], dict[K, V]]) -> dict[K, V]:
    """The answers to one question for each key, those that are not known asked for together.

    What has no answer is asked for again: it may have one the next time.
    """
    wanted, kept = list(keys), _answers.get()
    if kept is None:
        return ask(wanted) if wanted else {}
    known: dict[K, V] = kept.known.setdefault(question, {})
    missing = [key for key in wanted if key not in known]
    if missing:
        known.update(_afresh(ask, missing))
    return {key: known[key] for key in wanted if key in known}


def note_each(question: Any, found: dict[Any, Any]) -> None:
    """Answers to that question by key, where answers are remembered."""
    if (kept := _answers.get()) is not None:
        kept.known.setdefault(question, {}).update(found)


def worked_out(what: object, stand: object) -> dict[Any, Any]:
    """A place for what follows from remembered answers, as long as it stands on the same; else an empty one."""
    kept = _answers.get()
    if kept is None:
        return {}
    stood, found = kept.known.get(what, (None, {}))
    if stood != stand:
        found = {}
        kept.known[what] = stand, found
    return found


def _afresh(ask: Callable[[list[K]], dict[K, V]], keys: list[K]) -> dict[K, V]:
    """Asked of the database itself: that nothing was found is not remembered."""
    token = _answers.set(None)
    try:
        return ask(keys)
    finally:
        _answers.reset(token)
