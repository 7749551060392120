"""Numbers that no clerk means, typed into every field that takes one: refused by name, nothing of them is stored."""

from __future__ import annotations

import pytest

from custtui.models.account import CustomerAccount
from custtui.models.draft import DraftLine
from custtui.models.order import SalesOrder
from tests.ui.keyplay import Player, run
from tests.ui.snapshot import snapshot

ODD = ("-0.0", "-0", "1e3", "٣", "５", "+5", "²", "½", "−1", "NaN", "inf", "1_000", "0x10", "1.2.3", "1,2,3")

OPEN = "3897-5<f7>ITEM1<enter>4<f9><f10>OI<enter>"
FIELDS = {
    "quantity": "3897-5<f7>ITEM1<enter>",
    "price": "3897-5<f7>ITEM1<tab>2<tab>",
    "discount": "3897-5<f7>ITEM1<tab>2<tab><tab>",
    "credit limit": "3897-5<enter><f10>K<enter>",
    "approval limit": "3897-5<enter><f10>K<enter><tab>",
    "shared limit": "3897-5<enter><f10>K<enter><tab><tab><tab><tab>",
    "shipped": f"{OPEN}<f10>S<enter>",
    "closed": f"{OPEN}<f10>F<enter>",
    "billed": f"{OPEN}<f10>S<enter>4<f9><f10>B<enter>",
}
TYPED = ("draft", "draft_line", "draft_address", "customer_account")
"""What half-typed text and a form that was looked at may touch."""


@pytest.mark.parametrize("field", FIELDS)
def test_it_is_refused_by_name(field: str, stand) -> None:
    async def scene(player: Player) -> None:
        await player.burst(FIELDS[field])
        assert not player.app.desk.locked
        before = _moved()
        for odd in ODD:
            await player.burst(f"{odd}<f9>")
            assert player.app.desk.locked, odd
            assert f"{odd} is" in player.message, odd
            await player.burst("<esc>")
        assert _moved() == before

    run(scene)


@pytest.mark.parametrize("odd", ["-0.0", "1e3", "٣", "+5", "0x10"])
def test_in_a_pasted_table_it_is_marked_and_stops_the_order(odd: str, counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<f7><paste:ITEM1\t{odd}\\nITEM2\t1><f9>")
        assert f"{odd} is" in player.message
        assert (DraftLine.select().count(), SalesOrder.select().count()) == (2, 0)

    run(scene)


def test_nothing_is_a_limit_of_nothing(stand) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f10>K<enter>0.0<f9>")
        assert "saved" in player.message
        assert CustomerAccount.get(CustomerAccount.code == "3897-5").credit_limit == 0

    run(scene)


def _moved() -> dict[str, object]:
    return {table: rows for table, rows in snapshot().items() if table not in TYPED}


@pytest.mark.parametrize("way", ["ITEM2<enter>1.000<enter>", "<paste:ITEM2\t1.000>"])
def test_a_quantity_that_may_be_a_thousand_is_never_one_in_silence(counter, way: str) -> None:
    """Typed and pasted: parked, both readings named; nothing is placed."""

    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<f7>{way}<f9>")
        assert "1.000 can be read two ways: type 1000 or 1" in player.app.desk.message
        assert player.app.desk.locked

    run(scene)
    assert SalesOrder.select().count() == 0
