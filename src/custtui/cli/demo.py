"""The demo data: built once a release by the import every user has, then copied for each start."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import platformdirs

import custtui
from custtui.bootstrap import open_database
from custtui.cli.say import complain
from custtui.domain.errors import refuse
from custtui.resources import fixture_dir


@contextmanager
def demo_copy() -> Generator[Path]:
    """A fresh copy of the demo database; gone at the end."""
    with tempfile.TemporaryDirectory(prefix="custtui-demo-") as folder:
        path = Path(folder) / "demo.sqlite"
        shutil.copyfile(_built(), path)
        yield path


def fill(login: str, name: str) -> None:
    """Set the open database up with the demo data, that user its administrator: all of it, or nothing."""
    from custtui.exchange.demo import load
    from custtui.models.database import transaction
    from custtui.services.operators import let_in
    from custtui.services.setup import set_up

    with transaction():
        who = set_up(login, name)
        load(who)
        let_in(login, name)


def _built() -> Path:
    """The demo database of this release and these fixtures, built where it is not in the cache yet."""
    folder = platformdirs.user_cache_path("custtui")
    path = folder / f"demo-{custtui.__version__}-{_fingerprint()}.sqlite"
    if not path.exists():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            complain("Building the demo data, once …")
            _build(path)
        except OSError as error:
            why = f"{folder} cannot be written: {error.strerror or error}"
            raise refuse("demo", f"{why}; XDG_CACHE_HOME can name another folder for the demo data") from error
    return path


def _build(path: Path) -> None:
    """Under another name first: a start that was cut short leaves no half of it."""
    from custtui.models.base import db

    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        open_database(str(unfinished), make=True)
        fill("demo", "Demo")
        db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.close()
        unfinished.rename(path)
    finally:
        for rest in path.parent.glob(f"{unfinished.name}*"):
            rest.unlink()


def _fingerprint() -> str:
    """Changes with the fixtures and with the schema."""
    scripts = Path(custtui.__file__).parent / "models" / "migrations"
    files = [path for folder in (fixture_dir(), scripts) for path in sorted(folder.glob("*.*"))]
    facts = "".join(f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns};" for path in files)
    return hashlib.sha256(facts.encode()).hexdigest()[:12]
