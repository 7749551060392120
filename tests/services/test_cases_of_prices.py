"""Cases of prices, discounts and taxes that are easily got wrong, each with its figure (C-38, C-39, X-08, D-01)."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from custtui.domain.errors import Refused
from custtui.domain.who import SYSTEM
from custtui.models.account import ContractLine, CustomerAccount, PurchasingContract
from custtui.models.operator import PaymentTerms
from custtui.models.order import Hold, OrderLine, OrderRevision
from custtui.models.product import PriceList, PriceListItem
from custtui.services import clock
from custtui.services import order_entry as desk
from custtui.services.order_entry.views import HeaderText, LineText
from custtui.services.upkeep import keeping
from tests.exchange.files import House as Files
from tests.services import house
from tests.services.changing import change
from tests.services.house import ANN, CORA, House
from tests.services.keying import keyed, ordered

D = Decimal


@pytest.fixture
def made(database) -> House:
    stands = house.stand()
    CustomerAccount.update(accept_threshold=D(10_000)).execute()
    return stands


def prices() -> list[D]:
    return [line.price for line in OrderLine.select().order_by(OrderLine.id)]


def test_limits_are_compared_with_gross(made: House) -> None:
    """100.00 net is 107.00 with tax: over a threshold of 105.00 by 2.00, over a limit of 106.00 by 1.00."""
    house.tax("0.07")
    CustomerAccount.update(accept_threshold=D(105), credit_limit=D(106)).execute()
    assert not ordered(made.a1, "ITEM1 x10").accepted
    assert {one.code: one.amount for one in Hold.select()} == {"THRESHOLD": D(2), "CREDIT": D(1)}


def test_a_list_price_that_starts_tomorrow_is_no_price_of_today(made: House, monkeypatch) -> None:
    today = clock.today()
    house.list_price(made.products["ITEM1"], "12.00", first=today + timedelta(1))
    draft = keyed(made.a1, "ITEM1 x2")
    told = desk.prices(draft.id, "ITEM1", "2")
    assert [(one.label, one.marked) for one in told] == [("10.00", True), ("12.00", False)]
    assert told[1].detail.startswith("list LIST, since ") and told[1].detail.endswith(", not yet")
    assert desk.place(ANN, draft.id).gross == D(20)
    monkeypatch.setattr(clock, "today", lambda: today + timedelta(1))
    assert keyed(made.a1, "ITEM1 x2").net == 24


def test_an_expired_contract_is_not_read_live(made: House) -> None:
    """Neither by a new order, nor does one placed before lose its price when the contract ends or is changed."""
    today = clock.today()
    days, by = {"first_day": today - timedelta(9), "last_day": today}, {"made_by": "ben", "changed_by": "ben"}
    contract = PurchasingContract.create(account=made.a1, code="C", currency="USD", **days, **by)
    house_line(contract.id, made.products["ITEM1"])
    draft = desk.start(ANN, made.a1)
    desk.set_header(ANN, draft.id, HeaderText(contract="C"))
    desk.put_line(ANN, draft.id, None, LineText(item="ITEM1", quantity="2"))
    desk.place(ANN, draft.id)
    PurchasingContract.update(last_day=today - timedelta(1)).execute()
    assert prices() == [D("4.50")] and OrderRevision.get().net == 9
    again = desk.start(ANN, made.a1)
    desk.set_header(ANN, again.id, HeaderText(contract="C"))
    view = desk.put_line(ANN, again.id, None, LineText(item="ITEM1", quantity="2"))
    assert view.lines[0].price != D("4.50")


def house_line(contract: int, product: int) -> None:
    ContractLine.create(
        contract=contract, product=product, quantity=D(100), price=D("4.50"), made_by="ben", changed_by="ben"
    )


def test_two_lines_reach_a_break_each_by_itself_and_together_where_the_house_has_it_so(made: House) -> None:
    """C-39: 3 and 3 of a product at 10.00, 9.00 from 6."""
    house.list_price(made.products["ITEM1"], "9.00", from_quantity="6")
    assert ordered(made.a1, "ITEM1 x3", "ITEM1 x3").gross == D(60)
    house.control("breaks_by_product", "Y")
    draft = keyed(made.a1, "ITEM1 x3", "ITEM2 x1", "ITEM1 x3")
    assert [line.price for line in draft.lines] == [D(9), draft.lines[1].price, D(9)]
    told = [note for line in draft.lines for note in line.notes if "10, 30" in note]
    assert told == ["6 on lines 10, 30: 9.00"] * 2
    assert [one.label for one in desk.prices(draft.id, "ITEM1", "3", 10) if one.marked] == ["9.00"]
    assert [one.label for one in desk.prices(draft.id, "ITEM1", "3", 10, "9.50") if one.marked] == ["10.00"]
    quoted = desk.quote(ANN, draft.id, LineText(item="ITEM1", quantity="1"))
    assert quoted.price == 9
    placed = desk.place(ANN, draft.id)  # the price of the first changed by the clerk's own keys: nothing to be told
    assert placed.gross == D(54) + draft.lines[1].price


def test_a_line_with_a_typed_price_counts_for_no_break(made: House) -> None:
    house.list_price(made.products["ITEM1"], "9.00", from_quantity="6")
    house.control("breaks_by_product", "Y")
    draft = keyed(made.a1, "ITEM1 x3")
    typed = LineText(item="ITEM1", quantity="3", price="9.50", price_reason="GOODWILL")
    view = desk.put_line(ANN, draft.id, None, typed)
    assert [line.price for line in view.lines] == [D(10), D("9.50")]


def test_the_list_of_a_line_of_business_stands_between_the_own_and_the_houses(made: House) -> None:
    """The narrower wins even where it is dearer; F4 tells which one is cheaper (C-39)."""
    item = made.products["ITEM1"]
    retail = PriceList.create(code="RETAIL", name="Retail", currency="USD", line_of_business="Retail")
    house.list_price(item, "11.00", on="RETAIL")
    assert keyed(made.a1, "ITEM1").net == 10
    CustomerAccount.update(line_of_business="Retail").where(CustomerAccount.id == made.a1).execute()
    draft = keyed(made.a1, "ITEM1")
    assert draft.net == 11 and draft.lines[0].why == "list 11.00"
    told = desk.prices(draft.id, "ITEM1", "1")
    assert [(one.label, one.marked) for one in told] == [("11.00", True), ("10.00", False)]
    assert told[1].detail.startswith("list LIST, since 1 Jan 2000, by ben, cheaper, list RETAIL goes before")
    own = PriceList.create(code="OWN", name="Own", currency="USD")
    house.list_price(item, "12.00", on="OWN")
    CustomerAccount.update(price_list=own).where(CustomerAccount.id == made.a1).execute()
    assert keyed(made.a1, "ITEM1").net == 12
    PriceListItem.delete().where(PriceListItem.price_list != retail.id).execute()
    assert keyed(made.a1, "ITEM1").net == 11


def test_19_percent_of_0_05_is_0_01(made: House) -> None:
    """D-01: half-up, line by line: three lines of 0.05 are taxed 0.03, one of 0.15 also; one of 0.02 nothing."""
    house.tax("0.19")
    house.product("CENT", "0.05")
    house.product("LESS", "0.02")
    ordered(made.a1, "CENT", "CENT", "CENT", "LESS")
    assert [line.tax for line in OrderLine.select().order_by(OrderLine.id)] == [D("0.01")] * 3 + [D(0)]
    assert OrderRevision.get().gross == D("0.20")


def test_a_discount_above_its_line_is_refused_typed_and_from_a_file(made: House, tmp_path: Path) -> None:
    draft = desk.start(ANN, made.a1)
    typed = LineText(item="ITEM1", quantity="1", discount="10.01", discount_reason="GOODWILL")
    view = desk.put_line(ANN, draft.id, None, typed)
    assert [fault.text for fault in view.lines[0].faults] == ["The discount is more than the line"]
    with pytest.raises(Refused, match="The discount is more than the line"):
        desk.place(ANN, draft.id)
    head = "number,customer,order_date,product,quantity,price,discount\n"
    report = Files(tmp_path, SYSTEM).bring("orders", head + "SO-9,3897-5,2026-05-04,ITEM1,1,10.00,10.01\n")
    assert [(one.line, one.column) for one in report.rejects] == [(2, "discount")]


PERCENT = {
    "taxes": ("category,country,rate,first_day\nstandard,US,19,2026-01-01\n", "rate"),
    "products": ("code,name,over_tolerance\nNEW,New,5\n", "over_tolerance"),
    "terms": ("code,name,days,discount_days,discount_rate\nNEW,New,30,10,2\n", "discount_rate"),
    "orders": (
        "number,customer,order_date,product,quantity,price,discount_rate\nS,3897-5,2026-05-04,ITEM1,1,1,5\n",
        "discount_rate",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", PERCENT)
def test_a_percent_in_a_file_where_a_fraction_is_meant_is_refused(made: House, tmp_path: Path, kind: str) -> None:
    text, column = PERCENT[kind]
    assert [(one.line, one.column) for one in Files(tmp_path, SYSTEM).bring(kind, text).rejects] == [(2, column)]


def test_on_a_form_a_fraction_is_typed_in_percent(made: House) -> None:
    texts = {"code": "NEW", "name": "New", "days": "30", "discount_days": "10", "discount_rate": "2"}
    keeping.save_setup(CORA, "terms", {**keeping.starting_texts("terms"), **texts})
    assert PaymentTerms.get(PaymentTerms.code == "NEW").discount_rate == D("0.02")


def test_a_typed_price_and_a_discount_keep_what_was_found_too(made: House) -> None:
    """Both stand on the line: 9.50 typed where 10.00 was found; 10.00 less 0.50. A change keeps them."""
    draft = desk.start(ANN, made.a1)
    desk.put_line(ANN, draft.id, None, LineText(item="ITEM1", quantity="2", price="9.50", price_reason="GOODWILL"))
    desk.put_line(
        ANN, draft.id, None, LineText(item="ITEM1", quantity="1", discount="0.50", discount_reason="GOODWILL")
    )
    number = desk.place(ANN, draft.id).number
    typed, less = OrderLine.select().order_by(OrderLine.id)
    assert (typed.price, typed.price_source) == (D("9.50"), "typed, found 10.00 list LIST")
    assert (less.price, less.price_source, less.discount) == (D(10), "list LIST", D("0.50"))
    again = change(number)
    assert [line.text.price for line in again.lines] == ["9.5", ""]
