"""What home says of the day: orders placed, lines due, notes to follow up; one question behind the typing."""

from typing import Any

from peewee import SQL, Select, fn

from custtui.domain.order import COUNTED, Status
from custtui.domain.records.note import OPEN
from custtui.models.account import ActionNote
from custtui.models.order import OrderRevision, RevisionState
from custtui.models.prepared import Prepared
from custtui.models.stands import counts_as
from custtui.models.together import together
from custtui.services.orders.open_work import due_number
from custtui.services.views.order_list import DayFigures

MOST = 1_000
"""Orders in force whose lines are looked through: with more it would take longer than a key may wait (P-7)."""

_SUM = fn.SUM(OrderRevision.gross).converter(OrderRevision.gross.python_value)
PLACED = Prepared(
    lambda day: (
        OrderRevision.select(OrderRevision.currency, fn.COUNT(OrderRevision.id), _SUM)
        .join(RevisionState)
        .where((OrderRevision.order_date == day) & counts_as(COUNTED))
        .group_by(OrderRevision.currency)
    )
)


def _few() -> Any:
    """The condition that not too many orders are in force; asked once."""
    some = RevisionState.select(SQL("1").alias("one")).where(RevisionState.status == str(Status.ACCEPTED))
    some = some.limit(MOST + 1).alias("some")
    return Select((some,), [fn.COUNT(SQL("*"))]) <= MOST


DUE = Prepared(lambda day: due_number(day).where(_few()).having(_few()))
TO_FOLLOW = Prepared(
    lambda day: ActionNote.select(fn.COUNT(ActionNote.id)).where(
        (ActionNote.status == OPEN) & (ActionNote.follow_up <= day)
    )
)


def figures_of(day: object) -> DayFigures:
    """See `lists.day_figures`."""
    with together((PLACED, (day,)), (DUE, (day,)), (TO_FOLLOW, (day,))):
        placed, due = PLACED(day), DUE.first(day)
        sums = tuple(sorted((currency, gross) for currency, _, gross in placed))
        return DayFigures(sum(row[1] for row in placed), sums, due[0] if due else None, TO_FOLLOW.first(day)[0])
