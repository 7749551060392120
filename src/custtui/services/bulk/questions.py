"""Profile questions in and out, by the service of their screen: there are few (F-19)."""

from collections.abc import Iterable, Iterator

from custtui.domain.who import Who
from custtui.services.bulk.tables import writing
from custtui.services.profile.questions import QuestionFields, number_of, save_question, standing_questions


def write_questions(who: Who, questions: Iterable[QuestionFields]) -> int:
    """Make the questions, or change those that stand; returns how many. Raises Refused as the screen does."""
    count = 0
    with writing():
        for one in questions:
            save_question(who, one, number_of(one.code))
            count += 1
    return count


def unchanged_questions(questions: Iterable[QuestionFields]) -> int:
    """How many stand just so."""
    standing = {one.code: _told(one) for one in read_questions()}
    return sum(standing.get(one.code) == _told(one) for one in questions)


def _told(one: QuestionFields) -> tuple[object, ...]:
    answers = (part.strip().partition(" ") for part in one.responses.split(";"))
    return one.name, one.mandatory, one.active, {code.upper(): label.strip() or code for code, _, label in answers}


def read_questions() -> Iterator[QuestionFields]:
    """All questions in the order they were made."""
    return (one.fields for one in sorted(standing_questions(), key=lambda one: one.question_id))
