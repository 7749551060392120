"""Reads the sites and contacts that do not come with their customers, for export, page by page."""

from collections.abc import Iterator

from custtui.models.account import Contact
from custtui.services.bulk.read_customers import account_pages
from custtui.services.bulk.read_parts import contacts_of, sites_of
from custtui.services.bulk.values import NewContact, NewSite


def read_sites() -> Iterator[NewSite]:
    """All sites but the first of each customer, customer by customer."""
    for page in account_pages():
        sites = sites_of({row.id: row.code for row in page})
        for row in page:
            yield from sites.get(row.id, ())[1:]


def read_contacts() -> Iterator[NewContact]:
    """All contacts but the primary one of each account, customer by customer."""
    for page in account_pages():
        contacts = contacts_of({row.id: row.code for row in page}, ~(Contact.is_primary & Contact.site.is_null()))
        for row in page:
            yield from contacts.get(row.id, ())
