"""A site: an address put to use by a customer, under a name of its own."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from custtui.domain.address import Address
from custtui.domain.records.fact import Fact, InFiles, Owner, Sort, fields_of
from custtui.domain.records.links import ACTIVE, CUSTOMER
from custtui.domain.records.place import CITY, COUNTRY, POSTAL_CODE, STATE, STREET
from custtui.domain.records.sited import SiteTexts


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFields(SiteTexts):
    """A site's fields as typed; street has its lines separated by newlines, country is the ISO 3166 code."""

    FIRST: ClassVar = tuple(fields_of(SiteTexts))
    street: Annotated[str, STREET._replace(help="The first line", needed=True)] = ""
    city: Annotated[str, CITY._replace(help="Town or city. Required", needed=True)] = ""
    state: Annotated[str, STATE._replace(help="As the country writes it")] = ""
    postal_code: Annotated[str, POSTAL_CODE._replace(help="As the country writes it")] = ""
    country: Annotated[str, COUNTRY._replace(help="Two letters: US, DE, JP")] = ""

    @property
    def address(self) -> Address:
        """The address part, as it stands."""
        return Address.of(self)


Uses = tuple[tuple[str, bool], ...]
"""Purposes as (purpose, primary)."""


class SiteStands:
    """What a row of a file tells of a site beside its form: whose it is, and what keys give and take."""

    customer: Annotated[str, CUSTOMER]
    uses: Annotated[Uses, Fact("Purposes", sort=Sort.OTHER, file=InFiles("purposes", "SHIP_TO*"))]
    active: Annotated[bool, ACTIVE]
    identifying: Annotated[
        bool,
        Fact(
            "Identifying",
            "Y: the party is here",
            1,
            Sort.FLAG,
            Owner.PARTY,
            file=InFiles("the party is here from now on; blank: N", "N"),
        ),
    ]
