"""Shipping, forfeiting and invoicing an order at the keyboard: what is booked, what is said, what is refused."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest

from custtui.domain.errors import refuse
from custtui.models.account import CustomerAccount
from custtui.models.fulfilment import Forfeit, Invoice, Shipment, ShipmentLine
from custtui.models.operator import PaymentTerms
from custtui.models.order import SalesOrder
from custtui.services import fulfilment, orders
from custtui.services import order_entry as desk
from tests import rows
from tests.services import house
from tests.services.house import ANN, BEN
from tests.services.keying import keyed, ordered
from tests.ui.keyplay import Player, run
from tests.ui.snapshot import snapshot

D = Decimal


@pytest.fixture
def number(counter) -> str:
    """An accepted order: 100 ITEM1 and 10 ITEM2, the threshold high enough."""
    CustomerAccount.update(accept_threshold=D(5000)).execute()
    return ordered(counter.a1, "ITEM1 x100", "ITEM2 x10").number


def go(number: str, keys: str) -> str:
    """The keys from home to a screen of the order."""
    return f"<f10>OI {number}<enter><f10>{keys[0]}<enter>{keys[1:]}"


def row_with(player: Player, *parts: str) -> list[str]:
    """The words of the row that has all these parts."""
    return next(row for row in player.screen.split("\n") if all(part in row for part in parts)).strip("> ").split()


def shipped() -> list[tuple[int, Decimal]]:
    """Positions and quantities sent, as they were booked."""
    query = ShipmentLine.select().order_by(ShipmentLine.id)
    return [(line.position.position, line.quantity) for line in query]


# -- shipping ----------------------------------------------------------------------------------------------------
def test_forty_of_a_hundred_are_shipped_and_the_outcome_is_one_line(number) -> None:
    """F-66, F-67."""

    async def scene(player: Player) -> None:
        await player.burst(go(number, "S40<f9>"))
        assert player.message == "Shipped 40 of 100 ITEM1, shipment SH-1; 60 open"
        assert row_with(player, "10 ITEM1")[2:7] == ["100", "40", "-", "-", "60"]
        await player.burst("<down>")
        assert "40 to invoice" in player.screen

    run(scene)
    assert shipped() == [(10, D(40))]


def test_the_ship_screen_names_customer_alias_and_open_lines(number) -> None:
    """F-34: the ship-to has the alias, not the business name, in the one form that the order's screen has too."""

    async def scene(player: Player) -> None:
        await player.burst(go(number, "S"))
        assert f"Ship {number}" in player.screen.split("\n")[0]
        assert row_with(player, "Sold to") == ["Sold", "to", "3897-5", "Healthy", "Juices", "Inc."]
        place = "HJ Warehouse · 9 Dock Rd, Newark NJ 07102 · attn Robert Green"
        assert place in player.screen
        assert row_with(player, "10 ITEM1")[-1] == "100"  # what is open; the field is empty
        assert not player.app.desk.view.changed()
        await player.burst(f"<f10>OI {number}<enter>")
        assert place in player.screen

    run(scene)


def test_f6_fills_in_what_is_open_and_goes_on_and_the_last_line_finishes_the_order(number) -> None:
    """F-70, R-31."""

    async def scene(player: Player) -> None:
        await player.burst(go(number, "S<f6><f6>UPS<f9>"))
        assert player.message == "Shipped 2 lines, shipment SH-1; the order is finished, 110 to invoice"

    run(scene)
    assert shipped() == [(10, D(100)), (20, D(10))]
    assert Shipment.get().ship_via == "UPS"
    assert orders.order(number).status == "finished"


def test_all_lines_are_filled_by_one_action_and_a_typed_quantity_replaces_it(number) -> None:
    async def scene(player: Player) -> None:
        await player.burst(go(number, "S<f10>A<enter>5<down><ctrl+d><f9>"))
        assert player.message == "Shipped 2 lines, shipment SH-1; 2 lines open"

    run(scene)
    assert shipped() == [(10, D(5)), (20, D(5))]


