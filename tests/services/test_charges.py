"""C-41: freight and other charges: typed in the header, with a tax category of their own, billed whole at first."""

from dataclasses import replace
from decimal import Decimal

import pytest

from custtui.domain.errors import Refused
from custtui.models.account import CustomerAccount
from custtui.models.operator import TaxRate
from custtui.services import approval, orders
from custtui.services import fulfilment as ff
from custtui.services import order_entry as desk
from custtui.services.credit import credit_use
from custtui.services.order_entry.views import DraftView, LineText
from tests.services import house
from tests.services.changing import a_house, change, sound
from tests.services.fulfilling import faults, of
from tests.services.house import ANN, BEN

D = Decimal


@pytest.fixture
def account(database) -> int:
    """The rules' customer in New Jersey, taxed 8.875 %, reduced 4 %; A costs 2.00."""
    made = a_house()
    CustomerAccount.update(accept_threshold=D(100000)).execute()
    house.tax("0.08875", state="NJ")
    house.tax("0.04", state="NJ", category="reduced")
    return made.a1


def with_charges(draft: DraftView, text: str) -> DraftView:
    return desk.set_header(ANN, draft.id, replace(draft.header, charges=text))


def drafted(account: int, text: str, quantity: str = "10") -> DraftView:
    draft = with_charges(desk.start(ANN, account), text)
    return desk.put_line(ANN, draft.id, None, LineText("A", quantity))


def placed(account: int, text: str) -> str:
    return desk.place(ANN, drafted(account, text).id).number


def test_they_are_typed_in_the_header_and_taxed_by_their_own_category(account: int) -> None:
    draft = drafted(account, "12.50; packing 5.00 reduced; pallets 3 0%")
    assert draft.charges == (
        ("freight", D("12.50"), D("1.11")),
        ("packing", D("5.00"), D("0.20")),
        ("pallets", D("3"), D("0.00")),
    )
    assert (draft.net, draft.tax, draft.gross) == (D("40.50"), D("3.09"), D("43.59"))
    order = orders.order(desk.place(ANN, draft.id).number)
    assert order.charges == draft.charges and order.gross == order.to_come == D("43.59")
    sound(order.number)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("freight", '"freight" has no amount'),
        ("12.505", "12.505 has more decimals than USD"),
        ("12; freight 5", "freight stands twice"),
        ("12 luxury", '"luxury" is not a tax category'),
        ("0", "0 is not a charge: leave it out"),
        ("-5", "is below zero"),
        ("- 5", '"-" is not what a charge is for'),
        ("5 5", "5 and 5 are two amounts"),
        ("12.50 packing 5.00", "12.50 and 5.00 are two amounts"),
        ("12.50, packing 5.00", "12.50, and 5.00 are two amounts"),
        ("packing 0% 5", "0% and 5 are two amounts"),
        ("freight and insurance to the farther islands 5", "is longer than 40 characters"),
        ("5 200%", "is not a tax rate"),
    ],
)
def test_what_is_no_charge_is_told_and_not_placed(account: int, text: str, told: str) -> None:
    draft = drafted(account, text)
    assert told in faults(desk.place, ANN, draft.id)["charges"]


def test_they_count_for_the_credit_and_for_what_waits(account: int) -> None:
    before = credit_use([account], "USD").used
    number = placed(account, "12.50")
    assert credit_use([account], "USD").used - before == orders.order(number).gross == D("35.39")
    CustomerAccount.update(accept_threshold=D("35.38")).execute()
    assert not desk.place(ANN, drafted(account, "12.50").id).accepted


