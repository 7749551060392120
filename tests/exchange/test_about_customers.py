"""Short rows about customers: they can come again, they take places, and are warned of as on their screens."""

from datetime import date
from pathlib import Path

import pytest

from custtui.domain.contact import ContactFields
from custtui.domain.errors import Confirm
from custtui.domain.who import SYSTEM
from custtui.exchange.exporting import export_file
from custtui.exchange.stands import odd_rows
from custtui.models.account import (
    ActionNote,
    AllowedAnswer,
    Contact,
    CustomerAccount,
    CustomerNote,
    CustomerQuestion,
    PaymentExclusion,
    ProfileAnswer,
    TaxStatus,
)
from custtui.models.operator import Operator
from custtui.models.party import Party, PartyRelationship
from custtui.services.check_chain import chain_faults, link_faults
from custtui.services.lookup.finding import find
from custtui.services.people import contacts
from custtui.services.terms.history import term_history
from tests.exchange.files import House, counts, rejects

FILES = {
    "exemptions": "customer,state,certificate,last_day\nX,*,EX-1,2031-12-31\nX,ny,EX-2,2031-12-31\n",
    "exclusions": "customer,method\nX,CASH\nX,CHECK\n",
    "questions": "code,name,mandatory,answers\nsector,Which trade?,Y,cafe Cafés; SHOP\n",
    "answers": "customer,question,answer\nX,SECTOR,CAFE\n",
    "notes": "customer,text\nX,twice\nX,twice\n",
    "actions": "customer,reason,text,assignee,follow_up\nX,CALL,,ann,2030-01-01\nX,CALL,,ann,2030-01-01\n",
}


def stock(house: House) -> None:
    house.put("customers", "code,name,alias,street\nX,Exe,Exe,1 Main St\nY,Why,Why,2 Main St\n")
    for kind, text in FILES.items():
        house.put(kind, text)


def test_a_file_that_comes_again_changes_nothing(house: House) -> None:
    stock(house)
    house.put("payers", "customer,payer\nX,Y\n")
    before = counts()
    for kind, text in {**FILES, "payers": "customer,payer\nX,Y\n"}.items():
        rows = text.count("\n") - 1
        told = f"{kind}: {rows} row{'s' if rows > 1 else ''} read, 0 {{}}, {rows} the same as before, 0 warnings"
        assert house.bring(kind, text, dry_run=True).outcome == told.format("could be written (dry run)")
        assert house.bring(kind, text).outcome == told.format("written")
    assert counts() == before
    assert (CustomerNote.select().count(), ActionNote.select().count()) == (2, 2)


def test_rows_are_kept_as_the_screens_would(house: House) -> None:
    stock(house)
    assert {(row.state, row.last_day) for row in TaxStatus.select()} == {
        ("", date(2031, 12, 31)),
        ("NY", date(2031, 12, 31)),
    }
    assert {row.method.code for row in PaymentExclusion.select()} == {"CASH", "CHECK"}
    question = CustomerQuestion.get()
    assert (question.code, question.mandatory) == ("SECTOR", True)
    assert {(row.code, row.name) for row in AllowedAnswer.select()} == {("CAFE", "Cafés"), ("SHOP", "SHOP")}


def test_what_stands_is_changed_and_forms_open_on_it_are_told(house: House) -> None:
    stock(house)
    before = {row.code: row.version for row in CustomerAccount.select()}
    house.put("exemptions", "customer,state,certificate,last_day\nX,NY,EX-3,2031-12-31\n")
    house.put("answers", "customer,question,answer\nX,SECTOR,SHOP\n")
    house.put("actions", "customer,reason,assignee,follow_up,status\nX,CALL,ann,2030-01-01,resolved\n")
    assert {row.certificate for row in TaxStatus.select()} == {"EX-1", "EX-3"}
    assert [row.response.code for row in ProfileAnswer.select()] == ["SHOP"]
    assert sorted(row.status for row in ActionNote.select()) == ["open", "resolved"]
    assert TaxStatus.get(TaxStatus.state == "NY").version == 2
    after = {row.code: row.version for row in CustomerAccount.select()}
    assert after["X"] > before["X"]
    assert after["Y"] == before["Y"]


