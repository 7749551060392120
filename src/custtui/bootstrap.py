"""Which database is meant, who works here, and how it is opened; `screens` wires the application to it.

Heavy modules are imported inside the functions that need them: a clerk's program pays for what it shows (P-6).
"""

import os
import re
from pathlib import Path
from typing import Any

from custtui.domain.errors import Refused, refuse
from custtui.domain.who import NOBODY, Who
from custtui.irregular import no_database
from custtui.settings import Settings
from custtui.spared import DRIVERS, without

SECRET = re.compile(r"://[^/@]*:[^/@]+@|[?&](ssl)?password=")
"""A password in a URL."""


def database_url(settings: Settings, given: str | None = None) -> str:
    """Where the data is: the command line's word, the settings', else a file in the user's data folder.

    Raises Refused for a word that names another database than the one the house fixes, and for one with a password,
    which everybody on the machine reads in the list of its processes (S-7).
    """
    import platformdirs

    if given and "://" in given and SECRET.search(given):
        raise refuse(
            "database",
            "A password on the command line is there for everybody to read: put it into ~/.pgpass, into the file that"
            " PGPASSFILE names, or into a service file",
        )
    if given and "database" in settings.fixed and _place(given) != _place(settings.database):
        raise refuse("database", "The house's configuration fixes the database: --database names another one")

    return given or settings.database or str(platformdirs.user_data_path("custtui") / "custtui.sqlite")


def _place(url: str) -> str:
    """A URL, or the whole path of a file, however it is written."""
    path = url.removeprefix("sqlite:///")
    return path if "://" in path else os.path.realpath(os.path.expanduser(path))


def open_database(url: str, *, make: bool = False) -> str:
    """Connect, bind the models, and bring the schema up to date (S-8); returns the file that is new, '' for others.

    Raises Refused for a URL that is none, a newer database, one that cannot be opened, and, unless it is to `make`
    one, where there is no file: a mistyped name must not become a database.
    """
    database, made = _connected(url, make=make)
    from custtui.models.database import remember_house
    from custtui.models.migrate import migrate

    migrate(database)
    remember_house(database)
    return made


def open_to_check(url: str) -> None:
    """The same for a check: nothing is made of what its history alone does not tell of, the check names that."""
    database, _ = _connected(url, make=False)
    from custtui.models.database import remember_house
    from custtui.models.migrate import GAP, migrate
    from custtui.models.trouble import explained
    from custtui.services.check_schema import is_older

    try:
        with explained():
            if is_older():
                migrate(database)
    except Refused as refused:
        if refused.faults[0].code != GAP:
            raise
    remember_house(database)


def database_version(url: str) -> str:
    """The schema that stands in the database, which is not brought up to date. Raises Refused as open_database."""
    database, _ = _connected(url, make=False)
    from custtui.models.migrate import schema_version

    return schema_version(database)


def is_missing(url: str) -> bool:
    """Would a file be made to open it? Nothing is opened, nothing is made. Raises Refused for a URL that is none."""
    database = _named(url)
    from custtui.models.database import is_sqlite

    return is_sqlite(database) and not os.path.lexists(database.database)


def _named(url: str) -> Any:
    _spare_drivers(url)
    from custtui.models.database import make_database

    try:
        return make_database(url)
    except (ValueError, RuntimeError) as error:
        raise refuse("database", str(error), "database") from error


def _connected(url: str, *, make: bool) -> tuple[Any, str]:
    """The database, bound to the models and open, and the file that is new."""
    database = _named(url)  # first: it spares what a SQLite house does not need
    from custtui.models.base import db
    from custtui.models.database import bind, is_sqlite

    bind(database)
    made = str(database.database) if is_sqlite(database) and _look_for(database.database, make) else ""  # pyright: ignore[reportAttributeAccessIssue]
    _connect()
    _refuse_encoding(db)
    return database, made


def _connect() -> None:
    """Whatever keeps it from being connected to is told: none of it is a fault of this program."""
    from peewee import InterfaceError, OperationalError

    from custtui.models.base import db
    from custtui.models.trouble import explained

    try:
        with explained():
            db.connect(reuse_if_open=True)
    except (InterfaceError, OperationalError) as error:
        raise refuse("database", f"The database cannot be opened: {str(error).splitlines()[0]}") from error


def _refuse_encoding(database: Any) -> None:
    """A PostgreSQL database that cannot hold every character is refused before anything is made in it."""
    from custtui.models.database import is_sqlite

    if is_sqlite(database):
        return
    encoding = database.connection().info.parameter_status("server_encoding")
    if encoding != "UTF8":
        made = "createdb --template=template0 --encoding=UTF8 NAME makes one that does"
        raise refuse("database", f"This database keeps its text in {encoding}, not in UTF8: {made}", "database")


def system_user() -> tuple[str, str]:
    """Login and name of the operating system's user: never the environment's, which anybody can set (S-7)."""
    try:
        import pwd

        entry = pwd.getpwuid(os.getuid())
    except (ImportError, KeyError):
        import getpass

        return getpass.getuser(), getpass.getuser()
    return entry.pw_name, entry.pw_gecos.split(",")[0] or entry.pw_name


def who_begins(settings: Settings) -> Who:
    """The same for the screens; nobody where each operator signs on there, whoever the system's user is."""
    return NOBODY if settings.sign_on else who_works()


def who_works() -> Who:
    """The operator at this terminal. Raises Refused for a user who is none."""
    from custtui.services.opening import operator

    return operator(system_user()[0])


def _spare_drivers(url: str) -> None:
    """On SQLite, keep Peewee from importing the drivers of other databases while it is imported itself."""
    if "://" not in url.removeprefix("sqlite://"):
        without(DRIVERS, "peewee")


def _refuse_hidden(path: str) -> None:
    """Whether a file stands in a folder one may not enter nobody is told: none is made there, either."""
    try:
        os.stat(path)
    except PermissionError as error:
        why = f"{path}: {system_user()[0]} may not enter its folder"
        raise refuse("database", why, "database") from error
    except (OSError, ValueError):
        pass


def _look_for(path: str, make: bool) -> bool:
    """True where the file has to be made; its folder is."""
    if why := no_database(path):
        raise refuse("database", why, "database")
    from custtui.models.targets import whose

    if why := whose(path):
        raise refuse("database", f"{path} {why}", "database")
    if os.path.exists(path):
        from custtui.models.migrate import look_at_file

        look_at_file(path)
        return False
    _refuse_hidden(path)
    if not make:
        raise refuse("database", f"There is no database {path}: custtui init makes one", "database")
    from custtui.models.files import make_private

    try:
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        make_private(Path(path))
    except (OSError, ValueError) as error:
        raise refuse("database", f"{path} cannot be made: {getattr(error, 'strerror', error)}", "database") from error
    return True
