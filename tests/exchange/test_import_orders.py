"""Orders of the past come in as they were: immutable, sealed, with what happened to them."""

from datetime import date
from decimal import Decimal

import pytest

from custtui.models.account import CustomerAccount
from custtui.models.fulfilment import Allocation, Invoice, InvoiceLine, Payment, Return
from custtui.models.order import OrderLine, OrderRevision, OrderShipTo, RevisionState, SalesOrder
from custtui.services import order_entry
from custtui.services.check import check
from custtui.services.orders.view import order
from tests.exchange.files import House

CUSTOMERS = (
    "code,name,alias,street,city,state,postal_code,country,ship_alias,ship_street,ship_city\n"
    "A,Alpha,Office,1 Main St,New York,NY,10001,US,Depot,9 Dock Rd,Newark\n"
    "HQ,H.Q. Corp,Tower,5 Park Ave,New York,NY,10022,US,,,\n"
)
PRODUCTS = "code,name\nP-1,Pear\nQ-1,Quince\n"


@pytest.fixture
def desk(house: House) -> House:
    """A house with two customers and two products."""
    house.put("customers", CUSTOMERS)
    house.put("products", PRODUCTS)
    return house


def put(desk: House, text: str) -> None:
    desk.put("orders", text)
    assert list(check()) == []


def test_amounts_are_rounded_line_by_line(desk: House) -> None:
    put(
        desk,
        "number,customer,order_date,product,quantity,price,discount_rate,discount,tax_rate\n"
        "1,A,2020-05-01,P-1,3,0.10,,,0.19\n1,,,Q-1,7,9.80,0.05,,\n1,,,Q-1,1,10,,2.50,\n",
    )
    assert [(line.net, line.tax) for line in OrderLine.select()] == [
        (Decimal("0.30"), Decimal("0.06")),
        (Decimal("65.17"), Decimal(0)),
        (Decimal("7.50"), Decimal(0)),
    ]
    assert OrderRevision.get().gross == Decimal("73.03")


def test_number_dates_and_status_are_kept(desk: House) -> None:
    put(
        desk,
        "number,customer,order_date,status,product,quantity,price,shipped_date,order_wanted\n"
        "H1,A,1996-07-04,,P-1,5,2,1996-07-16,1996-08-01\nH2,A,1996-07-05,,P-1,5,2,,\nH3,A,1996-07-06,declined,P-1,5,2,,\n",
    )
    assert [(row.number, order(row.number).status) for row in SalesOrder.select().order_by(SalesOrder.id)] == [
        ("H1", "finished"),
        ("H2", "accepted"),
        ("H3", "declined"),
    ]
    one = order("H1")
    assert (one.order_date, one.wanted) == (date(1996, 7, 4), date(1996, 8, 1))
    assert (one.lines[0].shipped, one.lines[0].open) == (Decimal(5), Decimal(0))
    assert [event.kind for event in one.events] == ["imported"]


def test_an_order_that_waits_waits_with_its_holds(desk: House) -> None:
    put(
        desk,
        "number,customer,order_date,status,product,quantity,price,holds\n"
        "1,A,-1,pending,P-1,5,2,THRESHOLD=over 5.00; UB=billed elsewhere\n",
    )
    row = SalesOrder.get()
    assert row.in_force_id is None
    assert row.pending_id == OrderRevision.get().id
    assert [hold.code for hold in order("1").holds] == ["THRESHOLD", "UB"]


def test_a_hold_without_words_says_those_of_its_code_and_one_that_is_none_is_refused(desk: House) -> None:
    """X-09: whoever looks at the queue is told why."""
    head = "number,customer,order_date,status,product,quantity,price,holds\n"
    put(desk, f"{head}1,A,-1,pending,P-1,5,2,THRESHOLD=; ub= \u200b\n2,A,-1,pending,P-1,5,2,\n")
    told = [(hold.code, hold.text) for hold in order("1").holds]
    assert told == [("THRESHOLD", "over the auto-accept limit"), ("UB", "billed to another account (UB)")]
    assert order("2").holds and all(hold.text for hold in order("2").holds)
    (one,) = desk.bring("orders", f"{head}3,A,-1,pending,P-1,5,2,XX=foo\n").rejects
    assert str(one).startswith("line 2, holds: XX is not the code of a hold: THRESHOLD, ")


