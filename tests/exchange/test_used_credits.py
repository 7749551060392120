"""Money in files of orders follows the rules of the screen that takes it: credit notes settle invoices (C-31)."""

import pytest

from custtui.models.fulfilment import Payment
from custtui.services.check import check
from tests.exchange.files import House

HEAD = "number,customer,order_date,product,quantity,price,shipments,invoices,returns,payments\n"
CREDITED = "B{0},C-1,2026-05-04,P-1,5,10,S-{0}@2026-05-05=5,{1},OTHER@2026-05-06=2,{2}\n"
BILL = "IN-{0}@2026-05-05=5;CN-{0}@2026-05-06=-2/IN-{0}"


@pytest.fixture
def sold(house: House) -> House:
    house.put("products", "code,name\nP-1,Pen\n")
    house.put("customers", "code,name\nC-1,Saft Bar\n")
    return house


def row(at: int, payments: str) -> str:
    return CREDITED.format(at, BILL.format(at), payments)


@pytest.mark.parametrize(
    ("payments", "told"),
    [
        ("CN-1@2026-05-07=-20", "20.00 of credit notes of C-1 are used, more than the 0.00 they settle"),
        ("CN-1@2026-05-07=-20;IN-1@2026-05-07=19", "20.00 of credit notes of C-1 are used, more than the 19.00"),
        ("CN-1@2026-05-07=5", "5 paid of CN-1"),
        ("IN-1@2026-05-07=-5", "-5 paid of IN-1"),
        ("IN-1@2026-05-07=0", "an amount is not 0"),
        ("IN-1@2026-05-07=20.001", "20.001 has more decimals than USD"),
    ],
)
def test_what_no_clerk_can_key_does_not_come_in(sold: House, payments: str, told: str) -> None:
    for dry in (True, False):
        report = sold.bring("orders", HEAD + row(1, payments), dry_run=dry)
        assert any(told in one.text and one.column == "payments" for one in report.rejects), report.rejects
    assert Payment.select().count() == 0


def test_a_credit_of_one_order_settles_an_invoice_of_another(sold: House) -> None:
    sold.put("orders", HEAD + row(1, "CN-1@2026-05-07=-20") + row(2, "IN-2@2026-05-07=20"))
    assert Payment.select().count() == 2
    assert list(check()) == []


@pytest.mark.parametrize(
    ("net", "told"),
    [("-30", ()), ("-30.01", ("CN-2 credits 30.01 of IN-1, which has 30 left of this line",))],
)
def test_no_more_is_credited_than_the_invoice_has_left(sold: House, net: str, told: tuple[str, ...]) -> None:
    """An allowance by amount, after goods that came back (C-31): `check` names what goes beyond."""
    bills = f"IN-1@2026-05-05=5;CN-1@2026-05-06=-2/IN-1;CN-2@2026-05-07=0/PRICE/{net}/0//IN-1"
    row = CREDITED.format(1, bills, "")
    for dry in (True, False):
        report = sold.bring("orders", HEAD + row, dry_run=dry)
        assert tuple(one.text for one in report.rejects if one.column == "invoices") == told
    assert list(check()) == []
