"""A contact as typed into its form, and what it comes to: faults, and what looks odd and may be kept (F-43, F-44)."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from custtui.domain import email, phone, postal
from custtui.domain.address import Address, land_of
from custtui.domain.address_fields import read_address
from custtui.domain.coded import completed
from custtui.domain.contact_point import PointKind
from custtui.domain.errors import Fault, Refused
from custtui.domain.records.acting import Acting, ContactTexts
from custtui.domain.records.contact import ContactFields
from custtui.domain.records.fact import labels_of, said_in
from custtui.domain.records.place import PLACED
from custtui.domain.records.reading import Ways, listed, missing, read_record

__all__ = [
    "CONTACT_LABELS",
    "CheckedContact",
    "ContactFields",
    "checked_contact",
    "contact_oddities",
    "faults_of",
    "listed",
]

_WEB = re.compile(r"(https?://)?([\w-]+\.)+[^\W\d_]{2,24}(:\d+)?(/\S*)?")


CONTACT_LABELS = labels_of(ContactFields)
POINTS = {"phone": PointKind.PHONE, "email": PointKind.EMAIL, "fax": PointKind.FAX, "web": PointKind.WEB}
DIALLED = (PointKind.PHONE, PointKind.FAX)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedContact(Acting):
    """A contact that may be stored: texts clean, lists apart, the address None where none was typed."""

    name: str
    points: tuple[tuple[PointKind, str], ...] = ()


def checked_contact(
    typed: ContactFields,
    roles: Collection[str],
    events: Collection[str],
    country: str,
    before: ContactFields | None = None,
    *,
    forgiven: Collection[str] = (),
    cells: bool = False,
) -> CheckedContact:
    """Read every field; `roles`, `events` are the codes in use, `country` the seller's, for one left empty.

    `before` is the contact as it is stored: its state stays, whatever it is. Faults whose code is `forgiven` are
    none; `cells` see Ways. Raises Refused with all others, each naming its field: no name, an unknown role or event,
    an e-mail that is none, a state that is none.
    """
    ways = Ways(before=before, cells=cells)
    values, faults = read_record(ContactFields, typed, ways), ways.faults
    faults += missing(ContactFields, values, faults)
    contact = CheckedContact(
        name=values["name"],
        roles=_known("roles", values, roles, faults),
        events=_known("events", values, events, faults),
        points=_points(values, before, faults),
        address=_address(values, country, before, faults),
        shared=_shared(values, faults),
        **said_in(ContactTexts, values),
    )
    if left := [fault for fault in faults if fault.code not in forgiven]:
        raise Refused(sorted(left, key=lambda fault: [*CONTACT_LABELS].index(fault.field)))
    return contact


def _known(name: str, values: Mapping[str, Any], codes: Collection[str], faults: list[Fault]) -> tuple[str, ...]:
    """The codes named, or the beginning of just one; capitals do not matter."""
    found: list[str] = []
    for part in values[name]:
        if code := completed(part, codes):
            found.append(code)
        else:
            _complain(faults, "unknown", name, f"there is no {part[:40]}", listed=True)
    return tuple(dict.fromkeys(found))


def _shared(values: Mapping[str, Any], faults: list[Fault]) -> bool:
    """Who acts at a site does so for the account whose site it is."""
    if values["shared"] and values["site"].casefold() not in ("", "account"):
        _complain(faults, "shared", "shared", "who acts at one site acts for one account: clear it, or the site")
    return bool(values["shared"])


def _complain(faults: list[Fault], code: str, name: str, text: str, *, listed: bool = False) -> None:
    faults.append(Fault(code, name, f"{CONTACT_LABELS[name]}: {text}", listed=listed))


def _points(
    values: Mapping[str, Any], before: ContactFields | None, faults: list[Fault]
) -> tuple[tuple[PointKind, str], ...]:
    """What stands already is not asked again."""
    found: list[tuple[PointKind, str]] = []
    for name, kind in POINTS.items():
        stands = listed(getattr(before, name), ";") if before else ()
        for value in values[name]:
            if value not in stands and (problem := point_fault(kind, value)):
                _complain(faults, name, name, problem)
            found.append((kind, value))
    return tuple(found)


def point_fault(kind: PointKind, value: str) -> str:
    """Why nobody is reached so, '' where one may be. A phone may look odd, see `point_oddity`."""
    if kind is PointKind.EMAIL:
        return email.problem(value)
    if kind is PointKind.WEB:
        return "" if _WEB.fullmatch(value) else f'"{value}" is not a web address'
    return ""


def point_oddity(kind: str, value: str, country: str) -> str:
    """What looks odd of a phone or fax where its owner is, '' where nothing does: kept all the same, by any mouth."""
    return phone.oddity(value, country) if kind in DIALLED else ""


def _address(
    values: Mapping[str, Any], country: str, before: ContactFields | None, faults: list[Fault]
) -> Address | None:
    if any(values[name] for name in PLACED):
        return read_address(values, country, faults, Address.of(before) if before else None)
    if not values["country"]:
        return None
    if before is None or Address.of(before) != Address(country=values["country"]):
        text = "a country alone is not an address: fill street or city, or clear it"
        _complain(faults, "missing", "country", text)
    return Address(country=values["country"])


def contact_oddities(contact: CheckedContact, country: str) -> list[Fault]:
    """What the libraries find odd and a clerk may keep all the same: phones, the address."""
    at = land_of(contact.address.country if contact.address else "", country)
    names = {kind: name for name, kind in POINTS.items()}
    odd = [
        Fault("odd", names[kind], f"{CONTACT_LABELS[names[kind]]}: {text}")
        for kind, value in contact.points
        if (text := point_oddity(kind, value, at))
    ]
    return odd + (postal.oddities(contact.address) if contact.address else [])


def faults_of(
    typed: ContactFields,
    roles: Collection[str],
    events: Collection[str],
    country: str,
    before: ContactFields | None = None,
) -> tuple[tuple[Fault, ...], list[Fault]]:
    """What cannot be kept, and where nothing is wrong what looks odd."""
    try:
        return (), contact_oddities(checked_contact(typed, roles, events, country, before), country)
    except Refused as refused:
        return refused.faults, []


def another_person(name: str) -> str:
    """What a form asks, and a file is warned of: nobody is made a second time without a word (R-20)."""
    return f"{name} is known here already: another person of that name?"
