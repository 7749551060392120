"""S-6: `custtui check` over broken copies of a house's file: how many it finds, and that none ends in a traceback.

Run it: `python tests/benchmarks/damage.py [--files 70] [--orders 200]`. Each copy is checked by a process of its own.
What is not found is held against the whole file: where SQLite's own `integrity_check` finds nothing and every row of
every table, of those beside full-text search and of the schema too, is what it was, it is harmless. It lies where
nothing is kept: between the pointers of a page and its cells, in the pointers of a page without cells.
"""

import argparse
import hashlib
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from custtui.bootstrap import system_user
from custtui.domain.who import SYSTEM
from custtui.exchange.generate import generate
from custtui.models.database import bind, make_database
from custtui.models.migrate import migrate
from custtui.services.setup import set_up
from tests.broken import KINDS, broken

CHECK = """
import sys
from custtui.cli import run
sys.argv = ["custtui", "check", "--database", sys.argv[1]]
sys.exit(run())
"""
VERDICTS = ("found", "harmless", "silent", "traceback")


def made(path: Path, orders: int) -> None:
    """A house with so many orders, its journal written back."""
    database = bind(make_database(str(path)))
    migrate(database)
    set_up(system_user()[0], "Ann")
    generate(SYSTEM, customers=orders // 4, orders=orders, seed=1)
    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


def verdict(path: Path) -> str:
    """What became of a check: found, silent, traceback."""
    done = subprocess.run([sys.executable, "-c", CHECK, str(path)], capture_output=True, text=True, check=False)
    if "Traceback" in done.stderr or "inside the program" in done.stderr or done.returncode not in (0, 1):
        print(done.stderr[-600:], file=sys.stderr)
        return "traceback"
    return "silent" if done.returncode == 0 else "found"


def read_through(path: Path) -> str:
    """A hash over every row of every table there is, and over the schema; '' where SQLite finds the file broken."""
    with closing(sqlite3.connect(path)) as one:
        one.text_factory = bytes
        if one.execute("PRAGMA integrity_check").fetchall() != [(b"ok",)]:
            return ""
        whole = hashlib.sha256()
        schema = one.execute("SELECT type, name, tbl_name, rootpage, sql FROM sqlite_master ORDER BY 1, 2").fetchall()
        whole.update(repr(schema).encode())
        for kind, name, _, page, _ in schema:
            if kind == b"table" and page:  # a virtual table has none: its rows stand in those beside it
                for row in one.execute(f'SELECT * FROM "{name.decode()}"'):
                    whole.update(repr(row).encode())
        return whole.hexdigest()


def main() -> None:
    """Print a line a kind of damage."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--files", type=int, default=70)
    asked.add_argument("--orders", type=int, default=200)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="custtui-damage-") as name:
        house, copy = Path(name) / "house.sqlite", Path(name) / "copy.sqlite"
        made(house, given.orders)
        sound = read_through(house)
        began, count = time.perf_counter(), Counter[tuple[str, str]]()
        for number in range(given.files):
            for end in ("-wal", "-shm"):
                Path(f"{copy}{end}").unlink(missing_ok=True)
            kind = broken(house, copy, number)
            told = verdict(copy)
            if told == "silent" and read_through(copy) == sound:
                told = "harmless"
            count[kind, told] += 1
        for kind in KINDS:
            print(f"{kind}: " + ", ".join(f"{count[kind, one]} {one}" for one in VERDICTS))
        whole = {one: sum(number for (_, what), number in count.items() if what == one) for one in VERDICTS}
        print(f"{given.files} files: {whole}, {(time.perf_counter() - began) / given.files:.2f} s each")


if __name__ == "__main__":
    main()
