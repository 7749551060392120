"""Takes orders being keyed over into the file that stands in the database's place now, when another one does (S-4).

They are read through the connection to the file that was opened, which no name leads to any more, and kept in memory
until a database of the same house stands there. Whatever was asked is refused once, with what happened.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn, TypeVar

from custtui.domain.errors import Moved, Refused
from custtui.domain.who import Who
from custtui.models.base import db
from custtui.models.database import Sqlite
from custtui.models.trouble import explained

if TYPE_CHECKING:
    from custtui.services.order_entry.kept_drafts import KeptDraft

T = TypeVar("T")

TAKEN_OVER = "The database's files were exchanged: nothing was stored. {} taken over: press the same key again"
EXCHANGED = "The database's files were exchanged: nothing was stored. Press the same key again"


class TakingOver:
    """Runs a clerk's services; what a database cannot becomes a refusal (S-4), a file that moved one of its own."""

    def __init__(self, who: Who) -> None:
        self.who = who
        self.kept: list[KeptDraft] | None = None

    def begin(self, who: Who) -> None:
        """Another operator works here now."""
        self.who = who

    def __call__(self, service: Callable[[], T]) -> T:
        """The service's answer. Raises Moved once the file has moved, until its drafts are in the one there is."""
        if self.kept is not None:
            self._settle(self.kept)
        try:
            with explained():
                return service()
        except Refused as trouble:  # what another file tells may be no answer: a draft that is gone there
            moved = trouble if isinstance(trouble, Moved) else _moved()
            if moved is None:
                raise
            from custtui.services.order_entry.kept_drafts import kept_of  # here: seldom (P-6)

            self.kept = kept_of(self.who, moved.drafts)
            place = db.obj.place if isinstance(db.obj, Sqlite) else None
            better = place is not None and place.has_all
            db.close()
            if better:
                with explained():
                    db.connect(reuse_if_open=True)
                    self.kept = kept_of(self.who, moved.drafts)
            self._settle(self.kept)

    def _settle(self, kept: list[KeptDraft]) -> NoReturn:
        """Raises Moved with where the drafts are now, or why they still wait."""
        from custtui.services.order_entry.kept_drafts import put_back

        carried, left = put_back(self.who, kept)
        self.kept = None
        count = len(carried)
        told = TAKEN_OVER.format("Your draft was" if count == 1 else f"{count} drafts were") if count else EXCHANGED
        moved = Moved("; ".join([told, *left, *_aside()]))
        moved.carried = carried
        raise moved


def _aside() -> list[str]:
    """What was found beside the file that stands there now; told once."""
    if not isinstance(db.obj, Sqlite) or not db.obj.put_aside:
        return []
    name, db.obj.put_aside = db.obj.put_aside, ""
    return [f"the old one's journal is kept as {name}"]


def _moved() -> Moved | None:
    """What failed may have failed for that."""
    place = db.obj.place if isinstance(db.obj, Sqlite) else None
    why = place.fault() if place else ""
    return Moved(why) if why else None
