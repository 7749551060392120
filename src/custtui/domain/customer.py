"""A customer as typed into the profile, and what it comes to: all faults at once, oddities apart from them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, cast

from custtui.domain import email, phone, postal, tax_number
from custtui.domain.address import PARTS, Address, land_of
from custtui.domain.address_fields import lacking, read_address
from custtui.domain.errors import Fault, Refused
from custtui.domain.held import HELD, in_row
from custtui.domain.records.customer import CustomerFields
from custtui.domain.records.fact import Sort, fields_of
from custtui.domain.records.place import PLACE, AddressFields
from custtui.domain.records.reading import Ways, read_record, read_text
from custtui.domain.records.site import SiteFields
from custtui.domain.relations import ORGANIZATION, PERSON
from custtui.domain.text import is_blank

__all__ = [
    "ORGANIZATION",
    "PERSON",
    "REACH",
    "AddressFields",
    "CheckedCustomer",
    "CustomerFields",
    "checked",
    "in_order",
    "label",
    "of_another",
    "of_nobody",
    "warnings",
]

FIELDS = fields_of(CustomerFields)
"""What is said of each field; addresses' fields are `billing.street`, `shipping.city` …"""

CODES = (Sort.CODE, Sort.NAMED)
WORDS = (Sort.TEXT, Sort.NUMBER, Sort.MAIL, Sort.REFUSAL, Sort.SINCE, Sort.CHOICE)
PLAIN = tuple(name for name, field in FIELDS.items() if field.sort in (*WORDS, *CODES))
"""Fields that are kept as texts."""

NEEDED = tuple(name for name, field in fields_of(SiteFields).items() if field.needed and name in PLACE)
"""What the address of a site must have."""

MAILS = tuple(name for name, field in FIELDS.items() if field.sort is Sort.MAIL)

REACH = {"contact_phone": "phone", "contact_email": "email", "contact_alt_email": "alt_email"}
"""How the contact is reached, and the house's field of the same kind."""


@dataclass(frozen=True, slots=True)
class CheckedCustomer:
    """What was typed, clean and read; `held` in the order of domain.held. An empty address is None."""

    texts: dict[str, str]
    kind: str
    currency: str
    held: tuple[Any, ...]
    threshold_typed: bool
    billing: Address | None
    shipping: Address | None

    def __getitem__(self, name: str) -> str:
        return self.texts[name]

    @property
    def values(self) -> dict[str, Any]:
        """What the account holds beside its texts, by name."""
        return dict(zip(HELD, self.held, strict=True))


@cache
def label(name: str) -> str:
    """`Billing street` for `billing.street`."""
    owner, _, part = name.rpartition(".")
    return f"{owner.capitalize()} {PLACE[part].label.lower()}" if owner else FIELDS[name].label


def of_nobody(fields: CustomerFields) -> CustomerFields:
    """Without a contact what was typed beside Contact is the house's, where that has none."""
    if not is_blank(fields.contact) or not (fields.contact_phone or fields.contact_email or fields.contact_alt_email):
        return fields
    moved = [name for name, own in REACH.items() if getattr(fields, name) and not getattr(fields, own).strip()]
    return replace(fields, **{REACH[name]: getattr(fields, name) for name in moved}, **dict.fromkeys(moved, ""))


def of_another(fields: CustomerFields, before: CustomerFields) -> CustomerFields:
    """With another contact what the one before was reached by stays with that one."""
    if fields.contact.split() == before.contact.split():
        return fields
    stays = [name for name in REACH if getattr(fields, name) == getattr(before, name)]
    return replace(fields, **dict.fromkeys(stays, ""))


def checked(
    fields: CustomerFields,
    currency: str,
    country: str,
    before: CustomerFields | None = None,
    *,
    forgiven: Collection[str] = (),
    cells: bool = False,
) -> CheckedCustomer:
    """Read every field; `currency` and `country` are the seller's, for those left empty.

    `before` is the customer as it is stored: what stands untouched is not asked again.
    Faults whose code is `forgiven` are none; `cells` see Ways. Raises Refused with all faults, each
    naming its field (F-11): a name or alias missing, text that cannot be kept, an e-mail that is none, an amount that
    cannot be read, a state that is none, a card number (X-14).
    """
    fields = of_nobody(fields)
    ways = Ways(currency, before, cells)
    values = read_record(CustomerFields, fields, ways)
    faults = ways.faults
    result = CheckedCustomer(
        {name: values[name] for name in PLAIN},
        values["kind"],
        values["currency"],
        in_row(lambda name, none: values[name]),
        fields.threshold is not None,
        _address(fields.billing, "billing", country, ways, before and before.billing),
        _address(fields.shipping, "shipping", country, ways, before and before.shipping),
    )
    named = {fault.field for fault in faults}  # what cannot be kept is not missing too
    faults += [*(fault for fault in _missing(result, ways) if fault.field not in named), *_mails(result, ways)]
    if left := [fault for fault in faults if fault.code not in forgiven]:
        raise Refused(in_order(left))
    return result


