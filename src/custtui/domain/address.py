"""Addresses as values, printed as their country prints them."""

from dataclasses import dataclass, replace
from functools import cache

from custtui.domain.address_order import AddressParts, in_one
from custtui.domain.errors import Fault
from custtui.domain.text import visible

PARTS = ("street", "city", "state", "postal_code", "country")
"""What an address has, by the names of its fields and of the columns that keep them."""


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address: street has its lines separated by newlines; country is the ISO 3166 code."""

    street: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""

    def __reduce__(self) -> tuple[type["Address"], tuple[str, ...]]:
        """Pickles as a call of its class: imports keep a hundred thousand in a side file (P-10)."""
        return Address, (self.street, self.city, self.state, self.postal_code, self.country)

    @classmethod
    def of(cls, row: object, prefix: str = "") -> "Address":
        """The address that stands in these columns of a row; the reverse of `columns`."""
        return cls(*(getattr(row, f"{prefix}{name}") for name in PARTS))

    def columns(self, prefix: str = "") -> dict[str, str]:
        """Its five parts by the names of the columns that keep them, with `prefix` before each: `bill_to_city`."""
        parts = self.street, self.city, self.state, self.postal_code, self.country
        return dict(zip(_columns(prefix), parts, strict=True))

    def at_home(self, home: str) -> "Address":
        """With the country it is in, see `land_of`; one of which nothing stands is nowhere, not there."""
        if self.country or not (self.street or self.city or self.state or self.postal_code):
            return self
        return replace(self, country=land_of("", home))

    @property
    def nowhere(self) -> bool:
        """It has neither street nor city: nobody can be billed or receive there (R-12)."""
        return not visible(self.street + self.city).strip()

    @property
    def one_line(self) -> str:
        """`9 Dock Rd, Newark NJ 07102`, `Am Markt 2, 50667 Köln`: for lists and slots, in the country's order.

        The country shows where it is not the seller's.
        """
        return in_one(self.parts, self.country)

    @property
    def parts(self) -> AddressParts:
        """Its parts by the letters that formats of countries have for them."""
        return {"A": self.street, "C": self.city, "S": self.state, "Z": self.postal_code}


@cache
def _columns(prefix: str) -> tuple[str, ...]:
    return tuple(f"{prefix}{name}" for name in PARTS)


def land_of(country: str, home: str) -> str:
    """The code of the country an address is in: `home`, the seller's, where it names none (C-17).

    Databases of earlier versions hold addresses that name none: files could bring them.
    """
    return country.strip().upper() or home


def nowhere_faults(address: Address, field: str, whose: str, line: int | None = None) -> list[Fault]:
    """What an order says of an address with neither street nor city (R-12); empty where it has one of them.

    `field` is `bill_to` or `ship_to`, `whose` names who or what stands there.
    """
    if not address.nowhere:
        return []
    label = field.replace("_", "-").capitalize()
    return [Fault("address", field, f"{label} {whose} has neither street nor city", line)]
