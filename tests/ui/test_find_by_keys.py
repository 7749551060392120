"""What Find opens by keys: never a stranger, the full code first, then exact numbers, several by choice (X-01)."""

from __future__ import annotations

from datetime import date

import pytest

from custtui.models.account import ContactPoint, CustomerAccount
from custtui.models.fulfilment import Shipment
from custtui.models.order import OrderRevision
from custtui.models.search.engine import rebuild
from tests.rows import an_order
from tests.services import house
from tests.ui.keyplay import Player, run


def on_home(player: Player) -> bool:
    return type(player.app.desk.view).__name__ == "CustomerLookup"


def phone(account: int, value: str) -> None:
    ContactPoint.create(account=account, kind="PHONE", value=value, normal=value)


@pytest.fixture
def strangers(counter: house.House) -> house.House:
    """One whose postal code begins with 903, one whose phone holds 916, each the only hit of it."""
    north = house.account(house.party("Umeå Ltd"), "3897-70")
    house.site(north, "Umeå", "BILL_TO*", identifying=True, postal_code="903 48", country="SE", state="")
    phone(house.customer("3897-71", "Strange Ltd"), "(702) 555-9160")
    rebuild()
    return counter


@pytest.mark.parametrize("text", ["903", "916", "9160"])
def test_a_piece_of_a_number_opens_and_orders_no_stranger(strangers: house.House, text: str) -> None:
    async def scene(player: Player) -> None:
        for keys in ("<enter>", "<f7>ITEM1<enter>5<enter><f9>"):
            await player.burst(text + keys)
            assert player.app.desk.locked and on_home(player), keys
            await player.burst("<esc><f2>" + "<backspace>" * 6)

    run(scene)
    assert OrderRevision.select().count() == 0


@pytest.mark.parametrize("text", ["90348", "903 48", "7025559160", "5559160"])
def test_a_whole_number_opens_its_customer_and_f7_refuses_it(strangers: house.House, text: str) -> None:
    """F-05; F7 takes a customer's code alone."""

    async def scene(player: Player) -> None:
        await player.burst(f"{text}<f7>ITEM1<enter>5<enter><f9>")
        assert player.app.desk.locked and on_home(player)
        await player.burst("<esc><enter>")
        assert type(player.app.desk.view).__name__ == "CustomerProfile", player.message

    run(scene)
    assert OrderRevision.select().count() == 0


def test_a_full_code_wins_over_an_order_of_that_number_and_f7_orders_for_it(counter: house.House) -> None:
    digits = an_order(CustomerAccount.get_by_id(counter.hq)).order.number.removeprefix("SO-")
    mine = house.customer(digits, "Number Ltd")
    rebuild()

    async def scene(player: Player) -> None:
        await player.burst(f"{digits}<f7>ITEM1<enter>5<f9>")
        assert "Number Ltd" in player.screen, player.message

    run(scene)
    assert [row.sold_to_id for row in OrderRevision.select().order_by(OrderRevision.id.desc()).limit(1)] == [mine]


@pytest.mark.parametrize("prefix", ["", "SO-", "so-"])
def test_an_order_number_with_or_without_its_prefix_opens_the_order(counter: house.House, prefix: str) -> None:
    number = an_order(CustomerAccount.get_by_id(counter.hq)).order.number
    rebuild()

    async def scene(player: Player) -> None:
        await player.burst(f"{prefix}{number.removeprefix('SO-')}<enter>")
        assert not on_home(player) and number in player.screen.split("\n")[0], player.message

    run(scene)


def test_a_number_of_several_kinds_is_a_list_to_choose_from(counter: house.House) -> None:
    """An order and a shipment: nothing opens before an arrow has reached a row."""
    order = an_order(CustomerAccount.get_by_id(counter.hq)).order
    digits = order.number.removeprefix("SO-")
    Shipment.create(number=f"SH-{digits}", order=order, day=date(2026, 5, 4))
    rebuild()

    async def scene(player: Player) -> None:
        await player.burst(f"{digits}<enter>")
        assert on_home(player)
        assert order.number in player.screen and f"SH-{digits}" in player.screen
        await player.burst("<esc><down><enter>")
        assert order.number in player.screen.split("\n")[0], player.message

    run(scene)


@pytest.mark.parametrize("keys", ["1-800-FLOWERS", "1-800-flowers", "1 800 flowers", "18003569377"])
def test_a_phone_with_letters_opens_its_customer_letter_for_letter_and_as_dialled(
    counter: house.House, keys: str
) -> None:
    phone(house.customer("3897-72", "Flower Ltd"), "1-800-FLOWERS")
    rebuild()

    async def scene(player: Player) -> None:
        await player.burst(f"{keys}<enter>")
        assert "Customer 3897-72" in player.screen.split("\n")[0], player.message

    run(scene)


@pytest.mark.parametrize("stored", ["PO-4711", "4711/A"])
def test_a_po_number_is_found_by_its_digits_by_keys(counter: house.House, stored: str) -> None:
    an_order(CustomerAccount.get_by_id(counter.hq), po_number=stored)
    rebuild()

    async def scene(player: Player) -> None:
        await player.burst("4711<enter>")
        assert "3897-9" in player.screen.split("\n")[0], player.message

    run(scene)
