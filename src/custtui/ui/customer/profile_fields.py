"""The fields of the customer profile: what they are called, how a customer reads in them and what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from custtui.domain.customer import ORGANIZATION, PERSON, REACH, AddressFields, CustomerFields
from custtui.domain.flag import read_flag
from custtui.domain.records.fact import Sort, fields_of
from custtui.domain.records.permitted import SINCE
from custtui.domain.records.place import PLACE
from custtui.ui.kit.field import Field
from custtui.ui.kit.spec import Spec, spec_of

UNTYPED = (Sort.FLAG, Sort.OTHER)
"""Sorts of values that do not stand in a field as they are typed."""

BILL, SHIP = "billing.", "shipping."
PARTS = ("street", "street2", "city", "state", "postal_code", "country")

FIELDS = fields_of(CustomerFields)
WHO = ("name", "alias", "contact", "contact_phone", "contact_email", "contact_alt_email")
TERMS = (
    *("terms", "payment_method", "commercial", "credit_limit", "threshold", "tax_number"),
    *("kind", "account_name", "line_of_business"),
)
"""The fields below the addresses, three a row where there is room."""
MAILINGS = ("no_post", "no_email", "no_phone")
"""The fields below those; nobody who is new refused anything yet (P-4)."""
DAYS = tuple(f"{name}{SINCE}" for name in MAILINGS)
"""Since when: below what is refused alone, a first refusal is of today or begins with its day."""
HOUSE = ("phone", "email", "alt_email")
BILLS = ("collect",)
"""The last of all, left out of a new customer as mailings are."""


def _part(owner: str, name: str) -> Spec:
    """A row of an address; `owner` is whose."""
    field, second = PLACE[name.removesuffix("2")], name.endswith("2")
    label, told = f"{owner} {field.label.lower()}", "a second line, where there is one" if second else field.help
    if owner == "Billing":
        return Spec(BILL + name, label, field.longest, f"Bill to: {told}")
    return Spec(SHIP + name, label, field.longest, f"Ship to: {told}. None: goods go to the bill-to")


SPECS = (
    *(spec_of(FIELDS[name]) for name in WHO),
    *(_part(owner, name) for owner in ("Billing", "Shipping") for name in PARTS),
    *(spec_of(FIELDS[name]) for name in (*TERMS, *MAILINGS, *DAYS, *HOUSE, *BILLS)),
)
TEXTS = tuple(
    name
    for name in (*WHO, *TERMS, *MAILINGS, *DAYS, *HOUSE, *BILLS)
    if FIELDS[name].sort not in UNTYPED and name not in REACH
)
"""Fields that stand as they are typed."""
FLAGS = tuple(name for name in (*WHO, *TERMS, *HOUSE) if FIELDS[name].sort is Sort.FLAG)
SUPERVISED = frozenset(name for name, field in FIELDS.items() if field.supervised)
"""Fields that a clerk reads and leaves as they are (S-7)."""
KINDS = {"O": ORGANIZATION, "P": PERSON, "": ORGANIZATION}


def profile_fields() -> list[Field]:
    """New fields, all empty."""
    return [one.field(12) for one in SPECS]


def left_out(stored: CustomerFields, *, new: bool) -> tuple[str, ...]:
    """Fields that the form does not have."""
    idle = tuple(day for name, day in zip(MAILINGS, DAYS, strict=True) if not getattr(stored, name))
    return (*MAILINGS, *DAYS, *BILLS) if new else idle


def values_of(stored: CustomerFields) -> dict[str, str]:
    """What stands in the fields of a customer."""
    return {
        **{name: getattr(stored, name) or "" for name in TEXTS},
        **{name: getattr(stored, name) or getattr(stored, own) for name, own in REACH.items()},
        "kind": stored.kind[:1],
        **{name: "Y" if getattr(stored, name) else "N" for name in FLAGS},
        **_address(BILL, stored.billing),
        **_address(SHIP, stored.shipping),
    }


def _address(prefix: str, place: AddressFields) -> dict[str, str]:
    """The form has two rows for the street; what is longer stands in the second."""
    street, _, more = place.street.partition("\n")
    texts = (street, more.replace("\n", ", "), place.city, place.state, place.postal_code, place.country)
    return {prefix + name: text for name, text in zip(PARTS, texts, strict=True)}


def read_fields(fields: Mapping[str, Field], stored: CustomerFields) -> CustomerFields:
    """What is typed, as the service takes it; `stored` is what the fields were filled from."""
    kind = fields["kind"].value.strip().upper()
    return replace(
        stored,
        **{name: fields[name].value for name in TEXTS if name in fields},
        **_reached(fields, stored),
        kind=KINDS.get(kind, kind),
        **{name: read_flag(fields[name].value) is True for name in FLAGS},
        billing=_read_address(fields, BILL, stored.billing),
        shipping=_read_address(fields, SHIP, stored.shipping),
    )


def _reached(fields: Mapping[str, Field], stored: CustomerFields) -> dict[str, str]:
    """What was typed beside Contact is that contact's; what stands untouched stays whose it is."""
    another = fields["contact"].changed
    return {
        name: fields[name].value if fields[name].changed else "" if another else getattr(stored, name)
        for name in REACH
    }


def _read_address(fields: Mapping[str, Field], prefix: str, stored: AddressFields) -> AddressFields:
    """The address typed; where nothing was, the stored one, whose street may have more rows than the form."""
    parts = [fields[prefix + name] for name in PARTS]
    if not any(field.changed for field in parts):
        return stored
    first, second, *rest = (field.value.strip() for field in parts)
    return AddressFields("\n".join(filter(None, (first, second))), *rest)
