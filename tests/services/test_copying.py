"""A copy, a repeat and lines taken to another customer: the gift goes where the gift went (X-15, F-78)."""

from collections.abc import Iterator

import pytest

from custtui.domain.errors import Refused
from custtui.domain.records.typed_address import AddressText
from custtui.models.account import Contact, CustomerSite, SiteUse
from custtui.models.draft import Draft, DraftAddress, DraftLine
from custtui.models.order import OrderLine, OrderPosition, OrderRevision, OrderShipTo, SalesOrder
from custtui.services import order_entry as desk
from custtui.services.order_entry.views import DraftView, HeaderText, LineText
from custtui.services.twins import merging
from tests.services import house
from tests.services.house import ANN, DORA, House
from tests.services.keying import keyed

HOTEL = AddressText("Rose Green", "Desk 4", "", "9 Bay Rd", "Reno", "NV", "89501", "US")
ANNEX = ("Annex", "1 Annex St")
DOCK = ("HJ Warehouse", "9 Dock Rd")
GIFT = ("", "9 Bay Rd")


@pytest.fixture
def stand(database: object) -> Iterator[House]:
    """The examples of the rules, with a second ship-to of A1."""
    made = house.stand()
    house.site(made.a1, "Annex", "SHIP_TO")
    yield made


def site(alias: str) -> int:
    return CustomerSite.get(CustomerSite.alias == alias).id


def mixed(account: int) -> DraftView:
    """Three lines: with the order, to a one-time address, to a site; the header says it is a gift."""
    draft = keyed(account, "ITEM1 x5", "ITEM2 x7", "ITEM3")
    desk.set_header(ANN, draft.id, HeaderText(po_number="4711", message="Happy birthday", prices_on_note="N"))
    desk.new_address(ANN, draft.id, "SHIP_TO", HOTEL, scope="line", position=20)
    return desk.choose_ship_to(ANN, draft.id, f"site:{site('Annex')}", scope="line", position=30)


def placed(draft: DraftView) -> list[tuple[int, str, tuple[str, str]]]:
    """Position, kind, and alias and street of each line's ship-to, as the database has it."""
    number = desk.place(ANN, draft.id).number
    columns = (OrderPosition.position, OrderShipTo.kind, OrderShipTo.alias, OrderShipTo.street)
    rows = OrderLine.select(*columns).join(OrderPosition).switch(OrderLine).join(OrderShipTo).switch(OrderLine)
    rows = rows.join(OrderRevision, on=OrderLine.revision == OrderRevision.id)
    rows = rows.join(SalesOrder, on=OrderRevision.order == SalesOrder.id).where(SalesOrder.number == number)
    return [(at, kind, (alias, street)) for at, kind, alias, street in rows.order_by(OrderPosition.position).tuples()]


def copy_of(account: int, to: int | None = None) -> DraftView:
    """A copy of the mixed order, for the same customer or another."""
    number = desk.place(ANN, mixed(account).id).number
    return desk.start(ANN, account if to is None else to, copy_of=number)


@pytest.mark.parametrize("how", ["copy", "repeat"])
def test_a_copy_and_a_repeat_keep_every_ship_to(stand: House, how: str) -> None:
    draft = copy_of(stand.a1)
    if how == "repeat":
        draft = desk.repeat_last(ANN, stand.a1)
    assert draft.told == ()
    slots = [line.ship_to and (line.ship_to.kind, line.ship_to.name) for line in draft.lines]
    assert slots == [None, ("ONE_TIME", "Rose Green"), ("PERMANENT", "Healthy Juices Inc.")]
    assert placed(draft) == [(10, "PERMANENT", DOCK), (20, "ONE_TIME", GIFT), (30, "PERMANENT", ANNEX)]
    first, second = OrderShipTo.select().where(OrderShipTo.kind == "ONE_TIME").order_by(OrderShipTo.id)
    assert (second.name, second.attention, second.city) == (first.name, first.attention, first.city)


def test_a_gift_stays_a_gift_and_the_po_number_stays_behind(stand: House) -> None:
    """X-17: the message, and no prices on the slip; never the PO number."""
    header = copy_of(stand.a1).header
    assert (header.message, header.prices_on_note, header.po_number) == ("Happy birthday", "N", "")


