"""Finds accounts by what stands on their orders, through the orders' own indexes."""

from collections.abc import Sequence

from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.search.facts import run

LAST = "\U0010ffff"


PAPERS = """
SELECT 'order', o.number, o.number, o.account_id FROM sales_order o WHERE o.number IN ({0})
UNION ALL SELECT CASE i.kind WHEN 'CREDIT' THEN 'credit note' ELSE 'invoice' END, i.number, o.number, o.account_id
FROM invoice i JOIN sales_order o ON o.id = i.order_id WHERE i.number IN ({0})
UNION ALL SELECT 'shipment', s.number, o.number, o.account_id
FROM shipment s JOIN sales_order o ON o.id = s.order_id WHERE s.number IN ({0})
"""


def of_papers(numbers: Sequence[str]) -> list[tuple[str, str, str, int]]:
    """Kind, number, order and account of the orders, invoices and shipments with one of these numbers."""
    if not numbers:
        return []
    return run(PAPERS.format(",".join("?" * len(numbers))), [*numbers] * 3).fetchall()


def of_po_numbers(numbers: Sequence[str], limit: int) -> dict[int, str]:
    """Accounts with an order of one of these PO numbers, and that number."""
    sql = "SELECT DISTINCT sold_to_id, po_number FROM order_revision WHERE po_number <> '' AND po_number = ? LIMIT ?"
    return {account: number for one in numbers for account, number in run(sql, (one, limit)).fetchall()}


def of_po_beginnings(beginnings: Sequence[str], limit: int) -> dict[int, str]:
    """Accounts with an order whose PO number begins so, and such a number."""
    found = {account: number for one in beginnings for account, number in _beginning(one, limit)}
    return dict(list(found.items())[:limit])


def _beginning(text: str, limit: int) -> list[tuple[int, str]]:
    """On PostgreSQL the index serves LIKE only in a database of collation C; elsewhere it is read whole."""
    begins = "po_number >= ? AND po_number < ?" if is_sqlite(db) else "po_number LIKE ?"
    known = (text, text + LAST) if is_sqlite(db) else (_escaped(text) + "%",)
    sql = f"SELECT sold_to_id, po_number FROM order_revision WHERE po_number <> '' AND {begins} LIMIT ?"
    return run(sql, (*known, limit)).fetchall()


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
