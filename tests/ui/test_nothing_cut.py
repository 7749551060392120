"""Nothing is cut unread: every reason and every fault stands on the screen whole, at the smallest size too."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from custtui.models.account import CustomerAccount
from custtui.models.order import Hold, SalesOrder
from custtui.models.party import Party
from custtui.models.product import PriceListItem, Product
from custtui.services import clock, order_entry
from custtui.services.order_entry.views import LineText
from custtui.ui.kit.pane import main_width
from tests.rows import an_invoice
from tests.services import house
from tests.services.house import BEN
from tests.services.keying import ordered
from tests.ui.keyplay import Player, run

SIZES = ((80, 24), (60, 16), (132, 43))
LONG = "Amalgamated Brotherhood of Northeastern Orchard Keepers and Juice Pressers of the Hudson Valley Incorporated"
BOUNCED = "three cheques in a row came back unpaid from the Farmers and Merchants Bank of Poughkeepsie"


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    return request.param


def every_reason(made: house.House) -> int:
    """A draft with every reason to wait that there is; long names, and prices given away on three lines."""
    number, day = ordered(made.a1, "ITEM1").number, clock.today() - timedelta(days=40)
    order = SalesOrder.get(SalesOrder.number == number)
    amounts = {"net": 10, "tax": 0, "gross": 10, "currency": "USD"}
    an_invoice(number="I-1", order=order, account=made.a1, day=day, payment_due=day, **amounts)
    Party.update(name=LONG).where(Party.id == CustomerAccount.get_by_id(made.hq).party_id).execute()
    CustomerAccount.update(credit_limit=Decimal("1234.56"), distrust=BOUNCED).execute()
    house.control("bill_to_in_order_entry", True)
    house.control("supervisor_discount", "0.05")
    draft = order_entry.start(BEN, made.a1)
    order_entry.put_line(BEN, draft.id, None, LineText(item="ITEM1", quantity="12345"))
    for _ in range(3):
        text = LineText(item="ITEM2", quantity="7", discount="12.5%", discount_reason="GOODWILL")
        order_entry.put_line(BEN, draft.id, None, text)
    order_entry.choose_payer(BEN, draft.id, "3897-9")
    return draft.id


def words(player: Player) -> str:
    """What stands on the screen, its rows one after the other."""
    return re.sub(r"\s+", " ", player.screen)


def shown_in_column(player: Player, width: int) -> str:
    """The left part of the screen, beside the amounts, and a pane where there is one."""
    return re.sub(r"\s+", " ", " ".join(row[: main_width(width) - 24] for row in player.screen.split("\n")))


def test_the_forecast_says_every_reason(counter, size: tuple[int, int]) -> None:
    """Where there are more than a screen has room for it says how many more; the help has all."""
    draft = every_reason(counter)
    outcome = order_entry.open_draft(BEN, draft).outcome
    assert outcome.count(", ") >= 6

    async def scene(player: Player) -> None:
        await player.burst("<down><enter>")
        seen = words(player) if size[1] < 20 else shown_in_column(player, size[0])
        left = re.search(r"(will wait: .*), (\d+) more", seen)
        assert outcome in seen or (left and outcome.startswith(left[1]))
        assert ("Forecast", outcome) in player.app.desk.view.told_whole
        await player.burst("ITEM1")
        assert re.search(r"50\s+ITEM1", player.screen)  # the entry line is there all the same

    run(scene, size=size, who=BEN)


def test_the_outcome_says_every_reason_and_whose_order_it_is(counter, size: tuple[int, int]) -> None:
    every_reason(counter)

    async def scene(player: Player) -> None:
        await player.burst("<down><enter><f9><esc><f9>")
        reasons = [hold.text for hold in Hold.select()]
        assert len(reasons) == 8
        for reason in (*reasons, "Healthy Juices Inc."):
            assert reason in words(player), reason
        await player.burst("<f9>")  # a hint does not take it away
        assert all(reason in words(player) for reason in reasons)
        await player.burst("nobody of this name<enter>")  # nor does a refusal
        assert all(reason in words(player) for reason in reasons)

    run(scene, size=size, who=BEN)


def test_what_changed_since_is_told_whole(counter, size: tuple[int, int]) -> None:
    draft = every_reason(counter)
    for code in ("ITEM1", "ITEM2"):
        PriceListItem.update(price=Decimal("77.77")).where(
            PriceListItem.product == Product.get(Product.code == code)
        ).execute()

    async def scene(player: Player) -> None:
        changed = order_entry.open_draft(BEN, draft).changed
        assert len(changed) >= 5
        await player.burst("<down><enter>")
        assert "Changed since it was saved: F9 tells what, and then places it" in words(player)
        await player.burst("<f9>")
        assert all(one in words(player) for one in changed)
        assert words(player).rstrip().rpartition("Esc")[1]

    run(scene, size=size, who=BEN)


def test_f9_names_every_fault(counter, size: tuple[int, int]) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>")
        for item in ("NO-SUCH-PRODUCT-1", "NO-SUCH-PRODUCT-2", "NO-SUCH-PRODUCT-3", "NO-SUCH-PRODUCT-4"):
            await player.burst(f"{item}<enter>1<enter>")
        await player.burst("<f8><tab>99.99.<tab>BARTER<f9>")
        faults = [*(f"NO-SUCH-PRODUCT-{number}" for number in range(1, 5)), "99.99.", "BARTER"]
        text = player.message
        for fault in faults:
            assert fault in text, fault
        assert "Esc" in text.split()

    run(scene, size=size, who=BEN)


def test_more_faults_than_fit_are_counted_and_none_is_cut(counter, size: tuple[int, int]) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>" + "".join(f"NO-SUCH-{number}<enter>1<enter>" for number in range(60)))
        await player.burst("<f9>")
        bottom = words(player)
        assert "60 " in bottom and re.search(r"; \d+ more", bottom)
        assert "…" not in bottom.partition("60 ")[2].partition("more")[0]

    run(scene, size=size, who=BEN)


@pytest.mark.parametrize("reason", ["price", "discount"])
def test_a_hint_beside_an_open_reason_is_whole_and_no_part_of_the_field(
    counter, size: tuple[int, int], reason: str
) -> None:
    house.list_price(counter.products["ITEM1"], "7.7777", from_quantity="12")
    house.list_price(counter.products["ITEM1"], "6.6666", from_quantity="120")
    ordered(counter.a1, "ITEM1 x7")

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5<tab>" + ("9<tab>" if reason == "price" else "<tab>5%<tab>"))
        view, field = player.app.desk.view, player.app.desk.view.field
        assert field is not None and field.name == f"{reason}_reason"
        y, x = player.app.cursor_position.y, player.app.cursor_position.x
        row = player.app.page.rows[y]
        assert "".join(row.chars[x : x + field.width]).strip() == ""
        for part in " · ".join((view.quoting.pending.why, *view.quoting.pending.notes)).split(" · "):
            assert part in words(player), part

    run(scene, size=size, who=BEN)


async def help_of(player: Player) -> str:
    """All that F1 tells, page by page."""
    await player.burst("<f1>")
    pages = [words(player)]
    while not pages[1:] or pages[-1] != pages[-2]:
        await player.burst("<pgdn>")
        pages.append(words(player))
    return " ".join(pages)


@pytest.mark.parametrize("where", ["", "<f10>AQ<enter><down>", "<f10>OI<enter>"])
def test_what_became_of_an_order_stands_whole_on_home_and_f1_tells_it_elsewhere(
    counter, size: tuple[int, int], where: str
) -> None:
    every_reason(counter)

    async def scene(player: Player) -> None:
        await player.burst(f"<down><enter><f9><esc><f9>{where}")
        placed = player.app.desk.messages.lasting
        assert (placed in words(player)) == (not where)
        told = await help_of(player)
        assert all(word in told for hold in Hold.select() for word in hold.text.split())  # a page may end between two

    run(scene, size=size, who=BEN)


@pytest.mark.parametrize("key", ["f7", "f8"])
def test_the_heading_of_a_window_is_whole(counter, size: tuple[int, int], key: str) -> None:
    Party.update(name="Robert Maximilian Greenwood-Featherstonehaugh").where(Party.name == "Robert Green").execute()

    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<enter><f10>c<enter><down><{key}>")
        name = player.app.desk.view.rows.current.name
        assert f"{name} (* has it, Enter gives or takes)" in words(player)
        assert "Find" in player.screen
        await player.burst("orderer<enter>" if key == "f7" else "invo<enter>")
        assert "orderer" in player.message or "invoicing" in player.message

    run(scene, size=size, who=BEN)
