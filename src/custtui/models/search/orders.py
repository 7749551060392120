"""Finds accounts by what stands on their orders, through the orders' own indexes."""

import json

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

ORDERS = "SELECT o.account_id AS account, 'order' AS a, o.number AS b, {orders} AS c FROM sales_order o"
INVOICES = (
    "SELECT o.account_id AS account, CASE i.kind WHEN 'CREDIT' THEN 'credit note' ELSE 'invoice' END AS a,"
    " i.number AS b, {orders} AS c FROM invoice i JOIN sales_order o ON o.id = i.order_id"
)
SHIPMENTS = (
    "SELECT o.account_id AS account, 'shipment' AS a, s.number AS b, {orders} AS c"
    " FROM shipment s JOIN sales_order o ON o.id = s.order_id"
)
ON_INVOICE = (
    "SELECT p.number FROM billed_order x JOIN sales_order p ON p.id = x.order_id WHERE x.invoice_id = i.id"
    " ORDER BY x.id"
)
ON_SHIPMENT = (
    "SELECT p.number FROM shipment_line x JOIN order_position q ON q.id = x.position_id"
    " JOIN sales_order p ON p.id = q.order_id WHERE x.shipment_id = s.id ORDER BY x.id"
)
PAPERS = (
    (ORDERS, "o", "order", ""),
    (INVOICES, "i", "invoice", ON_INVOICE),
    (SHIPMENTS, "s", "shipment", ON_SHIPMENT),
)


def of_papers(text: str) -> list[QuestionPart]:
    """Kind, number and orders (see `orders_in`) of the orders, invoices and shipments with a number as a person
    writes it."""
    return [
        _of_paper(columns.format(orders=_orders(on)), table, tuple(spellings(paper, text)))
        for columns, table, paper, on in PAPERS
    ]


def _of_paper(columns: Text, table: Text, numbers: tuple[str, ...]) -> QuestionPart:
    found, values = in_capitals(f"{table}.number", numbers)
    return f"{columns} WHERE {found}", values


def _orders(on: Text) -> Text:
    """The order a paper was made of first, and all that stand on it (C-42, C-48)."""
    if is_sqlite(db):
        more = f", json((SELECT json_group_array(number) FROM ({on}) AS n))" if on else ""
        return f"json_array(o.number{more})"
    more = f", (SELECT json_agg(number) FROM ({on}) AS n)" if on else ""
    return f"CAST(json_build_array(o.number{more}) AS TEXT)"


def orders_in(text: str) -> tuple[str, ...]:
    """The numbers of the orders on a paper, each once, as they stand on it."""
    first, *on = json.loads(text)
    return tuple(dict.fromkeys(on[0])) if on and on[0] else (first,)


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
