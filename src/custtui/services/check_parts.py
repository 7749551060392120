"""Parts of a check: what cannot be read to its end is a fault of its own, never the end of the others (S-6)."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from custtui.domain.meter import Meter
from custtui.models.order import OrderRevision, SalesOrder
from custtui.models.trouble import REBUILD


def whole(part: str, found: Iterable[str]) -> Iterator[str]:
    """What a part finds, and where it could not be read to its end."""
    try:
        yield from found
    except Exception as error:
        told = " ".join(str(error).split())[:160] or type(error).__name__
        told = f"there is no {told}" if isinstance(error, LookupError) else told
        yield f"{part}: cannot be read to the end: {told}"


def made_anew(found: Iterable[str]) -> Iterator[str]:
    """What is wrong with the search index alone, each line with what to do."""
    yield from (f"{one}; {REBUILD}" for one in found)


class Count:
    """How far it got: revisions and orders are read, one after the other."""

    def __init__(self, progress: Meter | None) -> None:
        self.progress, self.done, self.whole = progress, 0, 0
        with suppress(Exception):  # what cannot be counted cannot be read either, and is told there
            self.whole = OrderRevision.select().count() + SalesOrder.select().count()

    def more(self, number: int) -> None:
        """So many more were read."""
        self.done += number
        if self.progress:
            self.progress(self.done, self.whole)
