"""The questions of a customer's profile with its answers; opened by F9 where a mandatory one has none (R-38)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from custtui.domain.choice import Choice
from custtui.domain.errors import Fault, Refused
from custtui.services.profile import answers
from custtui.services.profile.answers import ProfileQuestion
from custtui.ui.customer.tasks import of_answers
from custtui.ui.kit import keys
from custtui.ui.kit.form_view import Looked
from custtui.ui.kit.paint import Line
from custtui.ui.kit.record_form import RecordForm
from custtui.ui.kit.spec import Spec

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk


class AnswerForm(RecordForm):
    """A field a question; F4 lists the answers it allows."""

    TASKS = of_answers

    def __init__(self, desk: Desk, account_id: int, customer: str, *, why: str = "") -> None:
        super().__init__(desk)
        self.account_id, self.customer, self.why, self.version = account_id, customer, why, 0
        self.questions: Sequence[ProfileQuestion] = ()

    @property
    def title(self) -> str:
        return f"Profile questions · {self.customer}"

    @property
    def is_stored(self) -> bool:
        return True

    async def read(self) -> Mapping[str, str]:
        self.version, self.questions = await self.desk.ask(answers.questions, self.account_id)
        if not self.fields:
            self.set_specs([_spec(one) for one in self.questions])
        return {one.code: one.typed for one in self.questions}

    async def fill(self) -> None:
        """The questions; the cursor on the first one that must be answered and is not."""
        await super().fill()
        first = next((one.code for one in self.questions if one.mandatory and not one.answer), "")
        if first:
            self.go(first)

    async def look(self) -> Looked:
        faults: list[Fault] = []
        for one in self.questions:
            try:
                answers.read_answer(one, next(field.value for field in self.fields if field.name == one.code))
            except Refused as refused:
                faults += refused.faults
        return faults, ()

    async def store(self, confirmed: frozenset[str]) -> str:
        who, typed = self.desk.session.who, self.typed_values()
        await self.desk.ask(answers.answer, who, self.account_id, self.version, typed)
        read = [(one, answers.read_answer(one, typed[one.code])) for one in self.questions]
        changed = [(one, given) for one, given in read if typed[one.code] != one.typed]
        shared = [one.name for one, given in changed if answers.is_for_all(one, given)]
        left = [one.name for one, given in read if one.mandatory and not given.code]
        told = f"Answers of {self.customer} saved" + (f"; for all accounts: {', '.join(shared)}" if shared else "")
        return told + (f"; still open: {', '.join(left)}" if left else "")

    @keys.action("A", "The answer the cursor is on: for all accounts of the party, or this one's own")
    async def do_share(self) -> None:
        """F10 A: a `*` behind the answer, or none."""
        field = self.open_field
        question = next((one for one in self.questions if field and one.code == field.name), None)
        text = answers.turned(question, field.value) if field and question else ""
        if field is None or not text:
            self.desk.refuse("Answer first: then it can be for all accounts")
            return
        field.fill(text)

    async def choices(self, prompt: str) -> list[Choice]:
        return list(next((one.responses for one in self.questions if one.code == prompt), ()))

    def above(self, width: int) -> list[Line]:
        """Why this came up; and what there is where nothing is asked."""
        texts = [self.why] if self.why else []
        if example := next((one.key for question in self.questions for one in question.responses), ""):
            texts.append(f"{example}{answers.SHARED} instead of {example}: for all accounts of this customer's party")
        if not self.questions:
            texts.append(f"No questions yet: an administrator adds them on home, {keys.shown(keys.ACTIONS)} Q")
        return [Line(width, f" {text}", "mark") for text in texts]


def _spec(one: ProfileQuestion) -> Spec:
    must = "Must be answered before an order is placed" if one.mandatory else "May be answered"
    answers = ", ".join(f"{choice.key} {choice.detail}" for choice in one.responses)
    return Spec(one.code, one.name, 80, f"{must}: {answers}", one.code, needed=one.mandatory)
