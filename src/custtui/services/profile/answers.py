"""Profile questions and a customer's answers; a mandatory one stops the placing of orders (F-19, R-38)."""

from collections.abc import Mapping
from dataclasses import dataclass

from custtui.domain.choice import Choice
from custtui.domain.errors import Fault, Refused, refuse
from custtui.domain.who import Act, Who
from custtui.models.account import AllowedAnswer, CustomerQuestion, ProfileAnswer, stands_for
from custtui.models.base import now
from custtui.models.database import transaction
from custtui.services.asks import asks
from custtui.services.customer.account_lock import sisters, take_account, touch_accounts
from custtui.services.customer.view import customer

SHARED = "*"
"""Typed behind an answer that all accounts of the customer's party give (F-48)."""


@dataclass(frozen=True, slots=True)
class ProfileQuestion:
    """A question with its allowed answers; `answer` is the code of the one given, '' where none is.

    `shared`: it is that of all accounts of the party, where this one gave no other (F-48).
    """

    code: str
    name: str
    mandatory: bool
    answer: str
    responses: tuple[Choice, ...]
    shared: bool = False

    @property
    def typed(self) -> str:
        """As it is typed: `F`, `F*` for all accounts."""
        return f"{self.answer}{SHARED}" if self.shared else self.answer


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """An answer as it was typed, by its code, '' for none; `shared`: for all accounts of the party."""

    code: str = ""
    shared: bool = False


def questions(account_id: int) -> tuple[int, tuple[ProfileQuestion, ...]]:
    """The customer's version, and the questions in use with its answers. Raises Refused for an unknown customer."""
    version = customer(account_id).version
    given = ProfileAnswer.select(ProfileAnswer.question, AllowedAnswer.code, ProfileAnswer.shared).join(AllowedAnswer)
    own_last = (ProfileAnswer.account == account_id) & ~ProfileAnswer.shared
    stand = given.where(stands_for(ProfileAnswer, account_id)).order_by(own_last, ProfileAnswer.id)
    answers = {question: (code, shared) for question, code, shared in stand.tuples()}
    rows = CustomerQuestion.select().where(CustomerQuestion.active).order_by(CustomerQuestion.id)
    return version, tuple(_question(row, *answers.get(row.id, ("", False))) for row in rows)


def _question(row: CustomerQuestion, answer: str, shared: bool) -> ProfileQuestion:
    return ProfileQuestion(row.code, row.name, row.mandatory, answer, _responses(row.id), shared)


def _responses(question: int) -> tuple[Choice, ...]:
    rows = AllowedAnswer.select(AllowedAnswer.code, AllowedAnswer.name)
    rows = rows.where(AllowedAnswer.question == question).order_by(AllowedAnswer.id)
    return tuple(Choice(code, code, name) for code, name in rows.tuples())


def read_answer(question: ProfileQuestion, typed: str) -> ReadAnswer:
    """The answer typed: its code, its name, or the beginning of just one, `*` behind it for all accounts.

    Raises Refused.
    """
    bare, shared = _apart(question, typed)
    low = bare.casefold()
    if not low:
        return ReadAnswer("", shared)
    exact = [one.key for one in question.responses if low in (one.key.casefold(), one.detail.casefold())]
    begun = [one.key for one in question.responses if one.detail.casefold().startswith(low)]
    match = exact or begun
    if len(match) != 1:
        raise refuse("unknown", f"{question.name}: there is no answer {typed[:40]}", question.code, listed=True)
    return ReadAnswer(match[0], shared)


def _apart(question: ProfileQuestion, typed: str) -> tuple[str, bool]:
    """What is typed without its star, and whether it has one; a code that ends in a star is itself."""
    text = typed.strip()
    shared = text.endswith(SHARED) and text not in {one.key for one in question.responses}
    return (text.removesuffix(SHARED).strip() if shared else text), shared


def turned(question: ProfileQuestion, typed: str) -> str:
    """The same answer for all accounts, or where it is that for this one alone; '' where nothing is typed."""
    bare, shared = _apart(question, typed)
    return bare if shared or not bare else f"{bare}{SHARED}"


def is_for_all(question: ProfileQuestion, typed: ReadAnswer) -> bool:
    """An answer is given for all accounts, or the shared one taken back."""
    return typed.shared or (question.shared and not typed.code)


@asks(Act.ANSWERS)
def answer(who: Who, account_id: int, version: int, typed: Mapping[str, str]) -> int:
    """Store answers by the code of their question, `F*` for all accounts of the party; '' takes back what stands.

    Returns the customer's new version.

    Raises Refused with all faults; Conflict where somebody else changed the customer meanwhile (X-13).
    """
    with transaction():
        known = {one.code: one for one in questions(account_id)[1]}
        given = _read(known, typed)
        row = take_account(who, account_id, version)
        reached = [_put(who, account_id, known[code], response) for code, response in given.items()]
        if any(reached):
            touch_accounts(who, set(sisters(account_id)) - {account_id})
    return row.version


def _read(known: Mapping[str, ProfileQuestion], typed: Mapping[str, str]) -> dict[str, ReadAnswer]:
    faults: list[Fault] = []
    given: dict[str, ReadAnswer] = {}
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


def _put(who: Who, account_id: int, known: ProfileQuestion, response: ReadAnswer) -> bool:
    """Write what differs from what stands; whether that was said for other accounts too."""
    shared = is_for_all(known, response)
    if (response.code, shared) == (known.answer, known.shared):
        return False
    question = CustomerQuestion.get(CustomerQuestion.code == known.code)
    stands = _taking(account_id, question, shared=shared)
    if not response.code:
        if stands is not None:
            stands.delete_instance()
        return shared
    chosen = AllowedAnswer.get(AllowedAnswer.question == question, AllowedAnswer.code == response.code)
    columns = {"response": chosen, "shared": shared, "made_by": who.login}
    if stands is None:
        ProfileAnswer.create(account=account_id, question=question, **columns)
    else:
        ProfileAnswer.update(**columns, made_at=now()).where(ProfileAnswer.id == stands.id).execute()
    return shared or (stands is not None and stands.shared)


def _taking(account_id: int, question: CustomerQuestion, *, shared: bool) -> ProfileAnswer | None:
    """The answer whose place is taken: the account's own; a shared one is the party's, an own one beside it goes."""
    here = ProfileAnswer.question == question
    own = ProfileAnswer.get_or_none(here & (ProfileAnswer.account == account_id))
    if not shared:
        return own
    theirs = ProfileAnswer.get_or_none(here & ProfileAnswer.shared & stands_for(ProfileAnswer, account_id))
    if theirs is not None and own is not None and own.id != theirs.id:
        own.delete_instance()
    return theirs or own
