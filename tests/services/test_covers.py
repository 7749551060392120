"""Covers (F-76, C-45): production and purchase orders for lines, what is done of them, and what may be shipped."""

from datetime import date, timedelta

import pytest

from custtui.domain.covering import NewCover
from custtui.domain.errors import Conflict, Forbidden, Refused
from custtui.domain.who import NOBODY
from custtui.models.fulfilment import Cover
from custtui.services import approval, clock, fulfilment, orders
from custtui.services import order_entry as desk
from custtui.services.check import check
from custtui.services.fulfilment.papers import pick_ticket
from custtui.services.orders import to_cover as open_covers
from tests.models.test_guards import refused
from tests.services import house
from tests.services.changing import a_house, change, changed, sound
from tests.services.fulfilling import D, faults, kinds, line, of
from tests.services.house import ANN, BEN
from tests.services.keying import ordered

MADE = "MADE"


def stand() -> house.House:
    """The house of the rules' examples, with a product that is made to order, in whole units."""
    made = a_house()
    made.products[MADE] = house.product(MADE, "2.00", made_to_order=True, step=D(1))
    return made


def due(days: int = 12) -> date:
    return clock.today() + timedelta(days=days)


def made_by(number: str = "4711", quantity: str = "20", days: int | None = 12) -> NewCover:
    return NewCover("PRODUCTION", number, D(quantity), due=None if days is None else due(days))


def bought(number: str = "88", quantity: str = "20", days: int | None = 12) -> NewCover:
    return NewCover("PURCHASE", number, D(quantity), "Acme", None if days is None else due(days))


def rows(number: str, position: int = 10):
    return fulfilment.covers(number, position).rows


def done(number: str, quantity: str, at: int = 0, position: int = 10) -> str:
    row = rows(number, position)[at]
    return fulfilment.change_cover(ANN, row, D(quantity), row.cover.due)


def test_f_76_a_line_is_covered_and_its_history_tells(database) -> None:
    number = ordered(stand().a1, "MADE x20").number
    fulfilment.cover(ANN, number, 10, made_by(" 4711 ", "15"))
    (row,) = rows(number)
    assert (row.cover.number, row.cover.quantity, row.cover.done, row.over) == ("4711", D(15), D(0), D(0))
    assert fulfilment.covers(number, 10).to_cover == D(5)
    assert kinds(number) == ["covered"]
    day = clock.today() + timedelta(days=12)
    told = orders.order(number).events[-1].text
    assert told.startswith("15 MADE by production order 4711, due ") and str(day.day) in told
    sound(number)


def test_c_45_never_more_than_is_ordered_and_not_covered(database) -> None:
    number = ordered(stand().a1, "MADE x20", "ITEM1 x3").number
    fulfilment.cover(ANN, number, 10, made_by("4711", "15"))
    assert faults(fulfilment.cover, ANN, number, 10, made_by("4712", "6")) == {
        "quantity": "6 is more than the 5 pieces not covered yet"
    }
    assert faults(fulfilment.cover, ANN, number, 10, made_by("4711", "2.5")) == {
        "number": "4711 covers this line already",
        "quantity": "Whole units only: 2 or 3",
    }
    found = faults(fulfilment.cover, ANN, number, 10, NewCover("BOUGHT", "", D(0), "Acme"))
    assert set(found) == {"kind", "number", "supplier", "quantity"}
    assert set(faults(fulfilment.cover, ANN, number, 10, NewCover("PURCHASE", "88", D(5)))) == {"supplier"}
    assert set(faults(fulfilment.cover, ANN, number, 40, made_by())) == {"position"}
    fulfilment.forfeit(ANN, number, 1, of(p10="3"), "CUSTOMER")
    assert "more than the 2 pieces" in faults(fulfilment.cover, ANN, number, 10, made_by("4712", "3"))["quantity"]
    assert Cover.select().count() == 1


def test_c_45_one_production_order_covers_lines_of_several_orders(database) -> None:
    made = stand()
    one, other = (ordered(made.a1, "MADE x20", "MADE x5").number for _ in range(2))
    for number, position, quantity in ((one, 10, "20"), (one, 20, "5"), (other, 10, "20")):
        fulfilment.cover(ANN, number, position, made_by("4711", quantity))
    assert Cover.select().where(Cover.number == "4711").count() == 3
    sound(one)
    sound(other)


