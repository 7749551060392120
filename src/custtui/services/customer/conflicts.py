"""What another clerk changed meanwhile, field by field, so that nothing is overwritten unseen (X-13)."""

from collections.abc import Mapping
from typing import Any

from custtui.domain.errors import Fault


def differing(yours: object, stored: object, labels: Mapping[str, str]) -> list[Fault]:
    """A fault a labelled field that differs, with both values."""
    one, other = ({name: getattr(form, name) for name in labels} for form in (yours, stored))
    return differing_values(one, other, labels)


def differing_values(
    yours: Mapping[str, object], stored: Mapping[str, object], labels: Mapping[str, str]
) -> list[Fault]:
    """The same of what stands by name in two mappings; blanks around a text make no difference."""
    found: list[Fault] = []
    for name, label in labels.items():
        mine, theirs = _plain(yours[name]), _plain(stored[name])
        if mine != theirs:
            found.append(Fault("conflict", name, f"{label}: yours {mine!r}, stored {theirs!r}"))
    return found


def _plain(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value
