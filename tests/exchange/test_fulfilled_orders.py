"""An order shipped and invoiced here goes out and comes in again with the same papers and amounts."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from custtui.domain.who import SYSTEM
from custtui.exchange import export_file, import_file
from custtui.models.fulfilment import Forfeit, Invoice, Shipment
from custtui.services import fulfilment as ff
from custtui.services import orders
from custtui.services.check import check
from tests.exchange.files import House
from tests.exchange.files import house as set_up_house
from tests.files import bound_copy
from tests.services.fulfilling import adds_up, of
from tests.services.house import ANN

ORDER = "number,customer,order_date,position,product,quantity,price,tax_rate,freight,payment_terms"
LINES = "SO-1,C-1,2026-05-04,10,P-1,13,0.05,0.19,5.00,NET30\nSO-1,C-1,2026-05-04,20,P-2,4,2.00,0,5.00,NET30\n"


@pytest.fixture
def house(database, tmp_path: Path) -> House:
    """A house with an open order SO-1 with freight."""
    made = set_up_house(tmp_path)
    made.put("customers", "code,name,currency\nC-1,Juice Bar,USD\n")
    made.put("products", "code,name\nP-1,Pear\nP-2,Plum\n")
    made.put("orders", f"{ORDER}\n{LINES}")
    return made


def test_charges_and_cents_stand_on_the_same_invoices_after_coming_in_again(
    house: House, tmp_path: Path, sqlite_template: Path
) -> None:
    """X-07, D-01: eleven invoices of one day, of which IN-10 is not the second."""
    ff.ship(ANN, "SO-1", 1, of(p10="13", p20="3"))
    ff.invoice(ANN, "SO-1", of(p20="3"))
    for _ in range(13):
        ff.invoice(ANN, "SO-1", of(p10="1"))
    ff.forfeit(ANN, "SO-1", 1, of(p20="1"), "CUSTOMER")
    adds_up(orders.order("SO-1"))
    told = papers()
    assert told[0] == ("IN-1", Decimal(11), Decimal(0))
    kinds = ("customers", "products", "orders")
    for kind in kinds:
        export_file(SYSTEM, kind, tmp_path / f"{kind}-out.csv", "csv")
    with bound_copy(sqlite_template, tmp_path / "again.sqlite"):
        set_up_house(tmp_path)
        for kind in kinds:
            assert import_file(SYSTEM, kind, tmp_path / f"{kind}-out.csv").ok
        assert papers() == told
        view = orders.order("SO-1")
        adds_up(view)
        assert (view.status, view.to_come, Shipment.get().number, Forfeit.get().reason) == (
            "finished",
            0,
            "SH-1",
            "CUSTOMER",
        )
        assert list(check()) == []


def papers() -> list[tuple[Any, ...]]:
    return sorted((row.number, row.net, row.tax) for row in Invoice.select())


def test_numbers_go_on_behind_those_that_came_in(house: House) -> None:
    """D-02."""
    house.put("orders", f"{ORDER},shipments,invoices\nSO-2,C-1,2026-05-04,10,P-1,5,1.00,0,,NET30,{MOVES}\n")
    assert ff.ship(ANN, "SO-2", 1, of(p10="2")) == ("SH-42",)
    assert ff.invoice(ANN, "SO-2", of(p10="1")) == "IN-8"


MOVES = "SH-41@2026-05-05=3,IN-7@2026-05-06=2"


def test_the_card_of_an_order_goes_out_and_comes_in_again(
    house: House, tmp_path: Path, sqlite_template: Path
) -> None:
    """C-47: which card, what is authorized, until when; byte by byte."""
    house.put("methods", "code,name\nCREDIT CARD,Credit card\n")
    head = "number,customer,order_date,payment_method,card,card_authorized,card_until,product,quantity,price"
    house.put("orders", f"{head}\nSO-9,C-1,2026-05-04,CREDIT CARD,visa 4242 12/27 A1,500.00,2026-06-01,P-1,1,2.00\n")
    for kind in ("methods", "customers", "products", "orders"):
        export_file(SYSTEM, kind, tmp_path / f"{kind}-out.csv", "csv")
    with bound_copy(sqlite_template, tmp_path / "again.sqlite"):
        set_up_house(tmp_path)
        for kind in ("methods", "customers", "products", "orders"):
            report = import_file(SYSTEM, kind, tmp_path / f"{kind}-out.csv")
            assert report.ok, report.rejects
        export_file(SYSTEM, "orders", tmp_path / "orders-again.csv", "csv")
        assert (tmp_path / "orders-again.csv").read_bytes() == (tmp_path / "orders-out.csv").read_bytes()
        assert orders.order("SO-9").card.text == "visa 4242 12/27 A1"
        assert list(check()) == []
