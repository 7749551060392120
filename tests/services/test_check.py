"""`custtui check` finds what raw SQL did to a database, and `custtui backup` copies it whole (S-6)."""

from decimal import Decimal
from pathlib import Path

import pytest

from custtui.domain.errors import Refused
from custtui.domain.event import EventKind
from custtui.domain.order import Status
from custtui.domain.who import SYSTEM
from custtui.exchange.generate import generate
from custtui.models import all_models, seal
from custtui.models.account import ContactPoint, CustomerNote
from custtui.models.base import db
from custtui.models.database import is_sqlite, make_database
from custtui.models.fields import ExactField
from custtui.models.fulfilment import Allocation, Invoice, Payment
from custtui.models.merge import MergeLog
from custtui.models.operator import Counter, PaymentTerms, Seller, TaxRate
from custtui.models.order import OrderEvent, OrderLine, OrderRevision, RevisionState, SalesOrder
from custtui.models.search import engine as search
from custtui.models.triggers import drop, install
from custtui.services import check_story, lookup
from custtui.services.backup import backup
from custtui.services.check import check
from tests.rows import DAY, an_account, an_order, at_home, bill, chained, forfeit, ship
from tests.unguarded import unguarded


@pytest.fixture
def revision(database) -> OrderRevision:
    """A sound database with one order in it."""
    one = an_order(at_home(an_account()), [("5", "2.00"), ("7", "0.10")], tax_rate="0.10")
    tamper(f"UPDATE order_revision SET hash = '{seal.resealed([one.id])[one.id]}'")
    search.index_accounts([one.sold_to_id])
    chained()
    return one


def tamper(*statements: str) -> None:
    """What somebody with the file in hands may do."""
    if all(one.startswith(("UPDATE", "INSERT", "DELETE")) for one in statements):
        with unguarded():
            for statement in statements:
                db.execute_sql(statement)
        return
    drop(db.obj)
    for statement in statements:
        db.execute_sql(statement)
    install(db.obj)


