"""Home lists drafts as they were left: by two questions, however many there are (P-13, P-14)."""

from __future__ import annotations

import json
from functools import partial

import pytest

from custtui.models.base import db
from custtui.models.draft import Draft
from custtui.services import order_entry as desk
from custtui.services.order_entry.views import LineText
from tests.services import house
from tests.services.house import ANN


@pytest.fixture
def made(database: object) -> house.House:
    return house.stand()


def _draft(account: int, *lines: tuple[str, str]) -> int:
    draft = desk.start(ANN, account).id
    for item, quantity in lines:
        desk.put_line(ANN, draft, None, LineText(item, quantity))
    return draft


def test_its_row_says_what_the_screen_said_last(made: house.House) -> None:
    draft = _draft(made.a1, ("ITEM1", "5"), ("NONE", "1"), ("ITEM2", "7"))
    desk.strike(ANN, draft, 30)
    desk.keep_typing(ANN, draft, {"item": "IT"})
    shown = desk.open_draft(ANN, draft)
    (row,) = desk.drafts(ANN)
    assert (row.id, row.gross, row.currency, row.lines) == (draft, shown.gross, "USD", 2)
    assert (row.items, row.to_fix, row.half_typed) == ("5 ITEM1, 1 NONE", shown.to_clear, True)
    assert desk.kept_for(ANN, made.a1) == [row]


def test_of_a_long_one_six_lines_are_named_and_all_are_counted(made: house.House) -> None:
    _draft(made.a1, *[("ITEM1", str(number)) for number in range(1, 10)])
    (row,) = desk.drafts(ANN)
    assert row.lines == 9 and row.items.endswith("6 ITEM1 and 3 more")


def test_what_tells_no_sum_is_worked_out(made: house.House) -> None:
    """A draft kept by the program before told none; what others wrote over is not believed."""
    draft = _draft(made.a1, ("ITEM1", "5"))
    whole = desk.drafts(ANN)
    kept = json.loads(Draft.get_by_id(draft).promised)
    for promised in ("", "x", json.dumps(kept[:-2]), json.dumps([*kept[:-2], "NaN", "0"])):
        Draft.update(promised=promised).where(Draft.id == draft).execute()
        assert desk.drafts(ANN) == whole


def test_many_drafts_are_asked_for_like_one(made: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    _draft(made.a1, ("ITEM1", "5"))
    asked = partial(_questions, monkeypatch)
    one = asked()
    for _ in range(9):
        _draft(made.a1, ("ITEM1", "5"), ("ITEM2", "1"))
    assert len(desk.drafts(ANN)) == 10 and asked() == one


def _questions(monkeypatch: pytest.MonkeyPatch) -> int:
    """Statements that listing the drafts takes."""
    seen, kind = list[str](), type(db.obj)
    ask = kind.execute_sql
    with monkeypatch.context() as patch:
        patch.setattr(kind, "execute_sql", lambda self, sql, *more: seen.append(sql) or ask(self, sql, *more))
        desk.drafts(ANN)
    return len(seen)
