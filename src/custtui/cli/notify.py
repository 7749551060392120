"""The command that sends what waits in the outbox: once, or from then on (R-45)."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Generator
from contextlib import closing, contextmanager
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from custtui.cli.say import complain, tell
from custtui.cli.use import Database, use_as_operator
from custtui.domain.errors import Refused, refuse
from custtui.domain.mailing import Away
from custtui.domain.who import Act, Who
from custtui.settings import load_settings

if TYPE_CHECKING:
    from custtui.mailer import Mailer

IDLE = 15.0
"""Seconds between two looks of `--watch`."""
PAUSES = (30.0, 60.0, 120.0, 300.0, 900.0)
"""Seconds until the next one where the mail server or the database is away: growing."""


def register(app: typer.Typer) -> None:
    """Put this command on the command line."""
    app.command()(notify)


def notify(
    context: typer.Context,
    watch: Annotated[bool, typer.Option("--watch", help="go on until it is ended, looking every 15 seconds")] = False,
    database: Database = None,
) -> None:
    """Send what waits in the outbox by the mail server of the house's configuration (administrators only)."""
    who = use_as_operator(context, database, Act.SEND)
    from custtui.mailer import Mailer
    from custtui.services.notices import seller_name, sends

    if not sends():
        raise refuse("email", "This house sends no e-mail: custtui control email_notices Y turns it on")
    with closing(Mailer(load_settings(), seller_name())) as mailer, _until_ended() as stop:
        if watch:
            _watch(who, mailer, stop)
        else:
            _once(who, mailer, stop)


@contextmanager
def _until_ended() -> Generator[Event]:
    """Set by SIGTERM and Ctrl+C: the message being sent is sent to its end, and said to be."""
    stop = Event()

    def end(number: int, frame: object) -> None:
        stop.set()

    before = {one: signal.signal(one, end) for one in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _once(who: Who, mailer: Mailer, stop: Event) -> None:
    """What is due, and what became of it. Raises Refused where the mail server is away, Exit with 1 where a message
    could not be read."""
    done, unread = Counter[str](), set[int]()
    try:
        _round(who, mailer, stop, done, unread)
    except Away as why:
        raise refuse("server", f"{why}: the rest waits") from why
    finally:
        tell(_summary(done))
    if unread:
        raise typer.Exit(1)


def _round(who: Who, mailer: Mailer, stop: Event, done: Counter[str], unread: set[int]) -> None:
    """All that is due; how many became what is `done`. Raises Away as `send_next`.

    What cannot be read is passed over, and named where it is not among the `unread` of before.
    """
    from custtui.services.notices.overdue import tell_overdue
    from custtui.services.notices.sending import SENT, UNREADABLE, send_next

    tell_overdue(who)
    passed = set[int]()
    try:
        while not stop.is_set() and (one := send_next(who, mailer, mailer.domain, passed)):
            known = one.state == UNREADABLE and one.message in unread
            if one.state == UNREADABLE:
                passed.add(one.message)
            if one.state != SENT and not known:
                complain(one.line)
            done[one.state] += not known
    finally:
        unread |= passed
        if told := mailer.tame.told_once():
            complain(told)


def _summary(done: Counter[str]) -> str:
    """`3 sent, 1 to be tried again, 1 failed, 1 passed over`."""
    from custtui.services.notices.sending import FAILED, LATER, SENT, UNREADABLE

    words = ((SENT, "sent"), (LATER, "to be tried again"), (FAILED, "failed"), (UNREADABLE, "passed over"))
    said = [f"{done[state]} {word}" for state, word in words if done[state] or state == SENT]
    return ", ".join(said)


def _watch(who: Who, mailer: Mailer, stop: Event) -> None:
    """A round and a pause, for ever; what keeps it from sending is told when it begins and when it is over."""
    wrong, tries, unread = "", 0, set[int]()
    while not stop.is_set():
        done = Counter[str]()
        now = _trouble(who, mailer, stop, done, unread)
        if done.total():
            tell(_summary(done))
        if now != wrong:
            complain(now or "Messages are sent again")
        wrong, tries = now, tries + 1 if now else 0
        mailer.close()
        stop.wait(PAUSES[min(tries, len(PAUSES)) - 1] if tries else IDLE)


def _trouble(who: Who, mailer: Mailer, stop: Event, done: Counter[str], unread: set[int]) -> str:
    """A round; what ended it before its time, '' for nothing. The database is connected to anew then."""
    from peewee import DatabaseError, InterfaceError

    from custtui.cli.fault import in_one_line
    from custtui.models.base import db

    try:
        _round(who, mailer, stop, done, unread)
    except Away as why:
        return f"Nothing is sent for now: {why}"
    except Refused as refused:
        return str(refused)
    except (DatabaseError, InterfaceError, OSError) as error:
        db.close()
        return in_one_line(error)
    return ""
