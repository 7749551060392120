"""Delivery notes and invoices as text: 80 columns, numbers aligned, nothing that steers a terminal or printer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from custtui.domain.text import is_harmful
from custtui.domain.typeset import PAPER
from custtui.services.orders.printed import WIDTH, printed
from custtui.services.views import PaperLine, PaperView

D = Decimal
APPLE = PaperLine(10, "APPLE-12", "Apple juice", "case", D(40), D("12.50"), D(500), D(40), D(540))
PEAR = PaperLine(20, "PEAR-6", "Pear nectar", "kg", D("1234.5"), D("0.1234"), D("152.34"), D("12.19"), D("164.53"))
FREIGHT = PaperLine(0, "", "Freight", "", D(1), None, D(15), D("1.20"), D("16.20"))
INVOICE = PaperView(
    kind="INVOICE",
    number="IN-41",
    order_number="SO-1042",
    po_number="4711",
    day=date(2026, 11, 22),
    seller=("Sunshine Beverages LLC", "Orlando, FL 32801"),
    to=("Healthy Juices Inc.", "Attn Emily Rose", "1 Main St", "New York, NY 10001"),
    message="",
    ship_via="",
    terms="NET30",
    payment_due=date(2026, 12, 22),
    currency="USD",
    lines=(APPLE, PEAR, FREIGHT),
    net=D("667.34"),
    tax=D("53.39"),
    gross=D("720.73"),
)
NOTE = replace(
    INVOICE,
    kind="DELIVERY",
    to=("HJ Warehouse", "9 Dock Rd", "Newark, NJ 07102"),
    terms="",
    payment_due=None,
    message="Happy birthday\nfrom all of us",
    lines=tuple(replace(one, price=None, net=None, tax=None, gross=None) for one in (APPLE, PEAR)),
    net=None,
    tax=None,
    gross=None,
)


def test_an_invoice_reads_from_top_to_bottom() -> None:
    """F-34, F-75: the business name, and when it is to be paid."""
    assert printed(INVOICE) == (
        "Sunshine Beverages LLC                            INVOICE",
        "Orlando, FL 32801                                 Number     IN-41",
        "                                                  Date       22 Nov 2026",
        "Healthy Juices Inc.                               Order      SO-1042",
        "Attn Emily Rose                                   Your order 4711",
        "1 Main St                                         Terms      NET30",
        "New York, NY 10001                                Pay by     22 Dec 2026",
        "",
        "Pos  Item      Description                       Quantity  Unit   Price  Net USD",
        " 10  APPLE-12  Apple juice                             40  case   12.50   500.00",
        " 20  PEAR-6    Pear nectar                        1,234.5  kg    0.1234   152.34",
        "               Freight                                                     15.00",
        "",
        "                                                                     Net  667.34",
        "                                                                     Tax   53.39",
        "                                                                   Total  720.73",
    )


def test_a_delivery_note_has_the_message_and_no_prices_where_the_order_says_so() -> None:
    """X-17."""
    text = "\n".join(printed(NOTE))
    assert "PACKING SLIP" in text
    assert "Happy birthday\nfrom all of us" in text
    assert "HJ Warehouse" in text
    for word in ("Price", "Net", "Total", "12.50", "USD"):
        assert word not in text


def test_a_delivery_note_has_prices_where_the_order_says_so() -> None:
    text = "\n".join(printed(replace(NOTE, lines=(APPLE,))))
    assert "12.50   500.00" in text


def test_a_long_description_goes_on_below_and_loses_no_word() -> None:
    words = "a description of many words that no column of a page of eighty can hold in one row"
    rows = printed(replace(INVOICE, lines=(replace(APPLE, description=words, code="A-VERY-LONG-CODE"),)))
    assert set(words.split()) <= set(" ".join(rows).split())
    assert {"A-VERY-LONG-COD", "E"} <= set(" ".join(rows).split())


HOSTILE = st.text(st.characters(), max_size=90)


@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
def test_whatever_stands_in_the_database_no_row_is_too_wide_or_steers_a_terminal(
    name: str, message: str, description: str, unit: str
) -> None:
    """S-5."""
    line = replace(APPLE, description=description, unit=unit, code=name[:20])
    paper = replace(INVOICE, to=(name, message), message=message, ship_via=name, po_number=unit, lines=(line,))
    for row in printed(paper):
        assert PAPER.width_of(row) <= WIDTH
        assert not any(map(is_harmful, row))


@given(st.text(st.characters(), max_size=60), st.integers(2, 30))
def test_wrapping_loses_no_character_but_blanks_and_fits(text: str, width: int) -> None:
    rows = PAPER.wrapped(text.split(), width, " ")
    assert "".join("".join(rows).split()) == "".join(text.split())
    assert all(PAPER.width_of(row) <= width for row in rows)
