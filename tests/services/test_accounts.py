"""Several accounts of one party: party data shared, terms and histories apart (F-16, R-17, R-20, R-21)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from custtui.domain.errors import Conflict, Refused
from custtui.models.account import CustomerAccount, CustomerSite
from custtui.models.order import OrderRevision
from custtui.models.party import Location, Party, PartySite
from custtui.services import lookup, orders
from custtui.services.profile import accounts, customers
from custtui.services.profile.accounts import AccountFields
from custtui.services.sites.address_roles import address_roles
from tests.services import house
from tests.services.house import BEN, DORA, House
from tests.services.keying import keyed, ordered

FURNITURE = AccountFields("Furniture", "Interior", "NET60", "check")


@pytest.fixture
def stand(database) -> House:
    """The examples of the rules."""
    return house.stand()


def test_a_further_account_has_its_own_code_and_terms_and_shares_name_and_sites(stand: House) -> None:
    """F-16, R-17, R-21, R-10."""
    places = (Party.select().count(), PartySite.select().count(), Location.select().count())
    made = accounts.open_account(DORA, stand.a1, FURNITURE)
    assert (made.name, made.account_name, made.terms, made.payment_method) == (
        *("Healthy Juices Inc.", "Furniture", "NET60", "CHECK"),
    )
    assert made.code == "3897-10" != "3897-5"
    assert (Party.select().count(), PartySite.select().count(), Location.select().count()) == places
    assert [(site.alias, site.uses, site.identifying) for site in made.sites] == [
        ("New York office", {"BILL_TO": True}, True),
        ("HJ Warehouse", {"SHIP_TO": True}, False),
    ]
    assert made.changed_by == "dora"
    assert [row.shared for row in address_roles(stand.a1).sites] == [(made.code,)] * 2
    assert [hit.code for hit in lookup.find("furniture", limit=3).hits] == [made.code]


def test_it_may_start_without_sites(stand: House) -> None:
    made = accounts.open_account(DORA, stand.a1, replace(FURNITURE, share_sites=False))
    assert made.sites == ()


def test_renaming_the_party_shows_on_both_and_terms_and_histories_stay_apart(stand: House) -> None:
    """R-17."""
    made = accounts.open_account(DORA, stand.a1, FURNITURE)
    version, form = customers.editable(stand.a1)
    customers.update(DORA, stand.a1, version, replace(form, name="Sour Juices Inc."))
    assert customers.customer(made.code).name == "Sour Juices Inc."
    first, second = ordered(stand.a1, "ITEM1"), ordered(made.account_id, "ITEM2")
    due = [
        row.payment_due - row.order_date
        for row in OrderRevision.select(OrderRevision.payment_due, OrderRevision.order_date).order_by(
            OrderRevision.id
        )
    ]
    assert due == [timedelta(days=30), timedelta(days=60)]
    assert [row.number for row in orders.orders_of(stand.a1, 5)] == [first.number]
    assert [row.number for row in orders.orders_of(made.account_id, 5)] == [second.number]


def test_a_form_open_on_the_other_account_does_not_take_the_new_name_back(stand: House) -> None:
    """R-17, X-13."""
    made = accounts.open_account(DORA, stand.a1, FURNITURE)
    version, form = customers.editable(made.account_id)
    mine, mine_form = customers.editable(stand.a1)
    customers.update(BEN, stand.a1, mine, replace(mine_form, name="Sour Juices Inc."))
    with pytest.raises(Conflict, match="ben changed this customer meanwhile"):
        customers.update(DORA, made.account_id, version, replace(form, phone="(212) 555-0100"))
    assert customers.customer(stand.a1).name == "Sour Juices Inc."


def test_the_accounts_of_a_party_are_listed_from_each_of_them(stand: House) -> None:
    """F-16."""
    made = accounts.open_account(DORA, stand.a1, FURNITURE)
    ordered(stand.a1, "ITEM1")
    shown = accounts.accounts_of(made.account_id)
    assert shown == accounts.accounts_of(stand.a1)
    assert [(one.code, one.name, one.terms, one.open_orders) for one in shown] == [
        ("3897-5", "", "NET30", 1),
        (made.code, "Furniture", "NET60", 0),
    ]
    assert shown[0].words == "NET30 · 1 open order · last SO-1001"
    assert len(accounts.accounts_of(stand.hq)) == 1


def test_all_faults_of_a_further_account_come_at_once(stand: House) -> None:
    accounts.open_account(DORA, stand.a1, FURNITURE)
    before = CustomerAccount.select().count()
    for bad, found in (
        (
            AccountFields(" ", "x" * 201, "NEVER", "SHELLS"),
            {"account_name", "line_of_business", "terms", "payment_method"},
        ),
        (replace(FURNITURE, account_name="furniture "), {"account_name"}),
    ):
        with pytest.raises(Refused) as refused:
            accounts.open_account(DORA, stand.a1, bad)
        assert {fault.field for fault in refused.value.faults} == found
    assert CustomerAccount.select().count() == before
    with pytest.raises(Refused, match="no such customer"):
        accounts.open_account(DORA, 99_999, FURNITURE)


def test_inactivating_one_account_leaves_party_and_the_other_account_alone(stand: House) -> None:
    """R-20, F-17."""
    made = accounts.open_account(DORA, stand.a1, FURNITURE)
    party = Party.get_by_id(CustomerAccount.get_by_id(stand.a1).party_id).__data__
    customers.set_active(DORA, stand.a1, False)
    assert Party.get_by_id(party["id"]).__data__ == party
    assert keyed(made.account_id, "ITEM1").code == made.code
    with pytest.raises(Refused, match="is inactive: no new orders"):
        keyed(stand.a1, "ITEM1")
    assert CustomerSite.select().where(CustomerSite.account == made.account_id, CustomerSite.active).count() == 2
