"""Writes sites and contacts of customers that stand, in bulk."""

from collections.abc import Iterable
from dataclasses import replace

from peewee import Case, fn

from custtui.domain.who import Who
from custtui.models.account import Contact, CustomerAccount, CustomerSite, SiteUse
from custtui.models.among import among
from custtui.services.bulk.parts import PARTS, add_contact, add_site
from custtui.services.bulk.places import places_of
from custtui.services.bulk.search import index_codes
from custtui.services.bulk.shared_persons import persons_of
from custtui.services.bulk.site_names import site_names
from custtui.services.bulk.tables import Bulk, write_in_chunks
from custtui.services.bulk.values import NewContact, NewSite


def write_sites(who: Who, sites: Iterable[NewSite]) -> int:
    """Write further sites of customers that stand."""
    return write_in_chunks(who.login, PARTS, sites, _write_sites)


def _write_sites(bulk: Bulk, chunk: list[NewSite]) -> None:
    parties = _parties({site.customer for site in chunk})
    _displace_sites(chunk, parties)
    used = _used([account for account, _ in parties.values()])
    places = places_of(bulk, {party for _, party in parties.values()})
    for site in chunk:
        account, party = parties[site.customer]
        add_site(bulk, account, places[party].put(site, used[account]), site)
    bulk.flush()
    _fill_primaries([account for account, _ in parties.values()])
    index_codes(parties)


def _displace_sites(chunk: list[NewSite], parties: dict[str, tuple[int, int]]) -> None:
    """A site that comes as the primary one takes the place of the one that was (R-14)."""
    coming = dict[str, list[int]]()
    for site in chunk:
        for purpose in (purpose for purpose, primary in site.uses if primary and site.active):
            coming.setdefault(purpose, []).append(parties[site.customer][0])
    for purpose, accounts in coming.items():
        mine = SiteUse.is_primary & (SiteUse.purpose == purpose) & among(SiteUse.account, accounts)
        SiteUse.update(is_primary=False).where(mine).execute()


def _fill_primaries(accounts: list[int]) -> None:
    """Where no site is the primary one of a purpose, the first active one becomes it (R-14)."""
    none_yet = fn.SUM(Case(None, [(SiteUse.is_primary, 1)], 0)) == 0
    first = SiteUse.select(fn.MIN(SiteUse.id)).join(CustomerSite, on=SiteUse.site == CustomerSite.id)
    first = first.where(SiteUse.active, CustomerSite.active, among(SiteUse.account, accounts))
    wanted = [one for (one,) in first.group_by(SiteUse.account, SiteUse.purpose).having(none_yet).tuples()]
    SiteUse.update(is_primary=True).where(among(SiteUse.id, wanted)).execute()


def _parties(codes: set[str]) -> dict[str, tuple[int, int]]:
    """Account and party (ids) of each code."""
    rows = CustomerAccount.select(CustomerAccount.id, CustomerAccount.code, CustomerAccount.party)
    return {row.code: (row.id, row.party_id) for row in rows.where(among(CustomerAccount.code, codes))}


def _used(accounts: list[int]) -> dict[int, set[int]]:
    """The party sites each account uses already."""
    used = {account: set[int]() for account in accounts}
    for row in CustomerSite.select().where(among(CustomerSite.account, accounts)):
        used[row.account_id].add(row.party_site_id)
    return used


def write_contacts(who: Who, contacts: Iterable[NewContact]) -> int:
    """Write contacts of customers, at the account or at the site with the alias named (or street, without alias)."""
    return write_in_chunks(who.login, PARTS, contacts, _write_contacts)


def _write_contacts(bulk: Bulk, chunk: list[NewContact]) -> None:
    parties = _parties({contact.customer for contact in chunk})
    accounts = [account for account, _ in parties.values()]
    sites, primary = site_names(accounts), _with_primary(accounts)
    persons = persons_of(bulk, chunk)
    for number, contact in enumerate(chunk):
        account = parties[contact.customer][0]
        site = sites[account, contact.site] if contact.site else None
        first = contact.primary is None and contact.active and (account, site) not in primary
        if contact.primary and (account, site) in primary:
            _displace_contact(bulk, account, site)
        if contact.primary or first:
            primary.add((account, site))
        stands = replace(contact, primary=contact.primary or first)
        add_contact(bulk, account, site, stands, persons.get(number))
    bulk.flush()
    index_codes(parties)


def _with_primary(accounts: list[int]) -> set[tuple[int, int | None]]:
    """The accounts and sites that have a primary contact (F-14)."""
    rows = Contact.select(Contact.account, Contact.site).where(Contact.is_primary, among(Contact.account, accounts))
    return set(rows.tuples())


def _displace_contact(bulk: Bulk, account: int, site: int | None) -> None:
    bulk.flush()
    same_site = Contact.site.is_null() if site is None else Contact.site == site
    Contact.update(is_primary=False).where(Contact.is_primary, Contact.account == account, same_site).execute()
