"""The option every command has, and what it opens."""

from contextlib import suppress
from typing import Annotated

import typer

from custtui.bootstrap import database_url, open_database, open_to_check, who_works
from custtui.domain.errors import refuse
from custtui.domain.who import Act, Who
from custtui.settings import load_settings

Database = Annotated[
    str | None,
    typer.Option("--database", metavar="PATH|URL", help="SQLite file or postgresql://… [env: CUSTTUI_DATABASE]"),
]


def use(context: typer.Context, database: str | None, *, make: bool = False) -> str:
    """Open the database a command works on; the option may stand before the command or after it.

    Returns the file that was made for it, if any.
    """
    return open_database(database_url(load_settings(), database or context.obj), make=make)


def use_house(context: typer.Context, database: str | None) -> None:
    """Open a database that was set up. Raises Refused for a new one."""
    use(context, database)
    _refuse_new()
    from custtui.domain.days import keep_days_of
    from custtui.services.clock import country

    keep_days_of(country())


def _refuse_new() -> None:
    from custtui.services.opening import is_set_up

    if not is_set_up():
        raise refuse("set_up", "New database: run custtui init")


def use_to_check(context: typer.Context, database: str | None) -> None:
    """The same for the check: where it cannot be read who works here, or who sells, the check tells that."""
    from custtui.services.opening import beheaded

    open_to_check(database_url(load_settings(), database or context.obj))
    if beheaded():
        return
    _refuse_new()
    from sqlite3 import OperationalError as DriverError

    from peewee import DatabaseError

    from custtui.models.base import db
    from custtui.models.database import legible

    with suppress(DatabaseError, DriverError), legible(db.obj):
        who_works()


def use_as_operator(context: typer.Context, database: str | None, act: Act = Act.LOOK_UP) -> Who:
    """Open a database that was set up, as the operator this user is. Raises Refused for who is none (S-7).

    `act` is what the command does where no service asks for it.
    """
    use_house(context, database)
    from custtui.services.asks import allowed

    return allowed(who_works(), act)
