"""Reads the sites and contacts that do not come with their customers, for export, page by page."""

from collections.abc import Iterator
from dataclasses import replace

from custtui.services.bulk.read_customers import account_pages
from custtui.services.bulk.read_parts import comes_with_customer, contacts_of, sites_of
from custtui.services.bulk.values import NewContact, NewSite


def read_sites() -> Iterator[NewSite]:
    """All sites but the first of each customer, customer by customer."""
    for page in account_pages():
        sites = sites_of({row.id: row.code for row in page})
        for row in page:
            yield from _twins_kept(sites.get(row.id, []))[1:]


def _twins_kept(sites: list[NewSite]) -> list[NewSite]:
    """Two sites in use under one alias, as a merge leaves them, are taken as they stood (F-34)."""
    seen = set[str]()
    kept = list[NewSite]()
    for site in sites:
        twin = site.active and site.alias.casefold() in seen
        seen |= {site.alias.casefold()} if site.active else set()
        kept.append(replace(site, kept=True) if twin else site)
    return kept


def read_contacts() -> Iterator[NewContact]:
    """All contacts that do not come with their customers, customer by customer."""
    for page in account_pages():
        contacts = contacts_of({row.id: row.code for row in page})
        for row in page:
            yield from (one for one in contacts.get(row.id, ()) if not comes_with_customer(one))
