"""The questions asked of all customers: a list, and the form of one (F-19)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from custtui.domain.who import Act
from custtui.services.profile import questions as setup
from custtui.services.profile.questions import QuestionFields, StandingQuestion
from custtui.ui.customer.tasks import of_questions
from custtui.ui.kit import keys
from custtui.ui.kit.field import FLAG
from custtui.ui.kit.paint import Line
from custtui.ui.kit.record_form import RecordForm, letter, yes
from custtui.ui.kit.record_list import RecordList
from custtui.ui.kit.rights import offered
from custtui.ui.kit.spec import Spec
from custtui.ui.kit.table import Column, Table
from custtui.ui.kit.view import Drawn

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

SPECS = (
    Spec("code", "Code", 20, "A short word for the question; it never changes", needed=True),
    Spec("name", "Question", 80, "What is asked: Company size", needed=True),
    Spec("mandatory", "Mandatory", 1, "Y: no order is placed before it is answered", kind=FLAG),
    Spec("active", "In use", 1, "N: no longer asked; answers stay", kind=FLAG),
    Spec("responses", "Answers", 2000, "Code and name each, ; between: S Small; M Medium"),
)
COLUMNS = (
    Column("code", "Code", 10, 10, style="strong", whole=15),
    Column("name", "Question", 22, 20, share=1),
    Column("state", "", 10, 10),
    Column("responses", "Answers", 32, 14, share=2),
)


class QuestionList(RecordList[StandingQuestion]):
    """All questions."""

    TITLE = "Profile questions"
    OPTIONS = {"2": "change", "5": "display"}
    TASKS = of_questions

    async def load(self) -> None:
        self.rows.again(await self.desk.ask(setup.standing_questions))

    async def open_item(self, item: StandingQuestion, option: str) -> None:
        """Enter, 2, 5: its form."""
        await self.desk.open(QuestionForm(self.desk, item.question_id))

    @keys.key("enter", "Change", "Change the chosen question", bar=1)
    async def do_take(self) -> None:
        await super().do_take()

    @keys.inserting("New", "A new question", bar=2, act=Act.QUESTIONS)
    async def do_new(self) -> None:
        """Ins: a new question."""
        await self.desk.open(QuestionForm(self.desk, None))

    @property
    def instead(self) -> str:
        return offered(self, self.do_new, f"{keys.name(self.do_new)} makes a question")

    def body(self, width: int, height: int) -> Drawn:
        table = Table(COLUMNS, width, (_texts(one.fields) for one in self.rows.visible(height - 1)))
        lines, at = self.rows.listed(width, height - 1, lambda item, line: table.draw(line, _texts(item.fields)))
        if not self.rows.items:
            makes = offered(self, self.do_new, f": {keys.name(self.do_new)} makes one")
            lines = [Line(width, f"  No questions yet{makes}", "dim")]
        return [table.heads(width), *lines], (1 if self.in_list else 0, at + 1)


def _texts(one: QuestionFields) -> dict[str, str]:
    state = "not in use" if not one.active else "mandatory" if one.mandatory else ""
    return {"code": one.code, "name": one.name, "state": state, "responses": one.responses}


class QuestionForm(RecordForm):
    """One question; None is a new one."""

    def __init__(self, desk: Desk, question_id: int | None) -> None:
        super().__init__(desk, SPECS)
        self.question_id = question_id
        self.stored: QuestionFields | None = None

    @property
    def title(self) -> str:
        return "New question" if self.question_id is None else "Question"

    @property
    def is_stored(self) -> bool:
        return self.question_id is not None

    @property
    def act(self) -> Act | None:
        return Act.QUESTIONS

    async def read(self) -> Mapping[str, str]:
        one = QuestionFields()
        if self.question_id is not None:
            one = self.stored = (await self.desk.ask(setup.question, self.question_id)).fields
        flags = {"mandatory": letter(one.mandatory), "active": letter(one.active)}
        return {"code": one.code, "name": one.name, "responses": one.responses, **flags}

    async def store(self, confirmed: frozenset[str]) -> str:
        values = self.typed_values()
        flags = {"mandatory": yes(values["mandatory"]), "active": yes(values["active"])}
        typed = QuestionFields(values["code"], values["name"], responses=values["responses"], **flags)
        who = self.desk.session.who
        one = await self.desk.ask(setup.save_question, who, typed, self.question_id, self.stored)
        return f"{one.fields.name} saved"
