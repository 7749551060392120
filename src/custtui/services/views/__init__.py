"""What lookup, profile and order inquiry show: frozen pictures, never rows."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from custtui.services.views.every import *  # noqa: F403


def __getattr__(name: str) -> Any:
    """All are loaded when the first is asked for here: home stands on two of the rooms below (P-6)."""
    return getattr(import_module(f"{__name__}.every"), name)
