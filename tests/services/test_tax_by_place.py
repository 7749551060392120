"""Taxes by the narrowest place, several of them kept apart, from the draft to the invoice (C-38)."""

from decimal import Decimal
from pathlib import Path

import pytest
from peewee import DatabaseError

from custtui.domain.who import SYSTEM
from custtui.exchange import export_file, import_file
from custtui.models.base import now
from custtui.models.operator import TaxRate
from custtui.models.order import OrderLine
from custtui.models.party import Location
from custtui.models.seal import seal
from custtui.models.search import engine
from custtui.services import fulfilment as ff
from custtui.services import orders
from custtui.services.check import check
from custtui.services.orders.as_json import as_json
from custtui.services.orders.printed import printed
from tests.exchange.files import House as Files
from tests.files import bound_copy
from tests.services import house
from tests.services.house import ANN, House
from tests.services.keying import ordered

D = Decimal


@pytest.fixture
def made(database) -> House:
    """The warehouse is in Montréal now."""
    stands = house.stand()
    Location.update(city="Montréal", state="QC", postal_code="H2X 1Y4", country="CA").where(
        Location.street == "9 Dock Rd"
    ).execute()
    engine.index_accounts([stands.a1])
    house.tax("0.05", country="CA", component="GST")
    house.tax("0.09975", country="CA", state="QC", component="QST")
    house.product("PART", "9.99")
    house.product("SMALL", "0.05")
    return stands


def test_two_taxes_are_one_rate_on_the_line_and_two_sums_on_the_invoice(made: House) -> None:
    """1.00 and 9.99 at 14.975 %: 1.65 of tax, of which 0.55 are GST; to the cent on every part."""
    number = ordered(made.a1, "PART x3", "SMALL").number
    line, small = OrderLine.select().order_by(OrderLine.id)
    assert (line.tax_rate, line.tax_parts, line.net, line.tax) == (D("0.14975"), "GST 0.05, QST 0.09975", *amounts())
    assert (small.net, small.tax) == (D("0.05"), D("0.01"))
    assert as_json(orders.order(number))["lines"][0]["taxes"] == {"GST": "0.05", "QST": "0.09975"}
    ff.ship(ANN, number, 1, {10: D(3), 20: D(1)})
    assert sums(ff.invoice(ANN, number, {10: D(1), 20: D(1)})) == [
        *("Net  10.04", "QST 9.975% of 10.04   1.01", "GST 5% of 10.04   0.50", "Total  11.55")
    ]
    assert sums(ff.invoice(ANN, number, {10: D(2)})) == [
        *("Net  19.98", "QST 9.975% of 19.98   1.99", "GST 5% of 19.98   1.00", "Total  22.97")
    ]
    assert list(check()) == []


def amounts() -> tuple[D, D]:
    return D("29.97"), D("4.49")


def sums(invoice: str) -> list[str]:
    rows = [row.strip() for row in printed(ff.invoice_paper(invoice))]
    return [row for row in rows if row.startswith(("Net  ", "QST", "GST", "Total", "Tax"))]


def test_the_city_and_the_postal_code_decide(made: House) -> None:
    """A row of 0 for one street's code is a rate; a city's stands before its state's."""
    house.tax("0.1", country="CA", state="QC", city="montréal", component="QST")
    assert rate(made) == D("0.15")
    house.tax("0", country="CA", postal_codes="H2X 1", component="QST")
    assert rate(made) == D("0.05")
    TaxRate.delete().where(TaxRate.component == "GST").execute()
    assert rate(made) == 0
    assert OrderLine.select().order_by(OrderLine.id.desc()).get().tax_parts == ""


def rate(made: House) -> Decimal:
    assert ordered(made.a1, "PART").accepted
    return OrderLine.select().order_by(OrderLine.id.desc()).get().tax_rate


def test_taxes_of_a_line_are_sealed(made: House) -> None:
    """S-6: a name put in by raw SQL is found; orders of before, without any, keep their seals."""
    number = ordered(made.a1, "PART").number
    with pytest.raises(DatabaseError):
        OrderLine.update(tax_parts="GST 0.14975").execute()
    assert orders.order(number).lines[0].tax_parts == "GST 0.05, QST 0.09975"
    header, line = {"made_at": now(), "number": "SO-1"}, {"position": 10, "ship_to": 0}
    seals = [seal(header, [], [{**line, **more}], [], "") for more in ({}, {"tax_parts": ""}, {"tax_parts": "GST 1"})]
    assert seals[0] == seals[1] != seals[2]


def test_taxes_by_their_names_go_out_and_in_again(made: House, tmp_path: Path, sqlite_template: Path) -> None:
    ordered(made.a1, "PART x3")
    kinds = ("seller", "terms", "methods", "taxes", "customers", "products", "orders")
    for kind in kinds:
        export_file(SYSTEM, kind, tmp_path / f"{kind}.csv", "csv")
    with bound_copy(sqlite_template, tmp_path / "again.sqlite"):
        for kind in kinds:
            report = import_file(SYSTEM, kind, tmp_path / f"{kind}.csv")
            assert report.ok, report.rejects
        export_file(SYSTEM, "orders", tmp_path / "again.csv", "csv")
        assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "orders.csv").read_bytes()
        assert "GST 0.05, QST 0.09975" in (tmp_path / "again.csv").read_text("utf-8")
        assert list(check()) == []


@pytest.mark.parametrize("parts", ["GST 0.05", "GST 0.05, gst 0.09975", "0.14975", "GST 5, QST 9.975", "GST"])
def test_taxes_that_do_not_come_to_the_rate_are_refused(database, tmp_path: Path, parts: str) -> None:
    house.stand()
    files = Files(tmp_path, SYSTEM)
    head = "number,customer,order_date,product,quantity,price,tax_rate,tax_parts\n"
    report = files.bring("orders", head + f'SO-9,3897-5,2026-05-04,ITEM1,1,2.00,0.14975,"{parts}"\n')
    assert [(one.line, one.column) for one in report.rejects] == [(2, "tax_parts")]
