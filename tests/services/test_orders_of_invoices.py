"""Wherever the order of an invoice is named, all its orders are (C-42): lists, papers, JSON, Find."""

import pytest

from custtui.models.fulfilment import Invoice
from custtui.services import fulfilment as ff
from custtui.services import lookup, orders
from custtui.services.fulfilment import money_lists
from custtui.services.fulfilment.invoice_runs import run_invoices
from custtui.services.fulfilment.owing import owing, unpaid_of
from custtui.services.fulfilment.run_plan import invoice_run
from custtui.services.fulfilment.statement_text import in_a_row
from custtui.services.fulfilment.statements import statements
from custtui.services.orders.as_json import as_json
from tests.services import house
from tests.services.fulfilling import D
from tests.services.house import ANN
from tests.services.test_invoice_run import collected, later, shipped  # noqa: F401


@pytest.fixture
def two(database, later) -> tuple[str, str]:  # noqa: F811
    """The orders of an invoice of two."""
    made = house.stand()
    collected(made.a1)
    numbers = shipped(made.a1, "ITEM1 x5"), shipped(made.a1, "ITEM2 x2")
    assert run_invoices(ANN, invoice_run()).made == ("IN-1",)
    return numbers


def test_lists_of_what_is_owed_and_settled_name_all_of_them(two) -> None:
    account = Invoice.get().account_id
    assert [one.orders for one in owing(account).invoices] == [two]
    assert [(one.orders, one.order) for one in unpaid_of(account)] == [(two, two[0])]
    assert [one.orders for one in orders.invoices_of(account)] == [two]
    ff.receive(ANN, "3897-5", D(5), {"IN-1": D(5)})
    (settled,) = money_lists.settled_by(account)
    assert (settled.orders, settled.short_orders, settled.all_orders) == (two, f"{two[0]} +1", ", ".join(two))
    assert lookup.find("IN-1", limit=9).papers[0].orders == two


def test_the_statement_has_them_below_one_another_and_json_beside_their_own_part(two) -> None:
    first, second = two
    rows = in_a_row(statements("3897-5"))
    at = next(number for number, row in enumerate(rows) if row.startswith("IN-1"))
    assert rows[at].split()[1] == first and rows[at + 1].split() == [second]
    for own, other in (two, two[::-1]):
        view = orders.order(own)
        (bill,) = as_json(view)["invoices"]
        assert (bill["gross"], bill["other_orders"]) == (f"{view.gross:.2f}", [other])
