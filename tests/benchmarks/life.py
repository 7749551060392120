"""P-8: revisions, shipments and invoices through the services on SQLite, beside a bare writer of the same rows.

Run it: `python tests/benchmarks/life.py [--orders N] [--profile ACT]`. Every order has five lines; a change is of one
quantity, a shipment and an invoice of the whole order. Every commit is durable (synchronous=FULL) on both sides.
"""

import argparse
import cProfile
import pstats
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from custtui.models.database import bind, make_database
from custtui.models.migrate import migrate
from custtui.services import fulfilment
from custtui.services import order_entry as desk
from tests.benchmarks import orders
from tests.services import changing, house

TURN = 20
Act = Callable[[str], Callable[[], object]]
"""Makes an act ready on an order; what it returns is what is timed."""


def change(number: str) -> Callable[[], object]:
    """F9 of a change of one quantity."""
    draft = changing.change(number, (20, {"quantity": "30"})).id
    return lambda: desk.place(house.ANN, draft)


def ship(number: str) -> Callable[[], object]:
    """All of it to its one ship-to."""
    seen = fulfilment.shipping(number)
    whole = {line.position: line.open for line in seen.lines}
    return lambda: fulfilment.ship(house.ANN, number, seen.revision, whole, seen=seen)


def invoice(number: str) -> Callable[[], object]:
    """All that was shipped."""
    seen = fulfilment.invoicing(number)
    whole = {line.position: line.billable for line in seen.lines}
    return lambda: fulfilment.invoice(house.ANN, number, whole, seen=seen)


ACTS: dict[str, Act] = {"revision": change, "shipment": ship, "invoice": invoice}


class Bare:
    """A file of the same tables without references, and a writer by sqlite3 alone."""

    def __init__(self, source: Path, target: Path) -> None:
        self.reader = sqlite3.connect(source)
        self.writer = sqlite3.connect(target, isolation_level=None)
        for pragma in ("journal_mode = wal", "synchronous = full"):
            self.writer.execute(f"PRAGMA {pragma}")
        found = self.reader.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
        )
        self.tables = {name: sql for name, sql in found if self._counted(name) and not name.startswith("sqlite")}
        for sql in self.tables.values():
            self.writer.execute(sql)
        self.last = {name: self._newest(name) for name in self.tables}

    def _counted(self, table: str) -> bool:
        return any(row[1] == "id" for row in self.reader.execute(f'PRAGMA table_info("{table}")'))

    def _newest(self, table: str) -> int:
        return self.reader.execute(f'SELECT coalesce(max(id), 0) FROM "{table}"').fetchone()[0]

    def forget(self) -> None:
        """What was written up to now is not to be written again."""
        self.last = {name: self._newest(name) for name in self.tables}

    def again(self) -> float:
        """Seconds that the rows new since then take, in one transaction."""
        new = {
            name: self.reader.execute(f'SELECT * FROM "{name}" WHERE id > ?', (last,)).fetchall()
            for name, last in self.last.items()
        }
        self.forget()
        return orders.timed(lambda: self._write({name: rows for name, rows in new.items() if rows}))

    def _write(self, new: dict[str, list[tuple[Any, ...]]]) -> None:
        self.writer.execute("BEGIN IMMEDIATE")
        for name, rows in new.items():
            marks = ", ".join("?" * len(rows[0]))
            self.writer.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
        self.writer.execute("COMMIT")


def main() -> None:
    """Measure in a throw-away folder."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--orders", type=int, default=300)
    options.add_argument("--profile", default="", choices=["", *ACTS])
    asked = options.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="custtui-life-"))
    try:
        measure(folder, asked.orders, asked.profile)
    finally:
        shutil.rmtree(folder)


def measure(folder: Path, count: int, profiled: str) -> None:
    """Act by act on the same orders, a turn of each beside the bare writer."""
    source = folder / "life.sqlite"
    migrate(bind(make_database(str(source))))
    accounts = orders.furnish()[1:]
    bare, profile = Bare(source, folder / "bare.sqlite"), cProfile.Profile()
    taken: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in ACTS}
    for turn in range(0, count, TURN):
        these = [accounts[number % len(accounts)] for number in range(turn, turn + TURN)]
        numbers = [desk.place(house.ANN, draft).number for draft in orders.filled(these)]
        for name, act in ACTS.items():
            for number in numbers:
                ready = act(number)
                bare.forget()
                with profile if name == profiled else nullcontext():
                    taken[name][0].append(orders.timed(ready))
                taken[name][1].append(bare.again())
    for name, (services, alone) in taken.items():
        ours = orders.show(f"{name} through the services (every rule, one commit)", services)
        plain = orders.show("the same rows by sqlite3 alone (one commit)", alone)
        print(f"{name}: 1/{plain / ours:.1f} of the bare writer")
    if profiled:
        pstats.Stats(profile).sort_stats("cumulative").print_stats(70)


if __name__ == "__main__":
    main()
