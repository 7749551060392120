"""The rows of a new customer, whoever makes it: from its profile, or with the order that it pays (F-10, F-47)."""

from typing import Any

from custtui.domain.address import Address
from custtui.domain.records.sited import SiteTexts
from custtui.domain.site import Purpose
from custtui.domain.who import Who
from custtui.models.account import CustomerAccount
from custtui.models.base import now
from custtui.models.party import Party, PartySite
from custtui.services.controls import read_controls
from custtui.services.customer.checks import Checked
from custtui.services.writing import parts
from custtui.services.writing.customer import NAMES, account_row
from custtui.services.writing.hand import ByHand
from custtui.services.writing.uses import make_primary


def add_account(who: Who, new: Checked, code: str, columns: dict[str, Any]) -> int:
    """The account of a new customer, of a party of its own or of one that stands (F-16); its columns as they are
    checked by who may give them (S-7)."""
    party = new.party or ByHand(who).add(Party, kind=new.customer.kind, name=new.customer["name"])
    return ByHand(who).add(CustomerAccount, party=party, code=code, **columns)


def account_columns(who: Who, new: Checked, *, creating: bool = False) -> dict[str, Any]:
    """What was typed of an account, as its columns; where none was typed a new one has the house's threshold."""
    one = new.customer
    values = one.values
    if creating and not one.threshold_typed:
        values["threshold"] = read_controls().new_customer_threshold
    row = account_row(
        tuple(one[name] for name in NAMES),
        terms=new.terms,
        payment_method=new.method,
        currency=one.currency,
        held=tuple(values.values()),
    )
    return {**row, "changed_by": who.login, "changed_at": now()}


def add_site(who: Who, account_id: int, address: Address, texts: SiteTexts, *purposes: Purpose) -> int:
    """A new site of an account, primary for these purposes; the party's first one is identifying (C-19, R-13)."""
    party = CustomerAccount.get_by_id(account_id).party_id
    # two clerks giving a party its first address wait here for each other
    Party.update(version=Party.version + 1).where(Party.id == party).execute()
    first = not PartySite.select(PartySite.id).where((PartySite.party == party) & PartySite.identifying).exists()
    hand = ByHand(who)
    site = parts.add_site(hand, account_id, parts.add_party_site(hand, party, address, identifying=first), texts)
    for purpose in purposes:
        make_primary(who, account_id, site, purpose)
    return site