def test_every_fault_is_told_at_once_and_the_cursor_goes_to_the_first(number) -> None:
    """R-30: the database is unchanged."""
    before = snapshot()

    async def scene(player: Player) -> None:
        await player.burst(go(number, "Sx<down>11<f9>"))
        assert "2 to fix: Line 10 ITEM1: x is not a number; Line 20 ITEM2: 11 is more" in player.message
        assert player.app.desk.view.field.name == "quantity:10"
        assert player.app.desk.locked
        await player.burst("<esc>40<f9>")
        assert player.message.startswith("Line 20 ITEM2: 11 is more than the 10")
        assert player.app.desk.view.field.name == "quantity:20"

    run(scene)
    assert snapshot() == before


def test_while_typing_nothing_is_refused_only_marked(number) -> None:
    async def scene(player: Player) -> None:
        await player.burst(go(number, "S101"))
        assert "?" not in row_with(player, "ITEM1")
        await player.burst("<down>")
        assert row_with(player, "10 ITEM1")[0] == "?"
        assert "more than the 100" in player.screen
        assert not player.app.desk.locked
        await player.burst("<up>100<down>")
        assert "?" not in row_with(player, "ITEM1")

    run(scene)


@pytest.mark.parametrize("keys", ["S<f9>", "S0<f9>", "F<tab><tab>why<f9>"])
def test_without_a_quantity_there_is_nothing_to_do(number, keys) -> None:
    async def scene(player: Player) -> None:
        await player.burst(go(number, keys))
        assert "no line has a quantity" in player.message
        assert player.app.desk.locked

    run(scene)
    assert not shipped()


def test_a_step_that_only_the_service_knows_is_refused_at_its_field(counter) -> None:
    """X-16."""
    house.product("CRATE", "1.00", step=D("0.5"), unit="kg")
    number = ordered(counter.a1, "ITEM1 x5", "CRATE x10").number

    async def scene(player: Player) -> None:
        await player.burst(go(number, "S<tab>1.2<f9>"))
        assert "CRATE: Sold in steps of 0.5 kg: 1 or 1.5" in player.message
        assert player.app.desk.view.field.name == "quantity:20"

    run(scene)
    assert not shipped()


def test_what_another_clerk_shipped_meanwhile_is_shown_beside_what_was_typed(number) -> None:
    async def scene(player: Player) -> None:
        await player.burst(go(number, "S70"))
        fulfilment.ship(BEN, number, 1, {10: D(60)})
        await player.burst("<f9>")
        assert "Shipped meanwhile by ben: 60 of 100 ITEM1; Line 10 ITEM1: 70 is more than the 40" in player.message
        assert row_with(player, "10 ITEM1")[-2:] == ["40", "70"]
        await player.burst("<esc>40<f9>")
        assert player.message == "Shipped 40 of 100 ITEM1, shipment SH-2; 1 line open"

    run(scene)


def test_an_order_that_was_changed_meanwhile_is_not_shipped_blindly(counter) -> None:
    """R-25: the new revision is shown, what was typed stays, F9 again ships."""
    account = CustomerAccount.get_by_id(counter.a1)
    first = rows.an_order(account, [("100", "2.00")])

    async def scene(player: Player) -> None:
        await player.burst(go(first.order.number, "S70"))
        rows.an_order(account, [("120", "2.00")], replaces=first)
        await player.burst("<f9>")
        assert "revision 2 is in force: A 100 -> 120 ordered" in player.message
        assert row_with(player, "10 A")[-2:] == ["120", "70"]
        await player.burst("<esc><f9>")
        assert "Shipped 70 of 120 A" in player.message

    run(scene)


def test_lines_stand_under_their_own_ship_to_and_each_gets_its_shipment(counter) -> None:
    """F-78."""
    draft = keyed(counter.a1, "ITEM1 x5", "ITEM2 x6")
    pier = house.site(counter.a1, "Pier 7", "SHIP_TO", street="7 Pier", city="Newark", state="NJ")
    desk.choose_ship_to(ANN, draft.id, f"site:{pier}", scope="line", position=10)
    number = desk.place(ANN, draft.id).number

    async def scene(player: Player) -> None:
        await player.burst(go(number, "S<f6><f6>"))
        text = [row.split() for row in player.screen.split("\n")]
        places = [n for n, row in enumerate(text) if row[:2] == ["Ship", "to"]]
        assert [(text[place][2], text[place + 1][1]) for place in places] == [("HJ", "ITEM2"), ("Pier", "ITEM1")]
        await player.burst("<f9>")
        assert "shipments SH-1, SH-2; the order is finished" in player.message

    run(scene)


