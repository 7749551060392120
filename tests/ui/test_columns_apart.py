"""Whatever a list shows, its columns stand apart, and no code, position or amount of it is cut."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal as D

import pytest

from custtui.domain.choice import Choice
from custtui.services.order_entry.order_pad import UsualItem
from custtui.services.order_entry.views import LineText, LineView
from custtui.services.views import Hit, InvoiceRow, OpenLine, OrderLineView, OrderRow, OrderView, PaperHit
from custtui.services.views.order_list import DraftRow
from custtui.ui.fulfilment.invoicing import COLUMNS as INVOICING
from custtui.ui.fulfilment.shipping import COLUMNS as SHIPPING
from custtui.ui.home import rows as home_rows
from custtui.ui.home import work_rows
from custtui.ui.kit.paint import Line, width_of
from custtui.ui.kit.pane import WIDE, pane_width
from custtui.ui.kit.prompt import Prompt, _half
from custtui.ui.kit.table import Table
from custtui.ui.order_entry import pad
from custtui.ui.order_entry import rows as order_rows
from custtui.ui.orders import list_rows as order_list_rows
from custtui.ui.orders import view_lines as order_view_lines
from tests.ui.test_table import tables

WIDTHS = (60, 66, 80, 132)
CODE = "1234567890123"
AMOUNT = D("999999999999.00")
SHOWN = "999,999,999,999.00"
NAME = "株式会社東京青果 Fruit and Vegetables of Tokyo"[:40]
DAY = date(2031, 11, 28)
ORDER = "SO-1234567"
QUANTITY = D("99999.999")


def apart(line: Line, *whole: str) -> None:
    """The texts stand in the row, whole, with a blank or the end of the row on either side."""
    row = f" {line} "
    assert width_of(str(line)) == line.width
    for text in whole:
        assert any(f"{before}{text}{after}" in row for before in " >x?!" for after in " !»"), (text, row)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("table", [*tables()])
def test_columns_of_every_table_stand_apart(table, width: int) -> None:
    """Texts as wide as they come: no column begins before the one on its left has ended with a blank."""
    texts = {one.key: SHOWN if one.right else "X" * 60 for one in table}
    laid = Table(table, width, [texts])
    ends = [1, *(x + cells for _, x, cells in laid.places)]
    assert all(x > end for (_, x, _), end in zip(laid.places, ends, strict=False))
    line = Line(width)
    laid.draw(line, texts)
    for column, x, cells in laid.places:
        assert x + cells <= width or len(laid.places) == 1
        assert x == 0 or line.chars[x - 1] == " ", column.key
        if column.right:
            assert "".join(line.chars[x : x + cells]).strip() == SHOWN


def of(columns, texts: dict[str, str], width: int) -> Line:
    line = Line(width)
    Table(columns, width, [texts]).draw(line, texts)
    return line


@pytest.mark.parametrize("width", WIDTHS)
def test_orders_invoices_and_open_lines_are_whole(width: int) -> None:
    order = OrderRow(ORDER, 12, "pending", CODE, NAME, DAY, "PO 4711-4711-4711", AMOUNT, "USD", NAME, "ann")
    texts = order_list_rows.order_texts(order)
    for columns in (order_list_rows.ORDERS, order_list_rows.FOUND):
        apart(of(columns, texts, width), f"{ORDER} r12", SHOWN)
    invoice = InvoiceRow("IN-1234567", (ORDER,), CODE, DAY, DAY, AMOUNT, D(0), "USD")
    apart(of(order_list_rows.INVOICES, order_list_rows.invoice_texts(invoice), width), "IN-1234567", SHOWN)
    line = OpenLine(ORDER, 10000, CODE, NAME, "each", QUANTITY, QUANTITY, QUANTITY, DAY, "PO 1")
    apart(of(order_list_rows.OPEN_LINES, order_list_rows.open_line_texts(line), width), ORDER, "10000", CODE)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("columns", [SHIPPING, INVOICING])
def test_lines_to_ship_and_to_invoice_are_whole(columns, width: int) -> None:
    texts = {one.key: "99,999.999" for one in columns} | {"now": "99999.999 ", "position": "10000", "code": CODE}
    texts["description"] = NAME
    if "net" in texts:
        texts["net"] = SHOWN
    shown = {column.key for column, *_ in Table(columns, width, [texts]).places}
    assert {"position", "code", "now"} <= shown
    apart(of(columns, texts, width), "10000", CODE, "99999.999", *([SHOWN] if "net" in texts else []))


def order_line() -> OrderLineView:
    return OrderLineView(
        **{
            **dict.fromkeys(OrderLineView.__dataclass_fields__, ""),
            **dict.fromkeys(("quantity", "shipped", "invoiced", "forfeited", "open"), QUANTITY),
            "position": 10000,
            "product": CODE,
            "description": NAME,
            "price": D("9999999.9999"),
            "net": AMOUNT,
            "wanted": DAY,
            "own_ship_to": None,
        }
    )  # type: ignore[arg-type]


@pytest.mark.parametrize("width", WIDTHS)
def test_lines_of_an_order_are_whole(width: int) -> None:
    order = OrderView(**dict.fromkeys(OrderView.__dataclass_fields__))  # type: ignore[arg-type]
    order = replace(order, currency="USD", wanted=DAY)
    item = order_line()
    table, line = order_view_lines.table_of(order, [item], width), Line(width)
    order_view_lines.draw_item(order, item, line, table)
    apart(line, "10000", CODE, "99,999.999")
    untold = table.untold(order_view_lines.texts_of(order, item))
    assert "9,999,999.9999" in str(line) or "Price 9,999,999.9999" in untold
    charge = Line(width)
    order_view_lines.draw_item(order, (NAME, AMOUNT, D(0)), charge, table)
    apart(charge, SHOWN)
    heads = str(table.heads(width))
    assert all(head in heads.split() for head in ("Pos", "Item", "Ordered", "Open"))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("price", ["9999999.9999", "10.00"])
def test_lines_of_an_order_being_keyed_are_whole(width: int, price: str) -> None:
    text = LineText(CODE, "99999.999", price, "", "99999999.99", "", "2031-11-28")
    view = LineView(
        *(10000, text, False, (), ("noted",), CODE, NAME, "each", QUANTITY, D(price), "99999999.99", DAY),
        *(AMOUNT, "", None),
    )
    line = Line(width)
    order_rows._line(view, line, order_rows.Columns([view], width, "USD"), "USD")
    apart(line, "10000", CODE, "99,999.999", SHOWN)


@pytest.mark.parametrize("width", WIDTHS)
def test_rows_of_home_are_whole(width: int) -> None:
    code = home_rows.code_cells([PaperHit("order", ORDER, (ORDER,), 1, CODE, NAME)])
    hit, draft, waiting, paper = (Line(width) for _ in range(4))
    home_rows.draw_hit(Hit(1, CODE, NAME, NAME, "contact Ann", 9999, DAY, True), hit, code)
    apart(hit, CODE, "9999")
    row = DraftRow(1, 1, CODE, NAME, 1000, AMOUNT, "USD", True, datetime(2031, 11, 28, tzinfo=UTC), "")
    order = OrderRow(ORDER, 1, "pending", CODE, NAME, DAY, "", AMOUNT, "USD", "19.84 over the limit", "ann")
    table = Table(work_rows.WORK, width, [work_rows.texts_of(one, width) for one in (row, order)])
    work_rows.draw_item(row, draft, table)
    apart(draft, CODE, SHOWN)
    work_rows.draw_item(order, waiting, table)
    apart(waiting, CODE, ORDER, SHOWN)
    home_rows.draw_paper(PaperHit("order", ORDER, (ORDER,), 1, CODE, NAME), paper, code)
    apart(paper, CODE, ORDER)


@pytest.mark.parametrize("width", WIDTHS)
def test_rows_of_f4_lists_are_whole(width: int) -> None:
    for label in (CODE, "9,999,999.9999"):
        apart(_f4(Choice(label, label, NAME), width), label)
    line = _f4(Choice("k", f"{CODE} {NAME}", NAME), width)
    assert CODE in str(line)
    assert any(f"{part} " in str(line) for part in ("…",))


def _f4(one: Choice, width: int) -> Line:
    line = Line(width)
    Prompt._row(_half(width, [one]), one, line)
    return line


@pytest.mark.parametrize("width", [WIDE, 132, 200])
def test_the_pane_of_an_order_cuts_no_number_and_no_day(width: int) -> None:
    """X-20: a code gives way where nothing else has room."""
    room, code = pane_width(width), CODE[: 11 if width > WIDE else 9]
    apart(
        pad._bought(UsualItem(code, NAME, D("99999"), D("99999.00"), DAY), room),
        code,
        "99,999.00",
        "28 Nov 2031",
        "99,999",
    )
    waits = OpenLine(ORDER, 10, CODE, NAME, "case", D("9999"), D(0), D("9999"), DAY, "")
    apart(pad._open(waits, room, DAY), ORDER, "9,999", "28 Nov 2031")
    apart(pad._open(waits, room, DAY + timedelta(days=1)), ORDER, "9,999", "late 28 Nov 2031")
