"""Clerks at a clerk's pace, for `load.py`: programs on ptys, or the services that their keys ask."""

import heapq
import itertools
import json
import os
import random
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from tests.terminal.keystrokes import keys
from tests.terminal.pty import Terminal

CUSTOMERS, PRODUCTS, LINES = 2_000, 500, 3
PACE, THINK = 0.150, 5.0
"""Seconds between keys, and between tasks on average."""
TASKS = ("place",) * 45 + ("look",) * 39 + ("ship",) * 8 + ("bill",) * 8
PER_PROCESS = 10
"""Clerks whose services one process plays."""
PLACED = re.compile(rb"(SO-\d+) accepted")


@dataclass
class Took:
    """Seconds that keys and placings took."""

    keys: list[float] = field(default_factory=list[float])
    placings: list[float] = field(default_factory=list[float])


class Chance:
    """What a clerk does next."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.to_ship: list[str] = []
        self.to_bill: list[str] = []

    def task(self) -> str:
        """What there is nothing to do for becomes a look-up."""
        one = self.random.choice(TASKS)
        empty = (one == "ship" and not self.to_ship) or (one == "bill" and not self.to_bill)
        return "look" if empty else one

    def customer(self) -> int:
        return self.random.randrange(CUSTOMERS)

    def lines(self) -> list[tuple[str, int]]:
        return [(f"P{one:04}", one % 20 + 1) for one in self.random.sample(range(PRODUCTS), LINES)]

    def thought(self) -> float:
        return min(self.random.expovariate(1 / THINK), THINK * 4)


class Typist:
    """A clerk at a program: types a key when it is due, and times what comes back until the next."""

    def __init__(self, url: str, number: int) -> None:
        command = [sys.executable, "-m", "custtui", "--database", url]
        self.terminal = Terminal(command, {"CUSTTUI_ESCAPE_DELAY": "20"}, emulate=False)
        self.chance, self.due = Chance(number), 0.0
        self.script = iter([])
        self.sent = self.first = self.last = 0.0
        self.places = False

    def come(self, now: float) -> None:
        """Bytes are there."""
        before = len(self.terminal.raw)
        self.terminal.read(0)
        if len(self.terminal.raw) > before:
            self.first, self.last = self.first or now, now

    def note(self, took: Took) -> None:
        """What the last key took; nothing where it answered nothing."""
        if self.sent and self.first:
            if self.places:
                took.placings.append(self.last - self.sent)
                if found := PLACED.search(bytes(self.terminal.raw)):
                    self.chance.to_ship.append(found[1].decode())
            else:
                took.keys.append(self.first - self.sent)
        self.sent = self.first = self.last = 0.0
        self.terminal.raw.clear()

    def type(self, now: float, took: Took) -> None:
        """The next key, or the first of another task after a thought."""
        self.note(took)
        key, self.places, wait = next(self.script, (None, False, 0.0))
        if key is None:
            self.script, self.due = self.task(), now + self.chance.thought()
            return
        self.terminal.send(key)
        self.sent, self.due = time.monotonic(), now + wait

    def task(self) -> Iterator[tuple[bytes | None, bool, float]]:
        one = self.chance.task()
        text = {"place": self.placing, "look": self.looking, "ship": self.shipping, "bill": self.billing}[one]()
        strokes = keys(text)
        for number, key in enumerate(strokes):
            last = number == len(strokes) - 1
            yield key, one == "place" and last, 2.0 if last else PACE

    def placing(self) -> str:
        lines = "".join(f"{item}<enter>{quantity}<enter>" for item, quantity in self.chance.lines())
        return f"C-{self.chance.customer()} <f7>{lines}<f9>"

    def looking(self) -> str:
        return f"customer {self.chance.customer()}<enter><pgdn><f8><f12><f2>"

    def shipping(self) -> str:
        number = self.chance.to_ship.pop(0)
        self.chance.to_bill.append(number)
        return f"<f10>OI {number}<enter><f10>S<enter><f6><f9><f2>"

    def billing(self) -> str:
        return f"<f10>OI {self.chance.to_bill.pop(0)}<enter><f10>B<enter><f9><f2>"


def play_programs(url: str, clerks: int, seconds: float) -> Took:
    """Programs on ptys, each with a clerk; all are up before the first key counts."""
    typists = [Typist(url, number) for number in range(clerks)]
    try:
        for one in typists:
            while b"Find" not in one.terminal.raw:
                one.terminal.read(0.05)
            one.terminal.settle(0.3)
            one.terminal.raw.clear()
        return _typed(typists, seconds)
    finally:
        for one in typists:
            one.terminal.kill()


def _typed(typists: list[Typist], seconds: float) -> Took:
    took, began = Took(), time.monotonic()
    by_fd = {one.terminal.fd: one for one in typists}
    order = itertools.count()
    due = [(began + one.chance.thought(), next(order), one) for one in typists]
    heapq.heapify(due)
    while (now := time.monotonic()) < began + seconds:
        for fd in select.select(list(by_fd), [], [], max(0.0, due[0][0] - now))[0]:
            by_fd[fd].come(time.monotonic())
        while due[0][0] <= (now := time.monotonic()):
            one = heapq.heappop(due)[2]
            one.type(now, took)
            heapq.heappush(due, (one.due, next(order), one))
    return took


def play_services(url: str, clerks: int, seconds: float) -> Took:
    """The services alone: processes that each ask what several clerks' keys ask."""
    root, took = Path(__file__).parents[2], Took()
    counts = [min(PER_PROCESS, clerks - first) for first in range(0, clerks, PER_PROCESS)]
    words = [sys.executable, "-m", "tests.benchmarks.load_clerks", url]
    env = os.environ | {"PYTHONPATH": str(root / "src")}
    running = [
        subprocess.Popen([*words, str(count), str(seconds), str(n)], stdout=subprocess.PIPE, cwd=root, env=env)
        for n, count in enumerate(counts)
    ]
    for one in running:
        said = json.loads(one.communicate()[0])
        took.keys += said["keys"]
        took.placings += said["placings"]
    return took


