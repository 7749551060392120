"""Writes sites and contacts of customers that stand, in bulk."""

from collections.abc import Collection, Iterable, Iterator

from custtui.domain.who import Who
from custtui.models.account import Contact, CustomerAccount, CustomerSite
from custtui.models.among import among
from custtui.services.bulk.places import places_of
from custtui.services.bulk.ranks import among_others
from custtui.services.bulk.search import index_codes
from custtui.services.bulk.shared_persons import persons_of
from custtui.services.bulk.site_names import site_names
from custtui.services.bulk.tables import Bulk, write_in_chunks
from custtui.services.bulk.values import NewContact, NewSite
from custtui.services.writing.parts import PARTS, add_contact, add_person, add_points, add_site


def write_sites(who: Who, sites: Iterable[NewSite]) -> int:
    """Write further sites of customers that stand."""
    return write_in_chunks(who.login, PARTS, sites, _write_sites)


def _write_sites(bulk: Bulk, chunk: list[NewSite]) -> None:
    parties = _parties({site.customer for site in chunk})
    used = _used([account for account, _ in parties.values()])
    places = places_of(bulk, {party for _, party in parties.values()})
    for site in among_others([(parties[site.customer][0], site) for site in chunk]):
        account, party = parties[site.customer]
        write_site(bulk, account, places[party].put(site, used[account]), site)
    bulk.flush()
    index_codes(parties)


def write_site(bulk: Bulk, account: int, party_site: int, site: NewSite) -> int:
    """A site of an account at an address of its party, and how it is reached."""
    number = add_site(bulk, account, party_site, site, active=site.active, uses=site.uses)
    add_points(bulk, site.points, account=account, site=number)
    return number


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
        person = persons.get(number) or add_person(bulk, contact.name)
        ranked = {"primary": bool(contact.primary or first), "active": contact.active}
        add_contact(bulk, account, site, person, contact, **ranked)
    bulk.flush()
    index_codes({*parties, *_sharing({parties[contact.customer][1] for contact in chunk if contact.shared})})


def _sharing(parties: Collection[int]) -> Iterator[str]:
    """The customers of parties (ids), who are found by whom they share (F-48)."""
    rows = CustomerAccount.select(CustomerAccount.code).where(among(CustomerAccount.party, parties))
    return (code for (code,) in rows.tuples()) if parties else iter(())


def _with_primary(accounts: list[int]) -> set[tuple[int, int | None]]:
    """The accounts and sites that have a primary contact (F-14)."""
    rows = Contact.select(Contact.account, Contact.site).where(Contact.is_primary, among(Contact.account, accounts))
    return set(rows.tuples())


def _displace_contact(bulk: Bulk, account: int, site: int | None) -> None:
    bulk.flush()
    same_site = Contact.site.is_null() if site is None else Contact.site == site
    Contact.update(is_primary=False).where(Contact.is_primary, Contact.account == account, same_site).execute()