@pytest.mark.parametrize("to", ["order", "same", "site"])
def test_a_ship_to_of_the_whole_order_is_kept(stand: House, to: str) -> None:
    draft = keyed(stand.a1, "ITEM1", "ITEM2")
    if to == "order":
        desk.new_address(ANN, draft.id, "SHIP_TO", HOTEL)
    else:
        desk.choose_ship_to(ANN, draft.id, "same" if to == "same" else f"site:{site('Annex')}")
    number = desk.place(ANN, draft.id).number
    copied = desk.start(ANN, stand.a1, copy_of=number)
    assert not any(line.ship_to for line in copied.lines)
    assert copied.ship_to is not None
    assert (copied.ship_to.kind, copied.ship_to.address.street) == {
        "order": ("ONE_TIME", "9 Bay Rd"),
        "same": ("SAME", "1 Main St"),
        "site": ("PERMANENT", "1 Annex St"),
    }[to]


def test_a_line_to_the_sold_to_itself_stays_there(stand: House) -> None:
    draft = keyed(stand.a1, "ITEM1", "ITEM2")
    desk.choose_ship_to(ANN, draft.id, "same", scope="line", position=20)
    number = desk.place(ANN, draft.id).number
    copied = desk.start(ANN, stand.a1, copy_of=number)
    assert [line.ship_to.kind if line.ship_to else "" for line in copied.lines] == ["", "SAME"]


def test_an_address_kept_as_a_site_is_that_site_in_the_copy(stand: House) -> None:
    draft = keyed(stand.a1, "ITEM1")
    desk.new_address(
        ANN, draft.id, "SHIP_TO", AddressText("Depot", "", "Depot", "5 Hill", "Reno", "NV", "", "US", True)
    )
    number = desk.place(ANN, draft.id).number
    desk.start(ANN, stand.a1, copy_of=number)
    assert Draft.get().ship_to_site_id == site("Depot") and not DraftAddress.select().exists()


def test_a_site_no_longer_in_use_is_refused_and_never_becomes_another_one(stand: House) -> None:
    draft = copy_of(stand.a1)
    SiteUse.update(active=False).where(SiteUse.site == site("Annex")).execute()
    with pytest.raises(Refused, match="Annex is no longer a ship-to") as refused:
        desk.place(ANN, draft.id)
    assert [fault.line for fault in refused.value.faults] == [30]


def test_another_customer_gets_the_one_time_ship_tos_and_is_told_of_the_others(stand: House) -> None:
    draft = copy_of(stand.a1, stand.hq)
    assert draft.told == ("Line 30 goes where the order goes: Annex is not a ship-to of H.Q. Corp",)
    hq = ("", "100 Tower Ave")
    assert placed(draft) == [(10, "SAME", hq), (20, "ONE_TIME", GIFT), (30, "SAME", hq)]


def test_lines_taken_to_another_customer_go_where_they_went_or_that_is_told(stand: House) -> None:
    draft = mixed(stand.a1)
    draft = desk.choose_ship_to(ANN, draft.id, f"site:{site('Annex')}", scope="from", position=30)
    taken = desk.take_to(ANN, draft.id, stand.hq)
    assert taken.told == ("Line 30 goes where the order goes: Annex is not a ship-to of H.Q. Corp",)
    assert [line.ship_to.address.street if line.ship_to else "" for line in taken.lines] == ["", "9 Bay Rd", ""]
    assert taken.next_from is None and (taken.header.message, taken.header.prices_on_note) == ("Happy birthday", "N")
    assert DraftAddress.get().draft_id == taken.id and Draft.select().count() == 1


def test_lines_to_the_sold_to_itself_are_told_too_and_so_is_the_order(stand: House) -> None:
    draft = keyed(stand.a1, "ITEM1", "ITEM2", "ITEM3")
    desk.choose_ship_to(ANN, draft.id, f"site:{site('Annex')}")
    for position in (10, 30):
        desk.choose_ship_to(ANN, draft.id, f"site:{stand.s2}", scope="line", position=position)
    assert desk.take_to(ANN, draft.id, stand.hq).told == (
        "Annex is not a ship-to of H.Q. Corp: the order goes to its own",
        "Lines 10, 30 go where the order goes: HJ Warehouse is not a ship-to of H.Q. Corp",
    )


def test_sites_that_a_relationship_opens_go_along(stand: House) -> None:
    """R-16: with the ship-to flag."""
    house.related(stand.a1, stand.hq, ship_to=True)
    draft = copy_of(stand.a1, stand.hq)
    assert draft.told == ()
    assert placed(draft) == [(10, "PERMANENT", DOCK), (20, "ONE_TIME", GIFT), (30, "PERMANENT", ANNEX)]


