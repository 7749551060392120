"""F4 finds those who are neither customer nor contact by the words of their names, however many parties there are."""

from custtui.domain.contact import ContactFields
from custtui.models.account import Contact
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.migrate import HISTORY, SCRIPTS, migrate
from custtui.models.party import Party
from custtui.models.search import party as search_party
from custtui.models.triggers import drop, install
from custtui.services.bulk.parties import PartyName
from custtui.services.bulk.party_relations import NewPartyRelation, write_party_relations
from custtui.services.bulk.search import index_parties_anew
from custtui.services.check_search import party_faults
from custtui.services.payers.known_parties import MOST, acting_or_free, called
from custtui.services.payers.party_relationships import relate
from custtui.services.people.contacts import create_contact, update_contact
from tests.services import house
from tests.services.house import ANN


def found(text: str) -> list[str]:
    return [one.name for one in acting_or_free(text)[0]]


def test_parties_that_keys_and_files_name_are_found_by_any_of_their_words(database) -> None:
    stand = house.stand()
    relate(ANN, stand.a1, "SUBSIDIARY<", organization="Müller & Söhne Holding")
    write_party_relations(
        ANN, [NewPartyRelation(PartyName("3897-9"), "SUBSIDIARY", PartyName("", "O'Brien Trust", "ORGANIZATION"))]
    )
    for text in ("muller", "Müll", "mueller", "holding soe", "söhne"):
        assert found(text) == ["Müller & Söhne Holding"], text
    assert found("obrien") == found("o'b tru") == ["O'Brien Trust"]
    assert found("muller trust") == found("üller") == []
    assert [one.name for one in called("MULLER & SOHNE holding")] == ["Müller & Söhne Holding"]
    assert list(party_faults()) == []


def test_a_person_whom_a_contact_leaves_is_found_from_then_on(database) -> None:
    stand = house.stand()
    nora, olga = (Party.create(kind="PERSON", name=name).id for name in ("Nora Quist", "Olga Quist"))
    row = create_contact(ANN, stand.a1, ContactFields(name="Nora Quist"), same=nora)
    assert list(party_faults()) != []  # Olga, whom the test made past all services
    search_party.index_parties([olga])
    assert found("quist") == ["Nora Quist", "Olga Quist"]  # a contact, and a free one
    update_contact(ANN, row.contact_id, row.version, ContactFields(name="Olga Quist"), same=olga)
    assert Contact.get_by_id(row.contact_id).person_id == olga
    assert list(party_faults()) == [] and search_party.with_words(["nora"], 5) == [(nora, "Nora Quist")]


def test_of_very_many_some_are_read_and_another_word_finds_the_others(database, monkeypatch) -> None:
    ids = [Party.create(kind="PERSON", name=f"Smith Number{at:03}").id for at in range(MOST + 20)]
    search_party.index_parties(ids)
    shown, more = acting_or_free("smith")
    assert len(shown) == MOST and more
    assert shown[0].name == "Smith Number000"
    assert found("smith number069") == found("number069") == ["Smith Number069"]
    if is_sqlite(db):
        asked: list[str] = []
        monkeypatch.setattr(search_party, "run", lambda sql, values: asked.append(sql) or db.execute_sql(sql, values))
        search_party.with_words(["smith", "number0"], 10)
        plans = [db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", "x" * sql.count("?")).fetchall() for sql in asked]
        read = [row[3] for plan in plans for row in plan]
        assert len(asked) == 3 and not [line for line in read if line.startswith(("SCAN p", "SCAN s "))], read


def test_check_names_who_is_not_found_and_parties_of_before_are_learnt(database, one_step_back: None) -> None:
    one = Party.create(kind="ORGANIZATION", name="Big Holding")
    assert [fault.split(":")[0] for fault in party_faults()] == [f"party {one.id} Big Holding"]
    index_parties_anew()
    assert list(party_faults()) == [] and found("big") == ["Big Holding"]
    script = next(SCRIPTS.glob("*_search_party.py")).stem
    drop(db.obj)
    db.execute_sql("DROP TABLE search_party")
    db.execute_sql(f"DELETE FROM {HISTORY} WHERE name = '{script}'")
    install(db.obj)
    assert migrate(db.obj) == [script]
    assert list(party_faults()) == [] and found("hold") == ["Big Holding"]
