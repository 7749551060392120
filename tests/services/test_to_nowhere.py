"""An order to an address with neither street nor city is refused, however its draft came about (R-12)."""

import pytest

from custtui.domain.errors import Refused
from custtui.models.account import CustomerSite
from custtui.models.order import SalesOrder
from custtui.models.party import Location, PartySite
from custtui.services import order_entry as desk
from tests.services import house
from tests.services.house import ANN, House
from tests.services.keying import keyed


def empty(site: int, street: str = "") -> None:
    """The site's address loses its city, and has this street."""
    place = PartySite.get_by_id(CustomerSite.get_by_id(site).party_site_id).location_id
    Location.update(street=street, city="").where(Location.id == place).execute()


def refusal(draft: int) -> list[tuple[str, str, int | None]]:
    """The fields that placing is refused for."""
    before = SalesOrder.select().count()
    with pytest.raises(Refused) as refused:
        desk.place(ANN, draft)
    assert SalesOrder.select().count() == before and desk.open_draft(ANN, draft).lines
    return [(fault.code, fault.field, fault.line) for fault in refused.value.faults]


NOWHERE = {
    "bill_to": [("address", "bill_to", None)],
    "ship_to": [("address", "ship_to", None)],
}


@pytest.mark.parametrize("which", NOWHERE)
@pytest.mark.parametrize("how", ["keyed", "copy", "repeat", "taken", "kept"])
def test_however_the_draft_came_about(database, which: str, how: str) -> None:
    made: House = house.stand()
    number = desk.place(ANN, keyed(made.a1, "ITEM1").id).number
    kept = keyed(made.a1, "ITEM1")
    other = keyed(made.hq, "ITEM1")
    empty(made.s1 if which == "bill_to" else made.s2)
    draft = {
        "keyed": lambda: keyed(made.a1, "ITEM1"),
        "copy": lambda: desk.start(ANN, made.a1, copy_of=number),
        "repeat": lambda: desk.repeat_last(ANN, made.a1),
        "taken": lambda: desk.take_to(ANN, other.id, made.a1),
        "kept": lambda: desk.open_draft(ANN, kept.id),
    }[how]()
    assert refusal(draft.id) == NOWHERE[which]


def test_a_line_of_its_own_names_its_line(database) -> None:
    made = house.stand()
    annex = house.site(made.a1, "Annex", "SHIP_TO")
    draft = keyed(made.a1, "ITEM1", "ITEM2")
    desk.choose_ship_to(ANN, draft.id, f"site:{annex}", scope="line", position=20)
    empty(annex)
    assert refusal(draft.id) == [("address", "ship_to", 20)]


@pytest.mark.parametrize("street", ["   ", "\u200b", "\ufeff\u2060", "\u00ad"])
def test_blanks_and_marks_nobody_sees_are_no_street(database, street: str) -> None:
    made = house.stand()
    empty(made.s2, street)
    assert refusal(keyed(made.a1, "ITEM1").id) == NOWHERE["ship_to"]


def test_a_street_or_a_city_is_enough(database) -> None:
    made = house.stand()
    empty(made.s2, "9 Dock Rd")
    assert desk.place(ANN, keyed(made.a1, "ITEM1").id).number
