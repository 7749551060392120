"""P-7 for products: a keystroke in the item field and in its F4 list, at a hundred thousand products.

    python tests/benchmarks/products.py [--products 100000] [--url postgresql://…]

Every text is a beginning of what a clerk types, one letter more each time, each asked once in random order: the code
of a product, words of its name, a barcode, and what no product has. The item field quotes what is typed on an order
that is open; F4 finds up to a page. The yardstick of the same run is one bare question to the index of codes. For
machines that have other things to do the processor's own time stands beside; of a server it is the program's alone.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from custtui.models import triggers
from custtui.models.base import db
from custtui.models.database import bind, make_database
from custtui.models.migrate import migrate
from custtui.models.product import Barcode, PriceList, PriceListItem, Product
from custtui.models.search.product import index_products
from custtui.services import order_entry as desk
from custtui.services.lists.products import PAGE, products
from custtui.services.order_entry.standing_on import StandingOn
from custtui.services.order_entry.views import LineText
from tests.benchmarks.lookup import percentile
from tests.services import house

ANN, TARGET, SAMPLES, CHUNK = house.ANN, 8, 120, 2_000
WORDS = (
    "apple juice orange water cola lemon tea green box case bottle glass steel bolt nut washer paper blue red".split()
)


def build(count: int) -> int:
    """The house of the tests, with so many products at list prices; returns its customer."""
    made, dice = house.stand(), random.Random(7)
    triggers.drop(db.obj)
    listed = PriceList.get(PriceList.code == "LIST")
    for first in range(0, count, CHUNK):
        with db.atomic():
            rows = [_product(dice, number) for number in range(first, min(first + CHUNK, count))]
            before = Product.select(Product.id).order_by(Product.id.desc()).limit(1).scalar()
            Product.insert_many(rows).execute()
            ids = [one for (one,) in Product.select(Product.id).where(Product.id > before).tuples()]
            price = {"price_list": listed, "price": Decimal(10), "first_day": date(2000, 1, 1), "made_by": "ben"}
            PriceListItem.insert_many([{**price, "product": one} for one in ids]).execute()
            Barcode.insert_many([{"code": f"{4_000_000_000_000 + one}", "product": one} for one in ids]).execute()
            index_products(ids)
    triggers.install(db.obj)
    db.execute_sql("ANALYZE")
    return made.a1


def _product(dice: random.Random, number: int) -> dict[str, str]:
    words = " ".join(dice.sample(WORDS, 3))
    code = f"{dice.choice('ABCDEFGH')}{number:06}"
    return {"code": code, "name": f"{words} {number}", "made_by": "ann", "changed_by": "ann"}


def texts() -> list[tuple[str, str]]:
    """Every beginning of what is typed, each once in its class."""
    dice = random.Random(3)
    rows = list(Product.select(Product.id, Product.code, Product.name).tuples())
    chosen = dice.sample(rows, SAMPLES)
    whole = {
        "codes": [code for _, code, _ in chosen],
        "words": [name for _, _, name in chosen],
        "barcodes": [f"{4_000_000_000_000 + one}" for one, _, _ in chosen],
        "nowhere": ["ZZZQ1", "qqxx apple", "9999999999"],
    }
    found = [(kind, one[:end]) for kind, all_of in whole.items() for one in all_of for end in range(1, len(one) + 1)]
    found = list(dict.fromkeys(found))
    dice.shuffle(found)
    return found


def timed(title: str, ask: Callable[[str], object], asked: list[tuple[str, str]]) -> float:
    """Print p50 and p99 in milliseconds, and what took most of the processor; returns the p99 of its time."""
    taken = list[tuple[float, float, str]]()
    for _, text in asked:
        began, worked = time.perf_counter(), time.thread_time()
        ask(text)
        taken.append(((time.thread_time() - worked) * 1000, (time.perf_counter() - began) * 1000, text))
    cpu, clock = ([one[at] for one in taken] for at in (0, 1))
    slowest = ", ".join(f"{text!r} {one:.1f}" for one, _, text in sorted(taken, reverse=True)[:4])
    print(
        f"{title:28}{len(taken):7}{percentile(clock, 0.5):9.2f}{percentile(clock, 0.99):9.2f}"
        f"{percentile(cpu, 0.5):9.2f}{percentile(cpu, 0.99):9.2f}   {slowest}",
        flush=True,
    )
    return percentile(cpu, 0.99)


def main() -> None:
    """Build, ask, print."""
    options = argparse.ArgumentParser()
    options.add_argument("--products", type=int, default=100_000)
    options.add_argument("--url", default="", help="an empty database of a server; else a file of its own")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = bind(make_database(given.url or str(Path(folder) / "products.sqlite")))
        database.connect()
        migrate(database)
        measure(build(given.products), given.products)
        database.close()


def measure(account: int, count: int) -> None:
    """The item field, its F4 list, and the yardstick."""
    stands_on, asked = StandingOn(), texts()
    draft = stands_on.change(desk.start, ANN, account).id
    param = db.obj.param

    def bare(text: str) -> object:
        sql = f"SELECT code FROM product WHERE code >= {param} AND code < {param} ORDER BY code LIMIT {PAGE}"
        return db.execute_sql(sql, (text.upper(), text.upper() + "~")).fetchall()

    head = "".join(f"{one:>9}" for one in ("p50 ms", "p99 ms", "p50 cpu", "p99 cpu"))
    print(f"{f'{count:,} products':28}{'texts':>7}{head}   most work")
    yard = timed("bare question (yardstick)", bare, asked)
    field = timed("item field", lambda text: stands_on.ask(desk.quote, ANN, draft, LineText(item=text)), asked)
    listed = timed("F4 on it", products, asked)
    print(f"p99 {field:.1f} and {listed:.1f} ms, {field / yard:.0f} x and {listed / yard:.0f} x; target {TARGET} ms")


if __name__ == "__main__":
    main()
