"""The parts of an address, in whatever record one stands."""

from dataclasses import dataclass
from typing import Annotated

from custtui.domain.records.fact import Fact, InFiles, Sort, fields_of
from custtui.domain.text import is_blank

STREET = Fact(
    "Street",
    "the first line of the address",
    300,
    Sort.LINES,
    file=InFiles("street; its lines separated by newlines", "1 Main St"),
)
CITY = Fact("City", "town or city", 80, file=InFiles("city", "New York"))
STATE = Fact("State", "state or province, as the country writes it", 40, file=InFiles("state or province", "NY"))
POSTAL_CODE = Fact("Postal code", "as the country writes it", 20, file=InFiles("postal code", "10001"))
COUNTRY = Fact(
    "Country", "two letters: US, DE, JP", 2, Sort.COUNTRY, file=InFiles("country; blank: the seller's", "US")
)


ZIP_IN = ("US",)
"""Where a postal code is a ZIP."""


def postal_word(country: str) -> str:
    """What a postal code is called in a country: `ZIP`, else `Postal code`."""
    return "ZIP" if country.strip().upper() in ZIP_IN else "Postal code"


PLACED = ("street", "city", "state", "postal_code")
"""What says where; the country alone says nothing."""


@dataclass(frozen=True, slots=True)
class AddressFields:
    """An address as typed; street has its lines separated by newlines."""

    street: Annotated[str, STREET] = ""
    city: Annotated[str, CITY] = ""
    state: Annotated[str, STATE] = ""
    postal_code: Annotated[str, POSTAL_CODE] = ""
    country: Annotated[str, COUNTRY] = ""

    @property
    def is_empty(self) -> bool:
        """Nothing was typed that says where."""
        return all(is_blank(getattr(self, name)) for name in PLACED)


PLACE = fields_of(AddressFields)
"""What is said of each part."""
