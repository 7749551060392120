"""What goes over from one order of a session to the next, by keys: source, ship-via and, told, an offset (F-58)."""

from datetime import timedelta

import pytest

from custtui.models.draft import Draft
from custtui.models.order import OrderRevision
from custtui.services import clock
from tests.services import house
from tests.ui.keyplay import Player, run

ORDER = "ITEM1<enter>1<enter>"


def header(*, po: str = "", wanted: str = "", via: str = "", source: str = "") -> str:
    """F8, these fields, F8."""
    return f"<f8>{po}<tab>{wanted}<tab><tab><tab><tab>{via}<tab>{source}<f8>"


def placed(*scripts: str) -> list[tuple[str, str, int, str]]:
    """Source, ship-via, days to the wanted date and PO number of the orders that the keys placed."""

    async def scene(player: Player) -> None:
        for script in scripts:
            await player.burst(script)

    run(scene)
    rows = OrderRevision.select().order_by(OrderRevision.id)
    return [(row.source, row.ship_via, (row.wanted - clock.today()).days, row.po_number) for row in rows]


@pytest.fixture
def usual(counter) -> int:
    """The days to the wanted date where none is typed."""
    return placed(f"3897-5<f7>{ORDER}<f9>")[0][2]


def test_the_next_order_takes_over_source_ship_via_and_offset_and_nothing_else(counter) -> None:
    """Never the PO number of another customer; the offset goes with a source that is typed."""
    typed = f"<f8>4711<tab>+10<tab>CASH<tab><tab><tab>Truck<tab>phone<f8>{ORDER}<f9>"
    first, second = placed(f"3897-5<f7>{typed}", f"3897-9<f7>{ORDER}<f9>")
    assert first == ("phone", "Truck", 10, "4711") and second == ("phone", "Truck", 10, "")


def test_the_offset_of_one_customer_is_not_the_next_ones_where_no_source_is_typed(usual) -> None:
    orders = placed(f"3897-5<f7>{header(wanted='+10', via='Truck')}{ORDER}<f9>", f"3897-9<f7>{ORDER}<f9>")[1:]
    assert orders == [("counter", "Truck", 10, ""), ("counter", "Truck", usual, "")]


def test_an_offset_carried_is_said_and_stands_in_the_header(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<f7>{header(wanted='+10', source='phone')}{ORDER}<f9>3897-9<f7>")
        assert "(+10) as on the order before: phone" in player.message
        await player.burst(ORDER)
        assert "(+10, phone)" in player.screen

    run(scene)


def test_another_source_drops_the_offset_and_says_so(usual) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<f7>{header(wanted='+10', source='phone')}{ORDER}<f9>")
        await player.burst(f"3897-9<f7><f8>{'<tab>' * 6}mail<f8>")
        assert player.message.startswith("Wanted +10 of the order before is not carried over: its source was phone")
        await player.burst(f"{ORDER}<f9>3897-5<f7>{ORDER}<f9>")

    run(scene)
    days = [(row.wanted - clock.today()).days for row in OrderRevision.select().order_by(OrderRevision.id)]
    assert days == [usual, 10, usual, usual], "nor does it come back with the third"


def test_a_wanted_date_typed_beside_another_source_stays(counter) -> None:
    orders = placed(
        f"3897-5<f7>{header(wanted='+10', source='phone')}{ORDER}<f9>",
        f"3897-9<f7>{header(wanted='+20', source='mail')}{ORDER}<f9>",
        f"3897-5<f7>{ORDER}<f9>",
    )
    assert [(source, days) for source, _, days, _ in orders] == [("phone", 10), ("mail", 20), ("mail", 20)]


def test_an_order_that_was_dropped_leaves_nothing(usual) -> None:
    orders = placed(
        f"3897-5<f7>{header(wanted='+10', source='phone')}{ORDER}<f11><f9>",
        f"3897-9<f7>{ORDER}<f9>",
    )
    assert orders[1:] == [("counter", "", usual, "")]


def test_a_copy_or_repeat_takes_nothing_from_the_session(usual) -> None:
    orders = placed(
        f"3897-5<f7>{header(wanted='+10', source='phone')}{ORDER}<f9>",
        "3897-5<f7><f10>R<enter><f9>",
        f"3897-5<f7>{ORDER}<f9>",
    )
    assert orders[2:] == [("counter", "", usual, ""), ("phone", "", 10, "")]


def test_a_draft_resumed_on_another_day_hands_no_shorter_offset_on(usual) -> None:
    """The days typed are counted from the day they were typed."""

    async def first(player: Player) -> None:
        await player.burst(f"3897-5<f7>{header(wanted='+10', source='phone')}{ORDER}<f3>")

    run(first)
    Draft.update(wanted=(clock.today() + timedelta(days=9)).isoformat()).execute()
    assert placed("<down><enter><f9>", f"3897-9<f7>{ORDER}<f9>")[1:] == [
        ("phone", "", 9, ""),
        ("phone", "", usual, ""),
    ]


def test_an_own_method_that_is_not_open_is_said_and_stands_in_the_header(counter) -> None:
    """A source carried over makes the header anew: what was told of the method stays told."""
    house.default_bill_to(counter.a1, counter.hq)

    async def scene(player: Player) -> None:
        await player.burst(f"3897-9<f7>{header(source='phone')}{ORDER}<f9>3897-5<f7>")
        assert player.message.startswith("Payment: Check became Credit card: Check not allowed when another party")
        await player.burst(ORDER)
        assert "Credit card (usually Check)" in player.screen

    run(scene)
