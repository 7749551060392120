"""PostgreSQL on another machine: what its URL says, as libpq reads it; several hosts, certificates, a pooler between.

Loaded where a URL asks for it: a house on SQLite pays nothing for it (P-6).
"""

import os
import socket
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, NamedTuple, TypeVar
from weakref import ref

import psycopg
from peewee import PeeweeException, PostgresqlDatabase, Psycopg3Adapter, __exception_wrapper__
from psycopg.conninfo import conninfo_to_dict

try:
    from custtui.models import fibers
except ImportError:  # without greenlet one question is asked after the other
    fibers = None

T = TypeVar("T")
RowsLookedAt = Callable[[list[tuple[Any, ...]]], None]
"""Takes the rows of an answer."""
READS = ("SELECT", "WITH q0", "(")
"""How questions begin; what begins otherwise may write."""

POOLED = "pooled"
"""Our own word of a URL: a pooler stands between, which gives a connection for one transaction (PgBouncer)."""
ANSWERS = 10
"""Seconds in which a host has to answer where the URL does not say (`connect_timeout`)."""
SOON = 2
"""The same once somebody waited in vain: libpq knows no less."""
ON_THE_WAY = {
    "tcp_user_timeout": ANSWERS * 3000,
    "keepalives_idle": 60,
    "keepalives_interval": ANSWERS,
    "keepalives_count": 3,
}
"""Where the URL does not say: what is sent is taken within 30 s, and nobody's silence is cut by a firewall (S-9)."""


class AsLibpq(Psycopg3Adapter):
    """Connects by the words of the URL alone; what it leaves out libpq takes from its usual places."""

    def connect(self, db: Any, **params: Any) -> Any:
        if db.given_up:
            params["connect_timeout"] = SOON
        made = psycopg.connect(**params)
        db.made, db.given_up = ref(made), False
        return made


