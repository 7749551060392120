"""P-10: importing customers and order lines, every rule, beside a bare writer of the same rows in the same run.

Run it: `python tests/benchmarks/imports.py [--rows N]`. The bare writer reads the CSV and writes its cells as they
are into one table of a SQLite file by `executemany`: no rule, no reference, no index but the key. Memory is the peak
above what the program took before, sampled every 20 ms, that of its second process with it; processor time is that of
both. The lock is held from the first row written to the commit.
"""

import argparse
import csv
import os
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parents[2]))

from custtui.domain.text import Tame
from custtui.domain.who import SYSTEM
from custtui.exchange import import_file
from custtui.exchange.kinds import kind_of
from custtui.exchange.made_up import Maker
from custtui.exchange.made_up_orders import OrderMaker, products
from custtui.exchange.writers import WRITERS
from custtui.models.database import bind, make_database
from custtui.models.migrate import migrate
from custtui.services.bulk import tables as bulk_tables
from custtui.services.setup import set_up


@dataclass(slots=True)
class Measure:
    """What one import took: seconds, those of the processor, those with the lock, peak memory in MiB."""

    seconds: float = 0.0
    processor: float = 0.0
    locked: float = 0.0
    memory: float = 0.0


def write(path: Path, kind: str, items: Iterator[object]) -> int:
    """Write items as a file; returns its rows."""
    one = kind_of(kind)
    one.read()  # as an export begins: it reads what its rows are judged by
    with path.open("w", encoding="utf-8", newline="") as file:
        return WRITERS["csv"](file, one.columns, (row for item in items for row in one.rows(item)), Tame())


def make_files(folder: Path, rows: int) -> tuple[int, int]:
    """Files of so many customers and at least so many order lines; returns how many of each."""
    from custtui.exchange.kinds.customers import CustomerEntry

    codes = [f"K-{at}" for at in range(rows)]
    goods = list(products())
    write(folder / "products.csv", "products", iter(goods))
    maker = Maker(1)
    customers = write(
        folder / "customers.csv",
        "customers",
        (CustomerEntry(maker.customer(code, at), "") for at, code in enumerate(codes)),
    )
    orders = OrderMaker(1, codes, [one.code for one in goods], rows // 2)
    lines = write(folder / "orders.csv", "orders", (orders.order(f"H-{at}", at) for at in range(rows // 2)))
    return customers, lines


def measured(action: Callable[[], object]) -> Measure:
    """Run it, with a thread that watches memory and the time in transactions that write."""
    found, process, over = Measure(), psutil.Process(), threading.Event()
    start = process.memory_info().rss

    def watch() -> None:
        ticks, beside = 0, 0
        while not over.wait(0.02):
            if ticks % 25 == 0:
                beside = sum(size_of(child) for child in process.children())
            ticks += 1
            found.memory = max(found.memory, (process.memory_info().rss + beside - start) / 2**20)

    watcher = threading.Thread(target=watch)
    watcher.start()
    began, busy = time.perf_counter(), processor_time()
    with LockTimed(found):
        action()
    found.seconds, found.processor = time.perf_counter() - began, processor_time() - busy
    over.set()
    watcher.join()
    return found


def size_of(process: psutil.Process) -> int:
    """Bytes of memory a process takes, 0 of one that has ended."""
    try:
        return process.memory_info().rss
    except psutil.Error:
        return 0


def processor_time() -> float:
    """Seconds of the processor so far, of this process and of those it has waited for."""
    return sum(os.times()[:4])


class LockTimed:
    """Adds up the time spent in bulk writes."""

    def __init__(self, found: Measure) -> None:
        self.found, self.made = found, bulk_tables.transaction

    def __enter__(self) -> None:
        found, made = self.found, self.made

        class Timed:
            def __enter__(self) -> None:
                self.inner = made()
                self.inner.__enter__()
                self.began = time.perf_counter()

            def __exit__(self, *error: object) -> object:
                result = self.inner.__exit__(*error)
                found.locked += time.perf_counter() - self.began
                return result

        bulk_tables.transaction = Timed  # type: ignore[assignment]

    def __exit__(self, *_: object) -> None:
        bulk_tables.transaction = self.made


def bare(path: Path, target: Path) -> float:
    """Seconds of a bare writer: read the CSV, write its cells into one table."""
    began = time.perf_counter()
    database = sqlite3.connect(target)
    database.execute("PRAGMA journal_mode = wal")
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        names = next(reader)
        columns = ", ".join(f'"{name}" TEXT' for name in names)
        database.execute(f"CREATE TABLE bare (id INTEGER PRIMARY KEY, {columns})")
        database.executemany(f"INSERT INTO bare VALUES (NULL, {', '.join('?' * len(names))})", reader)
    database.commit()
    database.close()
    return time.perf_counter() - began


def brought(kind: str, path: Path) -> Callable[[], None]:
    """An import that must not fail."""

    def run() -> None:
        report = import_file(SYSTEM, kind, path)
        assert report.ok, [str(one) for one in report.rejects[:5]]

    return run


def main() -> None:
    """Make the files, import them, and print a line a kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory(prefix="custtui-bench-") as name:
        folder = Path(name)
        database = bind(make_database(str(folder / "house.sqlite")))
        migrate(database)
        set_up("bench", "Bench")
        customers, lines = make_files(folder, rows)
        brought("products", folder / "products.csv")()
        for kind, count, target in (("customers", customers, 1500), ("orders", lines, 5000)):
            took = measured(brought(kind, folder / f"{kind}.csv"))
            plain = bare(folder / f"{kind}.csv", folder / f"{kind}.bare.sqlite")
            what = "customers" if kind == "customers" else "order lines"
            of_processor = f"of processor {count / took.processor:,.0f}"
            speed = f"{count / took.seconds:,.0f} a second, {of_processor} (target {target:,})"
            print(f"{count:,} {what} in {took.seconds:.0f} s: {speed}; lock held {took.locked:.0f} s;", end=" ")
            print(f"memory + {took.memory:.0f} MiB; bare writer {count / plain:,.0f} a second, ", end="")
            print(f"1/{took.seconds / plain:.0f}", flush=True)
        database.close()


if __name__ == "__main__":
    main()
