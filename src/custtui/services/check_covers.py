"""Checks covers against the steps their order's chain tells of, and what can be done of them at all (C-45, S-6)."""

from collections.abc import Iterator

from custtui.domain.numbers import plain
from custtui.models.base import db
from custtui.models.fulfilment import Cover

_COVER = "FROM cover c JOIN order_position p ON p.id = c.position_id JOIN sales_order o ON o.id = p.order_id"
_LAST = "LEFT JOIN cover_step s ON s.id = (SELECT max(x.id) FROM cover_step x WHERE x.cover_id = c.id)"
OTHERWISE = (
    "SELECT o.number, p.position, c.id, c.number, c.done, c.due, c.progress, s.id, s.done, s.due, s.progress"
    f" {_COVER} {_LAST} WHERE s.id IS NULL OR s.done <> c.done OR s.progress <> c.progress"
    " OR s.due IS DISTINCT FROM c.due ORDER BY c.id"
)
BEYOND = (
    f"SELECT o.number, p.position, c.id, c.number, c.quantity, c.done, c.progress {_COVER}"
    " WHERE c.done < 0 OR c.done > c.quantity OR c.done > 0 AND c.progress = 'PLANNED' ORDER BY c.id"
)


def cover_faults() -> Iterator[str]:
    """How far each cover is, is what its last step made it; no more is done than it covers, none before its start."""
    for number, position, cover, called, *told in db.execute_sql(OTHERWISE).fetchall():
        name, (done, due, progress, step, *was) = _name(number, position, cover, called), told
        if step is None:
            yield f"{name}: nothing tells how far it is"
        else:
            yield f"{name}: is {_said(done, due, progress)}, its last step made it {_said(*was)}"
    for number, position, cover, called, quantity, done, progress in db.execute_sql(BEYOND).fetchall():
        told = f"{_quantity(done)} of {_quantity(quantity)} done and {progress}"
        yield f"{_name(number, position, cover, called)}: is {told}, which none can be"


def _name(number: str, position: int, cover: int, called: str) -> str:
    return f"order {number}: cover {cover} ({called}) of position {position}"


def _said(done: int, due: object, progress: str) -> str:
    return f"{progress}, {_quantity(done)} done" + (f", due {due}" if due else "")


def _quantity(stored: int) -> str:
    return plain(Cover.done.python_value(stored))
