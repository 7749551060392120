"""Prepared queries answer as Peewee's own do, with their text made once."""

from decimal import Decimal

from peewee import fn

from custtui.models.among import among
from custtui.models.base import db
from custtui.models.database import transaction
from custtui.models.insert import Insert
from custtui.models.prepared import AskedAnew, Prepared
from custtui.models.product import Product
from custtui.models.remembered import Answers, remembering

PRODUCTS = Prepared(
    lambda codes: (
        Product.select(Product.id, Product.code, Product.active, Product.step, Product.made_at)
        .where(Product.code.in_(codes))
        .order_by(Product.code)
    )
)
RENAME = Prepared(lambda code, name: Product.update({Product.name: name}).where(Product.code == code))
STEPS = AskedAnew(
    lambda codes: (
        Product.select(Product.code, fn.SUM(Product.step).converter(Product.step.python_value))
        .where(among(Product.code, codes) & (Product.name == "x"))
        .group_by(Product.code)
        .order_by(Product.code)
    )
)
WRITE = Insert(Product)


def test_rows_come_back_as_python_values_for_lists_of_any_length(database) -> None:
    with transaction():
        ids = WRITE({"code": f"A{one}", "name": "x", "step": Decimal("0.5")} for one in range(5))
    for count in (1, 2, 3, 5):
        rows = PRODUCTS([f"A{one}" for one in range(count)])
        assert [row[0] for row in rows] == ids[:count]
        assert all(row[2] is True and row[3] == Decimal("0.5") and row[4].tzinfo for row in rows)
    assert PRODUCTS([]) == [] and PRODUCTS.first(["none"]) is None
    assert len({key for key in PRODUCTS.texts if key[0] is type(database)}) == 4


def test_a_write_tells_how_many_rows_it_touched(database) -> None:
    WRITE.one(code="A", name="x")
    assert RENAME("A", "renamed") == 1 and RENAME("B", "renamed") == 0
    assert Product.get().name == "renamed"
    assert WRITE([]) == []


def test_what_is_asked_anew_takes_a_list_as_one_parameter_and_remembers_nothing(database) -> None:
    with transaction():
        WRITE({"code": f"A{one}", "name": "x", "step": Decimal(one)} for one in range(5))
    with remembering(Answers()):
        assert dict(STEPS([f"A{one}" for one in range(3)])) == {f"A{one}": Decimal(one) for one in range(3)}
        RENAME("A1", "gone")
        assert dict(STEPS({"A1", "A2", "none"})) == {"A2": Decimal(2)}
        assert STEPS(()) == [] and STEPS.first({"A4": 1}.keys()) == ("A4", Decimal(4))
    made = {id(text) for shape, text in STEPS.texts.items() if shape[0] is type(db.obj)}
    assert len(made) == 1, "a text for each kind of database, however long the lists"
