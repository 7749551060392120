"""Commands for the house itself: make it, verify it, copy it."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from custtui.bootstrap import system_user
from custtui.cli.progress import bar, way_out
from custtui.cli.say import complain, misused, report, tell
from custtui.cli.use import Database, use, use_as_operator, use_to_check


def register(app: typer.Typer) -> None:
    """Put this group's commands on the command line."""
    app.command()(init)
    app.command()(check)
    app.command()(seal)
    app.command()(backup)
    app.command()(restore)


def make_house(*, demo: bool) -> str:
    """Set the open database up, the user of the operating system its administrator; tells what was made."""
    login, name = system_user()
    if demo:
        from custtui.cli.demo import fill

        fill(login, name)
    else:
        from custtui.services.setup import set_up

        set_up(login, name)
    return f"{'Demo data loaded' if demo else 'New database'}. You ({login}) are the administrator."


NEXT = "Next: custtui opens the counter, and says there how to go on; custtui import products FILE brings products"
NEXT_DEMO = "Next: custtui opens the counter"
"""What is to be done with a database that was made."""


@contextmanager
def none_unless_whole(path: str) -> Generator[None]:
    """A file that was made for a house goes away again where the house cannot be set up; '' for none."""
    from custtui.models.base import db

    try:
        yield
    except BaseException:
        if path:
            db.close()
            for end in ("", "-wal", "-shm"):
                Path(f"{path}{end}").unlink(missing_ok=True)
        raise


def init(
    context: typer.Context,
    demo: Annotated[bool, typer.Option("--demo", help="with the demo data")] = False,
    database: Database = None,
) -> None:
    """Make the database and its first operator, an administrator."""
    with none_unless_whole(use(context, database, make=True)):
        told = make_house(demo=demo)
    tell(told)
    tell(NEXT_DEMO if demo else NEXT)


def check(
    context: typer.Context,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="make the search index of customers, products and parties anew before")
    ] = False,
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="LINE", help="name the first order that differs from a line of seal"),
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="for every day: it says what it leaves out")] = False,
    database: Database = None,
) -> None:
    """Verify the database: constraints, sums, all chains and seals, the search index. Esc ends it."""
    from custtui.exchange.stands import refused_rows
    from custtui.services.check import LEFT_OUT, told_beside
    from custtui.services.check import check as faults

    if against is not None and not against.strip():  # as where the safe is not there to be read
        raise misused("--against", "no line of custtui seal was given: nothing was compared")
    use_to_check(context, database)
    if rebuild:
        _rebuild()
    count = done = 0
    kept = list[str]()
    with bar("check") as shown, way_out() as look:

        def progress(now: int, whole: int) -> None:
            nonlocal done
            done = now
            shown(now, whole)
            look()

        try:
            for fault in faults(
                progress, quick=quick, against=against or "", more=() if quick else refused_rows(kept)
            ):
                report(fault)
                count += 1
        except KeyboardInterrupt:
            complain(f"Stopped after {done} revisions and orders: {count} faults up to there")
            raise typer.Exit(1) from None
    for line in () if quick else (*told_beside(), *kept):
        report(line)
    if quick:
        complain(f"Left out by --quick: {LEFT_OUT}, and what forms would ask of rows that stand")
    if count:
        raise typer.Exit(1)
    tell("No faults")


def _rebuild() -> None:
    """Make the search index anew; tells of tables that were missing: PostgreSQL's roles lost their rights."""
    from custtui.models.base import db
    from custtui.models.database import is_sqlite
    from custtui.services.bulk.search import index_anew

    if made := index_anew():
        again = "" if is_sqlite(db) else "; custtui rights gives clerks their right to it again"
        complain(f"Missing or changed, made anew: {', '.join(made)}{again}")


def seal(context: typer.Context, database: Database = None) -> None:
    """Print one line for the safe: day, counts, one hash over all orders; check --against LINE tells what differs."""
    from custtui.services.sealing import seal as sealed

    tell(sealed(use_as_operator(context, database)))


def backup(context: typer.Context, file: Path, database: Database = None) -> None:
    """Write a consistent copy of the database while clerks work, and read it through."""
    from custtui.services.backup import backup as copy

    copy(use_as_operator(context, database), file)
    tell(f"{file} written")


def restore(context: typer.Context, file: Path, database: Database = None) -> None:
    """Put a backup in the place of the database, which is kept beside it, whatever became of it (SQLite)."""
    from custtui.cli.restoring import put_in_place

    kept, told = put_in_place(file, context.obj if database is None else database)
    tell(f"{file} is in place" + (f"; what stood there is kept as {kept}" if kept else ""))
    if told:
        complain(told)
