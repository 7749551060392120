"""What the database refuses whoever asks: raw SQL, on both databases (R-06, R-11, R-13, R-14, R-21, R-22, R-25)."""

from decimal import Decimal
from importlib import import_module

import psycopg
import pytest
from peewee import IntegrityError
from playhouse.migrate import PostgresqlMigrator

from custtui.domain.errors import Refused
from custtui.models import all_models, catalogue_postgresql
from custtui.models.account import BillToAccount, CustomerAccount, CustomerSite, SiteUse
from custtui.models.base import now
from custtui.models.chain import SealedHead, Sealing
from custtui.models.chaining import EVERY
from custtui.models.database import is_sqlite, transaction
from custtui.models.draft import Draft
from custtui.models.fulfilment import (
    Allocation,
    BilledCharge,
    BilledOrder,
    Cover,
    CoverStep,
    CreditCharge,
    Instalment,
    Invoice,
    Payment,
)
from custtui.models.guards import FIXED, IMMUTABLE, PERMANENT
from custtui.models.merge import MergeLog
from custtui.models.operator import Counter, Reason
from custtui.models.order import (
    Hold,
    OrderCard,
    OrderCharge,
    OrderLine,
    OrderPosition,
    OrderShipTo,
    Outbox,
    OutboxStep,
    RevisionState,
    SalesOrder,
)
from custtui.models.party import AddressChange
from custtui.models.setup_change import SetupChange
from custtui.models.signing import SecondSignature
from custtui.models.term_change import TermChange
from custtui.models.triggers import drop, install, standing
from custtui.services.check_story import story_parts
from tests.rows import DAY, a_party_site, a_product, an_account, an_order, bill, chained, forfeit, send_back, ship


def refused(database, sql: str, *parameters: object) -> str:
    """The refusal of a statement."""
    marked = sql if is_sqlite(database) else sql.replace("?", "%s")
    with pytest.raises(IntegrityError) as caught, database.atomic():
        database.execute_sql(marked, parameters)
    return str(caught.value)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE order_line SET quantity = 1",
        "UPDATE order_line SET description = 'other'",
        "DELETE FROM order_line",
        "UPDATE order_revision SET gross = gross",
        "DELETE FROM order_revision",
        "UPDATE order_ship_to SET street = 'elsewhere'",
        "UPDATE order_position SET position = 5",
        "UPDATE order_event SET by = 'somebody'",
        "DELETE FROM order_event",
        "UPDATE revision_state SET status = 'pending'",
        "UPDATE revision_state SET revision_id = 99",
        "DELETE FROM revision_state",
        "UPDATE sales_order SET number = 'X'",
        "UPDATE sales_order SET in_force_id = NULL",
        "DELETE FROM sales_order",
    ],
)
def test_an_accepted_revision_does_not_change(database, sql: str) -> None:
    an_order(an_account())
    assert "guard: " in refused(database, sql)


def test_a_placed_revision_takes_no_more_lines(database) -> None:
    revision = an_order(an_account())
    line = OrderLine.get()
    position = OrderPosition.create(order=revision.order, position=30)
    columns = [f.column_name for f in OrderLine._meta.sorted_fields if f.column_name not in ("id", "position_id")]
    names = ", ".join(columns)
    sql = f"INSERT INTO order_line (position_id, {names}) SELECT {position.id}, {names} FROM order_line WHERE id = ?"
    assert "no more parts" in refused(database, sql, line.id)
    with pytest.raises(IntegrityError, match="no more parts"), database.atomic():
        OrderShipTo.create(revision=revision, kind="SAME")


def test_a_line_cannot_stand_on_another_orders_position(database) -> None:
    account = an_account()
    other = an_order(account)
    with pytest.raises(IntegrityError, match="own order"), database.atomic():
        revision = an_order(account, [], status=None)
        line = OrderLine.select().where(OrderLine.revision == other).dicts().get()
        OrderLine.create(**{**line, "id": None, "revision": revision.id})


def test_an_order_without_ship_to_is_not_placed(database) -> None:
    with pytest.raises(IntegrityError, match="R-08"), database.atomic():
        RevisionState.create(revision=9999, status="pending")


