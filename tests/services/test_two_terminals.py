"""One clerk at two terminals with the same draft: F9 places what its screen shows, or says what is new (X-09)."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from time import sleep

import pytest

from custtui.domain.errors import CHANGED, Refused
from custtui.models.database import is_sqlite, transaction
from custtui.models.draft import Draft, DraftLine
from custtui.models.order import OrderLine, SalesOrder
from custtui.services import order_entry as desk
from custtui.services.order_entry import keying
from custtui.services.order_entry.on_screen import on_screen
from custtui.services.order_entry.views import DraftView, LineText
from tests.services import house
from tests.services.house import ANN
from tests.services.keying import keyed

Elsewhere = Callable[[DraftView], object]
ACTS: dict[str, Elsewhere] = {
    "a line more": lambda draft: desk.put_line(ANN, draft.id, None, LineText(item="ITEM2", quantity="2")),
    "fifty for five": lambda draft: desk.put_line(ANN, draft.id, 10, LineText(item="ITEM1", quantity="50")),
    "a line struck out": lambda draft: desk.strike(ANN, draft.id, 10),
    "a PO number": lambda draft: desk.set_header(ANN, draft.id, replace(draft.header, po_number="4711")),
}


@pytest.mark.parametrize("act", ACTS)
def test_what_the_other_terminal_did_is_told_once_and_placed_when_asked_again(database, act: str) -> None:
    draft = keyed(house.stand().a1, "ITEM1 x5", "ITEM2 x1")
    ACTS[act](draft)
    with pytest.raises(Refused) as refused:
        desk.place(ANN, draft.id, seen=on_screen(draft))
    [fault] = refused.value.faults
    assert fault.code == CHANGED and fault.text.startswith("another terminal of yours keyed on, now ")
    assert SalesOrder.select().count() == 0
    shown = desk.open_draft(ANN, draft.id)
    assert desk.place(ANN, draft.id, seen=on_screen(shown)).gross == shown.gross


def test_a_line_for_a_draft_that_was_just_placed_is_refused(database) -> None:
    """Deleted between its being read and the line's being written."""
    draft = keyed(house.stand().a1, "ITEM1 x5")
    if is_sqlite(database):
        pytest.skip("one writer at a time")
    Draft.delete().where(Draft.id == draft.id).execute()
    with pytest.raises(Refused, match="This draft is gone: another terminal"), transaction():
        DraftLine.create(draft=draft.id, position=20, item="ITEM2", quantity="1")


def test_what_the_screen_shows_is_placed_at_once(database) -> None:
    draft = keyed(house.stand().a1, "ITEM1 x5", "ITEM2 x1")
    assert desk.place(ANN, draft.id, seen=on_screen(draft)).gross == draft.gross


def test_a_line_that_is_keyed_while_the_draft_is_placed_waits_or_is_waited_for(database, monkeypatch) -> None:
    """S-3: the line was locked before its draft, who placed it locked the draft first: each waited for the other."""
    if is_sqlite(database):
        pytest.skip("one writer at a time")
    draft = keyed(house.stand().a1, "ITEM1 x5", "ITEM2 x1")

    def place() -> str:
        with database.connection_context():
            return desk.place(ANN, draft.id).number

    with ThreadPoolExecutor(1) as other:
        placing = list[Future[str]]()

        def meanwhile(*args: object, **kwargs: object) -> DraftView:
            placing.append(other.submit(place))
            sleep(0.3)
            return promised(*args, **kwargs)

        promised = keying.line_promised
        monkeypatch.setattr(keying, "line_promised", meanwhile)
        desk.put_line(ANN, draft.id, 10, LineText(item="ITEM1", quantity="50"))
        assert placing[0].result(20) == SalesOrder.get().number
    assert sorted(one.quantity for one in OrderLine.select()) == [1, 50]
