"""How long `custtui check` takes of a house, and of one ten times as large (S-6).

    python tests/benchmarks/check.py --orders 500

Bars: ten times the data at most 12 times the time; at most twice the time of what check read before chains, texts and
the rules of two stories came (`NEW`), told part by part in the same run. Times are the processor's own.
"""

import argparse
import tempfile
import time
from pathlib import Path

from custtui.domain.who import SYSTEM
from custtui.exchange.generate import generate
from custtui.models.base import db
from custtui.models.database import bind, legible, make_database
from custtui.models.migrate import migrate
from custtui.services import check as checking
from custtui.services.check_story import story_parts

NEW = (
    "chains",
    "links",
    "texts",
    "rows",
    "what was agreed",
    "operators",
    "limits",
    "the set-up",
    "contract prices",
    "the lookup's keys",
    "the lookup's words",
)
LINEAR, TWICE = 12.0, 2.0


def seconds(*, quick: bool = False) -> dict[str, float]:
    """The time of each part of a check, which must find nothing."""
    new = {*NEW, *(name for name, _ in story_parts())}
    spent = {"before": 0.0, "whole": 0.0}
    with legible(db.obj):
        began = time.process_time()
        for part, found in checking._parts(None, quick, ""):
            faults = list(found)
            assert not faults, faults
            ended = time.process_time()
            spent["whole"] += ended - began
            spent["before"] += 0 if part in new else ended - began
            began = ended
    return spent


def measured(folder: Path, orders: int) -> dict[str, float]:
    """Of a generated house with so many orders."""
    bind(make_database(str(folder / f"{orders}.sqlite")))
    migrate(db.obj)
    generate(SYSTEM, customers=orders, orders=orders)
    whole = min((seconds() for _ in range(2)), key=lambda one: one["whole"])
    whole["quick"] = seconds(quick=True)["whole"]
    db.close()
    print(f"{orders} orders: {', '.join(f'{name} {value:.2f} s' for name, value in whole.items())}")
    return whole


def main() -> None:
    """Measure, print, and end with 1 where a bar is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=500)
    orders = parser.parse_args().orders
    with tempfile.TemporaryDirectory() as folder:
        small, large = (measured(Path(folder), number) for number in (orders, 10 * orders))
    linear, twice = large["whole"] / small["whole"], large["whole"] / large["before"]
    print(f"ten times the data: {linear:.1f} x (at most {LINEAR}); {twice:.2f} x the earlier parts (at most {TWICE})")
    raise SystemExit(linear > LINEAR or twice > TWICE)


if __name__ == "__main__":
    main()
