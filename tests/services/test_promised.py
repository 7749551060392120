"""F9 places what was promised: what changed since is told once, and placed when asked again (R-34, X-09)."""

import json
from decimal import Decimal

import pytest

from custtui.domain.errors import Fault, Refused
from custtui.models.account import Contact, CustomerAccount
from custtui.models.draft import Draft, DraftLine
from custtui.models.operator import PaymentTerms, TaxRate
from custtui.models.order import OrderLine, SalesOrder
from custtui.models.party import Party
from custtui.models.product import PriceListItem, Product
from custtui.models.search.statements import many
from custtui.services import order_entry as desk
from custtui.services.order_entry import promising
from custtui.services.order_entry.promising import CHANGED
from custtui.services.order_entry.views import LineText
from tests.services import house
from tests.services.house import ANN
from tests.services.keying import keyed


def dearer(made: house.House, price: str = "12.50") -> None:
    """ITEM1 costs 12.50 instead of 10.00 from now on."""
    PriceListItem.update(price=Decimal(price)).where(PriceListItem.product == made.products["ITEM1"]).execute()


def test_a_price_that_changed_is_told_once_and_placed_when_asked_again(database) -> None:
    made = house.stand()
    draft = keyed(made.a1, "ITEM1 x2", "ITEM2 x1")
    dearer(made)
    with pytest.raises(Refused) as refused:
        desk.place(ANN, draft.id)
    [price, total] = refused.value.faults
    assert (price.code, price.line, price.text) == (CHANGED, 10, "ITEM1 10.00 -> 12.50")
    assert total.text == "total 35.00 -> 40.00"
    assert SalesOrder.select().count() == 0 and Draft.select().count() == 1
    marked = desk.open_draft(ANN, draft.id)
    assert [line.notes[:1] for line in marked.lines] == [("price was 10.00",), ()]
    assert desk.place(ANN, draft.id).gross == Decimal("40.00")
    assert OrderLine.get(OrderLine.product_code == "ITEM1").price == Decimal("12.50")


def test_a_line_keyed_meanwhile_does_not_hide_that_the_price_of_another_changed(database) -> None:
    made = house.stand()
    draft = keyed(made.a1, "ITEM1 x2")
    dearer(made)
    view = desk.put_line(ANN, draft.id, None, LineText(item="ITEM2", quantity="1"))
    assert view.lines[0].notes[0] == "price was 10.00"
    with pytest.raises(Refused, match=r"ITEM1 10\.00 -> 12\.50"):
        desk.place(ANN, draft.id)


def test_a_price_the_screen_showed_for_the_line_being_typed_counts_too(database) -> None:
    made = house.stand()
    draft = keyed(made.a1)
    dearer(made)
    desk.put_line(ANN, draft.id, None, LineText(item="ITEM1", quantity="2"), seen=Decimal("10.00"))
    with pytest.raises(Refused, match=r"ITEM1 10\.00 -> 12\.50"):
        desk.place(ANN, draft.id)


def test_what_is_promised_of_lines_that_stand_is_not_written_again(database, monkeypatch) -> None:
    """A line of a long draft writes as much as one of a short one, and what is kept is right."""
    made, written = house.stand(), list[int]()
    draft = keyed(made.a1, *(f"ITEM{1 + n % 2} x{n + 1}" for n in range(20)))
    monkeypatch.setattr(promising, "many", lambda sql, rows: [written.append(len(rows)), many(sql, rows)])
    before = len(Draft.get().promised)
    keyed_on = desk.put_line(ANN, draft.id, None, LineText("ITEM1", "3"))
    assert written == [1] and len(Draft.get().promised) == before
    desk.strike(ANN, draft.id, keyed_on.lines[0].position)
    assert written == [1, 1]
    dearer(made)
    changed = [
        line.position for line in desk.open_draft(ANN, draft.id).lines if line.notes[:1] == ("price was 10.00",)
    ]
    assert changed == [line.position for line in keyed_on.lines[2::2]]


def test_what_a_draft_promised_before_its_lines_kept_it_counts_on(database) -> None:
    """0014: the prices stood with the draft, all together."""
    made = house.stand()
    draft = keyed(made.a1, "ITEM1 x2", "ITEM2 x1")
    prices = {line.position: json.loads(line.promised) for line in DraftLine.select()}
    head = [prices, *json.loads(Draft.get().promised)[1:]]
    Draft.update(promised=json.dumps(head)).execute()
    DraftLine.update(promised="").execute()
    dearer(made)
    with pytest.raises(Refused) as refused:
        desk.place(ANN, draft.id)
    assert refused.value.faults[0].text == "ITEM1 10.00 -> 12.50"


@pytest.mark.parametrize("text", ["{", "[1, 2]", "7", '["a"]', '{"key": "a"}', "[[], []]"])
def test_what_others_wrote_as_the_promise_of_a_line_counts_as_none(database, text: str) -> None:
    made = house.stand()
    draft = keyed(made.a1, "ITEM1 x2")
    DraftLine.update(promised=text).execute()
    desk.put_line(ANN, draft.id, None, LineText("ITEM2", "1"))
    assert json.loads(DraftLine.get(DraftLine.item == "ITEM1").promised)[1] == "10.00"
    assert desk.place(ANN, draft.id).gross == Decimal("35.00")


