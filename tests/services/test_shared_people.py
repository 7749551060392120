"""Contacts and answers of a party: they stand for all its accounts, or for one (F-48)."""

from dataclasses import replace
from typing import NamedTuple

import pytest
from peewee import IntegrityError

from custtui.domain.contact import ContactFields
from custtui.domain.errors import Conflict, Refused
from custtui.domain.notice import letter
from custtui.models.account import Contact, ProfileAnswer
from custtui.models.base import db
from custtui.models.order import Outbox
from custtui.services import lookup, notices
from custtui.services import order_entry as desk
from custtui.services.check import check
from custtui.services.order_entry.views import HeaderText
from custtui.services.people import contacts
from custtui.services.profile import answers
from custtui.services.profile import questions as setup
from custtui.services.profile.customers import customer
from custtui.services.profile.questions import QuestionFields
from custtui.services.twins import merging
from tests.services import house
from tests.services.house import ANN, BEN, CORA, DORA
from tests.services.keying import keyed

SIZE = QuestionFields("size", "Company size", True, True, "S Small; M Medium; L Large")
LEE = ContactFields(name="Ann Lee", email="a.lee@hj.example", phone="973 642 0107", events="shipped", shared=True)


class Two(NamedTuple):
    """Two accounts of one party, and one of another."""

    one: int
    other: int
    stranger: int


@pytest.fixture
def two(database) -> Two:
    """The second account has a site and nobody of its own."""
    made = house.stand()
    return Two(made.a1, house.sister(made.a1, "3897-40", "Furniture"), made.hq)


def names(account: int) -> list[str]:
    return [one.name for one in contacts.contacts(account)]


def found(text: str) -> set[int]:
    return {hit.account_id for hit in lookup.find(text, limit=9).hits}


def answered(account: int) -> dict[str, tuple[str, bool]]:
    return {one.code: (one.answer, one.shared) for one in answers.questions(account)[1]}


def answer(account: int, typed: str) -> None:
    answers.answer(ANN, account, answers.questions(account)[0], {"SIZE": typed})


def test_a_contact_of_all_accounts_acts_for_each_of_them(two: Two) -> None:
    """Listed, shown, found, told of, addressed, offered as who ordered; nobody of another party sees it."""
    made = contacts.create_contact(ANN, two.one, LEE)
    assert "Ann Lee" in names(two.one) and names(two.other) == ["Ann Lee"] and "Ann Lee" not in names(two.stranger)
    assert [one.name for one in customer(two.other).contacts] == ["Ann Lee"]
    assert found("Ann Lee") >= {two.one, two.other}
    assert found("973 642 0107") >= {two.one, two.other}
    assert [one.contact_id for one in notices.whom(two.other, "shipped")] == [made.contact_id]
    assert [one.contact_id for one in notices.whom(two.other, "invoicing")] == [made.contact_id], (
        "nobody else is there"
    )
    draft = desk.start(ANN, two.other)
    typed = desk.set_header(ANN, draft.id, HeaderText(ordered_by="Ann Lee"))
    assert not [fault for fault in typed.faults if fault.field == "ordered_by"]
    assert [*check()] == []


def test_a_contact_of_one_account_is_nobody_at_the_others(two: Two) -> None:
    contacts.create_contact(ANN, two.one, replace(LEE, shared=False))
    assert names(two.other) == [] and two.other not in found("Ann Lee")


def test_who_is_primary_at_one_account_is_not_at_another(two: Two) -> None:
    """F-14: each account has its own; the party's come after those."""
    contacts.create_contact(ANN, two.one, replace(LEE, primary=True))
    assert not contacts.contacts(two.other)[0].primary and not customer(two.other).contacts[0].primary
    own = contacts.create_contact(ANN, two.other, ContactFields(name="Own One"))
    assert own.primary and names(two.other) == ["Own One", "Ann Lee"]
    assert [one.name for one in notices.whom(two.other, "invoicing")] == ["Own One"]


def test_shared_and_back_is_found_by_the_others_and_no_more(two: Two) -> None:
    made = contacts.create_contact(ANN, two.one, replace(LEE, shared=False))
    for shared in (True, False):
        version, before = contacts.contact_form(made.contact_id)
        contacts.update_contact(ANN, made.contact_id, version, replace(before, shared=shared))
        assert (names(two.other) == ["Ann Lee"]) is shared
        assert (two.other in found("Ann Lee")) is shared
        assert [*check()] == []
    version, before = contacts.contact_form(made.contact_id)
    contacts.update_contact(ANN, made.contact_id, version, replace(before, shared=True))
    away = contacts.set_contact_active(ANN, made.contact_id, version + 1, False)
    assert names(two.other) == [] and not away.active
    assert [*check()] == []


def test_who_acts_at_a_site_acts_for_one_account(two: Two) -> None:
    """Refused by the form, and by the database whoever writes."""
    with pytest.raises(Refused) as refused:
        contacts.create_contact(ANN, two.one, replace(LEE, site="HJ Warehouse"))
    assert [fault.field for fault in refused.value.faults] == ["shared"]
    made = contacts.create_contact(ANN, two.one, replace(LEE, site="HJ Warehouse", shared=False))
    with pytest.raises(IntegrityError, match="none of their sites"), db.atomic():
        Contact.update(shared=True).where(Contact.id == made.contact_id).execute()


def test_a_message_to_somebody_shared_is_of_the_account_it_is_about(two: Two) -> None:
    """Else that one would be told of invoices overdue again and again, and the other never."""
    house.control("email_notices", "Y")
    contacts.create_contact(ANN, two.one, LEE)
    (told,) = notices.written_to(two.other, "shipped")
    with db.atomic():
        notices.put(ANN, "shipped", [(told[0], told[1], letter("a", "b", "Ann Lee", "Seller"))])
    row = Outbox.select().order_by(Outbox.id.desc()).get()
    assert row.account_id == two.other
    with pytest.raises(IntegrityError), db.atomic():
        Outbox.update(account=two.one).where(Outbox.id == row.id).execute()


