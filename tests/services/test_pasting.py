"""A pasted table on a draft, and numbers in the spellings scanners send."""

from decimal import Decimal

import pytest

from custtui.domain.errors import Refused
from custtui.models.base import db
from custtui.models.draft import DraftLine
from custtui.models.product import Barcode, Product
from custtui.services import order_entry as desk
from custtui.services.order_entry.goods import products_for
from custtui.services.order_entry.views import LineText
from tests.services import house
from tests.services.house import ANN


def typed(draft: int) -> list[tuple[str, str, str]]:
    rows = DraftLine.select().where(DraftLine.draft == draft).order_by(DraftLine.position)
    return [(row.item, row.quantity, row.price) for row in rows]


def test_columns_in_any_order_and_a_third_that_is_a_price(database) -> None:
    draft = desk.start(ANN, house.stand().a1)
    view = desk.put_pasted(ANN, draft.id, "\ufeffITEM1\t5\n5 ITEM2\nITEM2,7\nITEM1\t2\t4.50\nITEM1 5 6 7\n")
    assert typed(draft.id) == [
        ("ITEM1", "5", ""),
        ("ITEM2", "5", ""),
        ("ITEM2", "7", ""),
        ("ITEM1", "2", "4.50"),
        ("ITEM1 5 6 7", "1", ""),
    ]
    assert [line.faults[0].field if line.faults else "" for line in view.lines] == [
        "",
        "",
        "",
        "price_reason",
        "item",
    ]
    assert "fields of their own" in view.lines[4].faults[0].text


def test_repeats_are_added_up_where_the_control_says_so(database) -> None:
    made = house.stand()
    house.control("keyed_adds", True)
    draft = desk.start(ANN, made.a1)
    desk.put_line(ANN, draft.id, None, desk_line("ITEM1", "3"))
    desk.put_pasted(ANN, draft.id, "ITEM1\t5\nITEM2\t1\nITEM2\t2\nITEX\t1\nITEM1\tx\n")
    assert typed(draft.id) == [("ITEM1", "8", ""), ("ITEM2", "3", ""), ("ITEX", "1", ""), ("ITEM1", "x", "")]


def desk_line(item: str, quantity: str) -> LineText:
    return LineText(item=item, quantity=quantity)


def test_stopped_half_way_nothing_is_on_the_draft(database) -> None:
    draft = desk.start(ANN, house.stand().a1)
    answers = iter((False, True))
    with pytest.raises(Refused, match="none of the pasted lines"):
        desk.put_pasted(ANN, draft.id, "ITEM1\t5\n" * 500, lambda: next(answers))
    assert typed(draft.id) == []


@pytest.mark.parametrize(
    "row", ["ITEM2\t7\t4111 1111 1111 1111", "4111-1111-1111-1111\t1", "card 4111 1111 1111 1111 12/28"]
)
def test_a_pasted_row_with_a_card_number_is_named_and_left_out_and_no_other(database, row: str) -> None:
    """X-14: it is stored nowhere."""
    draft = desk.start(ANN, house.stand().a1)
    text = f"ITEM1\t5\n\n{row}\nITEM2\t7\n"
    assert desk.card_rows(text) == [2]
    desk.put_pasted(ANN, draft.id, text)
    assert typed(draft.id) == [("ITEM1", "5", ""), ("ITEM2", "7", "")]


@pytest.mark.parametrize(("text", "line"), [
    ("ITEM2,7", True), ("ITEM2, 7, 4.50", True), ("5 ITEM1", True), ("ITEM2;7", True), ("ITEM2 7", True),
    ("ITEM2", False), ("apple juice", False), ("ITEX,7", False), ("ITEM1 ITEM2", False), ("ITEM1,", False),
    ("Apple juice, 1 l", False), ("", False),
])  # fmt: skip
def test_a_row_without_its_end_is_a_line_where_it_leaves_no_doubt(database, text: str, line: bool) -> None:
    house.stand()
    assert desk.is_line(text) is line


def test_the_statements_of_a_paste_do_not_grow_with_each_line(counting) -> None:
    draft = desk.start(ANN, house.stand().a1)
    desk.put_pasted(ANN, draft.id, "ITEM1\t1\n" * 20)
    few = counting(lambda: desk.put_pasted(ANN, draft.id, "ITEM1\t1\n" * 100))
    many = counting(lambda: desk.put_pasted(ANN, draft.id, "ITEM1\t1\n" * 620))
    assert many <= few + 3  # 200 lines are one statement


@pytest.fixture
def counting(database, monkeypatch):
    def count(work) -> int:
        seen = []
        execute = type(db.obj).execute_sql
        with monkeypatch.context() as patch:
            patch.setattr(type(db.obj), "execute_sql", lambda *args, **kw: seen.append(1) or execute(*args, **kw))
            work()
        return len(seen)

    return count


def test_upc_ean_and_gtin_are_one_number_in_three_spellings(database) -> None:
    house.stand()
    for code, barcode in (("E", "0036000291452"), ("U", "042100005264"), ("G", "00012345678905")):
        Barcode.create(code=barcode, product=Product.create(code=code, name=code, made_by="x", changed_by="x"))
    found = products_for(["036000291452", "0042100005264", "0012345678905", "012345678905", "42100005264"])
    assert {text: goods.code for text, goods in found.items()} == {
        "036000291452": "E",
        "0042100005264": "U",
        "0012345678905": "G",
        "012345678905": "G",
    }
    assert Decimal(len(found)) == 4
