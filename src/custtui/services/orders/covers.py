"""The covers of order positions, and which of their products are made to order (F-76, C-45)."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from custtui.domain.cover import Coverage, LineCover
from custtui.domain.order import Quantities
from custtui.domain.who import Who
from custtui.models import fulfilment
from custtui.models.among import among
from custtui.models.at_once import at_once
from custtui.models.chaining import RowKey
from custtui.models.order import OrderLine
from custtui.models.prepared import AskedAnew
from custtui.models.product import Product
from custtui.services.orders.quantities import MOVED_OF, ended_ahead, positions_on

NAMES = ("kind", "number", "supplier", "quantity", "done", "progress", "due")
COLUMNS = tuple(getattr(fulfilment.Cover, name) for name in NAMES)


def _covers(these: Any) -> Any:
    query = fulfilment.Cover.select(fulfilment.Cover.position, *COLUMNS).where(these)
    return query.order_by(fulfilment.Cover.id)


COVERS = AskedAnew(lambda positions: _covers(among(fulfilment.Cover.position, positions)))
OF_REVISION = AskedAnew(lambda revisions: _covers(fulfilment.Cover.position.in_(positions_on(revisions))))
TO_ORDER = AskedAnew(
    lambda revision: (
        OrderLine.select(OrderLine.position, Product.made_to_order)
        .join(Product)
        .where(OrderLine.revision == revision)
    )
)


def covers_of_revision(revision: int) -> dict[int, tuple[LineCover, ...]]:
    """The same of the positions of its lines."""
    return _by_position(OF_REVISION([revision]))


def become_of(revision: int, *, owns: bool = True) -> tuple[Any, ...]:
    """What became of the positions of its lines, where it `owns` that, their covers, and whether it ended here."""
    return at_once(
        partial(MOVED_OF, [revision] if owns else []),
        partial(covers_of_revision, revision),
        partial(ended_ahead, [revision]),
    )


def covers_of(positions: Iterable[int]) -> dict[int, tuple[LineCover, ...]]:
    """The covers of these positions (ids), the oldest first; positions without any are left out."""
    return _by_position(COVERS([*positions]))


def _by_position(rows: Iterable[Any]) -> dict[int, tuple[LineCover, ...]]:
    found = dict[int, tuple[LineCover, ...]]()
    for position, *told in rows:
        found[position] = (*found.get(position, ()), LineCover(*told))
    return found


def keep_step(who: Who, cover: int, stands: LineCover) -> RowKey:
    """Keep how far a cover (id) is from now on; what takes its place in the chain of its order (S-6)."""
    told = {"done": stands.done, "due": stands.due, "progress": stands.progress}
    return "cover_step", fulfilment.CoverStep.create(cover=cover, made_by=who.login, **told).id


def coverages(lines: Iterable[tuple[int, Any, bool]]) -> dict[int, Coverage]:
    """Of positions (id), with what became of them and whether their product is made to order."""
    known = list(lines)
    return covered_by(known, covers_of([position for position, _, _ in known]))


def covered_by(
    known: Iterable[tuple[int, Any, bool]], covers: Mapping[int, tuple[LineCover, ...]]
) -> dict[int, Coverage]:
    """The same where the covers were read."""
    return {position: Coverage(moved, to_order, covers.get(position, ())) for position, moved, to_order in known}


Coverages = Callable[[Mapping[int, Quantities]], dict[int, Coverage]]
"""Takes what became of positions, by id."""


def coverages_of_revision(revision: int) -> Coverages:
    """Of the lines of a revision that owns its positions (R-23), by position id, told what became of these."""
    made, covers = at_once(partial(TO_ORDER, revision), partial(covers_of_revision, revision))
    return lambda moved: covered_by([(one, moved[one], bool(to_order)) for one, to_order in made], covers)
