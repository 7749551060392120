"""Profile questions: maintained as data, answered by customers, mandatory before an order (F-19, R-38)."""

from dataclasses import replace

import pytest

from custtui.domain.errors import Conflict, Refused
from custtui.models.account import ProfileAnswer
from custtui.services import order_entry as desk
from custtui.services.profile import answers
from custtui.services.profile import questions as setup
from custtui.services.profile.questions import QuestionFields
from tests.services import house
from tests.services.house import ANN, BEN, CORA
from tests.services.keying import keyed

SIZE = QuestionFields("size", "Company size", True, True, "S Small; m Medium; L Large")


def answered(account: int) -> dict[str, str]:
    return {one.code: one.answer for one in answers.questions(account)[1]}


def test_a_mandatory_question_stops_the_order_until_it_is_answered(database) -> None:
    """R-38, F-19: asked when an order is placed, not when the customer is made; the draft stays."""
    made = house.stand()
    setup.save_question(CORA, SIZE)
    draft = keyed(made.a1, "ITEM1")
    with pytest.raises(Refused) as refused:
        desk.place(ANN, draft.id)
    assert [(fault.field, fault.text) for fault in refused.value.faults] == [
        ("profile", "Company size is not answered")
    ]
    assert desk.open_draft(ANN, draft.id).lines
    version, questions = answers.questions(made.a1)
    assert [(one.code, one.mandatory, one.answer) for one in questions] == [("SIZE", True, "")]
    answers.answer(ANN, made.a1, version, {"SIZE": "med"})
    assert answered(made.a1) == {"SIZE": "M"}
    assert desk.place(ANN, draft.id).number


def test_an_answer_is_changed_and_taken_back(database) -> None:
    made = house.stand()
    setup.save_question(CORA, replace(SIZE, mandatory=False))
    for typed, stored in (("s", "S"), ("Large", "L"), ("", "")):
        version = answers.questions(made.a1)[0]
        answers.answer(ANN, made.a1, version, {"SIZE": typed})
        assert answered(made.a1) == {"SIZE": stored}
        assert ProfileAnswer.select().count() == bool(stored)


def test_answers_that_are_none_are_refused_all_at_once(database) -> None:
    made = house.stand()
    setup.save_question(CORA, SIZE)
    setup.save_question(CORA, QuestionFields("AREA", "Area", responses="N North; S South"))
    version = answers.questions(made.a1)[0]
    with pytest.raises(Refused) as refused:
        answers.answer(ANN, made.a1, version, {"SIZE": "huge", "AREA": "west", "MOON": "yes"})
    assert [fault.field for fault in refused.value.faults] == ["SIZE", "AREA", "MOON"]
    assert answered(made.a1) == {"SIZE": "", "AREA": ""}


def test_two_clerks_on_one_customers_answers_hear_of_each_other(database) -> None:
    """X-13."""
    made = house.stand()
    setup.save_question(CORA, SIZE)
    version = answers.questions(made.a1)[0]
    answers.answer(BEN, made.a1, version, {"SIZE": "S"})
    with pytest.raises(Conflict, match="ben changed this customer meanwhile"):
        answers.answer(ANN, made.a1, version, {"SIZE": "L"})
    assert answered(made.a1) == {"SIZE": "S"}


def test_questions_are_maintained_and_what_was_answered_stays(database) -> None:
    """F-19."""
    made = house.stand()
    one = setup.save_question(CORA, SIZE)
    assert one.fields == replace(SIZE, code="SIZE", responses="S Small; M Medium; L Large")
    answers.answer(ANN, made.a1, answers.questions(made.a1)[0], {"SIZE": "S"})
    with pytest.raises(Refused, match="customers gave S"):
        setup.save_question(CORA, replace(one.fields, responses="M Medium"), one.question_id, one.fields)
    more = replace(one.fields, responses="S Little; M Medium; XL Huge", mandatory=False)
    assert setup.save_question(CORA, more, one.question_id, one.fields).fields.responses.startswith("S Little; M")
    with pytest.raises(Conflict):
        setup.save_question(CORA, more, one.question_id, one.fields)
    gone = setup.save_question(CORA, replace(more, active=False), one.question_id)
    assert gone.fields.active is False and answers.questions(made.a1)[1] == ()


def test_every_fault_of_a_question_is_told_at_once(database) -> None:
    house.stand()
    setup.save_question(CORA, SIZE)
    with pytest.raises(Refused) as refused:
        setup.save_question(CORA, QuestionFields("size", "", responses="A One; a Uno"))
    assert {fault.field for fault in refused.value.faults} == {"code", "name", "responses"}
    with pytest.raises(Refused, match="a question has answers"):
        setup.save_question(CORA, QuestionFields("X", "X?"))
    assert [one.fields.code for one in setup.standing_questions()] == ["SIZE"]
