"""An address as it is typed into an order: one-time, or kept as a site of the customer (F-36, F-37)."""

from dataclasses import dataclass
from typing import Annotated

from custtui.domain.address import Address
from custtui.domain.records.fact import Fact, Owner, Sort
from custtui.domain.records.place import CITY, COUNTRY, POSTAL_CODE, STATE, STREET
from custtui.domain.records.sited import ALIAS, ATTENTION


@dataclass(frozen=True, slots=True)
class AddressText:
    """An address as typed into a role window; `keep` makes it a site when the order is placed (F-36)."""

    name: Annotated[str, Fact("Name", "Who receives; empty: the customer's own name", owner=Owner.SITE)] = ""
    attention: Annotated[str, ATTENTION] = ""
    alias: Annotated[str, ALIAS._replace(help="The name of the delivery site", needed=False)] = ""
    street: Annotated[str, STREET._replace(needed=True)] = ""
    city: Annotated[str, CITY._replace(needed=True)] = ""
    state: Annotated[str, STATE] = ""
    postal_code: Annotated[str, POSTAL_CODE] = ""
    country: Annotated[str, COUNTRY._replace(needed=True)] = ""
    keep: Annotated[bool, Fact("Keep for later orders", "Y: a site; N: one-time", 1, Sort.FLAG, Owner.SITE)] = False

    @property
    def address(self) -> Address:
        """The address part, as it stands."""
        return Address.of(self)
