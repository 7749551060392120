"""An invoice of several orders comes in from a file, and goes out to it again, as one (C-42)."""

from datetime import date
from pathlib import Path

import pytest

from custtui.domain.who import SYSTEM
from custtui.exchange import export_file, import_file
from custtui.models.base import db
from custtui.models.fulfilment import BilledOrder, Instalment, Invoice, InvoiceLine
from custtui.models.order import OrderRevision, SalesOrder
from custtui.models.triggers import drop, install
from custtui.services import fulfilment as ff
from custtui.services import orders
from custtui.services.check import check
from custtui.services.orders.as_json import as_json
from custtui.services.views.fulfilment import PaperView
from tests.exchange.files import House
from tests.exchange.files import house as set_up_house
from tests.exchange.test_shared_shipments_of_files import wrong
from tests.files import bound_copy
from tests.services.fulfilling import D
from tests.services.house import ANN

HEAD = (
    "number,customer,order_date,bill_to,currency,payment_terms,freight,position,product,quantity,price,shipped_date,"
)
HEAD += "invoices,payments\n"
DAY = "2026-05-06"
IN_7 = f"IN-7@{DAY}=5"
KINDS = ("terms", "customers", "products", "orders")


@pytest.fixture
def house(database, tmp_path: Path) -> House:
    made = set_up_house(tmp_path)
    made.put("terms", "code,name,days,instalments\nP,in parts,30,30 60\nN,net,10,\n")
    made.put("customers", "code,name,currency,terms\nC-1,Juice Bar,USD,P\nC-2,Tea Bar,USD,P\n")
    made.put("products", "code,name\nP-1,Pear\nP-2,Plum\n")
    return made


def row(number: str, invoices: str, price: str = "1.00", *, at: int = 10, **said: str) -> str:
    """A line; the order's own cells on its first."""
    whole = {"bill_to": "C-1", "currency": "USD", "terms": "P", "freight": "", "payments": ""} | said
    own = [whole[name] for name in ("bill_to", "currency", "terms", "freight")] if at == 10 else [""] * 4
    head = [number, "C-1", "2026-05-04", *own, str(at), "P-1", "5", price, "2026-05-05" if at == 10 else ""]
    return ",".join([*head, invoices, whole["payments"]]) + "\n"


def standing() -> list[tuple[str, str, D]]:
    query = BilledOrder.select().order_by(BilledOrder.id)
    return [(one.invoice.number, one.order.number, one.gross) for one in query]


def test_orders_of_a_file_share_an_invoice_which_goes_out_and_comes_in_again(
    house: House, tmp_path: Path, sqlite_template: Path
) -> None:
    """Its sums and parts are of all of it, its lines stand in the chain of the first; one is credited later (S-6)."""
    house.put(
        "orders",
        HEAD
        + row("SO-1", IN_7, freight="2.50", payments=f"IN-7@{DAY}=7.50")
        + row("SO-2", IN_7, "3.01", payments=f"IN-7@{DAY}=4")
        + row("SO-2", IN_7, "0.10", at=20)
        + row("SO-3", f"IN-8@{DAY}=5"),
    )
    told = [("IN-7", "SO-1", D("7.50")), ("IN-7", "SO-2", D("15.55")), ("IN-8", "SO-3", D(5))]
    assert standing() == told and wrong() == []
    assert ff.invoice_paper("IN-7").gross == D("23.05")
    assert [one.amount for one in Instalment.select().order_by(Instalment.id).limit(2)] == [D("11.53"), D("11.52")]
    rows = {one.number: (one.orders, one.paid) for one in orders.invoices_of(Invoice.get().account_id)}
    assert rows["IN-7"] == (("SO-1", "SO-2"), D("11.50"))
    drop(db.obj)
    InvoiceLine.update(net=D(9)).where(InvoiceLine.id == 2).execute()
    install(db.obj)
    assert any("order SO-1: invoice 1 (IN-7) was changed" in line for line in check())
    drop(db.obj)
    InvoiceLine.update(net=D("15.05")).where(InvoiceLine.id == 2).execute()
    install(db.obj)
    assert wrong() == []
    for kind in KINDS:
        export_file(SYSTEM, kind, tmp_path / f"{kind}-out.csv", "csv")
    with bound_copy(sqlite_template, tmp_path / "again.sqlite"):
        set_up_house(tmp_path)
        for kind in KINDS:
            assert import_file(SYSTEM, kind, tmp_path / f"{kind}-out.csv").ok
        assert standing() == told and wrong() == []
        assert Invoice.get(number="IN-7").payment_due == date(2026, 6, 5)
        export_file(SYSTEM, "orders", tmp_path / "again.csv", "csv")
        assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "orders-out.csv").read_bytes()
        ff.credit_whole(ANN, "SO-2", "IN-7")
        assert wrong() == []


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (row("SO-2", IN_7, bill_to="C-2"), "IN-7 is an invoice to C-1, on line 2"),
        (row("SO-2", "IN-7@2026-05-07=5"), "IN-7 is of 2026-05-07 here and of 2026-05-06, on line 2"),
        (row("SO-2", f"in-7@{DAY}=5"), "in-7 is IN-7: write it alike, on line 2"),
        (row("SO-2", IN_7, terms="N"), "IN-7 has P terms: say the same for both, on line 2"),
        (row("SO-2", IN_7, currency="EUR"), "IN-7 is in USD, on line 2"),
        (row("SO-2", f"IN-6@{DAY}=5;IN-7@{DAY}=-5/IN-6"), "IN-7 is a credit note, which is of one order, on line 2"),
    ],
)
def test_what_cannot_be_one_invoice_is_a_reject(house: House, other: str, why: str) -> None:
    report = house.bring("orders", HEAD + row("SO-1", IN_7) + other)
    assert [str(one) for one in report.rejects] == [f"line 3, invoices: {why}"]
    assert Invoice.select().count() == 0


