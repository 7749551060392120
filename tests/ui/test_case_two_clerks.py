"""Prices and taxes brought in while two clerks key orders on one database: nothing changes unseen (cases 20, 28)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from decimal import Decimal
from pathlib import Path

from custtui.domain.who import SYSTEM
from custtui.exchange import import_file
from custtui.models.operator import TaxRate
from custtui.models.order import OrderLine, OrderRevision, SalesOrder
from custtui.services import clock
from custtui.ui.app import CustTui
from custtui.ui.kit.session import Session
from tests.services.house import ANN, BEN, House, tax
from tests.ui.keyplay import STYLES, Player

KEYED = "3897-5<f7>ITEM1<enter>2<enter>"
TAXES = "category,country,state,rate,first_day"


def together(scene: Callable[[Player, Player], Awaitable[None]]) -> None:
    """Two applications of two clerks on the database of the test."""

    async def main() -> None:
        first, second = (CustTui(Session(who=who, style_dir=STYLES, bell=False)) for who in (ANN, BEN))
        async with first.run_test(size=(80, 24)), second.run_test(size=(80, 24)):
            await scene(Player(first), Player(second))

    asyncio.run(main())


def brought(folder: Path, kind: str, text: str) -> list[tuple[int, str, str]]:
    """A file imported at a third terminal; line, column and reason of what is refused."""
    path = folder / f"{kind}.csv"
    path.write_text(text)
    return [(one.line, one.column, one.text) for one in import_file(SYSTEM, kind, path).rejects]


def test_a_price_that_rises_is_told_to_each_clerk_once_and_marked(stand: House, tmp_path: Path) -> None:
    """Case 28."""

    async def scene(ann: Player, ben: Player) -> None:
        for clerk in (ann, ben):
            await clerk.burst(KEYED)
            assert "20.00" in clerk.screen and "will be accepted" in clerk.screen
        assert not brought(tmp_path, "prices", f"product,list,price,first_day\nITEM1,LIST,30,{clock.today()}\n")
        for placed, clerk in enumerate((ann, ben)):
            await clerk.burst("<f9>")
            assert "Changed meanwhile: ITEM1 10.00 -> 30.00; total 20.00 -> 60.00" in clerk.message
            assert "Esc, then F9 places it" in clerk.message
            assert SalesOrder.select().count() == placed
            await clerk.burst("<esc>")
            assert "!" in next(row for row in clerk.screen.split("\n") if "ITEM1" in row)
            await clerk.burst("<f9>")
            assert "SO-" in clerk.message and "60.00" in clerk.message

    together(scene)
    assert [line.price for line in OrderLine.select()] == [30, 30]


def test_a_tax_that_never_applies_is_refused_and_changes_no_order(stand: House, tmp_path: Path) -> None:
    """Case 20: the last day before the first."""
    tax("0.06625", state="NJ")

    async def scene(ann: Player, ben: Player) -> None:
        for clerk in (ann, ben):
            await clerk.burst(KEYED)
        text = f"{TAXES},last_day\nstandard,US,NJ,0.07,2026-06-01,2026-01-01\n"
        [(line, column, reason)] = brought(tmp_path, "taxes", text)
        assert (line, column) == (2, "last_day") and "before the first day" in reason
        await ann.burst("<f9>")
        await ben.burst("<f9>")

    together(scene)
    assert [one.tax for one in OrderRevision.select()] == [Decimal("1.33")] * 2
    assert TaxRate.select().count() == 1


def test_a_tax_of_a_state_in_small_letters_applies_and_is_told_before_it_does(stand: House, tmp_path: Path) -> None:
    """Case 20: nj, New Jersey and Standard are NJ and standard; orders keyed meanwhile say what they come to now."""
    tax("0.06625", state="NJ")
    today = clock.today()
    rows = "".join(
        f"{place},0.09,{today}\n" for place in ("standard,US,nj", "standard,US,New Jersey", "Standard,US,NJ")
    )

    async def scene(ann: Player, ben: Player) -> None:
        await ann.burst(KEYED)
        assert not brought(tmp_path, "taxes", f"{TAXES}\n{rows}")
        await ben.burst(KEYED + "<f9>")
        assert "SO-" in ben.message and "21.80" in ben.message
        await ann.burst("<f9>")
        assert "Changed meanwhile: tax 1.33 -> 1.80, total 21.33 -> 21.80" in ann.message
        await ann.burst("<esc><f9>")

    together(scene)
    assert [one.tax for one in OrderRevision.select()] == [Decimal("1.80")] * 2
