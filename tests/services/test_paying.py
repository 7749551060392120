"""Who pays for an order, and how (R-01 … R-05, R-12, R-16, R-36, C-27)."""

from dataclasses import replace

import pytest

from custtui.domain.errors import Refused
from custtui.domain.records.typed_address import AddressText
from custtui.models.account import BillToAccount, CustomerAccount, PaymentExclusion, SiteUse
from custtui.models.operator import PaymentMethod
from custtui.models.order import Hold, OrderRevision, SalesOrder
from custtui.services import order_entry as desk
from custtui.services.order_entry.views import HeaderText
from tests.services import house
from tests.services.house import ANN, CARD, CASH, CHECK
from tests.services.keying import keyed, ordered

HOTEL = AddressText(name="Hotel X", street="1 Beach Rd", city="Miami", state="FL", postal_code="33101", country="us")


def offered(draft) -> list[str]:
    return [choice.key for choice in desk.methods(draft.id)]


def refused_paying(draft, method: str) -> None:
    desk.set_header(ANN, draft.id, HeaderText(payment_method=method))
    with pytest.raises(Refused, match="not allowed when another party is billed"):
        desk.place(ANN, draft.id)


def test_the_sold_to_pays_by_every_method_wherever_it_goes(database) -> None:
    made = house.stand()
    draft = keyed(made.a1, "ITEM1")
    desk.choose_ship_to(ANN, draft.id, "same")
    assert offered(draft) == [CASH, CHECK, CARD]
    desk.new_address(ANN, draft.id, "SHIP_TO", HOTEL)
    assert offered(draft) == [CASH, CHECK, CARD]
    desk.set_header(ANN, draft.id, HeaderText(payment_method="cash"))
    assert desk.place(ANN, draft.id).accepted and OrderRevision.get().payment_method == CASH


def test_another_payer_means_card_only_at_the_domain_too(database) -> None:
    made = house.stand()
    house.related(made.hq, made.a1, bill_to=True)
    second = house.customer("3897-41", "Heath & Sons")
    house.default_bill_to(second, made.hq)
    received = keyed(made.a1, "ITEM1")
    desk.choose_payer(ANN, received.id, f"site:{made.hq_site}")
    store = house.site(made.a1, "Store", "SHIP_TO")
    several = keyed(made.a1, "ITEM1", "ITEM2")
    desk.choose_payer(ANN, several.id, "3897-9")
    desk.choose_ship_to(ANN, several.id, f"site:{store}", scope="line", position=20)
    for draft in (received, several, keyed(second, "ITEM1")):
        assert offered(draft) == [CARD]
        refused_paying(draft, "Cash")


def test_changing_the_payer_checks_the_payment_again(database) -> None:
    made = house.stand()
    house.related(made.hq, made.a1, bill_to=True)
    draft = keyed(made.a1, "ITEM1")
    desk.set_header(ANN, draft.id, HeaderText(payment_method="Cash"))
    view = desk.choose_payer(ANN, draft.id, "3897-9")
    assert [fault.text for fault in view.faults] == ["Cash not allowed when another party is billed"]
    with pytest.raises(Refused, match="Cash not allowed"):
        desk.place(ANN, draft.id)
    desk.choose_payer(ANN, draft.id, f"site:{made.s1}")
    assert desk.place(ANN, draft.id).accepted


def test_a_proposed_method_follows_the_payer(database) -> None:
    made = house.stand()
    house.related(made.hq, made.a1, bill_to=True)
    draft = keyed(made.a1, "ITEM1")
    desk.set_header(ANN, draft.id, HeaderText(payment_method="Check", po_number="4711"))  # as the screen showed it
    view = desk.choose_payer(ANN, draft.id, "3897-9")
    assert view.header.payment_method == "Credit card" and view.faults == ()


def test_r_01_a_method_that_becomes_another_with_the_payer_is_told(database) -> None:
    """Typed or proposed, Check is not open where another pays; back again it is."""
    made = house.stand()
    house.related(made.hq, made.a1, bill_to=True)
    draft = keyed(made.a1, "ITEM1")
    desk.set_header(ANN, draft.id, HeaderText(payment_method="CHECK"))
    told = [desk.choose_payer(ANN, draft.id, code).told for code in ("3897-9", "3897-5", "3897-5")]
    assert told == [("Payment: Check became Credit card",), ("Payment: Credit card became Check",), ()]


def test_payment_is_the_accounts_else_this_customers_previous_one(database) -> None:
    made = house.stand()
    CustomerAccount.update(payment_method=None).execute()
    first = keyed(made.a1, "ITEM1")
    assert first.header.payment_method == "Cash"
    desk.set_header(ANN, first.id, HeaderText(payment_method="Check", po_number="4711", source="fax"))
    desk.place(ANN, first.id)
    again = desk.start(ANN, made.a1)
    assert again.header.payment_method == "Check" and again.header.po_number == ""
    assert desk.start(ANN, made.hq).header.payment_method == "Cash"


def test_a_bill_to_account_is_made_once_and_only_for_another_payer(database) -> None:
    made = house.stand()
    house.related(made.hq, made.a1, bill_to=True)
    ordered(made.a1, "ITEM1")
    assert BillToAccount.select().count() == 0
    dropped = keyed(made.a1, "ITEM1")
    desk.choose_payer(ANN, dropped.id, "3897-9")
    desk.drop(ANN, dropped.id)
    assert BillToAccount.select().count() == 0
    for _ in range(2):
        draft = keyed(made.a1, "ITEM1")
        desk.choose_payer(ANN, draft.id, "3897-9")
        desk.place(ANN, draft.id)
    assert [row.account_id for row in BillToAccount.select()] == [made.hq]


