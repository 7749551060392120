"""Products and prices, record by record: refused what their files are, and a new price ends the old one (X-23)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from custtui.domain.errors import Forbidden, Refused
from custtui.models.account import ContractPrice
from custtui.models.product import Barcode, PriceList, PriceListItem, Product
from custtui.services.check import check
from custtui.services.clock import today
from custtui.services.lists.products import products
from custtui.services.setup_history import setup_history
from custtui.services.upkeep.keeping import SetupRecord, look_at_record, save_goods, setup_records, starting_texts
from tests.services import house
from tests.services.house import ANN, BEN

LEMON = {"code": "LEMON-6", "name": "Lemon juice 6 x 1 l", "unit": "case", "barcodes": "4006381333931"}


@pytest.fixture
def made(database) -> house.House:
    return house.stand()


def save(kind: str, one: SetupRecord | None = None, **texts: str) -> SetupRecord:
    begun = one.texts if one else starting_texts(kind)
    return save_goods(BEN, kind, {**begun, **texts}, one.row if one else None, one.texts if one else None)


def refused(kind: str, one: SetupRecord | None = None, **texts: str) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as told:
        save(kind, one, **texts)
    return [(fault.field, fault.text) for fault in told.value.faults]


def day(after: int) -> str:
    return (today() + timedelta(days=after)).isoformat()


def test_a_product_is_made_found_and_changed(made) -> None:
    one = save("products", **LEMON, minimum="2", step="0", under_tolerance="2.5")
    row = Product.get(Product.code == "LEMON-6")
    assert (row.unit, row.tax_category, row.minimum, row.step) == ("case", "standard", Decimal(2), None)
    assert (row.under_tolerance, row.made_by) == (Decimal("0.025"), "ben")
    assert [choice.key for choice in products("lemon").rows] == ["LEMON-6"]
    assert [choice.key for choice in products("4006381333931").rows] == ["LEMON-6"]
    two = save("products", one, name="Lime juice", barcodes="96385074; 4006381333931", superseded_by="ITEM1")
    assert [choice.key for choice in products("lime").rows] == ["LEMON-6"]
    assert {code.code for code in Barcode.select().where(Barcode.product == row.id)} == {"96385074", "4006381333931"}
    changed = {was.field: (was.old, was.new) for was in setup_history("products", "LEMON-6")}
    assert changed["name"] == ("Lemon juice 6 x 1 l", "Lime juice") and changed["superseded_by"] == ("", "ITEM1")
    off = save("products", two, active="N")
    assert off.state == "not in use" and products("lime").rows == []
    assert [one.code for one in setup_records("products", "lemon")] == ["LEMON-6"]
    assert not list(check())


def test_a_product_is_refused_what_its_file_would_be(made) -> None:
    house.product("OTHER", barcode="4006381333931")
    assert refused("products", **LEMON)[0] == ("barcodes", "Barcodes: 4006381333931 exists already")
    assert refused("products", **{**LEMON, "code": "item1", "barcodes": ""}) == [
        ("code", "Code: item1 exists already")
    ]
    wrong = refused("products", code="A B", name="", step="-1", lead_days="9999", over_tolerance="200")
    assert [name for name, _ in wrong] == ["code", "name", "step", "lead_days", "over_tolerance"]
    gone = refused("products", code="NEW", name="New", superseded_by="NOTHING")
    assert gone == [("superseded_by", "Superseded by: there is no product NOTHING")]
    _, odd = look_at_record(
        "products", {**starting_texts("products"), "code": "N", "name": "n", "barcodes": "12345678"}, None
    )
    assert [fault.text for fault in odd] == ["Barcodes: 12345678 has a wrong check digit"]


def test_codes_and_barcodes_are_no_cards_as_in_files(made) -> None:
    """A barcode that reads like a card was refused on the form alone."""
    save("products", **LEMON | {"code": "4111111111111111", "barcodes": "4006381333932"})
    assert Barcode.select().where(Barcode.code == "4006381333932").exists()
    assert refused("products", **LEMON | {"code": "X", "name": "4111 1111 1111 1111"})[0][0] == "name"


def test_a_category_without_a_rate_is_refused_once_the_house_has_rates(made) -> None:
    house.tax("0.05")
    assert refused("products", code="NEW", name="New", tax_category="wine")[0][0] == "tax_category"


def test_a_new_list_price_ends_the_old_one_where_that_is_asked(made) -> None:
    price = {"price_list": "LIST", "product": "ITEM1", "from_quantity": "6"}
    first = save("prices", **price, price="9.80", first_day="2026-01-01")
    assert first.code == "LIST ITEM1 6 2026-01-01"
    save("prices", **price, price="9.90", first_day=day(10))
    rows = PriceListItem.select().where(PriceListItem.from_quantity == 6).order_by(PriceListItem.first_day)
    assert [row.last_day for row in rows] == [None, None]
    save("prices", price_list="LIST", product="ITEM1", from_quantity="6", price="9.95", first_day=day(20), ends="Y")
    assert [row.last_day for row in rows.clone()] == [
        today() + timedelta(days=19),
        today() + timedelta(days=19),
        None,
    ]
    assert setup_history("prices", "LIST ITEM1 6 2026-01-01")[0].field == "last_day"


def test_a_list_price_names_its_list_and_stands_once(made) -> None:
    price = {"price_list": "LIST", "product": "ITEM1", "price": "1", "first_day": day(1)}
    save("prices", **price)
    assert refused("prices", **price)[0][1].endswith("exists already")
    assert refused("prices", **price | {"price_list": ""}) == [("price_list", "Price list is required")]
    assert refused("prices", **price | {"price_list": "GOLD"})[0][0] == "price_list"
    assert refused("prices", **price | {"product": "NOTHING"})[0][0] == "product"
    assert refused("prices", **price | {"last_day": day(0)})[0][0] == "last_day"
    assert not PriceList.select().where(PriceList.code == "GOLD").exists()


def test_contract_prices_stay_apart_and_end_the_one_before_where_asked(made) -> None:
    price = {"customer": "3897-5", "product": "ITEM1", "price": "4.56"}
    save("contract prices", **price, first_day="2026-05-01", last_day="2026-05-31")
    again = {**price, "price": "4.40", "first_day": "2026-05-16", "last_day": "2026-06-30"}
    assert refused("contract prices", **again)[0][0] == "first_day"
    save("contract prices", **again, ends="Y")
    rows = ContractPrice.select().order_by(ContractPrice.first_day)
    assert [row.last_day for row in rows] == [date(2026, 5, 15), date(2026, 6, 30)]
    assert refused("contract prices", **again | {"customer": ""}) == [("customer", "Customer is required")]
    assert refused("contract prices", **again | {"last_day": ""})[0][0] == "last_day"
    assert refused(
        "contract prices", **again | {"currency": "EUR", "first_day": "2026-08-01", "last_day": "2026-08-02"}
    )


def test_a_price_is_changed_with_its_history_and_a_clerk_may_not(made) -> None:
    one = save("prices", price_list="LIST", product="ITEM1", price="7", first_day=day(3))
    two = save("prices", one, price="7.25", last_day=day(9))
    assert two.texts["price"] == "7.25" and two.row == one.row
    assert {was.field for was in setup_history("prices", one.code)} == {"", "price", "last_day"}
    with pytest.raises(Forbidden, match="Only a supervisor may set up products"):
        save_goods(ANN, "prices", two.texts, two.row, two.texts)


def test_a_price_list_in_other_capitals_is_that_one(made) -> None:
    save("prices", product="ITEM1", price_list="list", from_quantity="24", price="9", first_day=day(0))
    assert PriceListItem.select().where(PriceListItem.from_quantity == 24).count() == 1
    assert [one.code for one in PriceList.select()].count("list") == 0
