"""A contact as typed into its form, and what it comes to: faults, and what looks odd and may be kept (F-43, F-44)."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from custtui.domain import email, phone, postal
from custtui.domain.address import Address
from custtui.domain.contact_point import PointKind
from custtui.domain.errors import Fault, Refused
from custtui.domain.reading import Reading
from custtui.domain.records.contact import ContactFields
from custtui.domain.records.field import fields_of, labels_of
from custtui.domain.records.reading import read_again

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


FIELDS = fields_of(ContactFields)
CONTACT_LABELS = labels_of(ContactFields)
POINTS = {"phone": PointKind.PHONE, "email": PointKind.EMAIL, "fax": PointKind.FAX, "web": PointKind.WEB}
PLACE = ("street", "city", "state", "postal_code")


@dataclass(frozen=True, slots=True)
class CheckedContact:
    """A contact that may be stored: texts clean, lists apart, the address None where none was typed."""

    name: str
    title: str
    department: str
    roles: tuple[str, ...]
    events: tuple[str, ...]
    points: tuple[tuple[PointKind, str], ...]
    address: Address | None


def listed(text: str, between: str = ",") -> tuple[str, ...]:
    """The parts of a typed list, each once."""
    parts = (" ".join(part.split()) for part in text.split(between))
    return tuple(dict.fromkeys(part for part in parts if part))


def checked_contact(
    typed: ContactFields,
    roles: Collection[str],
    events: Collection[str],
    country: str,
    before: ContactFields | None = None,
) -> CheckedContact:
    """Read every field; `roles`, `events` are the codes in use, `country` the seller's, for one left empty.

    `before` is the contact as it is stored: its state stays, whatever it is. Raises Refused with all faults, each
    naming its field: no name, an unknown role or event, an e-mail that is none, a state that is none.
    """
    form = Reading(CONTACT_LABELS)
    contact = CheckedContact(
        form.needed("name", typed.name),
        _text(form, "title", typed.title, before),
        _text(form, "department", typed.department, before),
        _known(form, "roles", typed.roles, roles),
        _known(form, "events", typed.events, events),
        _points(form, typed, before),
        _address(form, typed, country, before),
    )
    form.end()
    return contact


def _text(form: Reading, name: str, typed: str, before: ContactFields | None = None) -> str:
    return read_again(FIELDS[name], typed, form.faults, before)


def _known(form: Reading, name: str, typed: str, codes: Collection[str]) -> tuple[str, ...]:
    """The codes typed, or the beginning of just one; capitals do not matter."""
    found: list[str] = []
    known = tuple(dict.fromkeys(codes))
    for part in listed(_text(form, name, typed)):
        exact = [code for code in known if code.casefold() == part.casefold()]
        begun = [code for code in known if code.casefold().startswith(part.casefold())]
        match = exact or begun
        if len(match) == 1:
            found.append(match[0])
        else:
            form.complain("unknown", name, f"there is no {part[:40]}: F4 lists them")
    return tuple(dict.fromkeys(found))


def _points(form: Reading, typed: ContactFields, before: ContactFields | None) -> tuple[tuple[PointKind, str], ...]:
    """What stands already is not asked again."""
    found: list[tuple[PointKind, str]] = []
    for name, kind in POINTS.items():
        stands = listed(getattr(before, name), ";") if before else ()
        for value in listed(_text(form, name, getattr(typed, name), before), ";"):
            if value not in stands and (problem := point_fault(kind, value)):
                form.complain(name, name, problem)
            found.append((kind, value))
    return tuple(found)


def point_fault(kind: PointKind, value: str) -> str:
    """Why nobody is reached so, '' where one may be."""
    if kind is PointKind.EMAIL:
        return email.problem(value)
    if kind is PointKind.WEB:
        return "" if _WEB.fullmatch(value) else f"{value} is no web address"
    return "" if phone.digits(value) else f"{value} has no digits"


def _address(form: Reading, typed: ContactFields, country: str, before: ContactFields | None) -> Address | None:
    parts = {name: _text(form, name, getattr(typed, name), before) for name in PLACE}
    named = _text(form, "country", typed.country, before)
    if not any(parts.values()):
        if named:
            form.complain("missing", "country", "a country alone is no address: fill street or city, or clear it")
        return None
    code = (named or country).upper()
    if not postal.is_country(code):
        form.complain("country", "country", f"{code} is no country's code")
    address = Address(**parts, country=code)
    form.faults += postal.state_faults(address, Address.of(before) if before else None)
    return postal.written(address)


def contact_oddities(contact: CheckedContact, country: str) -> list[Fault]:
    """What the libraries find odd and a clerk may keep all the same: phones, the address."""
    at = contact.address.country if contact.address else country
    names = {kind: name for name, kind in POINTS.items()}
    odd = [
        Fault("odd", names[kind], f"{CONTACT_LABELS[names[kind]]}: {text}")
        for kind, value in contact.points
        if kind in (PointKind.PHONE, PointKind.FAX) and (text := phone.oddity(value, at))
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