def test_terms_that_a_file_changes_are_remembered(house: House) -> None:
    stock(house)
    account = CustomerAccount.get(CustomerAccount.code == "X").id
    house.put("exemptions", "customer,state,certificate,last_day\nX,NY,EX-3,2031-12-31\n")
    house.put("exemptions", "customer,state,certificate,last_day\nX,NY,EX-3,2031-12-31\n")
    house.put("payers", "customer,payer\nX,Y\n")
    told = [(one.label, one.old, one.new) for one in term_history(account)]
    assert list(chain_faults()) == list(link_faults()) == []
    both = "* EX-1 to 2031-12-31, NY {} to 2031-12-31"
    assert told == [
        ("Paid by", "", "Y"),
        ("Tax exemptions", both.format("EX-2"), both.format("EX-3")),
        ("Excluded payments", "", "CASH, CHECK"),
        ("Tax exemptions", "", both.format("EX-2")),
    ]


def test_an_answer_customers_gave_is_not_taken_away(house: House) -> None:
    stock(house)
    report = house.bring("questions", "code,name,answers\nSECTOR,Which trade?,SHOP; BAR\n")
    assert rejects(report) == [(2, "answers")]
    assert "customers gave CAFE" in report.rejects[0].text
    house.put("questions", "code,name,answers,active\nSECTOR,What trade?,CAFE Bars; BAR,N\n")
    assert {(row.code, row.name) for row in AllowedAnswer.select()} == {("CAFE", "Bars"), ("BAR", "BAR")}


def test_what_looks_odd_is_a_warning(house: House) -> None:
    house.put("customers", "code,name\nX,Exe\n")
    report = house.bring("exemptions", "customer,state,certificate,last_day\nX,NY,,\nX,*,EX,2020-12-31\n")
    assert [(one.line, one.column) for one in report.warnings] == [(2, "certificate"), (3, "last_day")]


def test_what_an_action_names_stands_in_the_lists_of_its_form(house: House, tmp_path: Path) -> None:
    """By keys nobody gives something to do to somebody unknown; what stands when its operator leaves stays (F-23)."""
    house.put("customers", "code,name\nX,Exe\n")
    head = "customer,reason,assignee,kept\n"
    report = house.bring("actions", f"{head}X,CALL,gone,\nX,call,ANN,\nX,CALL,,\n")
    assert [str(one) for one in report.rejects] == ["line 2, assignee: there is no operator at work gone"]
    house.put("actions", f"{head}X,CALL,gone,Y\nX,call,ANN,\nX,CALL,,\n")
    assert [row.assignee for row in ActionNote.select().order_by(ActionNote.id)] == ["gone", "ann", ""]
    told = [line for line in odd_rows() if "assignee" in line]
    assert told == ["actions X: assignee: there is no operator at work gone; goes out marked as it stands"]
    Operator.update(active=False).execute()  # as in a house whose operators are others
    export_file(SYSTEM, "actions", tmp_path / "actions.csv")
    sent = (tmp_path / "actions.csv").read_text()
    assert sent.count(",Y\n") == 2
    assert house.bring("actions", sent).ok


def test_what_is_said_of_a_merged_customer_has_to_be_said_of_the_one_that_lives_on(house: House) -> None:
    stock(house)
    lives = CustomerAccount.get(CustomerAccount.code == "Y")
    CustomerAccount.update(merged_into=lives).where(CustomerAccount.code == "X").execute()
    before = counts()
    for kind, text in (
        *FILES.items(),
        ("sites", "customer,alias,street,city\nX,Elm,1 Elm,Troy\n"),
        ("payers", "customer,payer\nX,Y\n"),
    ):
        report = house.bring(kind, text)
        if kind != "questions":
            assert not report.ok, kind
            assert {reject.text for reject in report.rejects} == {"X was merged into Y: name that one"}
    assert counts() == before


