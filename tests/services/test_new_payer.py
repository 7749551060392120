"""A payer typed in order entry: an intent of the draft, at F9 a customer with a bill-to account (F-47, R-43)."""

from dataclasses import replace

import pytest

from custtui.domain.errors import Confirm, Refused
from custtui.domain.payer import is_another
from custtui.domain.records.typed_address import AddressText
from custtui.models.account import BillToAccount, CustomerAccount, CustomerSite, SiteUse
from custtui.models.draft import Draft
from custtui.models.order import Hold, OrderRevision, SalesOrder
from custtui.models.party import Party, PartySite
from custtui.services import order_entry as desk
from custtui.services.approval import decisions
from custtui.services.check import check
from custtui.services.order_entry.on_screen import on_screen
from custtui.services.order_entry.views import HeaderText
from custtui.services.profile import customers
from tests.services import house
from tests.services.house import ANN, BEN, CARD, CHECK, House
from tests.services.keying import keyed

ACME = AddressText(
    name="Acme Inc.",
    attention="Ida Moss",
    street="1 Beach Rd",
    city="Miami",
    state="FL",
    postal_code="33101",
    country="US",
)


@pytest.fixture
def stand(database) -> House:
    """The examples of the rules, with A76 on."""
    made = house.stand()
    house.control("bill_to_in_order_entry", True)
    return made


def counts() -> tuple[int, ...]:
    return tuple(table.select().count() for table in (Party, CustomerAccount, CustomerSite, PartySite, BillToAccount))


def test_another_name_is_another_payer_whatever_its_capitals() -> None:
    assert is_another("Acme Inc.", "Healthy Juices Inc.")
    assert not any(is_another(one, "Healthy Juices Inc.") for one in ("", "  ", "healthy  juices INC."))


def test_it_is_an_intent_and_made_at_f9_as_customer_maintenance_makes_it(stand: House) -> None:
    before = counts()
    draft = keyed(stand.a1, "ITEM1")
    view = desk.new_address(ANN, draft.id, "BILL_TO", ACME)
    assert view.bill_to and (view.bill_to.kind, view.bill_to.code, view.bill_to.name) == (
        "NEW_PAYER",
        "new customer",
        "Acme Inc.",
    )
    assert view.outcome == "will wait: billed to a new customer; makes the customer Acme Inc., who pays"
    assert view.faults == () and counts() == before
    placed = desk.place(ANN, draft.id)
    assert not placed.accepted and placed.made.endswith(" Acme Inc.") and placed.made in placed.line
    account = CustomerAccount.get(CustomerAccount.code == placed.made.split()[0])
    assert counts() == tuple(count + 1 for count in before)
    assert [one.account_id for one in BillToAccount.select()] == [account.id]
    uses = SiteUse.select().where(SiteUse.account == account)
    assert {(use.purpose, use.is_primary) for use in uses} == {("BILL_TO", True), ("SHIP_TO", True)}
    row = OrderRevision.get()
    assert (row.bill_to_id, row.bill_to_code, row.bill_to_name, row.bill_to_attention) == (
        account.id,
        account.code,
        "Acme Inc.",
        "Ida Moss",
    )
    assert row.bill_to_site_id == uses.get().site_id and row.bill_to_city == "Miami"
    assert (row.sold_to_id, row.payment_method) == (stand.a1, CARD)
    assert [(hold.code, hold.text) for hold in Hold.select()] == [("UB", "billed to a new customer (UB)")]
    assert CustomerAccount.get_by_id(stand.a1).default_bill_to_id is None
    assert not list(check())


def test_the_customer_is_as_one_made_by_its_form(stand: House) -> None:
    draft = keyed(stand.a1, "ITEM1")
    desk.new_address(ANN, draft.id, "BILL_TO", replace(ACME, attention=""))
    code = desk.place(ANN, draft.id).made.split()[0]
    made = CustomerAccount.get(CustomerAccount.code == code).id
    fields = replace(customers.editable(made)[1], name="Other LLC", alias="Other LLC")
    other = customers.create(ANN, fields, ["twin"]).account_id
    skipped = ("id", "code", "party", "made_at", "changed_at")
    rows = [CustomerAccount.select().where(CustomerAccount.id == one).dicts().get() for one in (made, other)]
    assert [{k: v for k, v in row.items() if k not in skipped} for row in rows[:1]] == [
        {k: v for k, v in row.items() if k not in skipped} for row in rows[1:]
    ]


