"""UPC-A, EAN-13 and GTIN-14 of one number are one barcode: by files, then by keys as scanners send them."""

from __future__ import annotations

import pytest

from custtui.domain.who import SYSTEM
from custtui.exchange import import_file
from custtui.models.order import OrderLine
from custtui.models.product import Barcode, Product
from tests.services import house
from tests.ui.keyplay import Player, run

PRODUCTS = (
    "code,name,barcodes\n"
    "UPCEAN,Stored as EAN-13 with leading zero,0036000291452\n"
    "UPCA,Stored as UPC-A,042100005264\n"
    "GTIN14,Stored as GTIN-14,00012345678905\n"
)
PRICES = "product,list,price,first_day\n" + "".join(
    f"{code},LIST,1,2026-01-01\n" for code in ("UPCEAN", "UPCA", "GTIN14")
)
SCANS = ("036000291452", "0042100005264", "0012345678905", "02000000000015")


@pytest.fixture
def stocked(counter, tmp_path) -> house.House:
    Barcode.create(code="2000000000015", product=counter.products["ITEM1"])
    for kind, text in (("products", PRODUCTS), ("prices", PRICES)):
        path = tmp_path / f"{kind}.csv"
        path.write_text(text)
        assert import_file(SYSTEM, kind, path).ok
    return counter


@pytest.mark.parametrize("between", ["<enter>1<enter>", "<enter>"], ids=["quantities typed", "scanner alone"])
def test_a_scanner_may_send_any_length(stocked, between: str) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<f7>{between.join(SCANS)}<enter>1<enter><f9>")

    run(scene)
    rows = OrderLine.select(OrderLine.product_code, OrderLine.quantity).order_by(OrderLine.id).tuples()
    assert list(rows) == [("UPCEAN", 1), ("UPCA", 1), ("GTIN14", 1), ("ITEM1", 1)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("123456789012", "0123456789012"),
        ("00012345678905", "012345678905"),
        ("0036000291452", "00036000291452"),
        ("036000291452", "036000291452"),
    ],
)
def test_one_number_in_two_spellings_is_rejected(counter, tmp_path, first: str, second: str) -> None:
    """In one file, and beside what is stored."""

    def brought(text: str) -> list[tuple[int, str]]:
        path = tmp_path / "two.csv"
        path.write_text("code,name,barcodes\n" + text)
        return [(one.line, one.column) for one in import_file(SYSTEM, "products", path).rejects]

    assert brought(f"TWO1,One,{first}\nTWO2,Other,{second}\n") == [(3, "barcodes")]
    assert not Product.select().where(Product.code.startswith("TWO")).exists()
    assert brought(f"TWO1,One,{first}\n") == []
    assert brought(f"TWO2,Other,{second}\n") == [(2, "barcodes")]


def test_two_spellings_on_one_product_are_rejected_or_one(counter, tmp_path) -> None:
    path = tmp_path / "two.csv"
    path.write_text("code,name,barcodes\nTWO1,One,036000291452;0036000291452\n")
    report = import_file(SYSTEM, "products", path)
    assert not report.ok or Barcode.select().where(Barcode.code.endswith("36000291452")).count() == 1
