"""When goods may move, how much of them, and what a part of a line comes to."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custtui.domain.fulfilment import (
    Amounts,
    OrderStanding,
    Position,
    faults,
    is_finished,
    part_of,
    tolerated_rest,
    why_not_bill,
    why_not_move,
)
from custtui.domain.order import Quantities

D = Decimal


def test_only_an_accepted_order_with_no_change_waiting_and_no_hold_moves() -> None:
    assert why_not_move(OrderStanding("SO-1", "accepted", True)) == ""
    for status in ("pending", "declined", "superseded", "cancelled", "finished"):
        assert why_not_move(OrderStanding("SO-1", status, False))
    assert "change" in why_not_move(OrderStanding("SO-1", "accepted", True, change_waits=True))
    assert "UB" in why_not_move(OrderStanding("SO-1", "accepted", True, holds=("UB",)))


def test_what_took_force_once_may_be_billed_whatever_waits_since() -> None:
    for status in ("accepted", "finished", "cancelled"):
        assert why_not_bill(OrderStanding("SO-1", status, True, change_waits=True, holds=("UB",))) == ""
    for status in ("pending", "declined", "cancelled"):
        assert why_not_bill(OrderStanding("SO-1", status, False))


def test_finished_is_when_nothing_is_open_of_something_ordered() -> None:
    done, given_up, still = Quantities(D(2), D(2)), Quantities(D(2), D(1), D(1)), Quantities(D(2), D(1))
    assert is_finished([done, given_up, Quantities(D(0))])
    assert not is_finished([done, still])
    assert not is_finished([Quantities(D(0))])
    assert not is_finished([])


@pytest.mark.parametrize(("shipped", "rest"), [("94", "0"), ("95", "5"), ("99.999", "0.001"), ("100", "0")])
def test_a_rest_is_given_up_with_the_last_shipment_up_to_the_tolerance(shipped: str, rest: str) -> None:
    one = Position(10, "A", "kg", Quantities(D(100)), under=D("0.05"))
    assert tolerated_rest(one, D(shipped)) == D(rest)
    assert tolerated_rest(Position(10, "A", "kg", Quantities(D(100))), D(shipped)) == 0


def test_all_faults_are_told_at_once_and_zeros_are_left_alone() -> None:
    one = Position(10, "A", "kg", Quantities(D(5), shipped=D(2)))
    assert [fault.line for fault in faults("ship", {20: D(1), 10: D(4)}, {10: one})] == [10, 20]
    assert faults("ship", {10: D(3), 20: D(0)}, {10: one}) == []
    assert [fault.code for fault in faults("invoice", {10: D(0)}, {10: one})] == ["nothing"]


@given(
    net=st.integers(-100000, 100000),
    tax=st.integers(-20000, 20000),
    parts=st.lists(st.integers(1, 1000), min_size=1, max_size=12),
)
def test_d_01_parts_add_up_to_the_line_whatever_they_are(net: int, tax: int, parts: list[int]) -> None:
    line, before, part = Amounts(D(net).scaleb(-2), D(tax).scaleb(-2)), Amounts(), D(0)
    for one in parts:
        part += one
        before += part_of(line, part, D(sum(parts)), before, "USD")
    assert before == line
