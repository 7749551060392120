"""An odd value is kept and told with the outcome, however fast it was typed, in every form (X-11)."""

from __future__ import annotations

import pytest

from custtui.domain.errors import Fault
from custtui.models.account import ContactPoint
from custtui.services.profile import customers
from custtui.ui.kit.outcome import ROOM, added, outcome
from custtui.ui.kit.paint import width_of
from tests.services.house import House
from tests.ui.keyplay import Player, run

PROFILE = "3897-5<enter><enter>"
CONTACTS = "3897-5<enter><f10>c<enter>"
SITES = "3897-5<enter><f10>S<enter>"
TERMS = "3897-5<enter><f10>t<enter>"
PHONE = "is not a US phone number"
TOLD = {
    f"{PROFILE}<tab><tab><tab>123<tab><tab><f9>": (f'3897-5 Healthy Jui… saved. Please check: Phone: "123" {PHONE}'),
    f"{PROFILE}<tab><tab><tab>123<f9>": f'3897-5 Healthy Jui… saved. Please check: Phone: "123" {PHONE}',
    f"{PROFILE}Healthy Juices and Syrups of the Hudson Valley<tab><tab><tab>123<tab><f9>": (
        f'3897-5 Healthy Jui… saved. Please check: Phone: "123" {PHONE}'
    ),
    "<f6>Newco<tab>Dock<tab>Ada<tab>123<tab><tab><tab>5 Elm St<tab><tab>Troy<tab>NY<tab>9<tab><f9>": (
        f'3897-10 New… created. Please check: Phone: "123" {PHONE} (+1)'
    ),
    f"{CONTACTS}<insert>Eve<tab><tab><tab><tab><tab><tab><tab>555<tab><tab><f9>": (
        f'Eve is a contact now. Please check: Phone: "555" {PHONE}'
    ),
    f"{SITES}<insert>Troy<tab><tab>4 Elm St<tab><tab><tab>Troy<tab>NY<tab>9<tab>US<f9>": (
        "Troy is a site of 3897-5 now. Please check: 9 is not a postal code of US"
    ),
    f"{TERMS}<tab><tab>NJ<tab><tab><tab><f9>": (
        "Tax and payment of 3897-… saved. Please check: Exempt NJ without a certificate"
    ),
}


@pytest.mark.parametrize("script", TOLD)
def test_a_burst_and_slow_typing_keep_an_odd_value_and_say_so_alike(both_ways, script: str) -> None:
    burst, slow = both_ways(script)
    assert burst.database == slow.database
    assert burst.screen == slow.screen
    assert burst.screen.split("\n")[-2].strip() == TOLD[script]


def test_what_was_odd_before_is_not_told_again_and_what_a_change_makes_odd_is(counter: House) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"{PROFILE}<tab><tab><tab>123<f9><enter><tab>The dock<tab><tab><f9>")
        assert player.message == "3897-5 Healthy Juices Inc. saved"
        await player.burst("<enter>")
        player.app.desk.view.go("billing.country")
        await player.burst("DE<f9>")
        assert 'Please check: Phone: "123" is not a DE phone number' in player.message

    run(scene)
    assert customers.editable(counter.a1)[1].contact_phone == "123"


def test_an_odd_value_asks_nothing_and_leaves_no_lock(counter: House) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"{CONTACTS}<insert>Eve<tab><tab><tab><tab><tab><tab><tab>555<tab><tab><f9>")
        assert not player.app.desk.locked

    run(scene)
    assert ContactPoint.select().where(ContactPoint.value == "555").exists()


LONG = "3897-5 " + "Juices " * 20 + "saved"
SEVERAL = "HJ Warehouse: address changed; 2 open orders keep the address they were placed with"


@pytest.mark.parametrize("told", ["Eve saved", LONG, SEVERAL, "Häuser 果汁果汁果汁果汁果汁果汁果汁果汁果汁果 saved"])
@pytest.mark.parametrize("count", [1, 3])
def test_the_outcome_stands_in_one_row_with_the_odd_one_and_their_number(told: str, count: int) -> None:
    odd = [Fault("odd", "postal_code", "9 is not a postal code of US, like 95014")] * count
    text = outcome(told, odd, "Postal code")
    assert width_of(text) <= ROOM
    assert text.endswith(" (+2)") == (count == 3)
    assert "Please check: 9 is not" in text or "Please check: Postal" in text
    assert text.split(". Please check")[0].endswith(told.rsplit(" ", 1)[1])


def test_without_odd_ones_the_outcome_is_what_was_told() -> None:
    assert outcome(LONG, []) == LONG
    fault = Fault("odd", "phone", "odd")
    assert added([fault], [fault]) == []