def test_a_dropped_draft_leaves_nobody_behind(stand: House) -> None:
    """R-43; and once more: still one."""
    before = counts()
    draft = keyed(stand.a1, "ITEM1")
    desk.new_address(ANN, draft.id, "BILL_TO", ACME)
    desk.drop(ANN, draft.id)
    assert counts() == before
    again = keyed(stand.a1, "ITEM1")
    desk.new_address(ANN, again.id, "BILL_TO", ACME)
    desk.place(ANN, again.id)
    assert counts() == tuple(count + 1 for count in before)


def test_it_stays_with_the_draft(stand: House) -> None:
    draft = keyed(stand.a1, "ITEM1")
    desk.new_address(ANN, draft.id, "BILL_TO", ACME)
    view = desk.open_draft(ANN, draft.id)
    assert view.bill_to and view.bill_to.name == "Acme Inc." and view.changed == ()
    assert [one.label for one in desk.payers(draft.id).rows if one.marked] == ["new customer Acme Inc."]
    assert [one.key for one in desk.methods(draft.id)] == [CARD]
    key = next(one.key for one in desk.payers(draft.id).rows if one.marked)
    own = desk.choose_payer(ANN, draft.id, f"site:{stand.s1}")
    assert own.bill_to and own.bill_to.kind == "OWN"
    assert desk.choose_payer(ANN, draft.id, key).bill_to == view.bill_to


def test_without_a_name_or_by_its_own_an_address_is_the_sold_tos(stand: House) -> None:
    for name in ("", "healthy juices inc."):
        draft = keyed(stand.a1, "ITEM1")
        view = desk.new_address(ANN, draft.id, "BILL_TO", replace(ACME, name=name, keep=True, alias=f"Miami {name}"))
        assert view.bill_to and view.bill_to.kind == "NEW" and view.outcome == "will be accepted"
        assert desk.place(ANN, draft.id).made == ""
    assert Party.select().where(Party.name == "Acme Inc.").count() == BillToAccount.select().count() == 0


def test_off_a76_another_name_is_refused_and_names_customer_maintenance(stand: House) -> None:
    house.control("bill_to_in_order_entry", False)
    draft = keyed(stand.a1, "ITEM1")
    with pytest.raises(Refused, match=r"Acme Inc\. may not be billed here: see Customer Maintenance") as refused:
        desk.new_address(ANN, draft.id, "BILL_TO", ACME)
    assert refused.value.faults[0].field == "name"
    assert desk.open_draft(ANN, draft.id).bill_to == draft.bill_to


def test_a76_turned_off_meanwhile_stops_the_order_and_the_choice(stand: House) -> None:
    draft = keyed(stand.a1, "ITEM1")
    view = desk.new_address(ANN, draft.id, "BILL_TO", ACME)
    house.control("bill_to_in_order_entry", False)
    for act in (
        lambda: desk.place(ANN, draft.id),
        lambda: desk.choose_payer(ANN, draft.id, f"address:{view.bill_to.address_id}"),
    ):
        with pytest.raises(Refused, match=r"Acme Inc\. may not be billed here: see Customer Maintenance"):
            act()
    assert Party.select().where(Party.name == "Acme Inc.").count() == 0


def test_what_customer_maintenance_refuses_is_refused_at_its_field(stand: House) -> None:
    draft = keyed(stand.a1, "ITEM1")
    with pytest.raises(Refused) as refused:
        desk.new_address(ANN, draft.id, "BILL_TO", replace(ACME, name="4111 1111 1111 1111"))
    assert refused.value.faults[0].field == "name"


