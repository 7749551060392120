"""S-3, S-4: clerks at one file for a while, some of their programs killed as they write: is anything lost or doubled?

Run it: `python tests/benchmarks/clerks.py [--clerks 10] [--seconds 120] [--kills 20]`. Each clerk is a process that
places, ships, invoices and takes payments, and says what it was told was accepted only after it was told.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO

sys.path.insert(0, str(Path(__file__).parents[2]))

from custtui.models.base import db
from custtui.models.database import bind, make_database
from custtui.models.fulfilment import Invoice, Payment, Shipment
from custtui.models.migrate import migrate
from custtui.models.order import SalesOrder
from custtui.models.search.engine import rebuild
from custtui.services.check import check
from tests.makers import made_by_the_program
from tests.services import house

CLERK = """
import sys, time
from decimal import Decimal
from custtui.bootstrap import open_database
open_database(sys.argv[1])
from tests.services.keying import ordered
from custtui.domain.who import Role, Who
from custtui.services import fulfilment as ff
who, end = Who(sys.argv[2], "", Role.CLERK), time.time() + float(sys.argv[3])
def told(*words):
    sys.stdout.write(" ".join(words) + "\\n")
    sys.stdout.flush()
while time.time() < end:
    began = time.perf_counter()
    number = ordered(1, "ITEM1 x5", "ITEM2 x7", who=who).number
    told("order", number, f"{time.perf_counter() - began:.4f}")
    told("shipment", *ff.ship(who, number, 1, {10: Decimal(5)}))
    invoice = ff.invoice(who, number, {10: Decimal(5)})
    told("invoice", invoice)
    ff.receive(who, "3897-5", Decimal(10), {invoice: Decimal(10)})
    told("payment", number)
"""


def clerk(path: Path, number: int, seconds: float, said: IO[str]) -> subprocess.Popen[str]:
    """A clerk's program; what it is told goes into a file, which survives its end."""
    words = [sys.executable, "-c", CLERK, str(path), f"clerk{number}", str(seconds)]
    return subprocess.Popen(words, stdout=said, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])


def play(path: Path, clerks: int, seconds: float, kills: int) -> tuple[int, list[str]]:
    """Let them work; programs are killed now and then, and started again. How many were, and what went wrong."""
    end, chance, killed, wrong = time.time() + seconds, random.Random(1), 0, list[str]()
    with path.with_suffix(".said").open("a") as said:
        working = [clerk(path, number, seconds, said) for number in range(clerks)]
        while (left := end - time.time()) > 0:
            time.sleep(min(left, seconds / (kills + 1)))
            if killed < kills and end - time.time() > 3:
                at = chance.randrange(clerks)
                working[at].kill()
                working[at].communicate()
                killed += 1
                working[at] = clerk(path, at, end - time.time(), said)
        wrong += [complaint for one in working if (complaint := one.communicate()[1])]
    return killed, wrong


def compare(said: list[list[str]]) -> None:
    """Print what clerks were told against what is stored."""
    for kind, model in (("order", SalesOrder), ("shipment", Shipment), ("invoice", Invoice)):
        accepted = [one[1] for one in said if one[0] == kind]
        there = {number for (number,) in model.select(model.number).tuples()}
        lost, doubled = set(accepted) - there, len(accepted) - len(set(accepted))
        print(f"{kind}s: {len(accepted)} accepted, {len(lost)} lost, {doubled} doubled; {len(there)} stored")
    print(f"payments: {sum(one[0] == 'payment' for one in said)} accepted, {Payment.select().count()} stored")
    times = sorted(float(one[2]) for one in said if one[0] == "order")
    print(f"an order: {times[len(times) // 2] * 1000:.0f} ms at the median, {times[-1] * 1000:.0f} at most")


def main() -> None:
    """Print what was accepted, what is stored of it, and what check says."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--clerks", type=int, default=10)
    asked.add_argument("--seconds", type=float, default=120)
    asked.add_argument("--kills", type=int, default=20)
    told = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="custtui-clerks-") as folder:
        path = Path(folder) / "house.sqlite"
        database = bind(make_database(str(path)))
        migrate(database)
        made_by_the_program()
        house.stand()
        house.hire(*(f"clerk{number}" for number in range(told.clerks)))
        rebuild()
        db.close()
        killed, wrong = play(path, told.clerks, told.seconds, told.kills)
        print(f"{told.clerks} clerks, {told.seconds:.0f} s, {killed} programs killed; complaints: {wrong}")
        compare([line.split() for line in path.with_suffix(".said").read_text().splitlines()])
        print(f"check: {list(check())}")
        db.close()


if __name__ == "__main__":
    main()