def test_c_45_what_is_made_to_order_ships_only_what_is_done(database) -> None:
    number = ordered(stand().a1, "MADE x20").number
    assert fulfilment.shipping(number).lines[0].ready == 0
    assert (
        "0 of 20 done: no order covers the rest"
        in faults(fulfilment.ship, ANN, number, 1, of(p10="1"))["quantity:10"]
    )
    with pytest.raises(Refused, match="that is open is made yet"):
        pick_ticket(number)
    fulfilment.cover(ANN, number, 10, made_by())
    done(number, "5")
    assert [one.quantity for one in pick_ticket(number).lines] == [D(5)]
    text = faults(fulfilment.ship, ANN, number, 1, of(p10="6"))["quantity:10"]
    assert text.startswith("Line 10 MADE: 5 of 20 done: production order 4711, due ")
    fulfilment.ship(ANN, number, 1, of(p10="5"))
    assert fulfilment.shipping(number).lines[0].ready == 0
    assert "5 of 20 done" in faults(fulfilment.ship, ANN, number, 1, of(p10="1"))["quantity:10"]
    done(number, "20")
    fulfilment.ship(ANN, number, 1, of(p10="15"))
    assert orders.order(number).status == "finished"
    sound(number)


def test_what_is_not_made_to_order_ships_whatever_covers_it(database) -> None:
    number = ordered(stand().a1, "ITEM1 x20").number
    fulfilment.cover(ANN, number, 10, bought())
    assert fulfilment.shipping(number).lines[0].ready is None
    fulfilment.ship(ANN, number, 1, of(p10="20"))
    assert orders.order(number).status == "finished"


def test_progress_goes_step_by_step_and_never_beyond(database) -> None:
    number = ordered(stand().a1, "MADE x20").number
    fulfilment.cover(ANN, number, 10, made_by())
    seen = rows(number)[0]
    assert fulfilment.progress(ANN, seen, "next") == "production order 4711 started"
    with pytest.raises(Conflict, match="production order 4711 has changed meanwhile"):
        fulfilment.progress(BEN, seen, "next")
    assert done(number, "8") == "production order 4711 8 of 20 done"
    assert faults(fulfilment.change_cover, ANN, rows(number)[0], D(21), None) == {
        "done": "21 is more than the 20 covered"
    }
    fulfilment.ship(ANN, number, 1, of(p10="6"))
    assert faults(fulfilment.change_cover, ANN, rows(number)[0], D(5), None) == {"done": "6 shipped, so not below 6"}
    assert done(number, "7").endswith("7 of 20 done")
    assert fulfilment.progress(ANN, rows(number)[0], "next") == "production order 4711 done"
    assert "done already" in faults(fulfilment.progress, ANN, rows(number)[0], "next")[""]
    assert kinds(number).count("progress") == 4
    sound(number)


def test_what_is_closed_covers_no_more_than_is_done(database) -> None:
    number = ordered(stand().a1, "MADE x20").number
    fulfilment.cover(ANN, number, 10, made_by())
    done(number, "5")
    assert fulfilment.progress(ANN, rows(number)[0], "close") == "production order 4711 closed at 5"
    assert fulfilment.covers(number, 10).to_cover == D(15)
    assert "closed" in faults(fulfilment.change_cover, ANN, rows(number)[0], D(6), None)["done"]
    fulfilment.cover(ANN, number, 10, bought("88", "15"))
    assert [row.over for row in rows(number)] == [0, 0]
    sound(number)


def test_c_45_a_change_below_what_is_done_waits_and_the_rest_is_not_needed(database) -> None:
    number = ordered(stand().a1, "MADE x20").number
    fulfilment.cover(ANN, number, 10, made_by())
    done(number, "8")
    draft = change(number, (10, {"quantity": "10"}))
    told = "line 10 MADE: 10 of 20 covered not needed (production order 4711)"
    assert draft.change and draft.change.splits == (told,) and told in draft.outcome
    assert "will be accepted" in draft.outcome
    desk.place(ANN, draft.id)
    assert [row.over for row in rows(number)] == [D(10)]
    assert line(number).covers[0].endswith("10 not needed")
    waiting = changed(number, (10, {"quantity": "5"}))
    assert (waiting.accepted, line(number).quantity) == (False, D(10))
    held = [(hold.code, hold.text) for hold in orders.order(number, 3).holds]
    assert held == [("COVER", "line 10: 5 MADE ordered, 8 done")]
    approval.approve(BEN, number, 3, [hold.id for hold in orders.order(number, 3).holds])
    assert line(number).quantity == D(5)
    assert Cover.select().count() == 1
    sound(number)


