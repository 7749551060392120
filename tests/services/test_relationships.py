"""Relationships of accounts: directed, by flags, told from both ends (F-41, C-10, R-16)."""

import pytest

from custtui.domain.errors import Confirm, Conflict, Refused
from custtui.models.account import AccountRelationship, CustomerAccount
from custtui.services import order_entry as desk
from custtui.services.payers import payers, relationships
from custtui.services.payers.relation_views import RelatedAccount, related_words
from custtui.services.payers.settling import may_settle, settlers
from tests.services import house
from tests.services.house import ANN, BEN, DORA, House
from tests.services.keying import keyed


@pytest.fixture
def stand(database) -> House:
    """The examples of the rules."""
    return house.stand()


def retail() -> int:
    return house.customer("3897-60", "HJ Retail")


def rows() -> list[object]:
    return list(AccountRelationship.select().order_by(AccountRelationship.id).tuples())


def refused(match: str, service, *arguments, **flags: bool) -> None:
    before = rows()
    with pytest.raises(Refused, match=match):
        service(*arguments, **flags)
    assert rows() == before


def turn(shown: RelatedAccount, key: str, account: int) -> RelatedAccount:
    return relationships.turn_flag(DORA, shown.relationship_id, shown.version, key, account)


def billed(sold_to: int, key: str) -> str:
    """Who pays once that was chosen, or the refusal."""
    draft = keyed(sold_to, "ITEM1")
    try:
        return desk.choose_payer(ANN, draft.id, key).bill_to.code
    except Refused as error:
        return "refused: " + error.faults[0].text


def shipped(sold_to: int, site: int) -> str:
    draft = keyed(sold_to, "ITEM1")
    try:
        return desk.choose_ship_to(ANN, draft.id, f"site:{site}").ship_to.code
    except Refused as error:
        return "refused: " + error.faults[0].text


def test_relationships_are_directed_and_their_flags_independent(stand: House) -> None:
    """R-16 whole, F-41: order entry honours them."""
    child = retail()
    shown = relationships.relate(DORA, stand.a1, child, bill_to=True)
    assert billed(child, f"site:{stand.s1}") == "3897-5"
    assert "Customer Maintenance" in billed(stand.a1, "3897-60")
    assert "may not receive" in shipped(child, stand.s2)
    shown = turn(shown, "R", stand.a1)
    assert billed(stand.a1, "3897-60") == "3897-60"
    shown = turn(shown, "S", stand.a1)
    assert shipped(child, stand.s2) == "3897-5"
    assert not may_settle(child, stand.a1)
    shown = turn(shown, "P", stand.a1)
    assert may_settle(child, stand.a1)
    shown = turn(shown, "R", stand.a1)
    assert may_settle(child, stand.a1) and not may_settle(stand.a1, child)
    assert may_settle(stand.a1, stand.a1)
    assert [one.code for one in settlers(child)] == ["3897-5"] and settlers(stand.a1) == ()
    shown = turn(shown, "B", stand.a1)
    assert "Customer Maintenance" in billed(child, f"site:{stand.s1}")


def test_who_may_settle_invoices_is_told_with_its_own_payment_methods(stand: House) -> None:
    """R-16: the payer's methods are offered, less what is excluded for it (R-36); an inactive payer not at all."""
    child = retail()
    relationships.relate(DORA, stand.a1, child, pay=True)
    house.exclude(stand.a1, house.CHECK)
    assert [one.words for one in payers.payer(child).settled_by] == ["3897-5 Healthy Juices Inc. (Cash, Credit card)"]
    assert payers.payer(stand.a1).settled_by == ()
    house.control("on_account", True)
    assert payers.payer(child).settled_by[0].methods == ("Cash", "Credit card", "On account")
    house.CustomerAccount.update(active=False).where(house.CustomerAccount.id == stand.a1).execute()
    assert payers.payer(child).settled_by == ()


