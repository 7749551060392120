"""Two records of one customer become one, seen before it is done, and come apart again (X-03, F-28, R-42)."""

from collections.abc import Iterator

import pytest

from custtui.models.account import CustomerAccount, CustomerSite, SiteUse
from custtui.models.base import db
from custtui.models.database import bind, make_database
from custtui.models.order import SalesOrder
from custtui.services.twins import merging
from tests.services import house
from tests.services.house import ANN, promote
from tests.services.merging_house import Pair, a_pair, everything
from tests.ui.keyplay import Player, run

MERGE = "3897-7<enter><f10>M<enter><enter><f9>"
UNDO = "<f10>U<enter><f9>"


@pytest.fixture
def pair(sqlite_template, tmp_path) -> Iterator[Pair]:
    """The customer and its twin, on SQLite."""
    path = tmp_path / "merge.sqlite"
    path.write_bytes(sqlite_template.read_bytes())
    one = bind(make_database(str(path)))
    made = a_pair()
    promote()
    yield made
    one.close()
    db.initialize(None)


def merged(code: str = "3897-7") -> bool:
    return CustomerAccount.get(CustomerAccount.code == code).merged_into_id is not None


def test_one_burst_merges_and_undoes_and_leaves_every_row_as_it_was(pair: Pair) -> None:
    """X-11, X-03."""
    before = everything()

    async def scene(player: Player) -> None:
        await player.burst(MERGE)
        assert merged()
        assert player.message.startswith("3897-7 merged into 3897-5 Healthy Juices Inc.: F10 U undoes it")
        assert "Customer 3897-5 Healthy Juices Inc." in player.screen.split("\n")[0]
        await player.burst("<f2>3897-7<enter>")
        assert "Customer 3897-5" in player.screen.split("\n")[0]
        await player.burst(UNDO)
        assert "3897-7 Healthy Juice Incorporated is back" in player.message
        assert "Customer 3897-7" in player.screen.split("\n")[0]

    run(scene)
    assert everything() == before


def test_after_a_merge_no_screen_of_the_survivor_names_the_merged_one_but_as_its_former_number(pair: Pair) -> None:
    """What the survivor paid for, and was related to, is itself now (F-28)."""
    house.default_bill_to(pair.new, pair.old)

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f10>R<enter>")
        assert "3897-7" in player.screen
        await player.burst("<f2>" + MERGE)
        for keys in ("<f10>R<enter>", "<f10>P<enter>", "<f10>S<enter>"):
            await player.burst(keys)
            assert "3897-5" in player.screen, keys
            assert not [row for row in player.screen.split("\n") if "3897-7" in row and "merged into" not in row], (
                keys
            )
            await player.burst("<f12>")
        payer = [row for row in player.screen.split("\n") if "pays for" in row or "Payer" in row]
        assert not any("3897-7" in row for row in payer)

    run(scene)
    assert CustomerAccount.get_by_id(pair.new).default_bill_to_id is None


def test_the_likely_twin_is_offered_first_with_the_reason(pair: Pair) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-7<enter><f10>M<enter>")
        assert "3897-5 Healthy Juices Inc." in player.screen
        assert "same postal code" in player.screen
        await player.burst("third<enter>")
        assert "Merge 3897-8 into 3897-7" in player.screen.split("\n")[0], "the older one survives"

    run(scene)


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (132, 43)])
def test_what_moves_stays_and_differs_is_read_before_f9(pair: Pair, size: tuple[int, int]) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-7<enter><f10>M<enter><enter>")
        seen = player.screen
        for _ in range(3):
            await player.burst("<pgdn>")
            seen += player.screen
        for part in (
            *(
                "Merge 3897-7",
                "3897-5 Healthy Juices Inc.",
                "Healthy Juice Incorporated",
                "Orders 1",
                "Sites 2",
                "Contract prices 1",
            ),
            *("joins New York office", "moves", "Takes over", "Tax number 12-3456789", "Differs", "F9 Merge"),
        ):
            assert part in seen, part
        assert not merged()
        await player.burst("<f12>")
        assert "Customer 3897-7" in player.screen.split("\n")[0]

    run(scene, size=size)


def test_the_clerk_chooses_who_survives(pair: Pair) -> None:
    """R-42."""

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f10>M<enter>3897-7<enter><tab><f9>")
        assert "merged into 3897-7" in player.message

    run(scene)
    assert merged("3897-5")


def test_what_is_refused_is_on_the_screen_and_f9_locks(pair: Pair) -> None:
    """R-42: the message names the reason; nothing was done."""
    plain = merging.customer("3897-8").account_id
    CustomerAccount.update(made_at="2000-01-01T00:00:00.000000Z").where(CustomerAccount.id == plain).execute()
    before = everything()

    async def scene(player: Player) -> None:
        await player.burst("3897-7<enter><f10>M<enter>third<enter>")
        assert "Refused" in player.screen
        await player.burst("<f9>xyz")
        assert "3897-7 is a bill-to account, 3897-8 is none" in player.message
        assert player.app.desk.locked
        await player.burst("<esc><tab>")
        assert "Refused" not in player.screen

    run(scene)
    assert everything() == before


