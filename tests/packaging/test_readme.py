"""What README promises of the command line is what the command line has."""

import re
from pathlib import Path

import typer
from typer.main import get_command

from custtui.cli import controls, data, house, operators, papers, show
from custtui.cli.commands import demo

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def commands() -> set[str]:
    """The commands of `--help`, those of a group by both words."""
    whole = typer.Typer()
    whole.command()(demo)
    for group in (house, data, show, papers, operators, controls):
        group.register(whole)
    found: set[str] = set()
    for name, command in get_command(whole).commands.items():  # type: ignore[attr-defined]
        inner = getattr(command, "commands", None)
        found |= {f"{name} {word}" for word in inner} if inner else {name}
    return found


def test_readme_and_help_name_the_same_commands() -> None:
    table = README[README.index("## Commands") : README.index("The kinds of files")]
    named: set[str] = set()
    for row in re.findall(r"^\| (`.*?) \|", table, re.M):
        for code in re.findall(r"`([^`]+)`", row):
            words = re.findall(r"^(?:custtui )?([a-z]+)(?: ([a-z]+))?", code)
            named |= {" ".join(filter(None, found)) for found in words}
    found = commands()
    assert not {one for one in found if one not in named and one.split()[-1] not in named}, "README names them all"
    words = {word for one in found for word in one.split()}
    assert not {word for one in named for word in one.split()[:1] if word not in words} - {"custtui"}, "and no other"
