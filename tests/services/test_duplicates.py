"""The likely twin of a customer being typed is told before it is saved (X-02)."""

import pytest

from custtui.domain.customer import AddressFields, CustomerFields
from custtui.services import customers
from custtui.services.duplicates import likely
from tests.services import house
from tests.services.house import ANN

STANDS = CustomerFields(
    name="Healthy Juices Inc.",
    alias="HJ",
    phone="(212) 555-0123",
    email="Office@hj.example",
    tax_number="DE 136695976",
    billing=AddressFields("1 Main St", "New York", "NY", "10001", "US"),
)


@pytest.fixture(autouse=True)
def stood(database: object) -> int:
    """One customer stands."""
    house.seller()
    customers.create(ANN, CustomerFields(name="Healthy Food", alias="HF"))
    return customers.create(ANN, STANDS).account_id


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"name": "healthy juices", "postal_code": "10001"}, "same name, 10001"),
        ({"name": "HEALTHY JUICES, INC"}, "same name"),
        ({"phone_number": "+1 212 5550123"}, "same phone +1 212 5550123"),
        ({"mail": "office@HJ.example"}, "same e-mail office@HJ.example"),
        ({"tax": "DE136695976"}, "same tax number DE136695976"),
    ],
)
def test_a_twin_is_told_with_the_reason(typed: dict[str, str], reason: str) -> None:
    assert [(hit.code, hit.reason) for hit in likely(**typed)] == [("3897-2", reason)]


def test_what_only_begins_alike_is_no_twin(stood: int) -> None:
    assert likely(name="Healthy", phone_number="212555", mail="office@hj", tax="DE1366") == []
    assert likely(name="Healthy Juices Inc.", postal_code="99999") == []
    assert likely() == []
    assert likely(name="Healthy Juices Inc.", but=stood) == []
