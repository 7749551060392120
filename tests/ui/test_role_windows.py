"""The role windows of order entry: whose lines go where, by keys, and what the database says of it."""

import pytest

from custtui.models.account import CustomerAccount, CustomerSite
from custtui.models.draft import Draft
from custtui.models.order import OrderLine, OrderPosition, OrderShipTo, SalesOrder
from custtui.models.party import Location, PartySite
from tests.services import house
from tests.services.keying import ordered
from tests.ui.keyplay import Player, keys, run

THREE = "3897-5<f7>ITEM1<enter>5<enter>ITEM2<enter>7<enter>ITEM3<enter>1<enter>"


def played(script: str) -> list[tuple[int, str]]:
    """Position and ship-to of each line of the order that the keys placed."""

    async def scene(player: Player) -> None:
        await player.burst(script)

    run(scene)
    rows = OrderLine.select(OrderPosition.position, OrderShipTo.alias).join(OrderPosition).switch(OrderLine)
    return list(rows.join(OrderShipTo).order_by(OrderPosition.position).tuples())


@pytest.fixture
def annex(counter) -> house.House:
    house.site(counter.a1, "Annex", "SHIP_TO")
    return counter


def test_letters_only_filter_and_the_line_alone_goes_there(annex) -> None:
    home = "HJ Warehouse"
    assert played(f"{THREE}<up><f7>Annex<enter><f9>") == [(10, home), (20, home), (30, "Annex")]


@pytest.mark.parametrize("name", ["Annex", "Front", "All lines", "From here on", "A", "F", "aF"])
def test_a_name_is_only_a_name_whatever_its_letters(counter, name: str) -> None:
    house.site(counter.a1, f"{name} Depot", "SHIP_TO")
    home = "HJ Warehouse"
    wanted = [(10, home), (20, home), (30, f"{name} Depot")]
    assert played(f"{THREE}<up><f7>{name} Depot<enter><f9>") == wanted


@pytest.mark.parametrize("key", ["<f8>", "<f11>", "<ctrl+d>"])
def test_a_key_the_window_has_no_use_for_says_so(annex, key: str) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"{THREE}<up><f7>{key}")
        desk = player.app.desk
        assert desk.locked and desk.windows

    run(scene)
    assert SalesOrder.select().count() == 0


def test_the_cursor_alone_takes_four_keys(annex) -> None:
    """P-11: every key counted, the choice in the list too."""
    change = "<f7><right><down><enter>"
    placed = played(f"{THREE}<up><up>{change}ITEM1<enter>2<f9>")
    assert len(keys(change)) <= 5 and len({place for _, place in placed[1:]}) == 1
    assert placed[0][1] == "HJ Warehouse" and len(placed) == 4


@pytest.mark.parametrize(("change", "went"), [("<f7>20<up><enter>", 0), ("<up><up><f7><right><up><enter>", 2)])
def test_the_keys_of_another_ship_to_from_a_line_on_are_five_with_its_position(annex, change, went) -> None:
    """P-11: every key counts, the digits of the position and the choice too; going to the line does not."""
    assert len(keys(change)) - went <= 5
    places = [place for _, place in played(f"{THREE}{change}ITEM1<enter>2<f9>")]
    assert places[0] == "HJ Warehouse" and len(places) == 4
    assert len(set(places[1:])) == 1 and places[1] != "HJ Warehouse"


@pytest.mark.parametrize("find", ["9 Old", "10 Old", "1 Old", "08608"])
def test_digits_of_an_address_filter_as_its_letters_do(counter, find: str) -> None:
    house.site(counter.a1, "Old", "SHIP_TO", street=f"{find} Rd")

    async def scene(player: Player) -> None:
        await player.burst(f"{THREE}<f7>{find}")
        window = player.app.desk.top
        assert window.value("find") == find and window.value("position") == "" and window.scope == "order"
        await player.burst("<enter><f9>")

    run(scene)
    assert {line.ship_to.alias for line in OrderLine.select()} == {"Old"}


@pytest.mark.parametrize("change", ["<up><up><f7><right>Annex<enter>", "<f7><tab>20Annex<enter>"])
def test_from_here_on_is_these_lines_and_all_keyed_later_in_five_keys(annex, change) -> None:
    """P-11, by the cursor on the line and by its position typed; going there is not counted."""
    placed = played(f"{THREE}{change}ITEM1<enter>2<f9>")
    assert placed == [(10, "HJ Warehouse"), (20, "Annex"), (30, "Annex"), (40, "Annex")]
    beyond = [key for key in keys(change.replace("<up>", "")) if getattr(key, "character", None) is None]
    assert len(beyond) <= 5


def test_a_position_that_is_not_there_is_refused(annex) -> None:
    """A slip for 20 would leave 20 and 30 where they were."""
    assert played(f"{THREE}<up><f7><tab>77<tab>Annex<enter><f9>") == []
    assert not OrderShipTo.select().where(OrderShipTo.alias == "Annex").exists()


