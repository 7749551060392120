"""A site: an address put to use by a customer, under a name of its own."""

from dataclasses import dataclass
from typing import Annotated

from custtui.domain.address import Address
from custtui.domain.records.customer import ALIAS
from custtui.domain.records.field import Field, Owner
from custtui.domain.records.place import CITY, COUNTRY, POSTAL_CODE, STATE, STREET


@dataclass(frozen=True, slots=True)
class SiteFields:
    """A site's fields as typed; street has its lines separated by newlines, country is the ISO 3166 code."""

    alias: Annotated[str, ALIAS] = ""
    attention: Annotated[str, Field("Attention", "Who receives there: goes below the name", 80, owner=Owner.SITE)] = (
        ""
    )
    street: Annotated[
        str, STREET._replace(help="The first line. F4 lists the addresses of the customer", needed=True)
    ] = ""
    city: Annotated[str, CITY._replace(help="Town or city. Must be filled", needed=True)] = ""
    state: Annotated[str, STATE._replace(help="As the country writes it: F4 lists those of the country")] = ""
    postal_code: Annotated[str, POSTAL_CODE._replace(help="As the country writes it")] = ""
    country: Annotated[str, COUNTRY._replace(help="Two letters: US, DE, JP. F4 lists them")] = ""

    @property
    def address(self) -> Address:
        """The address part, as it stands."""
        return Address.of(self)
