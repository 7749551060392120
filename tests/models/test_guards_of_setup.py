"""The set-up: what forms and files refuse the database refuses too; what stands is migrated, and named by check."""

from datetime import timedelta
from decimal import Decimal

import pytest
from peewee import IntegrityError

from custtui.models.account import ContractLine, PurchasingContract
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.migrate import migrate
from custtui.models.product import Product
from custtui.services import order_entry as desk
from custtui.services.check import check
from custtui.services.clock import today
from custtui.services.order_entry.views import HeaderText, LineText
from tests.services import house
from tests.services.house import ANN
from tests.unguarded import unguarded

STAMPS = "'ann', '2026-01-01T00:00:00.000000Z'"
TAX = "INSERT INTO tax_rate (category, country, state, county, city, postal_codes, component, rate, first_day) VALUES"
NEW_LIST = "INSERT INTO price_list (code, name, currency, line_of_business) VALUES"
CASES = [
    ("UPDATE price_list SET currency = 'EUR' WHERE code = 'LIST'", "The currency of a price list stays", ""),
    (
        f"{NEW_LIST} ('R2', 'Retail', 'USD', 'Retail')",
        "has one price list",
        "price list R2: Retail has a list in USD",
    ),
    ("UPDATE price_list SET line_of_business = '' WHERE code = 'R1'", "stays that of its line of business", ""),
    (
        f"{NEW_LIST} ('list', 'List', 'USD', '')",
        "in more than capitals",
        "price lists LIST and list: their codes differ",
    ),
    (
        "INSERT INTO payment_terms (code, name, days, discount_days, discount_rate, instalments, end_of_month)"
        " VALUES ('net30', 'n', 30, 0, 0, '', {no})",
        "in more than capitals",
        "terms NET30 and net30: their codes differ",
    ),
    (
        "INSERT INTO reason (kind, code, name) VALUES ('price', 'Goodwill', 'g')",
        "in more than capitals",
        "reasons GOODWILL and Goodwill",
    ),
    ("UPDATE product SET code = 'item1' WHERE code = 'ITEM2'", "in more than capitals", "products ITEM1 and item1"),
    (
        "UPDATE payment_terms SET discount_days = 10 WHERE code = 'NET30'",
        "leaves something to pay",
        "terms NET30: discount_rate: no discount is given",
    ),
    (
        "UPDATE payment_terms SET discount_days = 10, discount_rate = 10000 WHERE code = 'NET30'",
        "leaves something to pay",
        "terms NET30: discount_rate: is less than 100%",
    ),
    (
        "UPDATE payment_terms SET discount_days = 40, discount_rate = 200 WHERE code = 'NET30'",
        "ends on the due day at the latest",
        "terms NET30: discount_days: 40 days are beyond the due day",
    ),
    (
        "UPDATE barcode SET code = 'ITEM2' WHERE code = '2000000000015'",
        "codes of other products differ",
        "product ITEM1: its barcode ITEM2 is the code of ITEM2",
    ),
    (
        "UPDATE product SET superseded_by = 'ITEM1' WHERE code = 'ITEM1'",
        "not superseded by itself",
        "product ITEM1: what it is superseded by comes back to ITEM1",
    ),
    ("UPDATE contract_line SET quantity = 0", "Something is agreed", "contract PC-1: its quantity of ITEM1 is 0"),
    (
        "UPDATE contract_line SET quantity = 100500",
        "are agreed in whole units",
        "contract PC-1: 100.5 of ITEM1, which is sold in whole units",
    ),
    ("UPDATE purchasing_contract SET account_id = {other}", "stays with its customer", ""),
    ("UPDATE purchasing_contract SET code = 'PC-9'", "never change", ""),
    (
        "UPDATE purchasing_contract SET currency = 'EUR'",
        "never change",
        "purchasing_contract PC-1: its currency is EUR",
    ),
    (
        "UPDATE reason SET kind = 'foo' WHERE id = (SELECT min(id) FROM reason)",
        "",
        "'foo' is not what a reason is for",
    ),
    (f"{TAX} ('Standard', 'US', 'ny', '', '', '', '', 1, '2026-01-01')", "", "stands twice, as tax standard US NY"),
    (
        f"{TAX} ('standard', 'US', '', '', '', '', 'GST', 950000, '2026-01-01')",
        "",
        "comes to 105%, more than the whole",
    ),
    (
        f"{TAX} ('Standard', 'US', 'NY', '', '', '', 'City', 950000, '2026-02-01')",
        "come to the whole at most",
        "comes to 105%, more than the whole",
    ),
    ("UPDATE tax_rate SET rate = 1500000", "come to the whole at most", "it is 150%, more than the whole"),
    (
        "UPDATE payment_terms SET days = 99999 WHERE code = 'NET60'",
        "within ten years",
        "terms NET60: 99999 days are not 0 to 3660",
    ),
    (
        "UPDATE payment_terms SET instalments = '30 60' WHERE code = 'NET60'",
        "parts of days",
        "terms NET60: instalments: the first part is due after 30 days",
    ),
    (
        "UPDATE payment_terms SET instalments = '30 x' WHERE code = 'NET30'",
        "parts of days",
        "terms NET30: instalments: 'x' is not a number of days",
    ),
    ("DELETE FROM reason", "never deleted", ""),
    (
        "UPDATE product SET superseded_by = 'NOSUCH' WHERE code = 'ITEM1'",
        "",
        "product ITEM1: it is superseded by NOSUCH, and there is no such product",
    ),
    (
        "INSERT INTO barcode (code, product_id) SELECT '02000000000015', id FROM product WHERE code = 'ITEM2'",
        "",
        "product ITEM2: its barcode 02000000000015 is one of ITEM1",
    ),
    (
        "UPDATE customer_account SET price_list_id = (SELECT id FROM price_list WHERE code = 'EURO')",
        "",
        "price list EURO is in EUR, this customer buys in USD",
    ),
]


