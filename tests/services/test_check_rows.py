"""`check` names values that no row may have, by rules every table is held to, and strangers on PostgreSQL (S-6)."""

from datetime import date, timedelta
from typing import Any

import pytest
from peewee import TextField

from custtui.models import all_models
from custtui.models.account import (
    ContactRole,
    ContractLine,
    ContractPrice,
    CustomerAccount,
    CustomerSite,
    PurchasingContract,
    TaxStatus,
)
from custtui.models.base import db, now
from custtui.models.database import is_sqlite
from custtui.models.fields import UtcField, utc_text
from custtui.models.operator import Operator, PaymentMethod, TaxRate
from custtui.models.party import Party, PartyRelationship, PartySite
from custtui.models.product import PriceList, PriceListItem, Product
from custtui.models.signing import PinTry
from custtui.services.check import check
from custtui.services.check_rows import MAY_BE_BLANK
from tests.rows import chained
from tests.services import house
from tests.services.house import House
from tests.services.keying import ordered
from tests.services.test_check import tamper
from tests.standing import made_once

FIRST, LAST = date(2026, 5, 4), date(2026, 5, 8)


@made_once
def lived_in() -> House:
    """The examples with an order, and one row of each table that has a first and a last day: sound."""
    one = house.stand()
    ordered(one.a1, "ITEM1 x2")
    days: dict[str, Any] = {"first_day": FIRST, "last_day": LAST}
    item, account = Product.get(), CustomerAccount.get_by_id(one.a1)
    parties = Party.select().limit(2)
    dollars: dict[str, Any] = {"account": account, "currency": account.currency, **days}
    PriceListItem.create(price_list=PriceList.get(), product=item, price=5, from_quantity=7, **days)
    ContractPrice.create(product=item, price=5, **dollars)
    agreed = PurchasingContract.create(code="PC-1", **dollars)
    ContractLine.create(contract=agreed, product=item, quantity=9, price=5)
    PartyRelationship.create(subject=parties[0], object=parties[1], kind="PARTNER_OF", **days)
    TaxStatus.create(account=account, state="NY", certificate="7", **days)
    TaxRate.create(category="standard", country="US", state="NJ", rate=0, **days)
    PinTry.create(operator=Operator.get(), purpose="sign")
    chained()
    assert list(check()) == []
    return one


@pytest.fixture
def made(database) -> House:
    return lived_in()


