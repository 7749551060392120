"""Sites and their roles: given, moved, taken; one primary, one identifying (F-30 … F-33, R-12 … R-14)."""

import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from custtui.domain.errors import Conflict, Refused
from custtui.domain.site import Purpose
from custtui.domain.site_fields import SiteFields
from custtui.models.account import CustomerAccount, CustomerSite, SiteUse
from custtui.models.base import db
from custtui.models.party import PartySite
from custtui.services import lookup
from custtui.services import order_entry as desk
from custtui.services.sites.address_roles import address_roles
from custtui.services.sites.roles import give_role, make_site_primary, take_role, turn_role
from custtui.services.sites.sites import create_site
from custtui.services.sites.states import make_identifying, set_site_active
from tests.services import house
from tests.services.house import ANN, BEN, House
from tests.services.keying import keyed, ordered

BILL, SHIP, STMT = Purpose.BILL_TO, Purpose.SHIP_TO, Purpose.STATEMENTS
STORE = SiteFields("Old store", "", street="4 Elm St", city="Trenton", state="NJ", postal_code="08608", country="US")


@pytest.fixture
def stand(database) -> House:
    """The examples of the rules."""
    return house.stand()


def uses(made: House) -> dict[str, dict[str, bool]]:
    """Alias to roles, as the matrix has them."""
    return {row.alias: row.uses for row in address_roles(made.a1).sites}


def state() -> list[object]:
    """All rows that roles stand in."""
    return [
        list(SiteUse.select().order_by(SiteUse.id).tuples()),
        list(PartySite.select().order_by(PartySite.id).tuples()),
        list(CustomerSite.select().order_by(CustomerSite.id).tuples()),
        list(CustomerAccount.select().order_by(CustomerAccount.id).tuples()),
    ]


def refused(match: str, service, *arguments) -> None:
    """It is refused with that text, and nothing changes."""
    before = state()
    with pytest.raises(Refused, match=match):
        service(*arguments)
    assert state() == before


def test_three_sites_carry_any_combination_of_roles(stand: House) -> None:
    """F-30, F-31."""
    shown = create_site(ANN, stand.a1, STORE, purposes=(STMT,))
    store = shown.site_id
    for purpose in (BILL, SHIP, Purpose.LEGAL):
        give_role(ANN, store, purpose)
    give_role(ANN, stand.s2, Purpose.MARKETING)
    assert uses(stand) == {
        "New York office": {BILL: True},
        "HJ Warehouse": {SHIP: True, Purpose.MARKETING: True},
        "Old store": {STMT: True, BILL: False, SHIP: False, Purpose.LEGAL: True},
    }


def test_a_role_is_not_assigned_twice(stand: House) -> None:
    """F-31."""
    refused("New York office has the role bill-to already", give_role, ANN, stand.s1, BILL)
    assert SiteUse.select().where(SiteUse.site == stand.s1).count() == 1


def test_marking_a_second_primary_unmarks_the_first_and_order_entry_goes_by_it(stand: House) -> None:
    """F-32, R-14."""
    give_role(ANN, stand.s1, SHIP)
    assert uses(stand)["New York office"] == {BILL: True, SHIP: False}
    shown = make_site_primary(ANN, stand.s1, SHIP)
    assert shown.told == "New York office is primary for ship-to, no longer HJ Warehouse"
    assert uses(stand)["HJ Warehouse"] == {SHIP: False}
    assert desk.start(ANN, stand.a1).ship_to.address.street == "1 Main St"
    refused("is the primary one already", make_site_primary, ANN, stand.s1, SHIP)
    refused("has to have the role first", make_site_primary, ANN, stand.s2, BILL)


def test_the_first_active_site_of_a_purpose_becomes_primary_by_itself(stand: House) -> None:
    """R-14."""
    give_role(ANN, stand.s2, STMT)
    assert uses(stand)["HJ Warehouse"][STMT] is True


def test_two_primaries_of_a_purpose_are_refused_by_the_database_itself(stand: House) -> None:
    """R-14."""
    give_role(ANN, stand.s2, BILL)
    with pytest.raises(Exception, match=r"(?i)unique"), db.atomic():
        db.execute_sql("UPDATE site_use SET is_primary = TRUE WHERE purpose = 'BILL_TO'")


