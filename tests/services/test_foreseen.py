"""What working out an order asks of a server is asked at once, and says what each question by itself says (P-13)."""

from typing import Any

import pytest

from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.remembered import Answers, remembering
from custtui.services import order_entry as desk
from custtui.services.order_entry import foreseen
from custtui.services.order_entry.rows import head_of
from tests.services import house
from tests.services.house import ANN
from tests.services.keying import keyed


@pytest.fixture
def draft(database: Any) -> int:
    """An order of a customer with a contact, questions, a limit and two lines."""
    if is_sqlite(db):
        pytest.skip("a file is not far away")
    made = house.stand()
    house.contact(made.a1, "Ann Lee")
    house.tax("0.055")
    house.exclude(made.a1, "CHECK")
    return keyed(made.a1, "ITEM1 x2", "ITEM2 x1.5").id


def test_what_is_foreseen_is_what_is_asked(draft: int) -> None:
    head = head_of(draft, ANN)
    with remembering(Answers()) as _:
        asked = [*foreseen.of_header(head, lines=True), *foreseen.of_sites(head)]
        foreseen.foresee(head)
        for question, values in asked:
            assert question.is_known(*values)
            assert question(*values) == question.afresh(*values), question.question(*values)


def test_working_out_asks_the_server_a_handful_of_times(draft: int, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, execute = list[str](), db.obj.execute_sql

    def counted(sql: str, params: Any = None) -> Any:
        asked.append(sql)
        return execute(sql, params)

    monkeypatch.setattr(db.obj, "execute_sql", counted)
    with remembering(Answers()):
        desk.open_draft(ANN, draft)
    assert len(asked) <= 10, "\n".join(one[:120] for one in asked)
