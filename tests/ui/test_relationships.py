"""Relationships on their screen: made, turned by one key a flag, ended; of accounts and of parties."""

from __future__ import annotations

import pytest

from custtui.models.account import AccountRelationship
from custtui.models.party import Party, PartyRelationship
from custtui.models.search.engine import rebuild
from custtui.services.payers import relationships
from tests.services import house
from tests.services.house import ANN, BEN, House
from tests.ui.keyplay import Player, run
from tests.ui.snapshot import snapshot

OPEN = "3897-5<enter><f10>R<enter>"


def retail() -> int:
    one = house.customer("3897-60", "HJ Retail")
    rebuild()
    return one


def test_a_relationship_is_made_and_its_flags_turned_in_one_burst(stand: House) -> None:
    """F-41, R-16, C-10."""
    retail()

    async def scene(player: Player) -> None:
        await player.burst(OPEN + "<insert>retail<enter>B")
        assert player.message == "parent of 3897-60 HJ Retail: bill-to yes, ship-to no, pay no, one way"
        assert "Orders of HJ Retail may be billed to Healthy Juices Inc." in player.screen
        assert "Orders of HJ Retail may not ship to sites of Healthy Juices Inc." in player.screen
        await player.burst("SPRB")
        assert player.message == "parent of 3897-60 HJ Retail: bill-to no, ship-to yes, pay yes, both ways"
        await player.burst("<enter><f10>R<enter><down>")
        assert "child of 3897-5 Healthy Juices Inc.: bill-to no, ship-to yes" in player.screen

    run(scene)
    row = AccountRelationship.get()
    assert (row.bill_to, row.ship_to, row.pay, row.reciprocal) == (False, True, True, True)
    assert (row.account_id, row.made_by, row.changed_by) == (stand.a1, "ann", "ann")


def test_it_may_be_made_from_the_other_end(stand: House) -> None:
    child = retail()

    async def scene(player: Player) -> None:
        await player.burst("3897-60<enter><f10>R<enter><f10>C<enter>juices<enter>")
        assert "child of 3897-5 Healthy Juices Inc." in player.screen

    run(scene)
    assert (AccountRelationship.get().account_id, AccountRelationship.get().related_id) == (stand.a1, child)


def test_ending_asks_and_takes_it_off_the_list(stand: House) -> None:
    relationships.relate(ANN, stand.a1, retail())

    async def scene(player: Player) -> None:
        await player.burst(OPEN + "<down>4<enter>")
        assert "End the relationship of 3897-5 with 3897-60?" in player.message
        await player.burst("<f12>")
        assert "HJ Retail" in player.screen
        await player.burst("<f10>E<enter><f9>")
        assert "Ended: parent of 3897-60 HJ Retail" in player.message
        assert "No relationships yet" in player.screen

    run(scene)
    assert AccountRelationship.get().active is False


def test_what_cannot_be_is_refused(stand: House) -> None:
    """C-10."""
    relationships.relate(ANN, stand.a1, retail())
    before = snapshot()

    async def scene(player: Player) -> None:
        await player.burst(OPEN + "B")
        assert "Choose it first: Down" in player.message
        await player.burst("<esc><insert>3897-5<enter>")
        assert "not related to itself" in player.message
        await player.burst("<esc><insert>retail<enter>")
        assert "related already" in player.message
        await player.burst("<esc><insert><enter>")
        assert "type its code, name or phone" in player.screen and player.app.desk.locked

    run(scene)
    assert snapshot() == before


def test_two_clerks_at_one_flag_meet(stand: House) -> None:
    """X-13."""
    shown = relationships.relate(ANN, stand.a1, retail())

    async def scene(player: Player) -> None:
        await player.burst(OPEN + "<down>")
        await player.app.ask(relationships.turn_flag, BEN, shown.relationship_id, shown.version, "B", stand.a1)
        await player.burst("B")
        assert "ben changed this relationship meanwhile" in player.message
        assert "bill-to yes" in player.screen

    run(scene)
    assert AccountRelationship.get().bill_to


def test_a_party_relationship_is_recorded_with_its_days_and_shown_from_both_ends(stand: House) -> None:
    """F-42."""

    async def scene(player: Player) -> None:
        await player.burst(OPEN + "<f10>P<enter><f4>subs<enter><tab><f4>corp<enter><tab>2024-05-01<f9>")
        assert player.message == "Recorded: subsidiary of H.Q. Corp (3897-9)"
        assert "1 May 2024" in player.screen
        await player.burst("<down><enter><f10>R<enter><down>")
        assert "parent of Healthy Juices Inc. (3897-5)" in player.screen
        await player.burst("B")
        assert "Parties open nothing to each other" in player.message

    run(scene)
    assert PartyRelationship.get().kind == "SUBSIDIARY"


def test_a_person_is_taken_from_the_contacts_or_made_by_name(stand: House) -> None:
    """F-42, R-19: person to person too."""
    house.account(house.party("Dr. X", "PERSON"), "3897-70")
    rebuild()

    async def scene(player: Player) -> None:
        await player.burst(OPEN + "<f10>P<enter>employer of<tab><f4>robert<enter><f9>")
        assert "Recorded: employer of Robert Green" in player.message
        await player.burst("<down><enter>")
        assert "Robert Green is not a customer" in player.message
        await player.burst("<esc><f2>3897-70<enter><f10>R<enter><f10>P<enter>assisted<tab>Yves Y<f9>")
        assert "New party: Yves Y is not known" in player.message
        assert player.app.desk.view.field.name == "new"
        await player.burst("<esc>p<f9>")
        assert "Recorded: assisted by Yves Y" in player.message

    run(scene)
    assert Party.select().where(Party.name == "Robert Green").count() == 1
    assert Party.get(Party.name == "Yves Y").kind == "PERSON"


