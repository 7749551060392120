"""P-8: orders of five lines placed through the services on SQLite, beside a bare writer of the same rows.

Run it: `python tests/benchmarks/orders.py [--orders N]`. Every commit is durable (synchronous=FULL) on both sides.
Keyed is what a clerk does: start, five lines, each on disk before the next, and place; seven commits an order.
"""

import argparse
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from custtui.models.base import db
from custtui.models.database import bind, make_database
from custtui.models.migrate import migrate
from custtui.services import order_entry as desk
from custtui.services.order_entry.standing_on import StandingOn
from custtui.services.order_entry.views import LineText
from tests.services import house

CUSTOMERS, PRODUCTS, LINES, TURN = 300, 200, 5, 20
TABLES = (
    "sales_order",
    "order_position",
    "order_revision",
    "order_ship_to",
    "order_line",
    "order_event",
    "revision_state",
    "outbox",
    "chain_link",
)


def furnish() -> list[int]:
    """A house with customers and products, taxes and credit limits; returns the accounts."""
    with db.atomic():
        made = house.stand()
        house.tax("0.0800")
        for number in range(PRODUCTS):
            product = house.product(f"P{number:04}", f"{number % 40 + 1}.50")
            house.list_price(product, f"{number % 40 + 1}.00", from_quantity="12")
        limits = {"threshold": "100000.00", "credit_limit": Decimal("1000000.00")}
        return [made.a1, *[house.customer(f"C-{one}", f"Customer {one}", **limits) for one in range(CUSTOMERS)]]


def keyed(accounts: list[int]) -> list[float]:
    """Key and place one order for each account; returns the seconds each took from the first key to the number."""
    chance, taken = random.Random(8), list[float]()
    for account in accounts:
        items = chance.sample(range(PRODUCTS), LINES)
        began = time.perf_counter()
        draft = keyed_lines(account, items)
        desk.place(house.ANN, draft)
        taken.append(time.perf_counter() - began)
    return taken


def filled(accounts: list[int]) -> list[int]:
    """Drafts with five lines each, ready for F9."""
    chance, drafts = random.Random(9), list[int]()
    for account in accounts:
        drafts.append(keyed_lines(account, chance.sample(range(PRODUCTS), LINES)))
    return drafts


def keyed_lines(account: int, items: Sequence[int]) -> int:
    """A new order with a line of each product, as the screen has it: what it stands on is read once."""
    order, draft = StandingOn(), desk.start(house.ANN, account).id
    for item in items:
        line = LineText(item=f"P{item:04}", quantity=str(item % 20 + 1))
        order.change(desk.put_line, house.ANN, draft, None, line)
    return draft


def placed(drafts: list[int]) -> list[float]:
    """Place drafts: every rule, the order's rows, one durable commit; returns the seconds each took."""
    return [timed(lambda draft=draft: desk.place(house.ANN, draft)) for draft in drafts]


def timed(action: Callable[[], object]) -> float:
    """Seconds an action takes."""
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def bare(source: Path, writer: sqlite3.Connection, first: int) -> list[float]:
    """Write the rows of the orders from `first` on by sqlite3 alone, a commit an order."""
    reader = sqlite3.connect(source)
    numbers = reader.execute("SELECT id FROM sales_order WHERE id >= ? ORDER BY id", (first,)).fetchall()
    orders = [rows_of(reader, order) for (order,) in numbers]
    reader.close()
    return [timed(lambda rows=rows: write(writer, rows)) for rows in orders]


def durable(path: Path) -> sqlite3.Connection:
    """A connection set up as the program's own."""
    writer = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = wal", "synchronous = full", "foreign_keys = 1"):
        writer.execute(f"PRAGMA {pragma}")
    return writer


Rows = list[tuple[str, list[tuple[object, ...]]]]


def rows_of(reader: sqlite3.Connection, order: int) -> Rows:
    """The rows of one order, each table with its INSERT; the order starts without a revision in force."""
    one = {"sales_order": "id = ?"}
    by_revision = "revision_id IN (SELECT id FROM order_revision WHERE order_id = ?)"
    one |= dict.fromkeys(("order_ship_to", "order_line", "revision_state"), by_revision)
    found: Rows = []
    for table in TABLES:
        cursor = reader.execute(f"SELECT * FROM {table} WHERE {one.get(table, 'order_id = ?')}", (order,))
        names = [column[0] for column in cursor.description]
        rows = [
            tuple(
                None if name in ("in_force_id", "pending_id") else value
                for name, value in zip(names, row, strict=True)
            )
            for row in cursor
        ]
        columns = ", ".join(f'"{name}"' for name in names)
        found.append((f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(names))})", rows))
    return found


def write(writer: sqlite3.Connection, rows: Rows) -> None:
    """One order in one transaction: its number from the counter, its rows, and the revision in force."""
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE counter SET value = value + 1 WHERE name = 'order'")
    for sql, values in rows:
        writer.executemany(sql, values)
    writer.execute(
        "UPDATE sales_order SET in_force_id = (SELECT max(id) FROM order_revision) WHERE id = ?", rows[0][1][0][:1]
    )
    writer.execute("COMMIT")


def show(name: str, taken: list[float]) -> float:
    """Print orders a second, with median and 99th percentile; returns orders a second."""
    ordered, rate = sorted(taken), len(taken) / sum(taken)
    middle, late = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
    print(f"{name:58} {rate:8.0f} orders/s   median {middle * 1e3:6.2f} ms   p99 {late * 1e3:6.2f} ms")
    return rate


def main() -> None:
    """Measure in a throw-away folder."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--orders", type=int, default=600)
    count = options.parse_args().orders
    folder = Path(tempfile.mkdtemp(prefix="custtui-orders-"))
    try:
        measure(folder, count)
    finally:
        shutil.rmtree(folder)


def measure(folder: Path, count: int) -> None:
    """Both writers in turns of a few orders each, so that a busy machine slows both alike."""
    source, target = folder / "orders.sqlite", folder / "bare.sqlite"
    database = bind(make_database(str(source)))
    migrate(database)
    accounts = furnish()
    keyed(accounts[:50])
    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(source, target)
    writer = durable(target)
    print(f"SQLite {sqlite3.sqlite_version}, {count} orders of {LINES} lines each way, tax and credit limits")
    typed, services, alone = list[float](), list[float](), list[float]()
    for turn in range(0, count, TURN):
        these = [accounts[number % len(accounts)] for number in range(turn, turn + TURN)]
        first = database.execute_sql("SELECT max(id) + 1 FROM sales_order").fetchone()[0]
        typed += keyed(these)
        services += placed(filled(these))
        alone += bare(source, writer, first)
    writer.close()
    places = show("placed through the services (every rule, one commit)", services)
    keys = show("keyed and placed through the services (seven commits)", typed)
    plain = show("the same rows by sqlite3 alone (one commit)", alone)
    print(f"placed / bare = 1/{plain / places:.1f}   keyed / bare = 1/{plain / keys:.1f}   (target 1/12)")


if __name__ == "__main__":
    main()