@pytest.mark.parametrize(("status", "why"), [("pending", "is waiting for approval"), ("declined", "is declined")])
@pytest.mark.parametrize("key", "SFB")
def test_an_order_that_is_not_accepted_is_not_moved_with_the_reason(counter, status, why, key) -> None:
    """F-65, R-28."""
    revision = rows.an_order(CustomerAccount.get_by_id(counter.a1), status=status)

    async def scene(player: Player) -> None:
        await player.burst(go(revision.order.number, key))
        assert why in player.message
        assert player.app.desk.locked
        assert type(player.app.desk.view).__name__ == "OrderViewScreen"

    run(scene)


def test_a_finished_order_is_not_shipped_or_forfeited_but_billed(number) -> None:
    """R-32, C-13."""
    fulfilment.ship(ANN, number, 1, {10: D(100), 20: D(10)})

    async def scene(player: Player) -> None:
        for key in "SF":
            await player.burst(go(number, key))
            assert f"{number} is finished: nothing can be shipped or closed short any more" in player.message
            await player.burst("<esc><f12>")
        await player.burst(go(number, "B<f9>"))
        assert player.message.startswith("Invoice IN-1: 1,150.00 USD")

    run(scene)


def test_a_kept_typing_asks_before_it_is_left_and_dropped_stores_nothing(number) -> None:
    before = snapshot()

    async def scene(player: Player) -> None:
        await player.burst(go(number, "S4<f12>"))
        assert "Discard what is typed, and leave?  F11 discard  F12 stay" in player.message
        assert player.screen.rstrip().split("\n")[-1].split() == ["F11", "Discard", "F12", "Stay"]
        await player.burst("<f9>")
        assert player.app.desk.locked, "leaving never offers to ship"
        await player.burst("<f12><f11>")
        assert "Discard what is typed?" in player.message
        assert player.screen.rstrip().split("\n")[-1].split() == ["F9", "Yes", "F12", "No"]
        await player.burst("<f9>")
        assert type(player.app.desk.view).__name__ == "OrderViewScreen"

    run(scene)
    assert snapshot() == before


def test_two_yes_ship_and_bill_once(number) -> None:
    async def scene(player: Player) -> None:
        await player.burst(go(number, "S40<f9><f9>"))
        await player.burst("<f10>B<enter><f9><f9>")

    run(scene)
    assert shipped() == [(10, D(40))]
    assert Invoice.select().count() == 1


# -- forfeiting --------------------------------------------------------------------------------------------------
def test_the_rest_is_given_up_after_a_question_and_the_order_is_finished(number) -> None:
    """F-69, R-31."""
    fulfilment.ship(ANN, number, 1, {10: D(40), 20: D(10)})

    async def scene(player: Player) -> None:
        await player.burst(go(number, "F<f6>season over<f9>"))
        assert '"season over" is not a reason: CUSTOMER, TOLERANCE' in player.message
        await player.burst("<esc><f4><enter><f9>")
        assert "Close short: 60 ITEM1 will not be shipped?" in player.message
        assert not Forfeit.select().count()
        await player.burst("<f9>")
        assert player.message == "Closed short: 60 of 100 ITEM1; the order is finished, 50 to invoice"

    run(scene)
    assert [(row.quantity, row.reason) for row in Forfeit.select()] == [(D(60), "CUSTOMER")]


def test_giving_up_needs_a_reason_and_says_so_with_all_other_faults(number) -> None:
    async def scene(player: Player) -> None:
        await player.burst(go(number, "F101<f9>"))
        assert "2 to fix" in player.message
        assert "Reason is required: why is it closed short? F4 lists them" in player.screen
        await player.burst("<esc>60<f9>")
        assert player.message.startswith("Reason is required")
        assert player.app.desk.view.field.name == "reason"

    run(scene)
    assert not Forfeit.select().count()


def test_no_to_the_question_gives_nothing_up(number) -> None:
    async def scene(player: Player) -> None:
        await player.burst(go(number, "F60<tab><tab>cust<f9><f12>"))
        assert type(player.app.desk.view).__name__ == "ForfeitScreen"

    run(scene)
    assert not Forfeit.select().count()