def test_a_sound_database_has_no_faults(revision: OrderRevision) -> None:
    assert list(check()) == []


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE order_line SET quantity = 6000 WHERE quantity = 5000", "its content is not what was placed"),
        ("UPDATE order_ship_to SET street = 'elsewhere'", "its content is not what was placed"),
        ("UPDATE order_line SET net = net + 10, gross = gross + 10", "net is 10.700, its lines add up to 10.720"),
        ("UPDATE revision_state SET status = 'pending'", "revision 1 is in force and pending"),
        ("UPDATE sales_order SET in_force_id = NULL", "accepted, but not in force"),
        ("DELETE FROM revision_state", "was never placed"),
        ("UPDATE customer_account SET code = 'X'", "knows it otherwise"),
        ("DELETE FROM search_document", "does not know it"),
        ("UPDATE search_activity SET open_orders = 7", "counts 7 open orders, the last of 2026-05-04, there are 1"),
        ("DELETE FROM search_activity", "counts no orders, there are 1"),
    ],
)
def test_tampering_is_found(revision: OrderRevision, statement: str, fault: str) -> None:
    tamper(statement)
    assert fault in "\n".join(check())


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE order_revision SET payment_method = 'CASH'", "its content is not what was placed"),
        ("UPDATE order_revision SET currency = 'JPY'", "its content is not what was placed"),
        ("UPDATE revision_state SET status = 'finished'", "is finished, but of position 20 not all 7 were sent"),
        ("UPDATE invoice SET gross = gross + 1000, net = net + 1000", "its orders do not add up to it"),
        ("UPDATE billed_order SET gross = gross + 1000, net = net + 1000", "1.000 is invoiced beyond its lines"),
        ("UPDATE invoice_line SET gross = gross - 10, net = net - 10", "0.010 is invoiced beyond its lines"),
        ("UPDATE invoice_line SET gross = gross + 10, net = net + 10", "its lines add up to"),
        (
            "INSERT INTO credit_charge (invoice_id, kind, reason, tax_rate, net, tax)"
            " SELECT id, 'FEE', 'R', 0, 500, 0 FROM invoice",
            "is 6.600, its lines add up to 6.600 and its own charges to 0.500",
        ),
        ("UPDATE payment SET amount = 1000", "4.000 of it are allocated"),
        ("UPDATE allocation SET amount = 9000", "of it are allocated"),
        ("DELETE FROM forfeit", "is finished, but of position 10 not all 5 were sent"),
        ("UPDATE invoice SET net = net + 10", "net 6.010 and tax 0.600 are not 6.600"),
        ("UPDATE invoice SET tax = tax - 10", "and tax 0.590 are not 6.600"),
        (
            "UPDATE invoice_line SET net = net - 10, tax = tax + 10",
            "of position 10 net 5.990 is invoiced, 6.00 is its share",
        ),
        ("UPDATE invoice_line SET tax = 0, gross = net", "of position 10 tax 0.000 is invoiced, 0.60 is its share"),
        ("UPDATE allocation SET amount = 3000", "3.00 is paid of its invoices, its history tells of 4.00"),
        ("UPDATE allocation SET amount = -4000", "-4.000 of it are allocated"),
        ("DELETE FROM allocation", "0.00 is paid of its invoices, its history tells of 4.00"),
        (
            "INSERT INTO allocation (payment_id, invoice_id, amount, reason, made_by, made_at)"
            " SELECT payment_id, invoice_id, -1000, '', made_by, made_at FROM allocation",
            "5.00 is paid of its invoices, its history tells of 4.00",
        ),
        ("UPDATE customer_account SET credit_limit = -5000", "credit_limit is -5, below 0"),
        (
            "UPDATE customer_account SET accept_threshold = 2000000000000000",
            "accept_threshold is 2000000000000, too much",
        ),
        ("UPDATE party SET credit_limit = -5000", "credit_limit is -5, below 0"),
        ("UPDATE product SET over_tolerance = 10001", "over_tolerance is 1.0001, more than 1: a fraction is meant"),
        ("UPDATE product SET under_tolerance = -1", "under_tolerance is -0.0001, below 0"),
        ("UPDATE product SET step = 200000000", "step is 200000, too much"),
    ],
)
def test_each_figure_that_credit_hangs_on_is_watched(revision: OrderRevision, statement: str, fault: str) -> None:
    """C-35: what is used is worked out from orders, invoices, payments, forfeits and the state of each."""
    line = OrderLine.get(OrderLine.revision == revision)
    ship(line, Decimal(3))
    bill(line, Decimal(3), Decimal("6.60"), Decimal("0.60"))
    forfeit(line, Decimal(2))
    payment = Payment.create(account=revision.sold_to, day=DAY, currency="USD", amount=Decimal(4))
    Allocation.create(payment=payment, invoice=Invoice.get(), amount=Decimal(4))
    OrderEvent.create(order=revision.order, kind="paid", text="4.00 of B-1", by="ann")
    chained()
    assert list(check()) == []
    if statement.startswith("DELETE FROM forfeit"):
        ship(OrderLine.get(OrderLine.quantity == 7), Decimal(7))
        RevisionState.update(status="finished").execute()
        chained()
        assert list(check()) == []
    tamper(statement)
    assert fault in "\n".join(check())


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE seller SET time_zone = 'Eastern Standard Time'", "'Eastern Standard Time' is not a time zone"),
        ("UPDATE payment_terms SET days = 9999999", "terms NET30: 9999999 days"),
        ("UPDATE product SET lead_days = 9999999", "9999999 days"),
        (
            "INSERT INTO counter (name, value) VALUES ('customer', 99999)",
            "counter customer: is 99999, ahead of 3897-5, the last there is",
        ),
    ],
)
def test_what_others_set_up_beyond_all_bounds_is_found(revision: OrderRevision, statement: str, fault: str) -> None:
    Seller.create(name="Sun", unit_licence="3897")
    PaymentTerms.create(code="NET30", name="30 days net", days=30)
    tamper(statement)
    assert fault in "\n".join(check())


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE party SET kind = 'nobody'", "kind is 'nobody', none of ORGANIZATION, PERSON"),
        ("UPDATE operator SET role = 'king'", "role is 'king', none of clerk, supervisor, administrator"),
        ("UPDATE counter SET value = -5", "counter order: is -5, below 0"),
        ("UPDATE counter SET value = 7", "counter order: is 7, behind 1001, which is there"),
        ("UPDATE merge_log SET moves = 'x{'", "merge_log 1: moves cannot be read, so this merge cannot be undone"),
        ("UPDATE merge_log SET moves = '[5]'", "merge_log 1: moves cannot be read, so this merge cannot be undone"),
        ("UPDATE merge_log SET undo_signed_by = 'x'", "merge_log 1: names who undid it, and no moment when"),
        ("UPDATE customer_note SET text = 'a' || chr(27) || 'b'", "customer_note 1: text holds a control character"),
        ("UPDATE product SET step = 0 WHERE code = 'A'", "product A: step is 0, which is not above 0"),
        ("UPDATE product SET minimum = -1000 WHERE code = 'A'", "product A: minimum is -1, which is not above 0"),
        ("UPDATE search_document SET facts = 'x{'", "customer 3897-5: its row in the lookup's index cannot be read"),
        ("UPDATE search_document SET facts = '[1]'", "custtui check --rebuild makes it anew"),
    ],
)
def test_values_that_are_none_of_their_kind_are_named(revision: OrderRevision, statement: str, fault: str) -> None:
    if "party" in statement or "operator" in statement:
        if not is_sqlite(db):
            pytest.skip("PostgreSQL's constraints cannot be switched off by a clerk")
        db.execute_sql("PRAGMA ignore_check_constraints = 1")
    Counter.create(name="order", value=1001)
    SalesOrder.create(number="SO-1001", account=revision.sold_to, from_draft=7)
    TaxRate.create(category="standard", country="US", rate=0, first_day=DAY)
    CustomerNote.create(account=revision.sold_to, text="two\nlines")
    MergeLog.create(source=revision.sold_to, survivor=revision.sold_to)
    Counter.create(name="draft", value=7)
    chained()
    assert list(check()) == []
    tamper(statement.replace("chr(", "char(") if is_sqlite(db) else statement)
    faults = list(check())
    assert fault in "\n".join(faults) and all(one.isprintable() for one in faults)


