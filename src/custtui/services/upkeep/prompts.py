"""What F4 lists for fields of the set-up, by the name a field gives its list."""

from collections.abc import Callable, Mapping

from custtui.domain.choice import Choice
from custtui.services.lists.coded import reason_kinds

LISTS: Mapping[str, Callable[[], list[Choice]]] = {"kinds of reasons": reason_kinds}


def choices_of(prompt: str) -> list[Choice]:
    """The values of a list."""
    return LISTS[prompt]()
