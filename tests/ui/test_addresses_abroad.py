"""Right addresses of India, the British forces and Japan, keyed once by a burst: stored, not warned of (case 16)."""

from __future__ import annotations

import pytest

from custtui.domain.address import Address
from custtui.models.account import CustomerSite
from custtui.models.draft import DraftAddress
from tests.services.house import House
from tests.ui.keyplay import Player, run

OPEN = "3897-5<enter><f10>S<enter>"
KEYS = [
    ("1 MG Rd<tab><tab><tab>Bengaluru<tab>Karnataka<tab>560 001<tab>IN", "1 MG Rd / Bengaluru 560 001 / Karnataka"),
    ("1 Elm St<tab><tab><tab>Ottawa<tab>Ontario<tab>k1a 0b1<tab>ca", "1 Elm St / Ottawa ON K1A 0B1"),
    (
        "霞が関1-2-3<tab><tab><tab>千代田区<tab>東京都<tab>100-8111<tab>JP",
        "〒100-8111 / 東京都千代田区 / 霞が関1-2-3",
    ),
    ("7 Rifles<tab>BFPO 57<tab><tab><tab><tab>bf1 2at<tab>GB", "7 Rifles / BFPO 57 / BF1 2AT"),
]


@pytest.mark.parametrize(("keys", "printed"), KEYS, ids=["india", "canada", "japan", "forces"])
def test_it_is_keyed_once_and_neither_warned_of_nor_upside_down(counter: House, keys: str, printed: str) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"{OPEN}<insert>Abroad<tab><tab>{keys}")
        assert "is not a" not in player.screen and "is missing" not in player.screen
        await player.burst("<f9>")
        assert "Abroad is a site of 3897-5 now" in player.message
        await player.burst("<home>" + "<down>" * 3)
        assert printed in " ".join(player.screen.split()), player.screen

    run(scene)
    site = CustomerSite.get(CustomerSite.alias == "Abroad").party_site.location
    assert Address.of(site).postal_code in ("560 001", "K1A 0B1", "100-8111", "BF1 2AT")


FORM = f"{OPEN}<insert>Annex<tab><tab>4 Elm St<tab><tab><tab>Troy<tab>ZZ<tab>12180<tab>US<f9>"
WINDOW = "3897-5<f7><f7><insert>Hotel X<tab><tab><tab>9 Bay Rd<tab>Troy<tab>ZZ<tab>12180<f9>"


@pytest.mark.parametrize("script", [FORM, WINDOW], ids=["form", "window"])
def test_a_state_that_does_not_exist_is_refused_and_not_stored(counter: House, script: str) -> None:
    before = CustomerSite.select().count()

    async def scene(player: Player) -> None:
        await player.burst(script)
        assert player.app.desk.locked
        assert 'State: "ZZ" is not a state of US' in player.message

    run(scene)
    assert (CustomerSite.select().count(), DraftAddress.select().count()) == (before, 0)
