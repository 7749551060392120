"""Customers, sites and contacts come in whole, under the codes they had."""

import pytest

from custtui.models.account import (
    AccountRelationship,
    AlternateNumber,
    BillToAccount,
    Contact,
    ContactPoint,
    CustomerAccount,
    CustomerSite,
    SiteUse,
)
from custtui.models.operator import Counter
from custtui.models.party import Party, PartySite
from custtui.services.lookup import find
from tests.exchange.files import House, rejects

HEALTHY = (
    "code,name,alias,street,city,state,postal_code,country,ship_alias,ship_street,ship_city,contact,phone,old_codes\n"
    "3897-5,Healthy Juices Inc.,HJ Office,1 Main St,New York,NY,10001,US,HJ Warehouse,9 Dock Rd,Newark,"
    "Robert Green,(212) 555-0100,OLD-5\n"
)


def uses(code: str) -> dict[tuple[str, str], bool]:
    rows = SiteUse.select(SiteUse, CustomerSite).join(CustomerSite).join(CustomerAccount)
    return {(row.site.alias, row.purpose): row.is_primary for row in rows.where(CustomerAccount.code == code)}


def test_an_imported_customer_keeps_its_code_and_the_counter_goes_on_behind_it(house: House) -> None:
    house.put("customers", "code,name\n,First\n3897-41,Healthy\nALFKI,Alfreds\n,Second\n")
    codes = {row.party.name: row.code for row in CustomerAccount.select(CustomerAccount, Party).join(Party)}
    assert codes == {"Healthy": "3897-41", "Alfreds": "ALFKI", "First": "3897-42", "Second": "3897-43"}
    assert Counter.get(Counter.name == "customer").value == 43


def test_the_first_site_gets_all_purposes_and_a_second_one_the_shipping(house: House) -> None:
    house.put("customers", HEALTHY)
    assert uses("3897-5") == {
        ("HJ Office", "BILL_TO"): True,
        ("HJ Office", "SHIP_TO"): False,
        ("HJ Warehouse", "SHIP_TO"): True,
    }
    house.put("customers", "code,name,alias,street\nB,Bee,Hive,1 Oak St\n")
    assert uses("B") == {("Hive", "BILL_TO"): True, ("Hive", "SHIP_TO"): True}
    assert PartySite.select().where(PartySite.identifying).count() == 2


def test_an_imported_customer_is_found_by_all_that_it_has(house: House) -> None:
    house.put("customers", HEALTHY)
    for text in ("3897-5", "healthy", "warehouse", "green", "2125550100", "10001"):
        assert [hit.code for hit in find(text, limit=10).hits] == ["3897-5"], text
    assert AlternateNumber.get().code == "OLD-5"


def test_accounts_of_one_party_share_it_and_their_address(house: House) -> None:
    house.put(
        "customers",
        "code,name,party,account_name,alias,street,terms\n"
        "F,,O,Furniture,School,1 Main St,NET60\nO,Harbor School,,Office supplies,School,1 Main St,NET30\n",
    )
    accounts = {row.name: row for row in CustomerAccount.select()}
    assert accounts["Furniture"].party_id == accounts["Office supplies"].party_id
    assert {name: row.terms.code for name, row in accounts.items()} == {
        "Furniture": "NET60",
        "Office supplies": "NET30",
    }
    assert PartySite.select().count() == 1
    assert CustomerSite.select().count() == 2


def test_who_pays_for_others_is_a_bill_to_account_once(house: House) -> None:
    house.put(
        "customers",
        "code,name,payer,commercial,alias,street\nA,Cafe,HQ\nB,Deli,HQ\nHQ,H.Q. Corp,,Y,HQ,5 Elm\nC,Kiosk,,N\n",
    )
    assert [row.account.code for row in BillToAccount.select()] == ["HQ"]
    payers = {row.code: row.default_bill_to_id for row in CustomerAccount.select()}
    assert payers["A"] == payers["B"] == BillToAccount.get().id
    assert payers["C"] is None


