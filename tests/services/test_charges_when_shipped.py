"""A charge is taxed on an invoice as on the day the goods left, and says where its order said otherwise (C-38)."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from peewee import DatabaseError

from custtui.domain.collecting import MONTH
from custtui.domain.errors import Refused
from custtui.domain.who import SYSTEM
from custtui.exchange import export_file, import_file
from custtui.models.account import CustomerAccount, TaxStatus
from custtui.models.base import db
from custtui.models.fulfilment import BilledCharge, BilledOrder, CreditCharge, Invoice
from custtui.models.operator import TaxRate
from custtui.models.order import SalesOrder
from custtui.models.triggers import drop, install
from custtui.services import fulfilment as ff
from custtui.services import order_entry as desk
from custtui.services import orders
from custtui.services.check import check
from custtui.services.clock import today
from custtui.services.fulfilment.invoice_runs import run_invoices
from custtui.services.fulfilment.run_plan import invoice_run
from custtui.services.orders.printed import printed
from tests.files import bound_copy
from tests.services import house
from tests.services.fulfilling import adds_up, of
from tests.services.house import ANN, BEN, House
from tests.services.keying import keyed
from tests.services.test_tax_when_shipped import KINDS, made, raised, sound, sums

__all__ = ["made"]

D = Decimal


def charged(account: int, charges: str = "freight 12.50", quantity: int = 3) -> str:
    draft = keyed(account, f"PART x{quantity}")
    desk.set_header(ANN, draft.id, replace(draft.header, charges=charges))
    return desk.place(ANN, draft.id).number


def test_freight_has_the_rate_of_the_day_the_goods_left(made: House) -> None:
    """29.97 and 12.50 at 7 %: 2.10 and 0.88; at 6.625 % the order said 1.99 and 0.83."""
    number = charged(made.a1)
    raised()
    ff.ship(ANN, number, 1, of(p10="3"))
    seen = ff.invoicing(number)
    assert [(one.name, one.differs) for one in seen.charges_taxed] == [("freight", D("0.05"))]
    first = ff.invoice(ANN, number, of(p10="1"), seen=seen)
    assert (Invoice.get().tax, BilledOrder.get().tax_difference) == (D("1.58"), D("0.09"))
    assert [row.split() for row in sums(first)] == [
        ["Net", "22.49"],
        "Tax 7% of 22.49 1.58".split(),
        ["Total", "24.07"],
    ]
    freight = ff.invoice_paper(first).lines[-1]
    assert (freight.tax_rate, freight.tax, freight.gross) == (D("0.07"), D("0.88"), D("13.38"))
    assert freight.taxed.startswith("tax 7% when shipped (ordered: tax 6.625%), standard in NJ")
    assert any("when shipped" in row for row in printed(ff.invoice_paper(first)))
    ff.invoice(ANN, number, of(p10="2"))
    view = orders.order(number)
    assert (view.tax_difference, view.to_come) == (D("0.16"), D(0))
    assert view.invoiced_total == D("29.97") + D("2.10") + D("12.50") + D("0.88")
    assert BilledCharge.select().count() == 1
    sound(number, made.a1)


def test_what_is_taxed_as_ordered_has_no_row_of_its_own(made: House) -> None:
    number = charged(made.a1, "freight 12.50; packing 5.00")
    ff.ship(ANN, number, 1, of(p10="3"))
    assert ff.invoicing(number).charges_taxed == ()
    ff.invoice(ANN, number, of(p10="3"))
    assert not BilledCharge.select().exists() and BilledOrder.get().tax_difference is None
    sound(number, made.a1)


def test_a_certificate_that_came_since_exempts_charges_too(made: House) -> None:
    number = charged(made.a1, "freight 12.50; packing 5.00")
    TaxStatus.create(account=made.a1, state="NJ", certificate="EX-1", made_by="ann")
    ff.ship(ANN, number, 1, of(p10="3"))
    paper = ff.invoice_paper(ff.invoice(ANN, number, of(p10="3")))
    assert (paper.tax, paper.net) == (D(0), D("47.47"))
    assert [(one.description, one.tax) for one in paper.lines[1:]] == [("freight", D(0)), ("packing", D(0))]
    assert all("tax exempt in NJ" in one.taxed for one in paper.lines)
    adds_up(orders.order(number))


def test_freight_is_credited_with_the_tax_it_was_billed_with(made: House) -> None:
    number = charged(made.a1)
    raised("0.20")
    ff.ship(ANN, number, 1, of(p10="3"))
    ff.invoice(ANN, number, of(p10="3"))
    ff.book_return(ANN, number, of(p10="1"), "DEFECT", "SCRAP")
    ff.credit(BEN, number, of(p10="1"), ff.CreditTerms(freight=True))
    freight = CreditCharge.get()
    assert (freight.net, freight.tax, freight.tax_rate) == (D("-12.50"), D("-2.50"), D("0.2"))
    assert freight.tax_difference == D("-1.67")
    sound(number, made.a1)


def test_credited_whole_and_invoiced_again_it_takes_the_tax_of_then(made: House) -> None:
    number = charged(made.a1)
    raised("0.20")
    ff.ship(ANN, number, 1, of(p10="3"))
    first = ff.invoice(ANN, number, of(p10="3"))
    ff.credit_whole(BEN, number, first)
    assert sum((row.gross for row in Invoice.select()), D(0)) == 0 == orders.order(number).tax_difference
    assert [one.tax_difference for one in BilledCharge.select().order_by(BilledCharge.id)] == [D("1.67"), D("-1.67")]
    sound(number, made.a1)
    TaxRate.update(rate=D("0.10")).execute()
    again = ff.invoice(ANN, number, of(p10="3"))
    assert ff.invoice_paper(again).lines[-1].tax == D("1.25")
    sound(number, made.a1)


def test_a_run_makes_what_it_showed(made: House) -> None:
    CustomerAccount.update(collect=MONTH).where(CustomerAccount.id == made.a1).execute()
    numbers = [charged(made.a1), charged(made.a1, "packing 5.00")]
    raised()
    for number in numbers:
        ff.ship(ANN, number, 1, of(p10="3"))
    cut_off = today() + timedelta(days=62)
    with pytest.MonkeyPatch.context() as clock:
        for name in ("run_plan", "invoice_runs"):
            clock.setattr(f"custtui.services.fulfilment.{name}.today", lambda: cut_off)
        seen = invoice_run(cut_off)
        assert [one.amounts.tax for one in seen.invoices] == [D("5.43")]
        assert run_invoices(ANN, seen).told == ()
    assert Invoice.get().tax == D("5.43") and BilledCharge.select().count() == 2
    paper = ff.invoice_paper(Invoice.get().number)
    assert [one.tax for one in paper.lines] == [D("2.10"), D("0.88"), D("2.10"), D("0.35")]
    for number in numbers:
        sound(number, made.a1)


def test_a_rate_edited_between_the_look_and_f9_is_told_of_charges(made: House) -> None:
    number = charged(made.a1)
    ff.ship(ANN, number, 1, of(p10="3"))
    seen = ff.invoicing(number)
    TaxRate.update(rate=D("0.08")).execute()
    with pytest.raises(Refused, match="Charges: taxed as ordered -> freight tax 8%"):
        ff.invoice(ANN, number, of(p10="3"), seen=seen)
    assert not Invoice.select().exists()


def test_it_goes_out_and_in_again(made: House, tmp_path: Path, sqlite_template: Path) -> None:
    """Also of an invoice credited whole and made again, and of freight that was credited."""
    numbers = [charged(made.a1, f"freight 12.50; {name} 5.00") for name in ("crate deposit", "packing")]
    raised("0.20")
    for number in numbers:
        ff.ship(ANN, number, 1, of(p10="3"))
        first = ff.invoice(ANN, number, of(p10="3"))
    ff.credit_whole(BEN, numbers[1], first)
    TaxRate.update(rate=D("0.10")).execute()
    ff.invoice(ANN, numbers[1], of(p10="3"))
    ff.book_return(ANN, numbers[0], of(p10="1"), "DEFECT", "SCRAP")
    ff.credit(BEN, numbers[0], of(p10="1"), ff.CreditTerms(freight=True))
    told = [taxes(number) for number in numbers]
    for kind in KINDS:
        export_file(SYSTEM, kind, tmp_path / f"{kind}.csv", "csv")
    with bound_copy(sqlite_template, tmp_path / "again.sqlite"):
        for kind in KINDS:
            report = import_file(SYSTEM, kind, tmp_path / f"{kind}.csv")
            assert report.ok, [str(one) for one in report.rejects]
        assert [taxes(number) for number in numbers] == told
        assert list(check()) == []
        export_file(SYSTEM, "orders", tmp_path / "again.csv", "csv")
        assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "orders.csv").read_bytes()


def taxes(number: str) -> object:
    view = orders.order(number)
    names = ("gross", "invoiced_total", "credited_total", "adjusted_total", "tax_difference", "to_come")
    rows = BilledCharge.select(BilledCharge.charge, BilledCharge.tax_rate, BilledCharge.tax_difference)
    return [getattr(view, name) for name in names], sorted(rows.tuples())


def test_the_database_and_its_check_hold_how_charges_are_taxed(made: House) -> None:
    number, other = charged(made.a1), charged(made.a1)
    raised()
    ff.ship(ANN, number, 1, of(p10="3"))
    ff.invoice(ANN, number, of(p10="3"))
    row = BilledCharge.get()
    with pytest.raises(DatabaseError, match="An invoice never changes"), db.atomic():
        BilledCharge.update(tax_rate=D("0.5")).execute()
    with pytest.raises(DatabaseError, match="is of an order that stands on it"), db.atomic():
        stray = SalesOrder.get(SalesOrder.number == other)
        BilledCharge.create(invoice=row.invoice, order=stray, charge="freight", tax_rate=D(0), tax_difference=D(0))
    drop(db.obj)
    BilledCharge.update(tax_rate=D("0.5")).execute()
    BilledCharge.update(tax_difference=D("1.05")).execute()
    install(db.obj)
    found = [*check()]
    assert any("freight of invoice IN-1: 1.88 is not the tax of 12.5 at 50%" in fault for fault in found)
    assert any("is not what it says of that order" in fault for fault in found)


def test_charges_of_two_rates_are_credited_each_by_its_name_and_rate(made: House) -> None:
    """6.625 % of 100.00 and 3 % of 100.00: 6.63 and 3.00; the invoice that billed them is named too (C-31)."""
    house.tax("0.03", category="reduced")
    number = charged(made.a1, "freight 100.00; packing 100.00 reduced")
    ff.ship(ANN, number, 1, of(p10="2"))
    first = ff.invoice(ANN, number, of(p10="2"))
    ff.ship(ANN, number, 1, of(p10="1"))
    second = ff.invoice(ANN, number, of(p10="1"))
    ff.book_return(ANN, number, of(p10="1"), "DEFECT", "SCRAP")
    (credit,) = ff.credit(BEN, number, of(p10="1"), ff.CreditTerms(freight=True))
    paper = ff.credit_paper(credit)
    rows = [(one.description, one.tax_rate, one.net, one.tax) for one in paper.lines[1:]]
    assert rows == [
        ("Freight", D("0.06625"), D("-100.00"), D("-6.63")),
        ("packing", D("0.03"), D("-100.00"), D("-3.00")),
    ]
    assert paper.invoices == (first, second)
    assert f"of {second}, {first}" in [one.text for one in orders.order(number).events][-1]
    sound(number, made.a1)


def test_a_credit_note_of_a_whole_invoice_has_its_lines_and_charges_below_0(made: House) -> None:
    """One row of goods, though the cent by which it is no share of its line is kept apart; charges by name."""
    house.tax("0.03", category="reduced")
    number = charged(made.a1, "freight 12.50; packing 5.00 reduced", quantity=2)
    raised("0.07")
    ff.ship(ANN, number, 1, of(p10="2"))
    first, _ = (ff.invoice(ANN, number, of(p10="1")) for _ in range(2))
    whole = ff.invoice_paper(first)
    (credit,) = ff.credit_whole(BEN, number, first)
    back = ff.credit_paper(credit)
    assert [(one.description, one.tax_rate, -(one.net or 0), -(one.tax or 0)) for one in back.lines] == [
        (one.description, one.tax_rate, one.net, one.tax) for one in whole.lines
    ]
    assert any("Tax 7% of -22.49" in row for row in printed(back))