def test_a_change_by_another_clerk_since_the_preview_is_told_and_seen_by_the_second_f9(pair: Pair) -> None:
    """X-13."""

    async def scene(player: Player) -> None:
        await player.burst("3897-7<enter><f10>M<enter><enter>")
        CustomerAccount.update(version=CustomerAccount.version + 1, changed_by="ben").execute()
        await player.burst("<f9>")
        assert "ben changed this customer meanwhile" in player.message
        assert not merged()
        await player.burst("<esc><f9>")

    run(scene)
    assert merged()


def test_where_nothing_was_merged_there_is_nothing_to_undo(pair: Pair) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f10>U<enter>")
        assert "Nothing was merged into this customer" in player.message

    run(scene)


WAREHOUSE = "3897-7<enter><f10>M<enter><enter><down><down>"
"""The preview, with the cursor on the second site of the customer that goes, Quay."""


def test_the_clerk_chooses_which_site_joins_which(pair: Pair) -> None:
    """R-42, X-11: in one burst; after undo every row is where it was."""
    SiteUse.delete().where(SiteUse.site == pair.quay, SiteUse.purpose == "STATEMENTS").execute()
    before = everything()

    async def scene(player: Player) -> None:
        await player.burst(f"{WAREHOUSE}<enter>ware<enter>")
        assert player.message == "Quay joins HJ Warehouse"
        assert "joins HJ Warehouse" in player.screen
        await player.burst("<f9>")
        assert merged() and not CustomerSite.get_by_id(pair.quay).active
        await player.burst(UNDO)

    run(scene)
    assert everything() == before


def test_a_site_that_would_have_joined_its_like_moves_along_where_the_clerk_says_so(pair: Pair) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-7<enter><f10>M<enter><enter><down><f4>")
        assert "stays a site of its own" in player.screen
        await player.burst("moves<enter>")
        assert player.message == "HJ moves"
        await player.burst("<f10>P<enter>")
        assert "joins New York office" in player.screen
        await player.burst("<enter>moves<enter><f9>")

    run(scene)
    assert CustomerSite.get_by_id(pair.same).account_id == pair.old


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (132, 43)])
def test_unlike_sites_are_refused_with_the_reason_on_the_screen(pair: Pair, size: tuple[int, int]) -> None:
    """R-42: at once, and again by F9, which locks; as proposed it can be merged."""

    async def scene(player: Player) -> None:
        await player.burst(f"{WAREHOUSE}<enter>ware<enter>")
        assert player.message.startswith("Quay is statements, HJ Warehouse only ship-to: like")
        assert "? joins HJ Wareh" in player.screen
        await player.burst("<f9>xyz")
        assert "Quay is statements, HJ Warehouse" in player.message
        assert player.app.desk.locked and not merged()
        await player.burst("<esc><pgup>")
        assert "Refused" in player.screen
        await player.burst("<f10>P<enter><pgup>")
        assert "Refused" not in player.screen
        await player.burst("<f9>")

    run(scene, size=size)
    assert merged()


def test_no_site_is_joined_before_an_arrow_chose_one(pair: Pair) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-7<enter><f10>M<enter><enter><enter>")
        assert "Choose it first: Down" in player.message and player.app.desk.locked

    run(scene)


def test_a_draft_of_a_customer_merged_meanwhile_says_so_and_its_lines_go_to_the_survivor(pair: Pair) -> None:
    """F-28: F9 refuses by the survivor's name, the draft is kept, F10 T has the survivor ready."""

    async def scene(player: Player) -> None:
        await player.burst("3897-7<f7>ITEM1<enter>3<enter>")
        merging.merge(ANN, pair.new, pair.old)
        await player.burst("ITEM2<enter>2<enter>")
        assert "3897-7 was merged into 3897-5 Healthy Juices" in player.screen
        await player.burst("<f9>xyz")
        assert player.app.desk.locked and player.message.startswith("3897-7 was merged into 3897-5 Healthy")
        await player.burst("<esc><f12>")
        assert "3897-7" in player.screen, "the draft is among those kept"
        await player.burst("<down><enter><f10>T<enter><enter>")
        assert "The lines are now for Healthy Juices Inc." in player.message
        await player.burst("<f9>")
        assert player.message.startswith("SO-10")

    run(scene)
    assert SalesOrder.select().where(SalesOrder.account == pair.old).count() == 2


def test_f7_for_a_customer_merged_meanwhile_names_the_survivor(pair: Pair) -> None:
    """F-17."""

    async def scene(player: Player) -> None:
        await player.burst("3897-7<enter>")
        merging.merge(ANN, pair.new, pair.old)
        await player.burst("<f7>")
        assert player.message.startswith("3897-7 was merged into 3897-5 Healthy Juices Inc.")

    run(scene)


def test_what_the_merged_customer_ordered_is_in_the_activity_of_the_survivor(pair: Pair) -> None:
    """F-08, F-25: and it is said whose it was."""

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f10>H<enter>")
        assert "1 order " in player.screen and "merged into this one" not in player.screen
        await player.burst(f"<f2>{MERGE}<f10>H<enter><end>")
        assert "2 orders" in player.screen
        assert "with what 3897-7 ordered: merged into this one" in player.screen

    run(scene)
