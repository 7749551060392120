"""Profile questions with their answers, by the rules of their screen (F-19, R-38)."""

from collections.abc import Callable, Iterable, Iterator

from custtui.domain.who import Who
from custtui.exchange import cells
from custtui.exchange.kind import CellValues, Complain, FileColumn, FileRow, Kind, Reference
from custtui.services.bulk.questions import read_questions, unchanged_questions, write_questions
from custtui.services.profile.questions import QuestionFields, question_faults

TEXT = cells.text(2000)


def _read_answer(raw: str) -> str:
    answer: str = TEXT.read(raw)
    if ";" in answer:
        raise ValueError(f"{answer!r} has a semicolon: a code, a blank, a name")
    return answer


ANSWERS = cells.many(cells.CellSort("a code, a blank, a name", _read_answer))


class Questions(Kind):
    """Questions; one that stands already is changed."""

    name = "questions"
    what = "profile questions and the answers they allow"
    columns = (
        FileColumn("code", "code, in capitals", cells.text(20), "SECTOR", required=True),
        FileColumn("name", "the question", cells.text(80), "Which trade?", required=True),
        FileColumn("mandatory", "has to be answered before an order is placed; blank: N", cells.FLAG, "N"),
        FileColumn("active", "in use; blank: Y", cells.FLAG, "Y"),
        FileColumn("answers", "the answers allowed", ANSWERS, "CAFE Cafés; SHOP Shops", required=True),
    )

    def make(self, rows: list[FileRow], complain: Complain) -> QuestionFields:
        """A question."""
        values = rows[0].values
        typed = QuestionFields(
            values["code"].upper(),
            values["name"],
            values.get("mandatory", False),
            values.get("active", True),
            "; ".join(values["answers"]),
        )
        for fault in question_faults(typed):
            complain(rows[0].line, "answers" if fault.field == "responses" else fault.field, fault.text)
        return typed

    def own(self, item: QuestionFields) -> Iterable[Reference]:
        """Its code."""
        yield "code", "key of questions", item.code

    def write(self, who: Who, items: Callable[[], Iterator[QuestionFields]]) -> int:
        """One by one: there are few."""
        return write_questions(who, items())

    def unchanged(self, items: Iterator[QuestionFields]) -> int:
        """Those that stand, with just these answers."""
        return unchanged_questions(items)

    def read(self) -> Iterator[QuestionFields]:
        """All questions."""
        return read_questions()

    def rows(self, item: QuestionFields) -> Iterable[CellValues]:
        """One row."""
        names = ("code", "name", "mandatory", "active")
        answers = tuple(part.strip() for part in item.responses.split(";"))
        yield {**{name: getattr(item, name) for name in names}, "answers": answers}
