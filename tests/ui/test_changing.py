"""Changing an order by keys: what was beside what is, in few keys, from anywhere; R-23 played over a pty (P-11)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from custtui.models.account import CustomerAccount
from custtui.models.base import db
from custtui.models.draft import Draft
from custtui.models.product import Product
from custtui.services import fulfilment, orders
from custtui.services import order_entry as desk
from custtui.services.check import check
from tests.services import house
from tests.services.changing import change, pointers
from tests.services.fulfilling import adds_up, line, of
from tests.services.house import BEN
from tests.services.keying import ordered
from tests.terminal.rest import at_rest
from tests.ui.flows import flows
from tests.ui.keyplay import ANN, Player, keys, run
from tests.ui.over_pty import make_counter, program, read
from tests.ui.test_on_the_line import at_once

D = Decimal


@pytest.fixture
def number(sqlite_database) -> str:
    made = house.stand()
    house.promote()
    return ordered(made.a1, "ITEM1 x10", "ITEM2 x4").number


def told(player: Player) -> str:
    return " ".join(player.screen.split())


@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
def test_a_change_shows_what_was_beside_what_is_and_what_will_happen(number: str, size: tuple[int, int]) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"{number}<enter><down>2<enter>12<enter>ITEM3<enter>5<enter>")
        screen = told(player)
        assert f"Change of {number} (revision 2)" in screen
        assert "was 160.00 (+40.00)" in screen and "will be accepted" in screen
        await player.burst("<up><up><up>")
        assert "was 10" in told(player)
        await player.burst("<f9>")
        assert f"{number} revision 2 accepted automatically, 200.00 USD" in told(player)

    run(scene, size=size)
    assert [one.quantity for one in orders.order(number).lines] == [12, 4, 5]


def test_p_11_one_quantity_is_changed_in_six_keys_beyond_the_data(number: str) -> None:
    for opened in ("<enter><down>2<enter>", "<f10>OM<enter>"):
        assert len(keys(opened)) + len(keys("<f9>")) <= 6

    async def scene(player: Player) -> None:
        await player.burst(f"{number}<enter><down>2<enter>12<f9>")
        assert line(number).quantity == 12
        await player.burst(f"<f10>OM {number} 20<enter>3<f9>")
        assert line(number, 20).quantity == 3

    run(scene)


def test_a_split_is_told_before_anything_is_written(number: str) -> None:
    fulfilment.ship(ANN, number, 1, of(p10="4"))

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OM {number} 10<enter><tab>9<enter>GOODWILL<enter>")
        draft = desk.start_change(ANN, number)
        assert draft.outcome == "will be accepted; line 10 splits: 4 stay at 10.00, 6 at 9.00 as line 30"
        assert "line 10 splits: 4 stay" in told(player) and "at 9.00 as line 30" in told(player)
        assert pointers(number) == (1, None)

    run(scene)


def test_r_25_who_comes_second_is_shown_what_stands_now(number: str) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OM {number} 10<enter>12<enter>")
        desk.place(BEN, change(number, (20, {"quantity": "3"}), who=BEN).id)
        await player.burst("<f9>")
        assert f"{number} has changed: revision 2 by ben stands now" in player.message
        assert f"Order {number} · accepted · revision 2 of 2" in told(player)
        await player.burst("<esc><f12>")
        assert f"Change of {number}" in told(player)

    run(scene)
    assert (pointers(number), line(number).quantity) == ((2, None), 10)


def test_a_change_left_untouched_is_not_kept_one_that_was_touched_is(number: str) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OM {number}<enter><f12>")
        assert "change of" not in told(player) and "saved" not in player.message
        await player.burst(f"<f10>OM {number} 10<enter>9<enter><f12>")
        assert f"Change of {number} saved: home lists it" in told(player)
        assert f"of {number} · 2 lines" in told(player)

    run(scene)


def test_another_clerk_is_named_and_what_is_no_order_or_line_is_said(number: str) -> None:
    change(number, (20, {"quantity": "3"}), who=BEN)

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OM {number} 99<enter>")
        assert f"{number} has no line 99; Ben is changing this order" in player.message
        await player.burst("<f12><f10>OM SO-7<enter>")
        assert "There is no order SO-7" in player.message
        await player.burst(f"<esc><f10>OM {number} x<enter>")
        assert '"x" is not a position' in player.message

    run(scene)


def test_r_23_played_in_one_burst_over_a_pty(sqlite_template: Path, tmp_path: Path) -> None:
    script = flows("order-desk")["changed after it was shipped and invoiced in part"]
    path = make_counter(sqlite_template, tmp_path / "counter.sqlite")
    with program(path) as terminal:
        at_once(terminal, script)
        assert terminal.wait_for("revision 2 of 2"), terminal.text()
        at_rest(terminal)
        assert "SO-1001" in terminal.text() and "410.00" in terminal.text()
    one = read(path)
    try:
        order, first = orders.order("SO-1001"), orders.order("SO-1001", 1)
        shown = line("SO-1001")
        assert (order.revision, order.supersedes, order.gross, first.gross) == (2, 1, D("410.00"), D("350.00"))
        assert (shown.quantity, shown.shipped, shown.invoiced, shown.open, shown.billable) == (120, 60, 40, 60, 20)
        assert ([gross for _, _, gross in order.invoices], len(order.shipments)) == ([D("80.00")], 2)
        assert (first.shipments, first.invoices) == ((), ())
        adds_up(order)
        assert list(check()) == []
    finally:
        one.close()
        db.initialize(None)


@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
def test_f_61_the_revisions_tell_side_by_side_what_changed(number: str, size: tuple[int, int]) -> None:
    desk.place(ANN, change(number, (10, {"quantity": "12"}), (30, {"item": "ITEM3", "quantity": "5"})).id)

    async def scene(player: Player) -> None:
        await player.burst(f"{number}<enter><f10>R<enter>")
        for said in (
            "Revision 2 · accepted",
            "10 ITEM1 10 12",
            "30 ITEM3 - 5 at 4.00",
            "total 160.00 200.00",
            "Revision 1 · superseded by revision 2",
        ):
            assert said in told(player)
        await player.burst("<down>")
        assert "What line 10 ITEM1 Was 10 Now 12" in told(player)
        await player.burst("<end><enter>")
        assert f"Order {number} · superseded · revision 1 of 2" in told(player)
        await player.burst("<down>2<enter>")
        assert "Revision 1 was superseded: only what stands is changed" in player.message

    run(scene, size=size)


def test_more_than_is_ordered_goes_out_within_the_tolerance_by_the_same_key(number: str) -> None:
    Product.update(over_tolerance=D("0.1")).execute()
    CustomerAccount.update(credit_limit=D(1000)).execute()

    async def scene(player: Player) -> None:
        await player.burst(f"{number}<enter><f10>S<enter>12<f9>")
        assert "12 is more than the 10 pieces open" in player.message
        await player.burst("<esc>11")
        assert "Over ITEM1 10 -> 11 ordered first order raised by 10.00, credit left then" in told(player), (
            player.screen
        )
        assert "3897-5 Healthy Juices Inc." in told(player)
        await player.burst("<f9>")
        assert "hipped 11 of 11 ITEM1" in told(player)
        assert "order raised by 10.00, credit left then" in told(player)
        assert "revision 2 of 2" in told(player)

    run(scene)
    assert (line(number).shipped, line(number).open, pointers(number)) == (11, 0, (2, None))


def test_a_small_rest_is_kept_open_or_closed_as_the_clerk_says(number: str) -> None:
    """C-30: it stays open; only a shipment that is called the last closes it."""
    Product.update(under_tolerance=D("0.1")).execute()

    async def scene(player: Player) -> None:
        await player.burst(f"{number}<enter><f10>S<enter>9<tab>")
        assert "1 ITEM1: stays open" in told(player)
        await player.burst("<f9>")
        assert "1 open" in player.message
        await player.burst("<f10>S<enter><end>")
        assert "Rest" in player.screen
        await player.burst("<f9><esc>0.5<tab><tab><tab>nonsense<f9>")
        assert '"nonsense" is not an answer: KEEP, CLOSE' in player.message
        await player.burst("<esc>c")
        assert "0.5 ITEM1: closed short, within tolerance" in told(player)
        await player.burst("<f9>")
        assert "0.5 closed short as within tolerance" in player.message

    run(scene)
    assert (line(number).forfeited, line(number).open) == (D("0.5"), 0)


def test_a_change_placed_at_another_terminal_leads_to_the_order(number: str) -> None:
    """The same clerk, the same change: nothing is asked of him that is done, and no draft is called gone."""

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OM {number} 10<enter>12<enter>")
        desk.place(ANN, Draft.select().get().id)
        await player.burst("<f9>")
        assert f"{number} as it stands" in player.message
        assert "revision 2 of 2" in player.screen
        await player.burst("<esc><f12>")
        assert player.app.desk.view.title == "Customers"

    run(scene)


@pytest.mark.parametrize("keys", ["0<enter>", "<enter><up><delete>"])
def test_why_a_line_is_canceled_is_asked_once_before_anything_is_written(number: str, keys: str) -> None:
    """C-46: quantity 0 or Delete, then F9: a coded reason as for a whole order; F12 goes back to the change."""

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OM {number} 20<enter>{keys}<f9>")
        assert "Cancel line 20 ITEM2" in player.screen
        assert pointers(number) == (1, None)
        await player.burst("<f12>")
        assert f"Change of {number}" in player.screen and pointers(number) == (1, None)
        await player.burst("<f9><f9>")
        assert "Reason is required: why is it canceled?" in player.message
        await player.burst("<esc>whim<f9>")
        assert '"whim" is not a reason' in player.message
        await player.burst("<esc><ctrl+e>CUSTOMER<f9>")
        assert f"{number} revision 2" in player.screen or "automatically" in player.screen

    run(scene)
    assert (line(number, 20).quantity, pointers(number)) == (0, (2, None))
    assert [one.text for one in orders.order(number).events][-2].endswith("; canceled: CUSTOMER")


def test_what_was_stands_beside_what_a_change_makes_of_payer_and_header(number: str) -> None:
    """The payer, the PO number, how it is paid and travels: each says what it was, and nothing where it stays."""
    a1, hq = (CustomerAccount.get(CustomerAccount.code == code).id for code in ("3897-5", "3897-9"))
    house.related(hq, a1, bill_to=True)

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OM {number} 10<enter>11<enter>")
        assert "(was " not in player.screen
        await player.burst("<f12>")
        draft = desk.choose_payer(ANN, desk.start_change(ANN, number).id, "3897-9")
        header = replace(draft.header, po_number="PO-2", ship_via="UPS", payment_method=house.CARD, wanted="+9")
        desk.set_header(ANN, draft.id, header)
        await player.burst(f"<f10>OM {number}<enter>")
        for said in (
            "PO-2 (was none)",
            "via UPS (was none)",
            "(was Check)",
            "H.Q. Corp (was 3897-5 Healthy",
        ):
            assert said in told(player), player.screen

    run(scene, size=(132, 40))
