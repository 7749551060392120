"""Right addresses of India, the British forces and Japan, keyed once by a burst: stored, not warned of (case 16)."""

from __future__ import annotations

import pytest

from custtui.domain.address import Address
from custtui.models.account import CustomerSite
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
]


@pytest.mark.parametrize(("keys", "printed"), KEYS, ids=["india", "canada", "japan"])
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
    assert Address.of(site).postal_code in ("560 001", "K1A 0B1", "100-8111")