Asked = tuple[Callable[[], object] | None, bool]
"""What a key asks, None for nothing; and whether it places."""


def _asked(chance: Chance) -> Iterator[Asked]:
    """The keys of one task, each with what it asks of the services, as the screens do."""
    from custtui.services import fulfilment, lookup, orders
    from custtui.services import order_entry as desk
    from custtui.services.order_entry.standing_on import StandingOn
    from custtui.services.order_entry.views import LineText
    from custtui.services.profile import customers
    from tests.services.house import ANN

    task, customer = chance.task(), chance.customer()
    if task == "place":
        yield from ((lambda text=text: lookup.find(text, limit=20), False) for text in _growing(f"C-{customer}"))
        account, order = lookup.find(f"C-{customer}", limit=1).hits[0].account_id, StandingOn()
        started = order.change(desk.start, ANN, account)
        for item, quantity in chance.lines():
            yield from ((lambda text=text: order.ask(desk.next_product, text), False) for text in _growing(item))
            yield None, False
            line = LineText(item=item, quantity=str(quantity))
            yield (lambda line=line: order.change(desk.put_line, ANN, started.id, None, line)), False
        yield (lambda: chance.to_ship.append(order.anew(desk.place, ANN, started.id).number)), True
    elif task == "look":
        yield from (
            (lambda text=text: lookup.find(text, limit=20), False) for text in _growing(f"customer {customer}")
        )
        account = lookup.find(f"C-{customer}", limit=1).hits[0].account_id
        yield (lambda: customers.shown_form(account, 10)), False
        yield (lambda: orders.open_lines(account, 20)), False
    else:
        number = (chance.to_ship if task == "ship" else chance.to_bill).pop(0)
        yield (lambda: orders.order(number)), False
        first = orders.order(number).lines[0]
        if task == "ship":
            yield (lambda: fulfilment.shipping(number)), False
            yield (lambda: fulfilment.ship(ANN, number, 1, {first.position: Decimal(first.quantity)})), False
            chance.to_bill.append(number)
        else:
            yield (lambda: fulfilment.invoicing(number)), False
            yield (lambda: fulfilment.invoice(ANN, number, {first.position: Decimal(first.quantity)})), False


def _growing(text: str) -> list[str]:
    return [text[:end] for end in range(1, len(text) + 1)]


def _serve(url: str, clerks: int, seconds: float, seed: int) -> Took:
    """Ask when a key is due; what was due while another was asked waits, and its waiting counts."""
    from custtui.bootstrap import open_database

    open_database(url)
    took, order = Took(), itertools.count()
    chances = [Chance(seed * 1_000 + number) for number in range(clerks)]
    began = time.monotonic()
    due = [(began + one.thought(), next(order), one, _asked(one)) for one in chances]
    heapq.heapify(due)
    while (now := time.monotonic()) < began + seconds:
        if (wait := due[0][0] - now) > 0:
            time.sleep(min(wait, began + seconds - now))
            continue
        at, _, one, script = heapq.heappop(due)
        key = next(script, None)
        if key is None:
            heapq.heappush(due, (now + one.thought(), next(order), one, _asked(one)))
            continue
        if key[0]:
            key[0]()
            (took.placings if key[1] else took.keys).append(time.monotonic() - at)
        heapq.heappush(due, (max(at + PACE, now), next(order), one, script))
    return took


if __name__ == "__main__":
    _url, _clerks, _seconds, _seed = sys.argv[1:5]
    _found = _serve(_url, int(_clerks), float(_seconds), int(_seed))
    print(json.dumps({"keys": _found.keys, "placings": _found.placings}))