def test_forfeiting_is_one_action_from_shipping_and_comes_back_to_what_was_typed(number) -> None:
    async def scene(player: Player) -> None:
        await player.burst(go(number, "S7<f10>F<enter><tab>10<tab>customer<f9><f9>"))
        assert "Closed short: 10 of 10 ITEM2" in player.message
        assert row_with(player, "10 ITEM1")[-1] == "7"
        assert "ITEM2" not in player.screen.split("Via")[0]
        await player.burst("<f9>")
        assert "Shipped 7 of 100 ITEM1" in player.message

    run(scene)


def test_giving_all_up_from_shipping_leaves_both_screens_with_the_outcome(number) -> None:
    async def scene(player: Player) -> None:
        await player.burst(go(number, "S7<f10>F<enter><f6><f6>customer<f9><f9>"))
        assert type(player.app.desk.view).__name__ == "OrderViewScreen"
        assert player.message == "Closed short: 2 lines; the order is finished"
        assert not player.app.desk.locked
        assert "finished" in player.screen.split("\n")[0]

    run(scene)


# -- invoicing ---------------------------------------------------------------------------------------------------
def test_an_invoice_starts_with_all_that_is_billable_and_says_whom_it_tells(number) -> None:
    """F-44, F-68, R-45: Emily by her subscription, not Robert, the primary contact."""
    fulfilment.ship(ANN, number, 1, {10: D(40)})

    async def scene(player: Player) -> None:
        await player.burst(go(number, "B"))
        assert "Bill to  Healthy Juices Inc. · Attn Emily Rose · 1 Main St" in player.screen
        assert row_with(player, "Notify ") == ["Notify", "Emily", "Rose,", "finance,", "e-mail"]
        assert "net 400.00 + tax 0.00 = 400.00 USD" in player.screen
        await player.burst("25")
        assert "= 250.00 USD" in player.screen, "the total is of what stands in the field"
        await player.burst("<down>")
        assert "= 250.00 USD" in player.screen
        await player.burst("<f9>")
        assert player.message.startswith("Invoice IN-1: 250.00 USD, pay by ")
        assert player.message.endswith("notify Emily Rose (e-mail)")  # nothing is sent yet
        assert row_with(player, "10 ITEM1")[2:7] == ["100", "40", "25", "-", "60"]

    run(scene)
    assert Invoice.get().gross == D(250)


def test_41_of_40_are_refused_then_25_pass_then_16_of_the_15_left_are_refused(number) -> None:
    """R-30."""
    fulfilment.ship(ANN, number, 1, {10: D(40)})

    async def scene(player: Player) -> None:
        await player.burst(go(number, "B41<f9>"))
        assert "41 is more than the 40" in player.message
        await player.burst("<esc>25<f9><f10>B<enter>16<f9>")
        assert "16 is more than the 15" in player.message

    run(scene)
    assert Invoice.select().count() == 1


def test_the_total_shown_is_the_total_invoiced_for_every_part(counter) -> None:
    """D-01, R-44: ten pieces of 0.02 at 19 % one by one."""
    account = CustomerAccount.get_by_id(counter.a1)
    number = rows.an_order(account, [("10", "0.02")], tax_rate="0.19").order.number
    fulfilment.ship(ANN, number, 1, {10: D(10)})

    async def scene(player: Player) -> None:
        for _ in range(10):
            await player.burst(go(number, "B1<tab><shift+tab>"))
            total = row_with(player, "Total")[-2]
            await player.burst("<f9>")
            assert f": {total} USD" in player.message
            await player.burst("<f2>")

    run(scene)
    assert sum(row.gross for row in Invoice.select()) == D("0.24")


def test_the_payment_is_due_by_the_day_of_the_invoice_and_the_terms(number) -> None:
    """R-33."""
    fulfilment.ship(ANN, number, 1, {10: D(40)})
    PaymentTerms.update(days=0).execute()

    async def scene(player: Player) -> None:
        await player.burst(go(number, "B"))
        terms = row_with(player, "Terms", "pay by")
        assert terms[terms.index("dated") + 1 : terms.index("dated") + 3] == terms[-2:]

    run(scene)


def test_nothing_billable_is_said_and_opens_nothing(number) -> None:
    async def scene(player: Player) -> None:
        await player.burst(go(number, "B"))
        assert player.message.startswith(f"Nothing of {number} is shipped and not yet invoiced")

    run(scene)


