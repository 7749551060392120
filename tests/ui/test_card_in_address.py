"""A card number in an address typed into an order is refused at F9, and never kept half typed either (X-14, X-12)."""

from __future__ import annotations

from pathlib import Path

import pytest

from custtui.models.base import db
from custtui.models.draft import Draft, DraftAddress
from custtui.models.order import SalesOrder
from tests.ui.keyplay import Player, run

ORDER = "3897-5<f7>ITEM1<enter>5<enter>"
FIELDS = {"name": 0, "attention": 1, "alias": 2, "street": 3, "city": 4}
CARDS = (
    "4111 1111 1111 1111",
    "4111.1111.1111.1111 12/28",
    "4111-1111-1111-1111",
    "4111\u200b1111\u200b1111\u200b1111",
)


def digits() -> list[str]:
    """Every text of the drafts and their addresses that holds the card's digits."""
    found = [row.typing + row.promised for row in Draft.select()]
    found += ["".join(str(value) for value in row.__data__.values()) for row in DraftAddress.select()]
    plain = ["".join(one for one in text if one.isdigit()) for text in found]
    return [text for text in plain if "4111111111111111" in text]


@pytest.mark.parametrize("role", ["<f7>", "<f6>"])
@pytest.mark.parametrize("field", FIELDS)
def test_f9_refuses_it_at_its_field(counter, role: str, field: str) -> None:
    async def scene(player: Player) -> None:
        typed = "Rose<tab><tab><tab>9 Bay Rd<tab>Reno" + "<backtab>" * (4 - FIELDS[field])
        await player.burst(f"{ORDER}{role}<insert>{typed}")
        assert player.app.desk.top.field.name == field
        await player.burst(f"{CARDS[0]}<f9><f9><f9>")
        assert "card number is never stored" in player.app.desk.message and player.app.desk.locked
        assert player.app.desk.top.field.name == field

    run(scene)
    assert SalesOrder.select().count() == 0 and DraftAddress.select().count() == 0 and digits() == []


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("field", ["name", "attention", "street"])
def test_half_typed_it_is_not_kept_and_the_rest_is(counter, field: str, card: str) -> None:
    """The program ends in mid-typing; the window comes back without it."""

    async def first(player: Player) -> None:
        rest = {"name": "attention", "attention": "name", "street": "name"}[field]
        await player.burst(f"{ORDER}<f7><insert>")
        top = player.app.desk.top
        top.go(rest)
        await player.burst("Rose")
        top.go(field)
        await player.burst(f"<paste:{card}>")

    async def again(player: Player) -> None:
        await player.burst("<down><enter>")
        top = player.app.desk.top
        assert "Rose" in [one.value for one in top.fields] and top.value(field) == ""
        assert "4111" not in player.screen

    run(first)
    assert digits() == [] and Draft.select().count() == 1 and "Rose" in Draft.get().typing
    run(again)


def test_parted_between_two_fields_it_is_refused_and_not_kept_half_typed(counter) -> None:
    """Name and attention of an address, PO number and message of the header; the rest that is half typed stays."""

    async def scene(player: Player) -> None:
        await player.burst(f"{ORDER}<f7><insert>4111 1111<tab>1111 1111<tab>Annex")
        assert digits() == [] and "Annex" in Draft.get().typing and "4111" not in Draft.get().typing
        await player.burst("<tab>9 Bay Rd<tab>Reno<f9>")
        assert "card number is never stored" in player.app.desk.message
        await player.burst("<esc><f12><f8>4111 1111<tab><tab><tab><tab><tab><tab><tab>1111 1111")
        assert "4111" not in Draft.get().typing
        await player.burst("<f9>")
        assert "card number is never stored" in player.app.desk.message and player.app.desk.locked
        await player.burst("<esc><ctrl+e><f8><f8>" + "<tab>" * 7 + "1111 1111")
        assert Draft.get().po_number == "4111 1111" and "1111" not in Draft.get().typing

    run(scene)
    assert SalesOrder.select().count() == 0 and DraftAddress.select().count() == 0 and digits() == []


def test_nothing_of_it_is_in_the_file(counter, tmp_path) -> None:
    """Neither in a table nor in what SQLite keeps beside it."""

    async def scene(player: Player) -> None:
        await player.burst(f"{ORDER}<f7><insert>{CARDS[0]}<tab>{CARDS[0]}<f3>")

    run(scene)
    path = Path(db.database)
    texts = [one.read_bytes() for one in path.parent.glob(f"{path.name}*")]
    assert texts and not any(b"4111 1111 1111" in text for text in texts)