def test_revisions_are_a_chain(database) -> None:
    account = an_account()
    first = an_order(account)
    second = an_order(account, replaces=first)
    with pytest.raises(IntegrityError, match="order has changed"), database.atomic():
        an_order(account, replaces=first, revision=3)
    refused(database, "UPDATE sales_order SET in_force_id = ?", first.id)
    assert SalesOrder.get().in_force_id == second.id


def test_the_chain_does_not_leave_its_order(database) -> None:
    account = an_account()
    one, other = an_order(account), an_order(account, [], status="pending")
    refused(database, "UPDATE sales_order SET in_force_id = ? WHERE id = ?", other.id, one.order_id)
    refused(database, "UPDATE sales_order SET pending_id = ? WHERE id = ?", other.id, one.order_id)


def test_one_revision_waits_at_a_time(database) -> None:
    account = an_account()
    first = an_order(account)
    an_order(account, replaces=first, status="pending")
    third = an_order(account, replaces=first, revision=3, status=None)
    assert "R-25" in refused(database, "UPDATE sales_order SET pending_id = ?", third.id)


def test_a_revision_keeps_the_sold_to_of_its_order(database) -> None:
    first = an_order(an_account())
    other = an_account("3897-6", "H.Q. Corp")
    with pytest.raises(IntegrityError, match="R-11"), database.atomic():
        an_order(other, replaces=first)
    refused(database, "UPDATE sales_order SET account_id = ?", other.id)


def test_a_waiting_order_may_be_accepted_but_not_finished(database) -> None:
    an_order(an_account(), status="pending")
    assert "C-14" in refused(database, "UPDATE revision_state SET status = 'finished'")
    RevisionState.update(status="accepted").execute()
    RevisionState.update(status="finished").execute()
    assert "C-14" in refused(database, "UPDATE revision_state SET status = 'accepted'")


def test_a_hold_is_released_once(database) -> None:
    hold = Hold.create(revision=an_order(an_account(), status="pending"), code="UB", placed_by="anna")
    refused(database, "UPDATE hold SET code = 'XX'")
    refused(database, "UPDATE hold SET released_by = 'bert'")
    assert "R-37" in refused(database, "UPDATE revision_state SET status = 'accepted'")
    Hold.update(released_by="bert", released_at=now()).where(Hold.id == hold.id).execute()
    refused(database, "UPDATE hold SET released_by = 'carl'")
    RevisionState.update(status="accepted").execute()
    refused(database, "DELETE FROM hold")


def test_a_bill_to_account_is_permanent(database) -> None:
    BillToAccount.create(account=an_account())
    assert "R-06" in refused(database, "DELETE FROM bill_to_account")
    BillToAccount.update(active=False).execute()


def test_a_customers_code_never_changes(database) -> None:
    an_account()
    assert "R-21" in refused(database, "UPDATE customer_account SET code = 'X-1'")
    assert "R-15" in refused(database, "DELETE FROM customer_account")


def test_a_draft_keeps_its_sold_to(database) -> None:
    Draft.create(operator="anna", account=an_account())
    other = an_account("3897-6", "H.Q. Corp")
    assert "R-11" in refused(database, "UPDATE draft SET account_id = ?", other.id)


def test_a_counter_never_goes_back(database) -> None:
    Counter.create(name="test", value=7)
    assert "D-02" in refused(database, "UPDATE counter SET value = 6 WHERE name = 'test'")


def test_one_identifying_address_a_party(database) -> None:
    party = an_account().party
    a_party_site(party, identifying=True)
    a_party_site(party)
    refused(database, "UPDATE party_site SET identifying = (1 = 1)")


def test_one_primary_a_purpose(database) -> None:
    account = an_account()
    sites = [CustomerSite.create(account=account, party_site=a_party_site(account.party)) for _ in range(2)]
    for site in sites:
        SiteUse.create(account=account, site=site, purpose="BILL_TO")
    refused(database, "UPDATE site_use SET is_primary = (1 = 1)")


