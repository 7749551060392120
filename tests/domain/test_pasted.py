"""What stands in a pasted row is read where it can be read one way only, and never dropped."""

import pytest

from custtui.domain.pasted import Pasted, is_row, is_table, read_row, rows_of
from custtui.domain.product_code import canonical, hint, spellings
from custtui.domain.text import visible

KNOWN = frozenset({"ITEM1", "ITEM2", "77", "88"})


@pytest.mark.parametrize(
    ("row", "read"),
    [
        ("ITEM1\t5", Pasted("ITEM1", "5")),
        ("ITEM1;5", Pasted("ITEM1", "5")),
        ("ITEM2,7", Pasted("ITEM2", "7")),
        ("ITEM2, 7", Pasted("ITEM2", "7")),
        ("ITEM2 7,5", Pasted("ITEM2", "7,5")),
        ("5 ITEM1", Pasted("ITEM1", "5")),
        ("5\tITEM1", Pasted("ITEM1", "5")),
        ("5\tITEX", Pasted("ITEX", "5")),
        ("ITEM1\t5\t4.56", Pasted("ITEM1", "5", "4.56")),
        ("ITEM1\t\t4.56", Pasted("ITEM1", "", "4.56")),
        ("ITEM1\tx5", Pasted("ITEM1", "x5")),
        ("ITEM1", Pasted("ITEM1")),
        ("ITEM2\t1.000", Pasted("ITEM2", "1.000")),
        ("1.000\tITEM2", Pasted("ITEM2", "1.000")),
        ("5 77", Pasted("77", "5")),
        ("77 88", Pasted("77 88")),
        ("ITEM1 1 000", Pasted("ITEM1 1 000")),
        ("ITEM1,1,000", Pasted("ITEM1,1,000")),
        ("ITEM1,1,100", Pasted("ITEM1", "1", "100")),
        ("ITEM1 12 500", Pasted("ITEM1 12 500")),
        ("ITEM1 1 000.50", Pasted("ITEM1", "1", "000.50")),
        ("ITEM1\t1\t000", Pasted("ITEM1", "1", "000")),
        ("ITEM1\tApple juice\t5", Pasted("ITEM1 Apple juice 5")),
        ("ITEM1\t5\t4.56\turgent", Pasted("ITEM1 5 4.56 urgent")),
        ("Item\tQuantity", Pasted("Item", "Quantity")),
    ],
)
def test_a_row_is_read_where_there_is_one_way_and_kept_whole_where_not(row: str, read: Pasted) -> None:
    assert read_row(row, KNOWN.__contains__) == read
    marks = str.maketrans(",;", "  ")
    kept = f"{read.item} {read.quantity} {read.price}".translate(marks).split()
    assert sorted(kept) == sorted(row.translate(marks).split())


def test_what_cannot_be_seen_is_left_out() -> None:
    assert rows_of("\ufeffITEM1\t5\n\u200bITEM2\t7\n\n") == ["ITEM1\t5", "ITEM2\t7"]
    assert visible("I\u00adT\u202eEM\u20601") == "ITEM1"
    assert not is_table("ITEM1\n") and is_table("ITEM1\t5") and is_table("A\nB")


def test_one_number_has_one_canonical_form_and_every_spelling_a_scanner_sends() -> None:
    for code in ("036000291452", "0036000291452", "00036000291452"):
        assert canonical(code) == "00036000291452"
        assert set(spellings(code)) == {"036000291452", "0036000291452", "00036000291452"}
    assert spellings("ITEM1") == ("ITEM1",)
    assert spellings("036000291453") == ("036000291453",)  # a wrong check digit: no scan


def test_several_columns_in_one_item_say_what_to_do() -> None:
    assert "fields of their own" in hint("ITEM1 5") and not hint("ITEM1")
    assert hint("ITEM3 1 000") == ": 1 000 can be read two ways: quantity 1000, or 1 at a price of 000"


def test_one_row_of_several_columns_is_a_row_where_its_line_ends() -> None:
    assert is_row("ITEM2,7\n") and is_row("5 ITEM1\n")
    assert not is_row("ITEM2,7") and not is_row("ITEM2\n") and not is_row("A 1\nB 2\n")
