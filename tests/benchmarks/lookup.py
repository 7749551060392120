"""P-7: a keystroke in Find, from the text to the rows, at a hundred thousand and at a million customers.

    python tests/benchmarks/lookup.py --customers 1000000 [--small 100000] [--folder DIR] [--rows 20]

Databases are built once and kept in the folder. Every text is a beginning of what a clerk types, one letter more each
time. Warm: every text was asked before in the same process. New: a new process and connection, each text once in
random order. Cold: the same after the system's page cache was emptied, where that is allowed, and the index was read
ahead as the program does at its start; at once: asked while that goes on, hundreds of texts a second. Both sizes are
asked in turns, and each text counts with the middle one of its turns, for machines that have other things to do; so
that one does not, the processor's own time stands beside.
"""

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from custtui.models import triggers
from custtui.models.database import bind, make_database
from custtui.models.migrate import migrate
from custtui.models.search import engine as search
from custtui.models.search.ahead import reading_ahead
from custtui.services import lookup
from tests.benchmarks import lookup_rows

SAMPLES = 60
STATES = ("at once", "cold", "new", "warm")
Taken = tuple[str, str, float, float]
WORST = 6
TURNS = 5


def build(path: Path, customers: int) -> None:
    """Make a database of so many customers, unless it stands."""
    database = bind(make_database(str(path)))
    database.connect()
    migrate(database)
    if lookup.total(inactive=True) != customers:
        began = time.perf_counter()
        database.execute_sql("PRAGMA synchronous = OFF")
        database.execute_sql("PRAGMA foreign_keys = OFF")
        triggers.drop(database)
        lookup_rows.fill(customers)
        triggers.install(database)
        filled = time.perf_counter()
        search.rebuild()
        database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        done = time.perf_counter()
        print(
            f"{customers:,} customers: rows {filled - began:.0f} s, index {done - filled:.0f} s,"
            f" {path.stat().st_size / 1e6:,.0f} MB",
            flush=True,
        )
    database.close()


def texts(customers: int) -> dict[str, list[str]]:
    """What clerks type, whole, by class."""
    dice = random.Random(3)
    ids = [dice.randint(1, customers) for _ in range(SAMPLES)]
    facts = list(search.documents(ids).values())
    pick = {
        label: [one.facts[label][0] for one in facts if label in one.facts] for label in ("phone", "e-mail", "city")
    }
    letters = "abcdefghijklmnopqrstuvwz"
    return {
        "names": [one.name for one in facts],
        "name and street": [f"{one.name.split()[0]} {one.place.split()[1]}" for one in facts],
        "contacts": [one.facts["contact"][0] for one in facts if "contact" in one.facts],
        "phones": pick["phone"],
        "local phones": [one[-8:] for one in pick["phone"]],
        "codes": [one.code for one in facts],
        "e-mails": pick["e-mail"],
        "city and name": [f"{one.facts['city'][0]} {one.name}" for one in facts],
        "PO, order": [f"PO-{dice.randint(1, 10**6)}" for _ in ids[:20]]
        + [f"SO-{2 * (one // 2)}" for one in ids[:20]],
        "two letters": [f"{dice.choice(letters)} {dice.choice(letters)}" for _ in range(SAMPLES)],
        "three beginnings": [
            " ".join(word[: dice.randint(1, 3)] for word in f"{one.name} {one.place}".split()[:3]) for one in facts
        ],
        "trades": [
            "inc gmbh",
            "gmbh inc market",
            "trading consulting",
            "street strasse",
            "international solutions inc",
        ],
        "nowhere": ["zzzq", "xylophonist qq", "smith qqqq", "99999999", "inc gmbh ltd llc"],
    }


