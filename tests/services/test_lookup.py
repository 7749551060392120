"""One box finds any customer, says why, and never ends dead (F-01 … F-09, X-01)."""

import json
from datetime import date

import pytest

from custtui.domain.naming import po_text
from custtui.models.account import AlternateNumber, ContactPoint, CustomerAccount
from custtui.models.database import transaction
from custtui.models.fulfilment import Shipment
from custtui.models.order import RevisionState
from custtui.models.search import engine as search
from custtui.services import lookup
from custtui.services.views import Found
from tests.rows import an_order
from tests.services import house
from tests.standing import made_once

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def stood(database: object) -> house.House:
    return neighbours()


@made_once
def neighbours() -> house.House:
    """The set-up of the rules' examples, and some neighbours, indexed."""
    made = house.stand()
    phone(made.a1, "2125550123")
    market = house.customer("3897-118", "Corner Market")
    house.contact(market, "Ann Heath")
    house.customer("3897-41", "Heath & Sons")
    munich = house.account(house.party("Müller GmbH"), "MUC-1", tax_number="DE136695976")
    place = {"street": "Hauptstraße 5", "city": "München", "postal_code": "80331", "country": "DE", "state": ""}
    house.site(munich, "Lager Süd", "BILL_TO*", identifying=True, **place)
    house.customer("JP-7", "株式会社東京青果")
    house.customer("GR-1", "Καφενείο Αθήνα")
    diaz = house.account(house.party("Rosa Diaz", "PERSON"), "D-1")
    house.site(diaz, "Home", "SHIP_TO*", identifying=True, street="12 Elm St", city="Boston")
    house.customer("D-2", "Diaz Brothers")
    with transaction():
        search.rebuild()
    return made


def phone(account: int, value: str) -> None:
    ContactPoint.create(account=account, kind="PHONE", value=value, normal=value)


def find(text: str, *, inactive: bool = False, limit: int = 20) -> Found:
    return lookup.find(text, limit=limit, inactive=inactive)


def codes(text: str, *, inactive: bool = False) -> list[str]:
    return [hit.code for hit in find(text, inactive=inactive).hits]


def test_a_full_code_wins_over_everything(stood: house.House) -> None:
    house.customer("HEATH", "Zebra Ltd")
    search.rebuild()
    for text in ("HEATH", "heath"):
        found = find(text)
        assert found.exact
        assert found.single is not None
        assert found.single.code == "HEATH"
        assert found.count == 3
    found = find("3897-5")
    assert found.exact
    assert found.hits[0].name == "Healthy Juices Inc."


def test_names_begin_before_words_before_anything(stood: house.House) -> None:
    house.customer("3897-50", "Bob's Healthy Food")
    search.rebuild()
    found = find("hea")
    assert [hit.name for hit in found.hits] == [
        "Healthy Juices Inc.",
        "Heath & Sons",
        "Bob's Healthy Food",
        "Corner Market",
    ]
    assert [hit.reason for hit in found.hits] == ["", "", "", "contact Ann Heath"]


def test_a_site_alias_is_a_name_and_the_reason_says_which(stood: house.House) -> None:
    assert [(hit.code, hit.reason) for hit in find("ware").hits] == [("3897-5", "site HJ Warehouse")]


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        ("diaz elm", "D-1", "street 12 Elm St"),
        ("elm diaz", "D-1", "street 12 Elm St"),
        ("newark", "3897-5", "city Newark"),
        ("07102", "3897-5", "postal code 07102"),
        ("emily", "3897-5", "contact Emily Rose"),
        ("e.rose@hj.example", "3897-5", "e-mail e.rose@hj.example"),
        ("E.Rose@", "3897-5", "e-mail e.rose@hj.example"),
        ("@hj.example", "3897-5", "e-mail r.green@hj.example"),
        ("hj.example", "3897-5", "e-mail r.green@hj.example"),
        ("hauptstrasse", "MUC-1", "street Hauptstraße 5"),
        ("DE 136 695 976", "MUC-1", "tax number DE136695976"),
        ("hauptstrasse munchen", "MUC-1", "street Hauptstraße 5"),
        ("MÜNCHEN", "MUC-1", "city München"),
        ("muenchen", "MUC-1", "city München"),
        ("munchen", "MUC-1", "city München"),
        ("DE 136695976", "MUC-1", "tax number DE136695976"),
        ("136695976", "MUC-1", "tax number DE136695976"),
        ("青果", "JP-7", ""),
        ("αθηνα", "GR-1", ""),
        ("καφενειο", "GR-1", ""),
        ("muller 80331", "MUC-1", "postal code 80331"),
    ],
)
def test_anything_known_of_a_customer_finds_it(stood: house.House, text: str, code: str, reason: str) -> None:
    hit = find(text).single
    assert hit is not None, text
    assert (hit.code, hit.reason) == (code, reason)