def test_an_answer_of_all_accounts_counts_for_each_that_gave_none(two: Two) -> None:
    """R-38: an order of the other account is placed by it."""
    setup.save_question(CORA, SIZE)
    draft = keyed(two.other, "ITEM1")
    answer(two.stranger, "L")
    with pytest.raises(Refused, match="Company size is not answered"):
        desk.place(ANN, draft.id)
    answer(two.one, "m*")
    assert answered(two.other) == answered(two.one) == {"SIZE": ("M", True)}
    assert not [fault for fault in desk.open_draft(ANN, draft.id).faults if fault.field == "profile"]
    answer(two.other, "S")
    assert (answered(two.other), answered(two.one)) == ({"SIZE": ("S", False)}, {"SIZE": ("M", True)})
    answer(two.other, "")
    assert answered(two.other) == {"SIZE": ("M", True)}, "the own one is taken back: the party's holds"


def test_an_answer_of_all_accounts_is_changed_at_any_of_them(two: Two) -> None:
    """One stands however often it is said; an own one beside it goes."""
    setup.save_question(CORA, SIZE)
    answer(two.one, "M*")
    answer(two.other, "S")
    answer(two.other, "L*")
    assert answered(two.one) == answered(two.other) == {"SIZE": ("L", True)}
    assert ProfileAnswer.select().count() == 1
    answer(two.other, "")
    assert answered(two.one) == {"SIZE": ("", False)} and ProfileAnswer.select().count() == 0


def test_an_answer_becomes_one_accounts_own(two: Two) -> None:
    setup.save_question(CORA, SIZE)
    answer(two.one, "M*")
    answer(two.one, "M")
    assert (answered(two.one), answered(two.other)) == ({"SIZE": ("M", False)}, {"SIZE": ("", False)})


def test_what_is_answered_beside_a_shared_answer_is_stored_too(two: Two) -> None:
    setup.save_question(CORA, SIZE)
    setup.save_question(CORA, replace(SIZE, code="area", name="Area"))
    answers.answer(ANN, two.one, answers.questions(two.one)[0], {"SIZE": "M*", "AREA": "L"})
    assert answered(two.one) == {"SIZE": ("M", True), "AREA": ("L", False)}


def test_a_code_that_ends_in_a_star_is_itself(two: Two) -> None:
    setup.save_question(CORA, replace(SIZE, responses="A Small; A* Large"))
    answer(two.one, "A*")
    assert answered(two.one) == {"SIZE": ("A*", False)} and answered(two.other) == {"SIZE": ("", False)}
    answer(two.one, "A**")
    assert answered(two.other) == {"SIZE": ("A*", True)}


def test_a_form_open_on_another_account_is_told(two: Two) -> None:
    """X-13."""
    setup.save_question(CORA, SIZE)
    version = answers.questions(two.other)[0]
    answer(two.one, "M*")
    with pytest.raises(Conflict):
        answers.answer(BEN, two.other, version, {"SIZE": "L*"})


def test_the_database_keeps_one_shared_answer_of_a_party(two: Two) -> None:
    setup.save_question(CORA, SIZE)
    answer(two.one, "M*")
    one = ProfileAnswer.get()
    columns = {"question": one.question_id, "response": one.response_id, "shared": True}
    with pytest.raises(IntegrityError, match="share one answer"), db.atomic():
        ProfileAnswer.create(account=two.other, **columns)
    ProfileAnswer.create(account=two.stranger, **columns)


def test_a_merge_leaves_to_the_party_what_its_accounts_share(two: Two) -> None:
    """F-28: the survivor is another party's; what was one account's moves along. Undone, all is as it was."""
    setup.save_question(CORA, SIZE)
    answer(two.one, "M*")
    contacts.create_contact(ANN, two.one, LEE)
    contacts.create_contact(ANN, two.one, ContactFields(name="Of One"))
    before = names(two.one), answered(two.one)
    merging.merge(DORA, two.one, two.stranger)
    assert names(two.other) == ["Ann Lee"] and answered(two.other) == {"SIZE": ("M", True)}
    assert "Of One" in names(two.stranger) and "Ann Lee" not in names(two.stranger)
    assert answered(two.stranger) == {"SIZE": ("", False)} and [*check()] == []
    answer(two.other, "L*")
    (merge,) = merging.merges_of(two.stranger)
    merging.undo(DORA, merge.merge_id)
    assert (names(two.one), answered(two.one)) == (before[0], {"SIZE": ("L", True)}) and [*check()] == []


def test_the_last_account_of_a_party_takes_along_what_it_shared(two: Two) -> None:
    """With whom the survivor shares is for its clerks to say: it comes as its own."""
    setup.save_question(CORA, SIZE)
    answer(two.stranger, "M*")
    contacts.create_contact(ANN, two.stranger, LEE)
    merging.merge(DORA, two.stranger, two.other)
    assert "Ann Lee" in names(two.other) and "Ann Lee" not in names(two.one)
    assert (answered(two.other), answered(two.one)) == ({"SIZE": ("M", False)}, {"SIZE": ("", False)})


def test_accounts_of_one_party_are_merged_with_what_they_share(two: Two) -> None:
    setup.save_question(CORA, SIZE)
    answer(two.other, "M*")
    contacts.create_contact(ANN, two.other, LEE)
    merging.merge(DORA, two.other, two.one)
    assert "Ann Lee" in names(two.one) and answered(two.one) == {"SIZE": ("M", True)} and [*check()] == []
