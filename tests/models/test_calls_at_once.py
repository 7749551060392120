"""Calls that ask are made at once: in one message each time they ask, and as if one came after the other (P-13)."""

from __future__ import annotations

from contextvars import ContextVar
from functools import partial
from typing import Any

import pytest
from peewee import IntegrityError, PeeweeException

from custtui.models.at_once import at_once, each_at_once
from custtui.models.base import db
from custtui.models.database import transaction

server = pytest.importorskip("custtui.models.server")
pytest.importorskip("greenlet")
pytestmark = pytest.mark.usefixtures("database")
SET: ContextVar[str] = ContextVar("SET", default="")


def one(value: Any) -> Any:
    return db.execute_sql(f"SELECT {value}").fetchone()[0]


def three(first: int) -> int:
    """Each asked with what the one before was answered."""
    return one(f"{one(f'{one(first)} + 1')} + 1")


@pytest.fixture
def messages(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many statements each message to the server has."""
    sent = list[int]()
    if "sqlite" in type(db.obj).__name__.casefold():
        pytest.skip("a file is not far")
    say = server.Postgresql._say

    def said(self: Any, statements: list[Any]) -> Any:
        sent.append(len(statements))
        return say(self, statements)

    monkeypatch.setattr(server.Postgresql, "_say", said)
    return sent


def test_each_gets_its_own_answers_in_as_many_messages_as_the_longest_asks(messages: list[int]) -> None:
    assert at_once(partial(three, 1), partial(one, 10), lambda: at_once(partial(three, 5), partial(one, 20))) == (
        3,
        10,
        (7, 20),
    )
    assert messages == [4, 2, 2]


def test_on_both_databases_they_answer_the_same() -> None:
    assert each_at_once([partial(three, 1), partial(one, 10), lambda: 4]) == [3, 10, 4]


def test_they_begin_a_transaction_with_what_they_ask(messages: list[int]) -> None:
    with transaction():
        assert at_once(partial(one, 1), partial(one, 2)) == (1, 2)
    assert messages == [3]


def test_the_first_that_fails_is_told_and_the_others_end() -> None:
    ended = list[str]()

    def fails(text: str) -> None:
        one(1)
        raise LookupError(text)

    def goes_on() -> None:
        try:
            for number in range(5):
                one(number)
        finally:
            ended.append("ended")

    with pytest.raises(LookupError, match="first"):
        at_once(partial(one, 1), partial(fails, "first"), partial(fails, "second"), goes_on)
    assert ended in ([], ["ended"])  # on a file it never began
    assert one(1) == 1


def test_an_error_of_the_database_is_told_to_who_asked_alone() -> None:
    def odd() -> str:
        try:
            one("no_such_column")
        except PeeweeException as error:
            return type(error).__name__
        return ""

    name, number = at_once(odd, partial(three, 1))
    assert name in ("ProgrammingError", "OperationalError") and number == 3


def test_within_a_transaction_it_ends_it(messages: list[int]) -> None:
    with pytest.raises(PeeweeException, match="no_such_column"), transaction():
        at_once(partial(one, "no_such_column"), partial(one, 1))
    assert one(1) == 1


def test_what_one_sets_for_itself_the_others_do_not_see() -> None:
    def sets(text: str) -> str:
        SET.set(text)
        one(1)
        return SET.get()

    assert at_once(partial(sets, "a"), partial(sets, "b")) in (("a", "b"),)


def test_what_is_looked_at_goes_with_the_first_statement_and_may_forbid_it(messages: list[int]) -> None:
    looked = list[Any]()

    def forbids(rows: list[Any]) -> None:
        raise PermissionError

    asked = db.obj.ask_with_next("SELECT 1", (), looked.append)
    with transaction():
        one(2)
        db.obj.later(ADD, ("a",))
    assert looked == [[(1,)]] and messages == [3, 2]
    db.obj.ask_by_now(asked)  # it was
    assert messages == [3, 2]
    db.obj.ask_with_next("SELECT 1", (), forbids)
    with pytest.raises(PermissionError), transaction():
        db.obj.later(ADD, ("b",))  # the end of the transaction is the first that waits: it is not said
    db.obj.ask_with_next("SELECT 1", (), forbids)
    with pytest.raises(PermissionError):
        db.execute_sql(ADD, ("c",))  # what writes by itself is not sent beside it
    assert keys() == ["a"]


def test_a_question_that_found_no_statement_is_asked_by_itself(messages: list[int]) -> None:
    looked = list[Any]()
    asked = db.obj.ask_with_next("SELECT 1", (), looked.append)
    with transaction():
        pass
    assert looked == []
    db.obj.ask_by_now(asked)
    assert looked == [[(1,)]] and messages == [1]


def test_after_an_error_it_is_asked_with_the_next(messages: list[int]) -> None:
    looked = list[Any]()
    db.obj.ask_with_next("SELECT 1", (), looked.append)
    with pytest.raises(IntegrityError), transaction():
        db.obj.execute_sql("INSERT INTO control (key, value) VALUES (NULL, '')")
    assert looked == []
    assert one(3) == 3 and looked == [[(1,)]]


ADD = "INSERT INTO control (key, value) VALUES (%s, '1')"


def keys() -> list[str]:
    return [key for (key,) in db.execute_sql("SELECT key FROM control ORDER BY key").fetchall()]
