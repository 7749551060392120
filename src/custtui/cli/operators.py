"""Commands that say who may work here."""

from typing import Annotated

import typer

from custtui.cli.say import tell
from custtui.cli.use import Database, use_as_operator
from custtui.domain.errors import refuse
from custtui.domain.who import Act

group = typer.Typer(help="Who may work, with which role.", rich_markup_mode=None)


def register(app: typer.Typer) -> None:
    """Put this group's commands on the command line."""
    app.add_typer(group, name="operator")
    app.command()(rights)


@group.command("add")
def add(
    context: typer.Context,
    login: Annotated[str, typer.Argument(help="user of the operating system")],
    name: Annotated[str, typer.Option(help="as screens show it; else the login")] = "",
    role: Annotated[str, typer.Option(help="clerk, supervisor or administrator")] = "clerk",
    database: Database = None,
) -> None:
    """Let a user work, or work again. Administrators only."""
    who = use_as_operator(context, database)
    from custtui.services.operators import add_operator

    row = add_operator(who, login, name, role)
    tell(f"{row.login} ({row.name}) may work as {row.role}")


@group.command("list")
def list_(context: typer.Context, database: Database = None) -> None:
    """Every operator: login, role, name, and whether a PIN is set."""
    use_as_operator(context, database)
    from custtui.services.operators import operators

    for row in operators():
        more = ("  (disabled)" if not row.active else "") + ("  PIN set" if row.has_pin else "")
        tell(f"{row.login:<16} {row.role:<14} {row.name}{more}")


@group.command("role")
def role(
    context: typer.Context,
    login: Annotated[str, typer.Argument(help="who works here")],
    role: Annotated[str, typer.Argument(help="clerk, supervisor or administrator")],
    database: Database = None,
) -> None:
    """Give an operator another role, from his next act on. Administrators only."""
    who = use_as_operator(context, database)
    from custtui.services.operators import give_role

    row = give_role(who, login, role)
    tell(f"{row.login} ({row.name}) may work as {row.role}")


@group.command("disable")
def disable(
    context: typer.Context,
    login: Annotated[str, typer.Argument(help="user of the operating system")],
    database: Database = None,
) -> None:
    """Let a user work no longer; what was done keeps the name. Administrators only."""
    who = use_as_operator(context, database)
    from custtui.services.operators import disable_operator

    disable_operator(who, login)
    tell(f"{login} may no longer work here")


@group.command("pin")
def pin(
    context: typer.Context,
    login: Annotated[str, typer.Argument(help="whose; none: your own")] = "",
    database: Database = None,
) -> None:
    """Set a PIN for second signatures and for signing on: your own, or as an administrator anybody's."""
    who = use_as_operator(context, database)
    from custtui.cli.secret import typed_twice
    from custtui.services.pins import set_pin

    name = set_pin(who, login or who.login, typed_twice())
    tell(f"{name} has a PIN")


def rights(
    context: typer.Context,
    role: Annotated[str, typer.Argument(help="of PostgreSQL, that clerks' programs log in with")],
    database: Database = None,
) -> None:
    """Print the SQL that gives a role of PostgreSQL what a clerk's program needs, for psql. Administrators only."""
    use_as_operator(context, database, Act.OPERATORS)
    from custtui.models.base import db
    from custtui.models.database import is_sqlite
    from custtui.models.rights_postgresql import owns
    from custtui.models.rights_postgresql import rights as statements

    if is_sqlite(db):
        raise refuse("postgresql", "SQLite has no roles: whoever may write its file may do everything in it")
    if owns(db.obj, role):
        raise refuse("role", f"{role} owns the tables or is a superuser: no right can be taken from it; name another")
    for one in statements(role):
        tell(f"{one};")
