"""Finds accounts by what stands on their orders, through the orders' own indexes."""

from custtui.domain.written_number import spellings
from custtui.models.base import db
from custtui.models.capitals import in_capitals
from custtui.models.database import is_sqlite
from custtui.models.search.question import QuestionPart, Text

LAST = "\U0010ffff"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
MARKS = " -/.:#_,;()[]*+"
"""What a PO number is found without; the index of 0011 is made of the same."""
_WITHOUT = str.maketrans("", "", MARKS)
_SMALL = str.maketrans(LETTERS.upper(), LETTERS)

ORDERS = "SELECT o.account_id AS account, 'order' AS a, o.number AS b, o.number AS c FROM sales_order o"
INVOICES = (
    "SELECT o.account_id AS account, CASE i.kind WHEN 'CREDIT' THEN 'credit note' ELSE 'invoice' END AS a,"
    " i.number AS b, o.number AS c FROM invoice i JOIN sales_order o ON o.id = i.order_id"
)
SHIPMENTS = (
    "SELECT o.account_id AS account, 'shipment' AS a, s.number AS b, o.number AS c"
    " FROM shipment s JOIN sales_order o ON o.id = s.order_id"
)


def of_papers(text: str) -> list[QuestionPart]:
    """Kind, number and order of the orders, invoices and shipments with a number as a person writes it."""
    tables = ((ORDERS, "o", "order"), (INVOICES, "i", "invoice"), (SHIPMENTS, "s", "shipment"))
    return [_of_paper(columns, table, tuple(spellings(paper, text))) for columns, table, paper in tables]


def _of_paper(columns: Text, table: Text, numbers: tuple[str, ...]) -> QuestionPart:
    found, values = in_capitals(f"{table}.number", numbers)
    return f"{columns} WHERE {found}", values


def squeezed(text: str) -> str:
    """A PO number as it is found: small letters, no marks."""
    return text.translate(_SMALL).translate(_WITHOUT)


def of_po_numbers(text: str, limit: int) -> QuestionPart:
    """PO numbers that begin so, the shortest way to be the whole one first, by their accounts.

    A text of digits is sought from the first digit of a number on: 4711 finds A/4711 and PO-4711.
    """
    key = _key(digits=text[:1].isdecimal())
    sql = (
        f"SELECT sold_to_id AS account, po_number AS a, {key} AS b, '' AS c FROM order_revision"
        f" WHERE po_number <> '' AND {key} >= ? AND {key} < ? GROUP BY 3, 1, 2 ORDER BY 3, 1, 2 LIMIT ?"
    )
    return sql, (text, text + LAST, limit)


def _key(*, digits: bool) -> Text:
    key = "lower(po_number)" if is_sqlite(db) else 'lower(po_number COLLATE "C")'
    for mark in MARKS:
        key = f"replace({key}, '{mark}', '')"
    return f"ltrim({key}, '{LETTERS}')" if digits else key
