"""Makes what a draft has as intents: sites to be kept for later orders (F-36), and who pays (R-03, F-47)."""

from collections.abc import Mapping
from typing import NamedTuple

from custtui.domain.payer import PayerRank
from custtui.domain.records.sited import SiteTexts
from custtui.domain.site import Purpose, check_alias, free_alias
from custtui.domain.text import LONGEST
from custtui.domain.who import Who
from custtui.models.search import engine as search
from custtui.services.accounts import Account, account_of
from custtui.services.customer.view import site_lines
from custtui.services.order_entry.new_payers import make_payer
from custtui.services.order_entry.places import home_of
from custtui.services.order_entry.rows import AddressRow
from custtui.services.order_entry.work import Work
from custtui.services.writing.bill_to import bill_to_of
from custtui.services.writing.hand import ByHand
from custtui.services.writing.parts import add_party_site, add_site
from custtui.services.writing.uses import give_use

SitesOfUse = Mapping[int, int]
"""Ids of the sites made, by the id of the draft's address."""


class MadeOnTheWay(NamedTuple):
    """Who pays, made or not, and the sites that were made."""

    payer: Account
    sites: SitesOfUse


def make_intents(work: Work, who: Who) -> MadeOnTheWay:
    """What the draft meant to make; who pays for another has a bill-to account from here on (R-03)."""
    payer, sites, new = work.roles.payer, _make_sites(work, who), work.roles.new_payer
    if new is not None:
        account, site = make_payer(who, new, payer.currency)
        payer, sites = account_of(account), {**sites, new.id: site}
    if work.roles.standing != PayerRank.OWN and not work.roles.keeps_payer:
        bill_to_of(who, payer.id)
    return MadeOnTheWay(payer, sites)


def _make_sites(work: Work, who: Who) -> SitesOfUse:
    """A site of the sold-to for each address of the draft that is kept and used; the others leave nothing behind."""
    used = {work.head.bill_to_address, work.head.ship_to_address}
    used |= {line.row.ship_to_address for line in work.counted}
    used -= {new.id} if (new := work.roles.new_payer) else set()
    kept = [row for row in work.roles.stored.addresses.values() if row.keep and row.id in used]
    made = {row.id: _make(work, row, who) for row in kept}
    if made:
        search.index_accounts([work.roles.sold_to.id])
    return made


def _make(work: Work, row: AddressRow, who: Who) -> int:
    account, party, hand = work.roles.sold_to.id, work.roles.sold_to.party, ByHand(who)
    alias = _alias(row, account)
    party_site = add_party_site(hand, party, row.address, identifying=home_of(party) is None)
    site = add_site(hand, account, party_site, SiteTexts(alias=alias, attention=row.attention))
    give_use(who, account, site, Purpose(row.role))
    return site


def _alias(row: AddressRow, account: int) -> str:
    """As it was typed, else a name that no other site has (F-34). Raises Refused for the alias of another one."""
    others = site_lines(account)
    if row.alias:
        check_alias(others, row.alias)
        return row.alias
    names = (row.name, row.city, f"{row.city}, {row.street.splitlines()[0]}"[:LONGEST])
    return free_alias(names, [one.alias for one in others if one.active])
