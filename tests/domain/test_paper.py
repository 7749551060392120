"""Invoices print the business name, delivery notes the alias of the site (F-34)."""

from dataclasses import replace

import pytest

from custtui.domain.address import Address
from custtui.domain.paper import Recipient, delivery_block, invoice_block

DOCK = Recipient(
    "Healthy Juices Inc.", "HJ Warehouse", "Ann Lee", Address("9 Dock Rd", "Newark", "NJ", "07102", "US")
)


def test_an_invoice_names_the_business_and_a_delivery_note_the_site() -> None:
    where = ("Attn Ann Lee", "9 Dock Rd", "Newark, NJ 07102")
    assert invoice_block(DOCK, "US") == ("Healthy Juices Inc.", *where)
    assert delivery_block(DOCK, "US") == ("HJ Warehouse", *where)


def test_a_site_without_an_alias_is_delivered_to_by_the_name() -> None:
    """A one-time ship-to has a name and no alias (R-09)."""
    hotel = Recipient("Hotel X", "", "", Address("1 Beach Rd", "Miami", "FL", "33101", "US"))
    assert delivery_block(hotel) == invoice_block(hotel) == ("Hotel X", "1 Beach Rd", "Miami, FL 33101")


def test_a_person_who_is_the_customer_is_not_named_twice() -> None:
    rosa = replace(DOCK, name="Rosa Diaz", alias="Rosa's flat", attention="Rosa Diaz")
    assert invoice_block(rosa) == ("Rosa Diaz", "9 Dock Rd", "Newark, NJ 07102")
    assert delivery_block(rosa) == ("Rosa's flat", "Attn Rosa Diaz", "9 Dock Rd", "Newark, NJ 07102")


@pytest.mark.parametrize(("home", "last"), [("DE", "10115 Berlin"), ("US", "GERMANY"), ("", "10115 Berlin")])
def test_the_country_stands_last_where_it_is_not_the_senders(home: str, last: str) -> None:
    berlin = replace(DOCK, address=Address("Hauptstr. 5", "Berlin", "", "10115", "DE"))
    assert delivery_block(berlin, home)[-1] == invoice_block(berlin, home)[-1] == last
