"""How a payment is keyed: what is due, its fields, and the invoices below with a field each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.services.fulfilment.payments import PART
from custtui.services.views.money import OwedInvoice
from custtui.ui.kit import format as fmt
from custtui.ui.kit.facts import labelled
from custtui.ui.kit.form_rows import advice, field_row, label_cells
from custtui.ui.kit.paint import Line, held
from custtui.ui.kit.table import CODE, NUMBER, Column, Table
from custtui.ui.kit.view import Drawn

if TYPE_CHECKING:
    from custtui.ui.fulfilment.paying import PaymentScreen

NOW = "now"
COLUMNS = (
    Column("number", "Invoice", 11, 9, style="strong", whole=NUMBER),
    Column("order", "Order", 10, 0, whole=NUMBER, spare=2),
    Column("customer", "Of", 8, 0, whole=CODE, spare=3),
    Column("due", "Pay by", 9, 9, right=True, spare=1),
    Column("mark", "", 1, 1, style="mark"),
    Column("gross", "Total", 11, 0, right=True, spare=2),
    Column("left", "Unpaid", 11, 11, right=True),
    Column(NOW, "Pays now", 12, 12, whole=12),
    Column("currency", "", 3, 3),
)
FEWEST = 3
"""Rows of invoices that stay, whatever there is to tell."""


def draw_payment(form: PaymentScreen, width: int, height: int) -> Drawn:
    """The body, on the page of invoices that the cursor is in."""
    at = label_cells(form.head, 12) + 1
    rows, cursor = labelled(form.facts(), width, at), (0, 0)
    for number, field in enumerate(form.head):
        line, x = field_row(field, width, at, at - 2, here=number == form.at)
        cursor = (x, len(rows)) if number == form.at else cursor
        rows.append(line)
    below = [*labelled(form.counted, width, at), *_words(form, width), *advice(form, width, at)]
    room = max(FEWEST, height - len(rows) - 2 - len(below))
    rows += [Line(width)] * (height - len(rows) - len(below) - room > 1)
    drawn, place = _invoices(form, width, room)
    cursor = (place[0], len(rows) + place[1]) if form.line is not None else cursor
    rows += drawn
    rows += [Line(width)] * (height - len(rows) - len(below) > 0)
    return held([*rows, *below], height), cursor


def _invoices(form: PaymentScreen, width: int, room: int) -> Drawn:
    """The page of invoices the cursor is in, under the heads of their columns."""
    if not form.owed:
        return [Line(width, "  Nothing is due: all of it is saved for later", "dim")], (0, 0)
    first = max(0, form.at - len(form.head)) // room * room
    page = form.owed[first : first + room]
    others = any(one.customer for one in form.owed)
    columns = [one for one in COLUMNS if others or one.key != "customer"]
    table = Table(columns, width, [_texts(form, one) for one in page])
    table.share("currency", (one.currency for one in form.owed))
    rows, cursor = [table.heads(width)], (0, 0)
    for one in page:
        line, x = _line(form, table, one, width)
        cursor = (x, len(rows)) if one is form.line else cursor
        rows.append(line)
    return rows, cursor


def _line(form: PaymentScreen, table: Table, one: OwedInvoice, width: int) -> tuple[Line, int]:
    """An invoice with its field, and the cell of the cursor in that."""
    line, field = Line(width), form.by_name(PART + one.number)
    table.draw(line, _texts(form, one))
    x, field.width = next((x, cells) for column, x, cells in table.places if column.key == NOW)
    if field.error:
        line.put(0, "?", "mark")
    return line, field.draw(line, x, here=one is form.line)


def _texts(form: PaymentScreen, one: OwedInvoice) -> dict[str, str]:
    """What the columns say of an invoice."""
    return {
        "number": one.number,
        "order": one.short_orders,
        "customer": one.customer,
        "due": fmt.day(one.payment_due),
        "mark": "!" if form.stands is not None and form.stands.overdue(one) else "%" if form.off(one) else "",
        "gross": fmt.amount(one.gross, one.currency),
        "left": fmt.amount(one.left, one.currency),
        NOW: "",
        "currency": one.currency,
    }


def _words(form: PaymentScreen, width: int) -> list[Line]:
    """What is to know of the list: that more is due than it shows."""
    more = form.stands is not None and form.stands.more
    return [Line(width, f"  The {len(form.owed)} oldest; more are due", "dim")] if more else []
