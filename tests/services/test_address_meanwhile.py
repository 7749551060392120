"""Two clerks: one keys an order, the other changes an address it goes to or is billed at; F9 tells it once (X-09)."""

import json

import pytest

from custtui.models.account import CustomerSite
from custtui.models.draft import Draft
from custtui.models.order import OrderShipTo
from custtui.models.party import Location, PartySite
from custtui.services import order_entry as desk
from custtui.services.order_entry.standing_on import StandingOn
from custtui.services.order_entry.views import LineText
from tests.services import house
from tests.services.house import ANN
from tests.services.keying import keyed
from tests.services.test_payer_meanwhile import told

MOVED = "ship to 9 Dock Rd, Newark NJ 07102 -> 99 Other St, Newark NJ 07102"


def ben_moves(site: int, street: str = "99 Other St") -> None:
    """Another clerk corrects the street of a site."""
    of_site = PartySite.select(PartySite.location).join(CustomerSite).where(CustomerSite.id == site)
    Location.update(street=street).where(Location.id.in_(of_site)).execute()


def streets() -> set[str]:
    """Where the order goes."""
    return {row.street for row in OrderShipTo.select()}


def to_warehouse(made: house.House, *lines: str) -> int:
    draft = keyed(made.a1, *lines)
    return desk.choose_ship_to(ANN, draft.id, f"site:{made.s2}").id


def test_the_address_of_the_ship_to_is_told_once_and_placed_when_asked_again(database) -> None:
    made = house.stand()
    draft = to_warehouse(made, "ITEM1")
    ben_moves(made.s2)
    assert told(draft) == [MOVED]
    desk.place(ANN, draft)
    assert streets() == {"99 Other St"}


def test_lines_keyed_meanwhile_do_not_hide_it(database) -> None:
    made = house.stand()
    draft = to_warehouse(made, "ITEM1")
    ben_moves(made.s2)
    desk.put_line(ANN, draft, None, LineText(item="ITEM2", quantity="1"))
    assert desk.open_draft(ANN, draft).changed == (MOVED,)
    assert told(draft) == [MOVED]


def test_the_screen_that_remembers_the_address_does_not_hide_it(database) -> None:
    made, stands_on = house.stand(), StandingOn()
    draft = stands_on.change(desk.start, ANN, made.a1)
    stands_on.change(desk.choose_ship_to, ANN, draft.id, f"site:{made.s2}")
    ben_moves(made.s2)
    view = stands_on.change(desk.put_line, ANN, draft.id, None, LineText(item="ITEM1", quantity="1"))
    assert view.ship_to is not None and "9 Dock Rd" in view.ship_to.address.one_line
    assert told(draft.id) == [MOVED]


@pytest.mark.parametrize("scope", ["line", "from"])
def test_the_own_ship_to_of_a_line_is_told(database, scope: str) -> None:
    made = house.stand()
    draft = keyed(made.a1, "ITEM1", "ITEM2")
    desk.choose_ship_to(ANN, draft.id, f"site:{made.s2}", scope=scope, position=20)
    ben_moves(made.s2)
    assert told(draft.id) == [MOVED]
    assert desk.place(ANN, draft.id).number
    assert "99 Other St" in streets()


def test_the_address_that_is_billed_is_told(database) -> None:
    made = house.stand()
    draft = to_warehouse(made, "ITEM1")
    ben_moves(made.s1, "1 New Street")
    [one] = told(draft)
    assert one.startswith("bill to ") and "-> 1 New Street, " in one
    assert desk.place(ANN, draft).number


def test_alias_and_attention_count_too(database) -> None:
    made = house.stand()
    draft = to_warehouse(made, "ITEM1")
    CustomerSite.update(alias="Warehouse 2", attention="Dock 7").where(CustomerSite.id == made.s2).execute()
    [one] = told(draft)
    assert one.startswith("ship to HJ Warehouse") and one.endswith("-> Warehouse 2, Dock 7")


def test_what_the_clerk_chooses_is_no_change_to_be_told(database) -> None:
    """Another place, or the same one again: the list he took it from showed it as it is."""
    made = house.stand()
    draft = to_warehouse(made, "ITEM1")
    ben_moves(made.s2)
    desk.choose_ship_to(ANN, draft, f"site:{made.s2}")
    assert desk.open_draft(ANN, draft).changed == ()
    ben_moves(made.s2, "100 Third St")
    desk.choose_ship_to(ANN, draft, f"site:{made.s1}")
    assert desk.place(ANN, draft).number


@pytest.mark.parametrize("places", [[], [None], [{"ship to||": "x"}], [{"ship to||": [1]}], [[]], [{}, 1]])
def test_a_promise_of_an_older_version_or_written_by_others_is_read(database, places: list[object]) -> None:
    made = house.stand()
    draft = to_warehouse(made, "ITEM1")
    kept = json.loads(Draft.get_by_id(draft).promised)
    Draft.update(promised=json.dumps([*kept[:7], *places])).where(Draft.id == draft).execute()
    ben_moves(made.s2)
    assert desk.place(ANN, draft).number
