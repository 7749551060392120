"""Invoices paid in parts (C-37): equal shares to the cent, each with its due date; overdue is any part past due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from peewee import DatabaseError

from custtui.domain.days import dated
from custtui.domain.due import DueRule
from custtui.domain.instalments import (
    MOST_PARTS,
    DuePart,
    days_of_parts_fault,
    oldest_parts_first,
    open_parts,
    read_days,
    shares,
)
from custtui.models.account import CustomerAccount
from custtui.models.base import db
from custtui.models.fulfilment import Instalment, Invoice
from custtui.models.operator import PaymentTerms
from custtui.models.order import Outbox
from custtui.models.triggers import drop, install
from custtui.services import fulfilment as ff
from custtui.services import order_entry as desk
from custtui.services import orders
from custtui.services.approval.chosen import deciding
from custtui.services.check import check
from custtui.services.clock import today
from custtui.services.credit import credit_use
from custtui.services.fulfilment.owing import overdue_payers, owing, unpaid_of
from custtui.services.fulfilment.papers import confirmation
from custtui.services.fulfilment.statement_text import statement_text
from custtui.services.fulfilment.statements import statements
from custtui.services.notices.overdue import tell_overdue
from custtui.services.orders.as_json import as_json
from custtui.services.orders.printed import printed
from custtui.services.standing import overdue_invoice
from tests.services import house
from tests.services.fulfilling import D, of
from tests.services.house import ANN, BEN, CORA
from tests.services.keying import keyed, ordered
from tests.services.test_fulfilment_payments import billed

THIRDS = (D("33.33"), D("33.34"), D("33.33"))


def in_three() -> house.House:
    """The examples, A1 on terms of 30, 60, 90 days."""
    made = house.stand()
    row = PaymentTerms.create(code="THREE", name="3 parts", days=30, instalments="30 60 90")
    CustomerAccount.update(terms=row).where(CustomerAccount.id == made.a1).execute()
    return made


def last_message() -> str:
    """What the message put last says."""
    return Outbox.select().order_by(Outbox.id.desc()).get().body


def ago(days: int) -> date:
    return today() - timedelta(days=days)


@pytest.mark.parametrize(
    ("gross", "count", "currency", "parts"),
    [
        ("100.00", 3, "USD", "33.33 33.34 33.33"),
        ("0.01", 3, "USD", "0.00 0.01 0.00"),
        ("100", 3, "JPY", "33 34 33"),
        ("1.000", 3, "KWD", "0.333 0.334 0.333"),
    ],
)
def test_a_part_is_the_rounded_share_of_all_so_far_less_the_earlier_ones(gross, count, currency, parts) -> None:
    assert [*shares(D(gross), count, currency)] == [*map(D, parts.split())]


@given(st.decimals("0.01", "100000", places=2), st.integers(2, MOST_PARTS), st.decimals("0", "1", places=3))
def test_parts_add_up_and_so_does_what_is_left_of_them(gross, count, paid) -> None:
    parts = DueRule(parts=tuple(range(0, 30 * count, 30))).parts_of(gross, date(2026, 1, 31), "USD")
    assert sum(part.amount for part in parts) == gross and all(part.amount >= 0 for part in parts)
    left = (gross * paid).quantize(D("0.01"))
    assert sum(part.amount for part in open_parts(parts, left)) == left


def test_the_oldest_part_is_settled_first_across_invoices() -> None:
    """Due date, then number: the second part of the first invoice before the third of the second."""
    day = date(2026, 1, 1)
    one = [DuePart(day + timedelta(days=at), D(10)) for at in (0, 20)]
    two = [DuePart(day + timedelta(days=at), D(10)) for at in (10, 20)]
    assert [oldest_parts_first(D(amount), (one, two)) for amount in (15, 25, 40)] == [
        [D(10), D(5)],
        [D(15), D(10)],
        [D(20), D(20)],
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ""),
        ("30, 60/90", ""),
        ("30", "two to 24 parts"),
        ("14 60", "the first part is due after 14 days, the terms say 30"),
        ("30 30", "each part is due later"),
        ("30 9999", "9999 days are not"),
    ],
)
def test_days_of_parts(text: str, told: str) -> None:
    assert days_of_parts_fault(read_days(text), 30).startswith(told) and bool(told) == bool(
        days_of_parts_fault(read_days(text), 30)
    )
    with pytest.raises(ValueError, match="not a number of days"):
        read_days("30 x")


def test_an_invoice_has_a_row_for_each_part_and_one_of_other_terms_none(database) -> None:
    made = in_three()
    one, other = billed(made.a1), billed(made.hq)
    rows = list(Instalment.select().order_by(Instalment.id))
    assert [(row.number, row.due, row.amount) for row in rows] == [
        (1, today() + timedelta(days=30), D("33.33")),
        (2, today() + timedelta(days=60), D("33.34")),
        (3, today() + timedelta(days=90), D("33.33")),
    ]
    assert {row.number: row.payment_due for row in Invoice.select()} == dict.fromkeys(
        (one, other), today() + timedelta(days=30)
    )
    (told,) = owing(made.hq).invoices
    assert told.parts == (DuePart(today() + timedelta(days=30), D(100)),)
    assert (credit_use([made.a1], "USD").used, list(check())) == (100, [])


def test_overdue_is_what_of_the_parts_past_due_is_not_paid(database) -> None:
    """Of an invoice 61 days old two parts are due: 66.67; 40 pays the oldest and some of the next."""
    made = in_three()
    one = billed(made.a1, day=ago(61))
    (late,) = overdue_payers()
    assert (late.amount, late.invoices, late.since, late.days) == (D("66.67"), 1, ago(31), 31)
    assert overdue_invoice([made.a1], today()) == one
    assert deciding(ordered(made.a1, "ITEM1 x1").number).overdue[0].unpaid == D("66.67")
    ff.receive(ANN, "3897-5", D(40), {one: D(40)})
    (late,) = overdue_payers()
    assert (late.amount, late.since, late.days) == (D("26.67"), ago(1), 1)
    (row,) = unpaid_of(made.a1)
    assert (row.left, row.payment_due, row.overdue(today())) == (D(60), ago(1), D("26.67"))
    ff.receive(ANN, "3897-5", D("26.67"), {one: D("26.67")})
    assert (overdue_payers(), overdue_invoice([made.a1], today())) == ([], "")
    assert orders.invoices_of(made.a1)[0].payment_due == today() + timedelta(days=29)
    assert ff.reverse(BEN, 2, "BOUNCED") == {one: D("26.67")}
    assert [(row.amount, row.since) for row in overdue_payers()] == [(D("26.67"), ago(1))]
    assert list(check()) == []


def test_what_is_written_off_or_credited_settles_the_oldest_part_too(database) -> None:
    made = in_three()
    one = billed(made.a1, day=ago(31))
    number = orders.invoices_of(made.a1)[0].order
    ff.write_off(BEN, one, D("3.33"), "LOST")
    ff.book_return(ANN, number, of(p10="3"), "DEFECT", "SCRAP")
    (credit,) = ff.credit(BEN, number, of(p10="3"))
    assert [row.amount for row in overdue_payers()] == [D(30)]
    ff.receive(ANN, "3897-5", D(0), {credit: D(-30), one: D(30)})
    assert overdue_payers() == []
    assert [part.amount for part in owing(made.a1).invoices[0].parts] == [D("33.34"), D("33.33")]
    assert list(check()) == []


def test_papers_statement_and_json_say_the_parts(database) -> None:
    made = in_three()
    one = billed(made.a1, day=ago(31))
    ff.receive(ANN, "3897-5", D(40), {one: D(40)})
    rows = [" ".join(row.split()) for row in printed(ff.invoice_paper(one))]
    assert [row.split()[-1] for row in rows if row.startswith("Pay by")] == ["33.33", "33.34", "33.33"]
    (told,) = statements("3897-5")
    assert (told.overdue, told.balance) == (0, 60)
    text = [" ".join(row.split()) for row in statement_text(told)]
    assert [row.split()[-1] for row in text if row.startswith(one)] == ["26.67", "33.33"]
    found = as_json(orders.order(orders.invoices_of(made.a1)[0].order))["instalments"]
    assert [(part["amount"], part["open"]) for part in found] == [
        ("33.33", "0.00"),
        ("33.34", "26.67"),
        ("33.33", "33.33"),
    ]
    assert {part["invoice"] for part in found} == {one}


def test_what_is_left_of_parts_that_fall_due_on_one_day_is_told_of_each(database) -> None:
    """Months' ends: parts after 1, 2 and 3 days are due together."""
    made = in_three()
    PaymentTerms.update(instalments="1 2 3", days=1, end_of_month=True).execute()
    one = billed(made.a1, day=today().replace(day=1) - timedelta(days=20))
    ff.receive(ANN, "3897-5", D(40), {one: D(40)})
    found = as_json(orders.order(orders.invoices_of(made.a1)[0].order))["instalments"]
    assert len({part["due"] for part in found}) == 1
    assert [part["open"] for part in found] == ["0.00", "26.67", "33.33"]


