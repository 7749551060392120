"""The preview answers the caller: by which number to call, what is owed and overdue, what was paid last."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal as D

import pytest

from custtui.models.account import ContactPoint
from custtui.models.base import db
from custtui.models.party import Party
from custtui.models.search.engine import rebuild
from custtui.services import fulfilment as ff
from custtui.services import lookup
from custtui.services.clock import today
from custtui.services.fulfilment.owing import owing
from custtui.services.twins.merging import merge
from tests.services import house
from tests.services.house import ANN, BEN
from tests.services.keying import ordered
from tests.services.merging_house import a_pair
from tests.services.test_fulfilment_payments import billed
from tests.ui.keyplay import Player, run


def test_what_is_owed_and_overdue_is_what_taking_its_money_counts(database) -> None:
    made = house.stand()
    billed(made.a1)
    late = billed(made.a1, day=today() - timedelta(days=40))
    ff.receive(ANN, "3897-5", D("30.50"), {late: D("30.50")})
    stands, owed = owing(made.a1), lookup.preview(made.a1).owed
    assert owed.total == sum(row.left for row in stands.invoices) == D("169.50")
    assert owed.overdue == sum(row.overdue(stands.day) for row in stands.invoices) == D("69.50")
    assert (owed.currency, owed.others) == ("USD", ())


def test_what_stands_at_one_that_was_merged_into_it_is_owed_too(database) -> None:
    pair = a_pair()
    billed(pair.old, day=today() - timedelta(days=40))
    before = [lookup.preview(one).owed.overdue for one in (pair.old, pair.new)]
    merge(BEN, pair.new, pair.old)
    assert lookup.preview(pair.old).owed.overdue == sum(before)


def test_last_prices_are_those_of_orders_that_were_accepted(database) -> None:
    made = house.stand()
    ordered(made.a1, "ITEM1 x5", "ITEM2 x1")
    ordered(made.a1, "ITEM1 x5000")  # waits
    assert [code for code, _ in lookup.preview(made.a1).bought] == ["ITEM1", "ITEM2"]
    assert dict(lookup.preview(made.a1).bought)["ITEM1"] == D(10)


def test_all_of_the_preview_is_two_questions(counter, monkeypatch) -> None:
    asked = list[str]()
    lookup.preview(counter.a1)
    # all of it, then what is owed: what day it is has to be known before
    execute = db.obj.execute_sql
    monkeypatch.setattr(db.obj, "execute_sql", lambda *a, **k: (asked.append(a[0]), execute(*a, **k))[1])
    lookup.preview(counter.a1)
    assert len(asked) == 2


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (132, 43)])
def test_the_preview_says_it(counter, size: tuple[int, int]) -> None:
    billed(counter.a1)
    billed(counter.a1, day=today() - timedelta(days=40))
    ordered(counter.a1, "ITEM1 x5")
    ContactPoint.delete().where(ContactPoint.contact.is_null(False) & (ContactPoint.kind == "PHONE")).execute()
    ContactPoint.create(
        account=counter.a1, kind="PHONE", value="(212) 555-0177", normal="2125550177", is_primary=True
    )

    async def scene(player: Player) -> None:
        await player.burst("3897-5")
        assert "owes 200.00, 100.00 overdue" in player.screen
        assert "Robert Green" in player.screen and "(212) 555-0177" in player.screen
        assert "Buys  ITEM1 10.00" in player.screen or size[0] < 80

    run(scene, size=size)


def test_what_another_owes_is_told_by_its_name_and_a_long_name_leaves_the_number(counter) -> None:
    Party.update(name="Bartholomew " * 9).where(Party.name == "Robert Green").execute()
    house.default_bill_to(counter.a1, counter.hq)
    billed(counter.a1)

    async def scene(player: Player) -> None:
        await player.burst("3897-5")
        call = next(row for row in player.screen.split("\n") if row.startswith(" Call"))
        assert call.rstrip().endswith("… procurement r.green@hj.example")
        assert "H.Q. Corp owes 100.00" in player.screen

    run(scene)


@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
def test_names_that_differ_at_their_end_are_told_apart(size: tuple[int, int], sqlite_database) -> None:
    house.stand()
    begin = "Harbor School District Department of Food Services and Nutrition, "
    for code, end in (("7771", "East"), ("7772", "West")):
        house.customer(code, begin + end)
    rebuild()

    async def scene(player: Player) -> None:
        for code, end in (("7771", "East"), ("7772", "West")):
            await player.burst(f"<f2><ctrl+e>{code}<down>")
            await player.look()
            assert end in player.screen, player.screen

    run(scene, size=size)
