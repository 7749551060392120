"""What parties are to each other: kinds, days, both ends; persons too (F-42, R-19, R-20)."""

from datetime import date, timedelta

import pytest

from custtui.domain.errors import Confirm, Conflict, Refused
from custtui.domain.relations import RELATION_KINDS
from custtui.models.base import db
from custtui.models.party import Party, PartyRelationship
from custtui.services import clock
from custtui.services.payers import known_parties
from custtui.services.payers import party_relationships as parties
from custtui.services.profile import customers
from custtui.services.sites.address_roles import address_roles
from tests.services import house
from tests.services.house import ANN, BEN, DORA, House

MAY = (date(2026, 5, 1), date(2026, 5, 31))
JUNE = (date(2026, 6, 1), None)


@pytest.fixture
def stand(database) -> House:
    """The examples of the rules."""
    return house.stand()


def person(code: str, name: str) -> int:
    return house.account(house.party(name, "PERSON"), code)


def words(account: int) -> list[str]:
    return [one.words for one in parties.related_parties(account)]


def faults(*arguments, **more) -> dict[str, str]:
    before = (Party.select().count(), PartyRelationship.select().count())
    with pytest.raises(Refused) as refused:
        parties.relate(ANN, *arguments, **more)
    assert (Party.select().count(), PartyRelationship.select().count()) == before
    return {fault.field: fault.text for fault in refused.value.faults}


def test_each_kind_is_recorded_and_told_from_both_ends(stand: House) -> None:
    """F-42: kinds are data."""
    for number, kind in enumerate(RELATION_KINDS):
        ends = [
            house.account(house.party(f"{end} {number}", kinds[0]), f"{end}-{number}")
            for end, kinds in (("S", kind.subject), ("O", kind.related))
        ]
        parties.relate(ANN, ends[0], f"{kind.code}>", other_account=ends[1])
        assert words(ends[0]) == [f"{kind.forward} O {number} (O-{number})"]
        assert words(ends[1]) == [f"{kind.backward} S {number} (S-{number})"]


def test_it_may_be_recorded_from_either_end(stand: House) -> None:
    parties.relate(ANN, stand.hq, "SUBSIDIARY<", other_account=stand.a1)
    assert words(stand.hq) == ["parent of Healthy Juices Inc. (3897-5)"]
    assert words(stand.a1) == ["subsidiary of H.Q. Corp (3897-9)"]
    assert address_roles(stand.a1).related == ("subsidiary of H.Q. Corp (3897-9)",)


def test_a_person_may_be_contact_and_assistant_of_a_person(stand: House) -> None:
    """R-19."""
    doctor = person("3897-70", "Dr. X")
    parties.relate(ANN, doctor, "CONTACT<", person="Yves Y")
    assert words(doctor) == ["has as contact Yves Y"]
    made = Party.get(Party.name == "Yves Y")
    assert (made.kind, made.made_by) == ("PERSON", "ann")
    parties.relate(ANN, doctor, "ASSISTANT<", other_party=made.id)
    assert Party.select().where(Party.name == "Yves Y").count() == 1


def test_a_contact_of_the_customer_is_known_and_taken_not_copied(stand: House) -> None:
    known = {name: number for number, name in parties.known_persons(stand.a1)}
    assert sorted(known) == ["Emily Rose", "Robert Green"]
    parties.relate(ANN, stand.a1, "EMPLOYEE<", other_party=known["Robert Green"])
    assert words(stand.a1) == ["employer of Robert Green"]
    assert Party.select().where(Party.name == "Robert Green").count() == 1


def test_a_party_outlives_its_roles(stand: House) -> None:
    """R-20: Robert is a customer himself, whatever becomes of the account he acts for."""
    robert = Party.get(Party.name == "Robert Green")
    own = house.account(robert.id, "3897-77")
    parties.relate(ANN, stand.a1, "EMPLOYEE<", other_account=own)
    before = list(Party.select().order_by(Party.id).tuples())
    customers.set_active(DORA, stand.a1, False)
    assert list(Party.select().order_by(Party.id).tuples()) == before
    assert customers.customer(own).active
    assert words(own) == ["employee of Healthy Juices Inc. (3897-5)"]


def test_kinds_that_do_not_fit_the_parties_are_refused(stand: House) -> None:
    doctor = person("3897-70", "Dr. X")
    assert faults(doctor, "SUBSIDIARY>", other_account=stand.a1) == {
        "kind": 'Dr. X, a person, cannot be "subsidiary of" an organization'
    }
    assert "cannot be" in faults(stand.a1, "ASSISTANT<", person="Zoe")["kind"]
    assert faults(stand.a1, "PARTNER>", other_account=stand.a1) == {
        "other": "With whom: a party is not related to itself"
    }


def test_all_faults_come_at_once(stand: House) -> None:
    assert faults(stand.a1, "COUSIN", person=" ", first_day=MAY[1], last_day=MAY[0]) == {
        "kind": "Relationship: there is no such kind",
        "last_day": "To: the last day is before the first one",
        "other": "With whom: choose a customer or name a person",
    }
    assert "at most 200" in faults(stand.a1, "EMPLOYEE<", person="x" * 201)["other"]


def test_the_same_at_the_same_time_is_recorded_once_whichever_end_tells_it(stand: House) -> None:
    parties.relate(ANN, stand.a1, "SUBSIDIARY>", other_account=stand.hq, first_day=MAY[0], last_day=MAY[1])
    assert "recorded already" in faults(stand.hq, "SUBSIDIARY<", other_account=stand.a1, first_day=MAY[1])["kind"]
    assert "The opposite is recorded" in faults(stand.hq, "SUBSIDIARY>", other_account=stand.a1)["kind"]
    parties.relate(ANN, stand.a1, "SUBSIDIARY>", other_account=stand.hq, first_day=JUNE[0])
    parties.relate(ANN, stand.a1, "PARTNER>", other_account=stand.hq)
    assert "recorded already" in faults(stand.hq, "PARTNER>", other_account=stand.a1)["kind"]


def test_ending_asks_and_yesterday_was_the_last_day(stand: House) -> None:
    shown = parties.relate(ANN, stand.a1, "PARTNER>", other_account=stand.hq, first_day=date(2020, 1, 1))
    with pytest.raises(Confirm, match=r"End the relationship of Healthy Juices Inc\. with H\.Q\. Corp"):
        parties.end(ANN, shown.relationship_id, shown.version)
    with pytest.raises(Conflict):
        parties.end(ANN, shown.relationship_id, shown.version + 1, [parties.END])
    parties.end(BEN, shown.relationship_id, shown.version, [parties.END])
    (ended,) = parties.related_parties(stand.hq)
    assert (ended.ended, ended.last_day) == (True, clock.today() - timedelta(days=1))
    assert address_roles(stand.a1).related == ()
    with pytest.raises(Refused, match="has ended already"):
        parties.end(ANN, shown.relationship_id, ended.version, [parties.END])


def test_choices_are_those_of_the_kind_of_party(stand: House) -> None:
    offered = {one.words for one in parties.choices(person("3897-70", "Dr. X"))}
    assert {"spouse of", "assisted by", "employee of", "has as contact"} <= offered
    assert not {"subsidiary of", "affiliate of"} & offered
    assert "spouse of" not in {one.words for one in parties.choices(stand.a1)}


def test_parties_of_a_name_are_found_by_their_index(sqlite_database) -> None:
    """However many parties there are, none but those of the name is read."""
    sql, values = known_parties._same("Harbor  Cafe").sql()
    plan = db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
    assert any("party_name_small" in row[3] for row in plan), plan