def test_sold_to_is_never_null(database) -> None:
    with pytest.raises(IntegrityError), database.atomic():
        SalesOrder.create(number="X", account=None)


def test_sqlite_does_not_replace_what_is_guarded(database) -> None:
    if not is_sqlite(database):
        pytest.skip("INSERT OR REPLACE is SQLite's")
    an_order(an_account())
    refused(database, "INSERT OR REPLACE INTO order_line SELECT * FROM order_line")
    refused(database, "INSERT OR REPLACE INTO revision_state (revision_id, status, changed_by, changed_at)"
            " SELECT revision_id, 'pending', '', '' FROM revision_state")  # fmt: skip


ROWS = {
    "sales_order": "from_draft = 6",
    "revision_state": "revision_id = 1",
    "customer_account": "code = '3897-5'",
    "counter": "name = 'a'",
    "bill_to_account": "account_id = 1",
    "hold": "",
    "allocation": "",
    "product": "",
    "draft": "",
    "party": "",
}
"""Tables and, where it has another unique key, what takes that of the first row."""


def two_of_each() -> None:
    """Two rows at least in each of those tables, numbered 1 and 2."""
    accounts = [an_account(), an_account("B-2", "H.Q. Corp")]
    for account in accounts:
        revision = an_order(account)
        SalesOrder.update(from_draft=revision.id + 5).where(SalesOrder.id == revision.order_id).execute()
        Hold.create(revision=revision, code="UB", placed_by="anna")
        BillToAccount.create(account=account)
        Draft.create(operator="anna", account=account)
        line = OrderLine.get(OrderLine.revision == revision)
        ship(line, Decimal(1))
        bill(line, Decimal(1), Decimal(2))
        payment = Payment.create(account=account, day=DAY, currency="USD", amount=Decimal(2))
        Allocation.create(payment=payment, invoice=Invoice.get(Invoice.order == revision.order), amount=Decimal(2))
    for name in "ab":
        Counter.create(name=name)