@pytest.mark.parametrize(
    "text",
    [
        *("2125550123", "212 555 0123", "+1-212-555-0123", "5550123", "(212) 555-0123", "212.555/0123", "0123"),
        *("001 212 5550123", "healthy 5550123", "212 555-0123 juices"),
    ],
)
def test_a_phone_is_found_in_any_spelling(stood: house.House, text: str) -> None:
    (hit,) = find(text).hits
    assert (hit.code, hit.reason) == ("3897-5", "phone 2125550123")


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("+1 (212) 555-0177", "2125550177"),
        ("+49 (0)30 1234567", "030 1234567"),
        ("+49 30 1234567", "030/1234567"),
        ("030 1234567", "+49 30 1234567"),
        ("030-0074321", "0074321"),
        ("(1) 135-5556", "1355556"),
        ("٢١٢ ٥٥٥ ٠١٧٧", "2125550177"),
    ],
)
def test_however_a_phone_was_stored(stood: house.House, stored: str, asked: str) -> None:
    one = house.customer("P-1", "Phone Owner")
    phone(one, stored)
    search.index_accounts([one])
    hit = find(asked).single
    assert hit is not None
    assert (hit.code, hit.reason) == ("P-1", f"phone {stored}")


def test_every_beginning_of_a_phone_finds_it(stood: house.House) -> None:
    for whole in ("2125550123", "5550123", "+1-212-555-0123", "212 555 0123"):
        for end in range(6, len(whole) + 1):
            assert "3897-5" in codes(whole[:end]), whole[:end]


def test_when_nothing_matches_the_names_around_are_shown(stood: house.House) -> None:
    found = find("hearst", limit=4)
    assert found.near
    assert found.single is None
    assert found.count == 0
    assert [hit.name for hit in found.hits] == ["H.Q. Corp", "Healthy Juices Inc.", "Heath & Sons", "Müller GmbH"]
    assert find("!!!", limit=4).near
    assert len(find("zzzz").hits) > 0


def test_the_only_hit_is_the_one_enter_opens(stood: house.House) -> None:
    assert find("corner").single is not None
    assert find("diaz").single is None


def test_inactive_customers_are_hidden_until_asked_for(stood: house.House) -> None:
    CustomerAccount.update(active=False).where(CustomerAccount.code == "D-2").execute()
    search.rebuild()
    assert codes("diaz") == ["D-1"]
    assert codes("diaz", inactive=True) == ["D-1", "D-2"]
    assert [hit.active for hit in find("diaz", inactive=True).hits] == [True, False]
    only = find("diaz brothers")
    assert only.only_inactive
    assert only.single is not None
    assert only.single.code == "D-2"
    assert find("D-2").exact
    assert find("D-2").only_inactive


def test_activity_stands_beside_the_customer(stood: house.House) -> None:
    one = CustomerAccount.get_by_id(stood.a1)
    an_order(one, order_date=date(2026, 5, 4))
    an_order(one, order_date=date(2026, 5, 6), status="pending")
    done = an_order(one, order_date=date(2026, 5, 5))
    RevisionState.update(status="finished").where(RevisionState.revision == done.id).execute()
    hit = find("3897-5").hits[0]
    assert (hit.open_orders, hit.last_order) == (2, date(2026, 5, 6))
    assert (find("corner").hits[0].open_orders, find("corner").hits[0].last_order) == (0, None)