def test_a_site_that_comes_as_the_primary_one_takes_its_place(house: House) -> None:
    house.put("customers", HEALTHY)
    house.put("sites", "customer,alias,street,city,uses\n3897-5,Depot,5 Bay Rd,Newark,SHIP_TO*; DUNNING\n")
    assert uses("3897-5")["HJ Warehouse", "SHIP_TO"] is False
    assert uses("3897-5")["Depot", "SHIP_TO"] is True
    assert uses("3897-5")["Depot", "DUNNING"] is True  # the first with a purpose is its primary one


def test_contacts_stand_at_the_account_or_at_a_site(house: House) -> None:
    house.put("customers", HEALTHY)
    house.put(
        "contacts",
        "customer,site,name,roles,events,email,primary\n"
        "3897-5,HJ Office,Emily Rose,finance,invoicing;statements,E.Rose@example.com,\n"
        "3897-5,,Paul New,Procurement,,,Y\n",
    )
    contacts = {row.person.name: row for row in Contact.select(Contact, Party).join(Party)}
    assert contacts["Emily Rose"].site.alias == "HJ Office"
    assert {row.event for row in contacts["Emily Rose"].subscriptions} == {"invoicing", "statements"}
    assert ContactPoint.get(ContactPoint.contact == contacts["Emily Rose"]).normal == "e.rose@example.com"
    assert {name: row.is_primary for name, row in contacts.items()} == {
        "Emily Rose": True,  # the first at her site
        "Robert Green": False,
        "Paul New": True,
    }


def test_a_set_up_row_takes_the_place_of_the_one_with_its_key(house: House) -> None:
    house.put("customers", "code,name\nA,Aa\nB,Bb\n")
    house.put("relationships", "customer,related,bill_to\nA,B,Y\n")
    house.put("relationships", "customer,related,bill_to,ship_to\nA,B,N,Y\n")
    one = AccountRelationship.get()
    assert (one.bill_to, one.ship_to) == (False, True)


PAIRS = [
    pytest.param("A,B,Y\nB,A,N\n", [(3, "related")], id="one way against both ways"),
    pytest.param("A,B,N\nB,A,Y\n", [(3, "reciprocal")], id="both ways against one way"),
    pytest.param("A,B,Y\nB,A,Y\n", [(3, "reciprocal")], id="both ways twice"),
    pytest.param("C,A,N\n", [(2, "related")], id="one way against both ways that stand"),
    pytest.param("C,A,Y\n", [(2, "reciprocal")], id="both ways against both ways that stand"),
    pytest.param("C,B,Y\n", [(2, "reciprocal")], id="both ways against one way that stands"),
    pytest.param("A,B,N\nB,A,N\nC,B,N\n", [], id="each way one of its own"),
    pytest.param("A,C,Y\nB,C,Y\n", [], id="in the place of what stands"),
]


@pytest.mark.parametrize(("rows", "where"), PAIRS)
def test_of_two_customers_one_relationship_that_holds_both_ways_stands_alone(
    house: House, rows: str, where: list[tuple[int, str]]
) -> None:
    """R-16: the file is refused what the screen refuses."""
    house.put("customers", "code,name\nA,Aa\nB,Bb\nC,Cc\n")
    house.put("relationships", "customer,related,reciprocal\nA,C,Y\nB,C,N\n")
    report = house.bring("relationships", "customer,related,reciprocal\n" + rows)
    assert rejects(report) == where
    assert report.written is not bool(where)


def test_what_the_libraries_find_odd_is_a_warning(house: House) -> None:
    report = house.bring(
        "customers",
        "code,name,alias,street,city,postal_code,country,phone,email\nA,Aa,Aa,1 Elm,Bonn,ABC,DE,12,not-a-mail\n",
    )
    assert report.written
    assert {(one.line, one.column) for one in report.warnings} == {(2, "postal_code"), (2, "phone"), (2, "email")}
