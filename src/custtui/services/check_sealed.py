"""Holds every revision against its seal, a page at a time (S-6)."""

from collections.abc import Iterator

from custtui.models import seal
from custtui.models.among import among
from custtui.models.order import OrderRevision

AT_ONCE = 500


def revision_pages() -> Iterator[list[int]]:
    """The ids of all revisions, so many at a time."""
    last = 0
    while ids := _after(last):
        yield ids
        last = ids[-1]


def _after(last: int) -> list[int]:
    query = OrderRevision.select(OrderRevision.id).where(OrderRevision.id > last)
    return [one for (one,) in query.order_by(OrderRevision.id).limit(AT_ONCE).tuples()]


def altered(ids: list[int]) -> Iterator[int]:
    """Those of them whose content is not what was placed."""
    stored = OrderRevision.select(OrderRevision.id, OrderRevision.hash).where(among(OrderRevision.id, ids))
    worked_out = seal.resealed(ids)
    yield from (one for one, told in stored.tuples() if worked_out.get(one) != told)