def beginnings(known: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Every beginning of every text, each once in its class."""
    return [
        (kind, text)
        for kind, whole in known.items()
        for text in dict.fromkeys(one[:end] for one in whole for end in range(1, len(one) + 1))
    ]


def measure(path: Path, customers: int, rows: int, state: str) -> list[Taken]:
    """Milliseconds of each beginning, by the clock and of the processor."""
    database = bind(make_database(str(path)))
    database.connect()
    asked = beginnings(texts(customers))
    random.Random(5).shuffle(asked)
    if state == "warm":
        return ask(asked, rows) and ask(asked, rows)
    database.close()
    if state == "new":
        database.connect()
        return ask(asked, rows)
    empty_page_cache()
    database.connect()
    with reading_ahead() as thread:
        if thread and state == "cold":
            thread.join()
        return ask(asked, rows)


def ask(asked: list[tuple[str, str]], rows: int) -> list[Taken]:
    """Each text once, in this order."""
    taken: list[Taken] = []
    for kind, text in asked:
        began, worked = time.perf_counter(), time.thread_time()
        lookup.find(text, limit=rows)
        taken.append((kind, text, (time.perf_counter() - began) * 1000, (time.thread_time() - worked) * 1000))
    return taken


def empty_page_cache() -> None:
    """Ask the system to forget what it read; not everybody may."""
    try:
        subprocess.run(["sync"], check=False)
        Path("/proc/sys/vm/drop_caches").write_text("3\n")
    except OSError:
        print("(the page cache could not be emptied)")


def percentile(values: list[float], share: float) -> float:
    """The value that a share of the values does not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def report(title: str, taken: list[Taken]) -> float:
    """Print p50, p99 and the maximum, all and by class; returns the p99 of all."""
    print(f"\n{title}\n{'':18}{'texts':>7}{'p50 ms':>9}{'p99 ms':>9}{'max ms':>9}{'p99 cpu':>9}{'max cpu':>9}")
    for kind in ("", *dict.fromkeys(one[0] for one in taken)):
        clock, cpu = ([one[at] for one in taken if kind in ("", one[0])] for at in (2, 3))
        print(
            f"{kind or 'all':18}{len(clock):7}{percentile(clock, 0.5):9.2f}{percentile(clock, 0.99):9.2f}"
            f"{max(clock):9.2f}{percentile(cpu, 0.99):9.2f}{max(cpu):9.2f}"
        )
    slowest = sorted(taken, key=lambda one: -one[3])[:WORST]
    print("most work:", ", ".join(f"{text!r} {cpu:.1f}" for _, text, _, cpu in slowest), flush=True)
    return percentile([one[2] for one in taken], 0.99)


def asked_apart(given: argparse.Namespace, customers: int, state: str) -> list[Taken]:
    """Measure in a process of its own."""
    known = ["--folder", str(given.folder), "--rows", str(given.rows), "--measure", state]
    run = [sys.executable, __file__, "--customers", str(customers), *known]
    return json.loads(subprocess.run(run, check=True, capture_output=True, text=True).stdout.splitlines()[-1])


def middle(turns: list[list[Taken]]) -> list[Taken]:
    """Each text with its middle time."""
    return [
        (same[0][0], same[0][1], statistics.median(one[2] for one in same), statistics.median(one[3] for one in same))
        for same in zip(*turns, strict=True)
    ]


def main() -> None:
    """Build what is missing, measure each size cold and warm in processes of their own, print."""
    options = argparse.ArgumentParser()
    options.add_argument("--customers", type=int, default=1_000_000)
    options.add_argument("--small", type=int, default=100_000)
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "custtui-lookup")
    options.add_argument("--rows", type=int, default=20)
    options.add_argument("--measure", choices=STATES, help=argparse.SUPPRESS)
    given = options.parse_args()
    path = given.folder / f"{given.customers}.sqlite"
    if given.measure:
        print(json.dumps(measure(path, given.customers, given.rows, given.measure)))
        return
    given.folder.mkdir(exist_ok=True)
    sizes = (given.small, given.customers)
    for customers in sizes:
        build(given.folder / f"{customers}.sqlite", customers)
    for state in STATES:
        turns = [[asked_apart(given, customers, state) for customers in sizes] for _ in range(TURNS)]
        tails = [
            report(f"{customers:,} customers, {state}", middle([turn[at] for turn in turns]))
            for at, customers in enumerate(sizes)
        ]
        small, large = tails
        target = "16 ms" if state == "at once" else "16 ms, 2 x"
        print(f"\n{state}: p99 {large:.1f} ms, {large / small:.2f} x that of {given.small:,} (target {target})")


if __name__ == "__main__":
    main()
