"""The covers of order positions, and which of their products are made to order (F-76, C-45)."""

from collections.abc import Iterable, Mapping
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

NAMES = ("kind", "number", "supplier", "quantity", "done", "progress", "due")
COLUMNS = tuple(getattr(fulfilment.Cover, name) for name in NAMES)
COVERS = AskedAnew(
    lambda positions: (
        fulfilment.Cover.select(fulfilment.Cover.position, *COLUMNS)
        .where(among(fulfilment.Cover.position, positions))
        .order_by(fulfilment.Cover.id)
    )
)
TO_ORDER = AskedAnew(
    lambda revision: (
        OrderLine.select(OrderLine.position, Product.made_to_order)
        .join(Product)
        .where(OrderLine.revision == revision)
    )
)


def covers_of(positions: Iterable[int]) -> dict[int, tuple[LineCover, ...]]:
    """The covers of these positions (ids), the oldest first; positions without any are left out."""
    found = dict[int, tuple[LineCover, ...]]()
    for position, *told in COVERS([*positions]):
        found[position] = (*found.get(position, ()), LineCover(*told))
    return found


def keep_step(who: Who, cover: int, stands: LineCover) -> RowKey:
    """Keep how far a cover (id) is from now on; what takes its place in the chain of its order (S-6)."""
    told = {"done": stands.done, "due": stands.due, "progress": stands.progress}
    return "cover_step", fulfilment.CoverStep.create(cover=cover, made_by=who.login, **told).id


def coverages(lines: Iterable[tuple[int, Any, bool]]) -> dict[int, Coverage]:
    """Of positions (id), with what became of them and whether their product is made to order."""
    known = list(lines)
    return _covered(known, covers_of([position for position, _, _ in known]))


def _covered(
    known: Iterable[tuple[int, Any, bool]], covers: Mapping[int, tuple[LineCover, ...]]
) -> dict[int, Coverage]:
    return {position: Coverage(moved, to_order, covers.get(position, ())) for position, moved, to_order in known}


def coverages_of_revision(revision: int, moved: Mapping[int, Quantities]) -> dict[int, Coverage]:
    """Of the lines of a revision that owns its positions (R-23), by position id."""
    made, covers = at_once(partial(TO_ORDER, revision), partial(covers_of, moved))
    return _covered([(position, moved[position], bool(to_order)) for position, to_order in made], covers)
