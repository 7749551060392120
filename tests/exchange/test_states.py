"""A state that does not exist is refused where it comes in, by keys and by files alike; what stands may stay."""

from dataclasses import replace
from pathlib import Path

import pytest

from custtui.domain.contact import ContactFields
from custtui.domain.customer import AddressFields, CustomerFields
from custtui.domain.errors import Refused
from custtui.domain.records.typed_address import AddressText
from custtui.domain.site_fields import SiteFields
from custtui.models.account import CustomerAccount, CustomerSite
from custtui.models.party import Location
from custtui.services import order_entry as desk
from custtui.services.people import contacts
from custtui.services.profile import customers
from custtui.services.sites import sites
from tests.exchange.files import House, rejects
from tests.exchange.files import house as set_up_house
from tests.services.house import ANN

STATES = [
    ("US", "ZZ", False),
    ("US", "Nwe Jersey", False),
    ("", "ZZ", False),
    ("CA", "NY", False),
    ("AU", "VC", False),
    ("IT", "ZZ", False),
    ("US", "New Jersey", True),
    ("US", "nj", True),
    ("US", "AE", True),
    ("CA", "Québec", True),
    ("AU", "vic", True),
    ("IT", "SU", True),
    ("US", "", True),
    ("GB", "Kent", True),
    ("VE", "DF", True),
    ("JP", "東京都", True),
    ("JP", "Tokio", True),
]
"""A country ('' is the seller's), a state, whether it is kept: names of states are spelled in many ways."""
OLD = "code,name,alias,street,city,country\nX,Exe,Exe office,1 Main St,Newark,US\n"


@pytest.fixture
def house(sqlite_database: object, tmp_path: Path) -> House:
    return set_up_house(tmp_path)


def by_screens(account: int, country: str, state: str) -> dict[str, list[str]]:
    """The fields each screen refuses."""
    place = {"street": "1 Elm St", "city": "Town", "state": state, "country": country}
    customer = CustomerFields(name="New Customer", alias="New", billing=AddressFields(**place))
    contact = ContactFields(name="Ann Lee", **place)
    draft = desk.start(ANN, account).id
    text = AddressText(name="Hotel", **{**place, "country": country or "US"})
    acts = {
        "profile": lambda: customers.create(ANN, customer),
        "site": lambda: sites.create_site(ANN, account, SiteFields(alias=f"{country}{state}", **place)),
        "contact": lambda: contacts.create_contact(ANN, account, contact),
        "one-time": lambda: desk.new_address(ANN, draft, "SHIP_TO", text),
    }
    found = dict[str, list[str]]()
    for name, act in acts.items():
        try:
            act()
            found[name] = []
        except Refused as refused:
            found[name] = [fault.field for fault in refused.faults]
    return found


@pytest.mark.parametrize(("country", "state", "kept"), STATES)
def test_both_mouths_take_the_same(house: House, country: str, state: str, kept: bool) -> None:
    house.put("customers", OLD)
    screens = by_screens(CustomerAccount.get().id, country, state)
    wrong = [] if kept else ["state"]
    assert screens == {"profile": [f"billing.{one}" for one in wrong], **dict.fromkeys(list(screens)[1:], wrong)}
    place = f"1 Oak St,Town,{state},{country}\n"
    for kind, head, row in (
        ("customers", "name,alias,street,city,state,country", f"Files Inc.,Files,{place}"),
        ("customers", "name,ship_alias,ship_street,ship_city,ship_state,ship_country", f"Other Inc.,Dock,{place}"),
        ("sites", "customer,alias,street,city,state,country", f"X,Dock,{place}"),
        ("contacts", "customer,name,street,city,state,country", f"X,Bo Day,{place}"),
        (
            "seller",
            "name,unit_licence,street,city,state,country",
            f"We,3897,1 Oak St,Town,{state},{country or 'US'}\n",
        ),
    ):
        report = house.bring(kind, f"{head}\n{row}", dry_run=True)
        prefix = "ship_" if "ship_" in head else ""
        assert rejects(report) == [(2, f"{prefix}{one}") for one in wrong], (kind, report.rejects)
        assert kept or "is not a state of" in report.rejects[0].text


def test_orders_of_the_past_keep_theirs(house: House) -> None:
    house.put("customers", OLD)
    house.put("products", "code,name\nP,Pear\n")
    orders = (
        "number,customer,order_date,product,quantity,price,ship_name,ship_street,ship_city,ship_state,ship_country\n"
    )
    report = house.bring("orders", orders + "1,X,2020-05-01,P,1,2,Depot,1 Oak St,Town,ZZ,US\n")
    assert report.written
    assert '"ZZ" is not a state of US' in [one.text for one in report.warnings]


def test_what_stands_may_stay_and_only_that(house: House) -> None:
    """A customer of before can be opened and kept, with another name too; another state that is none is refused."""
    house.put("customers", OLD)
    Location.update(state="ZZ").execute()
    account, site = CustomerAccount.get().id, CustomerSite.get().id
    version, stored = customers.editable(account)
    customers.update(ANN, account, version, stored)
    customers.update(ANN, account, version, replace(stored, name="Exe Ltd."))
    before = sites.site_form(site).fields
    sites.change_site(ANN, site, before, replace(before, alias="Annex"))
    assert (Location.get().state, CustomerSite.get().alias) == ("ZZ", "Annex")
    assert [one.field for one in sites.oddities(before)] == ["postal_code", "state"]
    with pytest.raises(Refused, match='State: "ZY" is not a state of US'):
        before = sites.site_form(site).fields
        sites.change_site(ANN, site, before, replace(before, state="ZY"))
    with pytest.raises(Refused, match='Billing state: "ZZ" is not a state of CA'):
        version, stored = customers.editable(account)
        moved = replace(stored, billing=replace(stored.billing, country="CA"))
        customers.update(ANN, account, version, moved)


def test_a_city_is_needed_where_the_country_has_one(house: House) -> None:
    """Neither Singapore nor the British forces (BFPO) have one; a street alone says where (R-12)."""
    house.put("customers", OLD)
    account = CustomerAccount.get().id
    draft = desk.start(ANN, account).id
    for country, code, kept in (("GB", "BF1 2AT", True), ("SG", "546080", True), ("GB", "SW1A 1AA", False)):
        fields = SiteFields(alias=code, street="7 Rifles, BFPO 57", postal_code=code, country=country)
        assert [one.field for one in sites.faults(fields)] == ([] if kept else ["city"])
        text = AddressText(name="Hotel", street=fields.street, postal_code=code, country=country)
        if kept:
            sites.create_site(ANN, account, fields)
            assert not [one for one in sites.oddities(fields) if one.field == "city"]
            desk.new_address(ANN, draft, "SHIP_TO", text)
        else:
            with pytest.raises(Refused, match="City is required"):
                desk.new_address(ANN, draft, "SHIP_TO", text)
