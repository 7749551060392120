"""A hold placed by hand hangs on the order: seen, told and released wherever the order is (C-34, R-37)."""

import pytest

from custtui.domain.errors import Conflict
from custtui.models.order import RevisionState
from custtui.services import approval, orders
from custtui.services.order_entry.lists import waiting as waiting_rows
from custtui.services.orders.as_json import as_json
from tests.services.changing import changed, placed, pointers, sound
from tests.services.house import BEN

TEXT = "call Robert first"


def seen(number: str, revision: int | None = None) -> list[tuple[str, str]]:
    return [(one.code, one.text) for one in orders.order(number, revision).standing]


def held_and_changed() -> str:
    """An order that waits, over the limit, held by hand and then changed."""
    number = placed("A x300", who=BEN)
    approval.hold(BEN, number, 1, TEXT)
    assert not changed(number, (10, {"quantity": "290"}), who=BEN).accepted
    return number


def test_a_waiting_order_that_is_changed_shows_the_hold_placed_on_it_before(database) -> None:
    number = held_and_changed()
    assert ("USER", TEXT) in seen(number) and "THRESHOLD" in dict(seen(number))
    told = as_json(orders.order(number))["holds"]
    assert [(one["code"], one["released_at"]) for one in told if one["code"] == "USER"] == [("USER", None)]
    (row,) = waiting_rows(BEN)
    assert TEXT in row.summary and "held by hand" in row.reasons
    view = orders.order(number)
    approval.approve(BEN, number, 2, [one.id for one in view.standing])
    assert orders.order(number).status == "accepted" and not seen(number)
    sound(number)


def test_it_is_released_from_there_and_the_other_holds_stay(database) -> None:
    number = held_and_changed()
    (one,) = [one for one in orders.order(number).standing if one.code == "USER"]
    assert not approval.release(BEN, number, 2, one.id, [one.id])
    assert list(dict(seen(number))) == ["THRESHOLD"]
    past = [hold for hold in orders.order(number).holds if hold.code == "USER"]
    assert [hold.released_by for hold in past] == ["ben"]
    sound(number)


def test_a_hold_is_released_from_either_of_an_order_and_the_change_of_it_that_waits(database) -> None:
    number = placed("A x100")
    approval.hold(BEN, number, 1, TEXT)
    assert not changed(number, (10, {"quantity": "400"})).accepted
    assert seen(number, 1) == [("USER", TEXT)] and ("USER", TEXT) in seen(number, 2)
    (row,) = waiting_rows(BEN)
    assert "held by hand" in row.reasons
    (one,) = orders.order(number, 1).standing
    assert not approval.release(BEN, number, 1, one.id, [one.id])
    assert not seen(number, 1) and pointers(number) == (1, 2)
    approval.hold(BEN, number, 1, "and once more")
    assert ("USER", "and once more") in seen(number, 1), "though a change waits"
    sound(number)


def test_the_last_hold_of_a_change_released_from_the_order_lets_the_change_take_over(database) -> None:
    number = placed("A x100")
    approval.hold(BEN, number, 1, TEXT)
    changed(number, (10, {"quantity": "90"}))
    (one,) = orders.order(number, 1).standing
    assert approval.release(BEN, number, 1, one.id, [one.id])
    assert pointers(number) == (2, None)
    with pytest.raises(Conflict):
        approval.hold(BEN, number, 1, "of a revision that is over")
    sound(number)


def test_a_superseded_revision_tells_its_own_holds_only(database) -> None:
    number = placed("A x300")
    changed(number, (10, {"quantity": "290"}))
    approval.hold(BEN, number, 2, TEXT)
    assert "USER" not in {one.code for one in orders.order(number, 1).holds}
    assert RevisionState.select().count() == 2


def test_an_order_held_by_hand_says_why_nothing_of_it_is_shipped_after_a_change_too(database) -> None:
    number = placed("A x100")
    approval.hold(BEN, number, 1, TEXT)
    changed(number, (10, {"quantity": "90"}))
    approval.approve(BEN, number, 2, approval.deciding(number).seen)
    approval.hold(BEN, number, 2, "again")
    changed(number, (10, {"quantity": "80"}))
    assert orders.order(number, 3).lines[0].why_open == ("waiting for approval",)