def test_without_a_subscriber_the_invoice_names_the_primary_contact(number, counter) -> None:
    """R-45."""
    house.EventSubscription.delete().execute()
    fulfilment.ship(ANN, number, 1, {10: D(40)})

    async def scene(player: Player) -> None:
        await player.burst(go(number, "B"))
        assert row_with(player, "Notify ") == ["Notify", "Robert", "Green,", "procurement,", "e-mail"]

    run(scene)


# -- an inactive customer ----------------------------------------------------------------------------------------
def test_the_open_order_of_an_inactive_customer_is_shipped_billed_and_finished(number) -> None:
    """R-15, F-17: it is said, and stops nothing."""
    fulfilment.ship(ANN, number, 1, {10: D(50)})
    CustomerAccount.update(active=False).execute()

    async def scene(player: Player) -> None:
        for key in "SFB":
            await player.burst(go(number, key))
            assert "The customer is inactive" in player.screen
            await player.burst("<f12><f12>")
        await player.burst(go(number, "S<f10>A<enter><f9>"))
        assert "the order is finished" in player.message
        await player.burst("<f10>B<enter><f9>")
        assert "Invoice IN-1: 1,150.00 USD" in player.message

    run(scene)
    assert SalesOrder.select().count() == 1


def test_a_customer_merged_into_an_active_one_is_not_said_to_be_inactive(number, counter) -> None:
    """F-28: whom an invoice tells are the people of the account that survived."""
    fulfilment.ship(ANN, number, 1, {10: D(50)})
    CustomerAccount.update(active=False, merged_into=counter.hq).where(CustomerAccount.id == counter.a1).execute()
    house.contact(counter.hq, "Hanna Quist", primary=True, roles=("buyer",), email="h@hq.example")

    async def scene(player: Player) -> None:
        await player.burst(go(number, "B"))
        assert "inactive" not in player.screen
        assert row_with(player, "Notify ") == ["Notify", "Hanna", "Quist,", "buyer,", "e-mail"]

    run(scene)


# -- papers ------------------------------------------------------------------------------------------------------
def test_the_papers_of_an_order_are_listed_and_shown_as_they_are_printed(number) -> None:
    async def scene(player: Player) -> None:
        await player.burst(go(number, "D"))
        assert [one.kind for one in player.app.desk.view.rows.items] == ["confirmation", "pick ticket"]
        await player.burst("<down>5<down>5<enter>")
        assert "ORDER CONFIRMATION" in player.screen
        await player.burst("<enter>")
        assert "PICK TICKET" in player.screen
        await player.burst("<enter><f12><f10>S<enter>40<f9><f10>B<enter><f9><f10>D<enter><down>5<down>5<enter>")
        assert "PACKING SLIP" in player.screen
        assert "HJ Warehouse" in player.screen
        await player.burst("<enter>")
        assert "INVOICE" in player.screen
        assert "Healthy Juices Inc." in player.screen
        await player.burst("<enter>")
        assert type(player.app.desk.view).__name__ == "PapersScreen"
        assert "No printer is set up here: ask " in player.screen and "| lp" not in player.screen

    run(scene)


def test_f9_prints_the_chosen_document_and_the_one_that_is_shown(number) -> None:
    fulfilment.ship(ANN, number, 1, {10: D(40)})
    sent = list[str]()

    def printer(rows) -> None:
        if sent:
            raise refuse("printer", "Not printed: lp: out of paper")
        sent.extend(rows)

    async def scene(player: Player) -> None:
        await player.burst(go(number, "D") + "<down><f9>")
        assert "Packing slip SH-1 sent to the printer" in player.screen
        assert "PACKING SLIP" in "".join(sent) and "Print" in player.screen and "F9 prints it" in player.screen
        await player.burst("<enter><f9>")
        assert player.message.startswith("Not printed: lp: out of paper")
        await player.burst("<f9><esc>")
        assert player.message.startswith("Not printed: lp: out of paper"), (
            "an Esc typed meanwhile ends nothing unseen"
        )
        await player.burst("<esc><f11>")
        assert "F11 does nothing here" in player.message

    run(scene, printer=printer)


def test_while_a_printer_takes_its_time_it_is_said(number) -> None:
    fulfilment.ship(ANN, number, 1, {10: D(40)})
    seen = list[str]()
    players = list[Player]()

    def printer(rows) -> None:
        time.sleep(0.1)
        seen.append(players[0].screen)

    async def scene(player: Player) -> None:
        players.append(player)
        await player.burst(go(number, "D") + "<down><f9>")
        assert "Printing packing slip SH-1 \N{HORIZONTAL ELLIPSIS}" in seen[0]
        assert "Printing" not in player.screen

    run(scene, printer=printer)