def test_a_customer_whose_index_row_cannot_be_read_is_found_by_name_and_made_anew(revision: OrderRevision) -> None:
    """Nothing that keeps the index up fails for it: what is written next repairs it, and so does a rebuild."""
    account = revision.sold_to
    ContactPoint.create(account=account, kind="PHONE", value="(212) 555-0123", normal="2125550123")
    for mend in (lambda: search.index_accounts([account.id]), search.rebuild):
        search.index_accounts([account.id])
        tamper("UPDATE search_document SET facts = 'x{'")
        assert [hit.code for hit in lookup.find("Healthy", limit=5).hits] == ["3897-5"]
        assert [hit.code for hit in lookup.find("2125550123", limit=5).hits] in ([], ["3897-5"])
        mend()
        assert list(check()) == []


SEALED = ("order_revision", "order_line", "order_charge")
WATCHED = {
    *("customer_account.credit_limit", "customer_account.accept_threshold", "party.credit_limit"),
    *(
        "party.accept_threshold",
        "product.minimum",
        "product.step",
        "product.under_tolerance",
        "product.over_tolerance",
    ),
    *("price_list_item.from_quantity", "price_list_item.price", "contract_price.price", "contract_line.quantity"),
    *("contract_line.price", "tax_rate.rate", "shipment_line.quantity", "forfeit.quantity", "return.quantity"),
    *("invoice.net", "invoice.tax", "invoice.gross", "invoice_line.quantity", "invoice_line.net", "invoice_line.tax"),
    *("invoice_line.gross", "payment.amount", "allocation.amount", "cover.done"),
    *("payment_terms.discount_rate", "instalment.amount"),
    *("billed_order.net", "billed_order.tax", "billed_order.gross", "billed_order.tax_difference"),
    *("invoice_line.tax_rate", "invoice_line.tax_difference", "return.to_credit"),
    *("credit_charge.tax_difference", "billed_charge.tax_rate", "billed_charge.tax_difference"),
}
UNWATCHED = {
    "invoice.discount_rate": "in the chain of its order, as all of an invoice (C-37)",
    "order_card.authorized": "in the chain of its order (C-47)",
    "hold.amount": "said to people, worked out anew where it counts",
    **dict.fromkeys(("cover.quantity", "cover_step.done"), "in the chain of their order (C-45)"),
    **dict.fromkeys(
        ("invoice_line.pieces", "credit_charge.net", "credit_charge.tax", "credit_charge.tax_rate"),
        "rows of a credit note are in the chain of its order (C-31)",
    ),
}