@pytest.mark.parametrize(("hold", "amount"), [
    ("THRESHOLD=over the auto-accept limit of 4.00", "6"),
    ("CREDIT=1,234.50 over the credit limit of 20.00 of H.Q.", "1234.5"),
    ("THRESHOLD=over the auto-accept limit of 40.00", ""), ("THRESHOLD=", ""), ("OVERDUE=", ""),
])  # fmt: skip
def test_a_hold_tells_the_amount_that_its_words_tell_of(desk: House, hold: str, amount: str) -> None:
    """X-09: the queue says how much is missing."""
    head = "number,customer,order_date,status,product,quantity,price,holds\n"
    put(desk, f'{head}1,A,-1,pending,P-1,5,2,"{hold}"\n')
    assert [one.amount for one in order("1").holds] == [Decimal(amount) if amount else None]


@pytest.mark.parametrize(("charges", "told"), [
    ("", ("freight 25.00 is not copied",)), ("handling=1.5@0", ("freight 25.00, handling 1.50 are not copied",)),
])  # fmt: skip
def test_freight_and_other_charges_are_not_copied_and_that_is_told(
    desk: House, charges: str, told: tuple[str, ...]
) -> None:
    head = "number,customer,order_date,product,quantity,price,freight,charges\n"
    put(desk, f"{head}1,A,-1,P-1,5,2,25,{charges}\n")
    assert order_entry.start(desk.who, CustomerAccount.get(CustomerAccount.code == "A").id, copy_of="1").told == told


def test_the_ship_to_is_a_snapshot_and_one_time_where_no_site_has_the_address(desk: House) -> None:
    put(
        desk,
        "number,customer,order_date,product,quantity,price,ship_name,ship_street,ship_city\n"
        "1,A,-1,P-1,1,1,,,\n2,A,-1,P-1,1,1,Alpha Inc,9 dock rd,NEWARK\n3,A,-1,P-1,1,1,Hotel X,9 Bay Rd,Reno\n"
        "3,,,Q-1,1,1,,,\n3,,,Q-1,1,1,Aunt May,4 Hill,Reno\n",
    )
    found = [(row.kind, row.name, row.street, row.header) for row in OrderShipTo.select().order_by(OrderShipTo.id)]
    assert found == [
        ("PERMANENT", "Alpha", "9 Dock Rd", True),
        ("PERMANENT", "Alpha Inc", "9 dock rd", True),
        ("ONE_TIME", "Hotel X", "9 Bay Rd", True),
        ("ONE_TIME", "Aunt May", "4 Hill", False),
    ]


def test_where_a_file_names_nobody_the_contact_of_the_site_as_it_stands_is_addressed(desk: House) -> None:
    """R-18, as an order keyed today; what a file gives stays as given."""
    desk.put("contacts", "customer,site,name,primary\nA,,Robert Green,yes\nA,Depot,Ann Lee,yes\n")
    put(
        desk,
        "number,customer,order_date,product,quantity,price,ship_attention,ship_name,ship_street,ship_city\n"
        "1,A,-1,P-1,1,1,,,,\n2,A,-1,P-1,1,1,Zoe,Alpha,9 Dock Rd,Newark\n3,A,-1,P-1,1,1,,Alpha,9 Dock Rd,Newark\n",
    )
    assert [row.attention for row in OrderShipTo.select().order_by(OrderShipTo.id)] == ["Ann Lee", "Zoe", ""]
    assert {row.bill_to_attention for row in OrderRevision.select()} == {"Robert Green"}


def test_partial_invoices_add_up_to_the_order_and_can_be_paid(desk: House) -> None:
    rows = "; ".join(f"IN-{one}@2020-06-{one:02d}=1" for one in range(1, 11))
    put(
        desk,
        "number,customer,order_date,product,quantity,price,tax_rate,payment_terms,shipped_date,paid_date,invoices,"
        f"bill_to\n1,A,2020-05-01,P-1,10,0.02,0.19,NET30,2020-05-02,2020-07-01,{rows},HQ\n",
    )
    lines = list(InvoiceLine.select())
    assert sum(line.net for line in lines) == Decimal("0.20")
    assert sum(line.tax for line in lines) == Decimal("0.04")
    assert Invoice.get(Invoice.number == "IN-3").payment_due == date(2020, 7, 3)
    assert {row.account.code for row in Payment.select()} == {"HQ"}
    assert order("1").to_come == 0


