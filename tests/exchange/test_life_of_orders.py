"""Orders in every state go out and come in again: same figures, same credit, the same file to the byte."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from custtui.domain.who import SYSTEM
from custtui.exchange import export_file, import_file
from custtui.models.account import CustomerAccount
from custtui.models.fulfilment import Allocation, Forfeit, Payment
from custtui.models.operator import Seller
from custtui.models.order import OrderCharge, OrderLine, SalesOrder
from custtui.services import fulfilment as ff
from custtui.services.check import check
from custtui.services.clock import today
from custtui.services.credit import credit_use
from custtui.services.customer.view import customer
from custtui.services.orders import every_order, invoices_of, order
from custtui.services.orders.as_json import as_json
from tests.exchange.files import House
from tests.exchange.files import house as set_up_house
from tests.files import bound_copy
from tests.services.fulfilling import adds_up, faults, of
from tests.services.house import ANN

D = Decimal
KINDS = ("customers", "products", "orders", "payments")
TAXED = ("kind", "tax_category", "tax_parts", "tax_reason")
HEADER = "number,customer,order_date,status,payment_terms,freight,position,product,quantity,price,tax_rate"
CUSTOMERS = (
    "code,name,currency,terms,credit_limit\nC-1,Juice Bar,USD,NET30,900\nC-2,Tea Bar,USD,,5000\nC-3,Bar,USD,,\n"
)


@pytest.fixture
def house(database, tmp_path: Path) -> House:
    """A house with three customers and two products."""
    made = set_up_house(tmp_path)
    made.put("customers", CUSTOMERS)
    made.put("products", "code,name\nP-1,Pear\nP-2,Plum\n")
    return made


def out_and_in(tmp_path: Path, template: Path, kinds: tuple[str, ...] = KINDS) -> None:
    """Everything out, into an empty database, out again."""
    told = figures()
    for kind in kinds:
        export_file(SYSTEM, kind, tmp_path / f"{kind}-out.csv", "csv")
    with bound_copy(template, tmp_path / "again.sqlite"):
        set_up_house(tmp_path)
        for kind in kinds:
            report = import_file(SYSTEM, kind, tmp_path / f"{kind}-out.csv")
            assert report.ok, [str(one) for one in report.rejects]
        again = figures()
        assert {key: (value, told[key]) for key, value in again.items() if value != told[key]} == {}
        assert again.keys() == told.keys()
        assert list(check()) == []
        for kind in ("orders", "payments"):
            export_file(SYSTEM, kind, tmp_path / "again.csv", "csv")
            assert (tmp_path / "again.csv").read_bytes() == (tmp_path / f"{kind}-out.csv").read_bytes()


def figures() -> dict[str, Any]:
    """Of every order and every customer."""
    found: dict[str, Any] = {}
    for row in CustomerAccount.select():
        found[row.code] = (credit_use([row.id], row.currency).used, customer(row.id).credit_left)
    for one in every_order():
        view = order(one.number)
        adds_up_anyway(view)
        shown = as_json(view)
        found[one.number] = {name: value for name, value in shown.items() if name not in ("events", "holds")}
        found[one.number]["holds"] = [(hold.code, hold.text) for hold in view.holds]
        found[one.number]["summary"] = view.summary
        for papers in ("shipments", "invoices"):
            found[one.number][papers] = sorted(shown[papers], key=str)
        gone = [-D(row["amount"]) for row in shown["payments"] if row["kind"] == "reversal"]
        found[one.number]["payments"] = sorted(
            (row["invoice"], row["kind"], row["date"], row["amount"])
            for row in shown["payments"]
            if row["kind"] != "reversal" and D(row["amount"]) not in gone
        )
    return found


def adds_up_anyway(view: Any) -> None:
    """`adds_up`, with less shipped than invoiced where goods came back."""
    if view.returned_total == 0:
        adds_up(view)


def test_what_was_shipped_here_and_not_invoiced_comes_back_as_such(
    house: House, tmp_path: Path, sqlite_template: Path
) -> None:
    """C-13, C-35: 700.00 of 900.00 left before and after; what came in as finished history counts for nothing.

    Nobody is shown anything of that to invoice, and nobody can (X-07, X-08).
    """
    house.put("orders", f"{HEADER}\nSO-1,C-1,2026-05-04,,,,10,P-1,2,100,0\n")
    house.put("orders", f"{HEADER},shipments\nSO-0,C-1,2025-05-04,,,,10,P-1,5,100,0,SH-0@2025-05-05=5\n")
    ff.ship(ANN, "SO-1", 1, of(p10="2"))
    assert (order("SO-1").summary, left("C-1")) == ("finished, 2 to invoice", 700)
    history = order("SO-0")
    adds_up(history)
    assert (history.summary, history.to_come, history.adjusted_total) == ("finished", 0, 500)
    assert [(one.billable, one.adjusted) for one in history.lines] == [(0, 5)]
    assert ff.invoicing("SO-0").why_not == "SO-0 came in finished from a file and was invoiced elsewhere"
    assert faults(ff.invoice, ANN, "SO-0", of(p10="1"))["quantity:10"].startswith(
        "Line 10 P-1: 1 is more than the 0 "
    )
    out_and_in(tmp_path, sqlite_template)


def left(code: str) -> Decimal | None:
    return customer(code).credit_left


def test_what_was_paid_in_part_comes_back_as_such(house: House, tmp_path: Path, sqlite_template: Path) -> None:
    house.put("orders", f"{HEADER}\nSO-1,C-1,2026-05-04,,,,10,P-1,2,100,0\nSO-2,C-1,2026-05-04,,,,10,P-1,1,50,0\n")
    for number, quantity in (("SO-1", "2"), ("SO-2", "1")):
        ff.ship(ANN, number, 1, of(p10=quantity))
        ff.invoice(ANN, number, of(p10=quantity))
    ff.receive(ANN, "C-1", D(80), {"IN-1": D(30), "IN-2": D(50)})
    assert left("C-1") == 900 - 170
    out_and_in(tmp_path, sqlite_template)


def test_money_taken_back_and_paid_back_comes_back_as_such(
    house: House, tmp_path: Path, sqlite_template: Path
) -> None:
    """C-37: what settles something still; what is left; and what was paid back of a credit note, with its reason."""
    rows = "SO-1,C-1,2026-05-04,,,,10,P-1,9,3.33,0.08875", "SO-2,C-1,2026-05-04,,,,10,P-1,4,7,0"
    house.put("orders", "\n".join([HEADER, *rows, ""]))
    for number, quantity in (("SO-1", "9"), ("SO-2", "4")):
        ff.ship(ANN, number, 1, of(p10=quantity))
        ff.invoice(ANN, number, of(p10=quantity))
    ff.receive(ANN, "C-1", D(28), {"IN-2": D(28)})
    ff.reverse(SYSTEM, Payment.get().id, "BOUNCED")
    ff.receive(ANN, "C-1", D(40), {"IN-1": D(20), "IN-2": D(10)})
    ff.take_back(SYSTEM, Allocation.get(Allocation.amount == 20).id, "WRONG")
    ff.refund(SYSTEM, Payment.get(Payment.amount == 40).id, D("0.01"), "SURPLUS")
    ff.book_return(ANN, "SO-2", of(p10="2"), "DEFECT", "SCRAP")
    ff.credit(ANN, "SO-2", of(p10="2"))
    ff.refund_credit(SYSTEM, "CN-1", D(9), "CREDIT")
    ff.write_off(SYSTEM, "IN-1", D("0.03"), "DIFFERENCE")
    assert left("C-1") == 900 - order("SO-1").gross + D("0.03") - 28 + 14 + D("39.99") - 9
    day = today()
    out_and_in(tmp_path, sqlite_template)
    assert f"IN-2@{day}=10; CN-1@{day}=-9/REFUND/CREDIT" in (tmp_path / "orders-out.csv").read_text()


@pytest.mark.parametrize(
    ("paid", "told"),
    [
        ("CN-1@2026-05-08=-3/REFUND/", "Reason is required"),
        ("CN-1@2026-05-08=-3/GIFT/X", "is not like"),
        ("CN-1@2026-05-08=3/REFUND/CREDIT", "is below 0"),
        ("IN-1@2026-05-08=-3/WRITE_OFF/LOST", "is above 0"),
        ("IN-1@2026-05-08=3/write_off/LOST", ""),
        ("CN-1@2026-05-08=-4/REFUND/CREDIT", "4 paid of CN-1"),
        ("CN-1@2026-05-08=-3", "credit notes of C-1"),
        ("CN-1@2026-05-08=-3/refund/CREDIT", ""),
    ],
)
def test_what_is_paid_back_of_a_credit_note_says_why(house: House, paid: str, told: str) -> None:
    moves = '"IN-1@2026-05-05=9;CN-1@2026-05-07=-1/IN-1"'
    text = (
        f"{HEADER},shipments,invoices,payments\nSO-1,C-1,2026-05-04,,,,10,P-1,9,3,0,S@2026-05-05=9,{moves},{paid}\n"
    )
    found = house.bring("orders", text).rejects
    assert [one.column for one in found] == ["payments"] * bool(told)
    assert told in str(found), [str(one) for one in found]


def test_a_discount_for_early_payment_comes_back_as_such(house: House, tmp_path: Path, sqlite_template: Path) -> None:
    house.put("terms", "code,name,days,discount_days,discount_rate\nT,2 % 10,30,10,0.02\n")
    house.put("orders", f"{HEADER}\nSO-1,C-1,2026-05-04,,T,,10,P-1,2,50,0\n")
    ff.ship(ANN, "SO-1", 1, of(p10="2"))
    ff.invoice(ANN, "SO-1", of(p10="2"))
    ff.receive(ANN, "C-1", D(98), {"IN-1": D(98)}, discounts={"IN-1": D(2)})
    assert left("C-1") == 900
    export_file(SYSTEM, "terms", tmp_path / "terms-out.csv", "csv")
    out_and_in(tmp_path, sqlite_template, ("terms", *KINDS))
    assert "=2/DISCOUNT" in (tmp_path / "orders-out.csv").read_text()


def test_instalments_come_back_as_they_were(house: House, tmp_path: Path, sqlite_template: Path) -> None:
    """C-37: the parts of an invoice follow from the terms of its order, paid in part or not."""
    house.put("terms", "code,name,days,instalments\nT,3 parts,30,30 60 90\n")
    house.put("orders", f"{HEADER}\nSO-1,C-1,2026-05-04,,T,,10,P-1,2,50,0\nSO-2,C-1,2026-05-04,,T,,10,P-1,1,1,0\n")
    for number, quantity in (("SO-1", "2"), ("SO-2", "1")):
        ff.ship(ANN, number, 1, of(p10=quantity))
        ff.invoice(ANN, number, of(p10=quantity))
    ff.receive(ANN, "C-1", D(40), {"IN-1": D(40)})
    told = as_json(order("SO-1"))["instalments"]
    assert [(one["amount"], one["open"]) for one in told] == [
        *(("33.33", "0.00"), ("33.34", "26.67"), ("33.33", "33.33"))
    ]
    export_file(SYSTEM, "terms", tmp_path / "terms-out.csv", "csv")
    out_and_in(tmp_path, sqlite_template, ("terms", *KINDS))


@pytest.mark.parametrize(
    ("days", "told"),
    [("60 90", "the first part is due after 60 days"), ("30 x", "'x' is not a number of days"), ("30", "two to 24")],
)
def test_days_of_parts_that_cannot_be_are_refused(house: House, days: str, told: str) -> None:
    report = house.bring("terms", f"code,name,days,instalments\nT,3 parts,30,{days}\n")
    assert told in str(report.rejects[0]) and "instalments" in str(report.rejects[0])


def test_credit_notes_come_back_as_they_were(house: House, tmp_path: Path, sqlite_template: Path) -> None:
    """Goods, an allowance by amount and by pieces, freight, a fee; one credited whole and made again (C-31)."""
    rows = "SO-1,C-1,2026-05-04,,,5.00,10,P-1,9,3.33,0.08875", "SO-2,C-1,2026-05-04,,,2.00,10,P-1,4,7,0"
    house.put("orders", "\n".join([HEADER, *rows, ""]))
    for number, quantity in (("SO-1", "9"), ("SO-2", "4")):
        ff.ship(ANN, number, 1, of(p10=quantity))
        ff.invoice(ANN, number, of(p10=quantity))
    ff.allow(ANN, "SO-1", 10, "PRICE", net=D("1.11"))
    ff.allow(ANN, "SO-1", 10, "SHORT", pieces=D(2))
    ff.book_return(ANN, "SO-1", of(p10="4"), "DEFECT", "SCRAP")
    ff.credit(ANN, "SO-1", of(p10="4"), ff.CreditTerms(freight=True, fee=D("0.50"), fee_reason="RESTOCK"))
    ff.credit_whole(ANN, "SO-2", "IN-2")
    ff.invoice(ANN, "SO-2", of(p10="4"))
    named = [one.invoices for number in ("SO-1", "SO-2") for one in order(number).credit_notes]
    assert named == [("IN-1",)] * 3 + [("IN-2",)]
    out_and_in(tmp_path, sqlite_template)


@pytest.mark.parametrize("named", ["IN-9", "IN-2", "IN-1"])
def test_a_credit_note_names_an_invoice_of_its_line_that_has_as_much(house: House, named: str) -> None:
    credit = "2026-05-06=-1" if named == "IN-2" else "2026-05-10=-3"
    moves = f"IN-1@2026-05-05=2;IN-2@2026-05-09=7;CN-1@{credit}/"
    row = "SO-1,C-1,2026-05-04,,,,10,P-1,9,3.33,0"
    told = house.bring("orders", f'{HEADER},shipments,invoices\n{row},S@2026-05-05=9,"{moves}{named}"\n').rejects
    why = {"IN-9": "not an invoice of this line", "IN-2": "which is of 2026-05-09", "IN-1": "takes back more of IN-1"}
    assert [one.column for one in told] == ["invoices"] and why[named] in told[0].text, told


@pytest.mark.parametrize("seed", range(4))
def test_every_kind_of_order_keeps_its_figures(
    house: House, tmp_path: Path, sqlite_template: Path, seed: int
) -> None:
    """Also of other currencies, and with goods that came back (C-31)."""
    random = Random(seed)
    house.put(
        "customers", "code,name,currency,terms,credit_limit\nC-4,Saft Bar,EUR,NET30,900\nC-5,Cha Bar,JPY,,90000\n"
    )
    rows = [HEADER]
    for at in range(14):
        status = ("accepted", "accepted", "accepted", "pending", "declined", "cancelled")[at % 6]
        terms, freight = random.choice(("", "NET30", "-")), random.choice(("", "5.00"))
        head = f"SO-{at},C-{random.randint(1, 5)},2026-05-04,{status},{terms},{freight}"
        for position in (10, 20):
            tail = f"{position},P-{position // 10},{random.randint(1, 30)},{random.randint(1, 999) / 100},0.08875"
            rows.append(f"{head if position == 10 else f'SO-{at},,,,,'},{tail}")
    house.put("orders", "\n".join(rows) + "\n")
    for _ in range(60):
        act(random, f"SO-{random.randrange(14)}")
    out_and_in(tmp_path, sqlite_template)


def act(random: Random, number: str) -> None:
    """Something a clerk may do with an order, if there is anything to do."""
    view = order(number)
    line = random.choice(view.lines)
    if line.shipped > line.returned and random.random() < 0.2:
        come_back(random, number, line, D(random.randint(1, int(line.shipped - line.returned))))
    elif view.status == "accepted" and line.open:
        some = {line.position: D(random.randint(1, int(line.open)))}
        if random.random() < 0.8:
            ff.ship(ANN, number, 1, some)
        else:
            ff.forfeit(ANN, number, 1, some, "CUSTOMER")
    elif line.billable and random.random() < 0.7:
        ff.invoice(ANN, number, {line.position: D(random.randint(1, int(line.billable)))})
    elif view.invoices and random.random() < 0.7:
        one, _, gross = view.invoices[0]
        with_part = gross if random.random() < 0.5 else D("0.01")
        if not paid(one):
            surplus = D(random.choice((0, 0, 1, 25)))
            ff.receive(ANN, view.bill_to_code, with_part + surplus, {one: with_part})


def test_notes_for_the_house_come_back(house: House, tmp_path: Path, sqlite_template: Path) -> None:
    """X-21: of the order on its first row, of a line on its own."""
    rows = "SO-1,C-1,2026-05-04,accepted,,,10,P-1,1,2,0,Ask Ben,\nSO-1,,,,,,20,P-2,1,2,0,,Bin 7\n"
    house.put("orders", f"{HEADER},internal_note,line_note\n{rows}")
    view = order("SO-1")
    assert [view.internal_note, *(line.line_note for line in view.lines)] == ["Ask Ben", "", "Bin 7"]
    out_and_in(tmp_path, sqlite_template)


@pytest.mark.parametrize("finished", [False, True])
def test_what_was_chosen_of_returns_comes_back(
    house: House, tmp_path: Path, sqlite_template: Path, finished: bool
) -> None:
    """C-31: what is invoiced first, credited or not yet."""
    house.put("orders", f"{HEADER}\n" + "".join(f"SO-{at},C-1,2026-05-04,accepted,,,10,P-1,9,2,0\n" for at in (1, 2)))
    for number in ("SO-1", "SO-2"):
        ff.ship(ANN, number, 1, of(p10="9" if finished else "6"))
        ff.invoice(ANN, number, of(p10="4"))
        ff.book_return(ANN, number, of(p10="3"), "DEFECT", "SCRAP", first="INVOICED")
    ff.credit(ANN, "SO-2", of(p10="2"))
    assert [order(one).lines[0].to_credit for one in ("SO-1", "SO-2")] == [D(3), D(1)]
    out_and_in(tmp_path, sqlite_template)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("DEFECT@2026-05-12=3/SCRAP/4", "is not a part of the 3 returned"),
        ("DEFECT@2026-05-12=3//0", "is not a part of the 3 returned"),
        ("DEFECT@2026-05-12=3/SCRAP/3", "3 to credit first of 2 returned and invoiced"),
    ],
)
def test_what_cannot_be_credited_first_is_told(house: House, cells: str, told: str) -> None:
    head = f"{HEADER},shipped_date,invoices,returns"
    row = f"SO-1,C-1,2026-05-04,finished,,,10,P-1,5,2,0,2026-05-05,IN-1@2026-05-06=2,{cells}"
    report = house.bring("orders", f"{head}\n{row}\n")
    assert [one.column for one in report.rejects] == ["returns"] and told in report.rejects[0].text


TAXES = "category,country,state,rate,first_day\nstandard,CA,QC,0.14975,2020-01-01\na/b,CA,QC,0.05,2020-01-01\n"
CHARGES = (
    "packing=5@0.05/A\\\\/B//a/b in QC: 5%; pallets=3@0.14975/standard/GST 0.05, QST 0.09975/standard in QC, CA;"
    " x@y=2@0.19; rebate=1@0/standard; freight=4@0.14975/standard"
)


def test_charges_come_back_with_how_they_were_taxed(house: House, tmp_path: Path, sqlite_template: Path) -> None:
    """C-41: their category, their taxes by name and why; those of before have a rate alone."""
    house.put("taxes", TAXES)
    house.put("orders", f'{HEADER},charges\nSO-1,C-1,2026-05-04,accepted,,,10,P-1,1,2,0,"{CHARGES}"\n')
    assert list(OrderCharge.select(*map(OrderCharge._meta.fields.get, TAXED)).order_by(OrderCharge.id).tuples()) == [
        ("packing", "a/b", "", "a/b in QC: 5%"),
        ("pallets", "standard", "GST 0.05, QST 0.09975", "standard in QC, CA"),
        ("x@y", "", "", ""),
        ("rebate", "standard", "", ""),
        ("freight", "standard", "", ""),
    ]
    out_and_in(tmp_path, sqlite_template, ("taxes", *KINDS))


@pytest.mark.parametrize(
    ("charge", "told"),
    [
        ("packing=5@0.05/luxury", "luxury"),
        ("packing=5@0.05/standard/GST 0.05, QST 0.02", "0.07"),
        ("packing=5@0.05/standard/odd", "odd is not a number"),
        ("packing=5/standard", "packing=5.00@0.19/standard"),
    ],
)
def test_how_a_charge_cannot_be_taxed_is_told(house: House, charge: str, told: str) -> None:
    house.put("taxes", TAXES)
    report = house.bring("orders", f'{HEADER},charges\nSO-1,C-1,2026-05-04,accepted,,,10,P-1,1,2,0,"{charge}"\n')
    assert [one.column for one in report.rejects] == ["charges"] and told in report.rejects[0].text


def come_back(random: Random, number: str, line: Any, quantity: Decimal) -> None:
    """Goods that came back (C-31)."""
    ff.book_return(ANN, number, {line.position: quantity}, "DEFECT", random.choice(("SELLABLE", "SCRAP")))


def paid(number: str) -> bool:
    from custtui.models.fulfilment import Allocation, Invoice

    return Allocation.select().join(Invoice).where(Invoice.number == number).exists()


MOVED = f"{HEADER},shipments,invoices,forfeits,returns,shipped_date,paid_date,payments"


@pytest.mark.parametrize("status", ["cancelled", "declined", "pending"])
@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("shipments", "SH-1@2026-05-05=1,,,,,,"),
        ("invoices", ",IN-1@2026-05-05=1,,,,,"),
        ("forfeits", ",,gone@2026-05-05=1,,,,"),
        ("shipped_date", ",,,,2026-05-05,,"),
        ("paid_date", ",,,,,2026-05-05,"),
    ],
)
def test_nothing_moved_of_what_was_never_accepted(house: House, status: str, column: str, cells: str) -> None:
    """F-65, C-14, C-46: one cancelled after goods went out is finished, with forfeits for the rest."""
    report = house.bring("orders", f"{MOVED}\nSO-1,C-1,2026-05-04,{status},,,10,P-1,2,100,0,{cells}\n")
    assert (report.written, [(one.line, one.column) for one in report.rejects]) == (False, [(2, column)])
    assert status in report.rejects[0].text or "finished" in report.rejects[0].text


@pytest.mark.parametrize(
    ("column", "first", "second", "reason"),
    [
        ("shipments", "SH-1@2026-05-05=1", "SH-1@2026-05-06=1", "of 2026-05-06 here and of 2026-05-05"),
        (
            "invoices",
            "SH-1@2026-05-05=1,IN-1@2026-05-05=1",
            "SH-1@2026-05-05=1,IN-1@2026-05-06=1",
            "of 2026-05-06 here and of 2026-05-05",
        ),
        (
            *("invoices", "SH-1@2026-05-05=1,IN-1@2026-05-05=1"),
            *("SH-1@2026-05-05=1,IN-1@2026-05-05=-1;IN-2@2026-05-05=1", "an invoice and a credit note"),
        ),
    ],
)
def test_one_number_is_one_paper(house: House, column: str, first: str, second: str, reason: str) -> None:
    rows = (f"SO-1,C-1,2026-05-04,,,,10,P-1,2,100,0,{first}", f"SO-1,,,,,,20,P-2,2,100,0,{second}")
    report = house.bring("orders", f"{HEADER},shipments,invoices\n" + "\n".join(rows) + "\n")
    assert [(one.line, one.column) for one in report.rejects] == [(3, column)]
    assert reason in report.rejects[0].text


def test_one_shipment_has_one_ship_to(house: House) -> None:
    header = f"{HEADER},ship_street,ship_city,shipments"
    rows = ("10,P-1,1,1,0,1 Elm,Troy,SH-1@2026-05-05=1", "20,P-2,1,1,0,2 Elm,Troy,SH-1@2026-05-05=1")
    text = f"{header}\nSO-1,C-1,2026-05-04,,,,{rows[0]}\nSO-1,,,,,,{rows[1]}\n"
    assert "SH-1 is sent to two ship-tos" in house.bring("orders", text).rejects[0].text


def test_an_invoice_and_a_shipment_may_be_of_two_orders(house: House) -> None:
    """C-42, C-48: they are of one payer, and go to one ship-to of one customer, on one day."""
    rows = [f"SO-{at},C-1,2026-05-04,,,,10,P-1,2,1,0,SH-1@2026-05-05=1,IN-1@2026-05-05=1" for at in (1, 2)]
    house.put("orders", f"{HEADER},shipments,invoices\n" + "\n".join(rows) + "\n")
    assert [(one.number, one.orders, one.gross) for one in invoices_of(CustomerAccount.get(code="C-1").id)] == [
        ("IN-1", ("SO-1", "SO-2"), D(2))
    ]


def test_a_blank_term_means_the_payers(house: House) -> None:
    """F-75, R-33: due after 30 days, not the same day; `-` says that there was none."""
    rows = [
        f"SO-{at},C-1,2026-05-04,,{terms},,10,P-1,2,1,0,@2026-05-05=1,IN-{at}@2026-05-05=1"
        for at, terms in enumerate(("", "-"))
    ]
    house.put("orders", f"{HEADER},shipments,invoices\n" + "\n".join(rows) + "\n")
    one, none = order("SO-0"), order("SO-1")
    assert (one.payment_terms, str(one.payment_due), none.payment_terms, none.payment_due) == (
        *("NET30", "2026-06-03"),
        *("", None),
    )
    assert str(ff.invoice_paper("IN-0").payment_due) == "2026-06-04"


def test_an_order_that_came_in_waiting_says_why(house: House, tmp_path: Path, sqlite_template: Path) -> None:
    """X-08, X-09: that it was imported, and every reason of the rules."""
    house.put("orders", f"{HEADER}\nSO-1,C-1,2026-05-04,pending,,,10,P-1,10,100,0\n")
    assert [hold.text for hold in order("SO-1").holds] == [
        "imported as waiting",
        "no auto-accept limit is set",
        "100.00 over the credit limit of 900.00",
    ]
    out_and_in(tmp_path, sqlite_template)


def test_more_paid_than_billed_is_refused(house: House) -> None:
    moved = "@2026-05-05=1,IN-1@2026-05-05=1"
    text = f"{HEADER},shipments,invoices,payments\nSO-1,C-1,2026-05-04,,,,10,P-1,2,1,0,{moved},{{}}\n"
    assert (
        "is not an invoice of this order" in house.bring("orders", text.format("IN-7@2026-05-06=1")).rejects[0].text
    )
    report = house.bring("orders", text.format("IN-1@2026-05-06=2.00"))
    assert [(one.line, one.column) for one in report.rejects] == [(2, "payments")]
    assert "2.00 paid of IN-1, which is 1.00" in report.rejects[0].text and not report.written
    assert SalesOrder.select().count() == Payment.select().count() == 0


@pytest.mark.parametrize(
    ("moved", "open_still"),
    [("", "2"), ("SH-1@2026-05-05=1", "1"), ("SH-1@2026-05-05=1,gone@2026-05-05=1", "")],
)
def test_of_a_finished_order_nothing_is_open(house: House, moved: str, open_still: str) -> None:
    """R-31: what was not shipped was given up, and the file says so."""
    text = f"{HEADER},shipments,forfeits\nSO-1,C-1,2026-05-04,finished,,,10,P-1,2,1,0,{moved}\n"
    report = house.bring("orders", text)
    told = f"finished, but {open_still} are neither shipped nor closed short: say which"
    assert [(one.line, one.column, one.text) for one in report.rejects] == [(2, "status", told)] * bool(open_still)


def test_unknown_payment_terms_are_refused_by_name(house: House) -> None:
    """F-75: they would be due at once without a word."""
    report = house.bring("orders", f"{HEADER}\nSO-1,C-1,2026-05-04,,NET99,,10,P-1,2,1,0\n")
    assert [(one.line, one.column, one.text) for one in report.rejects] == [
        (2, "payment_terms", "there is no terms NET99")
    ]


def test_money_that_settles_no_invoice_goes_out_and_comes_in_once(
    house: House, tmp_path: Path, sqlite_template: Path
) -> None:
    """C-35: it lowers what is used of the credit, on the other side too; what stands is not written again."""
    for amount, reference in (("50.00", "cheque 7"), ("50.00", "cheque 7"), ("20", "")):
        ff.receive(ANN, "C-1", D(amount), {}, reference=reference)
    ff.receive(ANN, "C-2", D("0.01"), {})
    assert left("C-1") == 900 + 120
    export_file(SYSTEM, "payments", tmp_path / "twice.csv", "csv")
    assert (tmp_path / "twice.csv").read_bytes().count(b"\n") == 5
    assert import_file(SYSTEM, "payments", tmp_path / "twice.csv").ok
    assert Payment.select().count() == 4
    house.put("payments", "customer,day,amount,reference\nC-1,-1,50.00,cheque 7\nC-3,-1,1,\n")
    assert Payment.select().count() == 6
    assert list(check()) == []
    out_and_in(tmp_path, sqlite_template)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("C-1,-1,0,USD,", "amount"),
        ("C-1,-1,-5,USD,", "amount"),
        ("C-1,-1,0.001,USD,", "amount"),
        ("C-1,-1,1.5,JPY,", "amount"),
        ("C-1,+1,1,USD,", "day"),
        ("C-1,-1,1,USD,BEANS", "method"),
        ("C-9,-1,1,USD,", "customer"),
    ],
)
def test_money_of_a_file_keeps_the_rules_of_a_payment(house: House, row: str, column: str) -> None:
    report = house.bring("payments", f"customer,day,amount,currency,method\n{row}\n")
    assert [(one.line, one.column) for one in report.rejects] == [(2, column)]
    assert not Payment.select().exists()


EARLY = "number,customer,order_date,shipped_date,product,quantity,price,invoices"
MEANT = "O-1,C-1,2026-05-04,2026-05-01,P-1,5,2.00,IN-1@2026-05-02=5"


def test_days_before_the_order_that_were_meant_come_in_again(
    house: House, tmp_path: Path, sqlite_template: Path
) -> None:
    """C-43."""
    refused = house.bring("orders", f"{EARLY}\n{MEANT}\n")
    assert [(one.column, str(one).endswith("meant so: dates_overridden Y")) for one in refused.rejects] == [
        ("shipped_date", True),
        ("invoices", True),
    ]
    house.put("orders", f"{EARLY},dates_overridden\n{MEANT},Y\n")
    told = [(event.kind, event.text) for event in order("O-1").events]
    assert ("dates", "imported: days before 4 May 2026, that of the order") in told and list(check()) == []
    out_and_in(tmp_path, sqlite_template)


def test_what_was_given_up_at_one_in_the_morning_was_given_up_on_that_day(house: House, tmp_path: Path) -> None:
    """Days are those at the counter (D-03): in Tokyo it is tomorrow already."""
    Seller.update(time_zone="Asia/Tokyo").execute()
    house.put("orders", "number,customer,order_date,product,quantity,price\nO-1,C-1,2026-05-04,P-1,5,2.00\n")
    line = OrderLine.get()
    at = datetime(2026, 5, 3, 16, 0, tzinfo=UTC)
    Forfeit.create(position=line.position, booked_on=line.revision, quantity=1, reason="CUSTOMER", made_at=at)
    export_file(SYSTEM, "orders", tmp_path / "out.csv", "csv")
    assert "CUSTOMER@2026-05-04=1" in (tmp_path / "out.csv").read_text()


def test_an_invoice_of_several_orders_is_one_again_from_files(
    house: House, tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C-42: what each order has of it, its charges and what is paid of it come in again; nothing is doubled."""
    monkeypatch.setattr("custtui.services.fulfilment.run_plan.last_day", lambda term, cut_off: cut_off)
    rows = ("O-1,C-1,2026-05-04,,,5.00,10,P-1,2,100,0.1", "O-2,C-1,2026-05-04,,,,10,P-2,3,50,0.1")
    house.put("orders", "\n".join((HEADER, *rows)) + "\n")
    CustomerAccount.update(collect="MONTH").where(CustomerAccount.code == "C-1").execute()
    for number, quantity in (("O-1", "2"), ("O-2", "3")):
        ff.ship(ANN, number, 1, of(p10=quantity))
    assert ff.run_invoices(ANN, ff.invoice_run()).made == ("IN-1",)
    ff.receive(ANN, "C-1", D(300), {"IN-1": D(300)})
    told = {number: money_of(number) for number in ("O-1", "O-2")}
    assert [gross for gross, _, _ in told.values()] == [D("225.00"), D("165.00")] and list(check()) == []
    credit = left("C-1")
    for kind in KINDS:
        export_file(SYSTEM, kind, tmp_path / f"{kind}-out.csv", "csv")
    with bound_copy(sqlite_template, tmp_path / "again.sqlite"):
        set_up_house(tmp_path)
        for kind in KINDS:
            report = import_file(SYSTEM, kind, tmp_path / f"{kind}-out.csv")
            assert report.ok, [str(one) for one in report.rejects]
        assert {number: money_of(number) for number in told} == told and left("C-1") == credit
        assert [[number for number, *_ in order(one).invoices] for one in told] == [["IN-1"], ["IN-1"]]
        assert [one.orders for one in invoices_of(CustomerAccount.get(code="C-1").id)] == [("O-1", "O-2")]
        assert [[row.amount for row in order(one).payments] for one in told] == [[D(300)], [D(300)]]
        assert customer(CustomerAccount.get(code="C-1").id).collect == "MONTH" and list(check()) == []
        export_file(SYSTEM, "orders", tmp_path / "again.csv", "csv")
        assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "orders-out.csv").read_bytes()