@pytest.fixture
def told(database) -> dict[str, object]:
    """A house with a list of a line of business, a barcode, a contract that an order called off, a rate."""
    made = house.stand()
    for statement in (
        "UPDATE customer_account SET line_of_business = 'Retail' WHERE id = {one}",
        f"{NEW_LIST} ('R1', 'Retail', 'USD', 'Retail'), ('EURO', 'Euro', 'EUR', '')",
        "INSERT INTO price_list_item (price_list_id, product_id, from_quantity, price, first_day, made_by, made_at)"
        f" SELECT l.id, p.id, 0, 90000, '2026-01-01', {STAMPS} FROM price_list l, product p"
        " WHERE l.code = 'R1' AND p.code = 'ITEM1'",
        "INSERT INTO barcode (code, product_id) SELECT '2000000000015', id FROM product WHERE code = 'ITEM1'",
        "UPDATE product SET step = 1000 WHERE code = 'ITEM1'",
        f"{TAX} ('standard', 'US', 'NY', '', '', '', '', 100000, '2026-01-01')",
    ):
        db.execute_sql(statement.format(one=made.a1))
    who = {"made_by": "ann", "changed_by": "ann"}
    days = {"first_day": today() - timedelta(days=1), "last_day": today() + timedelta(days=9)}
    contract = PurchasingContract.create(code="PC-1", account=made.a1, currency="USD", **days, **who)
    item = Product.get(Product.code == "ITEM1")
    ContractLine.create(contract=contract, product=item, quantity=Decimal(100), price=Decimal(9), made_by="ann")
    draft = desk.start(ANN, made.a1)
    desk.set_header(ANN, draft.id, HeaderText(contract="PC-1"))
    desk.put_line(ANN, draft.id, None, LineText("ITEM1", "2"))
    desk.place(ANN, draft.id)
    return {"one": made.a1, "other": made.hq, "no": "0" if is_sqlite(db) else "FALSE"}


@pytest.mark.parametrize(("statement", "guard", "fault"), CASES)
def test_raw_sql_is_refused_or_named(told, statement: str, guard: str, fault: str) -> None:
    sql = statement.format(**told)
    if guard:
        with pytest.raises(IntegrityError, match=guard), db.atomic():
            db.execute_sql(sql)
    with unguarded():
        db.execute_sql(sql)
    assert fault in "\n".join(check())


def test_a_house_of_before_that_has_all_of_it_is_migrated(told, one_step_back: None) -> None:
    """And named by check: it was no fault of the program that let it in."""
    with unguarded():
        for statement, _, fault in CASES:
            if fault and "SET code = 'item1'" not in statement and "SET rate" not in statement:
                db.execute_sql(statement.format(**told))
    db.execute_sql("DELETE FROM schema_migration WHERE name = '0069_guards_of_setup'")
    assert migrate(db.obj)
    named = "\n".join(check())
    assert "price list R2" in named and "comes to 105%" in named
    db.execute_sql("UPDATE price_list SET name = 'other'")  # what stands may be touched
    db.execute_sql("UPDATE payment_terms SET name = 'other', discount_days = discount_days")
