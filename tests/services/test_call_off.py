"""Orders call off purchasing contracts: what is beyond them waits, what is given up is free again (C-40)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from peewee import IntegrityError

from custtui.domain.errors import Refused
from custtui.models.account import ContractLine, CustomerAccount, PurchasingContract
from custtui.models.base import db
from custtui.models.found_standing import keep_what_stands
from custtui.models.order import Hold, OrderRevision
from custtui.models.product import Product
from custtui.services import approval, clock, fulfilment, orders
from custtui.services import order_entry as desk
from custtui.services.check import check
from custtui.services.order_entry.views import HeaderText, LineText
from custtui.services.orders.called_off import called_off
from custtui.services.upkeep import keeping
from tests.services import house
from tests.services.changing import a_house, changed
from tests.services.fulfilling import faults, of
from tests.services.house import ANN, BEN

D = Decimal
DAY = timedelta(days=1)


@pytest.fixture
def house_of(database):
    """The rules' house with a contract of 100 A at 1.50 and 10 B at 12.00, and thresholds that let all pass."""
    made, today = a_house(), clock.today()
    CustomerAccount.update(accept_threshold=D(100000)).execute()
    one = PurchasingContract.create(
        code="PC-1",
        account=made.a1,
        currency="USD",
        first_day=today - DAY,
        last_day=today + 9 * DAY,
        made_by="ben",
        changed_by="ben",
    )
    for code, quantity, price in (("A", 100, "1.50"), ("B", 10, "12.00")):
        ContractLine.create(
            contract=one, product=made.products[code], quantity=D(quantity), price=D(price), made_by="ben"
        )
    keep_what_stands(db.obj)
    return made


def draft_of(account: int, *lines: str, contract: str = "PC-1"):
    draft = desk.start(ANN, account)
    desk.set_header(ANN, draft.id, HeaderText(contract=contract))
    for line in lines:
        item, quantity = line.split(" x")
        draft = desk.put_line(ANN, draft.id, None, LineText(item, quantity))
    return draft


def call(made, *lines: str, account: int = 0):
    return desk.place(ANN, draft_of(account or made.a1, *lines).id)


def called(code: str = "A") -> Decimal:
    (found,) = [one.called for one in called_off(1) if one.code == code]
    return found


def test_lines_and_orders_together_are_held_beyond_what_is_left(house_of) -> None:
    assert call(house_of, "A x60").accepted
    placed = call(house_of, "A x30", "A x20", "B x10")
    assert placed.reasons == ("over contract PC-1: 10 A (40 of 100 left)",)
    assert {(one.price, one.product) for one in orders.order(placed.number).lines} == {(D("1.50"), "A"), (12, "B")}
    assert called() == 110
    assert not call(house_of, "A x1").accepted  # what waits has reserved
    assert list(check()) == []


def test_what_is_given_up_can_be_called_off_again(house_of) -> None:
    first, waits = call(house_of, "A x100").number, call(house_of, "A x5").number
    approval.decline(BEN, waits, 1, "CREDIT")
    assert called() == 100
    changed(first, (10, {"quantity": "80"}))
    assert called() == 80
    fulfilment.ship(ANN, first, 2, of(p10="30"))
    fulfilment.forfeit(ANN, first, 2, of(p10="10"), "CUSTOMER")
    assert called() == 70
    fulfilment.book_return(ANN, first, of(p10="5"), "UNWANTED", "SELLABLE")
    assert called() == 70
    fulfilment.book_return(ANN, first, of(p10="4"), "DEFECT", "SCRAP")
    assert called() == 66
    fulfilment.cancel(ANN, first, 2, "CUSTOMER")
    assert called() == 26
    other = call(house_of, "A x74")
    assert other.accepted
    fulfilment.cancel(ANN, other.number, 1, "CUSTOMER")
    assert called() == 26
    assert list(check()) == []


def test_a_change_is_held_by_what_it_raises(house_of) -> None:
    number = call(house_of, "A x90").number
    again = changed(number, (10, {"quantity": "105"}))
    assert again.reasons == ("over contract PC-1: 5 A (100 of 100 left)",)
    assert called() == 105
    approval.withdraw(ANN, number, 2, "MISTAKE")
    assert called() == 90
    assert changed(number, (10, {"quantity": "100"})).accepted


def test_after_its_end_raising_asks_and_lowering_keeps_the_price(house_of, monkeypatch) -> None:
    number = call(house_of, "A x50").number
    later = clock.today() + 30 * DAY
    monkeypatch.setattr(clock, "today", lambda: later)
    assert changed(number, (10, {"quantity": "40"})).accepted
    raised = changed(number, (10, {"quantity": "45"}), (20, {"item": "B", "quantity": "1"}))
    assert [one.code for one in Hold.select()] == ["CONTRACT"]
    assert "5 A (ended" in raised.reasons[0] and "1 B (ended" in raised.reasons[0]
    assert {one.price for one in orders.order(number, 3).lines} == {D("1.50"), 12}
    with pytest.raises(Refused, match="Contract PC-1 runs from"):
        call(house_of, "A x1")


def test_other_accounts_of_the_party_call_off_where_it_is_ticked(house_of) -> None:
    mine = CustomerAccount.get_by_id(house_of.a1)
    columns = {name: value for name, value in mine.__data__.items() if name not in ("id", "code")}
    other = CustomerAccount.create(**columns, code="3897-55").id
    assert [fault.code for fault in draft_of(other, "A x10").faults].count("contract") == 1
    PurchasingContract.update(shared=True).execute()
    assert "contract" not in [fault.code for fault in draft_of(other, "A x10").faults]


