"""The order screen and the lists of a customer's orders: what became of every line, and every key a clerk needs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from custtui.models.account import CustomerAccount
from custtui.models.draft import Draft, DraftLine
from custtui.models.order import Hold, OrderRevision, SalesOrder
from tests import rows
from tests.services import house
from tests.ui.keyplay import Player, run


@pytest.fixture
def changed(counter) -> OrderRevision:
    """The order of R-23: 100 A and 10 B, 40 and 20 shipped, 40 invoiced; then 120 A and 5 C more."""
    account = CustomerAccount.get_by_id(counter.a1)
    first = rows.an_order(account, [("100", "2.00"), ("10", "15.00")], po_number="4711")
    line = first.lines[0]
    rows.ship(line, Decimal(40))
    rows.bill(line, Decimal(40), Decimal("80.00"))
    rows.ship(line, Decimal(20))
    lines = [("120", "2.00"), ("10", "15.00"), ("5", "4.00")]
    return rows.an_order(account, lines, replaces=first, po_number="4711")


def row_with(player: Player, *parts: str) -> str:
    """The row of the screen that has all these parts."""
    return next(row for row in player.screen.split("\n") if all(part in row for part in parts))


def test_an_order_shows_what_became_of_every_line_and_money_that_adds_up(changed) -> None:
    """X-07, F-71, F-74."""

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI {changed.order.number}<enter>")
        assert "revision 2 of 2" in player.screen.split("\n")[0]
        assert row_with(player, "10 A").strip("> ").split()[2:7] == ["120", "60", "40", "-", "60"]
        assert row_with(player, "30 C").split()[2:7] == ["5", "-", "-", "-", "5"]
        assert "Ordered 410.00 = invoiced 80.00 + still to come 330.00" in player.screen
        assert "PO 4711" in player.screen
        assert row_with(player, "anna", "placed")

    run(scene)


@pytest.mark.parametrize("status", ["cancelled", "declined"])
def test_nothing_is_open_or_to_come_of_an_order_that_was_cancelled_or_declined(counter, status: str) -> None:
    """X-07, C-14: its lines show what ended with it, under the word for how it ended; nobody closed it short."""
    gone = rows.an_order(CustomerAccount.get_by_id(counter.a1), [("100", "2.00")], status=status)
    word = {"cancelled": "canceled"}.get(status, status)

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI {gone.order.number}<enter>")
        assert row_with(player, "10 A").strip("> ").split()[2:7] == ["100", "-", "-", "100", "-"]
        assert f"Ordered 200.00 = invoiced 0.00 + still to come 0.00 + {word} 200.00" in player.screen
        await player.burst("<down><enter>")
        assert f"{word} 100" in player.screen and "closed short" not in player.screen.lower()

    run(scene)


def test_the_chosen_line_says_what_is_to_invoice_and_its_window_where_it_was_booked(changed) -> None:
    """R-23: where it was originally booked stays readable."""

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI {changed.order.number}<enter><down>")
        assert "20 to invoice" in player.screen
        await player.burst("<enter>")
        assert "40 shipped" in player.screen
        assert "booked on revision 1" in player.screen
        await player.burst("<enter>")
        assert not player.app.desk.windows

    run(scene)


def test_options_on_two_lines_show_one_after_the_other_top_down(changed) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI {changed.order.number}<enter><down>5<down>5<enter>")
        assert "line 10: A" in player.screen
        await player.burst("<enter>")
        assert "line 20: B" in player.screen
        await player.burst("<enter>")
        assert not player.app.desk.windows

    run(scene)


def test_a_wrong_option_stops_there_and_leaves_what_is_below_typed(changed) -> None:
    """F-84."""

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI {changed.order.number}<enter><down>4<down>5<enter>")
        assert "Option 4 does not exist here: 2 change, 3 cover, 5 display" in player.message
        view = player.app.desk.view
        assert view.rows.chosen == 0
        assert view.rows.options == {0: "4", 1: "5"}

    run(scene)


def test_the_revision_before_can_be_seen_and_says_what_superseded_it(changed) -> None:
    """F-61."""

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI {changed.order.number}<enter><f10>r<enter><end><enter>")
        assert "superseded" in player.screen.split("\n")[0]
        assert "superseded by revision 2" in player.screen
        assert row_with(player, "10 A").strip("> ").split()[2:7] == ["100", "-", "-", "-", "100"]

    run(scene)


def test_standing_holds_are_told_with_what_is_missing(counter) -> None:
    account = CustomerAccount.get_by_id(counter.a1)
    revision = rows.an_order(account, status="pending")
    Hold.create(
        revision=revision,
        code="THRESHOLD",
        text="over the auto-accept limit of 5.00",
        amount=Decimal("19.84"),
        placed_by="ann",
    )
    Hold.create(revision=revision, code="UB", text=" ", placed_by="ann")  # kept before words were asked for

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI {revision.order.number}<enter>")
        assert "waiting" in player.screen.split("\n")[0]
        assert row_with(player, "Waiting", "19.84 over the auto-accept limit of 5.00")
        assert row_with(player, "waiting: 19.84 over the auto-accept limit of 5.00")
        assert row_with(player, "waiting: billed to another account") and "(UB)" not in player.screen

    run(scene)


@pytest.mark.parametrize("status", ["cancelled", "declined"])
def test_a_hold_of_an_order_that_came_to_nothing_does_not_stand(counter, status: str) -> None:
    """C-14: it is told in the history as what was, though nobody released it."""
    gone = rows.an_order(CustomerAccount.get_by_id(counter.a1), status=status)
    Hold.create(revision=gone, code="CREDIT", text="over the credit limit", placed_by="ann")

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI {gone.order.number}<enter>")
        assert "Waiting" not in player.screen and "waiting: " not in player.screen
        assert row_with(player, "was held: over the credit limit")

    run(scene)


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (132, 43)])
def test_every_line_is_reached_by_paging_at_every_size(counter, size) -> None:
    revision = rows.an_order(CustomerAccount.get_by_id(counter.a1), [("3", "0.10")] * 24)

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI {revision.order.number}<enter>")
        seen: set[str] = set()
        for _ in range(24):
            await player.burst("<down>")
            seen.update(row.split()[1] for row in player.screen.split("\n") if row.startswith(">"))
        assert seen == {str(position) for position in range(10, 250, 10)}
        await player.burst("<tab>")
        assert "placed" in player.screen

    run(scene, size=size)


def test_an_order_that_does_not_exist_is_refused_and_leaves_the_screen_below(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("<f10>OI 99999<enter>")
        assert "There is no order 99999" in player.message
        assert type(player.app.desk.view).__name__ == "CustomerLookup"

    run(scene)


def test_an_order_is_copied_into_a_new_order_of_the_customer_and_of_another(counter) -> None:
    """X-15."""

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5<f9>")
        number = SalesOrder.get().number
        await player.burst(f"<f10>OI {number}<enter><f10>c<enter>")
        assert [(row.draft.account_id, row.item) for row in DraftLine.select()] == [(counter.a1, "ITEM1")]
        await player.burst("<f12><f10>t<enter>3897-9<enter>")
        assert {row.account_id for row in Draft.select()} == {counter.a1, counter.hq}

    run(scene)


def test_the_orders_of_a_customer_come_newest_first_and_open_by_enter(counter) -> None:
    """F-25."""
    account = CustomerAccount.get_by_id(counter.a1)
    numbers = [rows.an_order(account, order_date=date(2026, 5, day), po_number=f"P{day}") for day in (1, 3, 2)]

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f8>")
        shown = [row.strip("> ").split()[0] for row in player.screen.split("\n") if " May " in row]
        assert shown[:3] == [numbers[1].order.number, numbers[2].order.number, numbers[0].order.number]
        await player.burst("<down><enter>")
        assert f"Order {numbers[2].order.number}" in player.screen
        await player.burst("<f12>")
        assert player.app.desk.view.rows.chosen == 1

    run(scene)


def test_options_on_two_orders_open_one_when_the_one_before_is_left(counter) -> None:
    """F-84."""
    account = CustomerAccount.get_by_id(counter.a1)
    for day in (1, 2, 3):
        rows.an_order(account, order_date=date(2026, 5, day), po_number=f"P{day}")

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f8>5<down><down>5<enter>")
        assert "PO P3" in player.screen
        await player.burst("<f12>")
        assert "PO P1" in player.screen
        await player.burst("<f12>")
        assert type(player.app.desk.view).__name__ == "CustomerOrders"
        assert not player.app.desk.view.rows.options

    run(scene)


def test_invoices_and_open_lines_are_one_key_away(changed) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f8><f8>")
        assert row_with(player, changed.order.number, "80.00")
        await player.burst("<f8>")
        assert row_with(player, "30 C", "Product C")
        await player.burst("<end><enter>")
        assert player.app.desk.view.rows.current.position == 30

    run(scene)


def test_enter_opens_the_first_order_and_what_is_typed_behind_it_is_refused(changed) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f8><enter>xyz")
        assert player.app.desk.locked and "2 keys not taken" in player.message
        assert type(player.app.desk.view).__name__ == "OrderViewScreen"

    run(scene)


def test_keys_that_mean_nothing_on_an_order_change_nothing_and_are_refused(changed) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI {changed.order.number}<enter>")
        before = player.screen
        await player.burst("<left><right><f9><f11>")
        assert player.screen.split("\n")[:-2] == before.split("\n")[:-2]
        assert not player.app.desk.locked
        keys = ("<delete>", "<backspace>", "<insert>", "<ctrl+d>", "<ctrl+e>")
        for refused in ("abc", "<f6>", "<f4>", "<kp+>", *keys):
            await player.burst(refused)
            assert player.app.desk.locked, refused
            assert player.screen.split("\n")[:-2] == before.split("\n")[:-2]
            await player.burst("<esc>")

    run(scene)


def test_a_long_list_of_orders_is_read_on_at_its_end(counter) -> None:
    account = CustomerAccount.get_by_id(counter.a1)
    for number in range(103):
        rows.an_order(account, [("1", "1.00")], po_number=f"P{number}")

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f8>")
        assert "[100+ Orders]" in player.screen
        await player.burst("<end>")
        assert player.app.desk.view.rows.chosen == 102
        assert "[103 Orders]" in player.screen and "more below" not in player.screen

    run(scene)


def test_a_line_says_where_it_goes_and_is_marked_only_where_that_is_elsewhere(counter) -> None:
    """F-78: the same site chosen once more is no other place; in order entry as on the order."""
    house.site(counter.a1, "Pier 7", "SHIP_TO", street="7 Pier", city="Hoboken", state="NJ")

    async def scene(player: Player) -> None:
        lines = "ITEM1<enter>1<enter>ITEM2<enter>1<enter>"
        await player.burst(f"3897-5<f7>{lines}<up><f7>Pier<enter><up><up><f7>HJ Ware<enter>")
        assert marked(player) == {"ITEM2"}
        await player.burst("<f9><f10>OI<enter>")
        assert marked(player) == {"ITEM2"} and "Hoboken" not in player.screen
        await player.burst("<down><down>")
        assert "to Pier 7, Hoboken" in player.screen

    def marked(player: Player) -> set[str]:
        rows = [row for row in player.screen.split("\n") if "»" in row]
        return {word for row in rows for word in row.split() if word.startswith("ITEM")}

    run(scene)


def test_a_copy_says_that_it_is_one_and_not_yet_placed(counter) -> None:
    """The outcome of the order before stands above, by its number."""

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>1<f9><f10>OI<enter><f10>C<enter>")
        assert "copy of SO-1001" in player.screen.split("\n")[0]
        assert player.message.startswith("Copy of SO-1001: not placed yet")

    run(scene)