def test_from_here_on_goes_along_where_it_may(stand: House) -> None:
    house.related(stand.a1, stand.hq, ship_to=True)
    draft = desk.choose_ship_to(ANN, mixed(stand.a1).id, f"site:{site('Annex')}", scope="from", position=30)
    taken = desk.take_to(ANN, draft.id, stand.hq)
    assert taken.next_from == 30 and taken.next_ship_to is not None and taken.next_ship_to.alias == "Annex"


def test_a_ship_to_that_was_typed_and_is_none_stays_parked(stand: House) -> None:
    draft = desk.start(ANN, stand.a1)
    desk.put_line(ANN, draft.id, None, LineText(item="ITEM1", quantity="1", ship_to="Nowhere"))
    taken = desk.take_to(ANN, draft.id, stand.hq)
    assert [fault.field for fault in taken.lines[0].faults] == ["ship_to"]


def test_who_pays_and_who_ordered_are_those_of_the_order(stand: House) -> None:
    house.control("bill_to_in_order_entry", True)
    draft = keyed(stand.a1, "ITEM1")
    desk.choose_payer(ANN, draft.id, "3897-9")
    desk.set_header(ANN, draft.id, HeaderText(ordered_by="Emily Rose"))
    number = desk.place(ANN, draft.id).number
    copied = desk.start(ANN, stand.a1, copy_of=number)
    assert copied.bill_to is not None and copied.bill_to.code == "3897-9"
    replaced = "Payment: Check became Credit card: Check not allowed when another party is billed"
    assert (copied.ordered_by, copied.told) == ("Emily Rose", ("Billed to H.Q. Corp, as before", replaced))
    assert "billed to another account" in copied.outcome, "holds are worked out anew"
    house.control("bill_to_in_order_entry", False)
    with pytest.raises(Refused, match="may not be billed here"):
        desk.place(ANN, copied.id)
    assert desk.start(ANN, stand.hq, copy_of=number).ordered_by == "", "for another customer they stay behind"


def test_a_contact_no_longer_there_leaves_the_usual_one(stand: House) -> None:
    draft = keyed(stand.a1, "ITEM1")
    desk.set_header(ANN, draft.id, HeaderText(ordered_by="Emily Rose"))
    number = desk.place(ANN, draft.id).number
    Contact.update(active=False).where(Contact.id == stand.emily).execute()
    assert desk.start(ANN, stand.a1, copy_of=number).ordered_by == "Robert Green"


def test_the_site_billed_is_kept_while_it_is_one(stand: House) -> None:
    other = house.site(stand.a1, "Branch", "BILL_TO")
    draft = keyed(stand.a1, "ITEM1")
    desk.choose_payer(ANN, draft.id, f"site:{other}")
    number = desk.place(ANN, draft.id).number
    bill_to = desk.start(ANN, stand.a1, copy_of=number).bill_to
    assert bill_to is not None and bill_to.alias == "Branch"
    SiteUse.update(active=False).where(SiteUse.site == other).execute()
    again = desk.start(ANN, stand.a1, copy_of=number)
    assert again.bill_to is not None and again.bill_to.alias == "New York office" and again.faults == ()


def test_a_merged_customer_is_the_same_one(stand: House) -> None:
    """F-28: the order of the one that is gone, copied for the survivor; and its draft taken there."""
    twin = house.customer("3897-7", "Healthy Juice")
    depot = house.site(twin, "Depot", "SHIP_TO")
    draft = keyed(twin, "ITEM1", "ITEM2")
    desk.choose_ship_to(ANN, draft.id, f"site:{depot}", scope="line", position=20)
    number = desk.place(ANN, draft.id).number
    kept = desk.start(ANN, twin, copy_of=number)
    merging.merge(DORA, twin, stand.a1)
    for view in (desk.start(ANN, stand.a1, copy_of=number), desk.take_to(ANN, kept.id, stand.a1)):
        assert view.lines[1].ship_to is not None and view.lines[1].ship_to.alias == "Depot"
        assert view.told == () and view.faults == ()


def test_a_draft_line_belongs_to_no_address_of_another_draft(stand: House) -> None:
    copied = copy_of(stand.a1)
    assert {row.draft_id for row in DraftAddress.select()} == {copied.id}
    address = DraftLine.get(DraftLine.position == 20).ship_to_address_id
    assert DraftAddress.get_by_id(address).draft_id == copied.id
