"""An invoice may have lines of several orders; a run makes all that are due: seen first, each made once (C-42)."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import replace
from datetime import date, timedelta

import pytest
from peewee import DatabaseError

from custtui.domain.collecting import MONTH, ORDER, WEEK, last_day
from custtui.domain.errors import Conflict, Forbidden, Refused
from custtui.domain.who import NOBODY
from custtui.models.account import CustomerAccount
from custtui.models.base import db
from custtui.models.fulfilment import BilledOrder, Invoice
from custtui.models.operator import PaymentTerms
from custtui.models.order import OrderRevision, Outbox
from custtui.models.triggers import drop, install
from custtui.services import fulfilment as ff
from custtui.services import order_entry as desk
from custtui.services import orders
from custtui.services.check import check
from custtui.services.clock import today
from custtui.services.customer.view import customer
from custtui.services.fulfilment.invoice_runs import run_invoices
from custtui.services.fulfilment.run_plan import invoice_run
from custtui.services.order_entry.views import HeaderText
from custtui.services.orders.printed import printed
from custtui.services.profile import customers
from custtui.services.views.invoice_run import InvoiceRun
from tests.services import house
from tests.services.fulfilling import D, adds_up, kinds, of
from tests.services.house import ANN, BEN
from tests.services.keying import keyed, ordered


def collected(account: int, term: str = MONTH) -> None:
    CustomerAccount.update(collect=term).where(CustomerAccount.id == account).execute()


def shipped(account: int, *lines: str, po: str = "") -> str:
    draft = keyed(account, *lines)
    if po:
        desk.set_header(ANN, draft.id, HeaderText(po_number=po))
    number = desk.place(ANN, draft.id).number
    for line in orders.order(number).lines:
        ff.ship(ANN, number, 1, {line.position: line.quantity})
    return number


@pytest.fixture
def made(database) -> house.House:
    return house.stand()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> date:
    """It is two months later: weeks and months of the goods are over."""
    day = today() + timedelta(days=62)
    for name in ("run_plan", "invoice_runs"):
        monkeypatch.setattr(f"custtui.services.fulfilment.{name}.today", lambda: day)
    return day


def in_words(run: InvoiceRun) -> list[tuple[str, list[str], D]]:
    return [(one.code, [order.number for order in one.orders], one.amounts.gross) for one in run.invoices]


@pytest.mark.parametrize(
    ("term", "cut_off", "last"),
    [
        (ORDER, date(2026, 5, 6), date(2026, 5, 6)),
        ("", date(2026, 5, 6), date(2026, 5, 6)),
        (WEEK, date(2026, 5, 9), date(2026, 5, 3)),
        (WEEK, date(2026, 5, 10), date(2026, 5, 10)),
        (MONTH, date(2026, 5, 30), date(2026, 4, 30)),
        (MONTH, date(2026, 5, 31), date(2026, 5, 31)),
        (MONTH, date(2026, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_week_or_month_is_invoiced_once_it_is_over(term: str, cut_off: date, last: date) -> None:
    assert last_day(term, cut_off) == last


def test_a_run_makes_an_invoice_an_order_or_one_for_all_of_a_payer(made, later) -> None:
    first, second, other = shipped(made.a1, "ITEM1 x5"), shipped(made.a1, "ITEM2 x2"), shipped(made.hq, "ITEM1 x1")
    one, two, three = (orders.order(number).gross for number in (first, second, other))
    assert sorted(in_words(invoice_run())) == [
        ("3897-5", [first], one), ("3897-5", [second], two), ("3897-9", [other], three)
    ]  # fmt: skip
    collected(made.a1)
    assert sorted(in_words(invoice_run())) == [("3897-5", [first, second], one + two), ("3897-9", [other], three)]
    run = run_invoices(ANN, invoice_run())
    assert run.told == () and sorted(run.made) == ["IN-1", "IN-2"]
    assert invoice_run().invoices == ()
    assert [row.number for row in Invoice.select().order_by(Invoice.id)] == ["IN-1", "IN-2"]
    assert list(check()) == []


def test_an_invoice_of_several_orders_is_each_ones_own_part_in_views_history_and_json(made, later) -> None:
    collected(made.a1)
    first, second = shipped(made.a1, "ITEM1 x5", "ITEM2 x1"), shipped(made.a1, "ITEM2 x2", po="4711")
    assert run_invoices(ANN, invoice_run()).made == ("IN-1",)
    for number in (first, second):
        view = orders.order(number)
        assert [(of, gross) for of, _, gross in view.invoices] == [("IN-1", view.gross)]
        assert (view.invoiced_total, view.to_come) == (view.gross, 0)
        assert kinds(number)[-1] == "invoiced" and "(IN-1)" in view.events[-1].text
        assert all(line.billable == 0 for line in view.lines)
        adds_up(view)
    paper = ff.invoice_paper("IN-1")
    assert paper.gross == sum(orders.order(number).gross for number in (first, second))
    text = "\n".join(printed(paper))
    assert text.index(f"Order {first}") < text.index("ITEM1") < text.index(f"Order {second}, PO 4711")
    assert text.rindex("ITEM2") > text.index("PO 4711")
    assert list(check()) == []


def test_what_is_not_alike_is_not_on_one_invoice(made, later) -> None:
    house.tax("0.10")
    house.tax("0", category="free")
    house.product("FREE", tax_category="free")
    collected(made.a1)
    first = shipped(made.a1, "ITEM1 x5")
    CustomerAccount.update(terms=PaymentTerms.get(code="NET60")).where(CustomerAccount.id == made.a1).execute()
    second = shipped(made.a1, "ITEM1 x5")
    third = shipped(made.a1, "FREE x5")
    assert sorted(numbers for _, numbers, _ in in_words(invoice_run())) == [[first], [second], [third]]


def test_goods_shipped_after_the_cut_off_wait(made) -> None:
    number = shipped(made.a1, "ITEM1 x5")
    assert invoice_run(today() - timedelta(days=1)).invoices == ()
    (one,) = invoice_run(today()).invoices
    assert one.orders[0].quantities == ((10, D(5)),)
    ff.invoice(ANN, number, of(p10="2"))
    (one,) = invoice_run().invoices
    assert one.orders[0].quantities == ((10, D(3)),)
    collected(made.a1)
    assert invoice_run(last_day(MONTH, today()) - timedelta(days=1)).invoices == ()


def test_what_changed_since_it_was_seen_is_told_and_not_made(made, later) -> None:
    first, second = shipped(made.a1, "ITEM1 x5"), shipped(made.hq, "ITEM1 x1")
    seen = invoice_run()
    ff.invoice(ANN, first, of(p10="1"), day=later)
    run = run_invoices(ANN, seen)
    assert run.made == ("IN-2",) and len(run.told) == 1 and first in run.told[0] and "meanwhile" in run.told[0]
    assert [number for number, *_ in orders.order(second).invoices] == ["IN-2"]
    with pytest.raises(Conflict):
        run_invoices(ANN, seen)
    with pytest.raises(Conflict, match="Today is"):
        run_invoices(ANN, replace(seen, day=today()))
    assert Invoice.select().count() == 2 and list(check()) == []


def test_of_two_runs_at_once_one_makes_it(made, later) -> None:
    collected(made.a1)
    for _ in range(3):
        shipped(made.a1, "ITEM1 x5")
    seen = invoice_run()

    def run(who) -> tuple[str, ...]:
        with db.connection_context() if db.is_closed() else nullcontext():
            try:
                return run_invoices(who, seen).made
            except Conflict:
                return ()

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(run, (ANN, BEN))) == [(), ("IN-1",)]
    assert BilledOrder.select().count() == 3 and list(check()) == []


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        (
            "UPDATE invoice_line SET position_id = (SELECT max(id) FROM order_position) WHERE id ="
            " (SELECT max(id) FROM invoice_line)",
            "a line is of another order",
        ),
        (
            "UPDATE billed_order SET order_id = (SELECT max(id) FROM sales_order) WHERE id ="
            " (SELECT max(id) FROM billed_order)",
            "a line is of another order",
        ),
        (
            "UPDATE billed_order SET net = net + 1000, gross = gross + 1000 WHERE id = (SELECT max(id) FROM"
            " billed_order)",
            "its orders do not add up to it",
        ),
        (
            "UPDATE billed_order SET net = net + CASE WHEN id = (SELECT max(id) FROM billed_order) THEN 1000 ELSE"
            " -1000 END, gross = gross + CASE WHEN id = (SELECT max(id) FROM billed_order) THEN 1000 ELSE -1000 END",
            "1.000 is invoiced beyond its lines",
        ),
        (
            "UPDATE invoice SET order_id = (SELECT max(id) FROM sales_order)",
            "stands in the chain of an order that is not on it",
        ),
        ("DELETE FROM billed_order WHERE id = (SELECT max(id) FROM billed_order)", "was removed"),
    ],
)
def test_who_moves_what_of_an_invoice_is_whose_is_named(made, later, statement: str, fault: str) -> None:
    collected(made.a1)
    for _ in range(2):
        shipped(made.a1, "ITEM1 x5")
    run_invoices(ANN, invoice_run())
    shipped(made.a1, "ITEM1 x5")
    with pytest.raises(DatabaseError, match="never changes"), db.atomic():
        db.execute_sql(statement)
    assert list(check()) == []
    drop(db.obj)
    db.execute_sql(statement)
    install(db.obj)
    assert fault in "\n".join(check())


def test_it_is_paid_as_one_and_credited_order_by_order(made, later) -> None:
    collected(made.a1)
    first, second = shipped(made.a1, "ITEM1 x5"), shipped(made.a1, "ITEM2 x2")
    run_invoices(ANN, invoice_run())
    whole = Invoice.get().gross
    ff.receive(ANN, "3897-5", whole, {"IN-1": whole})
    assert [one.amount for number in (first, second) for one in orders.order(number).payments] == [whole, whole]
    assert [kinds(number)[-1] for number in (first, second)] == ["paid", "paid"]
    ff.book_return(ANN, second, of(p10="1"), "DEFECT", "SELLABLE")
    ff.credit(BEN, second, of(p10="1"), day=later)
    view = orders.order(second)
    assert view.credited_total > 0 and orders.order(first).credited_total == 0
    assert ff.credit_paper("CN-1").invoices == ("IN-1",)
    adds_up(view)
    assert list(check()) == []


def test_the_payers_people_are_told_once_with_all_of_it(made, later) -> None:
    collected(made.a1)
    house.control("email_notices", True)
    house.contact(made.a1, "Emily Day", events=("invoicing",), email="day@hj.example")
    first, second = shipped(made.a1, "ITEM1 x5"), shipped(made.a1, "ITEM2 x2")
    seen = invoice_run()
    assert [one.tell for one in seen.invoices] == [("Emily Rose",)]
    run_invoices(ANN, seen)
    (letter,) = Outbox.select().where(Outbox.paper == "IN-1")
    assert f"{first}, {second}" in letter.body and "ITEM1" in letter.body and "ITEM2" in letter.body


def test_how_invoices_are_collected_is_a_term_of_the_payer(made) -> None:
    version, form = customers.editable(made.a1)
    with pytest.raises(Refused, match=r'Invoices: "day" is none of ORDER, WEEK, MONTH'):
        customers.update(BEN, made.a1, version, replace(form, collect="day"))
    with pytest.raises(Forbidden):
        customers.update(ANN, made.a1, version, replace(form, collect="month"))
    customers.update(BEN, made.a1, version, replace(form, collect="m"))
    assert customer(made.a1).collect == MONTH


def test_nobody_who_has_not_signed_on_runs_it(made) -> None:
    shipped(made.a1, "ITEM1 x5")
    with pytest.raises(Refused):
        run_invoices(NOBODY, invoice_run())
    assert OrderRevision.select().count() == 1 and Invoice.select().count() == 0


CLERK = """
import sys
from decimal import Decimal
from custtui.domain.errors import Refused, Unavailable
from custtui.domain.who import Role, Who
from custtui.models.database import bind, make_database
from custtui.services import fulfilment as ff
from custtui.services.fulfilment import run_plan
bind(make_database(sys.argv[1]))
run_plan.last_day = lambda term, cut_off: cut_off
who, one = Who(sys.argv[2], sys.argv[2], Role.CLERK), Decimal(1)
def tried(act, *asked):
    try:
        return act(who, *asked)
    except Unavailable:
        raise
    except Refused:
        pass
