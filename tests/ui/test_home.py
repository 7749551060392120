"""Home: finding customers, acting on rows, drafts in the list."""

from __future__ import annotations

from custtui.models.account import ContactPoint, CustomerAccount
from custtui.models.order import OrderRevision
from custtui.services import lookup, order_entry
from custtui.services.approval import waiting_orders
from custtui.services.profile import customers
from tests.services import house
from tests.services.house import ANN, BEN
from tests.services.keying import keyed, ordered
from tests.ui.keyplay import Player, run


def test_a_full_code_and_enter_open_the_profile_in_one_burst(counter) -> None:
    """F-01, F-05."""

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter>")
        assert "Healthy Juices Inc." in player.screen
        assert type(player.app.desk.view).__name__ == "CustomerProfile"

    run(scene)


def test_enter_with_several_hits_goes_to_the_list_and_locks_until_an_arrow(counter) -> None:
    house.customer("3897-77", "Healthy Greens")
    _index()

    async def scene(player: Player) -> None:
        await player.burst("hea<enter>xyz")
        assert player.app.desk.locked
        assert "3 keys not taken" in player.message
        assert player.app.desk.view.value("find") == "hea"
        await player.burst("<down><enter>")
        assert type(player.app.desk.view).__name__ == "CustomerProfile"

    run(scene)


def test_a_miss_shows_the_names_around_and_create_carries_the_text(counter) -> None:
    """F-04, F-06."""

    async def scene(player: Player) -> None:
        await player.burst("Healthz")
        assert "nothing matches" in player.screen
        assert "Healthy Juices Inc." in player.screen
        assert player.app.desk.view.hits.rows.chosen == -1
        await player.burst("<f6>")
        assert "Healthz" in player.screen

    run(scene)


def test_options_on_rows_are_worked_off_top_down(counter) -> None:
    """F-84: one after the other, each when the one before is left."""
    house.customer("3897-77", "Healthy Greens")
    _index()

    async def scene(player: Player) -> None:
        await player.burst("hea<down>5<down>5<enter>")
        first = player.screen
        await player.burst("<f12>")
        second = player.screen
        assert first != second
        assert all(type(view).__name__ == "CustomerProfile" for view in player.app.desk.views[1:])
        await player.burst("<f12>")
        assert len(player.app.desk.views) == 1

    run(scene)


