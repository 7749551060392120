"""A customer that a file brought without any site is saved by the profile, and gets one where one is typed."""

from dataclasses import replace
from pathlib import Path

import pytest

from custtui.domain.errors import Refused
from custtui.domain.records.place import AddressFields
from custtui.domain.who import SYSTEM
from custtui.exchange import export_file
from custtui.models.account import CustomerAccount, CustomerSite
from custtui.services.profile import customers
from tests.exchange.files import House
from tests.exchange.files import house as set_up_house


@pytest.fixture
def house(sqlite_database: object, tmp_path: Path) -> House:
    made = set_up_house(tmp_path)
    made.put("customers", "code,name\nX,Exe\n")
    return made


def save(house: House, **typed: object) -> None:
    account = CustomerAccount.get(CustomerAccount.code == "X").id
    version, fields = customers.editable(account)
    customers.update(house.who, account, version, replace(fields, **typed))  # type: ignore[arg-type]


def test_its_other_fields_are_saved(house: House) -> None:
    save(house, line_of_business="Retail")
    assert CustomerAccount.get().line_of_business == "Retail" and CustomerSite.select().count() == 0


def test_a_site_typed_for_it_wants_an_alias_and_stands_then(house: House) -> None:
    """What was typed as its address went nowhere, and F9 said saved."""
    place = AddressFields("1 Main St", "Newark", "NJ", "07102", "US")
    with pytest.raises(Refused, match="Alias is required"):
        save(house, billing=place)
    save(house, billing=place, alias="Dock")
    shown = customers.customer("X")
    assert [(one.alias, one.address.city, one.uses) for one in shown.sites] == [
        ("Dock", "Newark", {"BILL_TO": True, "SHIP_TO": True})
    ]


def test_an_alias_alone_is_not_lost(house: House) -> None:
    save(house, alias="Dock")
    assert customers.customer("X").alias == "Dock"


def test_a_blank_alias_is_refused_with_an_address_or_without(house: House) -> None:
    """F-11: a file that has the column says it blank; one that has not brings a customer without a site."""
    for city in ("", "Newark"):
        with pytest.raises(AssertionError, match="Alias is required"):
            house.put("customers", f"code,name,alias,city\nY,Why, ,{city}\n")
    assert not CustomerAccount.select().where(CustomerAccount.code == "Y").exists()


@pytest.mark.parametrize("told", ["site_phone", "attention", "uses"])
def test_what_is_told_of_a_site_is_not_dropped_with_it(house: House, told: str) -> None:
    """The row was taken, and its site's phone went nowhere."""
    value = "BILL_TO" if told == "uses" else "212 555 0100"
    report = house.bring("customers", f"code,name,{told}\nY,Why,{value}\n")
    assert [reject.text for reject in report.rejects] == ["Alias is required"]


def test_what_went_out_without_a_site_comes_in_so(house: House, tmp_path: Path) -> None:
    export_file(SYSTEM, "customers", tmp_path / "out.csv", "csv")
    house.put("customers", (tmp_path / "out.csv").read_text().replace("X,Exe", "Z,Zett"))
    assert CustomerSite.select().count() == 0 and CustomerAccount.select().count() == 2
