"""People of a customer on the screen: made, changed, taken away, told; each flow as one burst."""

from __future__ import annotations

import pytest

from custtui.models.account import Contact
from custtui.models.party import Party
from custtui.services.people import contacts
from tests.services.house import BEN, House
from tests.ui.keyplay import Player, run

OPEN = "3897-5<enter><f10>c<enter>"
ANN = (
    "<insert>Ann Lee<tab>HJ Warehouse<tab><tab>Manager<tab>Logistics<tab>receiving, delivery<tab>shipped<tab>"
    "(973) 642-0107; (973) 642-0108<tab>a.lee@hj.com"
)


def people(account: int) -> dict[str, contacts.ContactRow]:
    return {one.name: one for one in contacts.contacts(account)}


def test_a_contact_is_made_in_one_burst_and_the_screen_tells_whom_we_tell(stand: House) -> None:
    """F-43, F-44, F-14, X-11."""

    async def scene(player: Player) -> None:
        await player.burst(f"{OPEN}{ANN}<f9>")
        assert "Ann Lee is a contact now" in player.message
        for part in (
            "Who is notified",
            "invoicing",
            "Emily Rose, e.rose@hj.example",
            "no subscriber; goes to Robert Green",
        ):
            assert part in player.screen, part
        line = next(row for row in player.screen.split("\n") if "shipped" in row)
        assert "Ann Lee, a.lee@hj.com" in line

    run(scene)
    ann = people(stand.a1)["Ann Lee"]
    assert (ann.site, ann.roles, ann.events, ann.primary) == (
        "HJ Warehouse",
        ("receiving", "delivery"),
        ("shipped",),
        True,
    )
    assert ann.of_kind("PHONE") == ("(973) 642-0107", "(973) 642-0108")


def test_roles_and_events_are_given_and_taken_by_keys(counter: House) -> None:
    """F-44."""

    async def scene(player: Player) -> None:
        await player.burst(f"{OPEN}<down><f8>invo<enter><f7>orderer<enter>")
        robert = people(counter.a1)["Robert Green"]
        assert (robert.events, robert.roles) == (("invoicing",), ("procurement", "orderer"))
        await player.burst("<f8>invo<enter>")
        assert people(counter.a1)["Robert Green"].events == ()
        await player.burst("<f8><f8><f8><f12>")
        assert "Contacts" in player.screen.split("\n")[0]

    run(scene)


def test_f4_in_a_field_of_several_gives_and_takes(counter: House) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"{OPEN}<down><enter><tab><tab><tab><tab><tab><f4>finance<enter><f4>procure<enter><f9>")

    run(scene)
    assert people(counter.a1)["Robert Green"].roles == ("finance",)


def test_several_contacts_are_taken_away_by_options_and_shown_again(counter: House) -> None:
    """F-84, R-18."""

    async def scene(player: Player) -> None:
        await player.burst(f"{OPEN}<down>4<down>4<enter>")
        assert people(counter.a1) == {}
        await player.burst("<f5>")
        assert "no contact" in player.screen and "no one" in player.screen
        await player.burst("<f4><home><down>")
        assert "Robert Green" in player.screen and "off" in player.screen

    run(scene)
    assert Contact.select().count() == 2


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("<insert><f9>", "Name is required"),
        ("<insert>Eve<tab>Moon<f9>", '"Moon" is not a site of this customer'),
        ("<insert>Eve<tab><tab><tab><tab><tab>wizard<f9>", "there is no wizard"),
        ("<insert>Eve<tab><tab><tab><tab><tab><tab><tab><tab>a@b<f9>", "not an e-mail address"),
        ("<insert>4111111111111111<f9>", "a card number is never stored"),
        (f"<insert>{'x' * 201}<f9>", "Name: 201 characters, at most 200 are saved"),
        ("<insert>Eve<tab><tab>Q<f9>", "Primary: type Y or N"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(counter: House, keys: str, told: str) -> None:
    async def scene(player: Player) -> None:
        await player.burst(OPEN + keys)
        assert told in player.screen and player.app.desk.locked
        assert player.app.desk.view.field.error

    run(scene)
    assert Contact.select().count() == 2


def test_an_odd_phone_is_told_and_kept(counter: House) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"{OPEN}<insert>Eve<tab><tab><tab><tab><tab><tab><tab>555<tab>")
        assert '"555" is not a US phone number' in player.screen
        await player.burst("<f9>")

    run(scene)
    assert people(counter.a1)["Eve"].phone == "555"