def test_one_key_gives_moves_and_takes(stand: House) -> None:
    """C-21: many bill-to sites, one primary."""
    steps = []
    for _ in range(3):
        turn_role(ANN, stand.s2, BILL)
        steps.append((uses(stand)["HJ Warehouse"].get(BILL), uses(stand)["New York office"].get(BILL)))
    assert steps == [(False, True), (True, False), (None, True)]


def test_the_next_site_inherits_the_rank_of_the_one_that_loses_the_role(stand: House) -> None:
    """R-14."""
    give_role(ANN, stand.s1, SHIP)
    shown = take_role(ANN, stand.s2, SHIP)
    assert shown.told == "HJ Warehouse loses the role ship-to; New York office is primary"
    assert uses(stand) == {"New York office": {BILL: True, SHIP: True}, "HJ Warehouse": {}}
    refused("has not got the role ship-to", take_role, ANN, stand.s2, SHIP)


def test_the_last_bill_to_of_an_account_that_pays_stays(stand: House) -> None:
    """R-12, C-05: who is billed elsewhere may do without."""
    refused("the only bill-to: give another site", take_role, ANN, stand.s1, BILL)
    house.default_bill_to(stand.a1, stand.hq)
    assert take_role(ANN, stand.s1, BILL).told.endswith("no site has it now")
    refused("the only bill-to: give another site", take_role, ANN, stand.hq_site, BILL)


def test_exactly_one_identifying_address_moves_at_once(stand: House) -> None:
    """F-33, R-13."""
    shown = make_identifying(ANN, stand.s2)
    assert [row.alias for row in shown.sites if row.identifying] == ["HJ Warehouse"]
    assert PartySite.select().where(PartySite.identifying).count() == 2  # H.Q. Corp has its own
    refused("is identifying already: I on another site", make_identifying, ANN, stand.s2)
    with pytest.raises(Exception, match=r"(?i)unique"), db.atomic():
        db.execute_sql("UPDATE party_site SET identifying = TRUE")


def test_the_identifying_site_is_not_inactivated_before_another_is_chosen(stand: House) -> None:
    """R-13."""
    make_identifying(ANN, stand.s2)
    refused("HJ Warehouse is identifying: make another site", set_site_active, ANN, stand.s2, False)
    make_identifying(ANN, stand.s1)
    assert "HJ Warehouse is inactive" in set_site_active(ANN, stand.s2, False).told
    refused("HJ Warehouse is inactive: made active again", make_identifying, ANN, stand.s2)


def test_an_inactive_site_keeps_its_roles_and_hands_on_its_rank(stand: House) -> None:
    """R-14, R-15: and has no rank when it comes back."""
    give_role(ANN, stand.s1, SHIP)
    set_site_active(ANN, stand.s2, False)
    assert uses(stand) == {"New York office": {BILL: True, SHIP: True}, "HJ Warehouse": {SHIP: False}}
    refused("inactive: made active again", give_role, ANN, stand.s2, STMT)
    refused("inactive already", set_site_active, ANN, stand.s2, False)
    set_site_active(ANN, stand.s2, True)
    assert uses(stand)["HJ Warehouse"] == {SHIP: False}
    take_role(ANN, stand.s1, SHIP)
    assert uses(stand)["HJ Warehouse"] == {SHIP: True}


def test_a_site_that_comes_back_alone_takes_the_rank_again(stand: House) -> None:
    """R-14."""
    assert "no site has it now" in set_site_active(ANN, stand.s2, False).told
    assert set_site_active(ANN, stand.s2, True).told == "HJ Warehouse is active again"
    assert uses(stand)["HJ Warehouse"] == {SHIP: True}


def test_roles_of_a_site_imported_as_inactive_come_back_with_it(stand: House) -> None:
    """R-15: an import keeps them inactive beside their site."""
    SiteUse.update(active=False).where(SiteUse.site == stand.s2).execute()
    CustomerSite.update(active=False).where(CustomerSite.id == stand.s2).execute()
    set_site_active(ANN, stand.s2, True)
    assert uses(stand)["HJ Warehouse"] == {SHIP: True}