def test_the_customers_po_number_and_the_order_number_find_it(stood: house.House) -> None:
    revision = an_order(CustomerAccount.get_by_id(stood.a1), po_number="PO 4711-B")
    for text in ("PO 4711-B", "po 4711-b", "PO 47", "po 4711"):
        hit = find(text).single
        assert hit is not None, text
        assert (hit.code, hit.reason) == ("3897-5", "PO 4711-B"), text
    number = revision.order.number
    for text in (number, number.lower()):
        found = find(text)
        assert [one.number for one in found.papers] == [number]
        assert found.hits[0].reason == f"order {number}"
    assert find("corner").papers == ()


def test_a_superseded_number_opens_the_survivor_and_says_so(stood: house.House) -> None:
    AlternateNumber.create(code="OLD-77", account=stood.a1, reason="merged")
    found = find("old-77")
    assert found.exact
    assert found.hits[0].code == "3897-5"
    assert found.message == "OLD-77 was merged into 3897-5"
    twin = house.customer("3897-6", "Healthy Juice Twin")
    CustomerAccount.update(merged_into=stood.a1, active=False).where(CustomerAccount.id == twin).execute()
    search.index_accounts([twin])
    found = find("3897-6")
    assert (found.hits[0].code, found.message) == ("3897-5", "3897-6 was merged into 3897-5")
    assert "3897-6" not in codes("healthy", inactive=True)


def test_more_than_two_hundred_hits_are_counted_no_further(database: object) -> None:
    house.seller()
    for number in range(205):
        house.account(house.party(f"Smith {number}"), f"S-{number}")
    search.rebuild()
    found = find("smi", limit=10)
    assert (found.count, found.capped, len(found.hits)) == (200, True, 10)
    assert len(lookup.find("smi", limit=10, offset=195).hits) == 5
    assert (find("smi 12").count, find("smi 12").capped) == (11, False)
    assert lookup.total() == 205
    seen = [hit.code for offset in range(0, 200, 10) for hit in lookup.find("smi", limit=10, offset=offset).hits]
    assert len(set(seen)) == 200


@pytest.mark.parametrize("text", ["smi", "smi ma", "ma smi", "main smith"])
def test_pages_are_pieces_of_one_list_names_first(database: object, text: str) -> None:
    house.seller()
    for number in range(40):
        one = house.account(house.party("Smith Market"), f"A-{number}", active=number % 3 > 0)
        house.site(one, "Shop", street="1 Elm St", identifying=True)
        other = house.account(house.party(f"Zoe {number}"), f"B-{number}", active=number % 5 > 0)
        house.site(other, "Shop", street="9 Main Smith St", identifying=True)
    search.rebuild()
    whole = find(text, inactive=True, limit=200)
    pages = [lookup.find(text, limit=7, offset=at, inactive=True) for at in range(0, 80, 7)]
    assert {page.count for page in pages} == {whole.count}
    assert [hit for page in pages for hit in page.hits] == list(whole.hits)
    assert [hit.code[0] for hit in whole.hits if hit.active] == sorted(
        hit.code[0] for hit in whole.hits if hit.active
    )


def test_an_empty_text_lists_by_name(stood: house.House) -> None:
    assert find("").hits == lookup.browse(20)
    assert lookup.browse(1)[0].name == "Corner Market"
    assert len(lookup.browse(100)) == lookup.total()


HOSTILE = ["\0", "a\0b", '"', "' OR 1=1 --", "NEAR(a b)", "a AND NOT b", "a* ^b {x}: y", "%", "_", "\\", "(((", "-"]
HOSTILE += ["a" * 10_000, "5" * 10_000, "é " * 5_000, "@" * 300, "\ud800", "\u202e", "💥", "+" * 500, "1 " * 600]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(stood: house.House, text: str) -> None:
    assert isinstance(find(text), Found)
    assert isinstance(find(text, inactive=True), Found)


def test_a_preview_is_the_customer_whole(stood: house.House) -> None:
    shown = lookup.preview(stood.a1)
    assert (shown.code, shown.name, shown.alias) == ("3897-5", "Healthy Juices Inc.", "HJ Warehouse")
    assert [contact.name for contact in shown.contacts] == ["Robert Green", "Emily Rose"]
    assert shown.sites[0].identifying
    assert json.dumps(shown.sites[1].uses) == '{"SHIP_TO": true}'


@pytest.mark.parametrize("text", ["0123", "212", "803", "80"])
def test_a_number_that_is_only_a_piece_of_something_is_no_sure_hit(stood: house.House, text: str) -> None:
    found = find(text)
    assert len(found.hits) == 1
    assert found.single is None
    assert found.orderable is None