def test_without_a_printer_f9_says_so(number) -> None:
    fulfilment.ship(ANN, number, 1, {10: D(40)})

    async def scene(player: Player) -> None:
        await player.burst(go(number, "D") + "<down><f9>")
        assert "F9 does nothing here: the house has set up no printer" in player.message

    run(scene)


@pytest.mark.parametrize("size", [(80, 24), (132, 43), (60, 16)])
def test_the_chosen_document_is_previewed_where_no_figure_of_it_is_cut(number, size: tuple[int, int]) -> None:
    async def scene(player: Player) -> None:
        await player.burst(go(number, "S40<f9><f10>B<enter><f9><f10>D<enter>"))
        await player.burst("<down><down>")
        rows = player.screen.split("\n")
        assert any(row.startswith("> invoice") for row in rows)
        told = [row for row in rows if "Net USD" in row or row.strip().startswith("Total  ")]
        assert bool(told) is (size[0] >= 80)
        assert all(row.rstrip().endswith(("Net USD", ".00")) for row in told)

    run(scene, size=size)


def test_hostile_text_on_a_paper_does_not_reach_the_screen(number) -> None:
    """S-5."""
    house.Seller.update(name="Sun\x1b[2Jshine\u202e").execute()

    async def scene(player: Player) -> None:
        await player.burst(go(number, "S40<f9><f10>D<enter><down><enter>"))
        assert "Sun\ufffd[2Jshine\ufffd" in player.screen

    run(scene)


def test_a_paper_is_read_whole_on_the_smallest_screen(number) -> None:
    async def scene(player: Player) -> None:
        await player.burst(go(number, "S40<f9><f10>D<enter><down><enter>"))
        seen = player.screen
        for keys in ("<right>", "<pgdn>", "<left>"):
            await player.burst(keys)
            seen += player.screen
        for part in ("Sunshine Beverages LLC", number, "Net USD", "400.00", "ITEM1 described"):
            assert part in seen

    run(scene, size=(60, 16))


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (132, 43)])
@pytest.mark.parametrize("key", "SFB")
def test_every_line_of_a_long_order_is_reached_at_every_size(counter, size, key) -> None:
    revision = rows.an_order(CustomerAccount.get_by_id(counter.a1), [("3", "0.10")] * 24)
    number = revision.order.number
    fulfilment.ship(ANN, number, 1, {position: D(1) for position in range(10, 250, 10)})

    async def scene(player: Player) -> None:
        await player.burst(go(number, key))
        for position in range(10, 250, 10):
            cursor = player.app.cursor_position.y
            assert player.screen.split("\n")[cursor].split()[0] == str(position)
            await player.burst("<down>")
        await player.burst("<pgup><pgdn>")

    run(scene, size=size)


@pytest.mark.parametrize("key", "SFB")
def test_help_tells_every_key_of_the_screen(number, key) -> None:
    fulfilment.ship(ANN, number, 1, {10: D(40)})

    async def scene(player: Player) -> None:
        await player.burst(go(number, f"{key}<f1>"))
        seen = player.screen
        await player.burst("<pgdn>")
        seen += player.screen
        for name in ("F6", "F9", "F11", "Ctrl+D", "F10 A"):
            assert name in seen

    run(scene)


# -- days (C-43) -------------------------------------------------------------------------------------------------
def test_a_clock_that_is_wrong_ships_nothing_and_an_administrator_is_asked(number, monkeypatch) -> None:
    """F9 is refused with both days; an administrator's F9 asks, and F9 there ships."""
    monkeypatch.setattr("custtui.services.fulfilment.facts.today", lambda: date(2020, 1, 31))

    async def refused(player: Player) -> None:
        await player.burst(go(number, "S40<f9>"))
        assert "31 Jan 2020 is before the day of the order" in player.message

    async def asked(player: Player) -> None:
        await player.burst(go(number, "S40<f9>"))
        assert "Do it all the same?" in player.message
        await player.burst("<f9>")
        assert player.message.startswith("Shipped 40 of 100 ITEM1")

    run(refused, who=BEN)
    assert shipped() == []
    run(asked)
    assert shipped() == [(10, D(40))]