class Postgresql(PostgresqlDatabase):
    """The server, or the one of several that takes orders; who waits for another clerk's row waits `lock_seconds`.

    Raises ValueError for a URL that libpq does not read, without its password.
    """

    psycopg3_adapter = AsLibpq

    def __init__(self, url: str, *, lock_seconds: float) -> None:
        plain, self.pooled = taken(url)
        words = words_of(plain)
        self._wait = f"{int(lock_seconds * 1000)}"
        self._held = _Held()
        if self.pooled:  # no statement outlives its transaction there, and no option may be asked for at the start
            words["prepare_threshold"] = None
        else:
            words["options"] = f"{words.get('options', '')} -c lock_timeout={self._wait}".strip()
        words = {"connect_timeout": ANSWERS, **ON_THE_WAY, **words}
        name = str(words.get("dbname") or words.get("service") or words.get("user") or "postgresql")
        self.made: Callable[[], psycopg.Connection | None] = lambda: None
        """The connection that was made last, while it is there."""
        self.given_up = False
        super().__init__(name, prefer_psycopg3=True, **words)

    def give_up(self) -> None:
        """Let go of the connection made last: who waits for its answer is told that none comes. From any thread."""
        self.given_up, made = True, self.made()
        if made is not None and not made.closed:
            with suppress(OSError), socket.socket(fileno=os.dup(made.fileno())) as wire:
                wire.shutdown(socket.SHUT_RDWR)

    def begin(self, isolation_level: str | None = None) -> None:
        """Begin with the first statement, in one message: nobody waits for an answer that says nothing (P-13).

        Behind a pooler the wait for a lock is said there too, for this transaction alone.
        """
        self.connection()  # made before anything counts as begun: a new one knows of nothing
        kind = f" ISOLATION LEVEL {isolation_level}" if isolation_level else ""
        first = [f"BEGIN{kind}", *([f"SET LOCAL lock_timeout = {self._wait}"] if self.pooled else [])]
        self._held.ahead = {}
        self._held.sent, self._held.said = False, [*map(HeldStatement, first), *self._held.looks]

    @property
    def ahead(self) -> dict[Any, Any]:
        """What the transaction of this thread asked for ahead (see the module of that name)."""
        return self._held.ahead

    def later(self, statement: str, params: Any = ()) -> None:
        """Say this with the next statement of the transaction, or with its end; its error comes then."""
        if self.in_transaction():
            self._held.said.append(HeldStatement(statement, params))
        else:
            self.execute_sql(statement, params)

    @property
    def is_among_calls(self) -> bool:
        """Is this one of several calls that are made at once?"""
        return fibers is not None and fibers.is_one()

    def ask_with_next(self, statement: str, params: Any, look: RowsLookedAt) -> "HeldStatement":
        """Ask this with the next statement, in a transaction or not; `look` gets its rows then, and may raise."""
        asked = HeldStatement(statement, params, look)
        self._held.said.append(asked)
        return asked

    def ask_by_now(self, asked: "HeldStatement") -> None:
        """Where no statement came since, it is asked alone."""
        if asked in self._held.said:
            try:
                self._say(self._take() if self.in_transaction() else [asked])
            finally:
                self._held.said = [one for one in self._held.said if one is not asked]

    def cursor(self, *args: Any, **kwargs: Any) -> Any:
        """For statements of who executes them himself: what was held back goes before them."""
        if said := self._take():
            self._say(said)
        return super().cursor(*args, **kwargs)

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        if sql.startswith("ROLLBACK TO"):
            self._held.ahead = {}
        if fibers is not None and self.is_among_calls:
            (answer,) = fibers.ask([(sql, params or ())])
            if isinstance(answer, Exception):
                raise answer
            return answer
        if said := self._take():
            if not self.in_transaction() and not sql.startswith(READS):
                self._say(said)  # what is looked at may forbid it, and nothing could take it back
                return super().execute_sql(sql, params)
            return self._say([*said, HeldStatement(sql, params or ())])[-1]
        return super().execute_sql(sql, params)

    def at_once(self, calls: Sequence[Callable[[], T]]) -> list[T]:
        """See `at_once` of the module of that name."""
        if fibers is None:
            return [call() for call in calls]
        return fibers.run(calls, fibers.ask if self.is_among_calls else self._ask_all)

    def _ask_all(self, questions: list[tuple[str, Any]]) -> list[Any]:
        """Several questions in one message, behind what was held back. Where one of them fails each is asked alone,
        so that only who asked it is told; within a transaction, which is lost then, all of them are."""
        said, within = self._take(), self.in_transaction()
        try:
            return self._say([*said, *(HeldStatement(*one) for one in questions)])[len(said) :]
        except PeeweeException as error:
            return [error] * len(questions) if within else [self._alone(*one) for one in questions]

    def _alone(self, sql: str, params: Any) -> Any:
        try:
            return super().execute_sql(sql, params)
        except PeeweeException as error:
            return error

    def commit(self) -> None:
        """Nothing was begun where nothing was said."""
        looks, said = self._held.looks, self._take()
        if not self._held.sent and len(said) == 1 + len(looks):
            self._held.said = looks
        elif not said or looks:
            if looks:  # they may forbid it
                self._say(said)
            super().commit()
        else:
            self._say([*said, HeldStatement("COMMIT")])

    def rollback(self) -> None:
        """The same; what was held back was never said."""
        looks, self._held.said = self._held.looks, []
        try:
            if self._held.sent:
                super().rollback()
        finally:
            self._held.said = looks

    def _take(self) -> list["HeldStatement"]:
        said, self._held.said = self._held.said, []
        return said

    def _say(self, said: list["HeldStatement"]) -> list[Any]:
        """All in one message; returns their cursors."""
        self._held.sent = True
        try:
            cursors = self._sent(said)
        except BaseException:
            self._held.said = [one for one in said if one.look is not None]  # with whatever comes next
            raise
        for cursor, one in zip(cursors, said, strict=True):
            if one.look is not None:
                one.look(cursor.fetchall())
        return cursors

    def _sent(self, said: list["HeldStatement"]) -> list[Any]:
        with __exception_wrapper__:
            cursors = [super(Postgresql, self).cursor() for _ in said]
            with self.connection().pipeline():
                for cursor, one in zip(cursors, said, strict=True):
                    cursor.execute(one.statement, one.params)
            return cursors


class HeldStatement(NamedTuple):
    """A statement that is sent with another one; `look` is told what it is answered."""

    statement: str
    params: Any = ()
    look: RowsLookedAt | None = None


class _Held(threading.local):
    """What this thread has said in its transaction and not sent yet, and whether any of it was sent."""

    def __init__(self) -> None:
        self.said: list[HeldStatement] = []
        self.sent = True
        self.ahead: dict[Any, Any] = {}

    @property
    def looks(self) -> list[HeldStatement]:
        """Questions among them: they are asked whatever becomes of the transaction."""
        return [one for one in self.said if one.look is not None]


def taken(url: str) -> tuple[str, bool]:
    """The URL as libpq knows it, and whether it says `pooled=1`. Raises ValueError for another value."""
    place, _, query = url.partition("?")
    words = query.split("&") if query else []
    said = [word.partition("=")[2] for word in words if word.partition("=")[0] == POOLED]
    if any(value not in ("0", "1") for value in said):
        raise ValueError(f"{POOLED}={said[-1]}: 1 where a pooler stands between, else 0")
    rest = "&".join(word for word in words if word.partition("=")[0] != POOLED)
    return place.replace("postgres://", "postgresql://", 1) + (f"?{rest}" if rest else ""), said[-1:] == ["1"]


def words_of(url: str) -> dict[str, Any]:
    """The words of a URL by name. Raises ValueError with what libpq says of it; no password is told."""
    try:
        words = conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise ValueError(f"postgresql://…: {str(error).strip().replace(url, 'the URL')}") from None
    return {name: value for name, value in words.items() if value is not None}
