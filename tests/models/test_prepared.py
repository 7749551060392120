"""Prepared queries answer as Peewee's own do, with their text made once."""

from decimal import Decimal

from custtui.models.database import transaction
from custtui.models.insert import Insert
from custtui.models.prepared import Prepared
from custtui.models.product import Product

PRODUCTS = Prepared(
    lambda codes: (
        Product.select(Product.id, Product.code, Product.active, Product.step, Product.made_at)
        .where(Product.code.in_(codes))
        .order_by(Product.code)
    )
)
RENAME = Prepared(lambda code, name: Product.update({Product.name: name}).where(Product.code == code))
WRITE = Insert(Product)


def test_rows_come_back_as_python_values_for_lists_of_any_length(database) -> None:
    with transaction():
        ids = WRITE({"code": f"A{one}", "name": "x", "step": Decimal("0.5")} for one in range(5))
    for count in (1, 2, 3, 5):
        rows = PRODUCTS([f"A{one}" for one in range(count)])
        assert [row[0] for row in rows] == ids[:count]
        assert all(row[2] is True and row[3] == Decimal("0.5") and row[4].tzinfo for row in rows)
    assert PRODUCTS([]) == [] and PRODUCTS.first(["none"]) is None
    assert len({key for key in PRODUCTS.texts if key[0] == (type(database).__name__ == "Sqlite")}) == 4


def test_a_write_tells_how_many_rows_it_touched(database) -> None:
    WRITE.one(code="A", name="x")
    assert RENAME("A", "renamed") == 1 and RENAME("B", "renamed") == 0
    assert Product.get().name == "renamed"
    assert WRITE([]) == []
