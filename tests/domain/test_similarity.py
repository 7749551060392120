"""Which names and particulars are those of one customer, and which are not (X-02)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custtui.domain.similarity import SHOWN, Person, compare, name_keys, name_likeness

SAME_PLACE = [
    ("Healthy Juices Inc.", "Healthy Juice Incorporated"),
    ("Healthy Juices Inc.", "Helthy Juices"),
    ("Healthy Juices Inc.", "HEALTHY JUICES, INC"),
    ("Müller GmbH", "Mueller"),
    ("Müller & Söhne GmbH", "Mueller und Soehne"),
    ("Muller Bakery", "Müller Bakery Ltd"),
    ("Coca Cola Bottling", "CocaCola Bottling Co"),
    ("World of Juice", "Juice World LLC"),
    ("Ann Heath", "Anne Heath"),
    ("Heath, Ann", "Ann Heath"),
    ("Smith & Sons", "Smyth Sons"),
    ("O'Brien Foods", "OBrien Foods"),
    ("Pacific Intl Trading", "Pacific International Trading Co."),
    ("Philips Electronics", "Phillips Electronics"),
    ("Jørgensen A/S", "Jorgensen"),
    ("健康果汁有限公司", "健康果汁"),
    ("ООО Ромашка", "Ромашка"),
    ("Meyer Getränke", "Meier Getraenke"),
    ("Northwind Traders", "Nortwhind Traders"),
]
NOT_THE_SAME = [
    ("Healthy Juices Inc.", "Healthy Foods Inc."),
    ("Miller Bakery", "Smith Bakery"),
    ("Ann Heath", "Tom Heath"),
    ("North Trading Ltd", "South Trading Ltd"),
    ("East Side Market", "West Side Market"),
    ("Hotel Astoria", "Hotel Adlon"),
    ("Store 12", "Store 13"),
    ("Sunshine Beverages", "Moonshine Beverages"),
    ("Inc.", "Ltd."),
    ("健康果汁", "健康水"),
    ("ABC Logistics", "XYZ Logistics"),
]


@pytest.mark.parametrize(("one", "other"), SAME_PLACE)
def test_names_that_differ_by_spelling_are_a_strong_twin_at_one_postal_code(one: str, other: str) -> None:
    """F-27: name and postal code."""
    likeness = compare(Person(one, ("10001",)), Person(other, ("10001-1234",)))
    assert likeness.strong, likeness
    assert name_keys(one, ["10001"]) & name_keys(other, ["10001"]), "the index would not bring them together"


@pytest.mark.parametrize(("one", "other"), NOT_THE_SAME)
def test_other_names_are_no_twin_even_at_one_postal_code(one: str, other: str) -> None:
    assert compare(Person(one, ("10001",)), Person(other, ("10001",))).score < SHOWN


def test_the_same_name_elsewhere_is_shown_and_does_not_ask() -> None:
    likeness = compare(Person("Healthy Juices", ("10001",)), Person("Healthy Juices Inc.", ("94105",)))
    assert likeness.score >= SHOWN
    assert not likeness.strong
    assert likeness.reasons == ("same name",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("(212) 555-0123", "+1 212 555 0123"),
        ("2125550123", "212.555.0123"),
        ("555-0123", "(212) 555-0123"),
        ("089 123456", "+49 89 123456"),
        ("+44 (0)20 7946 0018", "020 7946 0018"),
    ],
)
def test_a_phone_in_another_spelling_is_the_same_phone(one: str, other: str) -> None:
    alone = compare(Person("Juice Bar", phones=(one,)), Person("Dock Services", phones=(other,)))
    assert alone.reasons == ("same phone",)
    assert alone.score >= SHOWN
    assert not alone.strong, "a shared switchboard does not ask"
    named = compare(Person("Juice Bar", phones=(one,)), Person("The Juice Bar Ltd", phones=(other,)))
    assert named.strong


def test_other_phones_are_not_the_same() -> None:
    pairs = [("212 555 0123", "213 555 0123"), ("0123", "212 555 0123"), ("555 0123", "555 0124")]
    for one, other in pairs:
        assert compare(Person("A1 Juice", phones=(one,)), Person("B2 Dock", phones=(other,))).score == 0


def test_one_tax_number_is_one_customer_whatever_the_name() -> None:
    likeness = compare(
        Person("Old Name AG", tax_numbers=("DE 136695976",)), Person("New GmbH", tax_numbers=("136695976",))
    )
    assert likeness.strong
    assert likeness.reasons == ("same tax number",)


def test_one_mail_address_is_shown_and_asks_with_a_phone() -> None:
    mail = ("Office@HJ.example",)
    assert not compare(Person("A", emails=mail), Person("B", emails=("office@hj.example",))).strong
    both = compare(
        Person("A", emails=mail, phones=("2125550123",)),
        Person("B", emails=("office@hj.example",), phones=("2125550123",)),
    )
    assert both.strong


def test_nothing_in_common_scores_nothing() -> None:
    assert compare(Person(""), Person("")).score == 0
    assert compare(Person("", ("",), ("",), ("",), ("",)), Person("", ("",), ("",), ("",), ("",))).score == 0


names = st.text(max_size=60)


@given(names, names)
def test_likeness_is_the_same_both_ways_for_any_text(one: str, other: str) -> None:
    assert name_likeness(one, other) == pytest.approx(name_likeness(other, one), abs=0.15)
    assert 0 <= name_likeness(one, other) <= 1


@given(names)
def test_any_name_is_like_itself_and_keys_hold_no_control(name: str) -> None:
    known = name_keys(name, ["10001"])
    assert all(key.startswith("=") and min(key) >= " " for key in known)
    assert not known or name_likeness(name, name) == 1
