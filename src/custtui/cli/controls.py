"""The command that tells and sets the controls of the house."""

from typing import Annotated

import typer

from custtui.cli.negative import TakesNegative
from custtui.cli.say import tell
from custtui.cli.use import Database, use_as_operator


def register(app: typer.Typer) -> None:
    """Put this command on the command line."""
    app.command("control", cls=TakesNegative)(control)


def control(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="of a control; none: all")] = "",
    value: Annotated[str | None, typer.Argument(help="what it is set to; '' where blank is a value")] = None,
    database: Database = None,
) -> None:
    """All controls of the house; one with its meaning; set it (administrators only)."""
    if value is None:
        use_as_operator(context, database)
        from custtui.services.controls import controls_told

        for line in controls_told(name):
            tell(line)
        return
    who = use_as_operator(context, database)
    from custtui.services.controls import set_control

    tell(f"{name} is {set_control(who, name, value)}")