def around(table: str, values: str, where: str = "1 = 1") -> None:
    """Written around guards and what the table holds itself."""
    if is_sqlite(db):
        db.execute_sql("PRAGMA ignore_check_constraints = 1")
    else:
        rows = db.execute_sql(
            f"SELECT conname FROM pg_constraint WHERE conrelid = '\"{table}\"'::regclass AND contype IN ('c', 'x')"
        )
        for (name,) in rows.fetchall():
            db.execute_sql(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
    tamper(f'UPDATE "{table}" SET {values} WHERE {where}')


def told() -> str:
    """What the check says."""
    return "\n".join(check())


def test_a_state_from_before_its_revision_was_made_is_named(made: House) -> None:
    around("revision_state", f"changed_at = '{utc_text(now() - timedelta(days=3))}'")
    assert "order SO-1001 revision 1: is accepted since " in told() and ", it was made " in told()


SPANS = ["price_list_item", "contract_price", "purchasing_contract", "party_relationship", "tax_status", "tax_rate"]


def test_every_table_with_a_first_and_a_last_day_is_tried() -> None:
    assert sorted(SPANS) == sorted(one._meta.table_name for one in _all() if "last_day" in one._meta.fields)


@pytest.mark.parametrize("table", SPANS)
def test_a_last_day_before_the_first_is_named(made: House, table: str) -> None:
    around(table, "last_day = '2026-05-01'", "last_day = '2026-05-08'")
    assert f"{table} " in told() and "last_day is 2026-05-01, before its first day" in told()


def _all() -> list[Any]:
    return all_models()


def _names(model: Any) -> list[str]:
    """The texts of a table that name something: without a default, and never blank."""
    fields = (one for one in model._meta.sorted_fields if isinstance(one, TextField) and one.default is None)
    table = model._meta.table_name
    return [one.column_name for one in fields if not one.null and (table, one.column_name) not in MAY_BE_BLANK]


def test_every_name_left_blank_is_named_and_every_moment_to_come(made: House) -> None:
    """Of each table that has a row: one after the other, the last row of it."""
    ContactRole.create(contact=1, role="orderer")
    later = utc_text(now() + timedelta(days=2))
    wanted = set[str]()
    for model in _all():
        table = model._meta.table_name
        row = model.select(model.id).order_by(model.id.desc()).limit(1).scalar()
        moments = [one.column_name for one in model._meta.sorted_fields if isinstance(one, UtcField)]
        names = _names(model)
        if row is None or not (names or moments):
            continue
        values = ", ".join([*(f"\"{one}\" = ' '" for one in names), *(f"\"{one}\" = '{later}'" for one in moments)])
        around(table, values, f"id = {row}")
        wanted |= {f"{table} {row}: {one} is blank" for one in names}
        wanted |= {f"{table} {row}: {one} is {later}, which is to come" for one in moments}
    found = set(check())
    assert len(wanted) > 80
    assert wanted - found == set()


@pytest.mark.parametrize(
    ("table", "values", "fault"),
    [
        ("customer_account", "version = -3", "version is -3, which no writer makes it"),
        ("product", "version = 0", "product 1: version is 0"),
        ("party_site", "made_by = ''", "made_by is blank: nobody made it"),
        ("payment_method", "code = ''", "payment_method 1: code is blank"),
        ("contract_line", "quantity = 0", "contract PC-1: its quantity of ITEM1 is 0"),
        ("contract_line", "quantity = -5", "contract_line of ITEM1: quantity is -0.005, below 0"),
        ("contract_price", "currency = 'EUR'", "contract_price 1: its currency is EUR: 3897-5 buys in USD (R-34)"),
        ("purchasing_contract", "currency = 'EUR'", "purchasing_contract PC-1: its currency is EUR"),
        ("pin_try", "stopped_until = '2999-01-01T00:00:00.000000Z'", "stopped_until is 2999-01-01"),
    ],
)
def test_a_value_no_writer_makes_is_named(made: House, table: str, values: str, fault: str) -> None:
    assert PaymentMethod.select().exists()
    around(table, values, "id = 1")
    assert fault in told()


def test_an_address_moved_to_another_party_is_named(made: House) -> None:
    site = CustomerSite.get(CustomerSite.account == made.a1)
    other = Party.create(kind="ORGANIZATION", name="Somebody")
    tamper(f"UPDATE party_site SET party_id = {other.id}, identifying = {'0' if is_sqlite(db) else 'false'}"
           f" WHERE id = {site.party_site_id}")  # fmt: skip
    assert f"customer 3897-5: its site {site.id} is an address of another party (R-20)" in told()
    assert PartySite.get_by_id(site.party_site_id).party_id == other.id


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("ALTER TABLE search_document ADD COLUMN note text", "column note of search_document is unknown"),
        ("ALTER TABLE search_key ADD COLUMN note text", "column note of search_key is unknown"),
        ("ALTER TABLE payment ADD COLUMN note text", "column note of payment is unknown"),
        ("ALTER TABLE payment DROP COLUMN reference", "column reference of payment is missing"),
        ("ALTER TABLE outbox ALTER COLUMN reason TYPE varchar(9)", "column reason of outbox is character varying(9)"),
        (
            "CREATE FUNCTION public.lower(varchar) RETURNS text LANGUAGE sql AS 'SELECT $1::text'",
            "function lower(character varying) in schema public is unknown",
        ),
        (
            "CREATE SCHEMA elsewhere; CREATE FUNCTION elsewhere.now() RETURNS timestamptz LANGUAGE sql"
            " AS 'SELECT pg_catalog.now()'",
            "function now() in schema elsewhere is unknown",
        ),
        (
            "CREATE FUNCTION same(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT true';"
            " CREATE OPERATOR public.= (FUNCTION = same, LEFTARG = text, RIGHTARG = text)",
            "operator =(text,text) in schema public is unknown",
        ),
    ],
)
def test_strangers_among_columns_and_functions_are_named(made: House, statement: str, fault: str) -> None:
    if is_sqlite(db):
        pytest.skip("SQLite keeps the statements of tables whole, and no functions")
    for one in statement.split("; "):
        db.execute_sql(one)
    assert fault in "\n".join(check(quick=True))
