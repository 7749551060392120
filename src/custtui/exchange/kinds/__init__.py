"""Every kind of file there is, in the order in which they can be imported one after the other."""

from custtui.domain.errors import refuse
from custtui.exchange.kind import Kind
from custtui.exchange.kinds import about_customers, setup
from custtui.exchange.kinds.contacts import Contacts, Sites
from custtui.exchange.kinds.contracts import Contracts
from custtui.exchange.kinds.covers import CoverFiles
from custtui.exchange.kinds.customers import Customers
from custtui.exchange.kinds.orders import Orders
from custtui.exchange.kinds.party_relations import PartyRelations
from custtui.exchange.kinds.payers import Payers
from custtui.exchange.kinds.products import Prices, Products
from custtui.exchange.kinds.questions import Questions
from custtui.exchange.kinds.received import Received
from custtui.exchange.kinds.staff import ControlFiles, Operators

_ALL: tuple[Kind, ...] = (
    setup.SELLER,
    Operators(),
    ControlFiles(),
    setup.TERMS,
    setup.METHODS,
    setup.TAXES,
    setup.REASONS,
    setup.PRICELISTS,
    Products(),
    Customers(),
    Sites(),
    Contacts(),
    Payers(),
    about_customers.RELATIONSHIPS,
    PartyRelations(),
    about_customers.EXEMPTIONS,
    about_customers.EXCLUSIONS,
    Questions(),
    about_customers.ANSWERS,
    about_customers.NOTES,
    about_customers.ACTIONS,
    Prices(),
    Contracts(),
    Orders(),
    CoverFiles(),
    Received(),
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}
"""The kinds by name."""


def kind_of(name: str) -> Kind:
    """The kind of that name. Raises Refused naming all there are."""
    kind = KINDS.get(name.strip().lower())
    if kind is None:
        raise refuse("kind", f"{name} is not a kind of file: {', '.join(KINDS)}", "kind")
    return kind
