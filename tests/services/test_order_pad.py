"""The order pad: what a customer usually buys, the one bought last first (X-20)."""

from dataclasses import replace

from custtui.models.order import OrderRevision, RevisionState
from custtui.models.product import Product
from custtui.services import order_entry
from custtui.services.approval import decline
from tests.services import house
from tests.services.house import ANN, BEN
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


def test_what_waits_or_was_declined_nobody_bought(database) -> None:
    """A change that waits for approval: the pad tells what stands in force, and no price nobody agreed to."""
    made = house.stand()
    placed = ordered(made.a1, "ITEM1 x5")
    change = order_entry.start_change(ANN, placed.number)
    change = order_entry.put_line(ANN, change.id, 10, replace(change.lines[0].text, quantity="500"))
    assert not order_entry.place(ANN, change.id).accepted
    ordered(made.a1, "ITEM2 x500")
    assert [(one.code, one.quantity, len(one.orders)) for one in order_entry.bought_before(made.a1)] == [
        ("ITEM1", 5, 1)
    ]
    for revision in OrderRevision.select().join(RevisionState).where(RevisionState.status == "pending"):
        decline(BEN, revision.order.number, revision.revision, "CREDIT")
    assert [(one.code, one.quantity) for one in order_entry.bought_before(made.a1)] == [("ITEM1", 5)]
