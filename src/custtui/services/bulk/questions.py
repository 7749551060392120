"""Profile questions in and out, by the service of their screen: there are few (F-19)."""

from collections.abc import Iterable, Iterator

from custtui.domain.who import Who
from custtui.services.bulk.tables import writing
from custtui.services.profile.questions import CategoryFields, categories, question_id, save_category


def write_questions(who: Who, questions: Iterable[CategoryFields]) -> int:
    """Make the questions, or change those that stand; returns how many. Raises Refused as the screen does."""
    count = 0
    with writing():
        for one in questions:
            save_category(who, one, question_id(one.code))
            count += 1
    return count


def read_questions() -> Iterator[CategoryFields]:
    """All questions in the order they were made."""
    return (one.fields for one in sorted(categories(), key=lambda one: one.category_id))
