"""Phone and e-mail beside Contact are that contact's, its form renames no customer: by keys and in the rows."""

from __future__ import annotations

import json
from dataclasses import asdict

from custtui.models.account import Contact, ContactPoint
from custtui.models.party import Party
from custtui.services.profile.customers import customer
from tests.services import house
from tests.services.house import House
from tests.ui.keyplay import Player, run


def points() -> set[tuple[str, bool, str]]:
    """Whose, and what: the account's own, or the contact's."""
    return {(row.kind, row.contact_id is not None, row.value) for row in ContactPoint.select()}


def test_what_is_typed_beside_contact_is_the_contacts_and_the_houses_fields_are_the_houses(counter: House) -> None:
    """F-14, R-18: the primary contact is who a notice reaches."""
    ContactPoint.delete().execute()
    keys = "<tab><tab><tab>(212) 736-5001<tab>r.green@hj.com"

    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<enter><enter>{keys}<f9>")
        assert "saved" in player.message

    run(scene)
    assert points() == {("PHONE", True, "(212) 736-5001"), ("EMAIL", True, "r.green@hj.com")}
    assert {row.contact_id for row in ContactPoint.select()} == {counter.robert}
    shown = json.loads(json.dumps(asdict(customer(counter.a1)), default=str))
    assert (shown["phone"], shown["email"]) == ("", "")
    robert = next(one for one in shown["contacts"] if one["name"] == "Robert Green")
    assert (robert["phone"], robert["email"]) == ("(212) 736-5001", "r.green@hj.com")


def test_the_form_of_a_contact_never_renames_the_customer_it_is(counter: House) -> None:
    """R-20: typed over it is refused, the customer's name stands."""
    person = house.party("Rosa Diaz", "PERSON")
    house.account(person, "3897-80")
    Contact.update(person=person).where(Contact.id == counter.robert).execute()

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f10>C<enter><down><enter>Bob Other<f9>")
        assert player.app.desk.locked
        assert "customer 3897-80 is Rosa Diaz" in player.message

    run(scene)
    assert Party.get_by_id(person).name == "Rosa Diaz"
    assert not Party.select().where(Party.name == "Bob Other").exists()
