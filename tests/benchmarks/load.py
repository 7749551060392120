"""How many clerks one machine carries: programs, or the services alone, at a clerk's pace, against one database.

    python tests/benchmarks/load.py [--url URL] [--play programs|services] [--clerks 5,10,20,…] [--seconds 60]

A clerk types a key every 150 ms and thinks between tasks (5 s on average): of 100 tasks 45 place an order of three
lines, 39 look a customer and its orders up, 8 ship and 8 invoice one of the clerk's own. Programs run on ptys: a key
took from the write to the first byte that answers it, F9 to the last. With the services alone a key is a question it
asks; they share a connection per process. Clerks, programs and server share this machine. It prints where p95 of a
key passes 50 ms, and of F9 300.
"""

import argparse
import os
import pwd
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

sys.path.insert(0, str(Path(__file__).parents[2]))

from custtui.domain.who import Role
from custtui.models.base import db
from custtui.models.database import bind, make_database
from custtui.models.migrate import migrate
from custtui.models.search.engine import rebuild
from tests.benchmarks.load_clerks import CUSTOMERS, PRODUCTS, Took, play_programs, play_services
from tests.makers import made_by_the_program
from tests.services import house

KEY, PLACING = 0.050, 0.300
"""Seconds that p95 of a key and of F9 may take."""
STEPS = (5, 10, 20, 40, 60, 80, 120, 160, 240, 320)


def furnish(url: str) -> None:
    """Customers who may order much, products with a break, taxes; whoever runs this may do all."""
    migrate(bind(make_database(url)))
    made_by_the_program()
    with db.atomic():
        house.stand()
        house.hire(pwd.getpwuid(os.getuid()).pw_name, role=Role.ADMINISTRATOR)
        house.hire()
        house.tax("0.0800")
        for number in range(PRODUCTS):
            house.product(f"P{number:04}", f"{number % 40 + 1}.50")
        limits: dict[str, Any] = {"threshold": "100000.00", "credit_limit": 100_000_000}
        for number in range(CUSTOMERS):
            house.customer(f"C-{number}", f"Customer {number}", **limits)
        rebuild()
    db.close()


def late(took: list[float], share: float = 0.95) -> float:
    """Seconds that so many of all stay within; 0 where nothing was measured."""
    return sorted(took)[int(len(took) * share)] if took else 0.0


def row(clerks: int, seconds: float, took: Took, busy: float) -> None:
    """One line of the table."""
    keys, placed = took.keys, took.placings
    print(
        f"{clerks:6} {len(keys) / seconds:8.0f} {late(keys, 0.5) * 1e3:8.1f} {late(keys) * 1e3:8.1f}"
        f" {len(placed) / seconds * 60:9.0f} {late(placed, 0.5) * 1e3:8.1f} {late(placed) * 1e3:8.1f} {busy:5.0f} %",
        flush=True,
    )


def main() -> None:
    """Print a line for each number of clerks, up to the first that passes both bars; then what holds."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--url", default="", help="an empty database of a server; else a file of its own")
    asked.add_argument("--play", choices=("programs", "services"), default="programs")
    asked.add_argument("--clerks", default=",".join(map(str, STEPS)))
    asked.add_argument("--seconds", type=float, default=60)
    told = asked.parse_args()
    play = {"programs": play_programs, "services": play_services}[told.play]
    held = {"a key": 0, "F9": 0}
    on = "PostgreSQL" if told.url else "SQLite"
    print(f"{told.play} on {on}, {told.seconds:g} s each, {os.cpu_count()} processors")
    print("clerks   keys/s   median  p95 ms  orders/m   median  p95 ms  busy")
    with tempfile.TemporaryDirectory(prefix="custtui-load-") as name:
        furnish(url := told.url or str(Path(name) / "house.sqlite"))
        for clerks in map(int, told.clerks.split(",")):
            psutil.cpu_percent()
            began = time.monotonic()
            took = play(url, clerks, told.seconds)
            row(clerks, time.monotonic() - began, took, psutil.cpu_percent())
            within = {"a key": late(took.keys) <= KEY, "F9": late(took.placings) <= PLACING}
            held |= {what: clerks for what, fine in within.items() if fine}
            if not any(within.values()):
                break
    print(", ".join(f"{what}: up to {clerks} clerks" for what, clerks in held.items()))


if __name__ == "__main__":
    main()