def test_leaving_the_program_asks_and_enter_is_not_yes(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("<f3><enter>")
        assert player.app.is_running
        assert "Leave custtui?" in player.message
        await player.burst("<f12>")
        assert not player.app.desk.locked

    run(scene)


def test_keys_that_mean_nothing_here_do_nothing(counter) -> None:
    async def scene(player: Player) -> None:
        before = player.screen
        await player.burst("<delete><left><right><backspace>")
        assert player.screen == before

    run(scene)


def _index() -> None:
    from custtui.models.search.engine import rebuild

    rebuild()


def test_a_long_code_is_shown_whole_and_the_list_does_not_jump_back(counter) -> None:
    house.customer("1000-214912", "Zeta Shop of the Long Code")
    _index()

    async def scene(player: Player) -> None:
        await player.burst("zeta")
        assert "1000-214912 Zeta Shop" in player.screen
        await player.burst("<home><ctrl+e>3897-5")
        assert "3897-5      Healthy Juices" in player.screen

    run(scene)


def test_a_small_screen_shows_why_a_customer_was_found_in_place_of_its_address(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("emily")
        heads, hit = player.screen.split("\n")[3:5]
        assert heads.split() == ["Code", "Customer", "Where", "Open"]
        assert hit.split()[:5] == ["3897-5", "Healthy", "Juices", "Inc.", "contact"]
        await player.burst("<home><ctrl+e>3897-<down>")
        rows = player.screen.split("\n")
        assert sum(row.startswith(("   3897-", ">  3897-")) for row in rows[4:6]) == 2 and not rows[6], "the list"
        assert all(rows[7:11]) and not any(rows[11:14]), "four rows of the customer right below"

    run(scene, size=(60, 16))


def test_the_list_reads_on_to_the_last_hit(counter) -> None:
    for number in range(100, 190):
        house.customer(f"3897-{number}", f"Zeta Shop {number}")
    _index()

    async def scene(player: Player) -> None:
        await player.burst("zeta" + "<pgdn>" * 20 + "<down>" * 30)
        assert player.app.desk.view.hits.rows.chosen == 89
        assert "Zeta Shop" in player.screen

    run(scene)


def test_a_number_that_is_a_piece_of_a_strangers_phone_opens_and_orders_nothing(counter) -> None:
    """Enter and F7 lock; the keys typed behind them land nowhere."""
    stranger = house.customer("3897-77", "Strange Ltd")
    ContactPoint.create(account=stranger, kind="PHONE", value="(702) 555-9160", normal="7025559160")
    _index()

    async def scene(player: Player) -> None:
        for keys in ("916<enter>", "916<f7>ITEM1<enter>5<f9>", "7025559160<f7>ITEM1<enter>5<f9>"):
            await player.burst(keys)
            assert player.app.desk.locked, keys
            assert type(player.app.desk.view).__name__ == "CustomerLookup"
            await player.burst("<esc><f2>" + "<backspace>" * 12)

    run(scene)
    assert OrderRevision.select().count() == 0


def test_the_count_on_home_is_read_again_by_f5(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("<f5>")
        house.customer("3897-78", "New One")
        _index()
        before = player.screen
        await player.burst("<f5>")
        assert player.screen != before
        assert f"{lookup.total()} customers" in player.screen

    run(scene)


def test_rows_of_my_work_are_told_apart_and_the_reached_one_is_read_whole(counter) -> None:
    """Lines, amount, when and what is on a draft; of a waiting order each reason; End says where it goes."""
    for line in ("ITEM1 x5", "ITEM2 x5"):
        keyed(counter.a1, line)
    for quantity in (80, 90):
        ordered(counter.a1, f"ITEM1 x{quantity}")

    async def scene(player: Player) -> None:
        rows = [row for row in player.screen.split("\n") if " draft " in row]
        assert all("1 line · " in row for row in rows)
        assert ["5 ITEM1" in row for row in rows] == [False, True]
        await player.burst("<end>")
        assert "Down goes into the list" in player.message and not player.app.desk.view.hits.in_list
        await player.burst("<down><end><up>")
        below = player.screen.split("SO-1001 3897-5")[-1]
        assert "800.00 USD" in below and "300.00 over the auto-accept limit of 500.00" in below
        await player.burst("<home>")
        assert "5 ITEM2 · no PO" in player.screen

    run(scene)


def test_who_may_approve_sees_what_waits_of_others_his_counters_first(counter) -> None:
    here, other = "Counter 2", "Counter 1"
    placed = [order_entry.place(ANN, keyed(counter.a1, "ITEM1 x80").id, at).number for at in (here, other)]

    async def scene(player: Player) -> None:
        rows = [row for row in player.screen.split("\n") if " over limit" in row]
        assert [number in row for number, row in zip(placed, rows, strict=True)] == [True, True]
        assert "Waiting for approval 2 · 1,600.00 USD" in player.screen
        await player.burst("<down><enter>")
        assert f"Order {placed[0]}" in player.screen

    run(scene, who=BEN)


def test_home_lists_first_what_is_first_in_the_approval_queue(counter) -> None:
    """X-09: this counter's first, then the oldest, page after page."""
    places = ("Counter 2", "Counter 1", "Counter 2", "Counter 1")
    for at in places:
        order_entry.place(ANN, keyed(counter.a1, "ITEM1 x80").id, at)
    queue = [row.number for row in waiting_orders("Counter 2")]
    assert [row.number for row in order_entry.my_work(BEN, counter="Counter 2")] == queue
    assert [row.number for row in order_entry.my_work(BEN, 2, 1, counter="Counter 2")] == queue[1:3]


def test_an_empty_home_teaches_the_next_key(counter) -> None:
    async def scene(player: Player) -> None:
        assert "No drafts, nothing waiting. Type whom you look for; F6 creates a customer" in player.screen
        await player.burst("zzz")
        assert "No drafts" not in player.screen

    run(scene)


def test_a_house_without_customers_teaches_how_to_make_one(database) -> None:
    house.hire()

    async def scene(player: Player) -> None:
        assert "No customers yet: F6 creates the first one" in player.screen

    run(scene)


def test_find_counts_customers_that_others_have_made_meanwhile(counter) -> None:
    async def scene(player: Player) -> None:
        player.app.desk.view.hits.total = 0  # as it was counted before another clerk made the first one
        await player.burst("healthy")
        assert "1 of 2 · active" in player.screen

    run(scene)


def test_what_is_typed_into_the_window_of_filters_filters(counter) -> None:
    """SPEC 6: Enter takes no row that what is typed does not match."""
    house.customer("3897-77", "Healthy Greens", active=False)
    _index()

    async def scene(player: Player) -> None:
        await player.burst("<f4>zzz<enter>")
        assert "Nothing matches" in player.screen and "no row matches" in player.message
        await player.burst("<esc>" + "<backspace>" * 3 + "inactive<enter>")
        assert player.app.desk.view.hits.inactive

    run(scene)


def test_where_no_name_is_near_nothing_says_that_names_follow(counter) -> None:
    """All are inactive, so none is listed around what is typed."""
    for account in CustomerAccount.select():
        customers.set_active(ANN, account.id, False)

    async def scene(player: Player) -> None:
        await player.burst("zzzzqq")
        assert player.screen.split("\n")[1].rstrip().endswith("  nothing matches; F6 creates one")

    run(scene)