def test_freight_is_a_charge(desk: House) -> None:
    put(
        desk,
        "number,customer,order_date,product,quantity,price,freight,charges\n1,A,-1,P-1,1,1,32.38,packing=5@0.19\n",
    )
    assert order("1").charges == (
        ("freight", Decimal("32.38"), Decimal(0)),
        ("packing", Decimal("5"), Decimal("0.95")),
    )


def test_history_is_immutable(desk: House) -> None:
    put(desk, "number,customer,order_date,product,quantity,price\n1,A,-1,P-1,1,1\n")
    with pytest.raises(Exception, match="guard"):
        OrderLine.update(quantity=2).execute()


def test_what_does_not_add_up_is_rejected(desk: House) -> None:
    head = "number,customer,order_date,product,quantity,price,shipments,invoices,forfeits,position\n"
    report = desk.bring(
        "orders",
        head + "1,A,-1,P-1,5,1,@-1=6,,,\n2,A,-1,P-1,5,1,@-1=3,@-1=6,,\n3,A,-1,P-1,5,1,@-1=3,,x@-1=3,\n"
        "4,A,-1,P-1,5,1,,,,10\n4,A,-2,P-1,5,1,,,,10\n1,A,-1,P-1,5,1,,,,\n",
    )
    assert {(one.line, one.column) for one in report.rejects} == {
        (2, "shipments"),
        (3, "invoices"),
        (4, "shipments"),
        (6, "order_date"),
        (6, "position"),
    }
    twice = desk.bring("orders", head + "1,A,-1,P-1,5,1,,,,\n2,A,-1,P-1,5,1,,,,\n1,A,-1,P-1,5,1,,,,\n")
    assert [str(one) for one in twice.rejects] == ["line 4, number: 1 stands in the file already, on line 2"]
    assert not RevisionState.select().exists()


@pytest.mark.parametrize(
    ("columns", "cells", "column"),
    [("bill_to_name", "Alpha", "bill_to_street"), ("ship_name,ship_state", "Depot,NY", "ship_street")],
)
def test_an_order_of_the_past_that_went_nowhere_is_kept_and_warned_of(
    desk: House, columns: str, cells: str, column: str
) -> None:
    """R-12, X-08: also where only one of its lines went there."""
    head = f"number,customer,order_date,product,quantity,price,{columns}\n"
    blank = "," * columns.count(",")
    for rows in (f"1,A,2020-05-01,P-1,1,1,{cells}\n", f"2,A,2020-05-01,P-1,1,1,{blank}\n2,,,Q-1,1,1,{cells}\n"):
        if column == "bill_to_street" and rows.startswith("2"):
            continue  # the bill-to is the order's
        report = desk.bring("orders", head + rows)
        told = [one.column for one in report.warnings if "neither street nor city" in one.text]
        assert report.ok and told == [column]


BILLED = [
    ("@-1=2", "@-1=3", False),
    ("", "@-1=1", False),
    ("@-1=2", "@-1=2", True),
    ("@-1=5", "IN-1@-1=5; CN-1@-1=-5; IN-2@-1=5", True),
    ("@-1=5", "IN-1@-1=4; CN-1@-1=-5", False),
]


@pytest.mark.parametrize(("shipments", "invoices", "taken"), BILLED)
def test_what_was_not_shipped_was_not_invoiced(desk: House, shipments: str, invoices: str, taken: bool) -> None:
    """R-30: ordered 5; credited goods may be invoiced again."""
    head = "number,customer,order_date,product,quantity,price,shipments,invoices\n"
    report = desk.bring("orders", f"{head}1,A,-1,P-1,5,1,{shipments},{invoices}\n")
    assert [(one.line, one.column) for one in report.rejects] == ([] if taken else [(2, "invoices")])
    assert list(check()) == []


