"""Lists go on to their very end, and say how many rows are still below; few of them are kept in memory."""

from __future__ import annotations

import pytest

from custtui.domain.who import Role, Who
from custtui.models.account import CustomerAccount
from custtui.models.draft import DraftLine
from custtui.models.search.engine import rebuild
from custtui.services import lookup
from custtui.services.bulk.products import write_products
from custtui.services.bulk.values import NewProduct
from custtui.ui.kit.pages import HELD
from custtui.ui.kit.prompt import Prompt
from tests import rows
from tests.services import house
from tests.ui.keyplay import Player, run

ROOT = Who("root", "Root", Role.ADMINISTRATOR)


def prompt(player: Player) -> Prompt:
    top = player.app.desk.top
    assert isinstance(top, Prompt)
    return top


def stock(number: int) -> None:
    write_products(ROOT, [NewProduct(f"P{n:05}", f"Pear {n}", "each") for n in range(number)])


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (132, 43)])
def test_the_product_list_is_paged_to_its_last_row_and_back(stand, size: tuple[int, int]) -> None:
    stock(1200)

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>P<f4>")
        assert "500+ more: PgDn" in player.screen or " more: PgDn" in player.screen
        await player.burst("<pgdn>" * 300)
        window = prompt(player)
        assert window.rows.current and window.rows.current.key == "P01199"
        assert "more" not in player.screen
        assert len(window.rows.items) <= HELD + window.rows.height
        await player.burst("<pgup>" * 300)
        assert window.rows.current and window.rows.current.key == "P00000"
        assert len(window.rows.items) <= HELD + window.rows.height
        await player.burst("<end>")
        assert window.rows.current and window.rows.current.key == "P01199"
        await player.burst("<home><down>")
        assert window.rows.current and window.rows.current.key == "P00001"

    run(scene, size=size)


def test_a_row_of_a_far_page_is_taken_in_one_burst(stand) -> None:
    stock(300)

    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<f7>P0<f4>{'<down>' * 217}<enter><enter>7<enter>")

    run(scene)
    assert [(line.item, line.quantity) for line in DraftLine.select()] == [("P00217", "7")]


def test_how_many_more_is_exact_where_it_can_be_counted(stand) -> None:
    stock(100)

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>pear<f4>")
        shown = sum("P000" in row for row in player.screen.split("\n"))
        assert f"{100 - shown} more: PgDn" in player.screen

    run(scene)


def many_customers(number: int) -> None:
    for n in range(number):
        house.customer(f"S-{n:04}", f"Smithfield {n:04}")
    rebuild()


def test_a_find_of_many_hits_is_walked_to_the_cap_and_says_that_there_are_more(stand) -> None:
    many_customers(450)

    async def scene(player: Player) -> None:
        await player.burst("smithfield")
        assert "200+ of" in player.screen
        assert "+ more: PgDn" in player.screen
        await player.burst("<pgdn>" * 40)
        assert lookup.MANY in player.screen
        await player.burst("<end>")
        assert lookup.MANY in player.screen
        assert player.app.desk.view.hits.rows.chosen == lookup.CAP - 1  # type: ignore[attr-defined]

    run(scene)


@pytest.mark.parametrize("script", ["3897-5<f7><f10>t<enter>", "3897-5<enter><f10>p<enter><f4>"])
def test_a_window_of_customers_goes_on_to_the_cap_and_says_that_there_are_more(stand, script: str) -> None:
    many_customers(450)

    async def scene(player: Player) -> None:
        await player.burst(f"{script}smithfield")
        window = prompt(player)
        assert "more: PgDn" in player.screen
        await player.burst("<pgdn>" * 40)
        assert lookup.MANY in player.screen
        assert window.rows.current
        await player.burst("<end>")
        assert lookup.MANY in player.screen

    run(scene)


def test_strangers_who_may_pay_are_listed_to_the_cap(stand) -> None:
    house.control("bill_to_in_order_entry", True)
    for n in range(210):
        house.customer(f"S-{n:04}", f"Smithfield {n:04}")
    rebuild()

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7><f6>smithfield")
        assert len(prompt(player).rows.items) == lookup.CAP
        await player.burst("<end>")
        assert lookup.MANY in player.screen

    run(scene)


def test_what_is_below_is_said_as_long_as_it_is_so(stand) -> None:
    """At the last of the hits listed nothing goes on; and no key that moves leaves the hint behind."""
    many_customers(450)

    async def scene(player: Player) -> None:
        await player.burst("smithfield<down><end>")
        assert "more below: End goes on" in player.message
        for away in ("<up>", "<home>", "<pgup>"):
            await player.burst(away)
            assert "End goes on" not in player.screen, away
            await player.burst("<end>")
        await player.burst("<end>" * 12)
        assert player.app.desk.view.hits.rows.chosen == lookup.CAP - 1  # type: ignore[attr-defined]
        assert "End goes on" not in player.screen

    run(scene)


def test_the_first_page_key_after_end_goes_on(stand) -> None:
    many_customers(120)

    async def scene(player: Player) -> None:
        await player.burst("smithfield<down><end>")
        rows = player.app.desk.view.hits.rows  # type: ignore[attr-defined]
        last = rows.chosen
        await player.burst("<pgdn>")
        assert rows.chosen == last + rows.height

    run(scene)


def test_end_of_a_list_too_long_for_one_key_says_that_it_goes_on(counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("custtui.ui.kit.list_view.FURTHEST", 100)
    account = CustomerAccount.get_by_id(counter.a1)
    for _ in range(230):
        rows.an_order(account, [("1", "1.00")])

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f8><end>")
        assert player.app.desk.view.rows.chosen == 199 and "End goes on" in player.message
        await player.burst("<up>")
        assert "End goes on" not in player.screen
        await player.burst("<end>")
        assert player.app.desk.view.rows.chosen == 229 and "End goes on" not in player.screen

    run(scene)
