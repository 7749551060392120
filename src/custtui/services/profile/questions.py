"""Maintenance of the profile questions and of the answers each allows (F-19)."""

from dataclasses import dataclass

from custtui.domain.contact import listed
from custtui.domain.errors import Conflict, Fault, Refused, refuse
from custtui.domain.reading import Reading
from custtui.domain.who import Act, Who
from custtui.models.account import AllowedAnswer, CustomerQuestion, ProfileAnswer
from custtui.models.database import transaction
from custtui.services.asks import asks

QUESTION_LABELS = {
    "code": "Code",
    "name": "Question",
    "mandatory": "Mandatory",
    "active": "In use",
    "responses": "Answers",
}


@dataclass(frozen=True, slots=True)
class QuestionFields:
    """A question as typed: `responses` are `F Female; M Male`, a code and a name each."""

    code: str = ""
    name: str = ""
    mandatory: bool = False
    active: bool = True
    responses: str = ""


@dataclass(frozen=True, slots=True)
class StandingQuestion:
    """A question as it stands."""

    question_id: int
    fields: QuestionFields


def standing_questions() -> tuple[StandingQuestion, ...]:
    """All questions, those in use first."""
    rows = CustomerQuestion.select().order_by(CustomerQuestion.active.desc(), CustomerQuestion.id)
    return tuple(_as_it_stands(row) for row in rows)


def question(question_id: int) -> StandingQuestion:
    """One question. Raises Refused for an unknown one."""
    row = CustomerQuestion.get_or_none(CustomerQuestion.id == question_id)
    if row is None:
        raise refuse("unknown_question", "There is no such question")
    return _as_it_stands(row)


def _as_it_stands(row: CustomerQuestion) -> StandingQuestion:
    responses = AllowedAnswer.select().where(AllowedAnswer.question == row.id).order_by(AllowedAnswer.id)
    text = "; ".join(f"{one.code} {one.name}".strip() for one in responses)
    return StandingQuestion(row.id, QuestionFields(row.code, row.name, row.mandatory, row.active, text))


def number_of(code: str) -> int | None:
    """The question with that code, if it stands."""
    row = CustomerQuestion.get_or_none(CustomerQuestion.code == code)
    return row.id if row else None


def question_faults(typed: QuestionFields) -> tuple[Fault, ...]:
    """What cannot be kept of a question, which may stand: all that `save_question` would refuse."""
    number = number_of(typed.code)
    try:
        responses = _read(typed, number)[2]
    except Refused as refused:
        return refused.faults
    return tuple(_given(number, responses)) if number is not None else ()


@asks(Act.QUESTIONS)
def save_question(
    who: Who, typed: QuestionFields, question_id: int | None = None, before: QuestionFields | None = None
) -> StandingQuestion:
    """Store a question; None makes one. A code never changes.

    Raises Refused with all faults: no code, a code that stands, no answers, an answer taken away that a customer
    gave; Conflict where the question is not as `before` any more.
    """
    with transaction():
        if question_id is not None and before is not None and question(question_id).fields != before:
            raise Conflict([Fault("conflict", "", "Somebody changed this question meanwhile")])
        code, name, responses = _read(typed, question_id)
        columns = {"name": name, "mandatory": typed.mandatory, "active": typed.active}
        if question_id is None:
            question_id = int(CustomerQuestion.create(code=code, **columns).id)
        else:
            CustomerQuestion.update(**columns).where(CustomerQuestion.id == question_id).execute()
        _put_responses(question_id, responses)
    return question(question_id)


def _read(typed: QuestionFields, question_id: int | None) -> tuple[str, str, dict[str, str]]:
    form = Reading(QUESTION_LABELS)
    code = form.needed("code", typed.code, longest=20).upper()
    name = form.needed("name", typed.name, longest=80)
    responses: dict[str, str] = {}
    for part in listed(form.text("responses", typed.responses, longest=2000), ";"):
        key, _, label = part.partition(" ")
        if key.upper() in responses:
            form.complain("twice", "responses", f"{key} stands twice")
        responses[key.upper()] = label or key
    if not responses and not any(fault.field == "responses" for fault in form.faults):
        form.complain("missing", "responses", "a question has answers: F Female; M Male")
    stands = CustomerQuestion.get_or_none(CustomerQuestion.code == code)
    if code and stands and stands.id != question_id:
        form.complain("stands", "code", f"{code} stands already")
    if question_id is not None and question(question_id).fields.code != code:
        form.complain("fixed", "code", "it never changes")
    form.end()
    return code, name, responses


def _given(question_id: int, responses: dict[str, str]) -> list[Fault]:
    """Answers that would go, and that customers gave."""
    rows = AllowedAnswer.select(AllowedAnswer.code).where(AllowedAnswer.question == question_id)
    given = rows.where(AllowedAnswer.id.in_(ProfileAnswer.select(ProfileAnswer.response)))
    gone = [row.code for row in given if row.code not in responses]
    return [Fault("given", "responses", f"Answers: customers gave {code}, it stays") for code in gone]


def _put_responses(question_id: int, responses: dict[str, str]) -> None:
    if faults := _given(question_id, responses):
        raise Refused(faults)
    stand = {row.code: row for row in AllowedAnswer.select().where(AllowedAnswer.question == question_id)}
    for code in stand.keys() - responses.keys():
        stand[code].delete_instance()
    for code, name in responses.items():
        if code not in stand:
            AllowedAnswer.create(question=question_id, code=code, name=name)
        elif stand[code].name != name:
            AllowedAnswer.update(name=name).where(AllowedAnswer.id == stand[code].id).execute()
