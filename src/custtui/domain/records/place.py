"""The parts of an address, in whatever record one stands."""

from dataclasses import dataclass
from typing import Annotated

from custtui.domain.records.field import Field, Sort, fields_of

STREET = Field("Street", "the first line of the address", 300, Sort.LINES)
CITY = Field("City", "town or city", 80)
STATE = Field("State", "state or province, as the country writes it", 40)
POSTAL_CODE = Field("Postal code", "as the country writes it", 20)
COUNTRY = Field("Country", "two letters: US, DE, JP", 2, Sort.COUNTRY)


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
        """Nothing was typed that says where; the country alone says nothing."""
        return not any(text.strip() for text in (self.street, self.city, self.state, self.postal_code))


PLACE = fields_of(AddressFields)
"""What is said of each part."""
