"""What another clerk changed is seen when a list is read again by F5, and when one comes back to it."""

from __future__ import annotations

import pytest

from custtui.domain.who import Role, Who
from custtui.models.account import Contact
from custtui.models.draft import Draft, DraftLine
from custtui.models.search.engine import rebuild
from custtui.services import lookup
from custtui.services import order_entry as desk
from custtui.services.people import contacts
from tests.services import house
from tests.services.keying import keyed, ordered
from tests.ui.keyplay import ANN, Player, run

INQUIRY = "3897-5<f7>ITEM1<enter>5<f9><f10>OI<enter><f10>I<enter>"
BEN = Who("ben", "Ben", Role.SUPERVISOR)


def test_home_is_read_again_by_f5_and_on_the_way_back(counter: house.House) -> None:
    async def scene(player: Player) -> None:
        for keys in ("<f5>", "3897-5<enter><f12><home><ctrl+e>"):
            await player.burst("<f5>")
            code = f"N-{lookup.total()}"
            house.customer(code, "New One")
            rebuild()
            drafts = player.screen.count(" draft ")
            keyed(counter.a1, "ITEM1")
            await player.burst(keys)
            assert f"{lookup.total()} customers" in player.screen, keys
            assert player.screen.count(" draft ") == drafts + 1, keys
            DraftLine.delete().execute()
            Draft.delete().execute()
            await player.burst("<f5>")
            assert " draft " not in player.screen

    run(scene)


def test_who_is_told_is_read_again_by_f5_and_after_an_option(counter: house.House) -> None:
    one = house.contact(counter.a1, "Zoe Black", events=("goods are shipped",), primary=False)

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f10>c<enter>")
        before = _told(player)
        row = Contact.get_by_id(one)
        contacts.set_contact_active(BEN, row.id, row.version, False)
        await player.burst("<f5>")
        assert "Zoe Black" not in player.screen
        assert _told(player) is not before
        await player.burst("<down>4<enter>")
        assert _told(player) == contacts.told(counter.a1)

    run(scene)


def _told(player: Player) -> object:
    return player.app.desk.view.told  # type: ignore[attr-defined]


@pytest.mark.parametrize("keys", ["<f5>", "<down><enter><f12>"])
@pytest.mark.parametrize(
    "way", ["3897-5<f8>", "3897-5<f7>ITEM1<enter>5<f9><f10>OI<enter><f10>I<enter>", "3897-5<enter><f8>"]
)
def test_lists_of_orders_are_read_again(counter: house.House, way: str, keys: str) -> None:
    ordered(counter.a1, "ITEM1")

    async def scene(player: Player) -> None:
        await player.burst(way)
        number = ordered(counter.a1, "ITEM1", who=BEN).number
        assert number not in player.screen
        await player.burst(keys)
        assert number in player.screen

    run(scene)


def test_home_lists_all_my_drafts_page_by_page_and_says_how_many_are_below(counter: house.House) -> None:
    for _ in range(90):
        keyed(counter.a1, "ITEM1")

    async def scene(player: Player) -> None:
        await player.burst("<f5>")
        shown = player.screen.count(" draft ")
        assert f"{90 - shown} more: PgDn" in player.screen
        await player.burst("<down>" + "<pgdn>" * 12)
        assert player.app.desk.view.hits.rows.chosen == 89  # type: ignore[attr-defined]
        assert "more" not in player.screen

    run(scene)


def test_my_work_is_drafts_then_waiting_orders_to_the_last(database: object) -> None:
    made = house.stand()
    house.control("new_customer_threshold", "0")
    for _ in range(5):
        keyed(made.a1, "ITEM1")
    numbers = [ordered(made.a1, "ITEM1").number for _ in range(4)]
    number = desk.my_work_total(ANN).number
    whole = desk.my_work(ANN)
    assert len(whole) == number >= 5
    paged = [row for at in range(number) for row in desk.my_work(ANN, 1, at)]
    assert paged == whole
    assert desk.my_work(ANN, 3, 4) == whole[4:7]
    assert desk.my_work(ANN, 3, number) == []
    assert numbers
