"""The papers that go out: the business on the invoice, the site on the delivery note, no prices on a gift."""

from datetime import date

from custtui.domain.records.typed_address import AddressText
from custtui.models.operator import Seller
from custtui.models.party import Party
from custtui.services import fulfilment as ff
from custtui.services import order_entry as desk
from custtui.services.orders.papers import deliver_to
from tests.services import house
from tests.services.fulfilling import D, of, sold
from tests.services.house import ANN
from tests.services.keying import keyed, ordered


def test_f_34_the_invoice_names_the_business_and_the_delivery_note_the_alias(database) -> None:
    number = ordered(house.stand().a1, "ITEM1 x2", "ITEM2 x1").number
    (sent,) = ff.ship(ANN, number, 1, of(p10="2", p20="1"), via="Truck")
    billed = ff.invoice(ANN, number, of(p10="2", p20="1"))
    note, bill = ff.delivery_note(sent), ff.invoice_paper(billed)
    assert note.to == ("HJ Warehouse", "Attn Robert Green", "9 Dock Rd", "Newark, NJ 07102")
    assert note.to == deliver_to(ff.shipping(number).ship_tos[0])
    assert bill.to == ("Healthy Juices Inc.", "Attn Emily Rose", "1 Main St", "New York, NY 10001")
    assert (note.kind, note.number, note.ship_via, note.payment_due) == ("DELIVERY", "SH-1", "Truck", None)
    assert (bill.kind, bill.number, bill.order_number, bill.terms) == ("INVOICE", "IN-1", number, "NET30: 30 days")
    assert (note.gross, bill.net, bill.gross) == (D(35), D(35), D(35))


def test_papers_say_what_was_agreed_whatever_is_renamed_since(database) -> None:
    """X-05."""
    number = ordered(house.stand().a1, "ITEM1 x2").number
    ff.ship(ANN, number, 1, of(p10="2"))
    Party.update(name="Juices AG").execute()
    house.CustomerSite.update(alias="Barn").execute()
    ff.invoice(ANN, number, of(p10="2"))
    assert (ff.delivery_note("SH-1").to[0], ff.invoice_paper("IN-1").to[0]) == ("HJ Warehouse", "Healthy Juices Inc.")


def test_x_17_a_gift_order_prints_the_message_and_no_prices(database) -> None:
    number = sold(("2", "10.00"), message="Happy birthday!", prices_on_note=False, po_number="PO-1")
    ff.ship(ANN, number, 1, of(p10="2"))
    note = ff.delivery_note("SH-1")
    assert (note.message, note.po_number, note.terms) == ("Happy birthday!", "PO-1", "")
    assert (note.net, note.tax, note.gross) == (None, None, None)
    assert {(one.price, one.net, one.tax, one.gross) for one in note.lines} == {(None, None, None, None)}
    ff.invoice(ANN, number, of(p10="2"))
    assert (ff.invoice_paper("IN-1").message, ff.invoice_paper("IN-1").gross) == ("", D(20))


def test_priced_delivery_notes_of_a_line_add_up_to_it(database) -> None:
    number = sold(("3", "0.05"), tax_rate="0.1")
    for _ in range(3):
        ff.ship(ANN, number, 1, of(p10="1"))
    notes = [ff.delivery_note(f"SH-{one}") for one in (1, 2, 3)]
    assert sum(note.gross or 0 for note in notes) == D("0.17")
    assert [note.lines[0].price for note in notes] == [D("0.05")] * 3


def test_every_paper_says_who_sends_it(database) -> None:
    house.stand()
    Seller.update(street="40 Harbor Way", postal_code="32801", tax_number="13-1234567").execute()
    number = sold(("2", "10.00"))
    ff.ship(ANN, number, 1, of(p10="2"), day=date(2026, 5, 9))
    note = ff.delivery_note("SH-1")
    seller = ("Sunshine Beverages LLC", "40 Harbor Way", "Orlando, FL 32801", "Tax number 13-1234567")
    assert (note.seller, note.day) == (seller, date(2026, 5, 9))


def test_a_one_time_ship_to_is_addressed_by_its_name(database) -> None:
    """R-09."""
    draft = keyed(house.stand().a1, "ITEM1")
    place = {"street": "5 Beach Rd", "city": "Miami", "state": "FL", "postal_code": "33101", "country": "US"}
    hotel = AddressText(name="Hotel X", **place)
    desk.new_address(ANN, draft.id, "SHIP_TO", hotel)
    number = desk.place(ANN, draft.id).number
    ff.ship(ANN, number, 1, of(p10="1"))
    assert ff.delivery_note("SH-1").to[0] == "Hotel X"