def test_what_one_day_shipped_may_be_invoiced_on_every_line_but_for_what_was_given_up(desk: House) -> None:
    """R-30: `shipped_date` stands on the first row, and ships all."""
    head = "number,customer,order_date,product,quantity,price,shipped_date,invoices,forfeits,returns\n"
    first = f"{head}1,A,-2,P-1,5,1,-1,,,\n"
    assert [str(one) for one in desk.bring("orders", f"{first}1,,,Q-1,5,1,,@-1=4,LOST@-1=2,\n").rejects] == [
        "line 3, invoices: 4 invoiced of 3 shipped"
    ]
    put(desk, f"{first}1,,,Q-1,5,1,,@-1=3,LOST@-1=2,defect@-1=1\n")


DAYS = [
    ("order_date", "0001-01-01", "", "order_date"),
    ("order_date", "+1", "", "order_date"),
    ("shipments", "-5", "@-6=1", "shipments"),
    ("shipments", "-5", "@+1=1", "shipments"),
    ("shipments", "-5000", "@-1=1", "shipments"),
    ("shipped_date", "-5", "-6", "shipped_date"),
    ("shipped_date", "-5", "+1", "shipped_date"),
    ("shipped_date,invoices", "-5", "-4,@-6=1", "invoices"),
    ("shipped_date,invoices", "-5", "-4,@+1=1", "invoices"),
    ("shipped_date,paid_date", "-5", "-4,+1", "paid_date"),
    ("shipped_date,invoices,payments", "-5", "-4,IN-1@-3=1,IN-1@+1=1", "payments"),
]


@pytest.mark.parametrize(("columns", "ordered", "cells", "column"), DAYS)
def test_what_is_told_of_the_past_is_past_and_comes_after_the_order(
    desk: House, columns: str, ordered: str, cells: str, column: str
) -> None:
    """C-43, X-08."""
    more = "" if columns == "order_date" else f",{columns}"
    head = f"number,customer,product,quantity,price,order_date{more}\n"
    report = desk.bring("orders", f"{head}1,A,P-1,1,1,{ordered}{more and ','}{cells}\n")
    assert [(one.line, one.column) for one in report.rejects] == [(2, column)]


def test_methods_and_tax_categories_of_orders_are_those_of_the_house(desk: House) -> None:
    desk.put("taxes", "category,country,rate,first_day\nreduced,US,0.05,2020-01-01\n")
    head = "number,customer,order_date,product,quantity,price,payment_method,tax_category\n"
    report = desk.bring(
        "orders", f"{head}1,A,-1,P-1,1,1,BARTER,\n2,A,-1,P-1,1,1,,bogus\n3,A,-1,P-1,1,1,CHECK,Reduced\n"
    )
    assert [str(one) for one in report.rejects] == [
        "line 2, payment_method: there is no method BARTER",
        "line 3, tax_category: there is no tax category bogus",
    ]
    put(desk, f"{head}3,A,-1,P-1,1,1,CHECK,Reduced\n4,A,-1,P-1,1,1,,\n")
    assert [line.tax_category for line in OrderLine.select().order_by(OrderLine.id)] == ["reduced", "standard"]


@pytest.mark.parametrize(("status", "warned"), [("pending", 1), ("accepted", 1), ("", 1), ("declined", 0)])
def test_an_order_that_would_be_billed_nowhere_is_warned_of(desk: House, status: str, warned: int) -> None:
    """R-12: the payer stands without street and city."""
    desk.put("customers", "code,name,alias,state,country\nB,Beta,Beta,NY,US\n")
    head = "number,customer,order_date,product,quantity,price,status,ship_street,bill_to\n"
    rows = f"1,B,-1,P-1,1,1,{status},1 Main St,\n2,B,-1,P-1,1,1,{status},1 Main St,A\n"
    report = desk.bring("orders", head + rows)
    told = [(one.line, one.column, one.text) for one in report.warnings if "Bill-to" in one.text]
    assert report.ok and told == [(2, "bill_to", "Bill-to B has neither street nor city")] * warned