RELATIONS = (
    "subject,subject_name,subject_kind,kind,related,related_name,first_day,last_day\n"
    ",Ann Nobody,,EMPLOYEE,X,,,2024-12-31\n"
    ",Ann Nobody,,EMPLOYEE,Y,,2025-01-01,\n"
    ",Ann Nobody#2,,EMPLOYEE,Y,,,\n"
    ",Holding,ORGANIZATION,OWNER,X,,,\n"
    "X,Carl,,CONTACT,Y,,,\n"
    "Y,,,SUBSIDIARY,X,,,\n"
)


def test_parties_are_named_as_customers_as_contacts_or_by_themselves(house: House) -> None:
    house.put("customers", "code,name,contact\nX,Exe,Carl\nY,Why,\n")
    house.put("partyrelations", RELATIONS)
    names = [(row.subject.name, row.kind, row.object.name) for row in PartyRelationship.select()]
    assert names[:2] == [("Ann Nobody", "EMPLOYEE", "Exe"), ("Ann Nobody", "EMPLOYEE", "Why")]
    assert Party.select().where(Party.name == "Ann Nobody").count() == 2
    rows = list(PartyRelationship.select().order_by(PartyRelationship.id))
    assert rows[0].subject_id == rows[1].subject_id != rows[2].subject_id
    assert rows[4].subject_id == Contact.get().person_id


def test_what_is_recorded_is_rejected_when_it_comes_again(house: House) -> None:
    house.put("customers", "code,name,contact\nX,Exe,Carl\nY,Why,\n")
    house.put("partyrelations", RELATIONS)
    before = counts()
    report = house.bring("partyrelations", RELATIONS)
    assert rejects(report) == [(line, "kind") for line in range(2, 8)]
    report = house.bring("partyrelations", "subject,kind,related\nX,SUBSIDIARY,Y\n")  # the opposite
    assert rejects(report) == [(2, "kind")]
    house.put("partyrelations", "subject_name,kind,related,first_day\nAnn Nobody,EMPLOYEE,X,2025-01-01\n")
    assert counts()["party"] == before["party"]


def test_an_empty_json_lines_file_holds_nothing(house: House) -> None:
    report = house.bring("partyrelations", "", suffix="jsonl")
    assert (report.ok, report.rows) == (True, 0)


def test_a_party_without_a_kind_is_the_one_there_is_or_the_one_that_fits(house: House) -> None:
    """F-42: no person is made beside an organization of that name."""
    house.put("customers", "code,name,alias,street\nX,Exe,Exe,1 Main St\nY,Why,Why,2 Main St\n")
    house.put("partyrelations", "subject,kind,related_name\nX,SUBSIDIARY,Big Holding\n")
    house.put("partyrelations", "subject,kind,related_name\nY,PARTNER,Big Holding\n")
    assert [row.kind for row in Party.select().where(Party.name == "Big Holding")] == ["ORGANIZATION"]


def test_one_person_is_contact_of_two_customers_by_file(house: House) -> None:
    """F-43, R-20: named further up or further down; a person nobody is, or of another name, is rejected."""
    house.put("customers", "code,name,alias,street,contact\nX,Exe,Exe,1 Main St,Ann Lee\nY,Why,Why,2 Main St,\n")
    persons = Party.select().count()
    head = "customer,name,person,person_name\n"
    house.put("contacts", f"{head}Y,Ann Lee,X,Ann Lee\nY,Bob,X,Bob\nX,Bob,,\n")
    assert Party.select().count() == persons + 1
    assert [row.person.name for row in Contact.select().order_by(Contact.id)] == ["Ann Lee", "Ann Lee", "Bob", "Bob"]
    report = house.bring("contacts", f"{head}Y,Eve,X,Eve\nY,Eve,X,Ann Lee\nY,Ann Lee,,Ann Lee\n")
    assert [line for line, _ in rejects(report)] == [2, 3, 4]
    assert "there is no acting person X Eve" in str(report.rejects[0])


