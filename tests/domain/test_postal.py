"""Addresses in their country's form: postal codes in capitals, nothing valid warned of, Japan by size."""

import pytest

from custtui.domain import postal
from custtui.domain.address import Address
from custtui.domain.site_fields import SiteFields, checked_site
from custtui.exchange.kinds.places import address_of

SMALL = [
    ("CA", "k1a 0b1", "K1A 0B1"),
    ("CA", "k1a0b1", "K1A 0B1"),
    ("GB", "sw1a1aa", "SW1A 1AA"),
    ("IE", "d02x285", "D02 X285"),
    *(("JP", code, "100-8111") for code in ("〒1008111", "〒 100-8111", "100 8111", "１００－８１１１")),
]


@pytest.mark.parametrize(("country", "code", "kept"), SMALL)
def test_codes_are_kept_as_their_country_writes_them_by_screens_and_files(country: str, code: str, kept: str) -> None:
    site = checked_site(
        SiteFields("Dock", "", street="1 Elm St", city="Town", state="", postal_code=code, country=country), "US"
    )
    row = address_of({"street": "1 Elm St", "city": "Town", "postal_code": code, "country": country})
    assert site.postal_code == row.postal_code == kept
    typed = Address("1 Elm St", "Town", "", code, country)
    assert not [one for one in postal.oddities(typed) if one.field == "postal_code"]


def test_a_state_in_full_is_kept_by_its_code_by_screens_and_files() -> None:
    site = checked_site(
        SiteFields(
            "Dock", "", street="9 Bay Rd", city="Buffalo", state="New York", postal_code="14201", country="US"
        ),
        "US",
    )
    row = address_of({"street": "9 Bay Rd", "city": "Buffalo", "state": "New York", "country": "US"})
    assert site.state == row.state == "NY"


def test_what_is_no_postal_code_stays_as_typed_and_is_warned_of() -> None:
    odd = Address("1 Elm St", "Ottawa", "ON", "none yet", "CA")
    assert postal.written(odd) == odd
    assert [fault.field for fault in postal.oddities(odd)] == ["postal_code"]


@pytest.mark.parametrize(
    "right",
    [
        Address("1 MG Rd", "Bengaluru", "Karnataka", "560 001", "IN"),
        Address("BFPO 58", "", "", "BF1 2AU", "GB"),
        Address("1 Elm St", "Ottawa", "ON", "k1a 0b1", "CA"),
    ],
)
def test_right_addresses_are_not_warned_of(right: Address) -> None:
    assert postal.oddities(right) == []


def test_a_town_is_still_missed_outside_the_forces() -> None:
    assert [fault.field for fault in postal.oddities(Address("1 High St", "", "", "SW1A 1AA", "GB"))] == ["city"]


def test_japan_is_printed_from_large_to_small() -> None:
    address = Address("霞が関1-2-3", "千代田区", "東京都", "100-8111", "JP")
    assert postal.printed(address) == ["〒100-8111", "東京都千代田区", "霞が関1-2-3"]


def test_japan_in_latin_script_is_printed_from_small_to_large() -> None:
    address = Address("1-2-3 Kasumigaseki", "Chiyoda-ku", "Tokyo", "100-8111", "JP")
    assert postal.printed(address) == ["1-2-3 Kasumigaseki", "Chiyoda-ku, Tokyo", "100-8111"]


@pytest.mark.parametrize(
    ("country", "state", "kept"),
    [
        *(("US", state, "NY") for state in ("New York", "new york", "ny", "NY")),
        ("CA", "Québec", "QC"),
        ("JP", "Hokkaido", "Hokkaido"),
        ("ES", "Alicante", "Alicante"),
        ("US", "Nowhere", "Nowhere"),
        ("DE", "Bayern", "Bayern"),
    ],
)
def test_a_state_is_kept_by_the_code_its_country_writes(country: str, state: str, kept: str) -> None:
    typed = {"street": "9 Bay Rd", "city": "Town", "state": state, "country": country}
    assert postal.written(Address(**typed)).state == kept
    assert address_of(typed).state == kept


@pytest.mark.parametrize(("address", "line"), [
    (("9 Dock Rd\nGate 2", "Newark", "NJ", "07102", "US"), "9 Dock Rd, Gate 2, Newark NJ 07102"),
    (("9 Dock Rd", "Newark", "NJ", "07102", ""), "9 Dock Rd, Newark NJ 07102"),
    (("Nelson Road", "Hounslow", "", "TW6 2GA", "GB"), "Nelson Road, Hounslow TW6 2GA"),
    (("Am Markt 2", "Köln", "", "50667", "DE"), "Am Markt 2, 50667 Köln"),
    (("Am Markt 2", "Köln", "NW", "50667", "DE"), "Am Markt 2, 50667 Köln NW"),
    (("Fő utca 1", "Budapest", "", "1011", "HU"), "Budapest, Fő utca 1, 1011"),
    (("千代田1-1", "千代田区", "東京都", "100-8111", "JP"), "〒100-8111 東京都千代田区 千代田1-1"),
    (("千代田1-1", "千代田区", "東京都", "", "JP"), "東京都千代田区 千代田1-1"),
    (("1-1 Chiyoda", "Chiyoda-ku", "Tokyo", "100-8111", "JP"), "1-1 Chiyoda, Chiyoda-ku Tokyo 100-8111"),
    (("1-1 Ginza", "Chūō-ku", "Tōkyō", "104-0061", "JP"), "1-1 Ginza, Chūō-ku Tōkyō 104-0061"),
    (("世纪大道100号", "浦东新区", "上海市", "200120", "CN"), "200120 上海市浦东新区 世纪大道100号"),
    (("100 Century Ave", "Pudong", "Shanghai", "200120", "CN"), "100 Century Ave, Pudong Shanghai 200120"),
    (("테헤란로 1", "강남구", "서울특별시", "06133", "KR"), "서울특별시 강남구 테헤란로 1 06133"),
    (("1 Teheran-ro", "Gangnam-gu", "Seoul", "06133", "KR"), "1 Teheran-ro, Gangnam-gu Seoul 06133"),
    (("", "Newark", "", "", "US"), "Newark"),
    (("", "", "", "", "JP"), ""),
])  # fmt: skip
def test_an_address_in_one_line_follows_its_country(address: tuple[str, ...], line: str) -> None:
    assert Address(*address).one_line == line


@pytest.mark.parametrize(("country", "text"), [(land, text) for land, _ in postal.countries() for text in "x東"])
def test_one_line_loses_nothing_that_was_typed(country: str, text: str) -> None:
    parts = [text + letter for letter in "ACSZ"]
    line = Address(*parts, country).one_line
    assert all(line.count(part) == 1 for part in parts)
