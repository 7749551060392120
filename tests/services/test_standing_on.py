"""What an order being keyed stands on is read once; what changes it is read anew, and F9 believes nothing of it."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from custtui.domain.errors import Refused
from custtui.models.account import CustomerAccount
from custtui.models.base import db
from custtui.models.draft import DraftLine
from custtui.models.product import PriceListItem
from custtui.services import clock
from custtui.services import order_entry as desk
from custtui.services.order_entry.standing_on import StandingOn
from custtui.services.order_entry.views import LineText
from tests.services import house
from tests.services.house import ANN

ONE = LineText(item="ITEM1", quantity="1")


@pytest.fixture
def opened(database):
    """An order that was opened, what it stands on, and the house."""
    made, stands_on = house.stand(), StandingOn()
    return made, stands_on, stands_on.change(desk.start, ANN, made.a1)


def dearer(made: house.House, price: str = "12.00") -> None:
    PriceListItem.update(price=Decimal(price)).where(PriceListItem.product == made.products["ITEM1"]).execute()


def test_a_price_read_once_stands_until_the_order_is_opened_again(opened) -> None:
    made, stands_on, draft = opened
    assert stands_on.ask(desk.quote, ANN, draft.id, ONE).price == Decimal("10.00")
    dearer(made)
    assert stands_on.ask(desk.quote, ANN, draft.id, ONE).price == Decimal("10.00")
    assert desk.quote(ANN, draft.id, ONE).price == StandingOn().ask(desk.quote, ANN, draft.id, ONE).price == 12


def test_f9_stands_on_nothing_remembered_and_tells_the_price_that_changed(opened) -> None:
    made, stands_on, draft = opened
    stands_on.change(desk.put_line, ANN, draft.id, None, ONE)
    dearer(made)
    again = stands_on.change(desk.put_line, ANN, draft.id, None, LineText(item="ITEM2", quantity="1"))
    assert again.lines[0].price == Decimal("10.00")
    with pytest.raises(Refused) as refused:
        desk.place(ANN, draft.id)
    assert "ITEM1 10.00 -> 12.00" in str(refused.value)


def test_a_product_that_was_not_there_is_found_once_it_is(opened) -> None:
    _, stands_on, draft = opened
    new = LineText(item="NEW1", quantity="1")
    assert stands_on.ask(desk.quote, ANN, draft.id, new).faults
    house.product("NEW1", "3.00")
    assert stands_on.ask(desk.quote, ANN, draft.id, new).price == Decimal("3.00")


def test_lines_are_seen_by_the_next_key_whoever_put_them(opened) -> None:
    _, stands_on, draft = opened
    stands_on.change(desk.put_line, ANN, draft.id, None, ONE)
    assert stands_on.ask(desk.quote, ANN, draft.id, ONE).notes[0] == "also on line 10"
    DraftLine.update(item="ITEM2").execute()  # the same clerk, at another terminal
    after = stands_on.change(desk.put_line, ANN, draft.id, None, ONE)
    assert [line.text.item for line in after.lines] == ["ITEM2", "ITEM1"]


def test_what_was_known_of_a_customer_that_changed_is_known_no_more(opened) -> None:
    made, stands_on, draft = opened
    dearer(made)
    CustomerAccount.update(active=False, version=CustomerAccount.version + 1).execute()
    after = stands_on.change(desk.put_line, ANN, draft.id, None, ONE)
    assert "is inactive" in after.faults[0].text and after.lines[0].price == 12


def test_lines_follow_a_header_that_changes_around_them(opened) -> None:
    _, stands_on, draft = opened
    before = stands_on.change(desk.put_line, ANN, draft.id, None, ONE)
    header = replace(before.header, wanted="+20")
    after = stands_on.change(desk.set_header, ANN, draft.id, header)
    assert after.wanted == clock.today() + timedelta(days=20) != before.lines[0].wanted
    assert after.lines[0].wanted == after.wanted


def test_a_change_that_failed_leaves_nothing_remembered_of_the_draft(opened) -> None:
    _, stands_on, draft = opened
    stands_on.change(desk.put_line, ANN, draft.id, None, ONE)
    with pytest.raises(Refused):
        stands_on.change(desk.put_line, ANN, draft.id, 0, ONE)
    assert stands_on.ask(desk.quote, ANN, draft.id, ONE).notes[0] == "also on line 10"
    assert len(stands_on.change(desk.strike, ANN, draft.id, 10).lines) == 1


@pytest.fixture
def asked(opened, monkeypatch):
    """What the database is asked from here on."""
    seen, ask = [], type(db.obj).execute_sql
    monkeypatch.setattr(
        type(db.obj), "execute_sql", lambda self, sql, *more: seen.append(sql) or ask(self, sql, *more)
    )
    return seen


def test_a_figure_asks_nothing_and_a_product_is_asked_for_once(opened, asked) -> None:
    """P-14: itself and its prices in one question; then all that is typed beside it is worked out from them."""
    _, stands_on, draft = opened
    stands_on.ask(desk.quote, ANN, draft.id, LineText(item="ITEM2", price="9"))  # reasons are asked for with a price
    asked.clear()
    stands_on.ask(desk.quote, ANN, draft.id, LineText(item="ITEM1"))
    assert len(asked) == 1
    asked.clear()
    for text in (ONE, replace(ONE, quantity="12"), replace(ONE, price="9"), replace(ONE, item="ITEM2")):
        assert stands_on.ask(desk.quote, ANN, draft.id, text).description
        stands_on.ask(desk.with_typed, ANN, draft.id, text)
    assert asked == []
    desk.quote(ANN, draft.id, ONE)
    assert len(asked) > 2, "asked anew where nothing is kept"


def test_f9_asks_each_question_anew_and_once(opened, asked) -> None:
    """P-8: who was merged into the customer was asked four times an order, the controls twice."""
    _, stands_on, draft = opened
    stands_on.change(desk.put_line, ANN, draft.id, None, ONE)
    asked.clear()
    assert desk.place(ANN, draft.id).number
    questions = [sql for sql in asked if sql.startswith(("SELECT", "WITH"))]
    assert any("merged_into" in sql for sql in questions)
    assert len(questions) == len(set(questions))
