"""Keying orders: the flows of the order desk, each as one burst."""

from __future__ import annotations

import pytest

from custtui.models.draft import Draft, DraftLine
from custtui.models.order import OrderLine, OrderRevision, OrderShipTo, RevisionState, SalesOrder
from custtui.ui.kit.pane import main_width
from tests.services import house
from tests.services.keying import ordered
from tests.ui.flows import flows
from tests.ui.keyplay import Player, keys, run

FLOWS = flows("order-desk")


def lines_of_the_order() -> list[tuple[str, int]]:
    """Product and quantity of every line accepted or waiting."""
    rows = OrderLine.select().join(OrderRevision).order_by(OrderLine.id)
    return [(row.product_code, int(row.quantity)) for row in rows]


def test_the_standard_order_in_one_burst_ends_on_home_with_its_outcome(stand) -> None:
    async def scene(player: Player) -> None:
        await player.burst(FLOWS["standard"])
        number = SalesOrder.get().number
        assert number in player.message
        assert "Customers" in player.screen.split("\n")[0]
        assert player.app.desk.view.value("find") == ""

    run(scene)
    assert lines_of_the_order() == [("ITEM1", 5), ("ITEM2", 7)]
    assert RevisionState.get().status == "accepted"
    assert Draft.select().count() == 0


def test_a_mistyped_code_is_parked_and_the_blind_keys_behind_it_place_nothing(counter) -> None:
    """X-18: heads down, one wrong letter, played to the end."""

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEX1<enter>5<enter>ITEM2<enter>7<f9>3897-5<f7>ITEM2<enter>1<f9>")
        assert SalesOrder.select().count() == 0
        assert "keys not taken" in player.message
        await player.burst("<esc>ITEM1<enter><enter><f9>")

    run(scene)
    assert lines_of_the_order() == [("ITEM1", 5), ("ITEM2", 7)]