def test_each_end_tells_it_in_words(stand: House) -> None:
    """F-41, R-16."""
    child = retail()
    shown = relationships.relate(DORA, stand.a1, child, bill_to=True)
    assert shown.words == "parent of 3897-60 HJ Retail: bill-to yes, ship-to no, pay no, one way"
    assert related_words(child) == ("child of 3897-5 Healthy Juices Inc.: bill-to yes, ship-to no, pay no, one way",)
    there = relationships.related_accounts(child)[0]
    assert there.meaning == shown.meaning
    assert shown.meaning[0] == "Orders of HJ Retail may be billed to Healthy Juices Inc."
    assert shown.meaning[1] == "Orders of HJ Retail may not ship to sites of Healthy Juices Inc."
    both = turn(there, "R", child)
    assert both.words == "child of 3897-5 Healthy Juices Inc.: bill-to yes, ship-to no, pay no, both ways"
    assert len(both.meaning) == 6


def test_it_is_told_whether_two_accounts_share_the_party(stand: House) -> None:
    """C-10."""
    second = house.account(CustomerAccount.get_by_id(stand.a1).party_id, "3897-61")
    shown = relationships.relate(DORA, stand.a1, second)
    assert shown.words.endswith("one way, same party")
    assert shown.meaning[0] == "Orders of 3897-61 may not be billed to 3897-5"
    assert not relationships.relate(DORA, stand.a1, stand.hq).same_party


def test_one_may_open_itself_to_many_and_back_by_a_relationship_of_its_own(stand: House) -> None:
    child = retail()
    relationships.relate(DORA, stand.a1, child, bill_to=True)
    relationships.relate(DORA, stand.a1, stand.hq)
    back = relationships.relate(DORA, child, stand.a1, ship_to=True)
    assert [one.opens for one in relationships.related_accounts(stand.a1)] == [True, True, False]
    with pytest.raises(Refused, match="The other way has a relationship of its own"):
        turn(back, "R", child)


def test_what_cannot_be_related_is_refused(stand: House) -> None:
    child = retail()
    refused("not related to itself", relationships.relate, DORA, child, child)
    refused("no such customer", relationships.relate, DORA, child, 99_999)
    relationships.relate(DORA, stand.a1, child, reciprocal=True)
    refused("related already", relationships.relate, DORA, stand.a1, child)
    refused("related already", relationships.relate, DORA, child, stand.a1)


def test_ending_asks_closes_what_was_open_and_may_begin_anew(stand: House) -> None:
    child = retail()
    shown = relationships.relate(DORA, stand.a1, child, bill_to=True)
    with pytest.raises(Confirm, match="End the relationship of 3897-5 with 3897-60"):
        relationships.end(DORA, shown.relationship_id, shown.version)
    relationships.end(BEN, shown.relationship_id, shown.version, [relationships.END])
    assert relationships.related_accounts(child) == ()
    assert "Customer Maintenance" in billed(child, f"site:{stand.s1}")
    row = AccountRelationship.get()
    assert (row.active, row.changed_by) == (False, "ben")
    refused("was ended meanwhile", turn, shown, "B", child)
    assert relationships.relate(DORA, stand.a1, child).opened.bill_to is False
    assert AccountRelationship.select().count() == 1


def test_two_clerks_at_one_relationship_meet(stand: House) -> None:
    """X-13."""
    shown = relationships.relate(DORA, stand.a1, retail())
    relationships.turn_flag(BEN, shown.relationship_id, shown.version, "B", stand.a1)
    with pytest.raises(Conflict, match="ben changed this relationship meanwhile"):
        turn(shown, "B", stand.a1)
    assert AccountRelationship.get().bill_to


def test_a_related_payer_is_proposed_on_the_payer_screen(stand: House) -> None:
    """C-27."""
    child = retail()
    relationships.relate(DORA, stand.a1, child, bill_to=True)
    assert payers.payer(child).related == ((stand.a1, "3897-5", "Healthy Juices Inc."),)
    assert payers.payer(stand.a1).related == ()
