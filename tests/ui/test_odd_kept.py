"""An odd value is kept and told with the outcome, however fast it was typed, in every form (X-11)."""

from __future__ import annotations

import pytest

from custtui.domain.errors import Fault
from custtui.models.account import ContactPoint
from custtui.services.profile import customers
from custtui.ui.kit.outcome import added, outcome
from tests.services.house import House
from tests.ui.keyplay import Player, run

PROFILE = "3897-5<enter><enter>"
CONTACTS = "3897-5<enter><f10>c<enter>"
SITES = "3897-5<enter><f10>S<enter>"
TERMS = "3897-5<enter><f10>t<enter>"
PHONE = "is not a US phone number"
TOLD = {
    f"{PROFILE}<tab><tab><tab>123<tab><tab><f9>": (
        f'3897-5 Healthy Juices Inc. saved. Please check: Phone: "123" {PHONE}'
    ),
    f"{PROFILE}<tab><tab><tab>123<f9>": f'3897-5 Healthy Juices Inc. saved. Please check: Phone: "123" {PHONE}',
    f"{PROFILE}Healthy Juices and Syrups of the Hudson Valley<tab><tab><tab>123<tab><f9>": (
        f'3897-5 Healthy Juices and Syrups of the Hudson Valley saved. Please check: Phone: "123" {PHONE}'
    ),
    "<f6>Newco<tab>Dock<tab>Ada<tab>123<tab><tab><tab>5 Elm St<tab><tab>Troy<tab>NY<tab>9<tab><f9>": (
        f'3897-10 Newco created. Please check: Phone: "123" {PHONE} (+1)'
    ),
    f"{CONTACTS}<insert>Eve<tab><tab><tab><tab><tab><tab><tab>555<tab><tab><f9>": (
        f'Eve is a contact now. Please check: Phone: "555" {PHONE}'
    ),
    f"{SITES}<insert>Troy<tab><tab>4 Elm St<tab><tab><tab>Troy<tab>NY<tab>9<tab>US<f9>": (
        "Troy is a site of 3897-5 now. Please check: 9 is not a US ZIP, like 95014"
    ),
    f"{TERMS}<tab><tab>NJ<tab><tab><tab><f9>": (
        "Tax and payment of 3897-5 Healthy Juices Inc. saved. Please check: Exempt NJ without a certificate"
    ),
}


@pytest.mark.parametrize("script", TOLD)
def test_a_burst_and_slow_typing_keep_an_odd_value_and_say_so_alike(both_ways, script: str) -> None:
    burst, slow = both_ways(script)
    assert burst.database == slow.database
    assert burst.screen == slow.screen
    said = " ".join(" ".join(burst.screen.split("\n")[-3:-1]).split())
    assert said.endswith(TOLD[script])


def test_what_is_odd_stands_apart_from_its_sign(counter: House) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"{TERMS}<tab><tab>NJ<tab><tab>")
        assert " Check Exempt NJ without a certificate" in player.screen

    run(scene)


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


def test_a_long_name_and_why_it_looks_odd_are_whole_in_the_row_above(counter: House) -> None:
    name = "Healthy Juices and Syrups of the Hudson Valley and the Adirondacks"

    async def scene(player: Player) -> None:
        await player.burst(f"{PROFILE}{name}<tab><tab><tab>123<tab><f9>")
        assert f"{name} saved" in player.message and player.message.endswith(PHONE)
        assert "…" not in player.message

    run(scene)


LONG = "3897-5 " + "Juices " * 20 + "saved"


@pytest.mark.parametrize("count", [1, 3])
def test_the_first_odd_one_is_told_and_how_many_more(count: int) -> None:
    odd = [Fault("odd", "postal_code", "9 is not a US ZIP")] * count
    assert outcome(LONG, odd) == f"{LONG}. Please check: 9 is not a US ZIP{' (+2)' * (count == 3)}"


def test_without_odd_ones_the_outcome_is_what_was_told() -> None:
    assert outcome(LONG, []) == LONG
    fault = Fault("odd", "phone", "odd")
    assert added([fault], [fault]) == []
