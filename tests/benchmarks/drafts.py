"""P-14: what a key costs on an order that is open, with 5 and with 500 lines: statements, time, memory.

Run it: `python -m tests.benchmarks.drafts [--turns N]`. The yardstick of the same turns is the whole draft worked out
anew from the database, which is what each key would cost if nothing were kept. The times are the processor's own.
"""

import argparse
import gc
import shutil
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2]))

from custtui.models.base import db
from custtui.models.database import bind, make_database
from custtui.models.migrate import migrate
from custtui.services import order_entry as desk
from custtui.services.order_entry.standing_on import StandingOn
from custtui.services.order_entry.views import LineText
from tests.services import house

MANY, PRODUCTS = (5, 500), 700
ANN = house.ANN


class Open:
    """An order that is open with so many lines; each product is keyed once only."""

    def __init__(self, account: int, lines: int) -> None:
        self.stands_on, self.next = StandingOn(), 0
        self.draft = self.stands_on.change(desk.start, ANN, account).id
        for _ in range(lines):
            self.line()
        self.opened()

    def item(self) -> str:
        """A product that nothing is known of yet."""
        self.next += 1
        return f"P{self.next:04}"

    def opened(self) -> None:
        """It is opened: what it stands on is read once."""
        self.stands_on = StandingOn()
        self.stands_on.change(desk.open_draft, ANN, self.draft)

    def letter(self) -> None:
        """A letter of an item that is half typed: the look-up and the text on disk, behind the typing."""
        self.stands_on.ask(desk.quote, ANN, self.draft, LineText(item="P0"))
        self.stands_on.ask(desk.keep_typing, ANN, self.draft, {"item": "P0"})

    def figure(self) -> None:
        """A letter of a quantity: all that it stands on is known."""
        self.stands_on.ask(desk.quote, ANN, self.draft, LineText(item="P0001", quantity=str(time.time_ns() % 90 + 1)))

    def product(self) -> None:
        """An item that is complete."""
        self.stands_on.ask(desk.quote, ANN, self.draft, LineText(item=self.item()))

    def line(self) -> None:
        """A line is put on the order, and on disk."""
        text = LineText(item=self.item(), quantity="3")
        self.stands_on.change(desk.put_line, ANN, self.draft, None, text)

    def known(self) -> None:
        """The same with a product known from the typing."""
        self.stands_on.change(desk.put_line, ANN, self.draft, None, LineText(item="P0001", quantity="3"))

    def anew(self) -> None:
        """The yardstick: the whole draft from the database, with nothing kept."""
        desk.open_draft(ANN, self.draft)


def statements(act: Callable[[], None]) -> int:
    """What the database is asked and told; lines of triggers count with their statement."""
    seen: list[str] = []
    connection = db.connection()
    connection.set_trace_callback(seen.append)
    act()
    connection.set_trace_callback(None)
    return sum(1 for one, _ in groupby(seen) if not one.startswith("--"))


def kept_by(act: Callable[[], None], times: int) -> float:
    """KiB that stay in memory by one of them, over so many."""
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(times):
        act()
    gc.collect()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return (after - before) / 1024 / times


def measure(turns: int) -> None:
    """All acts of both orders in turns, so that a busy machine slows all alike."""
    made = house.stand()
    with db.atomic():
        house.tax("0.0800")
        for number in range(1, PRODUCTS + 1):
            house.product(f"P{number:04}", f"{number % 40 + 1}.50")
    orders = {lines: Open(made.a1, lines) for lines in MANY}
    names = ("letter", "figure", "product", "line", "known", "anew")
    taken = {(lines, name): list[float]() for lines in MANY for name in names}
    asked: dict[tuple[int, str], int] = {}
    memory: dict[tuple[int, str], float] = {}
    for lines, order in orders.items():
        order.stands_on = StandingOn()
        memory[lines, "opened"] = kept_by(order.opened, 1)
        order.figure()
        for name in names:
            asked[lines, name] = statements(getattr(order, name))
            memory[lines, name] = kept_by(getattr(order, name), 5)
    for _ in range(turns):
        for (lines, name), each in taken.items():
            began = time.process_time()
            getattr(orders[lines], name)()
            each.append(time.process_time() - began)
    for lines in MANY:
        print(f"{lines} lines: opened keeps {memory[lines, 'opened']:,.0f} KiB")
        yardstick = median(taken[lines, "anew"])
        for name in names:
            middle = median(taken[lines, name])
            print(
                f"  {name:8} {asked[lines, name]:3} statements {middle * 1e3:7.2f} ms"
                f"  {middle / yardstick:5.2f} of anew  {memory[lines, name]:7.1f} KiB kept"
            )


def main() -> None:
    """Measure in a throw-away folder."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--turns", type=int, default=25)
    turns = options.parse_args().turns
    folder = Path(tempfile.mkdtemp(prefix="custtui-drafts-"))
    try:
        migrate(bind(make_database(str(folder / "house.sqlite"))))
        measure(turns)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
