"""Copies by keys, and where the database says their lines go: the gift never goes to the warehouse (X-15)."""

import pytest

from custtui.models.order import OrderLine, OrderPosition, OrderRevision, OrderShipTo, SalesOrder
from tests.services import house
from tests.ui.keyplay import Player, run

HOTEL = "Rose Green<tab>Desk 4<tab><tab>9 Bay Rd<tab>Reno<tab>NV<tab>89501<f9>"
GIFT = f"3897-5<f7>ITEM1<enter>5<enter>ITEM2<enter>7<enter><up><f7><insert>{HOTEL}<f9>"


@pytest.fixture
def annex(counter) -> house.House:
    house.site(counter.a1, "Annex", "SHIP_TO")
    return counter


def played(*scripts: str) -> list[tuple[str, int, str, str]]:
    """Customer, position, kind and street of each line of the last order that the keys placed."""

    async def scene(player: Player) -> None:
        for script in scripts:
            await player.burst(script)

    run(scene)
    columns = (OrderRevision.sold_to_code, OrderPosition.position, OrderShipTo.kind, OrderShipTo.street)
    rows = OrderLine.select(*columns).join(OrderPosition).switch(OrderLine).join(OrderShipTo).switch(OrderLine)
    last = SalesOrder.select().order_by(SalesOrder.id.desc()).get()
    rows = rows.join(OrderRevision).where(OrderRevision.order == last)
    return list(rows.order_by(OrderPosition.position).tuples())


WANTED = [("3897-5", 10, "PERMANENT", "9 Dock Rd"), ("3897-5", 20, "ONE_TIME", "9 Bay Rd")]


@pytest.mark.parametrize(
    "again",
    [
        "<f10>OI<enter><f10>C<enter><f9>",
        "3897-5<f7><f10>R<enter><f9>",
        "3897-5<f8><down><f10>C<enter><f9>",
    ],
    ids=["the order", "repeat", "the list"],
)
def test_a_copy_sends_the_gift_where_the_gift_went(annex, again: str) -> None:
    assert played(GIFT + again) == WANTED
    assert SalesOrder.select().count() == 2


def test_a_one_time_ship_to_of_the_whole_order_is_copied(annex) -> None:
    script = f"3897-5<f7>ITEM1<enter>5<enter><f7><insert>{HOTEL}<f9><f10>OI<enter><f10>C<enter><f9>"
    assert played(script) == [("3897-5", 10, "ONE_TIME", "9 Bay Rd")]
    assert SalesOrder.select().count() == 2


def test_lines_taken_to_another_customer_tell_which_of_them_go_elsewhere(annex) -> None:
    async def scene(player: Player) -> None:
        gift = GIFT.removesuffix("<f9>")
        await player.burst(f"{gift}<down>ITEM3<enter>1<enter><up><f7>Annex<enter><f10>T<enter>3897-9<enter>")
        assert player.message.startswith("Line 30 goes where the order goes: Annex is not a ship-to of H.Q. Corp")

    run(scene)
    assert played("<down><enter><f9>") == [
        ("3897-9", 10, "SAME", "100 Tower Ave"),
        ("3897-9", 20, "ONE_TIME", "9 Bay Rd"),
        ("3897-9", 30, "SAME", "100 Tower Ave"),
    ]


def test_an_order_copied_for_another_customer_tells_it_too(annex) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5<enter>ITEM2<enter>7<enter><up><f7>Annex<enter><f9>")
        await player.burst("<f10>OI<enter><f10>T<enter>3897-9<enter>")
        assert player.message.startswith("Line 20 goes where the order goes: Annex is not a ship-to of H.Q. Corp")

    run(scene)
