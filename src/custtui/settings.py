"""What a counter is set to: from `config.toml` files and the environment, one declaration, each setting documented.

The files are /etc/custtui/config.toml and the user's own (`~/.config/custtui/config.toml`), the second wins; over
both stands the environment, `CUSTTUI_` and the name in capitals, and over all what the house's own file, the first
one, has under `[fixed]` (S-7). Pydantic checks the values, and is imported only
where there is one to check: it would be a quarter of the program's start (P-6).
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, cast

import platformdirs

from custtui.domain.errors import Fault, Refused, refuse

PREFIX = "CUSTTUI_"
RANGES = {"escape_delay": (10, 2000), "idle_minutes": (0, 1440)}
SYSTEM_FILE = Path("/etc/custtui/config.toml")


@dataclass(frozen=True)
class Settings:
    """The settings of one counter. What holds for the whole house are controls, kept in the database."""

    database: str = ""
    """Path of a SQLite file, or postgresql://…; empty is the file in the user's data folder."""

    counter: str = ""
    """Name of this counter, shown on the screen; empty shows none."""

    bell: bool = True
    """Does a refusal ring?"""

    color: bool = True
    """Are colours used? The environment's NO_COLOR turns them off too."""

    clipboard: bool = True
    """May a key copy a number, an address or a phone to the clipboard of the clerk's own terminal (OSC 52)?"""

    theme: Literal["dark", "light", "contrast"] = "dark"
    """Colours for dark or for light paper, or none: labels, headings and warnings by signs, bold and reverse."""

    escape_delay: int = 300
    """Milliseconds that an Esc may be apart from what belongs to it, 10 to 2000; longer for slow lines."""

    escape_prefix: bool | None = None
    """Are Esc and then a digit, `-` or `=` a function key? Not set: where the terminal's description has none."""

    allow_suspend: bool = False
    """May Ctrl+Z stop the program and give a shell (S-7)?"""

    sign_on: bool = False
    """Does everybody who works here sign on by login and PIN? For a terminal that several operators share."""

    idle_minutes: int = 10
    """Minutes without a key after which `sign_on` asks again, up to 1440; 0: never."""

    pacing: bool = False
    """May the program ask the terminal, after kilobytes, if they have arrived? For networks that queue much."""

    print: str = ""
    """What documents are printed with: a command that reads them, or `host:port`. It counts under `[fixed]` alone."""

    smtp: str = ""
    """Mail server that `custtui notify` sends by, `host` or `host:port`; all of `smtp` counts under `[fixed]`."""

    smtp_security: str = ""
    """How the connection is kept secret: `starttls` (empty is that), `tls`, or `none`."""

    smtp_user: str = ""
    """Who signs on at the mail server; empty: nobody has to."""

    smtp_password: str = field(default="", repr=False)
    """Its password, where every user of this machine may read it."""

    smtp_password_file: str = ""
    """File with the password, for who sends alone to read; it goes before `smtp_password`."""

    smtp_sender: str = ""
    """E-mail address of the seller that messages come from, and answers go to."""

    log: str = ""
    """File that faults of the program are written to; empty is custtui.log in the user's state folder."""

    fixed: frozenset[str] = field(default=frozenset(), repr=False)
    """Names that the house's file fixes: no file, variable or option of a clerk's stands over them."""

    unknown: tuple[str, ...] = field(default=(), repr=False)
    """Names that stood in a file and are no setting; told at the start."""


def load_settings(environ: Mapping[str, str] = os.environ, files: tuple[Path, ...] | None = None) -> Settings:
    """The settings as files and environment have them. Raises Refused naming file, setting and reason."""
    given: dict[str, Any] = {}
    held: dict[str, Any] = {}
    unknown: list[str] = []
    users = platformdirs.user_config_path("custtui") / "config.toml"
    for number, path in enumerate((SYSTEM_FILE, users) if files is None else files):
        found = _file(path)
        fixed = _fixed(path, found.pop(FIXED, {}))
        if fixed and number:
            unknown.append(f"{path}: [{FIXED}] counts in the file of the house alone")
        unknown += [f"{path}: {name} is not a setting" for name in (*found, *fixed) if name not in NAMES]
        given |= found
        held |= {} if number else fixed
    given |= {name: environ[PREFIX + name.upper()] for name in NAMES if environ.get(PREFIX + name.upper())}
    for name in THE_HOUSES:
        if given.pop(name, "") and name not in held:
            unknown.append(f"{name} counts under [{FIXED}] in {SYSTEM_FILE} alone")
    if "NO_COLOR" in environ:
        given["color"] = False
    held = {name: value for name, value in held.items() if name in NAMES}
    told = {"fixed": frozenset(held), "unknown": tuple(unknown)}
    return _checked({name: value for name, value in (given | held).items() if name in NAMES}, told)


FIXED = "fixed"
SMTP = ("smtp", "smtp_security", "smtp_user", "smtp_password", "smtp_password_file", "smtp_sender")
THE_HOUSES = ("print", *SMTP)
"""A command of a clerk's would be a shell; a mail server of his would get what customers are told."""
TEXTS = ("database", "counter", "log", *THE_HOUSES)
NAMES = tuple(one.name for one in fields(Settings) if one.name not in (FIXED, "unknown"))


def _fixed(path: Path, table: Any) -> dict[str, Any]:
    if not isinstance(table, dict):
        raise refuse("settings", f"{path}: [{FIXED}] is a table of settings")
    return cast("dict[str, Any]", table)


def _file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    import tomllib

    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise refuse("settings", f"{path}: {error}") from error


def _checked(given: dict[str, Any], told: dict[str, Any]) -> Settings:
    if all(isinstance(value, str) and name in TEXTS for name, value in given.items()):
        return Settings(**given, **told)
    from pydantic import TypeAdapter, ValidationError

    faults: list[Fault] = []
    try:
        found = TypeAdapter(Settings).validate_python({**given, **told})
    except ValidationError as error:
        for one in error.errors():
            name = str(one["loc"][0])
            faults.append(Fault("settings", name, f"setting {name}: {one['msg']}"))
    else:
        faults += _out_of_range(found)
        if not faults:
            return found
    raise Refused(faults)


def _out_of_range(settings: Settings) -> Iterator[Fault]:
    for name, (least, most) in RANGES.items():
        if not least <= getattr(settings, name) <= most:
            yield Fault("settings", name, f"setting {name}: between {least} and {most}")