def test_a_customer_that_is_not_clear_locks_until_esc(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("zzzz<f7>ITEM1<enter>5<enter><f9>")
        assert player.app.desk.locked
        await player.burst("<esc>")
        assert not player.app.desk.locked

    run(scene)
    assert SalesOrder.select().count() == 0
    assert Draft.select().count() == 0


def test_every_line_and_half_typed_text_come_back_after_the_program_was_killed(counter) -> None:
    """X-12: nothing is done at the end; the next program finds it all."""

    async def first(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5<enter>NOPE<enter>2<enter>ITE")

    async def second(player: Player) -> None:
        assert "1 to fix" in player.screen
        await player.burst("<down>")
        assert "one line unfinished" in player.screen
        await player.burst("<enter>")
        assert "ITEM1" in player.screen
        assert "NOPE" in player.screen
        assert player.app.desk.view.value("item") == "ITE"

    run(first)
    assert DraftLine.select().count() == 2
    run(second)


@pytest.mark.parametrize("lines", [1, 2, 10])
def test_keys_beyond_the_data_stay_within_two_a_line_and_three(counter, lines: int) -> None:
    """P-11: everything that is not a letter of code, item, quantity or PO number is counted."""
    keyed = "<enter>".join(f"ITEM{n % 3 + 1}<enter>{n + 1}" for n in range(lines))
    plain, with_po = f"3897-5<f7>{keyed}<f9>", f"3897-5<f7><f8>4711<f8>{keyed}<f9>"

    async def scene(player: Player) -> None:
        await player.burst(plain)
        await player.burst(with_po)

    run(scene)
    assert SalesOrder.select().count() == 2
    assert _beyond(plain) <= 2 * lines + 3
    assert _beyond(with_po) <= 2 * lines + 5


def _beyond(script: str) -> int:
    return sum(1 for key in keys(script) if getattr(key, "character", None) is None)


def test_a_one_time_ship_to_lives_on_one_order_only(counter) -> None:
    """R-09: it is not offered again."""

    async def scene(player: Player) -> None:
        await player.burst(FLOWS["one-time ship-to"])
        await player.burst("3897-5<f7><f7>")
        assert "Hotel X" not in player.screen

    run(scene)
    ship_to = OrderShipTo.get()
    assert (ship_to.kind, ship_to.name, ship_to.city) == ("ONE_TIME", "Hotel X", "Reno")


def test_the_draft_is_asked_about_before_it_is_dropped(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5<enter><f11>")
        assert "F9 yes" in player.message
        await player.burst("<enter>y<f12>")
        assert DraftLine.select().count() == 1
        await player.burst("<f11><f9>")

    run(scene)
    assert Draft.select().count() == 0


def test_a_pasted_list_of_items_and_quantities_becomes_lines(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7><paste:ITEM1\t5\nITEM2\t7\n><f9>")

    run(scene)
    assert lines_of_the_order() == [("ITEM1", 5), ("ITEM2", 7)]


def test_a_single_row_pasted_with_its_end_is_a_line_and_text_without_stays_in_the_field(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7><paste:ITEM2,7\n><paste:5 ITEM1\n><paste:ITEM1><enter>3<enter><f9>")

    run(scene)
    assert lines_of_the_order() == [("ITEM2", 7), ("ITEM1", 5), ("ITEM1", 3)]


def test_a_single_row_without_its_end_is_a_line_where_it_leaves_no_doubt(counter) -> None:
    """X-18: else it stays in the field, is told of and parked; an order has none of it unseen."""

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7><paste:ITEM2,7>")
        assert "1 line pasted" in player.message
        await player.burst("<paste:5 ITEM1><paste:ITEX,3>")
        assert player.app.desk.top.fields[0].value == "ITEX,3"
        await player.burst("<enter><enter>")
        assert "item, quantity and price go into fields" in player.screen
        await player.burst("<up><delete><down><f9>")

    run(scene)
    assert lines_of_the_order() == [("ITEM2", 7), ("ITEM1", 5)]


def test_a_card_number_among_pasted_rows_is_named_by_its_row_and_the_others_are_lines(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7><paste:ITEM1\t5\n4111111111111111\t2\nITEM2\t7\n><f9>")
        assert player.app.desk.locked
        assert "Row 2 of the paste left out: a card number is never stored; 2 lines pasted" in player.screen
        assert "4111" not in player.screen
        await player.burst("<esc><f9>")

    run(scene)
    assert lines_of_the_order() == [("ITEM1", 5), ("ITEM2", 7)]


def test_an_arrow_on_a_line_tells_what_there_is_to_tell_of_it(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5<enter>ITEM1<enter>2<enter>NOPE<enter>1<enter>")
        await player.burst("<up>")
        assert ' Line 30: "NOPE" is not a product' in player.screen
        await player.burst("<up>")
        assert " Line 20: ITEM1 described · also on line 10" in player.screen

    run(scene)


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (132, 43)])
def test_the_order_screen_keeps_its_fields_at_every_size(counter, size: tuple[int, int]) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5<enter>ITEM2<enter>7")
        for text in ("3897-5", "Bill to", "Ship to", "Header", "ITEM1", "ITEM2", "Total", "F9 Place"):
            assert text in player.screen
        assert all(len(row) <= size[0] for row in player.screen.split("\n"))

    run(scene, size=size)


def test_what_was_half_typed_in_a_window_comes_back_with_it(counter) -> None:
    """X-12: the header and the form of a new address keep their text too."""

    async def header(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5<enter><f8>47")

    async def goes_on(player: Player) -> None:
        await player.burst("<down><enter><end>11<f8><f7><insert>Hotel X<tab><tab><tab>9 B")

    async def ends(player: Player) -> None:
        await player.burst("<down><enter>")
        assert "Hotel X" in player.screen
        await player.burst("<end>ay Rd<tab>Reno<tab>NV<tab>89501<f9><f9>")

    for scene in (header, goes_on, ends):
        run(scene)
    revision, ship_to = OrderRevision.get(), OrderShipTo.get()
    assert (revision.po_number, ship_to.name, ship_to.street) == ("4711", "Hotel X", "9 Bay Rd")


def test_an_address_is_kept_for_later_or_not_as_y_or_n_says_and_as_nothing_else(counter) -> None:
    """F-36, F-37: a slip of the finger is no one-time address."""

    async def scene(player: Player) -> None:
        typed = "Hotel X<tab><tab><tab>9 Bay Rd<tab>Reno<tab>NV<tab>89501<tab>US<tab>"
        await player.burst(f"3897-5<f7>ITEM1<enter>5<enter><f7><insert>{typed}T<f9>")
        assert player.message.startswith("Keep for later orders: type Y or N") and player.app.desk.locked
        assert player.app.desk.top.field.name == "keep"
        await player.burst("<esc>Y<f9>")
        assert "Hotel X" in player.screen and not player.app.desk.locked

    run(scene)


@pytest.mark.parametrize(("chosen", "typed"), [("<enter>", ("", "")), ("<down><enter>", ("9.00", ""))])
def test_f4_on_a_price_lists_figures_and_the_one_that_applies_is_not_typed(
    counter: house.House, chosen: str, typed: tuple[str, str]
) -> None:
    """X-10: every price with where it comes from; only another one than applies is a typed price."""
    house.list_price(counter.products["ITEM1"], "9.00", from_quantity="6")

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5<tab><f4>")
        assert (
            "* 10.00" in player.screen and "list LIST from 6, since 1 Jan 2000, by ben, not reached" in player.screen
        )
        await player.burst(chosen)
        entry = player.app.desk.view.entry  # pyright: ignore[reportAttributeAccessIssue]
        assert (entry["price"].value, entry["price_reason"].value) == typed

    run(scene)


def test_the_price_that_applies_takes_a_typed_one_and_its_reason_away(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5<tab>8.00<tab>MATCH<backtab><f4><enter>")
        entry = player.app.desk.view.entry  # pyright: ignore[reportAttributeAccessIssue]
        assert entry["price"].value == "" and entry["price_reason"].value == "" and entry["price_reason"].locked

    run(scene)


STRAY = "3897-5<f7>ITEM1<enter>5<enter><f8>ITEM2<enter>3"


@pytest.mark.parametrize("leave", ["<f9>", "<f8><f9>", "<f12><f9>"])
def test_a_line_keyed_behind_a_stray_f8_is_told_of_before_the_order_is_placed(counter, leave: str) -> None:
    """X-18: the PO number is a product's code; nothing is placed blind, and F9 once more places it so."""

    async def scene(player: Player) -> None:
        await player.burst(f"{STRAY}{leave}3897-5<f7>ITEM2<enter>1<f9>")
        assert player.message.startswith('PO number "ITEM2" is product ITEM2') and player.app.desk.locked
        assert SalesOrder.select().count() == 0
        await player.burst("<esc><f9>")

    run(scene)
    assert lines_of_the_order() == [("ITEM1", 5)] and OrderRevision.get().po_number == "ITEM2"


def test_a_line_keyed_behind_a_stray_f4_never_becomes_another_product(counter) -> None:
    """X-18: what is typed behind a chosen code replaces it; ITEM2 and a quantity are not ITEM23."""
    house.product("ITEM23", "1.00")

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5<enter><f4>ITEM2<enter>3<f9>")
        assert '"3" is not a product' in player.message and SalesOrder.select().count() == 0
        await player.burst("<esc><f4>ITEM2<enter><ctrl+e>3<f9>")

    run(scene)
    assert lines_of_the_order() == [("ITEM1", 5), ("ITEM2", 3)]


def test_the_line_goes_where_it_belongs_once_the_po_number_was_cleared(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"{STRAY}<f8>")
        assert 'PO number "ITEM2" is product ITEM2' in player.message
        await player.burst("<f8><ctrl+e><ctrl+e><f8>ITEM2<enter>3<f9>")

    run(scene)
    assert lines_of_the_order() == [("ITEM1", 5), ("ITEM2", 3)] and OrderRevision.get().po_number == ""


def test_f4_on_an_empty_item_lists_what_the_customer_usually_buys_first(counter) -> None:
    """X-20: item, last quantity, last price paid, when, how often, newest first; then all products."""
    for lines in (("ITEM3 x2",), ("ITEM2 x4", "ITEM3 x9"), ("ITEM2 x7",)):
        ordered(counter.a1, *lines)

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7><f4>")
        rows = [row.lstrip("> ") for row in player.screen.split("\n") if row.lstrip("> ").startswith("ITEM")]
        assert [row.split()[0] for row in rows] == ["ITEM2", "ITEM3", "ITEM1", "ITEM2", "ITEM3"]
        told = [" ".join(row.split()) for row in rows[:2]]
        assert "ITEM2 7 at 15.00 on " in told[0] and ", 2 orders" in told[0]
        assert "ITEM3 9 at " in told[1] and ", 2 orders" in told[1]
        await player.burst("<enter><enter>3<f9>")
        assert "SO-" in player.message

    run(scene)
    assert OrderLine.select().order_by(OrderLine.id.desc()).get().product_code == "ITEM2"


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("wanted", "soon"),
        ("payment_method", "M"),
        ("ordered_by", "Nobody"),
        ("contract", "M"),
        ("prices_on_note", "M"),
    ],
)
def test_the_forecast_reads_a_header_field_as_f9_will(counter: house.House, field: str, wrong: str) -> None:
    """X-09: while it is typed, before F8 takes it or F9 refuses it; as it stood it is accepted again."""

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5<enter>")
        assert "will be accepted" in player.screen
        await player.burst("<f8>")
        window = player.app.desk.top
        window.go(field)
        before = window.field.value
        await player.burst(f"{wrong}")
        assert window.by_name(field).value == wrong, player.screen
        assert "will be accepted" not in player.screen and "to fix" in player.screen, player.screen
        window.field.fill(before)
        await player.burst("<tab>")
        assert "will be accepted" in player.screen

    run(scene)


def test_a_wide_screen_shows_beside_the_lines_what_was_bought_before_and_what_is_still_open(counter) -> None:
    """X-20, and nothing of it on a screen of 80 columns."""
    ordered(counter.a1, "ITEM2", "ITEM3")

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5")
        rows = player.screen.split("\n")
        wide = [row[main_width(132) :] for row in rows]
        assert [("Bought before" in row, "Still open" in row) for row in wide].count((True, False)) == 1
        for code in ("ITEM2", "ITEM3"):
            assert sum(code in row for row in wide) == 2  # bought before, and still open
            assert not any(code in row[: main_width(132)] for row in rows)

    async def narrow(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5")
        assert "Bought before" not in player.screen

    async def covered(player: Player) -> None:
        await player.burst("3897-5<f7><f8>")
        assert "Bought before" in player.screen, "under a window that came up before it was read too"

    run(scene, size=(132, 43))
    run(covered, size=(132, 43))
    run(narrow, size=(80, 24))


def test_on_a_high_screen_the_lines_stand_beside_the_entry_line(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5<enter>ITEM2<enter>7")
        rows = player.screen.split("\n")
        line, entry = (next(at for at, row in enumerate(rows) if code in row) for code in ("ITEM1", "ITEM2"))
        assert entry - line == 2
        assert "Description" in rows[line - 1]

    run(scene, size=(80, 43))


def test_a_list_of_short_codes_leaves_its_room_to_what_is_said_of_them(counter) -> None:
    """F4 on an empty item: the codes had 28 cells, and what was bought was cut behind them."""
    ordered(counter.a1, "ITEM2", "ITEM3")

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7><f4>")
        row = next(row for row in player.screen.split("\n") if row[4:].startswith("ITEM2"))
        assert row[4:20].split()[1:], "the code has the cells it needs"

    run(scene)


def test_a_blank_that_no_field_takes_is_called_so(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("<f10>AQ<enter> ")
        assert player.message.startswith("A blank is not taken: no field here to type into")
        await player.burst("<esc>x")
        assert player.message.startswith('"x" is not taken: no field here to type into')

    run(scene)
