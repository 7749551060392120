"""X-12, X-19: what is typed into the header beside a card number that is refused comes back with the draft."""

from __future__ import annotations

from custtui.models.draft import Draft
from custtui.models.order import SalesOrder
from tests.ui.keyplay import Player, run

DOWN, CLEAR = "<down>", "<home>" + "<delete>" * 40
CARD = "4242 4242 4242 4242"
TYPED = {
    "po_number": "PO-77",
    "wanted": "+9",
    "payment_method": "Cash",
    "ordered_by": "Nobody",
    "contract": "PC-9",
    "ship_via": "UPS",
    "source": "phone",
    "prices_on_note": "N",
    "card": "VISA",
    "card_authorized": "100",
    "card_until": "31.12.",
    "charges": "17.50",
    "internal_note": "Ask Ben",
}
"""Every field but the message, which holds the card number; the charge looks as if it ended that number."""
ORDER = [*list(TYPED)[:7], "message", *list(TYPED)[7:]]


def typed(texts: dict[str, str]) -> str:
    return "<f8>" + DOWN.join(CLEAR + texts.get(name, CARD) for name in ORDER)


def header_of(player: Player) -> dict[str, str]:
    window = player.app.desk.windows[-1]
    return {field.name: field.value for field in window.fields}


def test_every_field_typed_beside_a_refused_one_comes_back(counter) -> None:
    found = dict[str, str]()

    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<f7>ITEM1<enter>5<enter>{typed(TYPED)}<f8>")
        assert "a card number is never stored" in player.message
        await player.burst("<esc><f3>")
        assert "4242" not in Draft.get().typing
        await player.burst("<down><enter>")
        found.update(header_of(player))

    run(scene)
    assert found == {**TYPED, "message": ""}


def test_every_field_cleared_beside_a_refused_one_stays_cleared(counter) -> None:
    found = dict[str, str]()

    async def scene(player: Player) -> None:
        filled = {name: text for name, text in TYPED.items() if name not in ("ordered_by", "contract", "card")}
        blank = dict.fromkeys(("ordered_by", "contract", "card", "card_authorized", "card_until", "message"), "")
        await player.burst(f"3897-5<f7>ITEM1<enter>5<enter>{typed({**filled, **blank})}<f9><esc><f9>")
        number = SalesOrder.get().number
        await player.burst(f"<f10>OM {number}<enter>{typed(dict.fromkeys(TYPED, ''))}<f8><esc><f3>")
        await player.burst(f"<f10>OM {number}<enter>")
        found.update(header_of(player))

    run(scene)
    assert not [name for name, text in found.items() if text]
