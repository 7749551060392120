"""Orders are found by the digits of their PO number through an index, whatever stands around them (X-01)."""

import pytest

from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.search.orders import of_po_numbers, squeezed
from custtui.models.search.question import answers
from custtui.models.search.statements import run
from tests import rows


def found(text: str) -> list[tuple[int, str]]:
    return [row[1:3] for row in answers([(1, of_po_numbers(text, 10))])]


@pytest.mark.usefixtures("database")
def test_whole_numbers_come_before_those_that_only_begin_so() -> None:
    first, second = rows.an_account("A1"), rows.an_account("B1")
    rows.an_order(first, po_number="PO 4711-5")
    rows.an_order(second, po_number="A/4711")
    rows.an_order(second, po_number="a/4711")
    rows.an_order(second, po_number="Ä 4711")
    assert found("4711") == [(second.id, "A/4711"), (second.id, "a/4711"), (first.id, "PO 4711-5")]
    assert found(squeezed("A-4711")) == [(second.id, "A/4711"), (second.id, "a/4711")]


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(("text", "index"), [("4711", "po_digits"), ("ab12", "po_squeezed")])
def test_it_is_read_by_its_index(text: str, index: str) -> None:
    if not is_sqlite(db):
        run("SET enable_seqscan = off")
    sql, values = of_po_numbers(text, 10)
    plan = run(f"EXPLAIN {'QUERY PLAN ' if is_sqlite(db) else ''}{sql}", values).fetchall()
    told = "\n".join(str(row[-1]) for row in plan)
    assert f"order_revision_{index}" in told and "TEMP B-TREE" not in told and "Sort" not in told, told
