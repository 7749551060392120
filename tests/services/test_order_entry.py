"""Keying an order: nothing is refused while typing, everything is on disk, and the view tells what will happen."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from custtui.domain.errors import Refused
from custtui.domain.records.typed_address import AddressText
from custtui.domain.text import is_harmful
from custtui.models.account import CustomerAccount
from custtui.models.draft import Draft, DraftAddress, DraftLine
from custtui.models.order import SalesOrder
from custtui.models.product import Barcode
from custtui.services import clock
from custtui.services import order_entry as desk
from custtui.services.order_entry import asking, basis, goods
from custtui.services.order_entry.views import DraftView, HeaderText, LineText
from tests.services import house
from tests.services.house import ANN, BEN


def key(draft: DraftView, item: str, quantity: str = "", **more: str) -> DraftView:
    return desk.put_line(ANN, draft.id, None, LineText(item=item, quantity=quantity, **more))


def scan(draft: DraftView, item: str) -> DraftView:
    return desk.put_line(ANN, draft.id, None, LineText(item=item, scanned=True))


def test_no_order_row_exists_while_keying_and_the_roles_are_filled(database) -> None:
    made = house.stand()
    draft = desk.start(ANN, made.a1)
    assert draft.bill_to and draft.bill_to.site_id == made.s1 and draft.bill_to.kind == "OWN"
    assert draft.ship_to and draft.ship_to.site_id == made.s2 and draft.ship_to.kind == "PERMANENT"
    assert draft.header.payment_method == "Check" and draft.terms == "NET30" and draft.ordered_by == "Robert Green"
    assert draft.payment_due == clock.today() + timedelta(days=30)
    assert SalesOrder.select().count() == 0


def test_lines_get_tens_and_new_numbers_go_in_between(database) -> None:
    draft = desk.start(ANN, house.stand().a1)
    key(draft, "item1", "5")
    assert key(draft, "ITEM2").next_position == 30
    view = desk.put_line(ANN, draft.id, 15, LineText(item="ITEM3", quantity="2"))
    assert [(line.position, line.product_code) for line in view.lines] == [
        (10, "ITEM1"),
        (15, "ITEM3"),
        (20, "ITEM2"),
    ]
    view = desk.put_line(ANN, draft.id, 10, LineText(item="ITEM1", quantity="6"))
    assert [line.quantity for line in view.lines] == [6, 2, 1]
    assert (view.net, view.tax, view.gross) == (Decimal("83.00"), 0, Decimal("83.00"))


@pytest.mark.parametrize("quantity", ["0", "x", "123456", "1.2345", "4\x1b[31m", "1,000", "1.000", "12.125"])
def test_a_bad_line_is_parked_and_typing_goes_on(database, quantity: str) -> None:
    draft = desk.start(ANN, house.stand().a1)
    key(draft, "ITEM1", quantity)
    key(draft, "CHERY-6", "12")
    view = key(draft, "ITEM2", "2")
    assert [bool(line.faults) for line in view.lines] == [True, True, False]
    assert (
        view.to_clear == 2
        and view.outcome == "cannot be placed yet: 2 lines to fix"
        and view.gross == Decimal("30.00")
    )
    assert view.lines[0].faults[0].field == "quantity" and view.lines[0].faults[0].line == 10


def test_a_struck_line_counts_for_nothing_and_comes_back(database) -> None:
    draft = desk.start(ANN, house.stand().a1)
    key(draft, "ITEM1", "5")
    key(draft, "NOPE", "5")
    struck = desk.strike(ANN, draft.id, 20)
    assert struck.lines[1].struck and struck.to_clear == 0 and struck.outcome == "will be accepted"
    assert not desk.strike(ANN, draft.id, 20).lines[1].struck


def test_a_scan_adds_to_the_line_and_a_keyed_repeat_is_marked(database) -> None:
    made = house.stand()
    house.product("JUICE", "2.00", barcode="4006381333931")
    draft = desk.start(ANN, made.a1)
    key(draft, "juice", "2")
    assert [line.quantity for line in scan(draft, "4006381333931").lines] == [3]
    view = key(draft, "JUICE", "2")
    assert [line.quantity for line in view.lines] == [3, 2] and view.lines[1].notes[0] == "also on line 10"
    house.control("keyed_adds", True)
    house.control("scan_adds", False)
    assert [line.quantity for line in key(draft, "JUICE", "2").lines] == [5, 2]
    assert len(scan(draft, "4006381333931").lines) == 3


def test_a_scanner_prefix_is_taken_off(database) -> None:
    made = house.stand()
    house.product("JUICE", "2.00", barcode="4006381333931")
    house.control("scanner_prefix", "]E0")
    draft = desk.start(ANN, made.a1)
    assert scan(draft, "]E04006381333931").lines[0].product_code == "JUICE"
    assert desk.next_product("]E04006381333931") and desk.next_product("juice") and not desk.next_product("12")
    assert not desk.next_product("nosuch")


def test_minimum_step_and_whole_units_are_marked_at_once(database) -> None:
    made = house.stand()
    house.product("HERBS", "2.00", unit="kg", step=Decimal("0.5"))
    draft = desk.start(ANN, made.a1)
    quoted = desk.quote(ANN, draft.id, LineText(item="HERBS", quantity="1.0050"))
    assert quoted.faults[0].text == "HERBS: Sold in steps of 0.5 kg: 1 or 1.5"
    quoted = desk.quote(ANN, draft.id, LineText(item="HERBS", quantity="1.005"))
    assert quoted.faults[0].text.endswith("type 1005 or 1.0050; sold in steps of 0.5 kg"), "X-16, however it is read"
    key(draft, "HERBS", "1.0050")
    with pytest.raises(Refused, match=r"steps of 0\.5 kg"):
        desk.place(ANN, draft.id)


def test_a_quote_tells_why_this_price_and_writes_nothing(database) -> None:
    made = house.stand()
    house.list_price(made.products["ITEM1"], "9.00", from_quantity="6")
    draft = desk.start(ANN, made.a1)
    key(draft, "ITEM1", "2")
    desk.place(ANN, draft.id)
    again = desk.start(ANN, made.a1)
    quoted = desk.quote(ANN, again.id, LineText(item="ITEM1", quantity="2"))
    today = clock.today()
    assert quoted.why == f"list 10.00 · 9.00 from 6 · last paid 10.00 on {today.day} {today:%b}"
    assert quoted.net == Decimal("20.00") and any("also bought" in note for note in quoted.notes)
    assert desk.quote(ANN, again.id, LineText(item="ITEM1", quantity="6")).price == Decimal("9.00")
    assert DraftLine.select().count() == 0


def test_the_price_paid_in_another_year_tells_the_year(database, monkeypatch: pytest.MonkeyPatch) -> None:
    """An accepted order keeps its date (R-22), so the old purchase is given here."""
    asked = goods.goods_of

    def long_ago(*about: Any) -> tuple[dict[str, goods.Goods], dict[int, goods.GoodsFacts]]:
        products, found = asked(*about)
        for facts in found.values():
            facts.bought = goods.Bought(Decimal("55"), date(1998, 1, 15), "SO1")
        return products, found

    monkeypatch.setattr(basis, "goods_of", long_ago)
    monkeypatch.setattr(asking, "goods_of", long_ago)
    draft = desk.start(ANN, house.stand().a1)
    quoted = desk.quote(ANN, draft.id, LineText(item="ITEM1", quantity="2"))
    assert quoted.why.endswith("last paid 55.00 on 15 Jan 1998")
    paid = desk.prices(draft.id, "ITEM1", "2")[-1]
    assert (paid.label, paid.detail) == ("55.00", "last paid 15 Jan 1998, SO1")


def test_every_candidate_price_is_listed_with_who_and_when(database) -> None:
    made, today = house.stand(), clock.today()
    item = made.products["ITEM1"]
    house.list_price(item, "9.00", from_quantity="6")
    house.contract_price(made.a1, item, "4.56", today, today)
    draft = desk.start(ANN, made.a1)
    choices = desk.prices(draft.id, "item1", "1")
    assert [(one.key, one.marked) for one in choices] == [("4.56", True), ("9.00", False), ("10.00", False)]
    assert [one.label for one in choices] == ["4.56", "9.00", "10.00"]
    day = f"{today.day} {today:%b}"
    assert choices[0].detail == f"contract price, {day} to {day}, by ben"
    assert choices[1].detail.startswith("list LIST from 6, since 1 Jan 2000, by ben, not reached")
    assert choices[2].detail.startswith("list LIST, since 1 Jan 2000, by ben, contract price goes before")
    assert desk.prices(draft.id, "nothing", "1") == []


def test_half_typed_text_survives_and_is_gone_with_the_line(database) -> None:
    draft = desk.start(ANN, house.stand().a1)
    desk.keep_typing(ANN, draft.id, {"item": "ITE"})
    assert desk.open_draft(ANN, draft.id).typing == {"item": "ITE"}
    assert [row.half_typed for row in desk.drafts(ANN)] == [True]
    assert key(draft, "ITEM1").typing == {}


def test_a_draft_without_lines_is_not_kept_and_mine_are_mine(database) -> None:
    made = house.stand()
    desk.start(ANN, made.a1)
    first, second = desk.start(ANN, made.a1), desk.start(ANN, made.hq)
    key(first, "ITEM1", "2")
    key(second, "ITEM2", "1")
    rows = desk.drafts(ANN)
    assert [(row.code, row.lines, row.gross) for row in rows] == [("3897-9", 1, 15), ("3897-5", 1, 20)]
    assert desk.drafts(BEN) == [] and [row.id for row in desk.kept_for(ANN, made.a1)] == [first.id]
    with pytest.raises(Refused, match="ann's"):
        desk.open_draft(BEN, first.id)


def test_dropping_a_draft_leaves_nothing_to_the_row(database) -> None:
    made = house.stand()
    house.control("bill_to_in_order_entry", True)
    draft = desk.start(ANN, made.a1)
    key(draft, "ITEM1", "2")
    key(draft, "NOPE", "2")
    desk.choose_payer(ANN, draft.id, "3897-9")
    address = {"street": "1 Beach Rd", "city": "Miami", "country": "US"}
    desk.new_address(ANN, draft.id, "SHIP_TO", AddressText(name="Hotel X", keep=True, **address))
    desk.drop(ANN, draft.id)
    assert [table.select().count() for table in (Draft, DraftLine, DraftAddress, SalesOrder)] == [0, 0, 0, 0]
    with pytest.raises(Refused, match="gone"):
        desk.open_draft(ANN, draft.id)


def test_an_inactive_customer_starts_no_order_and_cannot_be_placed(database) -> None:
    made = house.stand()
    draft = desk.start(ANN, made.a1)
    key(draft, "ITEM1")
    CustomerAccount.update(active=False).where(CustomerAccount.id == made.a1).execute()
    with pytest.raises(Refused, match="inactive"):
        desk.start(ANN, made.a1)
    with pytest.raises(Refused, match="inactive"):
        desk.place(ANN, draft.id)
    CustomerAccount.update(active=True).where(CustomerAccount.id == made.a1).execute()
    assert desk.place(ANN, draft.id).accepted


def test_the_header_is_kept_as_typed_with_its_faults(database) -> None:
    draft = desk.start(ANN, house.stand().a1)
    typed = HeaderText(po_number="4711", wanted="5/6", payment_method="Gold", contract="C-9", ordered_by="Nobody")
    view = desk.set_header(ANN, draft.id, typed)
    assert view.header == typed
    assert {fault.field for fault in view.faults} == {"wanted", "payment_method", "contract", "ordered_by"}
    view = desk.set_header(ANN, draft.id, HeaderText(po_number="4711", wanted="+3", ordered_by="emily"))
    assert view.faults == () and view.wanted == clock.today() + timedelta(days=3) and view.ordered_by == "Emily Rose"
    assert [choice.label for choice in desk.contacts(draft.id)] == ["Robert Green", "Emily Rose"]


def test_a_card_number_is_never_stored(database) -> None:
    draft = desk.start(ANN, house.stand().a1)
    before = desk.open_draft(ANN, draft.id).header
    for field in ("message", "payment_method", "ship_via", "ordered_by", "source", "po_number"):
        with pytest.raises(Refused, match="card number") as refused:
            desk.set_header(ANN, draft.id, HeaderText(**{field: "charge 4111 1111 1111 1111 12/28"}))
        assert [fault.field for fault in refused.value.faults] == [field]
    assert desk.open_draft(ANN, draft.id).header == before


def test_a_card_number_is_not_kept_half_typed_either(database) -> None:
    made = house.stand()
    draft = desk.start(ANN, made.a1)
    desk.keep_typing(ANN, draft.id, {"header.message": "card 4111111111111111 12/28", "header.ship_via": "UPS"})
    assert desk.open_draft(ANN, draft.id).typing == {"header.ship_via": "UPS"}
    desk.keep_typing(ANN, draft.id, {"item": "4111111111111111", "price": "4111.1111.1111.1111"})
    assert desk.open_draft(ANN, draft.id).typing == {}
    Barcode.create(code="4111111111111111", product=made.products["ITEM1"])
    desk.keep_typing(ANN, draft.id, {"item": "4111111111111111"})
    assert desk.open_draft(ANN, draft.id).typing == {"item": "4111111111111111"}, "it is a barcode"


@pytest.mark.parametrize("field", ["item", "price", "quantity", "discount", "price_reason", "wanted"])
def test_a_card_number_is_kept_in_no_field_of_a_line(database, field: str) -> None:
    made = house.stand()
    draft = desk.start(ANN, made.a1)
    with pytest.raises(Refused, match="card number is never stored"):
        desk.put_line(ANN, draft.id, None, LineText(**{"item": "ITEM1", field: "4111 1111 1111 1111"}))
    assert not desk.open_draft(ANN, draft.id).lines
    Barcode.create(code="4111111111111111", product=made.products["ITEM1"])
    assert desk.put_line(ANN, draft.id, None, LineText(item="4111111111111111")).lines[0].net


def test_an_order_is_copied_with_prices_worked_out_anew(database) -> None:
    made = house.stand()
    draft = desk.start(ANN, made.a1)
    key(draft, "ITEM1", "2", price="8.00", price_reason="GOODWILL")
    number = desk.place(ANN, draft.id).number
    copied = desk.start(ANN, made.hq, copy_of=number)
    assert copied.code == "3897-9" and copied.copied_from == number
    assert [(line.product_code, line.quantity, line.price) for line in copied.lines] == [("ITEM1", 2, 10)]
    again = desk.repeat_last(ANN, made.a1)
    assert again.lines[0].price == 10 and again.code == "3897-5"
    with pytest.raises(Refused, match="no order SO-9"):
        desk.start(ANN, made.a1, copy_of="SO-9")


def test_lines_are_taken_to_another_customer_and_the_old_draft_is_gone(database) -> None:
    made = house.stand()
    house.contract_price(made.hq, made.products["ITEM1"], "7.00", clock.today(), clock.today())
    draft = desk.start(ANN, made.a1)
    key(draft, "ITEM1", "2", wanted="+9")
    desk.set_header(ANN, draft.id, HeaderText(po_number="4711"))
    taken = desk.take_to(ANN, draft.id, made.hq)
    assert taken.code == "3897-9" and taken.lines[0].price == 7 and taken.header.po_number == ""
    assert taken.lines[0].wanted == clock.today() + timedelta(days=9)
    with pytest.raises(Refused, match="gone"):
        desk.open_draft(ANN, draft.id)


def test_what_is_not_a_position_is_refused(database) -> None:
    draft = desk.start(ANN, house.stand().a1)
    for action in (
        lambda: desk.put_line(ANN, draft.id, 0, LineText(item="ITEM1")),
        lambda: desk.strike(ANN, draft.id, 70),
        lambda: desk.choose_ship_to(ANN, draft.id, "same", scope="line", position=70),
    ):
        with pytest.raises(Refused, match="There is no"):
            action()


def test_a_wanted_date_typed_today_means_the_same_day_tomorrow(database, monkeypatch) -> None:
    draft = desk.start(ANN, house.stand().a1)
    day = clock.today() + timedelta(days=7)
    key(draft, "ITEM1", "2", wanted="+7")
    desk.set_header(ANN, draft.id, HeaderText(wanted="+7"))
    tomorrow = clock.today() + timedelta(days=1)
    monkeypatch.setattr(clock, "today", lambda: tomorrow)
    view = desk.open_draft(ANN, draft.id)
    assert view.wanted == view.lines[0].wanted == day


def test_lead_times_are_told_where_they_matter(database) -> None:
    made = house.stand()
    house.product("STOCK", lead_days=2)
    house.product("CUSTOM", lead_days=5, made_to_order=True)
    draft = desk.start(ANN, made.a1)
    key(draft, "STOCK")
    key(draft, "CUSTOM")
    view = key(draft, "STOCK", wanted="+1")
    soonest = clock.today() + timedelta(days=2)
    notes = [line.notes for line in view.lines]
    assert notes[:2] == [(), ("made to order, 5 days",)]
    assert notes[2] == ("also on line 10", f"lead time 2 days, not before {soonest.day} {soonest:%b}")
    assert view.outcome == "will be accepted"


HOSTILE = ("\x00", "\x1b[2J\x1b]0;x\x07", "\ud800", "\u202egnihton", "'; DROP TABLE draft;--", "%", "a" * 10_000)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_harmless_or_refused_with_a_reason(database, text: str) -> None:
    made = house.stand()
    house.control("bill_to_in_order_entry", True)
    draft = desk.start(ANN, made.a1)
    view = desk.put_line(ANN, draft.id, None, LineText(*[text] * 7))
    header = desk.set_header(ANN, draft.id, HeaderText(*[text] * 9)).header
    desk.keep_typing(ANN, draft.id, {"item": text})
    desk.quote(ANN, draft.id, LineText(text, text))
    typing = desk.open_draft(ANN, draft.id).typing["item"]
    for kept in (view.lines[0].text.item, header.po_number, typing):
        assert len(kept) <= 200 and not any(is_harmful(character) for character in kept)
    assert desk.prices(draft.id, text, text) == [] and not desk.next_product(text)
    desk.payers(draft.id, text)
    desk.ship_tos(draft.id, text)
    for action in (
        lambda: desk.choose_payer(ANN, draft.id, text),
        lambda: desk.choose_ship_to(ANN, draft.id, text),
        lambda: desk.new_address(ANN, draft.id, "SHIP_TO", AddressText(name=text, country="XX")),
        lambda: desk.start(ANN, made.a1, copy_of=text),
    ):
        with pytest.raises(Refused):
            action()


def test_the_totals_count_what_f9_tells_to_fix(database) -> None:
    """Two faults of one line are two to fix, on the totals and on the message line."""
    draft = desk.start(ANN, house.stand().a1)
    view = key(draft, "ITEM1", "x", price="y", wanted="z")
    with pytest.raises(Refused) as refused:
        desk.place(ANN, draft.id)
    assert view.to_clear == len(refused.value.faults) > 1
