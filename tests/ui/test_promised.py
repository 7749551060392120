"""Order entry shows true figures: the credit left after the order; no other price than the one shown is placed."""

from __future__ import annotations

from decimal import Decimal

from custtui.models.order import OrderLine, OrderRevision, SalesOrder
from custtui.models.product import PriceListItem, Product
from tests.services.house import House, default_bill_to
from tests.services.test_address_meanwhile import ben_moves, streets
from tests.ui.keyplay import Player, run


def dearer() -> None:
    """ITEM1 costs 30.00 from now on."""
    item = Product.get(Product.code == "ITEM1")
    PriceListItem.update(price=Decimal("30.00")).where(PriceListItem.product == item).execute()


def test_f9_refuses_once_where_a_price_changed_since_it_was_shown(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>2<enter>")
        dearer()
        await player.burst("<f9><f9>3897-5")  # a second F9 in the burst is blind: swallowed
        assert "-> 30.00" in player.message and "Esc, then F9 places it" in player.message
        assert SalesOrder.select().count() == 0
        await player.burst("<esc>")
        row = next(row for row in player.screen.split("\n") if "ITEM1" in row)
        assert "!" in row and "30.00" in row
        await player.burst("<f9>")
        assert "SO-" in player.message

    run(scene)
    assert OrderLine.get().price == Decimal("30.00")


def test_f9_refuses_a_price_the_screen_showed_for_the_line_still_being_typed(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>2")
        dearer()
        await player.burst("<f9>")
        assert "-> 30.00" in player.message

    run(scene)
    assert SalesOrder.select().count() == 0


def test_a_resumed_draft_says_that_it_changed_and_f9_tells_what_once(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>2<enter><f12><f3>")
        dearer()
        await player.burst("<esc><f2><down><enter>")
        assert "Changed since it was saved" in player.message and "-> 30.00" not in player.message
        assert "!" in next(row for row in player.screen.split("\n") if "ITEM1" in row)
        await player.burst("<f9>")
        assert "10.00 -> 30.00" in player.message
        await player.burst("<esc><f9>")
        assert "SO-" in player.message

    run(scene)


def test_the_credit_left_is_what_is_left_after_this_order(stand) -> None:
    """With no line, with one, and over the limit; of another payer with the name."""

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>")
        before = _credit(player)
        await player.burst("ITEM1<enter>4<enter>")
        assert before is None or _credit(player) == before - _total(player)

    run(scene)


def _credit(player: Player) -> Decimal | None:
    row = next((row for row in player.screen.split("\n") if "Credit left after this order" in row), "")
    return Decimal(row.split("this order ")[1].split()[0].strip(",").replace(",", "")) if row else None


def _total(player: Player) -> Decimal:
    row = next(row for row in player.screen.split("\n") if "  Total " in row)
    return Decimal(row.rsplit(None, 1)[-1].replace(",", ""))


def test_check_never_becomes_card_without_a_word(counter) -> None:
    """Another clerk changes who pays while lines are keyed; the first F9 tells it, in a burst too."""

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>2<enter>")
        default_bill_to(counter.a1, counter.hq)
        await player.burst("ITEM2<enter>1<enter><f9><f9>3897-5")
        assert "bill to 3897-5 Healthy Juices Inc. -> 3897-9 H.Q. Corp" in player.app.desk.message
        assert "payment Check -> Credit card" in player.app.desk.message and player.app.desk.locked
        assert SalesOrder.select().count() == 0
        await player.burst("<esc><f9>")

    run(scene)
    assert OrderRevision.get().payment_method == "CREDIT CARD"


def test_of_many_changed_prices_the_first_are_named_and_the_rest_counted(counter) -> None:
    """All of it is read at 80 columns: the prices, the total and what the order will do; F9 once more places it."""

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>" + "ITEM1<enter>1<enter>" * 40)
        dearer()
        await player.burst("<f9>")
        named = "ITEM1 10.00 -> 30.00; " * 3
        assert f"Changed meanwhile: {named}37 more prices; total 400.00 -> 1200.00" in player.message.replace(",", "")
        assert "700.00 over the auto-accept limit of 500.00" in player.message
        await player.burst("<esc><f12><f3>")
        await player.burst("<esc><f2><down><enter>")
        await player.burst("<esc><f9>")
        assert "SO-" in player.message

    run(scene)
    assert SalesOrder.select().count() == 1


def test_no_order_goes_to_another_address_than_the_one_shown_without_a_word(counter) -> None:
    """Another clerk changes the street of the site while lines are keyed; the first F9 tells it, in a burst too."""

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5<enter><f7>HJ<enter>")
        assert "9 Dock Rd" in player.screen
        ben_moves(counter.s2)
        await player.burst("ITEM2<enter>1<enter><f9><f9>3897-5")
        assert "ship to 9 Dock Rd, Newark NJ 07102 -> 99 Other St" in player.app.desk.message
        assert player.app.desk.locked and SalesOrder.select().count() == 0
        await player.burst("<esc>")
        assert "99 Other St" in player.screen
        await player.burst("<f9>")

    run(scene)
    assert streets() == {"99 Other St"}


def test_the_forecast_counts_a_line_being_typed_that_cannot_be_placed(stand: House) -> None:
    """SPEC 6: before F9 the screen says what will happen; while a code is being typed it is only half of one."""

    async def scene(player: Player) -> None:
        await player.slowly("3897-5<f7>ITEM1<enter>1<enter>QQQ")
        assert "will be accepted" in player.screen
        await player.slowly("<enter>5<f1><f12>")
        assert "will be accepted" not in player.screen
        assert "cannot be placed yet: 1 line to fix" in player.screen

    run(scene)


def test_the_question_before_a_draft_is_discarded_counts_each_line_once(stand: House) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>1<enter>QQQ<enter>5<enter><f9><esc><f11>")
        assert "Discard this draft of 2 lines" in player.message
        await player.burst("<f12><esc><f11>")
        assert "2 lines" in player.message

    run(scene)


def test_f1_tells_all_that_is_to_fix_where_the_screen_has_no_room(stand: House) -> None:
    keys = "3897-5<f7>" + "".join(f"NO{n}<enter>1<enter>" for n in range(9))

    async def scene(player: Player) -> None:
        await player.burst(f"{keys}<f9><esc><f1>")
        told = player.screen
        for _ in range(6):
            await player.burst("<pgdn>")
            told += player.screen
        assert all(f"NO{n}" in told for n in range(9)), told

    run(scene, size=(60, 16))
