"""Nothing typed vanishes (X-19): no order of the customer shown comes of what was typed for another one."""

from __future__ import annotations

import pytest

from custtui.models.draft import Draft
from custtui.models.order import SalesOrder
from tests.services import house
from tests.ui.keyplay import Player, run

ORDER = "<f7>ITEM1<enter>5<f9>"
SHOWN = {
    "an option": f"harb<down>2125550100{ORDER}",
    "the profile": f"3897-5<enter>3897-9{ORDER}",
    "the profile, after a lock": f"3897-5<enter>x<esc>3897-9{ORDER}",
    "the list of orders": f"3897-5<f8>3897-9{ORDER}",
    "a row of the list of orders": f"3897-5{ORDER}3897-5<f8><down>3897-9{ORDER}",
    "a pasted code": f"3897-5<enter><paste:3897-9>{ORDER}",
    "a pasted option": f"harb<down><paste:2125550100>{ORDER}",
    "an order": f"3897-5{ORDER}<f10>OI<enter>3897-9{ORDER}",
    "a phone with blanks": f"harb<down>212 555 0100{ORDER}",
}


@pytest.mark.parametrize("where", SHOWN)
def test_what_is_typed_on_a_display_makes_no_order_of_the_customer_shown(where: str, counter) -> None:
    house.customer("3897-77", "Harbor Cafe")
    _index()
    placed = SHOWN[where].count(ORDER) - 1

    async def scene(player: Player) -> None:
        await player.burst(SHOWN[where])
        assert player.app.desk.locked
        assert SalesOrder.select().count() == placed

    run(scene)


def test_a_code_typed_in_the_list_of_home_goes_to_find(counter) -> None:
    house.customer("3897-77", "Harbor Cafe")
    _index()

    async def scene(player: Player) -> None:
        await player.burst(f"harb<down>3897-9{ORDER}")
        assert [order.account.code for order in SalesOrder.select()] == ["3897-9"]

    run(scene)


def test_an_option_not_done_stays_and_stops_f6_to_f9(counter) -> None:
    async def scene(player: Player) -> None:
        for key in ("f6", "f7", "f8", "f9"):
            await player.burst(f"hea<down>5<{key}>")
            assert "Option 5 is typed, not done" in player.message, key
            await player.burst("<esc><backspace><f2><ctrl+e>")
        await player.burst("hea<down>77<enter>")
        assert "Option 77 does not exist here" in player.message
        assert player.app.desk.view.hits.rows.options == {0: "77"}

    run(scene)


def test_f2_of_a_profile_goes_back_to_the_order_as_it_was(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5<enter>ITE<f8>PO<f2>")
        assert type(player.app.desk.view).__name__ == "CustomerProfile"
        await player.burst("<f2>")
        assert player.app.desk.top.value("po_number") == "PO"
        await player.burst("<f8>")
        assert player.app.desk.view.value("item") == "ITE"

    run(scene)


def test_below_the_smallest_size_nothing_is_placed(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"3897-5{ORDER}")
        assert player.app.desk.locked
        await player.burst("<esc><f3>")
        assert player.app.desk.question

    run(scene, size=(59, 15))
    assert SalesOrder.select().count() == 0


def test_a_key_that_a_window_has_no_use_for_is_refused(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f10><f7>")
        assert "F7 does nothing here" in player.message
        await player.burst("<esc><f12><f1>x")
        assert player.app.desk.locked

    run(scene)


def _index() -> None:
    from custtui.models.search.engine import rebuild

    rebuild()


@pytest.mark.parametrize("digits", ["5", "41", "411", "4111111", "41111111111111111111"])
def test_each_digit_of_an_option_is_seen_apart_from_what_the_row_says(counter, digits: str) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"3897<down>{digits}")
        row = next(row for row in player.screen.split("\n") if row.startswith(">"))
        assert row.split(" ")[0] == f">{digits}"

    run(scene)


def test_a_digit_too_many_for_an_option_is_refused(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"3897<down>{'1' * 21}<f7>")
        assert player.app.desk.locked and SalesOrder.select().count() == 0

    run(scene)


def test_an_order_number_and_f7_orders_nothing(counter) -> None:
    """With F7 a number that is no customer's code is a refusal: one wrong digit would be a stranger's order."""

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5<enter><f8>4711<f9>")
        number = SalesOrder.get().number
        for typed in (number, number.casefold(), "PO 4711"):
            await player.burst(f"{typed}{ORDER}")
            assert player.app.desk.locked, typed
            await player.burst("<esc><f2>" + "<backspace>" * 12)

    run(scene)
    assert SalesOrder.select().count() == 1


@pytest.mark.parametrize("typed", ["1 2", "1\N{NO-BREAK SPACE}2", "1 000", "000005"])
def test_digits_that_are_not_one_quantity_are_parked(counter, typed: str) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<f7>ITEM1<enter>{typed}<f9>")
        assert player.app.desk.locked

    run(scene)
    assert SalesOrder.select().count() == 0


def test_a_card_number_left_in_the_item_is_not_said_to_be_saved(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>4111111111111111<f12>")
        assert player.message == "Nothing saved: a card number is never stored"

    run(scene)
    assert Draft.select().count() == 0


def test_what_was_said_of_a_draft_ends_where_it_goes_on(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5<f11>")
        assert "Discard this draft of 1 line for" in player.message
        await player.burst("<esc><f12>")
        assert "saved: home lists it" in player.message
        await player.burst("<down><enter>")
        assert "home lists it" not in player.screen

    run(scene)


def test_at_the_smallest_size_the_order_before_does_not_hide_what_will_happen(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>99<f9>3897-5<f7>ITEM1<enter>56")
        assert "will wait" in player.screen and "Total" in player.screen

    run(scene, size=(60, 16))
