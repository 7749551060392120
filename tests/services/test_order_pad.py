"""The order pad: what a customer usually buys, the one bought last first (X-20)."""

from custtui.models.product import Product
from custtui.services import order_entry
from tests.services import house
from tests.services.keying import ordered


def test_the_pad_sums_what_was_bought_by_product_newest_first(database) -> None:
    made = house.stand()
    for lines in (("ITEM3 x2",), ("ITEM2 x4", "ITEM3 x9"), ("ITEM2 x7",)):
        ordered(made.a1, *lines)
    pad = order_entry.usual(made.a1)
    assert [(one.key, one.detail.split(" at ")[0]) for one in pad] == [("ITEM2", "7"), ("ITEM3", "9")]
    assert all(", 2 orders · " in one.detail for one in pad)
    Product.update(active=False).where(Product.code == "ITEM2").execute()
    assert [one.key for one in order_entry.usual(made.a1)] == ["ITEM3"]
    assert not order_entry.usual(made.hq)
