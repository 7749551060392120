"""An invoice is taxed as it was shipped, and says where its order said otherwise; nothing vanishes (C-38, X-07)."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from peewee import DatabaseError

from custtui.domain.address import Address
from custtui.domain.collecting import MONTH
from custtui.domain.errors import CHANGED, Refused
from custtui.domain.line_tax import line_tax
from custtui.domain.who import SYSTEM
from custtui.exchange import export_file, import_file
from custtui.models.account import CustomerAccount, TaxStatus
from custtui.models.base import db
from custtui.models.fulfilment import Invoice, InvoiceLine
from custtui.models.operator import PaymentTerms, TaxRate
from custtui.models.triggers import drop, install
from custtui.services import fulfilment as ff
from custtui.services import orders
from custtui.services.check import check
from custtui.services.clock import today
from custtui.services.credit import credit_use
from custtui.services.fulfilment.invoice_runs import run_invoices
from custtui.services.fulfilment.owing import owing
from custtui.services.fulfilment.run_plan import invoice_run
from custtui.services.orders.as_json import as_json
from custtui.services.orders.printed import printed
from custtui.services.taxes import tax_facts
from tests.files import bound_copy
from tests.rows import chained
from tests.services import house
from tests.services.fulfilling import adds_up, of
from tests.services.house import ANN, BEN, House
from tests.services.keying import ordered

D = Decimal
KINDS = ("seller", "terms", "methods", "taxes", "customers", "products", "orders")


@pytest.fixture
def made(database) -> House:
    stands = house.stand()
    CustomerAccount.update(accept_threshold=D(10_000)).execute()
    house.tax("0.06625", state="NJ")
    house.product("PART", "9.99")
    return stands


def raised(rate: str = "0.07", days: int = 0) -> None:
    """Another rate from a day on."""
    first = today() + timedelta(days=days)
    TaxRate.update(last_day=first - timedelta(days=1)).execute()
    house.tax(rate, state="NJ", first=first)


def sound(number: str, account: int) -> None:
    view = orders.order(number)
    adds_up(view)
    assert credit_use([account], "USD").used == sum((row.gross for row in Invoice.select()), D(0)) + view.to_come
    assert list(check()) == []


def sums(invoice: str) -> Iterator[str]:
    rows = (row.strip() for row in printed(ff.invoice_paper(invoice)))
    return (row for row in rows if row.startswith(("Net  ", "Tax", "GST", "QST", "Total")))


def test_a_rate_raised_after_the_order_is_on_its_invoice(made: House) -> None:
    """29.97 at 6.625 % are 1.99 of tax, at 7 % 2.10: one third of each by shares of the line (D-01)."""
    number = ordered(made.a1, "PART x3").number
    raised()
    ff.ship(ANN, number, 1, of(p10="3"))
    (line,) = ff.invoicing(number).lines
    assert (line.tax, [one.tax.rate for one in line.parts(D(1))]) == (D("2.10"), [D("0.07")])
    first, second = ff.invoice(ANN, number, of(p10="1")), ff.invoice(ANN, number, of(p10="2"))
    assert [row.tax for row in InvoiceLine.select().order_by(InvoiceLine.id)] == [D("0.70"), D("1.40")]
    assert [*sums(first)] == ["Net   9.99", "Tax 7% of 9.99   0.70", "Total  10.69"]
    told = ff.invoice_paper(second).lines[0].taxed
    assert told.startswith("tax 7% when shipped (ordered: tax 6.625%), standard in NJ")
    view = orders.order(number)
    assert (view.gross, view.invoiced_total, view.to_come) == (D("31.96"), D("32.07"), D(0))
    assert (view.tax_difference, view.adjusted_total) == (D("0.11"), D("-0.11"))
    assert view.events[-1].text == "2 PART (IN-2) 21.38, tax 0.07 more than ordered"
    plain = as_json(view)
    assert plain["tax_difference"] == "0.11" and plain["lines"][0]["tax_rate"] == "0.06625"
    assert [one["tax_difference"] for one in plain["lines"][0]["taxed_otherwise"]] == ["0.04", "0.07"]
    assert sum((one.left for one in owing(made.a1).invoices), D(0)) == D("32.07")
    sound(number, made.a1)


def test_goods_shipped_before_and_after_are_two_lines_of_one_invoice(made: House) -> None:
    number = ordered(made.a1, "PART x3").number
    ff.ship(ANN, number, 1, of(p10="1"))
    raised(days=1)
    ff.ship(ANN, number, 1, of(p10="2"), day=today() + timedelta(days=1))
    invoice = ff.invoice(ANN, number, of(p10="3"), day=today() + timedelta(days=1))
    assert [(row.quantity, row.tax_rate, row.tax) for row in InvoiceLine.select().order_by(InvoiceLine.id)] == [
        (D(1), D("0.06625"), D("0.66")),
        (D(2), D("0.07"), D("1.40")),
    ]
    assert [*sums(invoice)][1:3] == ["Tax 7% of 19.98   1.40", "Tax 6.625% of 9.99   0.66"]
    sound(number, made.a1)


def test_a_certificate_that_expired_before_the_goods_left_taxes_them(made: House) -> None:
    """R-35 on the day of shipment; and the other way round: one that came since exempts them."""
    TaxStatus.create(account=made.a1, state="NJ", certificate="EX-1", last_day=today(), made_by="ann")
    chained()
    number, taxed = ordered(made.a1, "PART x2").number, ordered(made.a1, "PART x2")
    (line,) = orders.order(number).lines
    assert (line.tax, line.tax_reason.partition(" until")[0]) == (D(0), "tax exempt in NJ, certificate EX-1")
    ff.ship(ANN, number, 1, of(p10="2"), day=today() + timedelta(days=1))
    ff.invoice(ANN, number, of(p10="2"), day=today() + timedelta(days=1))
    assert InvoiceLine.get().tax == D("1.32") and orders.order(number).tax_difference == D("1.32")
    ff.ship(ANN, taxed.number, 1, of(p10="2"))
    ff.invoice(ANN, taxed.number, of(p10="2"), day=today() + timedelta(days=1))
    assert InvoiceLine.select().order_by(InvoiceLine.id.desc()).get().tax == 0
    assert list(check()) == []


def test_what_is_credited_has_the_tax_it_was_invoiced_with(made: House) -> None:
    """C-31: in parts, without goods and whole, to the cent; the order says nothing differs once all is back."""
    number = ordered(made.a1, "PART x3").number
    raised("0.20")
    ff.ship(ANN, number, 1, of(p10="3"))
    invoice = ff.invoice(ANN, number, of(p10="3"))
    ff.book_return(ANN, number, of(p10="1"), "DEFECT", "SCRAP")
    (note,) = ff.credit(BEN, number, of(p10="1"))
    credit = Invoice.get(Invoice.number == note)
    assert (credit.net, credit.tax) == (D("-9.99"), D("-2.00"))
    ff.allow(BEN, number, 10, "PRICE", net=D("5.00"))
    assert Invoice.select().order_by(Invoice.id.desc()).get().tax == D("-1.00")
    assert {row.tax_rate for row in InvoiceLine.select()} == {D("0.2")}
    sound(number, made.a1)
    ff.credit_whole(BEN, number, invoice)
    assert sum((row.gross for row in Invoice.select()), D(0)) == 0 == orders.order(number).tax_difference
    sound(number, made.a1)


def test_a_run_makes_what_it_showed(made: House) -> None:
    number = ordered(made.a1, "PART x3").number
    raised()
    ff.ship(ANN, number, 1, of(p10="3"))
    seen = invoice_run()
    assert [one.amounts.tax for one in seen.invoices] == [D("2.10")]
    assert run_invoices(ANN, seen).told == () and Invoice.get().tax == D("2.10")
    sound(number, made.a1)


def test_no_rate_on_the_day_leaves_the_tax_as_ordered_and_a_row_of_0_is_one(made: House) -> None:
    number, other = ordered(made.a1, "PART x1").number, ordered(made.a1, "PART x1").number
    TaxRate.update(last_day=today() - timedelta(days=1)).execute()
    for one in (number, other):
        ff.ship(ANN, one, 1, of(p10="1"))
    ff.invoice(ANN, number, of(p10="1"))
    assert Invoice.get().tax == D("0.66")
    house.tax("0", state="NJ", first=today())
    ff.invoice(ANN, other, of(p10="1"))
    assert Invoice.select().order_by(Invoice.id.desc()).get().tax == 0
    sound(other, made.a1)


def test_taxes_of_invoices_go_out_and_in_again(made: House, tmp_path: Path, sqlite_template: Path) -> None:
    number = ordered(made.a1, "PART x3").number
    ff.ship(ANN, number, 1, of(p10="1"))
    TaxRate.delete().execute()
    house.tax("0.05", country="US", component="GST")
    house.tax("0.09975", country="US", state="NJ", component="QST")
    ff.ship(ANN, number, 1, of(p10="2"))
    ff.invoice(ANN, number, of(p10="3"))
    ff.book_return(ANN, number, of(p10="1"), "DEFECT", "SCRAP")
    ff.credit(BEN, number, of(p10="1"))
    told = taxes(number)
    for kind in KINDS:
        export_file(SYSTEM, kind, tmp_path / f"{kind}.csv", "csv")
    assert "1/0.14975/" in (tmp_path / "orders.csv").read_text("utf-8")
    with bound_copy(sqlite_template, tmp_path / "again.sqlite"):
        for kind in KINDS:
            report = import_file(SYSTEM, kind, tmp_path / f"{kind}.csv")
            assert report.ok, [str(one) for one in report.rejects]
        assert taxes(number) == told
        assert list(check()) == []
        export_file(SYSTEM, "orders", tmp_path / "again.csv", "csv")
        assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "orders.csv").read_bytes()


def taxes(number: str) -> object:
    told = as_json(orders.order(number))
    names = ("gross", "invoiced_total", "credited_total", "adjusted_total", "tax_difference", "to_come")
    return [told[name] for name in names], [line["taxed_otherwise"] for line in told["lines"]]


def test_the_database_and_its_check_hold_what_an_invoice_is_taxed(made: House) -> None:
    number = ordered(made.a1, "PART x3").number
    raised()
    ff.ship(ANN, number, 1, of(p10="3"))
    ff.invoice(ANN, number, of(p10="3"))
    row = InvoiceLine.get()
    columns = {"invoice": row.invoice_id, "position": row.position_id, "booked_on": row.booked_on_id}
    sums_of = {"net": D(1), "tax": D(1), "gross": D(2)}
    with pytest.raises(DatabaseError, match="has a rate"), db.atomic():
        InvoiceLine.create(**columns, **sums_of, quantity=D(1), tax_difference=D(1))
    with pytest.raises(DatabaseError, match="it was invoiced with"), db.atomic():
        InvoiceLine.create(**columns, **sums_of, quantity=D(-1), credits=row.id)
    drop(db.obj)
    InvoiceLine.update(tax_rate=D("0.5")).execute()
    install(db.obj)
    assert any("is not the tax of 29.97 at 50%" in fault for fault in check())


def test_a_run_collects_what_is_taxed_alike_on_the_day_of_shipment(made: House) -> None:
    """One order from when a certificate held, one of after: both are taxed as they were shipped, on one invoice."""
    CustomerAccount.update(collect=MONTH).where(CustomerAccount.id == made.a1).execute()
    TaxStatus.create(account=made.a1, state="NJ", certificate="EX-1", made_by="ann")
    exempt = ordered(made.a1, "PART x1").number
    TaxStatus.delete().execute()
    taxed = ordered(made.a1, "PART x1").number
    for number in (exempt, taxed):
        ff.ship(ANN, number, 1, of(p10="1"))
    cut_off = today() + timedelta(days=62)
    with pytest.MonkeyPatch.context() as clock:
        for name in ("run_plan", "invoice_runs"):
            clock.setattr(f"custtui.services.fulfilment.{name}.today", lambda: cut_off)
        (one,) = invoice_run(cut_off).invoices
        assert [order.number for order in one.orders] == [exempt, taxed]
        (number,) = run_invoices(ANN, invoice_run(cut_off)).made
    assert Invoice.get(Invoice.number == number).tax == D("1.32")
    sound(exempt, made.a1)


def test_a_run_keeps_apart_what_is_not_taxed_alike_on_the_day_of_shipment(made: House) -> None:
    CustomerAccount.update(collect=MONTH).where(CustomerAccount.id == made.a1).execute()
    before, after = ordered(made.a1, "PART x1").number, ordered(made.a1, "PART x1").number
    ff.ship(ANN, before, 1, of(p10="1"))
    TaxStatus.create(account=made.a1, state="NJ", first_day=today() + timedelta(days=1), made_by="ann")
    ff.ship(ANN, after, 1, of(p10="1"), day=today() + timedelta(days=1))
    cut_off = today() + timedelta(days=62)
    with pytest.MonkeyPatch.context() as clock:
        clock.setattr("custtui.services.fulfilment.run_plan.today", lambda: cut_off)
        assert [len(one.orders) for one in invoice_run(cut_off).invoices] == [1, 1]


def test_a_rate_edited_between_the_look_and_f9_is_told_and_f9_again_invoices_by_it(made: House) -> None:
    number = ordered(made.a1, "PART x3").number
    ff.ship(ANN, number, 1, of(p10="3"))
    seen = ff.invoicing(number)
    TaxRate.update(rate=D("0.08")).execute()
    with pytest.raises(Refused) as refused:
        ff.invoice(ANN, number, of(p10="3"), seen=seen)
    assert [(one.code, one.text) for one in refused.value.faults] == [(CHANGED, "Line 10 PART: tax 6.625% -> tax 8%")]
    assert not Invoice.select().exists()
    ff.invoice(ANN, number, of(p10="3"), seen=ff.invoicing(number))
    assert Invoice.get().tax == D("2.40")
    sound(number, made.a1)


def test_a_certificate_entered_between_the_look_and_f9_is_told(made: House) -> None:
    number = ordered(made.a1, "PART x3").number
    ff.ship(ANN, number, 1, of(p10="3"))
    seen = ff.invoicing(number)
    TaxStatus.create(account=made.a1, state="NJ", certificate="EX-1")
    with pytest.raises(Refused, match=r"Line 10 PART: tax 6\.625% -> not taxed"):
        ff.invoice(ANN, number, of(p10="3"), seen=seen)


def test_terms_edited_between_the_look_and_f9_are_told(made: House) -> None:
    number = ordered(made.a1, "PART x3").number
    ff.ship(ANN, number, 1, of(p10="3"))
    seen = ff.invoicing(number)
    changed = PaymentTerms.update(discount_days=10, discount_rate=D("0.02"), instalments="30 60")
    changed.where(PaymentTerms.code == "NET30").execute()
    with pytest.raises(Refused) as refused:
        ff.invoice(ANN, number, of(p10="3"), seen=seen)
    assert [one.text for one in refused.value.faults] == [
        "Terms NET30: 30 days -> 30, 60 days",
        "terms NET30: no discount -> 2% less within 10 days",
    ]


def test_a_run_tells_a_rate_edited_since_it_was_seen_and_makes_none_of_it(made: House) -> None:
    number = ordered(made.a1, "PART x3").number
    ff.ship(ANN, number, 1, of(p10="3"))
    seen = invoice_run(today())
    TaxRate.update(rate=D("0.08")).execute()
    with pytest.raises(Refused, match="changed meanwhile"):
        run_invoices(ANN, seen)
    assert not Invoice.select().exists()
    run_invoices(ANN, invoice_run(today()))
    assert Invoice.get().tax == D("2.40")


def test_a_certificate_of_a_state_at_home_exempts_nowhere_abroad(made: House) -> None:
    """PA is Pennsylvania, and Pará in Brazil."""
    house.tax("0.17", country="BR")
    TaxStatus.create(account=made.a1, state="PA", certificate="EX-1", made_by="ann")
    place = {"street": "1 Rua X", "city": "Belem", "state": "PA", "postal_code": "66000-000", "country": "BR"}
    facts = tax_facts(["BR", "US"], made.a1, "")
    assert line_tax(facts, "standard", Address(**place), today()).rate == D("0.17")
    assert not line_tax(facts, "standard", Address("", "Erie", "PA", "16501", "US"), today()).rate
