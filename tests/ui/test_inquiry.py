"""Order inquiry: the list follows what is typed; what cannot be read is marked, never refused."""

from __future__ import annotations

from datetime import date

import pytest

from custtui.models.account import CustomerAccount
from tests import rows
from tests.ui.keyplay import Player, run


@pytest.fixture
def orders(counter) -> dict[str, str]:
    """Three orders by name: their numbers."""
    juices, corp = CustomerAccount.get_by_id(counter.a1), CustomerAccount.get_by_id(counter.hq)
    made = {
        "may": rows.an_order(juices, order_date=date(2024, 5, 4), po_number="PO-77"),
        "june": rows.an_order(juices, [("1", "1.00")] * 3, order_date=date(2024, 6, 4)),
        "corp": rows.an_order(corp, order_date=date(2024, 6, 5), status="pending"),
    }
    return {name: revision.order.number for name, revision in made.items()}


def shown(player: Player) -> list[str]:
    """The numbers in the list, top-down."""
    return [row.number for row in player.app.desk.view.rows.items]


CASES = {
    "all, newest first": ("", ["corp", "june", "may"]),
    "PO": ("<tab>PO-7", ["may"]),
    "PO in small letters": ("<tab>po-7", ["may"]),
    "customer code": ("<tab><tab>3897-9", ["corp"]),
    "customer name": ("<tab><tab>healthy", ["june", "may"]),
    "product": ("<tab><tab><tab>c", ["june"]),
    "days": ("<tab><tab><tab><tab>2024-06-01<tab>4 Jun 24", ["june"]),
    "status by its beginning": ("<tab><tab><tab><tab><tab><tab>wai", ["corp"]),
    "several": ("<tab><tab>3897-5<tab>c<tab><tab><tab>acc", ["june"]),
    "none": ("<tab>zzz", []),
}


@pytest.mark.parametrize("case", CASES)
def test_the_list_holds_what_the_fields_ask_for(orders, case: str) -> None:
    typed, expected = CASES[case]

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI<enter>{typed}")
        assert shown(player) == [orders[name] for name in expected]

    run(scene)


def test_an_order_is_found_and_opened_in_one_burst_and_the_inquiry_is_there_again(orders) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI<enter>{orders['may']}<down><enter>")
        assert f"Order {orders['may']}" in player.screen
        await player.burst("<f12>")
        assert player.app.desk.view.value("number") == orders["may"]
        assert player.app.desk.view.rows.chosen == 0

    run(scene)


def test_a_day_that_cannot_be_read_is_marked_and_typing_goes_on(orders) -> None:
    async def scene(player: Player) -> None:
        await player.burst("<f10>OI<enter><tab><tab><tab><tab>soon<tab>today")
        assert 'From: "soon" is not a date' in player.screen
        assert not player.app.desk.locked
        assert player.app.desk.view.value("last_day") == "today"

    run(scene)


def test_enter_goes_from_field_to_field_and_stays_in_the_last(orders) -> None:
    async def scene(player: Player) -> None:
        await player.burst("<f10>OI<enter><enter><enter><enter><enter><enter><enter><enter><enter>")
        assert player.app.desk.view.field.name == "status"

    run(scene)


def test_f4_offers_statuses_products_and_customers(orders) -> None:
    async def scene(player: Player) -> None:
        await player.burst("<f10>OI<enter><shift+tab><f4><enter>")
        assert shown(player) == [orders["corp"]]
        await player.burst("<f11><tab><tab><f4>corp<enter>")
        assert shown(player) == [orders["corp"]]
        await player.burst("<f11><tab><tab><tab><f4>c<enter>")
        assert shown(player) == [orders["june"]]

    run(scene)


def test_f7_and_f8_act_on_the_customer_of_the_chosen_row(orders) -> None:
    async def scene(player: Player) -> None:
        await player.burst("<f10>OI<enter><down><f8>")
        assert "3897-9 H.Q. Corp" in player.screen.split("\n")[0]
        await player.burst("<f12><f7>")
        assert "3897-9 H.Q. Corp" in player.screen

    run(scene)


def test_the_inquiry_is_one_action_away_from_the_last_order_placed(counter) -> None:
    """`OI` alone opens the last order placed."""

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5<f9><f10>OI<enter>")
        assert "Order SO-" in player.screen.split("\n")[0]
        await player.burst("<f10>i<enter>")
        assert "Order inquiry" in player.screen.split("\n")[0]
        assert len(shown(player)) == 1

    run(scene)


def test_a_last_day_before_the_first_is_marked_and_asks_nothing(orders) -> None:
    async def scene(player: Player) -> None:
        await player.burst("<f10>OI<enter><tab><tab><tab><tab>2024-06-05<tab>2024-06-04")
        assert player.app.desk.view.by_name("last_day").error == "4 Jun 2024 is before the first day"
        assert shown(player) == [orders["corp"]]

    run(scene)
