"""Several accounts of one party: a further one in one burst, switching by one key (F-16, R-17)."""

from __future__ import annotations

import pytest

from custtui.models.account import CustomerAccount
from custtui.services.profile import accounts
from custtui.services.profile.accounts import AccountFields
from tests.services.house import ANN, House
from tests.ui.keyplay import Player, run
from tests.ui.snapshot import snapshot

FURNITURE = AccountFields("Furniture", "Interior", "NET60", "CHECK")


def top(player: Player) -> str:
    return player.screen.split("\n")[0]


def test_a_further_account_is_made_shown_and_shares_name_and_sites(stand: House) -> None:
    """F-16, R-17, R-21."""

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f4><insert>Furniture<tab>Interior<tab>NET60<tab>CHECK<f9>")
        assert player.message == "3897-10 Furniture is an account of Healthy Juices Inc. now"
        for part in ("3897-10", "Furniture", "NET60", "Healthy Juices Inc.", "1 Main St", "9 Dock Rd"):
            assert part in player.screen, part

    run(scene)
    assert CustomerAccount.get(CustomerAccount.code == "3897-10").made_by == "ann"


def test_one_key_and_enter_switch_between_the_accounts_of_a_party(stand: House) -> None:
    """F-16: the next one is highlighted."""
    made = accounts.open_account(ANN, stand.a1, FURNITURE)

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f4>")
        assert "Accounts of Healthy Juices Inc." in player.screen
        assert "here · NET30" in player.screen
        await player.burst("<enter>")
        assert made.code in top(player)
        assert "NET60" in player.screen
        await player.burst("<f4><enter>")
        assert "3897-5" in top(player)
        await player.burst("<f4>furn<enter><f12>")
        assert "Customers" in top(player)

    run(scene)


def test_renaming_the_party_shows_on_both(stand: House) -> None:
    """R-17, R-10."""
    accounts.open_account(ANN, stand.a1, FURNITURE)

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><enter>Sour Juices Inc.<f9><f4><enter>")
        assert "Sour Juices Inc." in top(player)
        assert "NET60" in player.screen

    run(scene)


def test_faults_of_a_further_account_are_marked_all_at_once(stand: House) -> None:
    accounts.open_account(ANN, stand.a1, FURNITURE)
    before = snapshot()

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f4><insert>furniture<tab><tab>NEVER<tab>SHELLS<f9>")
        assert player.message.startswith("3 to fix: Account name: 3897-10 is called furniture already")
        names = [field.name for field in player.app.desk.view.fields if field.error]
        assert names == ["account_name", "terms", "payment_method"]
        await player.burst("<esc><f12><f11>")
        assert "Changes discarded" in player.message

    run(scene)
    assert snapshot() == before


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (132, 43)])
def test_every_field_is_reached_at_other_sizes(counter: House, size: tuple[int, int]) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f4>")
        assert "One account so far" in player.screen
        await player.burst("<insert>")
        for field in player.app.desk.view.fields:
            assert player.app.desk.view.field is field
            assert 1 <= player.app.cursor_position.y < size[1] - 2
            await player.burst("<tab>")

    run(scene, size=size)