def test_the_payer_is_told_of_each_part_once_it_is_overdue(database, monkeypatch) -> None:
    made = in_three()
    house.control("email_notices", True)
    one = billed(made.a1, day=ago(31))
    assert "To be paid 33.33 by " in last_message()
    count = Outbox.select().count()
    assert [tell_overdue(CORA), tell_overdue(CORA)] == [1, 0]
    assert f"Invoice {one}" in last_message() and "Overdue 33.33 USD." in last_message()
    monkeypatch.setattr("custtui.services.notices.overdue.today", lambda: today() + timedelta(days=30))
    assert [tell_overdue(CORA), tell_overdue(CORA)] == [1, 0]
    assert ("Overdue 66.67 USD." in last_message(), Outbox.select().count()) == (True, count + 2)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE instalment SET amount = 1",
        "DELETE FROM instalment",
        "INSERT INTO instalment (invoice_id, number, due, amount) VALUES (1, 4, '2030-01-01', 1)",
        "INSERT INTO instalment (invoice_id, number, due, amount) VALUES (2, 2, '2030-01-01', 1)",
        "INSERT INTO instalment (invoice_id, number, due, amount) VALUES (2, 1, '2030-01-01', 1)",
    ],
)
def test_the_parts_of_an_invoice_never_change(database, sql: str) -> None:
    made = in_three()
    billed(made.a1)
    billed(made.hq)
    with pytest.raises(DatabaseError):
        database.execute_sql(sql)


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE instalment SET amount = amount - 1 WHERE number = 1", "not equal shares of 100.00"),
        ("DELETE FROM instalment WHERE number = 2", "its parts are numbered 1, 3"),
        ("UPDATE instalment SET due = '2020-01-01' WHERE number = 3", "its parts are due on"),
        ("UPDATE payment_terms SET instalments = '30 20'", "terms THREE: instalments: each part is due later"),
        ("UPDATE payment_terms SET instalments = 'x'", "terms THREE: instalments: 'x' is not a number of days"),
    ],
)
def test_check_names_parts_that_are_not_as_the_rule_says(database, sql: str, told: str) -> None:
    made = in_three()
    billed(made.a1)
    drop(database)
    database.execute_sql(sql)
    install(database)
    found = "\n".join(check())
    assert told in found and ("terms" in told or "instalment " in found)
    assert db.obj is database


def test_a_draft_and_the_confirmation_of_its_order_tell_every_part(database) -> None:
    made = in_three()
    draft = keyed(made.a1, "ITEM1 x10")
    due = [today() + timedelta(days=days) for days in (30, 60, 90)]
    assert [(part.due, part.amount) for part in draft.payment_parts] == [*zip(due, THIRDS, strict=True)]
    number = desk.place(ANN, draft.id).number
    rows = [" ".join(row.split()) for row in printed(confirmation(number))]
    assert [row for row in rows if row.startswith("Pay by")] == [
        f"Pay by {dated(day)} {amount}" for day, amount in zip(due, THIRDS, strict=True)
    ]
    assert desk.start_change(ANN, number).payment_parts == draft.payment_parts
