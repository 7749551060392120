"""A site as typed into its form, and what it comes to: all faults at once, oddities apart from them."""

from collections.abc import Collection

from custtui.domain import postal
from custtui.domain.address import Address
from custtui.domain.address_fields import read_address
from custtui.domain.errors import Fault, Refused
from custtui.domain.records.fact import fields_of, labels_of
from custtui.domain.records.reading import Ways, read_record
from custtui.domain.records.site import SiteFields

__all__ = ["FIELDS", "SITE_LABELS", "SiteFields", "checked_site", "site_oddities"]


FIELDS = fields_of(SiteFields)
SITE_LABELS = labels_of(SiteFields)
REQUIRED = tuple(name for name, field in FIELDS.items() if field.needed)
"""A city only where the country's addresses have one (`postal.has_city`)."""


def checked_site(
    typed: SiteFields,
    country: str,
    before: SiteFields | None = None,
    *,
    forgiven: Collection[str] = (),
    cells: bool = False,
) -> SiteFields:
    """The fields as they are kept; an empty country is the seller's. `before` is the site as it is stored, if it is.

    Faults whose code is `forgiven` are none; `cells` see Ways. Raises Refused with all others, each naming its field:
    alias, street or city missing, text that cannot be kept or is too long, no country's code, no state of it, a card
    number (X-14). What came in without alias, street or city, or with a state that is none, may stay so.
    """
    ways = Ways(before=before, cells=cells)
    texts, stored = read_record(SiteFields, typed, ways), before.address if before else None
    address = read_address(texts, country, ways.faults, stored)
    named = {fault.field for fault in ways.faults}
    for name in _needed(address, before):
        if not texts[name] and name not in named:
            ways.faults.append(Fault("missing", name, f"{SITE_LABELS[name]} is missing"))
    if faults := [fault for fault in ways.faults if fault.code not in forgiven]:
        raise Refused(sorted(faults, key=lambda fault: [*SITE_LABELS].index(fault.field)))
    return SiteFields(**{**texts, **address.columns()})


def _needed(address: Address, before: SiteFields | None) -> list[str]:
    """What must be filled; not what was not before."""
    free = () if before is None else tuple(name for name in FIELDS if not getattr(before, name))
    return [name for name in REQUIRED if name not in free and (name != "city" or postal.has_city(address))]


def site_oddities(typed: SiteFields, country: str) -> list[Fault]:
    """What the country's own rules find odd and a clerk may keep all the same; nothing while there are faults."""
    try:
        return postal.oddities(checked_site(typed, country, typed).address)
    except Refused:
        return []
