"""Order entry: one function for each thing a clerk does at the order desk."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from custtui.services.order_entry.desk import *  # noqa: F403


def __getattr__(name: str) -> Any:
    """What the desk offers is loaded when it is first asked for: home stands without it (P-6)."""
    return getattr(import_module(f"{__name__}.desk"), name)