def test_an_invoice_that_stands_already_takes_no_lines_of_a_file(house: House) -> None:
    house.put("orders", HEAD + row("SO-1", IN_7))
    report = house.bring("orders", HEAD + row("SO-2", IN_7))
    assert "IN-7 exists already: it never changes; what is invoiced apart has a" in str(report.rejects[0])


def test_of_terms_changed_since_it_is_an_invoice_of_its_own_in_files(house: House, tmp_path: Path) -> None:
    """A file tells of an order as it stands (C-36)."""
    house.put("orders", HEAD + row("SO-1", IN_7) + row("SO-2", IN_7))
    drop(db.obj)
    OrderRevision.update(payment_terms="N").where(OrderRevision.id == 2).execute()
    export_file(SYSTEM, "orders", tmp_path / "out.csv", "csv")
    install(db.obj)
    text = (tmp_path / "out.csv").read_text()
    assert f"IN-7@{DAY}=5" in text and f"IN-7-2@{DAY}=5" in text


def told_of_all() -> dict[str, object]:
    """What is told of invoices and instalments of each order, and of the orders on each invoice."""
    found: dict[str, object] = {}
    for (number,) in SalesOrder.select(SalesOrder.number).order_by(SalesOrder.number).tuples():
        told = as_json(orders.order(number))
        found[number] = [told[name] for name in ("shipments", "invoices", "instalments", "credit_notes")]
    for invoice in Invoice.select().order_by(Invoice.number):
        found[invoice.number] = [orders.orders_on([invoice.id])[invoice.id]]
        found[invoice.number] += [line.under for line in _paper(invoice).lines]
    return found


def _paper(invoice: Invoice) -> PaperView:
    return (ff.credit_paper if invoice.kind == "CREDIT" else ff.invoice_paper)(invoice.number)


def test_what_a_file_brings_again_is_told_in_the_same_turn(
    house: House, tmp_path: Path, sqlite_template: Path
) -> None:
    """Invoices of several orders, made in another order than files have them: by PO, the later order first."""
    house.put(
        "orders",
        HEAD
        + row("SO-1", f"IN-9@{DAY}=1;IN-10@{DAY}=1;IN-11@2026-05-08=3")
        + row("SO-2", f"IN-4@{DAY}=2;IN-11@2026-05-08=3")
        + row("SO-10", f"IN-10@{DAY}=2;IN-11@2026-05-08=3"),
    )
    _turned("IN-10"), _turned("IN-11")
    told = told_of_all()
    for kind in KINDS:
        export_file(SYSTEM, kind, tmp_path / f"{kind}-out.csv", "csv")
    with bound_copy(sqlite_template, tmp_path / "again.sqlite"):
        set_up_house(tmp_path)
        for kind in KINDS:
            assert import_file(SYSTEM, kind, tmp_path / f"{kind}-out.csv").ok
        assert told_of_all() == told and wrong() == []


def _turned(number: str) -> None:
    """The orders of an invoice as a run by PO would have written them: their rows the other way round."""
    invoice, columns = Invoice.get(number=number), ("order_id", "net", "tax", "gross", "tax_difference")
    rows = list(BilledOrder.select().where(BilledOrder.invoice == invoice).order_by(BilledOrder.id))
    drop(db.obj)
    BilledOrder.delete().where(BilledOrder.invoice == invoice).execute()
    for one in reversed(rows):
        BilledOrder.create(invoice=invoice, **{name: getattr(one, name) for name in columns})
    install(db.obj)
