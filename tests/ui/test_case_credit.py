"""The credit left after an order and who is asked, played by keys on the demonstration data (case 32)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from custtui.exchange.demo import load
from custtui.models.account import CustomerAccount
from custtui.models.order import SalesOrder
from custtui.models.party import Party
from custtui.models.search.engine import rebuild
from custtui.services.customer.view import customer
from tests.exchange.files import house
from tests.files import bound_copy
from tests.services.house import account, control, site
from tests.ui.keyplay import Player, run

LINES = (
    ("", "0.00"),
    ("ITEM1<enter>1<enter>", "26.12"),
    ("ITEM1<enter>10<enter>", "287.35"),
    ("ITEM2<enter>100<enter>", "2,713.07"),
    ("ITEM3<enter>300<enter>", "9,641.56"),
)
"""What is keyed, and the total of the order at 6.625 % of tax."""
WAITING = Decimal("645.85")
"""What the order of 3897-5 comes to that waits in the demonstration data."""


@pytest.fixture
def demo(sqlite_template, tmp_path):
    """The demonstration data on SQLite."""
    with bound_copy(sqlite_template, tmp_path / "demo.sqlite"):
        load(house(tmp_path).who)
        yield


@pytest.mark.parametrize(("counts", "limit"), [(False, Decimal("9358.97")), (True, Decimal("8713.12"))])
def test_each_line_leaves_that_much_less_credit(demo, counts: bool, limit: Decimal) -> None:
    """What waits stands beside it (C-35); where the house counts it, it is off already."""
    control("waiting_counts", counts)
    over = Decimal("9641.56") - limit

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>")
        for keys, total in LINES:
            await player.burst(f"{keys}<end>")
            left = limit - Decimal(total.replace(",", ""))
            behind = "after this order " if left >= 0 else "With this order "
            assert (figure(player, "  Total "), figure(player, behind)) == (total, f"{abs(left):,.2f}")
            assert ("over the limit" in player.screen) is (left < 0)
            assert ("(645.85 waiting)" in player.screen) is not counts
            assert not counts or left < 0 or f"{left:,.2f} · was {limit:,.2f}" in player.screen
        await player.burst("<f9>")

    run(scene)
    placed = SalesOrder.select().order_by(SalesOrder.id.desc()).get().pending
    assert f"{over:,.2f} over the credit limit of 10,000.00" in {hold.text for hold in placed.holds}
    assert customer("3897-5").credit.waiting == (0 if counts else WAITING + placed.gross)


def test_the_credit_of_another_payer_is_named(demo) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-7<f7>ITEM1<enter>10<enter>")
        total = Decimal(figure(player, " Total ").replace(",", ""))
        row = next(row for row in player.screen.split("\n") if "after this order" in row)
        assert "H.Q. Corp" in row
        left = customer("3897-7").credit.left
        assert figure(player, "after this order ").strip(",") == f"{left - total:,.2f}"
        await player.burst("<f12>3897-7<enter>")
        assert f"credit left {left:,.2f}" in player.screen and "H.Q. Corp" in player.screen

    run(scene)
    hq = CustomerAccount.get(CustomerAccount.code == customer("3897-7").credit.code)
    assert customer("3897-7").credit == customer(hq.id).credit


def figure(player: Player, behind: str) -> str:
    """The figure that stands behind a word."""
    row = next(row for row in player.screen.split("\n") if behind in row)
    return row.split(behind)[1].split()[0]


def test_a_shared_limit_in_another_currency_is_said_where_it_decides(counter) -> None:
    """C-35: at the order, at the customer and where it is typed."""
    party = CustomerAccount.get_by_id(counter.a1).party_id
    Party.update(credit_limit=Decimal(500)).where(Party.id == party).execute()
    one = account(party, "3897-7", currency="EUR")
    site(one, "Europe", "BILL_TO*", "SHIP_TO*")
    rebuild()

    async def scene(player: Player) -> None:
        await player.burst("3897-7<f7>")
        assert "Credit left without this order 500.00 USD, shared" in player.screen
        await player.burst("<f12>3897-7<enter><f10>K<enter>")
        assert "shared left 500.00 of 500.00 USD" in player.screen
        assert "the shared limit is in USD: orders in EUR wait for approval" in player.screen

    run(scene)