def test_nobody_is_made_a_second_time_without_a_word(house: House) -> None:
    """Where the form asks, a file is warned: beside one of another site, account or relationship, or in it (R-20)."""
    house.put("customers", "code,name,alias,street,contact\nX,Exe,Exe,1 Main St,Ann Lee\nY,Why,Why,2 Main St,\n")
    house.put("customers", "code,party,account_name\nX2,X,Branch\n")
    house.put("partyrelations", "subject,kind,related_name,related_kind\nX,PARTNER,Ida,PERSON\n")
    head = "customer,site,name,person,person_name\n"
    rows = "X,Exe,Ann Lee,,\nX2,,Ida,,\nY,,Ann Lee,,\nY,Why,Ann Lee,,\nX,Exe,Ann Lee,X,Ann Lee\n"
    report = house.bring("contacts", head + rows)
    known = "is known here already: another person of that name? person_name names the one there is"
    told = ["line 2, name: Ann Lee " + known, "line 3, name: Ida " + known, "line 5, name: Ann Lee " + known]
    assert report.written and [str(one) for one in report.warnings] == told
    account = CustomerAccount.get(CustomerAccount.code == "X2").id
    with pytest.raises(Confirm, match="Ida is known here already: another person of that name"):
        contacts.create_contact(SYSTEM, account, ContactFields(name="Ida"))


def test_an_answer_to_a_question_out_of_use_is_kept_and_warned_of(house: House) -> None:
    """F-19: no screen asks it, and what was answered comes in as it went out (X-08)."""
    stock(house)
    assert not house.bring("answers", FILES["answers"]).warnings
    house.put("questions", "code,name,answers,active\nSECTOR,Which trade?,CAFE Cafés; SHOP,N\n")
    report = house.bring("answers", FILES["answers"])
    assert (report.ok, [one.column for one in report.warnings]) == (True, ["question"])


def test_an_exemption_without_a_state_is_told_what_means_every_state(house: House) -> None:
    house.put("customers", "code,name\nX,X Ltd\n")
    report = house.bring("exemptions", "customer,state,certificate\nX,,EX-1\n")
    assert [(one.column, one.text) for one in report.rejects] == [
        ("state", "this column is required, and blank here: * means every state")
    ]


def test_the_accounts_of_a_party_share_one_answer_and_their_people(house: House) -> None:
    """F-48: a second shared answer is rejected with whose stands; who acts at a site is nobody of all accounts."""
    stock(house)
    house.put("customers", "code,party,account_name\nX2,X,Branch\n")
    house.put("answers", "customer,question,answer,shared\nX,SECTOR,SHOP,Y\n")
    report = house.bring("answers", "customer,question,answer,shared\nX2,SECTOR,CAFE,N\nX2,SECTOR,CAFE,Y\n")
    assert rejects(report) == [(3, "customer"), (3, "shared")], "twice, and shared beside that of X"
    assert "is that of X already" in str(report.rejects)
    head = "customer,site,name,shared\n"
    report = house.bring("contacts", f"{head}X,,Ann Lee,Y\nX,Exe,Bob,Y\n")
    assert rejects(report) == [(3, "shared")] and not Contact.select().exists()
    house.put("contacts", f"{head}X,,Ann Lee,Y\n")
    branch = CustomerAccount.get(CustomerAccount.code == "X2").id
    assert [one.name for one in contacts.contacts(branch)] == ["Ann Lee"]
    assert {hit.code for hit in find("Ann Lee", limit=5).hits} == {"X", "X2"}