@pytest.mark.parametrize(("status", "warned"), [("pending", 1), ("accepted", 1), ("", 1), ("declined", 0)])
def test_an_order_that_would_be_shipped_nowhere_is_warned_of(desk: House, status: str, warned: int) -> None:
    """R-12: the customer stands without street and city; a line that says where it goes is not asked about."""
    desk.put("customers", "code,name,alias,state,country\nB,Beta,Beta,NY,US\n")
    head = "number,customer,order_date,product,quantity,price,status,bill_to,ship_street\n"
    rows = f"1,B,-1,P-1,1,1,{status},A,\n2,B,-1,P-1,1,1,{status},A,1 Main St\n"
    parted = f"3,B,-1,P-1,1,1,{status},A,\n3,,,Q-1,1,1,,,1 Main St\n"
    report = desk.bring("orders", head + rows + parted)
    told = [(one.line, one.column, one.text) for one in report.warnings if "Ship-to" in one.text]
    text = "Ship-to B has neither street nor city"
    assert report.ok and told == [(2, "ship_street", text), (4, "ship_street", text)][: 2 * warned]


IMPOSSIBLE = [
    ("shipments,invoices", "S1@-5=5,I1@-8=3", "invoices", "3 invoiced up to 20 Nov 2026, but 0 shipped by then"),
    ("shipments,invoices", "S1@-8=2;S2@-5=3,I1@-8=2;I2@-7=1", "invoices", "3 invoiced up to 21 Nov 2026, but 2"),
    ("shipped_date,invoices", "-5,I1@-8=3", "invoices", "but 0 shipped by then"),
    ("shipments,invoices", "S1@-8=5,I1@-5=3;C1@-6=-1", "invoices", "1 credited up to 22 Nov 2026"),
    ("shipments,returns", "S1@-5=5,DEFECT@-8=3", "returns", "3 returned up to 20 Nov 2026, but 0 shipped by then"),
    ("shipments,returns", "S1@-5=5,BOGUS@-4=3", "returns", "'BOGUS' is not a reason for a return: DEFECT"),
    ("shipments,returns", "S1@-5=5,@-4=3", "returns", "has no reason"),
    ("forfeits", "@-4=3", "forfeits", "has no reason"),
    ("forfeits", "\u2800@-4=3", "forfeits", "has no reason"),
    ("price_reason", "BOGUS", "price_reason", "'BOGUS' is not a reason for a price: GOODWILL, MATCH"),
    ("discount_reason", "BOGUS", "discount_reason", "'BOGUS' is not a reason for a discount: GOODWILL"),
    ("charges", "=5@0.1", "charges", "is a charge for nothing"),
    ("charges", "rebate=-5@0", "charges", "-5 is below zero"),
    ("charges", "packing=5@0;Packing=1@0", "charges", "packing stands twice"),
    ("freight,charges", "5,freight=1@0.1", "charges", "freight stands twice"),
]


@pytest.mark.parametrize(("columns", "cells", "column", "why"), IMPOSSIBLE)
def test_a_history_that_cannot_be_is_refused(
    desk: House, monkeypatch: pytest.MonkeyPatch, columns: str, cells: str, column: str, why: str
) -> None:
    """R-30, X-07, C-31, C-41: with line, column and reason."""
    monkeypatch.setattr("custtui.exchange.cells.this_day", lambda: date(2026, 11, 28))
    head = f"number,customer,product,quantity,price,order_date,{columns}\n"
    (one,) = desk.bring("orders", f"{head}1,A,P-1,5,1,-20,{cells}\n").rejects
    assert (one.line, one.column) == (2, column)
    assert why in one.text


EARLY = [
    ("payments", "S@-8=5,I1@-5=5,I1@-6=1", "22 Nov 2026 is before I1 was made, 23 Nov 2026"),
    ("paid_date", "S@-8=5,I1@-7=2;I2@-5=3,-6", "22 Nov 2026 is before I2 was made, 23 Nov 2026"),
]


@pytest.mark.parametrize(("column", "cells", "why"), EARLY)
def test_money_that_came_before_its_invoice_is_taken_and_told(
    desk: House, monkeypatch: pytest.MonkeyPatch, column: str, cells: str, why: str
) -> None:
    """C-37: what is kept of a payment settles later invoices, and goes out by a file so."""
    monkeypatch.setattr("custtui.exchange.cells.this_day", lambda: date(2026, 11, 28))
    head = f"number,customer,product,quantity,price,order_date,shipments,invoices,{column}\n"
    report = desk.bring("orders", f"{head}1,A,P-1,5,1,-20,{cells}\n")
    assert report.ok and (2, column, why) in [(one.line, one.column, one.text) for one in report.warnings]