def test_an_odd_phone_that_f9_kept_in_its_field_is_told_with_the_outcome(counter: House) -> None:
    """It had not been left, so nothing was marked."""

    async def scene(player: Player) -> None:
        await player.burst(f"{OPEN}<insert>Eve<tab><tab><tab><tab><tab><tab><tab>555<f9>")
        assert player.message == 'Eve is a contact now. Please check: Phone: "555" is not a US phone number'

    run(scene)
    assert Contact.select().count() == 3


def test_a_changed_contact_asks_before_it_is_dropped(counter: House) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"{OPEN}<down><enter>Rob<f12>")
        assert "Save the changes before leaving?" in player.message
        await player.burst("<f11>")
        assert "Changes discarded" in player.message
        await player.burst("<down><enter><f11>")
        assert "Contacts" in player.screen.split("\n")[0]

    run(scene)
    assert "Robert Green" in people(counter.a1)


def test_two_clerks_see_both_values_and_choose(counter: House) -> None:
    """X-13."""

    async def scene(player: Player) -> None:
        await player.burst(f"{OPEN}<down><enter><tab><tab><tab>Head<tab>")
        version, typed = contacts.contact_form(counter.robert)
        from dataclasses import replace

        contacts.update_contact(BEN, counter.robert, version, replace(typed, title="Buyer", fax="212 555 0199"))
        await player.burst("<f9>")
        assert "ben changed this contact meanwhile; both changed Title" in player.message
        await player.burst("<esc>")
        assert '"Buyer"' in player.screen and "212 555 0199" in player.screen
        await player.burst("<f9>")

    run(scene)
    robert = people(counter.a1)["Robert Green"]
    assert robert.title == "Head" and robert.of_kind("FAX") == ("212 555 0199",)


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (132, 43)])
def test_every_field_is_reached_at_each_size(counter: House, size: tuple[int, int]) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"{OPEN}<down><enter>")
        for field in player.app.desk.view.fields:
            assert player.app.desk.view.field is field
            assert field.label in player.screen.split("\n")[player.app.cursor_position.y]
            await player.burst("<tab>")

    run(scene, size=size)


def test_a_person_who_is_known_becomes_contact_of_another_customer_as_one_party(stand: House) -> None:
    """F-43, R-20: F4 on the name; renaming asks and holds for both."""
    before = Party.select().count()

    async def scene(player: Player) -> None:
        await player.burst("3897-9<enter><f10>c<enter><insert><f4>emily r")
        assert "contact of 3897-5 Healthy Juices" in player.screen
        await player.burst("<enter><f9>")
        assert player.message == "Emily Rose is a contact now, as for 3897-5: one person"
        await player.burst("<down><enter>Emily Thorn<f9>")
        assert "Emily Rose is a contact of 3897-5 too: rename for all of them?" in player.message
        await player.burst("<f9>")
        assert "Emily Thorn saved, as for 3897-5" in player.message

    run(scene)
    assert Party.select().count() == before
    assert "Emily Thorn" in people(stand.a1)
    assert people(stand.a1)["Emily Thorn"].person_id == people(stand.hq)["Emily Thorn"].person_id


@pytest.mark.parametrize("more", ["", " Jr"])
def test_a_person_who_is_known_is_taken_as_contact_on_the_profile_by_f4(stand: House, more: str) -> None:
    """F-43, R-20: nobody is made a second time; a name typed on behind the choice is somebody else."""
    before = Party.select().count()

    async def scene(player: Player) -> None:
        await player.burst(f"3897-9<enter><enter><tab><tab>emily r<f4><enter>{more}<f9>")
        assert "saved" in player.message

    run(scene)
    assert Party.select().count() == before + bool(more)
    same = people(stand.a1)["Emily Rose"].person_id == people(stand.hq)[f"Emily Rose{more}"].person_id
    assert same is not bool(more)


def test_the_code_of_another_customer_makes_the_contact_the_same_person(stand: House) -> None:
    """F-43, R-20: typed ahead, without a list; a name that customer does not know is refused at its field."""
    before = Party.select().count()
    to_last = "<tab>" * 17

    async def scene(player: Player) -> None:
        await player.burst(f"3897-9<enter><f10>c<enter><insert>Emily Rose{to_last}3897-5<f9>")
        assert player.message == "Emily Rose is a contact now, as for 3897-5: one person"
        await player.burst(f"<insert>Nobody Known{to_last}3897-5<f9>")
        assert "Contact of: no contact of 3897-5 is called Nobody Known" in player.message
        assert player.app.desk.view.field.name == "contact_of"
        await player.burst("<esc><f11><f9>")

    run(scene)
    assert Party.select().count() == before
    assert people(stand.a1)["Emily Rose"].person_id == people(stand.hq)["Emily Rose"].person_id