def test_c_45_a_line_taken_out_keeps_its_cover_and_another_product_never_gets_it(database) -> None:
    number = ordered(stand().a1, "MADE x20", "ITEM1 x1").number
    fulfilment.cover(ANN, number, 10, made_by())
    assert set(faults(desk.place, ANN, change(number, (10, {"item": "ITEM2"})).id)) == {"item"}
    draft = change(number, (10, {"item": "MADE", "quantity": "0"}))
    desk.place(ANN, draft.id, reason="CUSTOMER")
    (row,) = open_covers.schedule(10, 0)
    assert (row.cover.number, row.over) == ("4711", D(20))
    sound(number)


def test_the_schedule_goes_by_due_date_and_what_is_to_cover_has_a_total(database) -> None:
    made = stand()
    one = ordered(made.a1, "MADE x20").number
    other = ordered(made.a1, "MADE x5", "ITEM1 x1").number
    assert [row.to_cover for row in open_covers.to_cover(10, 0)] == [D(20), D(5)]
    assert open_covers.to_cover_total().count == 2
    fulfilment.cover(ANN, one, 10, made_by("4711", "12", 12))
    fulfilment.cover(ANN, one, 10, bought("88", "8", -1))
    fulfilment.cover(ANN, other, 20, made_by("4712", "1", None))
    assert [row.cover.number for row in open_covers.schedule(10, 0)] == ["88", "4711", "4712"]
    assert [row.cover.late(clock.today()) for row in open_covers.schedule(10, 0)] == [True, False, False]
    assert [(row.number, row.to_cover) for row in open_covers.to_cover(10, 0)] == [(other, D(5))]
    total = open_covers.to_cover_total()
    assert (total.count, total.amounts) == (1, (("USD", D("10.00")),))
    fulfilment.progress(ANN, open_covers.schedule(1, 0)[0], "close")
    assert [row.cover.number for row in open_covers.schedule(10, 0)] == ["4711", "4712"]
    assert [(row.number, row.to_cover) for row in open_covers.to_cover(10, 0)] == [(one, D(8)), (other, D(5))]


def test_order_and_open_lines_say_why_something_is_not_shipped(database) -> None:
    made = stand()
    number = ordered(made.a1, "MADE x20", "ITEM1 x3", "ITEM2 x4").number
    assert [one.why_open for one in orders.order(number).lines] == [("to cover",), ("not picked",), ("not picked",)]
    fulfilment.cover(ANN, number, 10, made_by())
    fulfilment.cover(ANN, number, 20, bought("88", "3", None))
    (first,), second, third = (one.why_open for one in orders.open_lines(made.a1))
    assert first.startswith("in production until ") and (second, third) == (("ordered at Acme",), ("not picked",))
    done(number, "4")
    assert line(number).why_open == (first, "not picked")
    fulfilment.ship(ANN, number, 1, of(p30="4"))
    assert line(number, 30).why_open == ()
    waiting = ordered(made.a1, "ITEM1 x60").number
    assert orders.order(waiting).lines[0].why_open == ("waiting for approval",)


def test_nothing_is_covered_of_an_order_that_waits_or_ended(database) -> None:
    made = stand()
    waiting = ordered(made.a1, "ITEM1 x60").number
    assert "waiting for approval" in faults(fulfilment.cover, ANN, waiting, 10, bought())[""]
    number = ordered(made.a1, "ITEM1 x2").number
    fulfilment.ship(ANN, number, 1, of(p10="2"))
    assert "finished" in faults(fulfilment.cover, ANN, number, 10, bought())[""]
    with pytest.raises((Forbidden, Refused)):
        fulfilment.cover(NOBODY, number, 10, bought())


def test_a_cover_keeps_its_position_and_is_never_deleted(database) -> None:
    number = ordered(stand().a1, "MADE x20").number
    fulfilment.cover(ANN, number, 10, made_by())
    for column in ("number = 'x'", "kind = 'PURCHASE'", "quantity = 1", "supplier = 'x'"):
        assert "stays with its position" in refused(database, f"UPDATE cover SET {column}")
    assert "never deleted" in refused(database, "DELETE FROM cover")
    for progress in ("done = 20001", "done = -1", "done = 1"):
        assert "C-45" in refused(database, f"UPDATE cover SET {progress}")
    assert "what its last step tells" in refused(database, "UPDATE cover SET progress = 'STARTED', done = 20000")
    assert "what its last step tells" in refused(database, "UPDATE cover SET due = '2030-01-01'")
    assert list(check()) == []
