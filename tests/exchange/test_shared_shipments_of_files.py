"""A shipment of several orders comes in from a file, and goes out to it again, as one (C-48)."""

from pathlib import Path

import pytest

from custtui.domain.who import SYSTEM
from custtui.exchange import export_file, import_file
from custtui.models.base import db
from custtui.models.fulfilment import Shipment, ShipmentLine
from custtui.models.triggers import drop, install
from custtui.services import fulfilment as ff
from custtui.services import orders
from custtui.services.check import check
from custtui.services.fulfilment.parcels import Parcel
from tests.exchange.files import House
from tests.exchange.files import house as set_up_house
from tests.files import bound_copy
from tests.services.fulfilling import of
from tests.services.house import ANN

HEAD = "number,customer,order_date,position,product,quantity,price,ship_name,ship_street,ship_city,shipments\n"
PLACE = "Pier 7,1 Dock Rd,Newark"
DAY = "2026-05-05"


@pytest.fixture
def house(database, tmp_path: Path) -> House:
    made = set_up_house(tmp_path)
    made.put("customers", "code,name,currency\nC-1,Juice Bar,USD\nC-2,Tea Bar,USD\n")
    made.put("products", "code,name\nP-1,Pear\nP-2,Plum\n")
    return made


def row(number: str, shipments: str, place: str = PLACE, *, customer: str = "C-1", at: int = 10) -> str:
    return f"{number},{customer},2026-05-04,{at},P-1,5,1.00,{place},{shipments}\n"


def standing() -> list[tuple[str, str, str, int]]:
    query = ShipmentLine.select().order_by(ShipmentLine.id)
    return sorted(
        (one.shipment.number, one.shipment.order.number, one.position.order.number, int(one.quantity))
        for one in query
    )


def wrong() -> list[str]:
    """Few orders stand behind the counter."""
    return [line for line in check() if not line.startswith("counter order")]


def test_orders_of_a_file_share_a_shipment_which_goes_out_and_comes_in_again(
    house: House, tmp_path: Path, sqlite_template: Path
) -> None:
    """Each order's status is its own; the chain of each has its own lines (S-6)."""
    house.put(
        "orders",
        HEAD
        + row("SO-1", f"SH-7@{DAY}=5")
        + row("SO-2", f"SH-7@{DAY}=2;SH-8@{DAY}=1")
        + row("SO-2", f"SH-7@{DAY}=1", at=20)
        + row("SO-3", f"SH-9@{DAY}=5"),
    )
    told = [
        ("SH-7", "SO-1", "SO-1", 5), ("SH-7", "SO-1", "SO-2", 1), ("SH-7", "SO-1", "SO-2", 2),
        ("SH-8", "SO-2", "SO-2", 1), ("SH-9", "SO-3", "SO-3", 5),
    ]  # fmt: skip
    assert standing() == told and wrong() == []
    assert [orders.order(number).status for number in ("SO-1", "SO-2", "SO-3")] == [
        "finished",
        "accepted",
        "finished",
    ]
    assert [one.under for one in ff.delivery_note("SH-7").lines] == ["Order SO-1", "Order SO-2", "Order SO-2"]
    ff.ship_together(ANN, [Parcel("SO-2", 1, of(p10="1"))])
    drop(db.obj)
    ShipmentLine.update(quantity=4).where(ShipmentLine.id == 2).execute()
    install(db.obj)
    assert any("order SO-2: shipment_line 2 was changed" in line for line in check())
    drop(db.obj)
    ShipmentLine.update(quantity=2).where(ShipmentLine.id == 2).execute()
    install(db.obj)
    kinds, here = ("customers", "products", "orders"), standing()
    for kind in kinds:
        export_file(SYSTEM, kind, tmp_path / f"{kind}-out.csv", "csv")
    with bound_copy(sqlite_template, tmp_path / "again.sqlite"):
        set_up_house(tmp_path)
        for kind in kinds:
            assert import_file(SYSTEM, kind, tmp_path / f"{kind}-out.csv").ok
        assert standing() == here and wrong() == []


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (row("SO-2", f"SH-7@{DAY}=5", customer="C-2"), "SH-7 is a shipment to C-1, on line 2"),
        (row("SO-2", f"SH-7@{DAY}=5", "Pier 8,1 Dock Rd,Newark"), "SH-7 is sent to two ship-tos, on line 2"),
        (row("SO-2", f"SH-7@{DAY}=5", ",,"), "SH-7 is told where it goes on one of two orders only, on line 2"),
        (row("SO-2", "SH-7@2026-05-06=5"), "SH-7 is of 2026-05-06 here and of 2026-05-05, on line 2"),
        (row("SO-2", f"sh-7@{DAY}=5"), "sh-7 is SH-7: write it alike, on line 2"),
    ],
)
def test_what_cannot_be_one_shipment_is_a_reject(house: House, other: str, why: str) -> None:
    report = house.bring("orders", HEAD + row("SO-1", f"SH-7@{DAY}=5") + other)
    assert [str(one) for one in report.rejects] == [f"line 3, shipments: {why}"]
    assert Shipment.select().count() == 0


def test_a_shipment_that_stands_already_takes_no_lines_of_a_file(house: House) -> None:
    house.put("orders", HEAD + row("SO-1", f"SH-7@{DAY}=5"))
    report = house.bring("orders", HEAD + row("SO-2", f"sh-7@{DAY}=5"))
    assert "sh-7 exists already as SH-7: it was sent, and takes no more lines" in str(report.rejects[0])