def in_order(faults: list[Fault]) -> list[Fault]:
    """As the record has its fields; a form sorts them as they stand on it."""
    names = [*FIELDS, *PLACE]
    return sorted(faults, key=lambda fault: ("." in fault.field, names.index(fault.field.rpartition(".")[2])))


def _address(
    typed: AddressFields, owner: str, country: str, ways: Ways, before: AddressFields | None
) -> Address | None:
    if typed.is_empty and (ways.cells or _is_usual(typed.country, country, before)):
        return None
    if typed == before:
        return Address.of(typed)
    parts, faults = dict[str, str](), ways.faults
    for part in PARTS:
        text = getattr(typed, part)
        parts[part] = (
            text if ways.cells else read_text(PLACE[part], text, faults, f"{owner}.{part}", label(f"{owner}.{part}"))
        )
    stored = Address.of(before) if before else None
    address = read_address(parts, country, faults, stored, f"{owner}.", label)
    if owner == "shipping":
        faults += _unplaced(parts, address, None if before is None or before.is_empty else before, faults)
    return address


def _is_usual(typed: str, country: str, before: AddressFields | None) -> bool:
    """A country alone says nothing while it is the seller's, or the one that stands: any other was typed (X-19)."""
    return typed.strip().upper() in ("", country.upper(), before.country if before else "")


def _unplaced(
    parts: dict[str, str], address: Address, before: AddressFields | None, faults: list[Fault]
) -> list[Fault]:
    """What a ship-to lacks, as a site's form says it. The first address may be none yet, or a part of it (C-17)."""
    named = {fault.field for fault in faults}
    missing = [f"shipping.{name}" for name in lacking(NEEDED, address, parts, before)]
    return [Fault("missing", name, f"{label(name)} is required") for name in missing if name not in named]


def _missing(customer: CheckedCustomer, ways: Ways) -> Iterator[Fault]:
    """A person's full name is its business name (F-15)."""
    if customer.kind not in (ORGANIZATION, PERSON):
        yield Fault("kind", "kind", "Kind: ORGANIZATION or PERSON (O or P)")
    if not customer["name"] and not customer["share_party"]:
        yield Fault(
            "missing", "name", "Full name is required" if customer.kind == PERSON else "Business name is required"
        )
    if not customer["contact"] and any(customer[name] for name in REACH):
        yield Fault("missing", "contact", "Contact is required: who is reached by phone and e-mail beside it")
    if not customer["alias"]:
        if _site_is_made(customer, ways):
            yield Fault("missing", "alias", "Alias is required")
        elif ways.before is None:
            yield Fault("no site", "alias", "Alias is required")


def _site_is_made(customer: CheckedCustomer, ways: Ways) -> bool:
    """A site has an alias (F-11). A customer a file brought without a site is saved as it stands."""
    before = cast("CustomerFields | None", ways.before)
    if before is None:
        return customer.billing is not None or customer.shipping is not None
    sides = ((customer.billing, before.billing), (customer.shipping, before.shipping))
    return bool(before.alias) or any(now is not None and was.is_empty for now, was in sides)


def _mails(customer: CheckedCustomer, ways: Ways) -> Iterator[Fault]:
    for name in MAILS:
        problem = "" if ways.stands(name, customer[name]) else customer[name] and email.problem(customer[name])
        if problem:
            yield Fault("email", name, f"{label(name)}: {problem}")


def warnings(fields: CustomerFields, currency: str, country: str) -> list[Fault]:
    """What looks odd and is kept all the same: phones, tax numbers, addresses; nothing while there are faults."""
    try:
        customer = checked(fields, currency, country, fields)
    except Refused:
        return []
    at = land_of((customer.billing or customer.shipping or Address()).country, country)
    found = [
        Fault("odd", name, f"{label(name)}: {text}")
        for name, odd in (
            *(("contact_phone", phone.oddity), ("phone", phone.oddity)),
            ("tax_number", tax_number.oddity),
        )
        if customer[name] and (text := odd(customer[name], at))
    ]
    for owner, address in (("billing", customer.billing), ("shipping", customer.shipping)):
        if address is not None:
            found += _odd_address(owner, address)
    return found


def _odd_address(owner: str, address: Address) -> Iterator[Fault]:
    for fault in postal.oddities(address):
        yield Fault("odd", f"{owner}.{fault.field}", f"{owner.capitalize()}: {fault.text}")
