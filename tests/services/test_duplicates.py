"""The likely twin of a customer being made is told before it is kept, whatever way it is made (X-02, F-27, R-41)."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from custtui.domain.customer import AddressFields, CustomerFields
from custtui.domain.errors import Confirm
from custtui.models.account import CustomerAccount
from custtui.models.search.engine import rebuild
from custtui.services.lookup.duplicates import TWIN, likely_for
from custtui.services.profile import customers
from tests.services import house
from tests.services.house import ANN, DORA
from tests.services.twinned import likely
from tests.standing import made_once

PLACE = AddressFields("1 Main St", "New York", "NY", "10001", "US")
STANDS = CustomerFields(
    name="Healthy Juices Inc.",
    alias="HJ",
    phone="(212) 555-0123",
    email="Office@hj.example",
    tax_number="DE 136695976",
    billing=PLACE,
)


@pytest.fixture(autouse=True)
def stood(database: object) -> Iterator[int]:
    yield two_customers()


@made_once
def two_customers() -> int:
    """Two customers stand, one of them twin-like."""
    house.seller()
    customers.create(ANN, CustomerFields(name="Healthy Food", alias="HF", billing=PLACE))
    return customers.create(ANN, STANDS).account_id


@pytest.mark.parametrize(
    ("typed", "why", "strong"),
    [
        ({"name": "healthy juices", "postal_code": "10001"}, "same name, same postal code", True),
        ({"name": "Helthy Juice Incorporated", "postal_code": "10001-9999"}, "name alike, same postal code", True),
        ({"name": "Juices, Healthy", "postal_code": "10001"}, "same name, same postal code", True),
        ({"name": "HEALTHY JUICES, INC"}, "same name", False),
        ({"name": "Helthy Juices"}, "name alike", False),
        ({"phone": "+1 212 5550123"}, "same phone", False),
        ({"name": "Dock Services", "phone": "555-0123"}, "same phone", False),
        ({"name": "Healthy Juices", "phone": "212 555 0123"}, "same name, same phone", True),
        ({"email": "office@HJ.example"}, "same e-mail", False),
        ({"email": "office@HJ.example", "phone": "2125550123"}, "same e-mail, same phone", True),
        ({"name": "Renamed AG", "tax_number": "DE136695976"}, "same tax number", True),
    ],
)
def test_a_twin_is_told_with_the_reason(typed: dict[str, str], why: str, strong: bool) -> None:
    assert [(twin.hit.code, twin.why, twin.strong) for twin in likely(**typed)] == [("3897-2", why, strong)]


def test_what_only_begins_alike_is_no_twin(stood: int) -> None:
    assert likely(name="Healthy", phone="212555", email="office@hj", tax_number="DE1366") == []
    assert likely(name="Healthy Foods and Greens of Harlem", postal_code="10001") == []
    assert likely() == []
    assert likely(name="Healthy Juices Inc.", but=[stood]) == []


def test_an_inactive_customer_is_a_twin_too_and_marked(stood: int) -> None:
    customers.set_active(DORA, stood, False)
    (twin,) = likely(name="Healthy Juices", postal_code="10001")
    assert not twin.hit.active


def test_the_likeliest_twin_comes_first_and_no_more_than_asked_for() -> None:
    for number in range(8):
        place = AddressFields("1 Elm St", "Boston", "MA", f"0210{number}", "US")
        customers.create(ANN, CustomerFields(name="Healthy Juices", alias="HJ", billing=place))
    found = likely(name="Healthy Juices", postal_code="02104", limit=3)
    assert len(found) == 3
    assert found[0].hit.place == "1 Elm St, Boston"
    assert [twin.strong for twin in found] == [True, False, False]


def test_names_in_any_script_are_found_by_themselves() -> None:
    for name in ("健康果汁有限公司", "ООО Ромашка", "شركة العصير", "ジュース株式会社", "Ωmega Χυμοί", "3M"):
        one = CustomerFields(name=name, alias="x", billing=AddressFields("1", "2", "", "99999", "US"))
        code = customers.create(ANN, one).code
        assert [twin.hit.code for twin in likely(name=name, postal_code="99999") if twin.strong] == [code]


def test_creating_the_same_name_at_the_same_postal_code_asks_first(stood: int) -> None:
    """F-27, R-41: whatever screen creates, it passes the one service."""
    again = CustomerFields(name="Healthy Juices", alias="Other dock", billing=PLACE)
    with pytest.raises(Confirm) as question:
        customers.create(ANN, again)
    assert question.value.code == TWIN
    assert question.value.text.startswith("Create anyway? Like 3897-2 Healthy Juices Inc.: same name")
    assert CustomerAccount.select().count() == 2
    made = customers.create(ANN, again, {TWIN})
    assert made.code == "3897-3", "an unanswered question took no number"


def test_a_weak_twin_does_not_ask() -> None:
    elsewhere = AddressFields("9 Bay Rd", "Oakland", "CA", "94601", "US")
    made = customers.create(ANN, CustomerFields(name="Healthy Juices Inc.", alias="West", billing=elsewhere))
    assert made.code == "3897-3"


def test_the_shipping_address_counts_as_much_as_the_billing_one() -> None:
    elsewhere = AddressFields("9 Bay Rd", "Oakland", "CA", "94601", "US")
    with pytest.raises(Confirm):
        customers.create(ANN, CustomerFields(name="Healthy Juices", alias="W", billing=elsewhere, shipping=PLACE))


def test_a_further_account_of_the_same_party_is_no_twin() -> None:
    """F-16."""
    further = CustomerFields(name="", alias="HJ", account_name="Furniture", billing=PLACE, share_party="3897-2")
    named = replace(further, name="Healthy Juices Inc.")
    assert likely_for(named) == []
    assert customers.create(ANN, named).account_name == "Furniture"


def test_a_change_of_name_or_address_is_found_at_once_and_after_the_index_was_made_anew(stood: int) -> None:
    version, fields = customers.editable(stood)
    values = {field: getattr(fields, field) for field in fields.__slots__}
    moved = {"name": "Vital Drinks", "billing": AddressFields("1 Pier", "Boston", "MA", "02110", "US")}
    customers.update(ANN, stood, version, CustomerFields(**{**values, **moved}))
    for _ in range(2):
        assert likely(name="Healthy Juices", postal_code="10001") == []
        assert [twin.strong for twin in likely(name="Vitall Drinks Ltd", postal_code="02110")] == [True]
        rebuild()
