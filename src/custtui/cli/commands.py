"""The command line: every command and its options, wired to the functions that do the work."""

import sys
from collections.abc import Callable
from functools import cache
from typing import Annotated

import typer

from custtui.cli.say import refusals, tell_taken_out, to_standard_output
from custtui.cli.use import Database

app = typer.Typer(
    name="custtui",
    help="Counter application: look customers up, maintain profiles, key orders. Without a command: the screens.",
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@cache
def command_line() -> Callable[[], object]:
    """Every command, put together once however often a process runs one."""
    from custtui.cli import controls, data, house, notify, operators, papers, show

    for group in (house, data, show, papers, notify, operators, controls):
        group.register(app)
    return typer.main.get_command(app)


def run_commands() -> int:
    """Run the words of the command line; returns the exit code."""
    try:
        with refusals(SystemExit):
            try:
                command_line()()
            finally:
                with to_standard_output():
                    if sys.stdout is not None:  # pyright: ignore[reportUnnecessaryComparison]  # closed by `>&-`
                        sys.stdout.flush()  # here, where a full disk behind `>` is one line
                tell_taken_out()
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 1
    except BrokenPipeError:
        return 1
    return 0


@app.callback(invoke_without_command=True)
def screens(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="The version, and that of the database.")] = False,
    database: Database = None,
) -> None:
    """Counter application. Without a command: the screens, on the configured database."""
    context.obj = database
    if version:
        from custtui.cli.version import tell_versions

        tell_versions(database)
        raise typer.Exit
    if context.invoked_subcommand is None:
        from custtui.cli.start import start_screens

        raise typer.Exit(start_screens(False, database))


@app.command()
def demo(database: Database = None) -> None:
    """The screens on a fresh throw-away copy of the demo data."""
    from custtui.cli.start import start_screens

    raise typer.Exit(start_screens(True, database))