def test_r_41_a_customer_very_like_it_is_asked_for_once(stand: House) -> None:
    like = replace(ACME, name="H.Q. Corp", postal_code=_postal(stand.hq_site))
    draft = keyed(stand.a1, "ITEM1")
    with pytest.raises(Confirm, match=r"Create anyway\? Like 3897-9 H\.Q\. Corp") as asked:
        desk.new_address(ANN, draft.id, "BILL_TO", like)
    assert desk.open_draft(ANN, draft.id).bill_to == draft.bill_to
    desk.new_address(ANN, draft.id, "BILL_TO", like, confirmed=[asked.value.code])
    assert desk.place(ANN, draft.id).made


def test_r_41_one_made_meanwhile_is_told_by_f9_once(stand: House) -> None:
    first, second = keyed(stand.a1, "ITEM1"), keyed(stand.a1, "ITEM1")
    for draft in (first, second):
        desk.new_address(ANN, draft.id, "BILL_TO", ACME)
    code = desk.place(ANN, first.id).made.split()[0]
    with pytest.raises(Refused, match=rf"the new payer is like {code} Acme Inc\.: same name, same postal code"):
        desk.place(ANN, second.id)
    assert SalesOrder.select().count() == 1 and CustomerAccount.get(CustomerAccount.code == code)
    assert desk.place(ANN, second.id).made.split()[0] != code


def test_another_terminal_that_chose_another_payer_is_told(stand: House) -> None:
    draft = keyed(stand.a1, "ITEM1")
    seen = on_screen(desk.open_draft(ANN, draft.id))
    desk.new_address(ANN, draft.id, "BILL_TO", ACME)
    with pytest.raises(Refused, match="another terminal"):
        desk.place(ANN, draft.id, seen=seen)


def test_a_change_makes_it_too_and_a_copy_has_it(stand: House) -> None:
    placed = desk.place(ANN, keyed(stand.a1, "ITEM1").id)
    change = desk.start_change(ANN, placed.number)
    desk.set_header(ANN, change.id, replace(change.header, payment_method=CARD))
    view = desk.new_address(ANN, change.id, "BILL_TO", ACME)
    assert view.outcome.startswith("will wait") and "makes the customer Acme Inc." in view.outcome
    code = desk.place(ANN, change.id).made.split()[0]
    waiting = OrderRevision.get(OrderRevision.revision == 2)
    assert waiting.bill_to_code == code
    decisions.approve(BEN, placed.number, 2, [one.id for one in Hold.select()])
    copy = desk.start(ANN, stand.a1, copy_of=placed.number)
    assert copy.bill_to and copy.bill_to.code == code and not copy.faults
    assert CustomerAccount.select().where(CustomerAccount.code == code).count() == 1


def test_lines_taken_to_another_customer_leave_it_behind_which_is_told(stand: House) -> None:
    draft = keyed(stand.a1, "ITEM1")
    desk.new_address(ANN, draft.id, "BILL_TO", ACME)
    view = desk.take_to(ANN, draft.id, stand.hq)
    assert view.bill_to and view.bill_to.code == "3897-9"
    assert "Acme Inc. does not pay for H.Q. Corp" in "; ".join(view.told)
    desk.place(ANN, view.id)
    assert Party.select().where(Party.name == "Acme Inc.").count() == 0


def test_its_payment_method_is_that_of_another_payer(stand: House) -> None:
    """R-01, R-02."""
    draft = keyed(stand.a1, "ITEM1")
    view = desk.new_address(ANN, draft.id, "BILL_TO", ACME)
    assert view.header.payment_method == "Credit card" and view.told == ("Payment: Check became Credit card",)
    desk.set_header(ANN, draft.id, HeaderText(payment_method=CHECK))
    with pytest.raises(Refused, match="Check not allowed when another party is billed"):
        desk.place(ANN, draft.id)


def test_nothing_of_it_stays_when_placing_fails(stand: House, monkeypatch) -> None:
    draft = keyed(stand.a1, "ITEM1")
    desk.new_address(ANN, draft.id, "BILL_TO", ACME)
    before = counts()

    def broken(*_: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("custtui.services.order_entry.placing.book", broken)
    with pytest.raises(RuntimeError):
        desk.place(ANN, draft.id)
    assert counts() == before and Draft.get().bill_to_address_id


def _postal(site: int) -> str:
    return CustomerSite.get_by_id(site).party_site.location.postal_code