def test_off_a76_refuses_a_stranger_and_names_customer_maintenance(database) -> None:
    made = house.stand()
    draft = keyed(made.a1, "ITEM1")
    for key in ("3897-9", f"site:{made.hq_site}"):
        with pytest.raises(Refused, match="Customer Maintenance"):
            desk.choose_payer(ANN, draft.id, key)
    assert desk.payers(draft.id, "H.Q.").rows == []
    with pytest.raises(Refused, match="is not a customer code"):
        desk.choose_payer(ANN, draft.id, "nobody")


def test_on_a76_allows_a_stranger_with_hold_ub_and_keeps_the_default(database) -> None:
    made = house.stand()
    house.control("bill_to_in_order_entry", True)
    draft = keyed(made.a1, "ITEM1")
    assert [choice.key for choice in desk.payers(draft.id, "h.q.").rows] == [f"site:{made.hq_site}"]
    view = desk.choose_payer(ANN, draft.id, "3897-9")
    assert view.bill_to and view.bill_to.kind == "OTHER" and view.outcome == "will wait: billed to another account"
    assert not desk.place(ANN, draft.id).accepted
    assert [hold.code for hold in Hold.select()] == ["UB"] and SalesOrder.get().in_force_id is None
    assert CustomerAccount.get_by_id(made.a1).default_bill_to_id is None


def test_a76_turned_off_meanwhile_stops_the_order(database) -> None:
    made = house.stand()
    house.control("bill_to_in_order_entry", True)
    draft = keyed(made.a1, "ITEM1")
    desk.choose_payer(ANN, draft.id, "3897-9")
    house.control("bill_to_in_order_entry", False)
    with pytest.raises(Refused, match="Customer Maintenance"):
        desk.place(ANN, draft.id)


def test_payers_are_own_sites_then_default_then_related(database) -> None:
    made = house.stand()
    parent = house.customer("3897-41", "Heath & Sons")
    house.related(parent, made.a1, bill_to=True)
    house.default_bill_to(made.a1, made.hq)
    draft = desk.start(ANN, made.a1)
    assert draft.bill_to and draft.bill_to.code == "3897-9" and draft.header.payment_method == "Credit card"
    labels = [choice.label for choice in desk.payers(draft.id).rows]
    assert labels == ["New York office", "3897-9 H.Q. Corp", "3897-41 Heath & Sons"]
    assert [choice.label for choice in desk.payers(draft.id).rows if choice.marked] == ["3897-9 H.Q. Corp"]


def test_relationships_are_directed_for_payers(database) -> None:
    made = house.stand()
    child = house.customer("3897-60", "HJ Retail")
    relation = house.related(made.a1, child, bill_to=True)
    down, up = keyed(child, "ITEM1"), keyed(made.a1, "ITEM1")
    view = desk.choose_payer(ANN, down.id, f"site:{made.s1}")
    assert view.bill_to and view.bill_to.site_id == made.s1
    with pytest.raises(Refused, match="Customer Maintenance"):
        desk.choose_payer(ANN, up.id, "3897-60")
    relation.reciprocal = True
    relation.save()
    assert desk.choose_payer(ANN, up.id, "3897-60").bill_to.code == "3897-60"


def test_an_excluded_last_method_stops_the_order_with_the_reason(database) -> None:
    made = house.stand()
    house.default_bill_to(made.a1, made.hq)
    house.exclude(made.a1, CARD)
    draft = keyed(made.a1, "ITEM1")
    assert offered(draft) == []
    with pytest.raises(Refused, match=r"No payment method is available.*Credit card is excluded"):
        desk.place(ANN, draft.id)
    PaymentExclusion.delete().execute()
    assert desk.place(ANN, draft.id).accepted


def test_an_excluded_method_is_not_offered_and_refused_if_typed(database) -> None:
    made = house.stand()
    house.exclude(made.a1, CHECK)
    draft = keyed(made.a1, "ITEM1")
    assert offered(draft) == [CASH, CARD] and draft.header.payment_method == "Cash"
    desk.set_header(ANN, draft.id, HeaderText(payment_method="Check"))
    with pytest.raises(Refused, match="Check is excluded"):
        desk.place(ANN, draft.id)


def test_the_table_of_methods_is_data(database) -> None:
    made = house.stand()
    house.default_bill_to(made.a1, made.hq)
    draft = keyed(made.a1, "ITEM1")
    PaymentMethod.update(when_other_pays=True).where(PaymentMethod.code == CHECK).execute()
    assert offered(draft) == [CHECK, CARD]
    house.control("on_account", True)
    assert offered(draft) == [CHECK, CARD]  # no credit limit: none is granted (C-35)
    CustomerAccount.update(credit_limit=1000).where(CustomerAccount.id == made.hq).execute()
    assert offered(draft) == [CHECK, CARD, "ON ACCOUNT"]


def test_a_new_bill_to_address_is_an_intent_until_placed(database) -> None:
    house.stand()
    account = house.account(house.party("No Office"), "3897-8")
    house.site(account, "Dock", "SHIP_TO*", identifying=True)
    draft = keyed(account, "ITEM1")
    view = desk.new_address(ANN, draft.id, "BILL_TO", replace(HOTEL, name="no office"))
    assert view.bill_to and view.bill_to.kind == "NEW" and any("bill-to" in fault.code for fault in view.faults)
    address = view.bill_to.address_id or 0
    assert desk.promote(ANN, draft.id, address).faults == ()
    uses = SiteUse.select().where((SiteUse.account == account) & (SiteUse.purpose == "BILL_TO"))
    assert uses.count() == 0
    assert desk.place(ANN, draft.id).accepted
    assert uses.get().is_primary and OrderRevision.get().bill_to_site_id == uses.get().site_id
