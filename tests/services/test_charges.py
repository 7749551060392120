"""C-41: freight and other charges: typed in the header, with a tax category of their own, billed whole at first."""

from dataclasses import replace
from decimal import Decimal

import pytest

from custtui.domain.errors import Refused
from custtui.models.account import CustomerAccount
from custtui.models.base import db
from custtui.models.operator import TaxRate
from custtui.models.order import OrderCharge
from custtui.models.triggers import drop, install
from custtui.services import approval, orders
from custtui.services import fulfilment as ff
from custtui.services import order_entry as desk
from custtui.services.credit import credit_use
from custtui.services.fulfilment.papers import confirmation
from custtui.services.order_entry.head_texts import WORDS
from custtui.services.order_entry.views import DraftView, LineText
from custtui.services.orders.as_json import as_json
from custtui.services.orders.printed import printed
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
    house.tax("0", state="NJ", category="none")
    return made.a1


def with_charges(draft: DraftView, text: str) -> DraftView:
    return desk.set_header(ANN, draft.id, replace(draft.header, charges=text))


def drafted(account: int, text: str, quantity: str = "10") -> DraftView:
    draft = with_charges(desk.start(ANN, account), text)
    return desk.put_line(ANN, draft.id, None, LineText("A", quantity))


def placed(account: int, text: str) -> str:
    return desk.place(ANN, drafted(account, text).id).number


def test_they_are_typed_in_the_header_and_taxed_by_their_own_category(account: int) -> None:
    draft = drafted(account, "12.50; packing 5.00 reduced; pallets 3 none")
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
        ("5 8.875%", "8.875% is a rate: name a tax category, or none"),
        ("5 0%", "0% is a rate"),
        ("pack\x07ing 5", "character 5 cannot be read"),
    ],
)
def test_what_is_no_charge_is_told_and_not_placed(account: int, text: str, told: str) -> None:
    draft = drafted(account, text)
    assert told in faults(desk.place, ANN, draft.id)["charges"]


def test_a_card_number_is_refused_while_it_is_typed_and_no_total_is_told(account: int) -> None:
    draft = drafted(account, "12.50")
    for name in ("charges", "message", "ship_via", "po_number"):
        typed = replace(draft.header, **{name: "freight 4111-1111-1111-1111 5"})
        told = desk.with_typed(ANN, draft.id, None, header=typed)
        assert [one.text for one in told.faults if one.field == name] == [
            f"{WORDS[name]}: a card number is never stored, its last four digits will do"
        ]
        assert told.outcome == "cannot be placed yet: 1 to fix"
    told = desk.with_typed(ANN, draft.id, None, header=replace(draft.header, charges="freight 4111-1111-1111-1111 5"))
    assert told.charges == ()


def test_what_nobody_sees_in_a_text_of_the_header_is_left_out_and_what_steers_is_told(account: int) -> None:
    draft = drafted(account, "pa\u202ecking\u200b 5")
    header = replace(draft.header, message="a\u202eb\ufeff", ship_via="U\x1bPS", po_number="\u2067PO-1")
    draft = desk.set_header(ANN, draft.id, header)
    kept = draft.header
    assert (kept.charges, kept.message, kept.po_number) == ("packing 5", "ab", "PO-1")
    assert faults(desk.place, ANN, draft.id) == {"ship_via": "Ship via: character 2 cannot be read (\ufffd)"}


def moved(number: str) -> DraftView:
    """Its change, to New York instead of New Jersey."""
    draft = change(number)
    (place,) = [one.key for one in desk.ship_tos(draft.id, "New York")]
    return desk.choose_ship_to(ANN, draft.id, place)


def test_a_charge_that_stands_is_taxed_where_a_change_goes_to_and_says_so_before(account: int) -> None:
    house.tax("0.05", state="NY")
    house.tax("0.02", state="NY", category="reduced")
    number = placed(account, "12.50; packing 5.00 reduced")
    draft = moved(number)
    assert draft.header.charges == "freight 12.50; packing 5.00 reduced"
    assert draft.charges == (("freight", D("12.50"), D("0.63")), ("packing", D("5.00"), D("0.10")))
    told = "freight: tax 5% (was tax 8.875%); packing: tax 2% (was tax 4%)"
    assert draft.outcome.endswith(told) and "; ".join(draft.change.splits) == told
    assert draft.tax == D("1.73")
    desk.place(ANN, draft.id)
    assert orders.order(number).charges == draft.charges
    sound(number)
    assert change(number).header.charges == draft.header.charges


def test_charges_that_were_billed_stay_taxed_as_they_were(account: int) -> None:
    house.tax("0.05", state="NY")
    number = placed(account, "12.50")
    ff.ship(ANN, number, 1, of(p10="4"))
    ff.invoice(ANN, number, of(p10="4"))
    draft = moved(number)
    assert draft.charges == (("freight", D("12.50"), D("1.11")),) and not draft.faults


def test_a_charge_of_a_file_keeps_its_rate_until_its_order_goes_elsewhere(account: int) -> None:
    number = placed(account, "12.50")
    drop(db.obj)
    OrderCharge.update(tax_category="", tax_rate=D("0.19"), tax=D("2.38")).execute()
    install(db.obj)
    draft = with_charges(change(number), "freight 10")
    assert (draft.header.charges, draft.charges) == ("freight 10", (("freight", D(10), D("1.90")),))


def test_the_taxes_of_a_charge_are_named_where_there_are_several(account: int) -> None:
    TaxRate.delete().execute()
    house.tax("0.05", state="NJ", component="GST")
    house.tax("0.09975", state="NJ", component="QST")
    number = placed(account, "100")
    (one,) = as_json(orders.order(number))["charges"]
    assert (one["tax_rate"], one["taxes"]) == ("0.14975", {"GST": "0.05", "QST": "0.09975"})
    assert one["tax_reason"].startswith("GST: standard in NJ") and one["tax"] == "14.98"
    rows = [row.strip() for row in printed(confirmation(number))]
    assert "GST 5% of 120.00    6.00" in rows and "QST 9.975% of 120.00   11.98" in rows


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
    assert draft.header.charges == "freight 12.50; packing 5.00 reduced"
    for text in ("", "freight 13; packing 5 reduced", f"{draft.header.charges}; pallets 1"):
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
    draft = with_charges(change(number), "freight 10.00; packing 5 reduced")
    assert (draft.change.difference, draft.charges[0]) == (D("-2.72"), ("freight", D("10.00"), D("0.89")))
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
