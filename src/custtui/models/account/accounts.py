"""The terms on which a party buys, the sites it buys for, and who may pay for whom."""

from typing import Any

from peewee import SQL, BooleanField, DeferredForeignKey, ForeignKeyField, TextField

from custtui.models.base import Kept, Made
from custtui.models.fields import MoneyField, UtcField
from custtui.models.operator import PaymentMethod, PaymentTerms
from custtui.models.party import Party, PartySite
from custtui.models.product import PriceList


class CustomerAccount(Kept):
    """The terms on which a party buys; a party may have several (F-16). The code never changes (R-21)."""

    party = ForeignKeyField(Party, backref="accounts")
    code = TextField(unique=True)
    name = TextField(default="")  # tells a party's accounts apart: "Office supplies"
    line_of_business = TextField(default="")
    terms = ForeignKeyField(PaymentTerms, null=True)
    payment_method = ForeignKeyField(PaymentMethod, null=True)
    price_list = ForeignKeyField(PriceList, null=True)
    currency = TextField()
    tax_number = TextField(default="")
    no_post = TextField(default="")  # why mailings may not go so (F-46), and since when: 2026-11-30
    no_email = TextField(default="")
    no_phone = TextField(default="")
    no_post_since = TextField(default="")
    no_email_since = TextField(default="")
    no_phone_since = TextField(default="")
    collect = TextField(default="")  # how what it is billed comes onto invoices (C-42)
    commercial = BooleanField(default=False)
    active = BooleanField(default=True)
    active_by = TextField(default="")
    active_at = UtcField(null=True)
    credit_limit = MoneyField(null=True)
    accept_threshold = MoneyField(null=True)
    distrust = TextField(null=True)
    default_bill_to = DeferredForeignKey("BillToAccount", null=True)
    merged_into = ForeignKeyField("self", null=True)


class CustomerSite(Kept):
    """A party's address put to use by an account; the alias names the delivery site (C-19)."""

    account = ForeignKeyField(CustomerAccount, backref="sites", index=False)
    party_site = ForeignKeyField(PartySite, backref="uses")
    alias = TextField(default="")
    attention = TextField(default="")
    active = BooleanField(default=True)

    class Meta:
        indexes = ((("account", "party_site"), True),)


class SiteUse(Made):
    """A purpose of a site for an account (BILL_TO, SHIP_TO, STATEMENTS …); one primary per purpose (R-14)."""

    account = ForeignKeyField(CustomerAccount, backref="uses")
    site = ForeignKeyField(CustomerSite, backref="uses", index=False)
    purpose = TextField()
    is_primary = BooleanField(default=False)
    active = BooleanField(default=True)

    class Meta:
        indexes = ((("site", "purpose"), True),)


SiteUse.add_index(
    SiteUse.index(
        SiteUse.account,
        SiteUse.purpose,
        unique=True,
        where=SQL("is_primary AND active"),
        name="site_use_one_primary",
    )
)


PRIMARY_FIRST = (SiteUse.is_primary.desc(), SiteUse.id)
"""Of those that have one purpose the primary one first, else the oldest: as `domain.site.primaries` (R-14)."""


class BillToAccount(Made):
    """An account that pays, for itself or for others; once made, permanent (R-06): a trigger refuses DELETE."""

    account = ForeignKeyField(CustomerAccount, unique=True)
    active = BooleanField(default=True)


class AccountRelationship(Kept):
    """What `account` opens to `related`: who may be billed, shipped to, paid by it (R-16), directed."""

    account = ForeignKeyField(CustomerAccount, backref="opens", index=False)
    related = ForeignKeyField(CustomerAccount, backref="opened_by")
    bill_to = BooleanField(default=False)
    ship_to = BooleanField(default=False)
    pay = BooleanField(default=False)
    reciprocal = BooleanField(default=False)
    active = BooleanField(default=True)

    class Meta:
        indexes = ((("account", "related"), True),)
        constraints = [SQL("CHECK (account_id <> related_id)")]


class AlternateNumber(Made):
    """An old or merged code that still finds the account (F-09)."""

    code = TextField(unique=True)
    account = ForeignKeyField(CustomerAccount, backref="alternates")
    reason = TextField(default="")


def stands_for(model: Any, account: Any) -> Any:
    """The condition that a contact, an answer, a contract is an account's (id): its own, or shared by its party.

    F-48, C-40.
    """
    one, mine = CustomerAccount.alias(), CustomerAccount.alias()
    of_party = one.select(one.id).join(mine, on=mine.party == one.party).where(mine.id == account)
    return model.account.in_(of_party) & ((model.account == account) | model.shared)
