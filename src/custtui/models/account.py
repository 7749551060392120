"""The terms on which a party buys, its sites and its contacts."""

from peewee import SQL, BooleanField, Check, DateField, DeferredForeignKey, ForeignKeyField, TextField

from custtui.models.base import Kept, Made, Row
from custtui.models.fields import MoneyField, PriceField, QuantityField, UtcField
from custtui.models.operator import PaymentMethod, PaymentTerms
from custtui.models.party import Location, Party, PartySite
from custtui.models.product import PriceList, Product


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

    account = ForeignKeyField(CustomerAccount, backref="sites")
    party_site = ForeignKeyField(PartySite, backref="uses")
    alias = TextField(default="")
    attention = TextField(default="")
    active = BooleanField(default=True)

    class Meta:
        indexes = ((("account", "party_site"), True),)


class SiteUse(Made):
    """A purpose of a site for an account (BILL_TO, SHIP_TO, STATEMENTS …); one primary per purpose (R-14)."""

    account = ForeignKeyField(CustomerAccount, backref="uses")
    site = ForeignKeyField(CustomerSite, backref="uses")
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


class BillToAccount(Made):
    """An account that pays, for itself or for others; once made, permanent (R-06): a trigger refuses DELETE."""

    account = ForeignKeyField(CustomerAccount, unique=True)
    active = BooleanField(default=True)


class AccountRelationship(Kept):
    """What `account` opens to `related`: who may be billed, shipped to, paid by it (R-16), directed."""

    account = ForeignKeyField(CustomerAccount, backref="opens")
    related = ForeignKeyField(CustomerAccount, backref="opened_by")
    bill_to = BooleanField(default=False)
    ship_to = BooleanField(default=False)
    pay = BooleanField(default=False)
    reciprocal = BooleanField(default=False)
    active = BooleanField(default=True)

    class Meta:
        indexes = ((("account", "related"), True),)
        constraints = [SQL("CHECK (account_id <> related_id)")]


class Contact(Kept):
    """A person acting for an account, at account level or at one site; one primary at each (F-14)."""

    person = ForeignKeyField(Party, backref="acts_for")
    account = ForeignKeyField(CustomerAccount, backref="contacts")
    site = ForeignKeyField(CustomerSite, null=True, backref="contacts")
    title = TextField(default="")
    department = TextField(default="")
    location = ForeignKeyField(Location, null=True)
    is_primary = BooleanField(default=False)
    active = BooleanField(default=True)


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

    contact = ForeignKeyField(Contact, backref="roles")
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

    contact = ForeignKeyField(Contact, backref="subscriptions")
    event = TextField()

    class Meta:
        indexes = ((("contact", "event"), True),)


class AlternateNumber(Made):
    """An old or merged code that still finds the account (F-09)."""

    code = TextField(unique=True)
    account = ForeignKeyField(CustomerAccount, backref="alternates")
    reason = TextField(default="")


class TaxStatus(Kept):
    """An exemption of an account, everywhere or in one state, up to its certificate's expiry (F-20)."""

    account = ForeignKeyField(CustomerAccount, backref="tax_statuses")
    state = TextField(default="")
    certificate = TextField(default="")
    first_day = DateField(null=True)
    last_day = DateField(null=True)

    class Meta:
        indexes = ((("account", "state"), True),)


class PaymentExclusion(Made):
    """A payment method this account may not use (R-36)."""

    account = ForeignKeyField(CustomerAccount, backref="exclusions")
    method = ForeignKeyField(PaymentMethod)

    class Meta:
        indexes = ((("account", "method"), True),)


class ContractPrice(Made):
    """A short-term price of one product for one account, first to last day inclusive (R-34)."""

    account = ForeignKeyField(CustomerAccount, backref="contract_prices")
    product = ForeignKeyField(Product)
    price = PriceField(constraints=[Check("price >= 0")])
    currency = TextField()
    first_day = DateField()
    last_day = DateField()

    class Meta:
        indexes = ((("account", "product", "first_day"), True),)
        constraints = [SQL("CHECK (first_day <= last_day)")]


class PurchasingContract(Kept):
    """Agreed quantities and prices for a time, called off by orders."""

    code = TextField(unique=True)
    account = ForeignKeyField(CustomerAccount, backref="purchasing_contracts")
    name = TextField(default="")
    currency = TextField()
    first_day = DateField()
    last_day = DateField()


class ContractLine(Made):
    """A product of a purchasing contract: how much, for how much."""

    contract = ForeignKeyField(PurchasingContract, backref="lines")
    product = ForeignKeyField(Product)
    quantity = QuantityField()
    price = PriceField()

    class Meta:
        indexes = ((("contract", "product"), True),)


class CustomerNote(Kept):
    """A note; shown on its own line when the customer is sold-to, if flagged (F-24)."""

    account = ForeignKeyField(CustomerAccount, backref="notes")
    text = TextField()
    on_selection = BooleanField(default=False)


class ActionNote(Kept):
    """A service note with reason, assignee, follow-up date and status (F-23)."""

    account = ForeignKeyField(CustomerAccount, backref="action_notes")
    reason = TextField()
    text = TextField(default="")
    assignee = TextField(default="")
    follow_up = DateField(null=True)
    status = TextField(default="open", constraints=[Check("status IN ('open', 'resolved')")])


ActionNote.add_index(ActionNote.index(ActionNote.follow_up, where=SQL("status = 'open'"), name="action_note_open"))


class ProfileCategory(Row):
    """A demographic question, possibly mandatory at acceptance (R-38)."""

    code = TextField(unique=True)
    name = TextField()
    mandatory = BooleanField(default=False)
    active = BooleanField(default=True)


class ProfileResponse(Row):
    """An allowed answer to a demographic question."""

    category = ForeignKeyField(ProfileCategory, backref="responses")
    code = TextField()
    name = TextField()

    class Meta:
        indexes = ((("category", "code"), True),)


class ProfileAnswer(Made):
    """What an account answered."""

    account = ForeignKeyField(CustomerAccount, backref="answers")
    category = ForeignKeyField(ProfileCategory)
    response = ForeignKeyField(ProfileResponse)

    class Meta:
        indexes = ((("account", "category"), True),)
