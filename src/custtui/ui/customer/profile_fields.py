"""The fields of the customer profile: what they are called, how a customer reads in them and what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from custtui.domain.customer import ORGANIZATION, PERSON, REACH, AddressFields, CustomerFields
from custtui.domain.flag import read_flag
from custtui.ui.kit.field import FLAG, NUMBER, Field
from custtui.ui.kit.spec import Spec

ADDRESS = (
    ("street", "Street", 100, "the first line of the address"),
    ("street2", "Street", 100, "a second line, where there is one"),
    ("city", "City", 80, "town or city"),
    ("state", "State", 40, "state or province, as the country writes it"),
    ("postal_code", "Postal code", 20, "as the country writes it"),
    ("country", "Country", 2, "two letters: US, DE, JP"),
)
BILL, SHIP = "billing.", "shipping."

SPECS = (
    Spec("name", "Business name", 200, "Of the organisation; of a person the full name. Must be filled", needed=True),
    Spec("alias", "Alias", 200, "What the delivery site is called. Must be filled", needed=True),
    Spec("contact", "Contact", 200, "The primary contact of the account"),
    Spec("contact_phone", "Phone", 60, "The contact's, in any spelling; the house's is shown where there is none"),
    Spec("contact_email", "E-mail", 200, "The contact's: notices go there"),
    Spec("contact_alt_email", "Alt. e-mail", 200, "Another e-mail address of the contact"),
    *(
        Spec(BILL + name, f"Billing {label.lower()}", longest, f"Bill to: {text}")
        for name, label, longest, text in ADDRESS
    ),
    *(
        Spec(SHIP + name, f"Shipping {label.lower()}", longest, f"Ship to: {text}. None: goods go to the bill-to")
        for name, label, longest, text in ADDRESS
    ),
    Spec("terms", "Terms", 20, "When an invoice is due: F4 lists the codes", "terms"),
    Spec("payment_method", "Payment", 20, "The method proposed on orders: F4 lists them", "methods"),
    Spec("commercial", "Commercial", 1, "Y: a business that is billed; it gets a bill-to record", kind=FLAG),
    Spec("credit_limit", "Credit limit", 20, "Empty: the party's, or none", kind=NUMBER),
    Spec("threshold", "Accept up to", 20, "Orders up to this total are accepted at once; empty: ask", kind=NUMBER),
    Spec("tax_number", "Tax number", 40, "VAT, GST or the like"),
    Spec("kind", "Kind (O, P)", 1, "O: organisation; P: person"),
    Spec("account_name", "Account", 80, "Tells several accounts of one customer apart: Office supplies"),
    Spec("line_of_business", "Business", 80, "Line of business"),
    Spec("phone", "House phone", 60, "The number of the house, whoever answers"),
    Spec("email", "House e-mail", 200, "The e-mail address of the house"),
    Spec("alt_email", "House alt", 200, "Another e-mail address of the house"),
)
TEXTS = (
    *("name", "alias", "account_name", "line_of_business", "contact", "phone", "email", "alt_email"),
    *("tax_number", "terms", "payment_method", "credit_limit"),
)
"""Fields that stand as they are typed."""
PARTS = ("street", "street2", "city", "state", "postal_code", "country")
KINDS = {"O": ORGANIZATION, "P": PERSON, "": ORGANIZATION}


def profile_fields() -> list[Field]:
    """New fields, all empty."""
    return [one.field(12) for one in SPECS]


def values_of(stored: CustomerFields) -> dict[str, str]:
    """What stands in the fields of a customer."""
    return {
        **{name: getattr(stored, name) for name in TEXTS},
        **{name: getattr(stored, name) or getattr(stored, own) for name, own in REACH.items()},
        "threshold": stored.threshold or "",
        "kind": stored.kind[:1],
        "commercial": "Y" if stored.commercial else "N",
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
        **{name: fields[name].value for name in TEXTS},
        **_reached(fields, stored),
        threshold=fields["threshold"].value,
        kind=KINDS.get(kind, kind),
        commercial=read_flag(fields["commercial"].value) is True,
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