def count(database, table: str) -> int:
    return database.execute_sql(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_no_row_takes_the_number_or_the_key_of_another(sqlite_database) -> None:
    """S-6: UPDATE OR REPLACE deletes the row that stands in the way, and no DELETE trigger sees it."""
    # drafts of orders are numbered by hand here, before the guards stand
    drop(sqlite_database)
    two_of_each()
    install(sqlite_database)
    sqlite_database.execute_sql("PRAGMA foreign_keys = 0")  # as any other program opens the file
    for table, key in ROWS.items():
        last = sqlite_database.execute_sql(f"SELECT max(id) FROM {table}").fetchone()[0]
        for change in ("id = 1", "rowid = 1", "_ROWID_ = 1", "oid = 1", f"id = {last + 5}", key):
            before = count(sqlite_database, table)
            if change:
                refused(sqlite_database, f"UPDATE OR REPLACE {table} SET {change} WHERE id = {last}")
            assert count(sqlite_database, table) == before, (table, change)


def one_of_the_rest() -> None:
    """A row in each table that stays for ever and has none of `two_of_each`."""
    account, line = CustomerAccount.get(), OrderLine.get()
    place = a_party_site(account.party)
    AddressChange.create(location=place.location, street="", city="", state="", postal_code="", country="US")
    TermChange.create(account=account, field="terms")
    SetupChange.create(kind="terms", code="NET30")
    Reason.create(kind="return", code="WRONG", name="Wrong item")
    forfeit(line, Decimal(1))
    send_back(line, Decimal(1))
    made = Cover.create(
        position=line.position, booked_on=line.revision, kind="PRODUCTION", number="4711", quantity=Decimal(1)
    )
    CoverStep.create(cover=made)
    OutboxStep.create(outbox=Outbox.create(event="shipped"))
    CreditCharge.create(invoice=Invoice.get(), kind="FEE", reason="RESTOCK", net=Decimal(1), tax=Decimal(0))
    one = BilledOrder.get()
    BilledCharge.create(
        invoice=one.invoice, order=one.order, charge="freight", tax_rate=Decimal(0), tax_difference=Decimal(1)
    )
    Instalment.create(invoice=Invoice.get(), number=1, due=DAY, amount=Decimal(1))
    OrderCharge.create(revision=line.revision, kind="FREIGHT", text="freight", net=Decimal(1), tax=Decimal(0))
    OrderCard.create(revision=line.revision, brand="VISA", last_four="4242")
    SecondSignature.create(signed_by="cora", act="merge")
    MergeLog.create(source=CustomerAccount.get(), survivor=CustomerAccount.get())
    sealing = Sealing.create(orders=1, links=1, last_link=1, hash="x")
    SealedHead.create(sealing=sealing, chain="order 1", number=1, hash="x")
    chained()


ATTACKS = ("DELETE FROM {0}", "UPDATE {0} SET id = id + 1000")
TRUNCATING = ("TRUNCATE {0} CASCADE",)
REPLACING = (
    "UPDATE OR REPLACE {0} SET id = (SELECT max(id) + 1 FROM {0})",
    "REPLACE INTO {0} SELECT * FROM {0}",
    "INSERT OR REPLACE INTO {0} SELECT * FROM {0}",
)


def test_what_stays_for_ever_is_neither_deleted_nor_numbered_anew_nor_replaced(database) -> None:
    drop(database)
    two_of_each()
    one_of_the_rest()
    install(database)
    for table in (*IMMUTABLE, *PERMANENT):
        before = count(database, f'"{table}"')
        assert before > 0, table
        for attack in ATTACKS:
            if ("TRUNCATE" in attack) is not (is_sqlite(database)) and (
                "REPLACE" not in attack or is_sqlite(database)
            ):
                assert "guard: " in refused(database, attack.format(f'"{table}"')), (table, attack)
                assert count(database, f'"{table}"') == before, (table, attack)


CHANGED = {
    "set up by administrators and supervisors": (
        "seller control payment_terms payment_method tax_rate product barcode price_list price_list_item"
        " profile_category"
    ),
    "what is known of customers": (
        "party location party_site party_relationship customer_site site_use account_relationship tax_status"
        " payment_exclusion contact contact_role contact_point event_subscription alternate_number profile_answer"
        " profile_response customer_note action_note"
    ),
    "half typed": "draft_line draft_address",
    "whom roles were given stands in operator_event": "operator",
    "check knows no PIN": "operator_pin pin_try",
    "edited, but no two of a product overlap": "contract_price",
}
"""Why rows of these tables may be changed and deleted."""


def test_every_table_is_guarded_or_said_not_to_be() -> None:
    """A new table of a migration is one of both, by its own decision."""
    tables = {model._meta.table_name for model in all_models()}
    changed = {table for names in CHANGED.values() for table in names.split()}
    assert tables == {*IMMUTABLE, *PERMANENT, *FIXED, *changed}
    assert not {*IMMUTABLE, *PERMANENT, *FIXED} & changed


CHAINED_OTHERWISE = {
    "its constraint lets one row stand, and check counts them": "house",
    "what a line stands on; check names one that no revision has": "order_position",
    "under the hash of their revision, which is in the chain": "order_ship_to order_line order_charge",
    "links of chains themselves: each hash covers the one before": "chain_link history_link",
}
"""Why these stand in no chain of their own."""


def test_every_table_that_only_grows_stands_in_a_chain_or_is_said_not_to() -> None:
    """A row put there, changed or taken away by others is found: a new history joins a chain by its own decision."""
    joined = [table for kind in EVERY.values() for table in (kind.table, *kind.parts.split()[1:2])]
    others = {table for names in CHAINED_OTHERWISE.values() for table in names.split()}
    assert {*IMMUTABLE} - {*joined} == others
    assert {"sales_order", "hold", "merge_log", "payment", "sealed_head"} <= {*joined}


def test_every_table_keeps_the_numbers_of_its_rows(database) -> None:
    names = {name for name, _ in standing(database)}
    for model in all_models():
        table = model._meta.table_name
        assert {f"guard_{table}_fixed", f"guard_{table}_update"} & names, table


def test_a_rows_number_never_changes(database) -> None:
    one = an_account()
    assert "never changes" in refused(database, f"UPDATE party SET id = 9 WHERE id = {one.party_id}")
    refused(database, f"UPDATE customer_account SET id = 9 WHERE id = {one.id}")
    refused(database, "UPDATE schema_migration SET id = 999 WHERE id = 1")


def test_a_house_has_one_row_and_a_merge_is_undone_once(database) -> None:
    refused(database, "INSERT INTO house (id, mark) VALUES (2, 'x')")
    if is_sqlite(database):
        database.execute_sql("PRAGMA ignore_check_constraints = 1")
        database.execute_sql("INSERT INTO house (id, mark) VALUES (2, 'x')")
        told = [line for _, part in story_parts() for line in part]
        assert told == ["house: 2 rows tell which database this is, where one does (S-4)"]
        database.execute_sql("PRAGMA ignore_check_constraints = 0")
    account = an_account()
    log = MergeLog.create(source=account, survivor=an_account("B-2"), moves="[]", made_by="ann")
    for change in ("moves = 'x'", f"survivor_id = {account.id}", "undone_at = '2026-01-01T00:00:00.000000Z'"):
        refused(database, f"UPDATE merge_log SET {change}")
    MergeLog.update(undone_by="ann", undone_at=now()).where(MergeLog.id == log.id).execute()
    refused(database, "UPDATE merge_log SET undone_by = 'eve'")


def test_an_allocation_is_guarded_as_payments_are(database) -> None:
    line = OrderLine.get(OrderLine.revision == an_order(an_account()))
    ship(line, Decimal(1))
    bill(line, Decimal(1), Decimal(2))
    payment = Payment.create(account=line.revision.bill_to, day=DAY, currency="USD", amount=Decimal(2))
    Allocation.create(payment=payment, invoice=Invoice.get(), amount=Decimal(2))
    for sql in ("UPDATE allocation SET amount = 1", "DELETE FROM allocation"):
        assert "An allocation never changes" in refused(database, sql)
    if is_sqlite(database):
        refused(database, "INSERT OR REPLACE INTO allocation SELECT * FROM allocation")
        refused(database, "UPDATE OR REPLACE allocation SET id = id + 1")
    else:
        refused(database, "TRUNCATE allocation")


PRICE = (
    "INSERT INTO contract_price (made_by, made_at, account_id, product_id, price, currency, first_day, last_day)"
    " VALUES ('x', '2026-01-01T00:00:00.000000Z', ?, ?, 100, 'USD', ?, ?)"
)


def test_contract_prices_do_not_overlap_whoever_writes_them(database) -> None:
    """R-34, on the first and the last day, at any change; another customer's or product's price is no matter."""
    sql = PRICE if is_sqlite(database) else PRICE.replace("?", "%s")
    one, other, a, b = an_account(), an_account("3897-6", "Other"), a_product("A"), a_product("B")
    for account, product in ((one, a), (one, b), (other, a)):
        database.execute_sql(sql, (account.id, product.id, "2026-05-01", "2026-05-31"))
    database.execute_sql(sql, (one.id, a.id, "2026-06-01", "2026-06-30"))
    for first, last in (("2026-05-31", "2026-05-31"), ("2026-04-01", "2026-05-01"), ("2026-04-01", "2026-07-31")):
        assert "R-34" in refused(database, PRICE, one.id, a.id, first, last)
    for change in ("last_day = '2026-06-01'", f"product_id = {a.id}", f"account_id = {one.id}"):
        refused(database, f"UPDATE contract_price SET {change} WHERE first_day = '2026-05-01'")
    database.execute_sql(
        "UPDATE contract_price SET last_day = '2026-05-30', price = 90 WHERE first_day < '2026-06-01'"
    )


def test_two_writers_at_once_do_not_make_prices_overlap(database, database_url: str) -> None:
    """PostgreSQL: neither sees what the other has not committed; the second waits for the first."""
    if is_sqlite(database):
        pytest.skip("SQLite has one writer at a time")
    account, product = an_account(), a_product("A")
    row = (account.id, product.id)
    with psycopg.connect(database_url) as first, psycopg.connect(database_url) as second:
        first.execute(PRICE.replace("?", "%s"), (*row, "2026-05-01", "2026-05-31"))
        second.execute("SET lock_timeout = '100ms'")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            second.execute(PRICE.replace("?", "%s"), (*row, "2026-05-15", "2026-06-15"))
        second.rollback()
        first.commit()
        with pytest.raises(psycopg.errors.CheckViolation):
            second.execute(PRICE.replace("?", "%s"), (*row, "2026-05-15", "2026-06-15"))


def test_two_transactions_that_never_see_one_another_do_not_make_prices_overlap(database, database_url: str) -> None:
    """PostgreSQL, REPEATABLE READ: the guard of each looks at what stood when it began; the constraint does not."""
    if is_sqlite(database):
        pytest.skip("SQLite has one writer at a time")
    row, sql = (an_account().id, a_product("A").id), PRICE.replace("?", "%s")
    with psycopg.connect(database_url) as first, psycopg.connect(database_url) as second:
        for one in (first, second):
            one.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            one.execute("SELECT 1 FROM contract_price")
        first.execute(sql, (*row, "2026-05-01", "2026-05-31"))
        first.commit()
        with pytest.raises(psycopg.errors.ExclusionViolation):
            second.execute(sql, (*row, "2026-05-31", "2026-06-15"))
        second.rollback()
        second.execute(sql, (*row, "2026-06-01", "2026-06-15"))
        second.commit()
    drop(database)  # the constraint alone says it in the guard's words
    with pytest.raises(Refused, match="do not overlap") as caught, transaction():
        database.execute_sql(sql, (*row, "2026-06-15", "2026-06-30"))
    assert caught.value.faults[0].code == "guard"


def test_the_constraint_that_keeps_prices_apart_is_looked_for(database) -> None:
    if is_sqlite(database):
        pytest.skip("the guard is enough where one writes at a time")
    assert list(catalogue_postgresql.faults(database)) == []
    database.execute_sql("ALTER TABLE contract_price DROP CONSTRAINT contract_price_apart")
    (fault,) = catalogue_postgresql.faults(database)
    assert fault.startswith("EXCLUDE of contract_price is missing: EXCLUDE USING gist (int8range(account_id")
    database.execute_sql("ALTER TABLE contract_price ADD CONSTRAINT a CHECK (price > 1), ADD EXCLUDE (price WITH =)")
    assert [one.split(":")[0] for one in catalogue_postgresql.faults(database)][:2] == [
        "constraint a of contract_price is unknown",
        "constraint contract_price_price_excl of contract_price is unknown",
    ]


def test_prices_that_overlap_already_are_no_end_of_an_upgrade(database) -> None:
    """They are named by `check`, and so is the constraint that could not be added."""
    if is_sqlite(database):
        pytest.skip("only PostgreSQL needs the constraint")
    drop(database)
    database.execute_sql("ALTER TABLE contract_price DROP CONSTRAINT contract_price_apart")
    row = (an_account().id, a_product("A").id)
    for first in ("2026-05-01", "2026-05-02"):
        database.execute_sql(PRICE.replace("?", "%s"), (*row, first, "2026-05-31"))
    apart = import_module("custtui.models.migrations.0027_prices_apart")
    apart.up(PostgresqlMigrator(database), database)
    install(database)
    assert any("EXCLUDE" in one for one in catalogue_postgresql.faults(database))
    database.execute_sql("DELETE FROM contract_price WHERE first_day = '2026-05-02'")
    apart.up(PostgresqlMigrator(database), database)
    assert list(catalogue_postgresql.faults(database)) == []


def test_postgresql_does_not_truncate_what_is_guarded(database) -> None:
    if is_sqlite(database):
        pytest.skip("TRUNCATE is PostgreSQL's")
    refused(database, "TRUNCATE order_line CASCADE")


def test_a_guards_refusal_reaches_the_clerk_as_a_refusal(database) -> None:
    an_order(an_account())
    with pytest.raises(Refused) as caught, transaction():
        OrderLine.update(description="other").execute()
    assert caught.value.faults[0].text == "The lines of an order revision never change"
