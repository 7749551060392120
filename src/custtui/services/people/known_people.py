"""Persons to choose as contacts: those who are known already, with what shows who each of them is (R-19, R-20)."""

from custtui.domain.choice import Choice, Listing
from custtui.domain.relations import PERSON
from custtui.models.account import CustomerAccount
from custtui.models.among import among
from custtui.models.party import Party
from custtui.services import lookup
from custtui.services.payers import known_parties
from custtui.services.people.reading import acting_elsewhere


def people(find: str = "") -> Listing:
    """Persons a text finds: contacts, those who are neither contact nor customer, customers; by id."""
    if not find.strip():
        return Listing([], 0)
    known, more = known_parties.acting_or_free(find)
    found = lookup.find(find, limit=lookup.CAP)
    hits = [] if found.near else [hit.account_id for hit in found.hits]
    customers = CustomerAccount.select(Party.id, Party.name, CustomerAccount.code).join(Party)
    customers = customers.where(among(CustomerAccount.id, hits), Party.kind == PERSON).order_by(CustomerAccount.id)
    rows = {one.party_id: Choice(str(one.party_id), one.name, one.words) for one in known if one.kind == PERSON}
    for party, name, code in customers.tuples():
        rows.setdefault(party, Choice(str(party), name, f"customer {code}"))
    return Listing([*rows.values()], len(rows), beyond=lookup.MANY if more or found.capped else "")


def known_as(party_id: int) -> tuple[str, str]:
    """The code under which a person is a customer, and that of one the person is a contact of; '' where none."""
    rows = CustomerAccount.select(CustomerAccount.code).where(CustomerAccount.party == party_id)
    own = rows.where(CustomerAccount.merged_into.is_null()).order_by(CustomerAccount.id).first()
    acting = acting_elsewhere([party_id]).get(party_id, [])
    return (own.code, "") if own else ("", acting[0][2] if acting else "")