def test_a_history_that_can_be_is_taken_with_its_reasons_in_any_capitals(desk: House) -> None:
    put(
        desk,
        "number,customer,product,quantity,price,order_date,price_reason,charges,shipments,invoices,returns,forfeits,"
        "payments\n1,A,P-1,9,1,-20,match,packing=5@0;freight=2@0,@-9=3;@-5=4,IN-7@-9=3;CN-7@-8=-1;IN-8@-5=5,Defect@-5=7,"
        "gone@-3=2,IN-7@-9=1\n",
    )
    assert OrderLine.get().price_reason == "MATCH"
    assert Return.get().reason == "DEFECT"


def test_a_card_number_parted_between_two_columns_is_refused(desk: House) -> None:
    """X-14: neither cell holds one by itself."""
    head = "number,customer,order_date,product,quantity,price,po_number,message\n"
    report = desk.bring(
        "orders", f"{head}1,A,2020-05-01,P-1,1,1,4111 1111,1111 1111\n2,A,2020-05-01,P-1,1,1,4111,1111\n"
    )
    assert [(one.line, one.column) for one in report.rejects] == [(2, "po_number"), (2, "message")]


PAPERS = "number,customer,order_date,product,quantity,price,shipments,invoices\n"


def test_numbers_that_differ_in_capitals_are_one(desk: House) -> None:
    """D-02: of orders and papers, within an order, within a file, and beside what stands in whatever capitals."""
    put(desk, f"{PAPERS}Ord-1,A,2026-05-01,P-1,5,1,Sh-1@2026-05-02=2,iN-1@2026-05-03=1\n")
    sent, billed = "{}@2026-05-02=1", "{}@2026-05-03=1"
    report = desk.bring(
        "orders",
        PAPERS
        + f"2,A,2026-05-01,P-1,5,1,{sent.format('sh-9')},{billed.format('inA')}\n"
        + f"2,,,P-1,5,1,{sent.format('SH-9')},{billed.format('INA')}\n"
        + f"3,A,2026-05-01,P-1,5,1,{sent.format('Sh-8')},\n4,A,2026-05-01,P-1,5,1,{sent.format('sh-8')},\n"
        + f"ORD-1,A,2026-05-01,P-1,5,1,{sent.format('SH-1')},{billed.format('In-1')}\n",
    )
    assert sorted((one.line, one.column) for one in report.rejects) == [
        *[(3, "invoices"), (3, "shipments"), (5, "shipments")],
        *[(6, "invoices"), (6, "number"), (6, "shipments")],
    ]
    assert "SH-9 is sh-9 on line 2" in next(one.text for one in report.rejects if one.line == 3)
    paid = f"{PAPERS.strip()},payments\n7,A,2026-05-01,P-1,5,1,SH-7@2026-05-02=5,INa@2026-05-03=5,ina@2026-05-04=2\n"
    put(desk, paid)
    assert [(one.invoice.number, one.amount) for one in Allocation.select()] == [("INa", Decimal(2))]


def test_an_accepted_order_of_which_nothing_is_open_comes_in_finished(desk: House) -> None:
    """R-31: nothing would ever finish it; what it shipped and did not invoice counts as before. Of 0 it is none."""
    head = f"status,{PAPERS}"
    report = desk.bring("orders", f"{head}accepted,1,A,2026-05-01,P-1,5,1,SH-1@2026-05-02=5,IN-1@2026-05-03=3\n")
    assert [one.column for one in report.warnings if "finished" in one.text] == ["status"]
    one = order("1")
    assert (one.status, one.to_come) == ("finished", 2)
    assert list(check()) == []
    for status in ("accepted", ""):
        (why,) = desk.bring("orders", f"{head}{status},2,A,2026-05-01,P-1,0,1,,\n").rejects
        assert (why.line, why.column) == (2, "quantity")
