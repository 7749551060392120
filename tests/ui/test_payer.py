"""Who pays, on its screen: chosen, replaced, cleared with a question; all it pays for; each flow as one burst."""

from __future__ import annotations

import pytest

from custtui.models.account import BillToAccount
from custtui.models.search.engine import rebuild
from custtui.services.payers import payers, relationships
from custtui.services.profile import customers
from tests.services import house
from tests.services.house import ANN, BEN, House
from tests.ui.keyplay import Player, run
from tests.ui.snapshot import snapshot

OPEN = "3897-5<enter><f10>P<enter>"


def heath() -> int:
    one = house.customer("3897-41", "Heath & Sons")
    rebuild()
    return one


def paid_by(account: int) -> str:
    return customers.customer(account).paid_by


def test_a_payer_is_chosen_by_name_and_told_from_both_ends(stand: House) -> None:
    """F-38, F-40, R-03."""

    async def scene(player: Player) -> None:
        await player.burst(OPEN)
        assert "3897-5 Healthy Juices Inc. pays for itself" in player.screen
        assert "Bill-to   none" in player.screen
        await player.burst("<f4>corp<enter>")
        assert player.message == "3897-5 Healthy Juices Inc. is paid for by 3897-9 H.Q. Corp"
        await player.burst("<f2>3897-9<enter><f10>P<enter>")
        assert "Pays for 1 customer" in player.screen
        assert "Healthy Juices Inc." in player.screen
        assert "(permanent) · in use" in player.screen

    run(scene)
    assert BillToAccount.select().count() == 1


def test_another_payer_replaces_the_first_only_after_yes(stand: House) -> None:
    """R-04, R-06."""
    heath()
    payers.set_payer(ANN, stand.a1, stand.hq)

    async def scene(player: Player) -> None:
        await player.burst(OPEN + "<f4>heath<enter>")
        assert "3897-41 Heath & Sons pays instead of 3897-9 H.Q. Corp?" in player.message
        assert paid_by(stand.a1) == "3897-9 H.Q. Corp"
        await player.burst("<f12><f4>heath<enter><f9>")
        assert player.message == "3897-5 Healthy Juices Inc. is paid for by 3897-41 Heath & Sons"
        await player.burst("<f10>I<enter><f9>")
        assert player.message == "3897-5 Healthy Juices Inc. pays for itself again"

    run(scene)
    assert paid_by(stand.a1) == ""
    assert BillToAccount.select().count() == 2


def test_the_payers_screen_takes_customers_on_and_lets_them_go(stand: House) -> None:
    """F-40: many sold-tos, one bill-to."""
    heath()

    async def scene(player: Player) -> None:
        await player.burst("3897-9<enter><f10>P<enter><insert>heath<enter><insert>healthy<enter>")
        assert "Pays for 2 customers" in player.screen
        await player.burst("<down>4<down>4<enter><f9><enter><f9>")
        assert "Pays for no one else. Ins adds a customer" in player.screen
        await player.burst("<insert>heath<enter><down><enter>")
        assert "Heath & Sons" in player.screen.split("\n")[0]

    run(scene)


def test_a_bill_to_goes_out_of_new_use_after_yes_and_stays(stand: House) -> None:
    """R-06."""
    payers.set_payer(ANN, stand.a1, stand.hq)

    async def scene(player: Player) -> None:
        await player.burst("3897-9<enter><f10>P<enter><f10>U<enter>")
        assert "pays for 1 customer: no longer in use?" in player.message
        await player.burst("<f9>")
        assert "NOT IN USE" in player.screen
        await player.burst("<f10>U<enter>")
        assert "in use" in player.screen

    run(scene)
    assert BillToAccount.select().count() == 1


def test_who_cannot_pay_is_refused_and_nothing_changes(stand: House) -> None:
    """R-12."""
    account = house.account(house.party("No Office"), "3897-8")
    house.site(account, "Dock", "SHIP_TO*", identifying=True)
    rebuild()
    before = snapshot()

    async def scene(player: Player) -> None:
        await player.burst(OPEN + "<f4>no office<enter>")
        assert "3897-8 No Office has no bill-to site" in player.message
        await player.burst("<esc><f4><enter>")
        assert "pays for itself already" in player.message
        await player.burst("<esc><f10>U<enter>")
        assert "is not a bill-to account" in player.message
        await player.burst("<esc><f4>h.q. crop<enter>")
        assert "Nothing matches" in player.screen, "not the nearest names: Enter would take one (X-18)"
        assert player.app.desk.locked

    run(scene)
    assert snapshot() == before


def test_two_clerks_meet_and_the_second_sees_what_the_first_chose(stand: House) -> None:
    """X-13."""
    other = heath()

    async def scene(player: Player) -> None:
        await player.burst(OPEN)
        await player.app.ask(payers.set_payer, BEN, stand.a1, other)
        await player.burst("<f4>corp<enter>")
        assert "ben changed this customer meanwhile" in player.message
        assert "is paid for by 3897-41 Heath & Sons" in player.screen

    run(scene)
    assert paid_by(stand.a1) == "3897-41 Heath & Sons"


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (132, 43)])
def test_all_of_it_is_seen_at_other_sizes(counter: House, size: tuple[int, int]) -> None:
    payers.set_payer(ANN, counter.a1, counter.hq)

    async def scene(player: Player) -> None:
        await player.burst("3897-9<enter><f10>P<enter><down>")
        for part in ("pays for itself", "permanent", "Sends to", "3897-5", "Healthy Juices"):
            assert part in player.screen, part

    run(scene, size=size)


def test_who_else_may_settle_invoices_stands_on_the_screen(counter: House) -> None:
    """R-16: the pay flag, with the payer's own methods."""
    relationships.relate(ANN, counter.hq, counter.a1, pay=True)

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f10>P<enter>")
        assert "its invoices may also be paid by 3897-9 H.Q. Corp (Cash," in player.screen
        await player.burst("<f2>3897-9<enter><f10>P<enter>")
        assert "may also be paid by" not in player.screen

    run(scene)
