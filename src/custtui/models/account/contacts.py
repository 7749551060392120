"""The people who act for an account, and what reaches it and them."""

from typing import Any

from peewee import SQL, BooleanField, Check, ForeignKeyField, TextField

from custtui.models.account.accounts import CustomerAccount, CustomerSite, stands_for
from custtui.models.base import Kept, Row
from custtui.models.party import Location, Party


class Contact(Kept):
    """A person acting for an account, at account level or at one site; one primary at each (F-14).

    `shared`: for all accounts of its party, at none of their sites; primary at its own alone (F-48).
    """

    person = ForeignKeyField(Party, backref="acts_for")
    account = ForeignKeyField(CustomerAccount, backref="contacts")
    site = ForeignKeyField(CustomerSite, null=True, backref="contacts")
    title = TextField(default="")
    department = TextField(default="")
    no_post = TextField(default="")  # why mailings may not go so (F-46), and since when: 2026-11-30
    no_email = TextField(default="")
    no_phone = TextField(default="")
    no_post_since = TextField(default="")
    no_email_since = TextField(default="")
    no_phone_since = TextField(default="")
    location = ForeignKeyField(Location, null=True)
    is_primary = BooleanField(default=False)
    active = BooleanField(default=True)
    shared = BooleanField(default=False)


def acts_for(account: Any) -> Any:
    """The condition that a contact acts for an account (id): its own, and those its party's accounts share (F-48)."""
    return stands_for(Contact, account)


For, _Home = CustomerAccount.alias(), CustomerAccount.alias()
"""An account that somebody acts for, and the one where he or she was put down."""


def for_each(query: Any) -> Any:
    """A question about contacts, asked of each account (`For`) that they act for."""
    shared = (For.party == _Home.party) & ((For.id == _Home.id) | Contact.shared)
    return query.join_from(Contact, _Home, on=Contact.account == _Home.id).join(For, on=shared)


def own_first(account: Any) -> tuple[Any, ...]:
    """The order of those who act for an account (id, or `For.id`): its own first, of those the primary ones."""
    return (Contact.account == account).desc(), Contact.is_primary.desc(), Contact.id


def is_primary_of(account: Any) -> Any:
    """Whether a contact is a primary one of this account (id): a shared one is so at its own alone."""
    return (Contact.is_primary & (Contact.account == account)).converter(bool).alias("is_primary")


Contact.add_index(
    Contact.index(
        Contact.account,
        unique=True,
        where=SQL("is_primary AND site_id IS NULL"),
        name="contact_one_primary_account",
    )
)
Contact.add_index(Contact.index(Contact.site, unique=True, where=SQL("is_primary"), name="contact_one_primary_site"))


class ContactRole(Row):
    """A role of a contact: procurement, finance, orderer …"""

    contact = ForeignKeyField(Contact, backref="roles", index=False)
    role = TextField()

    class Meta:
        indexes = ((("contact", "role"), True),)


class ContactPoint(Kept):
    """A phone, e-mail, fax or web address of an account (site NULL or not) or of a contact.

    `normal` is the form for search: a phone's digits, an e-mail in lower case.
    """

    account = ForeignKeyField(CustomerAccount, null=True, backref="points")
    site = ForeignKeyField(CustomerSite, null=True, backref="points")
    contact = ForeignKeyField(Contact, null=True, backref="points")
    kind = TextField(constraints=[Check("kind IN ('PHONE', 'EMAIL', 'FAX', 'WEB')")])
    value = TextField()
    normal = TextField(index=True)
    is_primary = BooleanField(default=False)

    class Meta:
        constraints = [SQL("CHECK ((account_id IS NULL) <> (contact_id IS NULL))")]


ContactPoint.add_index(
    ContactPoint.index(
        ContactPoint.contact,
        ContactPoint.kind,
        unique=True,
        where=SQL("is_primary AND contact_id IS NOT NULL"),
        name="contact_point_one_primary",
    )
)


class EventSubscription(Row):
    """An event a contact is told of: order accepted, shipped, invoicing, product launch … (F-44)."""

    contact = ForeignKeyField(Contact, backref="subscriptions", index=False)
    event = TextField()

    class Meta:
        indexes = ((("contact", "event"), True),)