def test_from_here_on_outlives_the_program(annex) -> None:
    async def first(player: Player) -> None:
        await player.burst(f"{THREE}<up><f7><right>Annex<enter>")
        assert "to Annex" in player.screen

    run(first)
    assert Draft.get().next_from == 30
    assert played("<down><enter>ITEM1<enter>2<f9>")[2:] == [(30, "Annex"), (40, "Annex")]


def test_pasted_lines_go_there_too(annex) -> None:
    placed = played(f"{THREE}<up><f7><right>Annex<enter><paste:ITEM1\t5\\nITEM2\t7\\n><f9>")
    assert [place for _, place in placed] == ["HJ Warehouse", "HJ Warehouse", "Annex", "Annex", "Annex"]


def test_tab_goes_on_to_the_ship_to_of_the_line(annex) -> None:
    placed = played("3897-5<f7>ITEM1<enter>5<tab><tab><tab><tab>Annex<enter>ITEM2<enter>1<f9>")
    assert placed == [(10, "Annex"), (20, "HJ Warehouse")]


def test_a_ship_to_that_is_none_parks_the_line(annex) -> None:
    assert played("3897-5<f7>ITEM1<enter>5<tab><tab><tab><tab>Nowhere<enter><f9>") == []
    assert SalesOrder.select().count() == 0


@pytest.mark.parametrize("key", ["<f6>", "<f7>"])
def test_the_same_key_closes_its_window(counter, key) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<f7>{key}{key}")
        assert not player.app.desk.windows

    run(scene)


def test_a_payer_not_allowed_names_customer_maintenance(counter) -> None:
    """F-39, R-05: with A76 off."""

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7><f6>3897-9<enter>")
        assert "Customer Maintenance" in player.message

    run(scene)


def test_who_else_may_pay_is_told_as_the_window_opens_with_the_key_that_leads_there(counter) -> None:
    """R-05: it was told only once another payer was typed, and no key was named; F2 leads there and back."""
    house.related(counter.hq, counter.a1, bill_to=False)

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7><f6>")
        assert "Somebody else: Customer Maintenance says who pays; F2 leads there" in player.screen
        await player.burst("3897-9<enter>")
        assert player.message.startswith("3897-9 H.Q. Corp may not be billed here: see Customer Maintenance, F2")
        await player.burst("<esc><ctrl+e><f2><f10>P<enter><f4>3897-9<enter><f12><f12>")
        assert "3897-9 H.Q. Corp" in player.screen and player.app.desk.windows
        await player.burst("3897-9<enter>")
        assert not player.app.desk.windows and not player.app.desk.locked

    run(scene)
    assert Draft.get().bill_to_account_id == counter.hq


def test_where_anybody_may_be_billed_no_other_place_is_named(counter) -> None:
    house.control("bill_to_in_order_entry", True)

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7><f6>")
        assert "Customer Maintenance" not in player.screen
        await player.burst("<f12><f7>")
        assert "Customer Maintenance" not in player.screen

    run(scene)


def test_prices_on_note_is_y_or_n(counter) -> None:
    gift = "3897-5<f7>ITEM1<enter>1<enter><f8><tab><tab><tab><tab><tab><tab><tab><tab>M<f9>"

    async def scene(player: Player) -> None:
        await player.burst(gift)
        assert "Prices on slip" in player.message and player.app.desk.locked
        assert SalesOrder.select().count() == 0

    run(scene)


def test_an_order_to_nowhere_is_refused(counter) -> None:
    """R-12: neither street nor city."""
    place = CustomerSite.get_by_id(counter.s2).party_site_id
    Location.update(street="", city="").where(Location.id == PartySite.get_by_id(place).location_id).execute()

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>1<enter><f9>")
        assert "neither street nor city" in player.message

    run(scene)
    assert SalesOrder.select().count() == 0


def test_why_a_payment_method_is_not_open_to_another_payer_stands_below_the_header(counter) -> None:
    """R-02: before F9, which only counts it."""
    house.related(counter.hq, counter.a1, bill_to=True)

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>1<enter><f8><tab><tab>CASH<tab><f12><f6><down><enter>")
        assert "? Cash not allowed when another party is billed" in player.screen
        await player.burst("<f6><up><enter>")
        assert "not allowed" not in player.screen

    run(scene)


def test_whose_credit_it_is_stands_with_what_was_left_before_where_something_waits(counter) -> None:
    """C-35, at 80 columns: another pays, and another order of theirs waits."""
    CustomerAccount.update(credit_limit=10_000, accept_threshold=10).execute()
    house.default_bill_to(counter.a1, counter.hq)
    ordered(counter.a1, "ITEM1 x5")

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>1<enter>")
        shown = " ".join(player.screen.split())
        assert "Credit left after this order 9,990.00, H.Q. Corp" in shown
        assert "was 10,000.00 of 10,000.00 · 50.00 waiting" in shown

    run(scene)
