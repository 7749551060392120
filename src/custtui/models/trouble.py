"""Turns what a database says when it cannot into one clear line for people (S-4), and a guard's refusal into ours."""

import re
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from sqlite3 import DatabaseError as DriverError

from peewee import DatabaseError, DataError, IntegrityError, InterfaceError, PeeweeException, ProgrammingError

from custtui.domain.errors import Refused, Unavailable, refuse
from custtui.models.base import db

MARK = "guard: "
"""Begins the message of every guard's refusal, so that it can be told from other constraint errors."""

CHANGING_OVER = ("read-only transaction", "session is read-only", "hot standby", "during recovery")
"""PostgreSQL, while a standby answers: it takes over soon, or another does."""

DAMAGED = "The database file is damaged: put a backup in its place"
REBUILD = "custtui check --rebuild makes it anew"
"""Behind what is wrong with the search index alone."""
SPOILT = f"The search index is damaged, all else is as it was: {REBUILD}"
INDEX = ("fts5", "constructor failed: search_", "main.search_")
"""SQLite, of a table of full-text search; one whose lists do not hold it tells by the kind of its error alone."""
LINES = (
    (
        ("locked", "lock timeout", "not obtain lock"),
        "Another clerk is writing: nothing was stored. Press the same key again",
    ),
    (("deadlock", "could not serialize"), "Two clerks wrote at once: nothing was stored. Press the same key again"),
    (
        ("disk is full", "no space left"),
        "The disk is full: nothing was stored. Make room, then the same key works again",
    ),
    (CHANGING_OVER, "No database takes orders at the moment: nothing stored. Wait, press again"),
    (("readonly", "read-only"), "The database is read-only: nothing was stored"),
    (("unable to open",), "The database file cannot be opened"),
    (("not a database",), "The file is not a database, or a damaged one: name another, or put a backup in its place"),
    (("malformed",), DAMAGED),
    (("disk i/o",), "The disk cannot be read or written: nothing was stored"),
    (
        ("starting up", "shutting down"),
        "The database starts or stops: nothing stored. Wait, then the same key again",
    ),
    (("does not exist",), "There is no such database: its administrator has to make it"),
    (
        ("connection", "server closed", "terminating", "could not translate", "failed to resolve", "ssl", "timeout"),
        "The database does not answer",
    ),
)
"""Words of an error (SQLite's, PostgreSQL's), and the line for people; the first that fits."""

APART = "contract_price_apart"
"""PostgreSQL's constraint: the other of two writers who did not see one another (R-34)."""
PRICES_APART = "Contract prices of one product for one customer do not overlap (R-34)"
"""What it and the guard say."""
RULE = re.compile(r" \([A-Z]-\d{2}\)$")
"""What ends a guard's text: for whoever reads the database, not for clerks."""

OF_DRAFT = ("draft_line_draft_id_fkey", "draft_address_draft_id_fkey")
"""PostgreSQL's constraints: the draft was deleted after it was read."""

DENIED = ("permission denied for", "must be owner of")
"""PostgreSQL, to a role that owns no tables (see `rights_postgresql`)."""

NO_TABLE = re.compile(r'relation "(\w+)" does not exist')
"""PostgreSQL, of a table that was taken away, or that a role was set not to see."""

NO_TEXT = "Could not decode to UTF-8"
"""SQLite's adapter, of bytes that others put where a text stands."""

BUSY = ("locked", "deadlock", "not obtain lock")

OURS = (DataError, IntegrityError, ProgrammingError, sqlite3.IntegrityError, sqlite3.ProgrammingError)
"""Faults of this program, not of the database: they pass as they are."""


@contextmanager
def explained() -> Generator[None]:
    """Raises Refused for what a guard refused, Unavailable where the database cannot; others pass."""
    try:
        yield
    except UnicodeDecodeError as error:
        if b"malformed" not in error.object:
            raise
        raise Unavailable(DAMAGED) from error  # SQLite says it in words of the damage itself, which are no text
    except DriverError as error:  # while rows are read: Peewee has handed them on by then
        if NO_TEXT in str(error):
            raise refuse(
                "stored", "The database holds bytes that are no text: custtui check names the row"
            ) from error
        told = _unavailable(error)
        if told is None:
            raise
        raise told from error
    except PeeweeException as error:
        told = known(error)
        if told is None:
            raise
        raise told from error


def known(error: PeeweeException) -> Refused | None:
    """What is said of an error of the database, None of one that only a fault of this program explains."""
    return _refusal(error) or _unavailable(error)


def is_busy(error: BaseException) -> bool:
    """True where a write only has to wait for another clerk's (S-3); sqlite3's own error while connecting too."""
    return type(error).__name__ == "OperationalError" and any(word in str(error) for word in BUSY)


def _refusal(error: PeeweeException) -> Refused | None:
    first = str(error).split("\n", 1)[0]
    if isinstance(error, IntegrityError) and first.startswith(MARK):
        return refuse("guard", RULE.sub("", first.removeprefix(MARK)))
    if isinstance(error, IntegrityError) and APART in first:
        return refuse("guard", RULE.sub("", PRICES_APART))
    if isinstance(error, IntegrityError) and any(word in first for word in OF_DRAFT):
        return refuse("draft", "This draft is gone: another terminal placed or discarded it")
    if isinstance(error, ProgrammingError) and any(word in first for word in DENIED):
        return refuse("rights", f"The database's role may not do that ({first}): connect as the owner of its tables")
    if isinstance(error, ProgrammingError) and (lost := NO_TABLE.search(first)):
        where = "it was taken away, or a search_path set for this role leads elsewhere"
        return refuse("stored", f"The database shows no table {lost[1]}: {where}")
    return None


def _unavailable(error: Exception) -> Unavailable | None:
    """A failing ROLLBACK hides what failed first: the whole chain is read, the oldest first."""
    chain = _chain(error)
    if any(_is_of_index(one) for one in chain):
        return Unavailable(SPOILT)
    for one in reversed(chain):
        if isinstance(one, (DatabaseError, InterfaceError, DriverError)) and not isinstance(one, OURS):
            text = str(one).lower()
            line = next((line for words, line in LINES if any(word in text for word in words)), None)
            if line:
                _let_go(anew=any(word in text for word in CHANGING_OVER))
                return Unavailable(line)
    return None


def _is_of_index(error: BaseException) -> bool:
    """Is this what SQLite says of an index of words, or of one it cannot even open?"""
    if not isinstance(error, DriverError):
        return False
    return error.sqlite_errorname == "SQLITE_CORRUPT_VTAB" or any(word in str(error) for word in INDEX)


def _chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


def _let_go(*, anew: bool) -> None:
    """Close a connection that is gone, or leads to a standby, so that the next query makes a new one."""
    usable = getattr(db.obj, "is_connection_usable", None)
    if usable is not None and not db.is_closed() and not db.in_transaction() and (anew or not usable()):
        db.close()
