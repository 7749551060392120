"""Who is addressed at a site follows its primary contact, unless typed there by hand: everywhere alike (R-18)."""

from dataclasses import replace

import pytest

from custtui.models.account import CustomerSite
from custtui.services import order_entry as desk
from custtui.services.orders.view import order
from custtui.services.people import contacts
from custtui.services.people.reading import contact_form
from custtui.services.sites.address_roles import address_roles
from tests.services import house
from tests.services.house import ANN, House
from tests.services.keying import keyed, ordered


@pytest.fixture
def made(database) -> House:
    """Robert Green is the account's contact, Emily Rose the office's; the warehouse has none."""
    return house.stand()


def shown(made: House, alias: str) -> str:
    return next(row.attention for row in address_roles(made.a1).sites if row.alias == alias)


def everywhere(made: House) -> tuple[str, str, str, str]:
    """Of office and warehouse, as the screen of sites and a draft have it."""
    draft = keyed(made.a1, "ITEM1")
    found = (shown(made, "New York office"), shown(made, "HJ Warehouse"))
    desk.drop(ANN, draft.id)
    return *found, draft.bill_to.attention, draft.ship_to.attention


def rename(contact: int, name: str) -> None:
    version, form = contact_form(contact)
    contacts.update_contact(ANN, contact, version, replace(form, name=name))


def test_the_sites_contact_is_addressed_else_the_accounts(made: House) -> None:
    assert everywhere(made) == ("Emily Rose", "Robert Green") * 2


def test_a_contact_renamed_is_addressed_by_the_new_name(made: House) -> None:
    rename(made.emily, "Emily Rose-Hall")
    rename(made.robert, "Bob Green")
    assert everywhere(made) == ("Emily Rose-Hall", "Bob Green") * 2


def test_a_primary_contact_replaced_gives_way(made: House) -> None:
    other = house.contact(made.a1, "Zoe Hart", site_id=made.s1)
    version, form = contact_form(other)
    contacts.update_contact(ANN, other, version, replace(form, primary=True))
    assert everywhere(made) == ("Zoe Hart", "Robert Green") * 2


def test_a_contact_ended_is_addressed_no_more(made: House) -> None:
    contacts.set_contact_active(ANN, made.emily, contact_form(made.emily)[0], False)
    assert everywhere(made) == ("Robert Green", "Robert Green") * 2
    contacts.set_contact_active(ANN, made.robert, contact_form(made.robert)[0], False)
    assert everywhere(made) == ("", "") * 2


def test_what_was_typed_by_hand_stays(made: House) -> None:
    CustomerSite.update(attention="Dock 4").where(CustomerSite.id == made.s1).execute()
    rename(made.emily, "Emily Rose-Hall")
    contacts.set_contact_active(ANN, made.emily, contact_form(made.emily)[0], False)
    assert everywhere(made) == ("Dock 4", "Robert Green") * 2


def test_an_order_placed_keeps_whom_it_named(made: House) -> None:
    """X-05."""
    number = ordered(made.a1, "ITEM1").number
    rename(made.robert, "Bob Green")
    assert order(number).ship_to.attention == "Robert Green"
