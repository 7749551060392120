"""Merging two customers and undoing it: nothing is lost, nothing is doubled, every row comes back (X-03, F-28)."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from peewee import ForeignKeyField

from custtui.domain.errors import Conflict, Refused
from custtui.domain.records.terms import COMPARED, FILLED
from custtui.models import all_models, guards
from custtui.models.account import (
    AccountRelationship,
    ActionNote,
    AlternateNumber,
    BillToAccount,
    ContactPoint,
    ContractPrice,
    CustomerAccount,
    CustomerNote,
    CustomerSite,
    PaymentExclusion,
    ProfileAnswer,
    PurchasingContract,
    SiteUse,
    TaxStatus,
)
from custtui.models.base import db
from custtui.models.merge import MergeLog
from custtui.models.order import OrderRevision
from custtui.models.party import PartyRelationship, PartySite
from custtui.models.product import PriceList
from custtui.services import lookup, orders
from custtui.services.check_chain import chain_faults, link_faults
from custtui.services.check_search import search_faults
from custtui.services.order_entry.places import openings_of
from custtui.services.payers import payers, relationships
from custtui.services.payers.relation_views import related_words
from custtui.services.profile import customers
from custtui.services.profile.customers import customer
from custtui.services.twins import merging
from custtui.services.twins.merge_moves import ONE_EACH
from tests.rows import an_order
from tests.services import house
from tests.services.house import BEN, DORA
from tests.services.merging_house import Pair, a_pair, contacts_of, everything


@pytest.fixture
def pair(database: object) -> Iterator[Pair]:
    """The customer and its twin."""
    yield a_pair()


def refusal(source: int, survivor: int, **more: object) -> list[str]:
    """The reasons for which a merge is refused, and the database is unchanged."""
    before = everything()
    with pytest.raises(Refused) as refused:
        merging.merge(DORA, source, survivor, **more)  # type: ignore[arg-type]
    assert everything() == before
    return [fault.code for fault in refused.value.faults]


def count(model: type, account: int) -> int:
    return model.select().where(model.account == account).count()


def test_sites_people_and_papers_of_the_source_are_the_survivors(pair: Pair) -> None:
    """F-28."""
    merged = merging.merge(DORA, pair.new, pair.old)
    assert merged.code == "3897-5"
    assert {site.alias for site in merged.sites} == {"New York office", "HJ Warehouse", "Quay"}
    assert contacts_of(pair.old) == {"Robert Green": True, "Emily Rose": False, "Carl Dock": False, "Paula Pay": True}
    assert merged.notes == ("asks for pallets",)
    assert count(ActionNote, pair.old) == count(PurchasingContract, pair.old) == count(ProfileAnswer, pair.old) == 1
    assert {row.code for row in AlternateNumber.select().where(AlternateNumber.account == pair.old)} == {
        "OLD-7",
        "3897-7",
    }
    assert merged.tax_number == "12-3456789", "what the survivor lacked is filled in"
    assert not count(ActionNote, pair.new) + count(CustomerNote, pair.new) + count(PurchasingContract, pair.new)


def test_what_both_have_stays_once(pair: Pair) -> None:
    merging.merge(DORA, pair.new, pair.old)
    assert count(TaxStatus, pair.old) == 2
    assert count(PaymentExclusion, pair.old) == 2
    phones = ContactPoint.select().where(ContactPoint.account == pair.old, ContactPoint.kind == "PHONE")
    assert sorted(row.value for row in phones) == ["2125550100", "2125550199"]
    assert sum(row.is_primary for row in phones) == 1


def test_contract_prices_move_unless_their_days_overlap(pair: Pair) -> None:
    """R-34 holds after a merge."""
    merging.merge(DORA, pair.new, pair.old)
    assert sorted(row.price for row in ContractPrice.select().where(ContractPrice.account == pair.old)) == [
        Decimal("7.0000"),
        Decimal("9.0000"),
    ]
    assert count(ContractPrice, pair.new) == 1


def test_one_primary_a_role_and_one_identifying_address_are_left(pair: Pair) -> None:
    """R-13, R-14."""
    merging.merge(DORA, pair.new, pair.old)
    uses = SiteUse.select().where(SiteUse.account == pair.old, SiteUse.is_primary)
    assert {(use.purpose, use.site.alias) for use in uses} == {
        ("BILL_TO", "New York office"),
        ("SHIP_TO", "HJ Warehouse"),
        ("STATEMENTS", "Quay"),
    }
    party = CustomerAccount.get_by_id(pair.old).party
    assert PartySite.select().where(PartySite.party == party, PartySite.identifying).count() == 1


def test_a_site_at_the_same_address_joins_the_one_that_has_its_roles(pair: Pair) -> None:
    """R-42: what it had is with the other one, itself is out of use; orders may name it for ever."""
    merging.merge(DORA, pair.new, pair.old)
    joined = CustomerSite.get_by_id(pair.same)
    assert not joined.active
    assert joined.account_id == pair.new
    assert [row.person.name for row in CustomerSite.get_by_id(pair.home).contacts if row.is_primary] == ["Paula Pay"]


def test_payers_and_relationships_follow(pair: Pair) -> None:
    """R-06: the bill-to account of the source stays, out of use; whom it paid for the survivor pays for."""
    merging.merge(DORA, pair.new, pair.old)
    assert customer("3897-8").paid_by == "3897-5 Healthy Juices Inc."
    assert customer(pair.old).pays_for == ("3897-8 Third Corp",)
    assert not BillToAccount.get(BillToAccount.account == pair.new).active
    rows = AccountRelationship.select()
    mine = {(row.account.code, row.related.code) for row in rows if pair.old in (row.account_id, row.related_id)}
    assert mine == {("3897-5", "3897-8"), ("3897-9", "3897-5"), ("3897-7", "3897-5")}
    (relationship,) = PartyRelationship.select()
    assert relationship.subject_id == CustomerAccount.get_by_id(pair.old).party_id


def test_nobody_pays_for_the_merged_one(pair: Pair) -> None:
    """What its survivor or another one paid for is the survivor now: no link, no row, and all of it undone."""
    for payer in (pair.old, house.customer("3897-22", "Pay Well Ltd")):
        house.default_bill_to(pair.new, payer)
        before = everything()
        merging.merge(DORA, pair.new, pair.old)
        assert CustomerAccount.get_by_id(pair.new).default_bill_to_id is None
        assert not any("3897-7" in name for name in customer(payer).pays_for)
        assert "3897-7" not in {one.code for one in payers.payer(payer).pays_for}
        assert customer(pair.new).paid_by == "" and payers.payer(pair.new).payer_id is None
        merging.undo(DORA, merging.merges_of(pair.old)[0].merge_id)
        assert everything() == before


def test_who_was_merged_before_is_not_shown_as_paid_for(pair: Pair) -> None:
    """A database in which a merge left the link behind."""
    payer = house.customer("3897-22", "Pay Well Ltd")
    merging.merge(DORA, pair.new, pair.old)
    house.default_bill_to(pair.new, payer)
    assert customer(payer).pays_for == () and payers.payer(payer).pays_for == ()
    assert payers.payer(pair.new).payer_id is None


def test_a_relationship_against_one_that_holds_both_ways_stays_behind(pair: Pair) -> None:
    """R-16: between two customers that one stands alone, after a merge too."""
    other = house.customer("3897-21", "Both Ways Ltd")
    relationships.relate(DORA, pair.old, other, reciprocal=True)
    stays = relationships.relate(DORA, other, pair.new, pay=True)
    before, seen = everything(), merging.preview(pair.new, pair.old)
    merging.merge(DORA, pair.new, pair.old)
    assert AccountRelationship.get_by_id(stays.relationship_id).related_id == pair.new
    assert [one.other_code for one in relationships.related_accounts(other)] == ["3897-5"]
    assert dict(seen.stays)["Relationships"] == 3
    merging.undo(DORA, merging.merges_of(pair.old)[0].merge_id)
    assert everything() == before


def test_what_a_merge_leaves_behind_names_the_merged_one_nowhere(pair: Pair) -> None:
    """Neither as account nor as party: what it was to its survivor, it is now."""
    ends = (CustomerAccount.get_by_id(one).party_id for one in (pair.old, pair.new))
    PartyRelationship.create(subject=next(ends), object=next(ends), kind="parent")
    assert any("3897-7" in words for words in related_words(pair.old))
    merging.merge(DORA, pair.new, pair.old)
    assert AccountRelationship.select().where(AccountRelationship.account == pair.new).exists()
    words = related_words(pair.old)
    assert words and not any("3897-7" in one or "Juice Incorporated" in one for one in words)


def test_what_a_merge_leaves_behind_opens_nothing_to_an_order(pair: Pair) -> None:
    """R-16: nobody is offered a payer or a ship-to by a relationship with an account that is merged away."""
    ends = [row.related_id for row in AccountRelationship.select().where(AccountRelationship.account == pair.new)]
    assert any(one.account == pair.new for end in ends for one in openings_of(end))
    merging.merge(DORA, pair.new, pair.old)
    assert AccountRelationship.select().where(AccountRelationship.account == pair.new).exists()
    for end in (*ends, pair.old):
        assert not [one for one in openings_of(end) if pair.new in (one.account, one.related)]


def test_whoever_bought_an_order_is_found_where_it_was_merged_into(pair: Pair) -> None:
    """F-09: an order keeps its customer; what leads on from it leads to the survivor, and says so."""
    assert lookup.living(pair.old) == lookup.living(pair.old) and not lookup.living(pair.new).message
    merging.merge(DORA, pair.new, pair.old)
    one = lookup.living(pair.new)
    assert (one.account_id, one.message) == (pair.old, "3897-7 was merged into 3897-5")


def test_orders_appear_under_the_survivor_and_are_what_they_were(pair: Pair) -> None:
    """F-28, R-22: revisions never change, the history is one."""
    before = [tuple(row) for row in OrderRevision.select().order_by(OrderRevision.id).tuples()]
    lines = orders.open_lines(pair.new)
    merged = merging.merge(DORA, pair.new, pair.old)
    assert [tuple(row) for row in OrderRevision.select().order_by(OrderRevision.id).tuples()] == before
    assert {row.code for row in orders.orders_of(pair.old)} == {"3897-5", "3897-7"}
    assert len(orders.inquiry(orders.OrderFilter(code="3897-5"))) == 2
    assert len(orders.inquiry(orders.OrderFilter(text="3897-5"))) == 2
    assert {line.number for line in lines} < {line.number for line in orders.open_lines(pair.old)}
    assert [row.payer for row in orders.invoices_of(pair.old)] == ["3897-7"]
    assert merged.open_orders == 2
    assert merged.last_order == orders.orders_of(pair.old, limit=1)[0].number
    (hit,) = lookup.find("3897-5", limit=5).hits[:1]
    assert (hit.code, hit.open_orders) == ("3897-5", 2)


def test_what_is_owed_and_on_order_counts_for_the_survivor(pair: Pair) -> None:
    """C-25: a merge is no way round a credit limit."""
    CustomerAccount.update(credit_limit=Decimal(1000)).where(CustomerAccount.id == pair.old).execute()
    before = customer(pair.old).credit_left
    merged = merging.merge(DORA, pair.new, pair.old)
    assert before is not None
    assert merged.credit_left == before - pair.order.gross


def test_the_old_code_an_order_number_and_a_po_number_find_the_survivor(pair: Pair) -> None:
    """F-09."""
    merging.merge(DORA, pair.new, pair.old)
    for text in ("3897-7", "OLD-7"):
        found = lookup.find(text, limit=5)
        assert found.exact
        assert found.single is not None
        assert found.single.code == "3897-5"
    assert lookup.find("3897-7", limit=5).message == "3897-7 was merged into 3897-5"
    for text in (pair.order.order.number, "PO-77"):
        assert [hit.code for hit in lookup.find(text, limit=5).hits] == ["3897-5"]
    assert lookup.find("Healthy Juice Incorporated", limit=5).near
    assert [hit.code for hit in lookup.find("8 Quay", limit=5).hits] == ["3897-5"]


def test_the_source_takes_no_orders_and_cannot_be_made_active(pair: Pair) -> None:
    """F-17."""
    from custtui.services.order_entry.starting import startable

    merging.merge(DORA, pair.new, pair.old)
    with pytest.raises(Refused):
        startable(pair.new)
    with pytest.raises(Refused):
        customers.set_active(DORA, pair.new, True)
    version, fields = customers.editable(pair.new)
    with pytest.raises(Refused, match="3897-7 was merged into 3897-5: change that one"):
        customers.update(DORA, pair.new, version, replace(fields, line_of_business="Juice"))
    one = CustomerAccount.get_by_id(pair.new)
    assert (bool(one.active), one.active_by, one.merged_into_id) == (False, "dora", pair.old)


def test_after_undo_every_row_is_back_where_it_was(pair: Pair) -> None:
    """X-03: all tables, all columns but the stamps of the last change; old code resolved meanwhile."""
    before, hits = everything(), lookup.find("Healthy Juice Incorporated", limit=5)
    merging.merge(DORA, pair.new, pair.old)
    assert everything() != before
    assert list(search_faults()) == []
    (merge,) = merging.merges_of(pair.old)
    assert (merge.source, merge.survivor, merge.made_by, merge.refusal) == ("3897-7", "3897-5", "dora", "")
    back = merging.undo(BEN, merge.merge_id)
    assert back.code == "3897-7"
    assert everything() == before
    assert lookup.find("Healthy Juice Incorporated", limit=5) == hits
    assert lookup.find("3897-7", limit=5).message == ""
    assert merging.merges_of(pair.old) == []
    log = MergeLog.get()
    assert (log.made_by, log.undone_by) == ("dora", "ben")
    assert list(search_faults()) == []
    assert [one for one in chain_faults() if "history" in one] == list(link_faults()) == []


def test_merge_undo_and_merge_again_is_the_same_as_one_merge(pair: Pair) -> None:
    merging.merge(DORA, pair.new, pair.old)
    once = {table: sorted(row[1:] for row in rows) for table, rows in everything().items()}
    merging.undo(DORA, merging.merges_of(pair.old)[0].merge_id)
    merging.merge(DORA, pair.new, pair.old)
    again = {table: sorted(row[1:] for row in rows) for table, rows in everything().items()}
    for table in once:
        if table not in ("customer_account", "party_site", "customer_site", "alternate_number", "site_use"):
            assert again[table] == once[table], table
    assert [len(rows) for rows in again.values()] == [len(rows) for rows in once.values()]


def test_a_merge_the_other_way_round_works_too_and_comes_back(pair: Pair) -> None:
    before = everything()
    merging.merge(DORA, pair.old, pair.new)
    assert lookup.find("3897-5", limit=5).message == "3897-5 was merged into 3897-7"
    merging.undo(DORA, merging.merges_of(pair.new)[0].merge_id)
    assert everything() == before


def test_the_older_customer_is_proposed_as_the_survivor(pair: Pair) -> None:
    """R-42."""
    assert merging.older_first(pair.new, pair.old) == merging.older_first(pair.old, pair.new) == (pair.new, pair.old)


def test_a_site_that_is_bill_to_is_not_merged_into_one_that_is_only_ship_to(pair: Pair) -> None:
    """R-42."""
    warehouse = customer(pair.old).site_for("SHIP_TO")
    assert warehouse is not None
    assert refusal(pair.new, pair.old, joins={pair.same: warehouse.site_id}) == ["unlike_site"]
    with pytest.raises(Refused) as refused:
        merging.merge_sites(DORA, pair.old, pair.home, warehouse.site_id)
    texts = [fault.text for fault in refused.value.faults]
    assert texts[0] == "New York office is bill-to, HJ Warehouse only ship-to: like is merged with like"


def test_the_clerk_chooses_which_site_joins_which_and_undo_puts_all_of_it_back(pair: Pair) -> None:
    """R-42: also at another address, and also where a site at the same address would have been joined."""
    warehouse = customer(pair.old).site_for("SHIP_TO")
    assert warehouse is not None
    house.contact(pair.new, "Quinn Quay", site_id=pair.quay)
    SiteUse.delete().where(SiteUse.site == pair.quay, SiteUse.purpose == "STATEMENTS").execute()
    before, joins = everything(), {pair.quay: warehouse.site_id, pair.same: merging.MOVES}
    seen = {
        plan.alias: (plan.joins, plan.fate, plan.refusal) for plan in merging.preview(pair.new, pair.old, joins).plans
    }
    assert seen == {"HJ": (None, "moves", ""), "Quay": (warehouse.site_id, "joins HJ Warehouse", "")}
    merged = merging.merge(DORA, pair.new, pair.old, joins=joins)
    assert {site.alias for site in merged.sites if site.active} == {"New York office", "HJ Warehouse", "HJ"}
    quinn = next(one for one in merged.contacts if one.name == "Quinn Quay")
    assert quinn.site_id == warehouse.site_id
    assert not CustomerSite.get_by_id(pair.quay).active
    assert CustomerSite.get_by_id(pair.same).account_id == pair.old
    merging.undo(DORA, merging.merges_of(pair.old)[0].merge_id)
    assert everything() == before


def test_what_a_site_may_join_is_offered_and_what_is_unlike_says_so(pair: Pair) -> None:
    """R-42."""
    warehouse = customer(pair.old).site_for("SHIP_TO")
    assert warehouse is not None
    offered = merging.join_choices(pair.new, pair.old, pair.quay, None)
    assert [(one.label, one.marked) for one in offered] == [
        ("moves along", True),
        ("New York office", False),
        ("HJ Warehouse", False),
    ]
    assert [one.detail.split(" · ")[0] for one in offered[1:]] == ["lacks ship-to, statements", "lacks statements"]
    assert [one.label for one in offered if "dock" in f"{one.label} {one.detail}".casefold()] == ["HJ Warehouse"]
    assert merging.join_choices(pair.new, pair.old, pair.home, None) == []
    assert refusal(pair.new, pair.old, joins={pair.quay: warehouse.site_id}) == ["unlike_site"]


def test_a_site_that_is_gone_or_out_of_use_is_joined_by_none(pair: Pair) -> None:
    spare = house.site(
        pair.old, "Spare dock", "SHIP_TO", "STATEMENTS", street="9 Dock Road", city="Newark", state="NJ"
    )
    CustomerSite.update(active=False).where(CustomerSite.id == spare).execute()
    assert refusal(pair.new, pair.old, joins={pair.quay: spare}) == ["inactive_site"]
    assert refusal(pair.new, pair.old, joins={pair.quay: 10**6}) == ["unknown_site"]
    assert refusal(pair.new, pair.old, joins={10**6: pair.home}) == ["unknown_site"]


def test_a_site_joins_one_that_has_all_its_roles(pair: Pair) -> None:
    spare = house.site(pair.old, "Spare dock", "SHIP_TO", street="9 Dock Road", city="Newark", state="NJ")
    warehouse = customer(pair.old).site_for("SHIP_TO")
    assert warehouse is not None
    person = house.contact(pair.old, "Ann Dock", site_id=spare)
    merged = merging.merge_sites(DORA, pair.old, spare, warehouse.site_id)
    assert next(one for one in merged.contacts if one.contact_id == person).site_id == warehouse.site_id
    assert not next(site for site in merged.sites if site.site_id == spare).active


def test_the_rank_of_a_joined_site_goes_to_the_one_it_joins(pair: Pair) -> None:
    """R-14: never a primary site out of use; into a site out of use nothing goes."""
    spare = house.site(pair.old, "Spare dock", "SHIP_TO", street="9 Dock Road", city="Newark", state="NJ")
    warehouse = customer(pair.old).site_for("SHIP_TO")
    assert warehouse is not None
    merged = merging.merge_sites(DORA, pair.old, warehouse.site_id, spare)
    now = merged.site_for("SHIP_TO")
    assert now is not None and now.alias == "Spare dock"
    uses = SiteUse.select().where(SiteUse.account == pair.old, SiteUse.purpose == "SHIP_TO", SiteUse.is_primary)
    assert [use.site_id for use in uses] == [spare]
    with pytest.raises(Refused, match="HJ Warehouse is out of use: nothing joins it"):
        merging.merge_sites(DORA, pair.old, spare, warehouse.site_id)


def test_a_bill_to_account_is_not_merged_into_one_that_is_none(pair: Pair) -> None:
    """R-42, R-06."""
    plain = house.customer("3897-20", "Plain Ltd")
    assert refusal(pair.new, plain) == ["unlike_bill_to"]
    merging.merge(DORA, plain, pair.new)


def test_unlike_or_merged_customers_are_refused_with_all_reasons(pair: Pair) -> None:
    person = house.account(house.party("Rosa Diaz", kind="PERSON"), "3897-30", currency="EUR")
    assert refusal(person, pair.old) == ["unlike_kind", "unlike_currency"]
    assert refusal(pair.old, pair.old) == ["same_customer"]
    assert refusal(pair.old, 10**6) == ["unknown_customer"]
    customers.set_active(DORA, pair.old, False)
    assert refusal(pair.new, pair.old) == ["inactive"]
    customers.set_active(DORA, pair.old, True)
    merging.merge(DORA, pair.new, pair.old)
    assert refusal(pair.new, pair.old)[0] == "merged"


def test_a_merge_previewed_before_somebody_changed_one_of_both_is_a_conflict(pair: Pair) -> None:
    """X-13."""
    seen = merging.preview(pair.new, pair.old)
    customers.set_active(BEN, pair.new, False)
    with pytest.raises(Conflict):
        merging.merge(DORA, pair.new, pair.old, (seen.source.version, seen.survivor.version))


def test_the_preview_tells_what_moves_what_stays_and_what_differs(pair: Pair) -> None:
    CustomerAccount.update(credit_limit=Decimal(1500)).where(CustomerAccount.id == pair.new).execute()
    before = everything()
    seen = merging.preview(pair.new, pair.old)
    assert everything() == before
    assert ("Credit limit", "1,500.00", "") in seen.differs, "amounts of the currency, as everywhere"
    moves, stays = dict(seen.moves), dict(seen.stays)
    assert (moves["Orders"], moves["Sites"], moves["Contacts"], moves["Notes"], moves["Invoices"]) == (1, 2, 2, 1, 1)
    assert (moves["Contract prices"], stays["Contract prices"]) == (1, 1)
    assert (stays["Tax exemptions"], stays["Phones, e-mails"], stays["Relationships"]) == (1, 1, 2)
    assert dict(seen.sites)["HJ, 1 Main St., NEW YORK NY 10001 BILL_TO"] == "joins New York office"
    assert ("Business name", "Healthy Juice Incorporated", "Healthy Juices Inc.") in seen.differs
    assert seen.fills == (("Tax number", "12-3456789"),)
    assert seen.notes == ("3897-7: 1 open order goes on as it is",)
    assert not seen.faults


def test_a_chain_of_merges_counts_for_the_last_and_is_undone_backwards(pair: Pair) -> None:
    before = everything()
    merging.merge(DORA, pair.new, pair.old)
    third = CustomerAccount.get(CustomerAccount.code == "3897-8").id
    BillToAccount.create(account=third)
    CustomerAccount.update(default_bill_to=None).where(CustomerAccount.id == third).execute()
    between = everything()
    merging.merge(DORA, pair.old, third)
    assert len(orders.orders_of(third)) == 2
    assert lookup.find("3897-7", limit=5).hits[0].code == "3897-8"
    first, last = sorted(MergeLog.select(), key=lambda row: row.id)
    with pytest.raises(Refused) as refused:
        merging.undo(DORA, first.id)
    assert str(refused.value) == "3897-5 was merged into 3897-8 later: undo that first"
    merging.undo(DORA, last.id)
    assert everything() == between
    merging.undo(DORA, first.id)
    assert len(everything()["customer_site"]) == len(before["customer_site"])
    assert {site.alias for site in customer(pair.new).sites} == {"HJ", "Quay"}


def test_what_came_to_the_survivor_since_stays_with_it(pair: Pair) -> None:
    merging.merge(DORA, pair.new, pair.old)
    an_order(CustomerAccount.get_by_id(pair.old))
    CustomerNote.create(account=pair.old, text="since")
    person = house.contact(pair.old, "Quay Master", site_id=pair.quay)
    merging.undo(DORA, merging.merges_of(pair.old)[0].merge_id)
    assert len(orders.orders_of(pair.old)) == 2
    assert customer(pair.old).notes == ("since",)
    assert [one.contact_id for one in customer(pair.new).contacts if one.name == "Quay Master"] == [person]


def test_undo_is_refused_where_the_survivor_would_lose_a_primary_site(pair: Pair) -> None:
    """R-14: the reason names what to do first."""
    from custtui.services.sites.customer_sites import make_primary

    merging.merge(DORA, pair.new, pair.old)
    make_primary(DORA, pair.old, pair.quay, "SHIP_TO")  # type: ignore[arg-type]
    (merge,) = merging.merges_of(pair.old)
    assert merge.refusal.startswith("Quay that came with the merge is the primary SHIP_TO by now")
    before = everything()
    with pytest.raises(Refused):
        merging.undo(DORA, merge.merge_id)
    assert everything() == before


def test_a_merge_is_undone_once(pair: Pair) -> None:
    merging.merge(DORA, pair.new, pair.old)
    (merge,) = merging.merges_of(pair.old)
    merging.undo(DORA, merge.merge_id)
    with pytest.raises(Conflict):
        merging.undo(DORA, merge.merge_id)


def test_accounts_of_one_party_can_be_merged(pair: Pair) -> None:
    """F-16."""
    row = CustomerAccount.get_by_id(pair.old)
    further = house.account(row.party_id, "3897-40", name="Furniture")
    house.site(further, "Showroom", "SHIP_TO*", street="3 Show St")
    before = everything()
    merging.merge(DORA, further, pair.old)
    assert "Showroom" in {site.alias for site in customer(pair.old).sites}
    merging.undo(DORA, merging.merges_of(pair.old)[0].merge_id)
    assert everything() == before


HANDLED = {
    *((model._meta.table_name, "account") for model in ONE_EACH),
    *(("customer_site", "account"), ("site_use", "account"), ("contact", "account"), ("contact_point", "account")),
    *(("bill_to_account", "account"), ("account_relationship", "account"), ("account_relationship", "related")),
    *(("contract_price", "account"), ("customer_account", "merged_into"), ("draft", "bill_to_account")),
}
STAYS = {
    *(("sales_order", "account"), ("draft", "account"), ("merge_log", "source"), ("merge_log", "survivor")),
    ("outbox", "account"),
}
"""The sold-to of an order and of an order being keyed never changes (R-11), nor what a message says (R-45)."""


def test_every_column_that_names_an_account_is_thought_of(pair: Pair) -> None:
    """A new table has to say what a merge does with it."""
    db.connection()
    naming = {
        (model._meta.table_name, field.name)
        for model in all_models()
        if model._meta.table_name not in guards.IMMUTABLE
        for field in model._meta.sorted_fields
        if isinstance(field, ForeignKeyField) and field.rel_model is CustomerAccount
    }
    assert naming == HANDLED | STAYS


def test_whatever_a_merge_writes_into_the_survivors_terms_was_announced(pair: Pair) -> None:
    """A price list came along untold."""
    account = CustomerAccount.update(price_list=PriceList.get(PriceList.code == "LIST"), distrust="bounced")
    account.where(CustomerAccount.id == pair.new).execute()
    CustomerAccount.update(price_list=None).where(CustomerAccount.id == pair.old).execute()
    told = dict(merging.preview(pair.new, pair.old).fills)
    before = CustomerAccount.get_by_id(pair.old).__data__
    merging.merge(DORA, pair.new, pair.old)
    after = CustomerAccount.get_by_id(pair.old).__data__
    stamps = {"version", "changed_by", "changed_at"}
    written = {COMPARED[name].on_form for name, column in FILLED.items() if before[column] != after[column]}
    assert {name for name, value in before.items() if after[name] != value} - stamps <= set(FILLED.values())
    assert written == told.keys() == {"Tax number", "Price list", "Credit warning"}
    assert (told["Price list"], told["Credit warning"]) == ("LIST", "bounced")