def test_every_amount_and_quantity_is_watched_or_said_not_to_be() -> None:
    """What may not be is named by check; a payment made larger, and terms that could be, are not told apart."""
    columns = {
        f"{model._meta.table_name}.{field.name}"
        for model in all_models()
        for field in model._meta.sorted_fields
        if isinstance(field, ExactField) and model._meta.table_name not in SEALED
    }
    assert columns == WATCHED | UNWATCHED.keys()


def test_positions_are_told_by_number(revision: OrderRevision) -> None:
    ship(OrderLine.get(OrderLine.quantity == 7), Decimal(8))
    assert "of position 20 more is shipped" in "\n".join(check())


def test_more_shipped_than_ordered_is_found(revision: OrderRevision) -> None:
    ship(OrderLine.get(), Decimal(6))
    assert "more is shipped" in "\n".join(check())


def test_more_invoiced_than_shipped_is_found(revision: OrderRevision) -> None:
    """R-30, X-07: billable below 0 though nothing came back."""
    line = OrderLine.get()
    ship(line, Decimal(2))
    bill(line, Decimal(3), Decimal("6.60"))
    assert "3 invoiced of 2 shipped" in "\n".join(check())


def test_a_missing_guard_is_found(revision: OrderRevision) -> None:
    drop(db.obj)
    assert "trigger guard_order_line_update is missing" in list(check())


def test_rows_without_what_they_point_to_are_found(revision: OrderRevision) -> None:
    without = "PRAGMA foreign_keys = 0" if is_sqlite(db) else "SET session_replication_role = replica"
    db.execute_sql(without)
    db.execute_sql("INSERT INTO barcode (code, product_id) VALUES ('1', 4711)")
    assert "barcode 1: product_id: there is no product 4711" in list(check())
    db.close()


def test_a_backup_is_a_whole_database(revision: OrderRevision, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    if not is_sqlite(db):
        with pytest.raises(Refused, match="pg_dump"):
            backup(SYSTEM, copy)
        return
    with db.atomic():
        SalesOrder.create(number="half-way", account=revision.sold_to)
        with pytest.raises(Refused, match="cannot be written"):
            backup(SYSTEM, tmp_path / "nowhere" / "copy.sqlite")
    backup(SYSTEM, copy)
    other = make_database(str(copy))
    assert other.execute_sql("SELECT count(*) FROM order_line").fetchone() == (2,)
    other.close()
    with pytest.raises(Refused, match="there already"):
        backup(SYSTEM, copy)
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy.sqlite"]


def test_check_asks_as_many_questions_of_ten_times_as_many_orders(sqlite_database, monkeypatch) -> None:
    """It is linear: questions grow by the page, never by the row."""
    asked = [0]
    execute = db.obj.execute_sql

    def counted(sql: str, params: object = None) -> object:
        asked[0] += 1
        return execute(sql, params)

    def questions() -> int:
        asked[0] = 0
        assert list(check()) == []
        return asked[0]

    generate(SYSTEM, customers=5, orders=6, seed=1)
    assert list(check()) == []
    monkeypatch.setattr(db.obj, "execute_sql", counted)
    few = questions()
    generate(SYSTEM, customers=50, orders=60, seed=2)
    assert questions() <= few + 3


def test_the_rules_about_orders_name_no_status_of_their_own() -> None:
    """A status that is added to one of domain's lists is looked at by the rules from then on."""
    source = Path(check_story.__file__).read_text()
    assert not [word for word in (*Status, *EventKind) if f"'{word}'" in source]
    asked = " ".join(rule.sql for rule in check_story.RULES)
    assert all(f"'{status}'" in asked for status in Status)
