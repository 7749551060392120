"""Rows of the lists of what was ordered: orders, invoices, open lines; and the chosen one in words."""

from collections.abc import Sequence
from datetime import date

from custtui.domain.naming import po_text
from custtui.domain.order import status_word
from custtui.services.views import InvoiceRow, OpenLine, OrderRow
from custtui.ui.kit import clock
from custtui.ui.kit import format as fmt
from custtui.ui.kit.paint import Line
from custtui.ui.kit.table import CODE, NUMBER, Column, listed

ORDERS = (
    Column("number", "Order", 11, 10, style="strong", whole=NUMBER),
    Column("date", "Date", 9, 9, whole=11, spare=1),
    Column("stand", "Status", 26, 13, share=1, spare=2),
    Column("po", "PO", 12, 7, share=1, spare=3),
    Column("gross", "Total", 12, 11, right=True),
    Column("currency", "", 3, 3),
)
"""Orders of one customer."""

FOUND = (
    Column("number", "Order", 11, 9, whole=NUMBER),
    Column("date", "Date", 9, 9, whole=11, spare=1),
    Column("name", "Customer", 20, 12, share=2, spare=1),
    Column("stand", "Status", 18, 9, share=1, spare=2),
    Column("gross", "Total", 11, 11, right=True),
    Column("currency", "", 3, 3),
)
"""Orders of several customers; nothing stands out, a pen for each row would cost more than a screen may (P-4)."""

INVOICES = (
    Column("number", "Invoice", 9, 8, style="strong", share=1, whole=NUMBER),
    Column("order", "Order", 9, 9, share=1, whole=NUMBER, spare=2),
    Column("day", "Date", 9, 9, whole=11, spare=1),
    Column("due", "Pay by", 9, 0, right=True, spare=3),
    Column("payer", "Paid by", 8, 0, share=1, whole=CODE, spare=4),
    Column("gross", "Total", 11, 11, right=True),
    Column("left", "Unpaid", 11, 11, right=True),
    Column("mark", "", 1, 1, style="mark"),
    Column("currency", "", 3, 3),
)

OPEN_LINES = (
    Column("number", "Order", 7, 7, style="strong", whole=NUMBER),
    Column("position", "Pos", 3, 3, right=True),
    Column("product", "Item", 9, 9, whole=CODE),
    Column("description", "Description", 27, 0, share=1, spare=5),
    Column("quantity", "Ordered", 7, 7, right=True, spare=2),
    Column("shipped", "Shipped", 7, 7, right=True, spare=3),
    Column("open", "Open", 4, 4, right=True, style="strong"),
    Column("wanted", "Wanted", 6, 6, right=True, spare=1),
    Column("mark", "", 1, 1, style="mark"),
)


def stands_at(order: OrderRow) -> str:
    """`accepted, 1 of 2 shipped`: the status, and what is derived from the positions."""
    status = status_word(order.status)
    return order.summary if status in order.summary else f"{status}, {order.summary}"


def order_texts(order: OrderRow) -> dict[str, str]:
    """The cells of an order."""
    return {
        "number": order.number + (f" r{order.revision}" if order.revision > 1 else ""),
        "date": fmt.day(order.order_date),
        "name": order.name,
        "stand": order.summary,
        "po": order.po_number,
        "gross": fmt.amount(order.gross, order.currency),
        "currency": order.currency,
    }


def order_words(order: OrderRow) -> list[str]:
    """All of an order's row, for the line below the list."""
    return [
        f"{order.number} revision {order.revision}",
        f"{order.code} {order.name}",
        fmt.day(order.order_date) + (f" by {order.made_by}" if order.made_by else ""),
        stands_at(order),
        po_text(order.po_number),
        f"{fmt.amount(order.gross, order.currency)} {order.currency}",
    ]


def invoice_texts(invoice: InvoiceRow) -> dict[str, str]:
    """The cells of an invoice or credit note; `!` marks what is overdue."""
    left = invoice.gross - invoice.paid
    return {
        "number": invoice.number,
        "order": invoice.short_orders,
        "day": fmt.day(invoice.day),
        "due": fmt.day(invoice.payment_due),
        "payer": invoice.payer,
        "gross": fmt.amount(invoice.gross, invoice.currency),
        "left": fmt.amount(left, invoice.currency) if left else "paid",
        "mark": "!" if left > 0 and invoice.payment_due < clock.today() else "",
        "currency": invoice.currency,
    }


def invoice_words(invoice: InvoiceRow) -> list[str]:
    """All of an invoice's row."""
    cells = invoice_texts(invoice)
    kind = "credit note" if invoice.gross < 0 else "invoice"
    return [
        f"{kind} {invoice.number} for {invoice.all_orders}",
        f"{fmt.day(invoice.day)}, pay by {fmt.day(invoice.payment_due)}" + (" OVERDUE" if cells["mark"] else ""),
        f"paid by {invoice.payer}",
        f"{cells['gross']} {invoice.currency}",
        "paid" if cells["left"] == "paid" else f"unpaid {cells['left']}",
    ]


def open_line_texts(item: OpenLine) -> dict[str, str]:
    """The cells of a line with something left to ship; `!` marks what is late."""
    return {
        "number": item.number,
        "position": str(item.position),
        "product": item.product,
        "description": item.description,
        "quantity": fmt.quantity(item.quantity),
        "shipped": fmt.quantity(item.shipped, "-"),
        "open": fmt.quantity(item.open),
        **wanted_texts(item.wanted),
    }


def wanted_texts(day: date | None) -> dict[str, str]:
    """The cells of the day a line is wanted on, marked where it is late."""
    return {"wanted": fmt.day(day), "mark": "!" if day and day < clock.today() else ""}


def wanted_words(day: date | None) -> str:
    """`wanted 5 Dec`, `wanted 11 Nov LATE`; '' for no day."""
    return f"wanted {fmt.day(day)}{' LATE' if wanted_texts(day)['mark'] else ''}" if day else ""


def open_line_words(item: OpenLine) -> list[str]:
    """All of an open line's row."""
    return [
        f"{item.number} line {item.position}",
        f"{item.product} {item.description}",
        f"{fmt.quantity(item.open)} of {fmt.counted(item.quantity, item.unit)} open",
        wanted_words(item.wanted),
        *item.why_open,
        po_text(item.po_number),
    ]


def last_orders(orders: Sequence[OrderRow], width: int) -> list[Line]:
    """The orders of one customer, for its profile."""
    return listed(ORDERS, [order_texts(order) for order in orders], width, "Never ordered")
