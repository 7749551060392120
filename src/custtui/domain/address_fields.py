"""An address as it was typed or stands in a file, in whatever record: read once."""

from collections.abc import Callable, Iterable, Mapping

from custtui.domain import postal
from custtui.domain.address import Address, land_of
from custtui.domain.errors import Fault
from custtui.domain.records.place import PLACE


def read_address(
    parts: Mapping[str, str],
    country: str,
    faults: list[Fault],
    before: Address | None = None,
    prefix: str = "",
    label: Callable[[str], str] = lambda name: PLACE[name].label,
) -> Address:
    """The address of parts that were read; an empty country is the seller's, `country`.

    No country's code and no state of it are told at `prefix` and part, by their label. `before` is the address as it
    is stored: untouched it stays as it is, and so does its state.
    """
    if before is not None and all(parts[name] == getattr(before, name) for name in PLACE):
        return before
    named = {fault.field for fault in faults}
    code = land_of(parts["country"], country)
    address = Address(**{name: parts[name] for name in PLACE} | {"country": code})
    name = f"{prefix}country"
    if name not in named and not postal.is_country(code):
        faults.append(Fault("country", name, f"{label(name)}: {code or '(none)'} is not a country's code"))
    for fault in postal.state_faults(address, before) if f"{prefix}state" not in named else ():
        at = f"{prefix}{fault.field}"
        faults.append(Fault(fault.code, at, fault.text.replace(PLACE["state"].label, label(at), 1)))
    return postal.written(address)


def lacking(names: Iterable[str], address: Address, values: Mapping[str, str], before: object | None) -> list[str]:
    """Which of these fields of a site are empty and may not be.

    A city is needed only where the country's addresses have one. `before` is the site as it is stored, None for a
    new one: what was empty there may stay so.
    """
    empty = [name for name in names if not values[name] and (before is None or getattr(before, name))]
    return [name for name in empty if name != "city" or postal.has_city(address)]