@pytest.mark.parametrize("text", ["80331", "5550123", "2125550123", "DE 136695976", "136695976"])
def test_a_number_that_is_whole_opens_its_customer(stood: house.House, text: str) -> None:
    assert find(text).single is not None
    assert find(text).orderable is None or text.startswith("DE")


def test_a_full_code_that_is_a_number_wins_over_an_order_of_that_number(stood: house.House) -> None:
    revision = an_order(CustomerAccount.get_by_id(stood.a1))
    digits = revision.order.number.removeprefix("SO-")
    house.customer(digits, "Number Ltd")
    search.rebuild()
    found = find(digits)
    assert (found.exact, found.papers) == (True, ())
    assert found.orderable is not None
    assert found.orderable.name == "Number Ltd"


def test_orders_invoices_and_shipments_of_one_number_are_told_apart(stood: house.House) -> None:
    order = an_order(CustomerAccount.get_by_id(stood.a1)).order
    digits = order.number.removeprefix("SO-")
    Shipment.create(number=f"SH-{digits}", order=order, day=date(2026, 5, 4))
    assert [(one.kind, one.number, one.order) for one in find(digits).papers] == [
        ("order", order.number, order.number),
        ("shipment", f"SH-{digits}", order.number),
    ]
    for text in (f"sh-{digits}", f"sh{digits}", f"SH {digits}"):
        assert [one.kind for one in find(text).papers] == ["shipment"]
    assert [one.number for one in find(f"so{digits}").papers] == [order.number]


def test_a_paper_without_a_prefix_is_found_with_it_and_one_of_another_kind_is_not(stood: house.House) -> None:
    """Numbers that came from files have none."""
    order = an_order(CustomerAccount.get_by_id(stood.a1)).order
    for table, number in ((Shipment, "991"), (Shipment, "SH-992"), (Shipment, "993")):
        table.create(number=number, order=order, day=date(2026, 5, 4))
    for text, stored in (("sh-991", "991"), ("SH 991", "991"), ("991", "991"), ("992", "SH-992"), ("SO-993", None)):
        assert [one.number for one in find(text).papers] == ([stored] if stored else [])


@pytest.mark.parametrize("text", ["4711/88", "471188", "4711-88", "PO 4711/88"])
def test_a_po_number_with_marks_among_its_digits_is_a_sure_hit(stood: house.House, text: str) -> None:
    an_order(CustomerAccount.get_by_id(stood.a1), po_number="4711/88")
    assert find(text).single is not None


@pytest.mark.parametrize("text", ["4711", "PO 4711", "po-4711", "PO4711"])
@pytest.mark.parametrize(
    "stored", ["PO-4711", "PO 4711", "4711", "PO4711", "4711/A", "PO 4711/A", "A/4711", "X-47.11"]
)
def test_a_po_number_is_found_by_its_digits(stood: house.House, stored: str, text: str) -> None:
    an_order(CustomerAccount.get_by_id(stood.a1), po_number=stored)
    hit = find(text).single
    assert hit is not None
    assert (hit.code, hit.reason) == ("3897-5", po_text(stored))


@pytest.mark.parametrize(("stored", "asked"), [
    ("(212) 666-0123 x45", "(212) 666-0123 x45"), ("(212) 666-0123 x45", "212 666 0123 ext 45"),
    ("(212) 666-0123 x45", "2126660123"), ("212-666-0123", "212 666 0123 ext. 45"),
    ("1-800-FLOWERS", "1-800-FLOWERS"), ("1-800-FLOWERS", "1-800-flowers"), ("1-800-FLOWERS", "1 800 FLOWERS"),
    ("1-800-FLOWERS", "18003569377"), ("1-800-FLOWERS", "1 800 356 9377"), ("1-800-FLOWERS", "8003569377"),
])  # fmt: skip
def test_a_phone_is_found_as_it_is_stored_extension_and_letters_too(
    stood: house.House, stored: str, asked: str
) -> None:
    one = house.customer("P-1", "Phone Owner")
    phone(one, stored)
    search.index_accounts([one])
    hit = find(asked).single
    assert hit is not None
    assert (hit.code, hit.reason) == ("P-1", f"phone {stored}")