def test_what_is_credited_and_invoiced_again_on_one_day_has_its_shares_of_the_tax_again(
    house: House, tmp_path: Path, sqlite_template: Path
) -> None:
    """C-31, D-01: 2 of 7 are invoiced, credited, then 3: of 0.64 tax 0.27, not the 0.28 of the third to the fifth."""
    house.put("orders", f"{HEADER}\nSO-1,C-1,2026-05-04,,,,10,P-1,7,1.01,0.09\n")
    ff.ship(ANN, "SO-1", 1, of(p10="5"))
    ff.invoice(ANN, "SO-1", of(p10="2"))
    ff.credit_whole(SYSTEM, "SO-1", "IN-1")
    ff.invoice(ANN, "SO-1", of(p10="3"))
    assert [gross for *_, gross in order("SO-1").invoices] == [D("2.20"), D("3.30"), D("-2.20")]
    ff.receive(ANN, "C-1", D("3.30"), {"IN-2": D("3.30")})
    out_and_in(tmp_path, sqlite_template)


def money_of(number: str) -> tuple[Decimal, Decimal, Decimal]:
    view = order(number)
    adds_up(view)
    return view.gross, view.invoiced_total, view.to_come


def test_of_an_invoice_of_several_orders_one_is_credited_whole_and_invoiced_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C-31, C-42: its lines and its charges, and nothing of the other orders."""
    monkeypatch.setattr("custtui.services.fulfilment.run_plan.last_day", lambda term, cut_off: cut_off)
    rows = ("O-1,C-1,2026-05-04,,,5.00,10,P-1,2,100,0.1", "O-2,C-1,2026-05-04,,,7.00,10,P-2,3,50,0.1")
    house.put("orders", "\n".join((HEADER, *rows)) + "\n")
    CustomerAccount.update(collect="MONTH").where(CustomerAccount.code == "C-1").execute()
    for number, quantity in (("O-1", "2"), ("O-2", "3")):
        ff.ship(ANN, number, 1, of(p10=quantity))
    ff.run_invoices(ANN, ff.invoice_run())
    credit = left("C-1")
    assert ff.credit_whole(ANN, "O-2", "IN-1") == ("CN-1",)
    assert (order("O-1").credited_total, order("O-2").credited_total) == (0, order("O-2").gross)
    assert ff.credit_paper("CN-1").gross == -order("O-2").gross == D("-172.00")
    (again,) = ff.invoice_run().invoices
    assert ([one.number for one in again.orders], again.amounts.gross) == (["O-2"], D("172.00"))
    ff.run_invoices(ANN, ff.invoice_run())
    assert [money_of(one)[2] for one in ("O-1", "O-2")] == [0, 0] and left("C-1") == credit
    assert list(check()) == []
