"""Played in one burst: a card number typed into the order is refused, and a state in full is taxed as its code."""

from custtui.models.order import OrderShipTo, SalesOrder
from tests.ui.keyplay import Player, run


def test_a_card_number_with_its_expiry_is_refused_as_po_number_and_places_nothing(counter) -> None:
    """X-14: what is typed ahead after the refusal is not taken for an answer."""

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5<enter><f8>4111 1111 1111 1111 12/28<f8><f9>")
        assert "card number is never stored" in player.message and player.app.desk.locked

    run(scene)
    assert SalesOrder.select().count() == 0


def test_a_one_time_address_in_a_state_by_its_name_is_kept_by_its_code(counter) -> None:
    async def scene(player: Player) -> None:
        typed = "Hotel X<tab><tab><tab>9 Bay Rd<tab>Buffalo<tab>New York<tab>14201<tab>US<tab>"
        await player.burst(f"3897-5<f7>ITEM1<enter>5<enter><f7><insert>{typed}N<f9>")
        await player.burst("<f9>")

    run(scene)
    assert OrderShipTo.get().state == "NY"
