"""Several prepared questions in one statement: a server on another machine is waited for once (P-13).

Their rows come as JSON arrays, which both databases write: integers, texts, truth, nothing and days (as text) are
what prepared queries read. The answers are remembered; whoever asks one of these questions next finds it answered.
"""

import json
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from typing import Any

from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.prepared import Prepared, Statement, converted
from custtui.models.remembered import Answers, answers, remembering

PreparedQuestion = tuple[Prepared, tuple[Any, ...]]


@contextmanager
def together(*asked: PreparedQuestion) -> Generator[None]:
    """Ask these questions at once; within it, who asks one of them is answered. Nothing of it is written meanwhile.

    Where answers are remembered already they stay remembered; on a file they are asked one by one then.
    """
    if answers() is not None:
        if not is_sqlite(db):
            ask(asked)
        yield
        return
    with remembering(Answers()):
        ask(asked)
        yield


@contextmanager
def foreseeing(kept: Answers) -> Generator[None]:
    """Within it nothing is remembered, but `foreseen` are the questions whose answers are kept there."""
    token = _foreseen.set(kept)
    try:
        yield
    finally:
        _foreseen.reset(token)


def foreseen() -> Sequence[PreparedQuestion]:
    """What will be asked most likely: what the screen asked that asks for this."""
    return [key for key in foreseen_answers().known if isinstance(key[0], Prepared)]


def foreseen_answers() -> Answers:
    """What these were answered, and what else is known on that screen: not what is so now."""
    return _foreseen.get() or Answers()


def ask(asked: Sequence[PreparedQuestion]) -> None:
    """The same where answers are remembered; what is known already is not asked again."""
    kept = answers()
    assert kept is not None
    open_ones = [(one, values) for one, values in asked if not one.is_known(*values)]
    questions = [(one, values, one.question(*values)) for one, values in open_ones]
    some = [(one, values, question) for one, values, question in questions if question is not None]
    if not some:
        return
    rows = _rows([question for *_, question in some])
    for (one, values, _), found in zip(some, rows, strict=True):
        one.note(found, *values)


def _rows(questions: Sequence[Statement]) -> list[list[tuple[Any, ...]]]:
    array = "json_array" if is_sqlite(db) else "json_build_array"
    tables, selects, parameters = list[str](), list[str](), list[Any]()
    for at, one in enumerate(questions):
        names = ", ".join(f"c{n}" for n in range(one.columns))
        tables.append(f"q{at} ({names}) AS ({one.sql})")
        selects.append(f"SELECT {at}, CAST({array}({names}) AS TEXT) FROM q{at}")
        parameters += one.parameters
    found: list[list[list[Any]]] = [[] for _ in questions]
    cursor = db.execute_sql(f"WITH {', '.join(tables)} {' UNION ALL '.join(selects)}", parameters)
    for at, text in cursor.fetchall():
        found[at].append(json.loads(text, parse_float=_exact))
    return [[*map(tuple, converted(rows, one.readers))] for rows, one in zip(found, questions, strict=True)]


_foreseen: ContextVar[Answers | None] = ContextVar("foreseen", default=None)
_exact: Callable[[str], Any] = Decimal
