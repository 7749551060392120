"""F6 Ins with A76 on: a payer who is made with the order; with it off who pays is refused at once (F-47, R-05)."""

import pytest

from custtui.models.account import BillToAccount, CustomerAccount, CustomerSite
from custtui.models.draft import Draft, DraftAddress
from custtui.models.order import Hold, OrderRevision, SalesOrder
from custtui.models.party import Party
from tests.files import bound_copy
from tests.services import house
from tests.ui.conftest import searchable
from tests.ui.keyplay import Player, run
from tests.ui.snapshot import play_and_leave

ADDRESS = "<tab><tab>1 Beach Rd<tab>Miami<tab>FL<tab>33101<f9>"
NEW = f"3897-5<f7>ITEM1<enter>5<enter><f6><insert>Acme Inc.<tab>{ADDRESS}"


@pytest.fixture
def on(counter) -> house.House:
    house.control("bill_to_in_order_entry", True)
    return counter


def test_one_burst_places_an_order_of_a_payer_it_makes(on) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"{NEW}<f9>")
        assert "3897-10 Acme Inc. was made" in player.screen and "billed to a new customer" in player.screen

    run(scene)
    row = OrderRevision.get()
    made = CustomerAccount.get_by_id(row.bill_to_id)
    assert (made.party.name, row.bill_to_name, row.bill_to_city) == ("Acme Inc.", "Acme Inc.", "Miami")
    assert [one.account_id for one in BillToAccount.select()] == [made.id]
    assert [one.code for one in Hold.select()] == ["UB"]
    assert CustomerAccount.get_by_id(on.a1).default_bill_to_id is None


def test_in_one_burst_and_slowly_it_is_the_same_order(sqlite_template, tmp_path) -> None:
    """X-11."""
    left = []
    for way in ("burst", "slowly"):
        with bound_copy(sqlite_template, tmp_path / f"{way}.sqlite"):
            searchable()
            house.control("bill_to_in_order_entry", True)
            left.append(play_and_leave(way, f"{NEW}<f9>"))
            assert OrderRevision.get().bill_to_name == "Acme Inc."
    assert left[0] == left[1]


def test_it_is_seen_as_what_it_is_before_f9(on) -> None:
    async def scene(player: Player) -> None:
        await player.burst(NEW)
        assert "new customer Acme Inc. · 1 Beach Rd, Miami FL 33101" in player.screen
        assert "will wait: billed to a new customer" in player.screen
        assert player.app.desk.view.draft.outcome.endswith("makes the customer Acme Inc., who pays")
        assert "Check became Credit card" in player.message
        await player.burst("<f6>")
        assert "* new customer Acme Inc." in player.screen

    run(scene)
    assert SalesOrder.select().count() == 0 and Party.select().where(Party.name == "Acme Inc.").count() == 0


def test_it_outlives_the_program_half_typed_and_taken(on) -> None:
    async def half(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5<enter><f6><insert>Acme Inc.<tab><tab><tab>1 Beach Rd")

    async def resumed(player: Player) -> None:
        await player.burst("<down><enter>")
        assert "New payer" in player.screen and "Acme Inc." in player.screen and "1 Beach Rd" in player.screen
        await player.burst("<tab>Miami<tab>FL<tab>33101<f9>")

    async def placed(player: Player) -> None:
        await player.burst("<down><enter>")
        assert "new customer Acme Inc." in player.screen
        await player.burst("<f9>")

    for scene in (half, resumed, placed):
        run(scene)
    assert OrderRevision.get().bill_to_name == "Acme Inc." and not Draft.select().exists()


def test_a_customer_like_it_is_told_asked_for_and_taken_by_f7(on) -> None:
    typed = "3897-5<f7>ITEM1<enter>5<enter><f6><insert>H.Q. Corp<tab>"

    async def scene(player: Player) -> None:
        await player.burst(f"{typed}<tab><tab>9 Side St<tab>New York<tab>NY<tab>{_postal(on)}")
        assert "Possible duplicate: 3897-9 H.Q. Corp" in player.screen and "F7 takes it" in player.screen
        await player.burst("<f9>")
        assert "Create anyway? Like 3897-9 H.Q. Corp" in player.message
        await player.burst("<f12><f7>")
        assert "3897-9 H.Q. Corp" in player.screen and not player.app.desk.windows

    run(scene)
    assert Draft.get().bill_to_account_id == on.hq and not DraftAddress.select().exists()


def test_yes_makes_it_all_the_same(on) -> None:
    async def scene(player: Player) -> None:
        address = f"<tab><tab><tab>9 Side St<tab>New York<tab>NY<tab>{_postal(on)}<f9>"
        await player.burst(f"3897-5<f7>ITEM1<enter>5<enter><f6><insert>H.Q. Corp{address}<f9>")
        assert not player.app.desk.windows and "new customer H.Q. Corp" in player.screen
        await player.burst("<f9>")

    run(scene)
    assert CustomerAccount.select().join(Party).where(Party.name == "H.Q. Corp").count() == 2


def test_with_a76_off_another_name_is_refused_at_its_field(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst(NEW)
        assert "Customer Maintenance" in player.message and player.app.desk.top.field.name == "name"
        await player.burst("<esc><ctrl+e><f9>")
        assert not player.app.desk.windows and "1 Beach Rd" in player.screen

    run(scene)
    assert DraftAddress.get().name == "" and not SalesOrder.select().exists()


@pytest.mark.parametrize("find", ["3897-9", "H.Q."])
def test_with_a76_off_who_may_not_pay_is_told_while_it_is_typed(counter, find: str) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<f7><f6>{find}")
        assert "3897-9 H.Q. Corp may not be billed here: see Customer Maintenance" in player.screen
        assert "Nothing matches" not in player.screen

    run(scene)


def _postal(made: house.House) -> str:
    return CustomerSite.get_by_id(made.hq_site).party_site.location.postal_code