def test_the_first_invoice_has_them_whole_and_they_are_not_changed_any_more(account: int) -> None:
    number = placed(account, "12.50; packing 5.00 reduced")
    ff.ship(ANN, number, 1, of(p10="9"))
    first = ff.invoice(ANN, number, of(p10="4"))
    second = ff.invoice(ANN, number, of(p10="5"))
    gross = {one: gross for one, _, gross in orders.order(number).invoices}
    assert gross == {first: D("8.71") + D("13.61") + D("5.20"), second: D("10.89")}
    draft = change(number)
    assert draft.header.charges == "freight 12.5 8.875%; packing 5 4%"
    for text in ("", "freight 13; packing 5 4%", f"{draft.header.charges}; pallets 1"):
        told = with_charges(draft, text).faults
        assert [one.text for one in told if one.field == "charges"] == [
            "Charges: they were billed with the first invoice and stay as they are; a credit note takes them back"
        ]
    assert not with_charges(draft, draft.header.charges).faults
    sound(number)


def test_none_is_added_after_the_first_invoice(account: int) -> None:
    number = placed(account, "")
    ff.ship(ANN, number, 1, of(p10="4"))
    ff.invoice(ANN, number, of(p10="4"))
    (told,) = [one.text for one in with_charges(change(number), "5").faults]
    assert told.startswith("Charges: they come with the first invoice, which was made")


def test_revisions_keep_and_change_them(account: int) -> None:
    number = placed(account, "12.50; packing 5.00 reduced")
    TaxRate.delete().execute()
    house.tax("0.10", state="NJ")
    desk.place(ANN, change(number, (10, {"quantity": "9"})).id)
    assert orders.order(number).charges == orders.order(number, 1).charges
    draft = with_charges(change(number), "freight 10.00; packing 5 4%")
    assert (draft.change.difference, draft.charges[0]) == (D("-2.61"), ("freight", D("10.00"), D("1.00")))
    assert desk.place(ANN, draft.id).accepted
    assert [one.text for one in orders.order(number).events if one.kind == "changed"][-1] == (
        "revision 3: charges freight 12.50, packing 5.00 -> freight 10.00, packing 5.00"
    )
    desk.place(ANN, with_charges(change(number), "").id)
    assert orders.order(number).charges == () and orders.order(number, 3).charges
    sound(number)


def test_a_dearer_charge_is_asked_for_even_where_the_order_comes_to_less(account: int) -> None:
    CustomerAccount.update(accept_threshold=D(30)).execute()
    number = placed(account, "1")
    draft = with_charges(change(number, (10, {"quantity": "1"})), "5")
    assert draft.outcome == "will be accepted"
    CustomerAccount.update(accept_threshold=D(0)).execute()
    assert not desk.place(ANN, with_charges(change(number, (10, {"quantity": "1"})), "5").id).accepted


def test_a_change_of_charges_that_waits_is_not_approved_once_they_are_billed(account: int) -> None:
    number = placed(account, "12.50")
    ff.ship(ANN, number, 1, of(p10="9"))
    CustomerAccount.update(accept_threshold=D(1)).execute()
    assert not desk.place(ANN, with_charges(change(number), "20.00").id).accepted
    ff.invoice(ANN, number, of(p10="9"))
    seen = approval.deciding(number)
    with pytest.raises(Refused, match="were billed meanwhile"):
        approval.approve(BEN, number, seen.revision, seen.seen)
    sound(number)


def test_they_come_back_with_the_draft_of_an_order_that_is_withdrawn_and_are_not_copied(account: int) -> None:
    CustomerAccount.update(accept_threshold=D(1)).execute()
    number = placed(account, "12.50")
    copy = desk.start(ANN, account, copy_of=number)
    assert copy.charges == () and "freight 12.50 is not copied" in copy.told
    draft = approval.withdraw(ANN, number, 1, "MISTAKE", back=True)
    assert desk.open_draft(ANN, draft).charges == (("freight", D("12.50"), D("1.11")),)


def test_an_untaxed_charge_waits_where_the_seller_taxes(account: int) -> None:
    TaxRate.delete().execute()
    house.tax("0.07", country="CA", category="reduced")
    house.tax("0.05", state="NJ")
    draft = drafted(account, "5 reduced")
    assert "no tax rate for reduced in NJ, US (freight)" in draft.outcome
