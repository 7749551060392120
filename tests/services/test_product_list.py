"""The product list finds products by the words of their names, as Find does customers, to the last of them."""

from unittest import mock

import pytest

from custtui.domain.who import Role, Who
from custtui.models.base import db
from custtui.models.migrate import HISTORY, SCRIPTS, migrate
from custtui.models.product import Barcode, Product
from custtui.models.search import product as search_product
from custtui.models.search.verifying import word_faults
from custtui.models.triggers import drop, install
from custtui.services.bulk.products import write_products
from custtui.services.bulk.values import NewProduct
from custtui.services.check_search import product_faults
from custtui.services.lists.products import PAGE, count_products, products
from tests.services import house
from tests.standing import made_once

ROOT = Who("cora", "Cora", Role.ADMINISTRATOR)
NAMES = {
    "SAFT-1": "ÄPFELSAFT naturtrüb",
    "CAFE-9": "Café crème",
    "JUS-1": "JUS D’ÉTÉ",
    "AJ-12": "Apple Juice 1 l",
    "ITEM1042": "Straße",
    "TEA": "緑茶 Green tea",
}


@pytest.fixture
def stocked(database: object) -> None:
    as_a_file()


@made_once
def as_a_file() -> None:
    """Products as a file brings them."""
    write_products(ROOT, [NewProduct(code, name, "each") for code, name in NAMES.items()])


def codes(text: str) -> list[str]:
    return [one.key for one in products(text).rows]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *((text, "SAFT-1") for text in ("äpfel", "apfel", "Äpfel", "aepfel", "naturtrüb äpfel", "natur")),
        *((text, "CAFE-9") for text in ("CAFÉ", "creme", "crème café", "cafe9", "cafe-9", "9")),
        *((text, "JUS-1") for text in ("été", "d'été", "ete jus", "d’ete")),
        *((text, "AJ-12") for text in ("juice apple", "app jui", "aj12", "AJ-1", "12")),
        *((text, "ITEM1042") for text in ("strasse", "straße", "1042", "item10")),
        *((text, "TEA") for text in ("緑", "茶", "green")),
    ],
)
def test_a_product_is_found_by_its_words_in_any_order_and_spelling(stocked: None, text: str, code: str) -> None:
    assert codes(text) == [code]


def test_words_that_are_not_its_own_find_nothing(stocked: None) -> None:
    assert [codes(text) for text in ("apple green", "pfel", "--", "zzz")] == [[], [], [], []]
    assert codes("") == sorted(NAMES)


@pytest.mark.parametrize("typed", ["036000291452", "0036000291452", "00036000291452", "03600029"])
def test_a_barcode_is_found_however_it_is_spelled(database: object, typed: str) -> None:
    soap = NewProduct("SOAP", "Soap", "each", barcodes=("036000291452",))
    write_products(ROOT, [soap, NewProduct("X", "X", "each")])
    assert codes(typed) == ["SOAP"]


def test_codes_that_begin_so_come_first_each_by_code(database: object) -> None:
    names = {"Z100": "10 pens", "B": "Pen 100", "100-B": "Cup", "100": "Mug", "A": "100 cups"}
    write_products(ROOT, [NewProduct(code, name, "each") for code, name in names.items()])
    assert codes("100") == ["100", "100-B", "A", "B", "Z100"]


def test_inactive_products_are_not_offered(stocked: None) -> None:
    one = Product.get(Product.code == "TEA")
    Product.update(active=False).where(Product.id == one.id).execute()
    search_product.index_products([one.id])
    assert codes("tea") == []
    assert list(product_faults()) == []


def test_every_page_to_the_end_is_read_once(database: object) -> None:
    made = [NewProduct(f"P{n:04}", f"Pear no {n} {'ripe' if n % 3 == 0 else ''}", "each") for n in range(1700)]
    write_products(ROOT, [*made, *(NewProduct(f"X{n}", f"Pear tree {n}", "each") for n in range(3))])
    for text, many in (("", 1703), ("p", 1703), ("pear", 1703), ("ripe", 567), ("ripe pear 99", 5), ("p00", 100)):
        seen: list[str] = []
        while page := products(text, len(seen)).rows:
            assert len(page) <= PAGE
            seen += [one.key for one in page]
        assert len(seen) == len(set(seen)) == many == count_products(text), text
        first = products(text)
        assert first.count == many or (first.capped and first.count == max(500, first.count) <= many)
    assert [one.key for one in products("p", 1700).rows] == ["X0", "X1", "X2"]


def test_check_finds_what_raw_sql_changed(stocked: None) -> None:
    assert list(product_faults()) == []
    db.execute_sql("UPDATE product SET name = 'Pear' WHERE code = 'TEA'")
    tea = Product.get(Product.code == "TEA")
    assert list(product_faults()) == ["product TEA: the product list knows it otherwise than it is stored"]
    Barcode.create(code="4006381333931", product=Product.get(Product.code == "JUS-1"))
    Product.create(code="NEW", name="New")
    search_product.index_products([tea.id])
    assert list(product_faults()) == [
        "product JUS-1: the product list knows it otherwise than it is stored",
        "product NEW: the product list does not know it",
    ]
    search_product.index_products(row.id for row in Product.select())
    assert list(product_faults()) == []
    assert codes("pear") == ["TEA"]
    assert codes("green") == []
    assert codes("4006381333931") == ["JUS-1"]


def test_products_of_before_are_found_after_the_update(database: object, one_step_back: None) -> None:
    house.product("SAFT-1", name="ÄPFELSAFT naturtrüb", barcode="4006381333931")
    house.product("OLD", name="Apfel", active=False)
    made, beginnings = (next(SCRIPTS.glob(f"*_{name}.py")).stem for name in ("search_product", "product_beginnings"))
    drop(db.obj)
    tables = ["search_product"] if "Postgres" in type(db.obj).__name__ else ["search_product_words", "search_product"]
    for table in tables:
        db.execute_sql(f"DROP TABLE {table}")
    db.execute_sql(f"DELETE FROM {HISTORY} WHERE name IN ('{made}', '{beginnings}')")
    install(db.obj)
    assert migrate(db.obj) == [made, beginnings]
    assert list(product_faults()) == []
    assert codes("apfel") == codes("4006381333931") == ["SAFT-1"]
    assert list(word_faults()) == []


@pytest.mark.parametrize("text", ["", "p", "pear", "green pear", "p00", "zzz"])
def test_a_page_is_one_question_however_it_is_found(database: object, text: str) -> None:
    """P-13: a letter waits once for a server."""
    write_products(ROOT, [NewProduct(f"P{n:04}", f"Pear {'ripe' if n % 3 else 'green'}", "each") for n in range(600)])
    with mock.patch.object(db.obj, "execute_sql", wraps=db.obj.execute_sql) as asked:
        products(text)
    assert asked.call_count == 1
