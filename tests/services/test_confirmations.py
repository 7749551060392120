"""Confirmation and pick ticket of an order as it stands; what an invoice says of discounts and taxes."""

from datetime import date

from custtui.domain.records.typed_address import AddressText
from custtui.services import fulfilment as ff
from custtui.services import order_entry as desk
from custtui.services import orders
from custtui.services.fulfilment.papers import confirmation, pick_ticket
from custtui.services.order_entry.views import LineText
from custtui.services.orders.printed import printed
from custtui.services.views.fulfilment import PaperLine, PaperView
from tests.services import house
from tests.services.fulfilling import D, faults, of, sold
from tests.services.house import ANN, CORA
from tests.services.keying import keyed, ordered


def test_a_confirmation_says_all_that_was_agreed_and_adds_up(database) -> None:
    number = ordered(house.stand().a1, "ITEM1 x2", "ITEM2 x1").number
    one, order = confirmation(number), orders.order(number)
    assert (one.net, one.tax, one.gross) == (order.net, order.tax, order.gross)
    assert one.to == ("Healthy Juices Inc.", "Attn Emily Rose", "1 Main St", "New York, NY 10001")
    text = "\n".join(printed(one))
    assert "ORDER CONFIRMATION" in text
    assert number in text
    assert max(map(len, printed(one))) <= 80


def test_a_pick_ticket_has_what_is_open_and_neither_prices_nor_what_is_sent(database) -> None:
    number = ordered(house.stand().a1, "ITEM1 x2", "ITEM2 x1").number
    ff.ship(ANN, number, 1, of(p10="2"))
    one = pick_ticket(number)
    assert [(line.code, line.quantity, line.price, line.net) for line in one.lines] == [("ITEM2", D(1), None, None)]
    text = "\n".join(printed(one))
    assert "PICK TICKET" in text and "Bin" in text and "Picked" in text
    assert "Total" not in text and "Price" not in text
    ff.ship(ANN, number, 1, of(p20="1"))
    assert "left to ship" in str(faults(pick_ticket, number))


def test_a_line_that_goes_elsewhere_says_where(database) -> None:
    draft = keyed(house.stand().a1, "ITEM1", "ITEM2")
    hotel = AddressText(name="Hotel X", street="9 Bay Rd", city="Reno", state="NV", postal_code="89501", country="US")
    desk.new_address(ANN, draft.id, "SHIP_TO", hotel, scope="line", position=20)
    lines = pick_ticket(desk.place(ANN, draft.id).number).lines
    assert [line.ship_to for line in lines] == ["", "Hotel X, 9 Bay Rd, Reno, NV 89501"]


def test_no_document_goes_out_of_an_order_that_waits(database) -> None:
    number = ordered(house.stand().a1, "ITEM1 x5000").number
    assert orders.order(number).status == "pending"
    for paper in (confirmation, pick_ticket):
        assert "waiting: no document of it goes out" in str(faults(paper, number))


def test_an_invoice_says_what_was_taken_off(database) -> None:
    draft = desk.start(CORA, house.stand().a1)
    desk.put_line(
        CORA, draft.id, None, LineText(item="ITEM1", quantity="10", discount="5%", discount_reason="GOODWILL")
    )
    number = desk.place(CORA, draft.id).number
    rate = orders.order(number).lines[0].tax_rate
    ff.ship(CORA, number, 1, of(p10="4"))
    paper = ff.invoice_paper(ff.invoice(CORA, number, of(p10="4")))
    (line,) = paper.lines
    assert (line.discount, line.net, line.tax_rate) == (D(2), D(38), rate)
    assert "less 2.00" in "\n".join(printed(paper))


def test_taxes_stand_by_their_rates(database) -> None:
    number = sold(("4", "10.00"), tax_rate="0.06625")
    ff.ship(ANN, number, 1, of(p10="4"))
    text = "\n".join(printed(ff.invoice_paper(ff.invoice(ANN, number, of(p10="4")))))
    assert "Tax 6.625% of 40.00" in text


def test_a_barcode_as_item_stands_in_one_row() -> None:
    line = PaperLine(10, "4006381333931", "Pencil", "each", D(2), None, None, None, None)
    empty = {"seller": (), "to": (), "message": "", "ship_via": "", "terms": "", "payment_due": None}
    sums = {"net": None, "tax": None, "gross": None}
    paper = PaperView(
        "DELIVERY", "SH-1", "SO-1", "", date(2026, 5, 9), currency="USD", lines=(line,), **empty, **sums
    )
    assert any("4006381333931" in row for row in printed(paper))
