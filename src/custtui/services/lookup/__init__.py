"""Home's one box: what a text of it finds (X-01)."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from custtui.models.search.statements import total

if TYPE_CHECKING:
    from custtui.services.lookup.finding import CAP, MANY, browse, find, hits_of, living, preview

__all__ = ["CAP", "MANY", "browse", "find", "hits_of", "living", "preview", "total"]


def __getattr__(name: str) -> Any:
    """Finding is loaded when something is looked for, or behind the first screen: home stands without it (P-6)."""
    return getattr(import_module(f"{__name__}.finding"), name)