def test_the_price_list_and_the_contract_tell_what_is_left(house_of) -> None:
    call(house_of, "A x60")
    draft = draft_of(house_of.a1)
    first = desk.prices(draft.id, "A", "1")[0]
    assert first.detail.startswith("contract PC-1, ") and first.detail.endswith(", 60 of 100 called off, 40 left")
    one = keeping.setup_record("contracts", 1)
    assert one.notes == ("A: 60 of 100 called off, 40 left", "B: 0 of 10 called off, 10 left")
    less = {**one.texts, "goods": "A 59 1.50; B 10 12.00"}
    with pytest.raises(Refused, match="A: 60 called off, so not below 60"):
        keeping.save_goods(BEN, "contracts", less, 1, one.texts)
    keeping.save_goods(BEN, "contracts", {**one.texts, "goods": "A 60 1.40"}, 1, one.texts)
    assert [(line.product_id, line.quantity) for line in ContractLine.select()] == [(house_of.products["A"], 60)]


def test_prices_of_contracts_that_the_order_does_not_name_are_told_and_never_hold(house_of, monkeypatch) -> None:
    """X-10: what a contract of this customer would charge was nowhere to be seen."""
    draft = draft_of(house_of.a1, "A x1", contract="")
    plain_price = draft.lines[0].price
    first, told = [one for one in desk.prices(draft.id, "A", "1") if not one.detail.startswith("last paid")]
    assert first.marked and D(first.label) == plain_price and (told.key, told.marked) == ("1.50", False)
    assert told.detail.startswith("contract PC-1, not on this order, cheaper, ") and told.detail.endswith(", by ben")
    assert desk.quote(ANN, draft.id, LineText("A", "1")).price == plain_price
    named = desk.prices(draft_of(house_of.a1, "A x1").id, "A", "1")
    assert [one.detail.count("PC-1") for one in named[:2]] == [1, 1] and named[0].marked
    assert [one for one in named if "not on this order" in one.detail] == []
    other = draft_of(house.customer("3897-66", "Another"), contract="")
    assert not [one for one in desk.prices(other.id, "A", "1") if "PC-1" in one.detail]
    PurchasingContract.update(first_day=clock.today() + DAY).execute()
    assert desk.prices(draft.id, "A", "1")[1].detail.startswith("contract PC-1, not on this order, not yet, ")
    later = clock.today() + 30 * DAY
    monkeypatch.setattr(clock, "today", lambda: later)
    assert not [one for one in desk.prices(draft.id, "A", "1") if "PC-1" in one.detail]


def test_more_sent_than_is_ordered_waits_where_the_contract_has_none_left(house_of) -> None:
    Product.update(over_tolerance=D("0.05")).where(Product.code == "A").execute()
    number = call(house_of, "A x100").number
    told = faults(fulfilment.ship, ANN, number, 1, of(p10="102"))
    assert "revision 2 of" in next(iter(told.values())) and "2 A (100 of 100 left)" in next(iter(told.values()))
    order = orders.order(number)
    assert [one.code for one in orders.order(number, 2).holds] == ["CONTRACT"]
    assert order.lines[0].shipped == 0


def test_an_order_that_waits_is_not_held_again_for_what_came_after_it(house_of) -> None:
    CustomerAccount.update(accept_threshold=D(0)).execute()
    first = call(house_of, "A x100").number
    second = call(house_of, "A x10").number
    holds = [one.id for one in Hold.select().where(Hold.revision == 1)]
    approval.approve(BEN, first, 1, holds)
    assert not [one for one in approval.deciding(second).reasons if one.gone]
    fulfilment.cancel(ANN, first, 1, "CUSTOMER")
    assert [one.code for one in approval.deciding(second).reasons if one.gone] == ["CONTRACT"]


def test_the_database_refuses_what_no_hold_tells_of(house_of) -> None:
    call(house_of, "A x100")
    number = call(house_of, "B x10").number
    with pytest.raises(IntegrityError, match="No less is agreed"):
        db.execute_sql("UPDATE contract_line SET quantity = 99000 WHERE id = 1")
    with pytest.raises(IntegrityError, match="stays in its contract"):
        db.execute_sql("DELETE FROM contract_line WHERE id = 1")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("custtui.services.order_entry.work.beyond_contract", lambda work: [])
        with pytest.raises((IntegrityError, Refused), match="no hold says so"):
            call(house_of, "A x1")
        with pytest.raises((IntegrityError, Refused), match="no hold says so"):
            changed(number, (10, {"quantity": "11"}))
    assert OrderRevision.select().count() == 2


def test_a_contract_that_a_change_names_prices_what_it_adds_and_what_was_ordered_keeps_its_price(house_of) -> None:
    """C-39: A stays at 2.00 of the list, also when more of it is ordered, and says why; the added A costs 1.50."""
    number = desk.place(ANN, draft_of(house_of.a1, "A x10", contract="").id).number
    draft = desk.start_change(ANN, number)
    (line,) = desk.set_header(ANN, draft.id, HeaderText(contract="PC-1")).lines
    assert (line.price, line.was, line.why) == (D(2), "", "kept 2.00 (list LIST) · contract PC-1 1.50")
    desk.put_line(ANN, draft.id, 10, LineText("A", "30"))
    added = desk.put_line(ANN, draft.id, None, LineText("A", "5")).lines[-1]
    assert (added.price, added.why) == (D("1.50"), "contract PC-1 1.50")
    assert desk.place(ANN, draft.id).gross == D("67.50")
    told = [(one.price, one.price_source, one.quantity) for one in orders.order(number).lines]
    assert told == [(D(2), "list LIST", 30), (D("1.50"), "contract PC-1", 5)]
    assert called() == 35 and list(check()) == []