def test_a_role_that_was_taken_is_not_exported(stand: House) -> None:
    from custtui.services.bulk.read_sites import read_sites

    give_role(ANN, stand.s2, STMT)
    take_role(ANN, stand.s2, STMT)
    (site,) = read_sites()
    assert site.uses == ((SHIP, True),)


def test_an_inactive_site_is_not_offered_and_its_open_orders_go_on(stand: House) -> None:
    """R-15."""
    ordered(stand.a1, "ITEM1")
    shown = set_site_active(ANN, stand.s2, False)
    assert shown.told.endswith("1 open order there goes on")
    offered = [choice.key for choice in desk.ship_tos(keyed(stand.a1, "ITEM1").id, "")]
    assert f"site:{stand.s2}" not in offered


def test_a_key_pressed_on_a_matrix_that_changed_meanwhile_does_nothing(stand: House) -> None:
    """X-13."""
    seen = address_roles(stand.a1).version
    turn_role(BEN, stand.s2, BILL, seen)
    before = uses(stand)
    with pytest.raises(Conflict, match="ben changed this customer meanwhile"):
        turn_role(ANN, stand.s2, BILL, seen)
    assert uses(stand) == before


def test_who_changed_a_role_and_when_is_told(stand: House) -> None:
    give_role(BEN, stand.s2, BILL)
    shown = address_roles(stand.a1)
    assert [row.changed_by for row in shown.sites] == ["custtui", "ben"]
    assert CustomerAccount.get_by_id(stand.a1).changed_by == "ben"
    assert SiteUse.get((SiteUse.site == stand.s2) & (SiteUse.purpose == BILL)).made_by == "ben"


def test_the_lookup_follows_the_identifying_address(stand: House) -> None:
    """X-01."""
    from custtui.models.search.engine import rebuild

    rebuild()
    make_identifying(ANN, stand.s2)
    assert lookup.find("3897-5", limit=1).hits[0].place.startswith("9 Dock Rd")


def test_clerks_who_give_primaries_at_once_leave_one(stand: House) -> None:
    """R-14 under concurrency."""
    sites = [
        create_site(ANN, stand.a1, SiteFields(f"Store {n}", "", street=f"{n} Elm St", city="Troy")).site_id
        for n in range(4)
    ]

    def work(site: int) -> None:
        with db.connection_context():
            give_role(ANN, site, STMT)

    threads = [threading.Thread(target=work, args=(site,)) for site in sites]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = [row.is_primary for row in SiteUse.select().where(SiteUse.purpose == STMT)]
    assert sorted(found) == [False, False, False, True]


KEY = st.one_of(
    st.tuples(st.just("turn"), st.integers(0, 3), st.sampled_from([BILL, SHIP, STMT])),
    st.tuples(st.sampled_from(["identify", "inactivate", "activate"]), st.integers(0, 3), st.none()),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(KEY, min_size=1, max_size=14))
def test_whatever_keys_are_pressed_the_rules_of_sites_hold(database, keys) -> None:
    """R-12, R-13, R-14: after each key, refused or not."""
    with db.atomic() as undo:
        made = house.stand()
        sites = [made.s1, made.s2]
        sites += [
            create_site(ANN, made.a1, SiteFields(f"Store {n}", "", street=f"{n} Elm St", city="Troy")).site_id
            for n in (1, 2)
        ]
        for what, number, purpose in keys:
            press(what, sites[number], purpose)
            check_sites(made)
        undo.rollback()


def press(what: str, site: int, purpose: Purpose | None) -> None:
    """One key on a site; a refusal changes nothing."""
    before = state()
    try:
        if what == "turn":
            turn_role(ANN, site, purpose)
        elif what == "identify":
            make_identifying(ANN, site)
        else:
            set_site_active(ANN, site, what == "activate")
    except Refused:
        assert state() == before


def check_sites(made: House) -> None:
    rows = address_roles(made.a1).sites
    assert [row.active for row in rows if row.identifying] == [True]
    assert any(BILL in row.uses for row in rows if row.active)
    for purpose in (BILL, SHIP, STMT):
        ranks = [row.uses[purpose] for row in rows if row.active and purpose in row.uses]
        assert ranks.count(True) == (1 if ranks else 0)
        assert not any(row.uses.get(purpose) for row in rows if not row.active)