def test_what_the_clerk_changes_is_no_change_to_be_told(database) -> None:
    made = house.stand()
    draft = keyed(made.a1, "ITEM1 x2")
    dearer(made)
    desk.put_line(ANN, draft.id, 10, LineText(item="ITEM1", quantity="3"))
    assert desk.open_draft(ANN, draft.id).changed == ()
    assert desk.place(ANN, draft.id).gross == Decimal("37.50")


def test_an_outcome_that_changed_is_told_once(database) -> None:
    made = house.stand()
    draft = keyed(made.a1, "ITEM1 x2")
    CustomerAccount.update(credit_limit=Decimal("5.00")).where(CustomerAccount.id == made.a1).execute()
    with pytest.raises(Refused, match=r"will wait: 15\.00 over the credit limit of 5\.00"):
        desk.place(ANN, draft.id)
    assert not desk.place(ANN, draft.id).accepted


def test_a_draft_resumed_another_day_says_what_changed(database) -> None:
    made = house.stand()
    draft = keyed(made.a1, "ITEM1 x2")
    assert desk.open_draft(ANN, draft.id).changed == ()
    dearer(made)
    resumed = desk.open_draft(ANN, draft.id)
    assert resumed.changed == ("ITEM1 10.00 -> 12.50", "total 20.00 -> 25.00")
    with pytest.raises(Refused):  # said on the screen it may have been keyed past: F9 asks all the same
        desk.place(ANN, draft.id)


def test_a_product_renamed_or_sold_by_another_unit_is_told_once(database) -> None:
    """R-34: the paper says its description, and a quantity is another one in another unit."""
    made = house.stand()
    draft = keyed(made.a1, "ITEM1 x2", "ITEM2 x1")
    was = Product.get_by_id(made.products["ITEM1"])
    Product.update(name="Blood oranges", unit="pallet").where(Product.id == was.id).execute()
    with pytest.raises(Refused) as refused:
        desk.place(ANN, draft.id)
    assert [(one.code, one.line, one.text) for one in refused.value.faults] == [
        (CHANGED, 10, f"ITEM1 {was.name} -> Blood oranges"),
        (CHANGED, 10, f"ITEM1 {was.unit} -> pallet"),
    ]
    assert desk.place(ANN, draft.id).gross == Decimal("35.00")


def test_the_days_of_the_terms_are_told_for_the_due_date_follows_from_them(database) -> None:
    made = house.stand()
    draft = keyed(made.a1, "ITEM1 x2")
    PaymentTerms.update(days=45).where(PaymentTerms.code == "NET30").execute()
    desk.put_line(ANN, draft.id, None, LineText("ITEM2", "1"))
    with pytest.raises(Refused, match=r"terms NET30: 30 -> 45 days"):
        desk.place(ANN, draft.id)
    assert desk.place(ANN, draft.id).gross == Decimal("35.00")


def test_a_draft_kept_before_descriptions_and_days_were_promised_is_placed_at_once(database) -> None:
    made = house.stand()
    draft = keyed(made.a1, "ITEM1 x2")
    kept = json.loads(Draft.get().promised)
    Draft.update(promised=json.dumps(kept[:9])).execute()
    DraftLine.update(promised=json.dumps(json.loads(DraftLine.get().promised)[:3])).execute()
    Product.update(name="Blood oranges").execute()
    assert desk.place(ANN, draft.id).gross == Decimal("20.00")


def test_of_many_products_renamed_the_first_ones_are_named(sqlite_database) -> None:
    faults = [Fault(CHANGED, "item", f"I{at} a -> b", at) for at in range(5)]
    assert promising.told_of(faults) == ("I0 a -> b", "I1 a -> b", "I2 a -> b", "2 more products")


def test_a_tax_that_changed_is_named_as_the_cause(database) -> None:
    """Only the total was told: an exemption that came in meanwhile could not be seen in it."""
    made = house.stand()
    house.tax("0.10")
    draft = keyed(made.a1, "ITEM1 x2")
    TaxRate.update(rate=Decimal("0.20")).execute()
    with pytest.raises(Refused) as refused:
        desk.place(ANN, draft.id)
    assert [fault.text for fault in refused.value.faults] == ["tax 2.00 -> 4.00, total 22.00 -> 24.00"]


def test_who_ordered_is_told_by_another_name_and_refused_when_gone(database) -> None:
    made = house.stand()
    draft = keyed(made.a1, "ITEM1 x2").id
    Party.update(name="Robert Brown").where(Party.name == "Robert Green").execute()
    with pytest.raises(Refused) as refused:
        desk.place(ANN, draft)
    assert "ordered by Robert Green -> Robert Brown" in [fault.text for fault in refused.value.faults]
    Contact.update(active=False).where(Contact.id == made.robert).execute()
    with pytest.raises(Refused, match="Robert Brown is no longer a contact of this customer: choose another"):
        desk.place(ANN, draft)