def test_the_name_of_a_customer_is_that_customer_and_no_new_person(stand: House) -> None:
    """F-42, R-19: with several of that name the code is asked for."""
    before = Party.select().count()

    async def scene(player: Player) -> None:
        await player.burst(OPEN + "<f10>P<enter>employer of<tab>h.q. corp<f9>")
        assert 'cannot be "employer of" an' in player.message
        await player.burst("<esc>partner of<f9>")
        assert player.message == "Recorded: partner of H.Q. Corp (3897-9)"
        house.account(house.party("H.Q. Corp"), "3897-99")
        rebuild()
        await player.burst("<f10>P<enter>affiliate of<tab>H.Q. Corp<f9>")
        assert (
            "With whom: 2 are called H.Q. Corp (customer 3897-9; customer 3897-99): F4 lists them" in player.message
        )
        assert player.app.desk.view.field.name == "other"
        await player.burst("<esc><f11><f9>")

    run(scene)
    assert Party.select().count() == before + 1


def test_refused_party_input_is_marked_all_at_once(stand: House) -> None:
    before = snapshot()

    async def scene(player: Player) -> None:
        await player.burst(OPEN + "<f10>P<enter>cousin of<tab><tab>never<tab>31 foo<f9>")
        view = player.app.desk.view
        assert player.message.startswith("4 to fix")
        assert [field.name for field in view.fields if field.error] == ["kind", "other", "first_day", "last_day"]
        for field in (one for one in view.fields if one.error):
            assert field.error.startswith(field.label), "a message names its field as the form does"
        await player.burst("<esc>spouse of<f9>")
        assert "spouse of is not one of the kinds" in player.screen
        await player.burst("<esc><f11><f9>")

    run(scene)
    assert snapshot() == before


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (132, 43)])
def test_all_of_it_is_seen_at_other_sizes(counter: House, size: tuple[int, int]) -> None:
    relationships.relate(ANN, counter.a1, retail(), bill_to=True)

    async def scene(player: Player) -> None:
        await player.burst(OPEN + "<down>")
        for part in ("parent of", "3897-60 HJ Retail", "Bill", "Both", "Orders of HJ Retail may be billed to"):
            assert part in player.screen, part

    run(scene, size=size)


def test_big_holding_is_an_organization_that_is_no_customer_and_stays_one_party(stand: House) -> None:
    """F-42: nobody is invented; the same name again takes the party there is, whatever its accents and case."""

    async def scene(player: Player) -> None:
        await player.burst(OPEN + "<f10>P<enter>subsidiary of<tab>Big Hölding<f9>")
        assert "New party: Big Hölding is not known" in player.message
        assert not Party.select().where(Party.name == "Big Hölding").exists()
        await player.burst("<esc>o<f9>")
        assert player.message == "Recorded: subsidiary of Big Hölding"
        await player.burst("<f2>3897-9<enter><f10>R<enter><f10>P<enter>affiliate of<tab>big holding<f9>")
        assert player.message == "Recorded: affiliate of Big Hölding"
        await player.burst("<f10>P<enter>partner of<tab><f4>hold<enter><f9>")
        assert player.message == "Recorded: partner of Big Hölding"
        await player.burst("<f10>P<enter>owned by<tab>Big Hölding<tab><tab><tab>o<f9>")
        assert "Big Hölding is known (organization," in player.message
        await player.burst("<f9>")
        assert player.message == "Recorded: owned by Big Hölding"

    run(scene)
    kinds = [row.kind for row in Party.select().where(Party.name == "Big Hölding")]
    assert kinds == ["ORGANIZATION", "ORGANIZATION"]  # the second one was asked for


def test_a_contact_of_another_customer_is_offered_and_taken(stand: House) -> None:
    """F-42: any party, not only those of this customer."""
    before = Party.select().count()

    async def scene(player: Player) -> None:
        await player.burst("3897-9<enter><f10>R<enter><f10>P<enter>employer of<tab><f4>emily r")
        assert "contact of 3897-5 Healthy Juices" in player.screen
        await player.burst("<enter><f9>")
        assert player.message == "Recorded: employer of Emily Rose"
        await player.burst("<f10>P<enter>has as contact<tab>ROBERT GREEN<f9>")
        assert player.message == "Recorded: has as contact Robert Green"

    run(scene)
    assert Party.select().count() == before


def test_two_contacts_are_related_from_their_screen_and_seen_from_both_ends(stand: House) -> None:
    """F-42, R-19: person to person; ended on the screen of relationships."""
    before = Party.select().count()

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f10>C<enter><down><f10>R<enter>assisted<tab>emily rose<f9>")
        assert player.message == "Recorded: Robert Green is assisted by Emily Rose"
        assert "assisted by Emily Rose" in player.screen
        await player.burst("<down>")
        assert "assistant of Robert Green" in player.screen
        await player.burst("<f12><f10>R<enter><down>")
        assert "Emily Rose: assistant of Robert Green" in player.screen
        await player.burst("4<enter><f9>")
        assert "Ended" in player.message

    run(scene)
    assert Party.select().count() == before
    assert PartyRelationship.get().last_day is not None
