"""Credit and trust in one form, and the terms as they were (F-64, C-25, R-27); each flow as one burst."""

from dataclasses import replace
from decimal import Decimal

import pytest

from custtui.models.account import CustomerAccount
from custtui.models.party import Party
from custtui.models.term_change import TermChange
from custtui.services.profile import accounts, customers
from custtui.services.terms import credit
from custtui.services.terms.history import term_history
from tests.services.house import ANN, BEN, House
from tests.ui.keyplay import Player, run

PROFILE = "3897-5<enter><f10>"
SIZES = pytest.mark.parametrize("size", [(80, 24), (60, 16), (132, 43)])


def first_row(player: Player) -> str:
    return player.screen.split("\n")[0]


def test_a_threshold_changed_on_the_profile_is_in_the_history_with_its_old_value(stand: House) -> None:
    """F-64, X-11: changed, kept, looked up, in one burst."""

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><enter>" + "<tab>" * 22 + "750<f9>")
        await player.burst("<f2>" + PROFILE + "H<enter><enter><down>")
        assert first_row(player).startswith(" custtui  Terms history · 3897-5 Healthy")
        for part in ("Auto-accept up to", "500.00", "750.00", "ann"):
            assert part in player.screen, part

    run(scene)
    assert [(one.old, one.new) for one in term_history(stand.a1)] == [("500.00", "750.00")]


def test_limit_threshold_and_distrust_of_account_and_party_are_kept_by_one_f9(stand: House) -> None:
    """C-25, R-27."""

    async def scene(player: Player) -> None:
        await player.burst(
            f"{PROFILE}K<enter>1000<tab>300<tab>bounced cheque<tab>LIST<tab>20000<tab>400<tab>disputes<f9>"
        )
        assert player.message == "Credit and approval limits of 3897-5 Healthy Juices Inc. saved"
        assert "credit warning: bounced cheque" in player.screen
        await player.burst("<f10>K<enter>")
        assert "auto-accept up to 300.00" in player.screen
        assert "credit left 1,000.00 of 1,000.00 USD" in player.screen
        await player.burst("<f10>L<enter>")
        assert "Shared warning" in player.screen

    run(scene)
    one = CustomerAccount.get_by_id(stand.a1)
    assert (one.credit_limit, one.accept_threshold, one.distrust) == (Decimal(1000), Decimal(300), "bounced cheque")
    party = Party.get_by_id(one.party_id)
    assert (party.credit_limit, party.accept_threshold, party.distrust) == (Decimal(20000), Decimal(400), "disputes")
    assert len(term_history(stand.a1)) == 7


def test_what_cannot_be_kept_is_marked_and_nothing_is_stored(counter: House) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"{PROFILE}K<enter>1.001<tab>x<tab><tab>none<f9>zzz")
        assert player.message.startswith("3 to fix: Credit limit: 1.001 is not an amount of")
        assert player.app.desk.locked
        await player.burst("<esc><f11><f9>")
        assert "Changes discarded" in player.message

    run(scene)
    assert term_history(counter.a1) == ()


def test_what_another_clerk_kept_meanwhile_stands_beside_what_is_typed(counter: House) -> None:
    """X-13: F9 keeps mine then; theirs is in the history."""

    async def scene(player: Player) -> None:
        await player.burst(f"{PROFILE}K<enter><tab>300")
        stands = credit.credit_form(counter.a1)
        credit.save_credit(BEN, counter.a1, stands.version, replace(stands.fields, threshold="250", distrust="late"))
        await player.burst("<f9>")
        assert "ben changed this customer meanwhile" in player.message
        assert "250" in player.screen and "late" in player.screen
        await player.burst("<esc><f9>")

    run(scene)
    assert [(one.label, one.old, one.new, one.by) for one in term_history(counter.a1)] == [
        ("Auto-accept up to", "250.00", "300.00", "ann"),
        ("Credit warning", "", "late", "ben"),
        ("Auto-accept up to", "500.00", "250.00", "ben"),
    ]


@SIZES
def test_a_long_value_stands_whole_below_the_list(counter: House, size: tuple[int, int]) -> None:
    """F-86: what a column cuts."""
    version, stored = customers.editable(counter.a1)
    customers.update(ANN, counter.a1, version, replace(stored, name="Healthy Juices and Smoothies of New York"))

    async def scene(player: Player) -> None:
        await player.burst(f"{PROFILE}H<enter><enter><down><enter>")
        for part in ("Was      Healthy Juices Inc.", "Became   Healthy Juices and Smoothies of New York"):
            assert part in player.screen, part
        assert all(len(row) <= size[0] for row in player.screen.split("\n"))
        await player.burst("<f9><f12><f12>")
        assert first_row(player).startswith(" custtui  Customer 3897-5")

    run(scene, size=size)


@SIZES
def test_the_form_says_what_decides_and_who_shares_at_every_size(counter: House, size: tuple[int, int]) -> None:
    accounts.open_account(ANN, counter.a1, accounts.AccountFields("Furniture"))

    async def scene(player: Player) -> None:
        await player.burst(f"{PROFILE}K<enter>")
        for part in ("auto-accept up to 500.00", "no credit limit", "in good standing", "with 3897-1", "F9 Save"):
            assert part in player.screen, part
        await player.burst("<tab><tab><tab><tab><tab><tab>")
        assert "Shared warning" in player.screen

    run(scene, size=size)


def test_where_nothing_was_changed_the_history_says_so(counter: House) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"{PROFILE}H<enter><enter>")
        assert "No changes since" in player.screen

    run(scene)


def test_the_history_is_read_to_its_first_change(counter) -> None:
    for number in range(250):
        TermChange.create(account=counter.a1, field="threshold", old=str(number), new=str(number + 1), made_by="ann")

    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<enter><f10>H<enter><enter><down>{'<pgdn>' * 40}")
        rows = player.app.desk.view.rows  # type: ignore[attr-defined]
        assert len(rows.items) == 250
        assert rows.current.old.startswith("0")

    run(scene)
