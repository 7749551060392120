"""Profile questions and a customer's answers; a mandatory one stops the placing of orders (F-19, R-38)."""

from collections.abc import Mapping
from dataclasses import dataclass

from custtui.domain.choice import Choice
from custtui.domain.errors import Fault, Refused, refuse
from custtui.domain.who import Act, Who
from custtui.models.account import AllowedAnswer, CustomerQuestion, ProfileAnswer
from custtui.models.base import now
from custtui.models.database import transaction
from custtui.services.asks import asks
from custtui.services.customer.account_lock import take_account
from custtui.services.customer.view import customer


@dataclass(frozen=True, slots=True)
class ProfileQuestion:
    """A question with its allowed answers; `answer` is the code of the one given, '' where none is."""

    code: str
    name: str
    mandatory: bool
    answer: str
    responses: tuple[Choice, ...]


def questions(account_id: int) -> tuple[int, tuple[ProfileQuestion, ...]]:
    """The customer's version, and the questions in use with its answers. Raises Refused for an unknown customer."""
    version = customer(account_id).version
    given = ProfileAnswer.select(ProfileAnswer.question, AllowedAnswer.code).join(AllowedAnswer)
    answers = dict(given.where(ProfileAnswer.account == account_id).tuples())
    rows = CustomerQuestion.select().where(CustomerQuestion.active).order_by(CustomerQuestion.id)
    return version, tuple(
        ProfileQuestion(row.code, row.name, row.mandatory, answers.get(row.id, ""), _responses(row.id))
        for row in rows
    )


def _responses(question: int) -> tuple[Choice, ...]:
    rows = AllowedAnswer.select(AllowedAnswer.code, AllowedAnswer.name)
    rows = rows.where(AllowedAnswer.question == question).order_by(AllowedAnswer.id)
    return tuple(Choice(code, code, name) for code, name in rows.tuples())


def read_answer(question: ProfileQuestion, typed: str) -> str:
    """The code of the answer typed: its code, its name, or the beginning of just one; '' none. Raises Refused."""
    low = typed.strip().casefold()
    if not low:
        return ""
    exact = [one.key for one in question.responses if low in (one.key.casefold(), one.detail.casefold())]
    begun = [one.key for one in question.responses if one.detail.casefold().startswith(low)]
    match = exact or begun
    if len(match) != 1:
        raise refuse("unknown", f"{question.name}: there is no answer {typed[:40]}", question.code, listed=True)
    return match[0]


@asks(Act.ANSWERS)
def answer(who: Who, account_id: int, version: int, typed: Mapping[str, str]) -> int:
    """Store answers by the code of their question, '' takes one back; returns the customer's new version.

    Raises Refused with all faults; Conflict where somebody else changed the customer meanwhile (X-13).
    """
    with transaction():
        known = {one.code: one for one in questions(account_id)[1]}
        given = _read(known, typed)
        row = take_account(who, account_id, version)
        for code, response in given.items():
            _put(who, account_id, code, response)
    return row.version


def _read(known: Mapping[str, ProfileQuestion], typed: Mapping[str, str]) -> dict[str, str]:
    faults: list[Fault] = []
    given: dict[str, str] = {}
    for code, text in typed.items():
        if code not in known:
            faults.append(Fault("unknown", code, f"There is no question {code[:40]}"))
            continue
        try:
            given[code] = read_answer(known[code], text)
        except Refused as refused:
            faults += refused.faults
    if faults:
        raise Refused(faults)
    return given


def _put(who: Who, account_id: int, code: str, response: str) -> None:
    question = CustomerQuestion.get(CustomerQuestion.code == code)
    mine = (ProfileAnswer.account == account_id) & (ProfileAnswer.question == question)
    before = ProfileAnswer.get_or_none(mine)
    if not response:
        if before:
            before.delete_instance()
        return
    chosen = AllowedAnswer.get(AllowedAnswer.question == question, AllowedAnswer.code == response)
    if before is None:
        ProfileAnswer.create(account=account_id, question=question, response=chosen, made_by=who.login)
    elif before.response_id != chosen.id:
        ProfileAnswer.update(response=chosen, made_by=who.login, made_at=now()).where(mine).execute()
