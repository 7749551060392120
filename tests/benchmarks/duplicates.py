"""X-02: the likely twin of a customer being typed, at a hundred thousand and at a million customers.

    python tests/benchmarks/duplicates.py --customers 1000000 [--small 100000] [--folder DIR]

On databases like those of the lookup's benchmark. Asked for are customers that stand, as a clerk might type them
anew: whole, with a slip in the name, with name and postal code alone, with the phone alone; and some that do not
stand. First: asked for the first time in a new process, pages from the system's cache; again: the second time.
"""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from custtui.models.base import db
from custtui.models.database import bind, make_database
from custtui.models.search import engine as search
from tests.benchmarks.lookup import build
from tests.services.twinned import likely

SAMPLES = 200
Asked = dict[str, str]


def typed(customers: int) -> dict[str, list[tuple[int, Asked]]]:
    """What is asked for, by class, with the id that should be found (0 for none)."""
    dice = random.Random(11)
    ids = [dice.randint(1, customers) for _ in range(SAMPLES)]
    found: dict[str, list[tuple[int, Asked]]] = {}
    for one in search.documents(ids).values():
        postal = next(iter(one.facts.get("postal code", ())), "")
        phone = next(iter(one.facts.get("phone", ())), "")
        mail = next(iter(one.facts.get("e-mail", ())), "")
        name, slip = one.business_name, _slip(one.business_name, dice)
        whole = {"name": name, "postal_code": postal, "phone": phone, "email": mail}
        found.setdefault("whole", []).append((one.account_id, whole))
        found.setdefault("name, place", []).append((one.account_id, {"name": name, "postal_code": postal}))
        found.setdefault("slip, place", []).append((one.account_id, {"name": slip, "postal_code": postal}))
        found.setdefault("name", []).append((one.account_id, {"name": name}))
        if phone:
            found.setdefault("phone", []).append((one.account_id, {"phone": phone}))
        stranger = {"name": f"Zyx {name[::-1]}", "postal_code": postal, "phone": "9" + phone[::-1]}
        found.setdefault("stranger", []).append((0, stranger))
    return found


def _slip(name: str, dice: random.Random) -> str:
    """Two letters the wrong way round, never the first two."""
    if len(name) < 5:
        return name
    at = dice.randint(2, len(name) - 2)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def measure(path: Path, customers: int) -> None:
    """Print, by class, how many were found and how long it took."""
    database = bind(make_database(str(path)))
    database.connect()
    every: dict[str, list[float]] = {"first": [], "again": []}
    known = typed(customers)
    for (kind, asked), turn in ((one, turn) for one in known.items() for turn in every):
        taken, hit = [], 0
        for account, one in asked:
            began = time.perf_counter()
            twins = likely(**one)
            taken.append((time.perf_counter() - began) * 1000)
            hit += not account or account in [twin.hit.account_id for twin in twins]
        every[turn] += taken
        print(f"  {kind:12} {turn} {_figures(taken)}  {hit}/{len(asked)} as they should be")
    for turn, taken in every.items():
        print(f"  {'all':12} {turn} {_figures(taken)}")
    db.close()


def _figures(taken: list[float]) -> str:
    ordered = sorted(taken)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return f"median {ordered[len(ordered) // 2]:6.2f} ms  p99 {p99:6.2f} ms  worst {ordered[-1]:6.2f} ms"


def main() -> None:
    """Build what is missing, measure both."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--customers", type=int, default=1_000_000)
    options.add_argument("--small", type=int, default=100_000)
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "custtui-benchmark")
    chosen = options.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    for customers in (chosen.small, chosen.customers):
        path = chosen.folder / f"duplicates-{customers}.sqlite"
        build(path, customers)
        print(f"{customers:,} customers, {path.stat().st_size / 1e6:,.0f} MB", flush=True)
        measure(path, customers)


if __name__ == "__main__":
    main()
