"""What README promises of the command line is what the command line has: the same commands, the same options."""

import re
from pathlib import Path
from typing import Any

from custtui.cli.commands import command_line

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
COMMON = {"--database", "--help", "--install-completion", "--show-completion"}
"""Options of every command, and what typer adds; the first one is told once for all."""


def helped() -> dict[str, set[str]]:
    """Each command of `--help` with its options, those of a group by both words; '' is the application itself."""

    def options(command: Any) -> set[str]:
        return {long for one in command.params for long in one.opts if long.startswith("--")} - COMMON

    whole: Any = command_line()
    found = {"": options(whole)}
    for name, command in whole.commands.items():
        inner: dict[str, Any] = getattr(command, "commands", {})
        found |= {f"{name} {word}": options(one) for word, one in inner.items()} or {name: options(command)}
    return found


def commands() -> set[str]:
    """The commands of `--help`, those of a group by both words."""
    return {*helped()} - {""}


def promised() -> list[tuple[set[str], set[str]]]:
    """The rows of README's table: the commands each is about, and the options it names."""
    table = README[README.index("## Commands") : README.index("The kinds of files")]
    rows: list[tuple[set[str], set[str]]] = []
    for row in re.findall(r"^\| (`custtui.*)$", table, re.M):
        about = re.findall(r"`custtui((?: [a-z]+)*)[^`]*`", row.split(" | ")[0])
        rows.append(({one.strip() for one in about}, set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", row))))
    return rows


def test_readme_and_help_name_the_same_commands() -> None:
    named = [one for commands, _ in promised() for one in commands]
    assert sorted(set(named)) == sorted(helped())
    assert sorted(set(named) - {""}) == sorted(one for one in named if one), "each once"


def test_readme_and_help_name_the_same_options() -> None:
    options = helped()
    told: dict[frozenset[str], set[str]] = {}
    for commands, names in promised():
        told.setdefault(frozenset(commands), set()).update(names)
    wrong = {
        ", ".join(commands): (names, had)
        for commands, names in told.items()
        if names != (had := set[str]().union(*(options[one] for one in commands)))
    }
    assert not wrong
    assert "--database" in README
