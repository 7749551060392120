"""What stood cut, doubled or unseen on the smallest screen: notes, fields below, what is to fix, heads."""

from __future__ import annotations

import pytest

from custtui.models.account import CustomerAccount, CustomerNote
from custtui.models.party import Party
from tests.services import house
from tests.services.keying import ordered
from tests.ui.keyplay import Player, run

SMALL = (60, 16)
NOTE = "asks for pallets, not boxes"


def test_order_entry_shows_the_note_what_is_to_fix_once_and_how_many_fields_are_below(counter: house.House) -> None:
    """F-24, F-86: the second row of a slot gives way to the note."""
    CustomerNote.create(account=counter.a1, text=NOTE, on_selection=True)

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5<enter>XX<enter>1<enter>")
        assert NOTE in player.screen and "F7 Ship to" in player.screen
        assert player.screen.count("1 line to fix") == 1 and "cases" not in player.screen.split(" · cannot")[1]
        await player.burst("<f8>")
        assert " 7 more: Tab" in player.screen
        await player.burst("<backtab>")
        assert "Prices on slip" in player.screen and "more: Tab" not in player.screen

    run(scene, size=SMALL)


def test_heads_are_whole(counter: house.House) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><pgdn>")
        assert "Sites (P primary, y yes, * identifying)" in player.screen
        await player.burst("<f10>R<enter>")
        assert "B S P R: bill-to, ship-to, pay, both ways · 4 ends it" in player.screen

    run(scene, size=SMALL)


def test_the_customer_highlighted_at_home_tells_all_of_its_credit_and_orders(counter: house.House) -> None:

    CustomerAccount.update(credit_limit=10_000).execute()
    house.default_bill_to(counter.a1, counter.hq)
    Party.update(name="H.Q. Corporation of the Hudson Valley").where(Party.name == "H.Q. Corp").execute()
    ordered(counter.a1, "ITEM1 x3")

    async def scene(player: Player) -> None:
        await player.burst("3897-5")
        below = player.screen.split("Ship ")[1]
        assert "credit left 9,970.00, H.Q. Corporation of the Hudson Valley" in below
        assert "1 order 30.00" in below and "last SO-" in below and "…" not in below.split("Open ")[1]

    run(scene)


def test_the_credit_left_and_the_way_to_discard_are_there_on_the_smallest_screen(counter: house.House) -> None:
    """F-60: whose credit it is too; the entry line and a line of the order stay beside it."""
    CustomerAccount.update(credit_limit=10_000).execute()
    house.default_bill_to(counter.a1, counter.hq)

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5<enter>ITEM2<enter>7")
        shown = " ".join(player.screen.split())
        assert "Credit left after this order 9,845.00, H.Q. Corp" in shown
        assert all(text in shown for text in ("10 ITEM1", "20 ITEM2", "accepted", "F9 Place"))
        await player.burst("<f1>")
        assert "Credit left after this order" in player.screen
        await player.burst("<f12><f10>")
        assert "Discard this draft" in player.screen
        await player.burst("<f12><f11>")
        assert "F9 Yes" in player.screen and "iscard" in player.message

    run(scene, size=SMALL)


@pytest.mark.parametrize("size", [(60, 16), (80, 24)])
@pytest.mark.parametrize(
    ("way", "named"),
    [
        ("3897-5<enter><enter>", "F9 Save,F11 Discard"),
        ("3897-5<enter><f10>S<enter><insert>", "F9 Save,F11 Discard"),
        ("3897-5<f7>ITEM1<enter>5", "F9 Place,F11 Discard"),
        ("<f10>AQ<enter>", "F9 Approve,F11 Decline"),
    ],
)
def test_the_bar_names_what_keeps_and_what_drops(counter, size, way: str, named: str) -> None:
    """F-81: and F1, which tells of the keys there is no room for; what is the same everywhere gives way first."""

    async def scene(player: Player) -> None:
        await player.burst(way)
        bar = player.screen.split("\n")[size[1] - 1]
        assert all(one in bar for one in (*named.split(","), "F1 Help")), bar

    run(scene, size=size)


def test_a_form_that_goes_on_below_a_low_screen_says_so(counter) -> None:
    """The terms of the profile stood behind PgDn, and nothing told."""

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter>")
        assert "more rows: PgDn" in player.screen and "Credit limit" not in player.screen
        await player.burst("<pgdn>")
        assert "Credit limit" in player.screen

    run(scene, size=SMALL)
