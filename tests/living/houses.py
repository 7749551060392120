"""A house that stands ready, copied as often as one is wanted: a file, or a database of the server."""

import itertools
import shutil
from collections.abc import Callable
from pathlib import Path

import psycopg

from custtui.models.base import db
from custtui.models.database import bind, make_database

NUMBERS = itertools.count()


class Houses:
    """Copies of the database of a URL, in which `stand` makes what is to be there; the last one is bound."""

    def __init__(self, url: str, stand: Callable[[], list[int]]) -> None:
        self.url, self.open = url, [] if url.startswith("postgresql") else [url]
        one = bind(make_database(url))
        self.customers = stand()
        if not self.on_server:
            one.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        one.close()
        db.initialize(None)

    @property
    def on_server(self) -> bool:
        return self.url.startswith("postgresql")

    def fresh(self) -> str:
        """A copy, bound in place of the one before; its URL."""
        self.leave()
        made = self._database() if self.on_server else self._file()
        bind(make_database(made))
        return made

    def leave(self) -> None:
        """The last copy is gone."""
        if db.obj is not None:
            db.close()
            db.initialize(None)
        for one in self.open[not self.on_server :]:
            self._administer(f"DROP DATABASE {one} WITH (FORCE)") if self.on_server else Path(one).unlink()
        del self.open[not self.on_server :]

    def _file(self) -> str:
        made = f"{self.url}.{next(NUMBERS)}"
        shutil.copyfile(self.url, made)
        self.open.append(made)
        return made

    def _database(self) -> str:
        name = f"{self._name}_{next(NUMBERS)}"
        self._administer(f"CREATE DATABASE {name} TEMPLATE {self._name} STRATEGY FILE_COPY")
        self.open.append(name)
        return self.url.replace(f"/{self._name}", f"/{name}")

    @property
    def _name(self) -> str:
        return self.url.partition("?")[0].rpartition("/")[2]

    def _administer(self, statement: str) -> None:
        with psycopg.connect(self.url.replace(f"/{self._name}", "/postgres"), autocommit=True) as admin:
            admin.execute(statement)
