"""A site as typed into its form or an order, and what it comes to: all faults at once, oddities apart from them."""

from collections.abc import Collection
from typing import Any, TypeVar, cast

from custtui.domain import postal
from custtui.domain.address_fields import lacking, read_address
from custtui.domain.errors import Fault, Refused
from custtui.domain.records.fact import fields_of, labels_of
from custtui.domain.records.reading import Ways, read_record
from custtui.domain.records.site import SiteFields
from custtui.domain.records.typed_address import AddressText

__all__ = ["FIELDS", "SITE_LABELS", "SiteFields", "checked_address", "checked_site", "site_oddities"]


FIELDS = fields_of(SiteFields)
SITE_LABELS = labels_of(SiteFields)


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
    return _checked(SiteFields, typed, country, Ways(before=before, cells=cells), forgiven)


def checked_address(typed: AddressText) -> AddressText:
    """An address typed into an order, read as a site is, but its country is named. Raises Refused as checked_site."""
    return _checked(AddressText, typed, "", Ways(), ())


Sited = TypeVar("Sited", SiteFields, AddressText)


def _checked(record: type[Sited], typed: Sited, country: str, ways: Ways, forgiven: Collection[str]) -> Sited:
    """A record with an address among its fields, as it is kept."""
    before = cast("Sited | None", ways.before)
    texts, labels = read_record(record, typed, ways), labels_of(record)
    address = read_address(texts, country, ways.faults, before.address if before else None)
    named = {fault.field for fault in ways.faults}
    needed = [name for name, field in fields_of(record).items() if field.needed]
    for name in lacking(needed, address, texts, before):
        if name not in named:
            ways.faults.append(Fault("missing", name, f"{labels[name]} is required"))
    if faults := [fault for fault in ways.faults if fault.code not in forgiven]:
        raise Refused(sorted(faults, key=lambda fault: [*labels].index(fault.field)))
    kept: dict[str, Any] = {**texts, **address.columns()}
    return record(**kept)


def site_oddities(typed: SiteFields, country: str) -> list[Fault]:
    """What the country's own rules find odd and a clerk may keep all the same; nothing while there are faults."""
    try:
        return postal.oddities(checked_site(typed, country, typed).address)
    except Refused:
        return []
