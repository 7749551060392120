"""The one place that wires settings, database, services and application together.

Heavy modules are imported inside the functions that need them: a clerk's program pays for what it shows (P-6).
"""

import gc
import os
import sys
from pathlib import Path
from typing import Any

from custtui.domain.errors import Refused, refuse
from custtui.domain.who import NOBODY, Who
from custtui.irregular import no_database
from custtui.settings import Settings

DRIVERS = ("psycopg", "psycopg2", "psycopg2cffi", "pymysql")
"""What Peewee imports whenever it is installed; on SQLite that would be half of the program's start (145 ms)."""


def database_url(settings: Settings, given: str | None = None) -> str:
    """Where the data is: the command line's word, the settings', else a file in the user's data folder.

    Raises Refused for a word that names another database than the one the house fixes (S-7).
    """
    import platformdirs

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


def run_application(settings: Settings, who: Who, notice: str = "") -> int:
    """Run the screens on the database that is open; returns the exit code."""
    from custtui.models.search.ahead import reading_ahead

    _environment(settings)
    app = _application(settings, who, notice, _log(settings))
    gc.freeze()  # modules and classes are for ever
    gc.enable()
    with reading_ahead():
        app.run(mouse=False)
    return app.return_code or 0


def _application(settings: Settings, who: Who, notice: str, log: Path) -> Any:
    """The connection of this thread is given back: services run on a thread of their own, with their own."""
    from custtui.domain.days import keep_days_of
    from custtui.models.base import db
    from custtui.models.database import patience
    from custtui.resources import style_dir
    from custtui.services import clock
    from custtui.services.controls import control_faults
    from custtui.services.order_entry.taking_over import TakingOver
    from custtui.terminal.capabilities import capabilities
    from custtui.ui.app import CustTui
    from custtui.ui.kit.clock import keep_time_of
    from custtui.ui.kit.session import Session

    printer = None
    if settings.print:
        from custtui.printer import printer_of

        printer = printer_of(settings.print)
    keep_time_of(clock.zone())
    keep_days_of(clock.country())
    told = "; ".join(filter(None, (clock.fault(), clock.back(), *control_faults(), *settings.unknown)))
    db.close()
    around = TakingOver(who)
    session = Session(
        who,
        style_dir(),
        counter=settings.counter,
        bell=settings.bell,
        clipboard=settings.clipboard,
        theme=settings.theme if capabilities().colours else "contrast",
        close=db.close,
        notice=notice or told,
        log=log,
        printer=printer,
        sign_on=settings.sign_on,
        idle=settings.idle_minutes * 60,
        at_work=around.begin,
        around=around,
    )
    app = CustTui(session)
    patience.waiting = app.waiting
    return app


def _log(settings: Settings) -> Path:
    """Where faults of the program go from here on. Raises Refused where that is a database."""
    from custtui.logfile import KEPT, log_to, usual
    from custtui.models.targets import look_at_target

    path = Path(settings.log) if settings.log else usual()
    for end in ("", *(f".{number}" for number in range(1, KEPT + 1))):
        look_at_target(path.with_name(path.name + end), "log")
    log_to(path)
    return path


def _environment(settings: Settings) -> None:
    """What Textual and the driver read from the environment, once, when they are imported."""
    os.environ.setdefault("TEXTUAL_DRIVER", "custtui.terminal.driver:WireDriver")
    if settings.escape_delay != Settings.escape_delay:
        os.environ["ESCDELAY"] = str(settings.escape_delay)
    if not settings.color:
        os.environ["NO_COLOR"] = "1"
    if settings.allow_suspend or settings.pacing or settings.escape_prefix is not None:
        from custtui.terminal.driver import WireDriver

        WireDriver.allow_suspend, WireDriver.pacing = settings.allow_suspend, settings.pacing
        WireDriver.escape_prefix = settings.escape_prefix


def _spare_drivers(url: str) -> None:
    """On SQLite, keep Peewee from importing the drivers of other databases while it is imported itself."""
    if "peewee" in sys.modules or "://" in url.removeprefix("sqlite://"):
        return
    spared = [name for name in DRIVERS if name not in sys.modules]
    modules: dict[str, Any] = sys.modules
    modules.update(dict.fromkeys(spared))
    try:
        __import__("peewee")
    finally:
        for name in spared:
            del modules[name]


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
