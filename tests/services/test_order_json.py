"""`order show --json` gives the fields of its contract, decimals as strings."""

import json
from decimal import Decimal

from custtui.domain.who import Act, Signature
from custtui.models.order import OrderLine
from custtui.services import fulfilment
from custtui.services.orders import invoices_of, order
from custtui.services.orders.as_json import as_json
from tests.rows import an_account, an_order, ship
from tests.services.house import ANN, BEN
from tests.services.keying import ordered
from tests.services.test_covers import bought, stand
from tests.services.test_early_payment import two_ten
from tests.services.test_fulfilment_payments import billed

FIELDS = """
number revision status supersedes superseded_by sold_to ordered_by bill_to ship_to po_number contract payment_method
payment_due source lines charges net tax gross invoiced_total credited_total forfeited_total
returned_total adjusted_total to_come credit_notes instalments payments holds shipments invoices events
"""
LINE = """
position product description quantity unit_price discount tax_rate net tax gross due_date shipped invoiced forfeited
returned credited open billable
"""


def test_every_field_is_there_in_its_place(database) -> None:
    revision = an_order(an_account(), [("3", "0.10")], tax_rate="0.19", bill_to_street="1 Main St\nFloor 2")
    ship(OrderLine.get(), Decimal(1))
    found = json.loads(json.dumps(as_json(order(revision.order.number))))
    assert list(found) == FIELDS.split()
    assert list(found["lines"][0]) == LINE.split()
    line = found["lines"][0]
    assert (line["quantity"], line["unit_price"], line["net"], line["shipped"]) == ("3", "0.10", "0.30", "1")
    assert (found["net"], found["tax"], found["gross"]) == ("0.30", "0.06", "0.36")
    assert found["sold_to"] == {"code": "3897-5", "name": "Healthy Juices Inc."}
    assert found["bill_to"]["address"] == ["1 Main St", "Floor 2"]
    assert list(found["ship_to"]) == ["kind", "alias", "name", "attention", "address"]


def test_what_settled_its_invoices_is_told_row_by_row(database) -> None:
    """C-37: a payment and its discount, both taken back; a small difference written off; a credit paid back."""
    made = two_ten()
    one = billed(made.a1)
    fulfilment.receive(ANN, "3897-5", Decimal(98), {one: Decimal(98)}, discounts={one: Decimal(2)}, reference="77")
    fulfilment.reverse(BEN, 1, "BOUNCED")
    fulfilment.write_off(BEN, one, Decimal("0.50"), "LOST")
    view = order(invoices_of(made.a1)[0].order)
    fulfilment.book_return(ANN, view.number, {10: Decimal(1)}, "DEFECT", "SCRAP")
    (credit,) = fulfilment.credit(BEN, view.number, {10: Decimal(1)})
    fulfilment.refund_credit(BEN, credit, Decimal(10), "CREDIT")
    told = as_json(order(view.number))["payments"]
    assert [(row["invoice"], row["kind"], row.get("of"), row["amount"]) for row in told] == [
        (one, "discount", None, "2.00"),
        (one, "payment", None, "98.00"),
        (one, "reversal", "discount", "-2.00"),
        (one, "reversal", "payment", "-98.00"),
        (one, "write_off", None, "0.50"),
        (credit, "refund", None, "-10.00"),
    ]
    assert (told[1]["reference"], told[3]["reason"], told[3]["by"]) == ("77", "BOUNCED", "ben")


def test_a_list_leaves_the_lines_out(database) -> None:
    revision = an_order(an_account())
    assert list(as_json(order(revision.order.number), lines=False)) == [
        name for name in FIELDS.split() if name != "lines"
    ]


def test_covers_credit_notes_and_signatures_are_told(database) -> None:
    number = ordered(stand().a1, "MADE x20").number
    fulfilment.cover(ANN, number, 10, bought())
    fulfilment.change_cover(ANN, fulfilment.covers(number, 10).rows[0], Decimal(15), None)
    fulfilment.ship(ANN, number, 1, {10: Decimal(15)})
    fulfilment.invoice(ANN, number, {10: Decimal(15)})
    signed = type(ANN)(ANN.login, ANN.name, ANN.role, Signature(BEN.login, BEN.role, Act.CREDIT))
    fulfilment.allow(signed, number, 10, "PRICE", net=Decimal(1))
    found = json.loads(json.dumps(as_json(order(number))))
    (cover,) = found["lines"][0]["covers"]
    assert cover == {
        "kind": "PURCHASE",
        "number": "88",
        "vendor": "Acme",
        "quantity": "20",
        "done": "15",
        "progress": "STARTED",
        "due": None,
        "not_needed": "0",
    }
    (credit,) = found["credit_notes"]
    assert (credit["number"], credit["credits"], credit["reason"]) == ("CN-1", ["IN-1"], "PRICE")
    assert [one["number"] for one in found["invoices"]] == ["IN-1"]
    assert [one.get("signed_by", "") for one in found["events"]][-1] == "ben"