for _ in range(4):
    for number in sys.argv[3:]:
        tried(ff.ship, number, 1, {10: one})
    tried(ff.run_invoices, ff.invoice_run())
    tried(ff.invoice, sys.argv[-1], {10: one})
    tried(ff.receive, "3897-5", one, {"IN-1": one})
"""


def test_clerks_who_run_invoice_and_take_money_at_once_bill_every_piece_once(made, database_url: str) -> None:
    """Nobody waits for another in a ring, numbers have no gaps (D-02)."""
    collected(made.a1)
    numbers = [ordered(made.a1, "ITEM1 x12").number for _ in range(3)]
    house.hire("c0", "c1", "c2")
    clerks = [
        subprocess.Popen([sys.executable, "-c", CLERK, database_url, f"c{one}", *numbers], stderr=subprocess.PIPE)
        for one in range(3)
    ]
    assert [clerk.communicate(timeout=300)[1] for clerk in clerks] == [b""] * 3
    for number in numbers:
        view = orders.order(number)
        assert view.lines[0].shipped == 12 and view.lines[0].billable >= 0
        adds_up(view)
    made_ones = [row.number for row in Invoice.select()]
    assert sorted(made_ones) == sorted(f"IN-{at + 1}" for at in range(len(made_ones)))
    assert list(check()) == []
