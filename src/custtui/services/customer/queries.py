"""The queries a customer is read with, their text made once."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from peewee import JOIN, Case, Database, fn

from custtui.domain.held import HELD
from custtui.domain.order import IN_FORCE, OPEN
from custtui.domain.records.account import WRITTEN
from custtui.domain.records.acting import ContactTexts
from custtui.domain.records.fact import fields_of
from custtui.domain.records.sited import SiteTexts
from custtui.models import families
from custtui.models.account import (
    AlternateNumber,
    BillToAccount,
    Contact,
    ContactPoint,
    ContactRole,
    CustomerAccount,
    CustomerNote,
    CustomerSite,
    EventSubscription,
    SiteUse,
    TaxStatus,
    acts_for,
    is_primary_of,
    own_first,
)
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.fulfilment import Invoice
from custtui.models.operator import PaymentMethod, PaymentTerms
from custtui.models.order import OrderLine, OrderRevision, RevisionState, SalesOrder
from custtui.models.party import PLACE, Location, Party, PartySite
from custtui.models.prepared import Prepared
from custtui.models.stands import counts_as
from custtui.models.together import PreparedQuestion
from custtui.services import accounts, clock, controls, credit, credit_sums
from custtui.services.orders.bought import LATEST_FIRST, bought, recent
from custtui.services.payer_ahead import PayerQuestions, by_customer, note_payer, of_payer
from custtui.services.standing import late, left, overdue, unpaid

A = CustomerAccount

FEW = 20
"""Orders in which is looked for what was paid last: enough for what a preview has room for."""


def _summed(amount: Any) -> Any:
    return fn.SUM(amount).converter(Invoice.gross.python_value)


Payer = CustomerAccount.alias()
PayerParty = Party.alias()


def _account() -> Any:
    columns = (
        *(
            A.id,
            A.version,
            A.code,
            Party.name,
            Party.kind,
            A.active,
        ),
        *(
            PaymentTerms.code.alias("terms"),
            PaymentMethod.code.alias("method"),
            PaymentMethod.name.alias("method_name"),
            A.currency,
        ),
        *(A.changed_by, A.changed_at, A.party, Payer.id.alias("payer"), Payer.code.alias("payer_code")),
        PayerParty.name.alias("payer_name"),
        *(getattr(A, column).alias(name) for name, column in WRITTEN.items()),
        *(getattr(A, field.column).alias(name) for name, field in HELD.items()),
    )
    return (
        A.select(*columns)
        .join(Party, on=A.party == Party.id)
        .switch(A)
        .join(PaymentTerms, JOIN.LEFT_OUTER, on=A.terms == PaymentTerms.id)
        .switch(A)
        .join(PaymentMethod, JOIN.LEFT_OUTER, on=A.payment_method == PaymentMethod.id)
        .switch(A)
        .join(BillToAccount, JOIN.LEFT_OUTER, on=A.default_bill_to == BillToAccount.id)
        .join(Payer, JOIN.LEFT_OUTER, on=BillToAccount.account == Payer.id)
        .join(PayerParty, JOIN.LEFT_OUTER, on=Payer.party == PayerParty.id)
    )


ACCOUNT_BY_ID = Prepared(lambda one: _account().where(A.id == one))
ACCOUNT_BY_CODE = Prepared(lambda code: _account().where(A.code == code))
SITES = Prepared(
    lambda account: (
        CustomerSite.select(
            *(CustomerSite.id, CustomerSite.active, PartySite.identifying),
            *PLACE,
            *(getattr(CustomerSite, name) for name in fields_of(SiteTexts)),
        )
        .join(PartySite, on=CustomerSite.party_site == PartySite.id)
        .join(Location, on=PartySite.location == Location.id)
        .where(CustomerSite.account == account)
        .order_by(PartySite.identifying.desc(), CustomerSite.active.desc(), CustomerSite.id)
    )
)
USES = Prepared(
    lambda account: (
        SiteUse.select(SiteUse.site, SiteUse.purpose, SiteUse.is_primary)
        .where((SiteUse.account == account) & SiteUse.active)
        .order_by(SiteUse.id)
    )
)
CONTACTS = Prepared(
    lambda account: (
        Contact.select(
            *(Contact.id, Party.name, Contact.site, is_primary_of(account), Contact.shared),
            *(getattr(Contact, name) for name in fields_of(ContactTexts)),
        )
        .join(Party, on=Contact.person == Party.id)
        .where(acts_for(account) & Contact.active)
        .order_by(*own_first(account))
    )
)
ROLES = Prepared(
    lambda account: (
        ContactRole.select(ContactRole.contact, ContactRole.role)
        .join(Contact)
        .where(acts_for(account))
        .order_by(ContactRole.id)
    )
)
EVENTS = Prepared(
    lambda account: (
        EventSubscription.select(EventSubscription.contact, EventSubscription.event)
        .join(Contact)
        .where(acts_for(account))
        .order_by(EventSubscription.id)
    )
)
POINTS = Prepared(
    lambda account: (
        ContactPoint.select(ContactPoint.kind, ContactPoint.value)
        .where((ContactPoint.account == account) & ContactPoint.site.is_null())
        .order_by(ContactPoint.is_primary.desc(), ContactPoint.id)
    )
)
CONTACT_POINTS = Prepared(
    lambda account: (
        ContactPoint.select(ContactPoint.contact, ContactPoint.kind, ContactPoint.value)
        .join(Contact, on=ContactPoint.contact == Contact.id)
        .where(acts_for(account))
        .order_by(ContactPoint.is_primary.desc(), ContactPoint.id)
    )
)
NOTES = Prepared(
    lambda account: (
        CustomerNote.select(CustomerNote.text)
        .where(CustomerNote.account == account)
        .order_by(CustomerNote.on_selection.desc(), CustomerNote.id)
    )
)
PAYS_FOR = Prepared(
    lambda account: (
        A.select(A.code, Party.name)
        .join(BillToAccount, on=A.default_bill_to == BillToAccount.id)
        .join(Party, on=A.party == Party.id)
        .where((BillToAccount.account == account) & (A.id != account) & A.merged_into.is_null())
        .order_by(A.id)
    )
)
ALTERNATES = Prepared(
    lambda account: (
        AlternateNumber.select(AlternateNumber.code)
        .where(AlternateNumber.account == account)
        .order_by(AlternateNumber.id)
    )
)
TAX = Prepared(
    lambda account: (
        TaxStatus.select(TaxStatus.state, TaxStatus.first_day, TaxStatus.last_day)
        .where(TaxStatus.account == account)
        .order_by(TaxStatus.state)
    )
)
OPEN_ORDERS = Prepared(
    lambda accounts: (
        OrderRevision.select(fn.COUNT(OrderRevision.id), fn.COALESCE(fn.SUM(OrderRevision.gross), 0))
        .join(RevisionState, on=RevisionState.revision == OrderRevision.id)
        .where(OrderRevision.sold_to.in_(accounts) & counts_as(OPEN))
    )
)
LAST_ORDER = Prepared(
    lambda accounts: (
        OrderRevision.select(SalesOrder.number, OrderRevision.order_date)
        .join(SalesOrder, on=OrderRevision.order == SalesOrder.id)
        .where(OrderRevision.sold_to.in_(accounts))
        .order_by(OrderRevision.order_date.desc(), OrderRevision.id.desc())
        .limit(1)
    )
)

OWED = Prepared(
    lambda accounts, today: (
        Invoice.select(Invoice.currency, _summed(left()), _summed(Case(None, [(overdue(today), late(today))], 0)))
        .where(Invoice.account.in_(accounts) & unpaid())
        .group_by(Invoice.currency)
        .order_by(Invoice.currency)
    )
)
"""What is unpaid and what of it is past due, by currency; today is not known before the zone is."""
LAST_PRICES = Prepared(
    lambda accounts: (
        bought(OrderLine.product_code, OrderLine.price, OrderRevision.currency, states=IN_FORCE)
        .where(OrderRevision.id.in_(recent(accounts, FEW)))
        .order_by(*LATEST_FIRST, OrderLine.id)
    )
)


class Usual(NamedTuple):
    """What is owed is asked by: most customers of a house have one currency, and the day goes on once a day."""

    currency: str
    today: date


USUAL: WeakKeyDictionary[Database, Usual] = WeakKeyDictionary()
"""As it was with the customer who was read last: of the next one a far server is asked for all at once (P-13)."""


def all_of(account: int) -> tuple[PreparedQuestion, ...]:
    """All that is asked of a customer to show it whole, where nobody was merged into it and nothing is unusual."""
    by_id = (ACCOUNT_BY_ID, accounts.ACCOUNT, SITES, USES, POINTS, TAX, CONTACTS, ROLES, EVENTS, CONTACT_POINTS)
    more = (PAYS_FOR, NOTES, ALTERNATES)
    of_family = (families.MERGED, OPEN_ORDERS, LAST_ORDER, LAST_PRICES)
    always = (clock.ZONE, controls.CONTROLS, *([credit.STAMP] if is_sqlite(db) else []))
    return (
        *((one, (account,)) for one in (*by_id, *more)),
        *((one, ([account],)) for one in of_family),
        *((one, ()) for one in always),
        *_owing(account),
        *([] if is_sqlite(db) else by_customer(account, _of_payer())),
    )


ALONE = partial(of_payer, arguments=lambda account, payer: (payer,))
IN_LIST = partial(of_payer, arguments=lambda account, payer: ([payer],))
WHO = [(ALONE(accounts.ACCOUNT), ()), (IN_LIST(families.INTO), ()), (IN_LIST(families.MERGED), ())]
ON_ORDER, USED, UNPAID = IN_LIST(credit_sums.ORDERS), IN_LIST(credit_sums.OWED), IN_LIST(OWED)


def _of_payer() -> PayerQuestions:
    """Who pays, what is used of its credit and what it owes."""
    usual = USUAL.get(db.obj)
    if usual is None:
        return WHO
    return [*WHO, (ON_ORDER, (usual.currency,)), (USED, (usual.currency,)), (UNPAID, (usual.today,))]


def known_of_payer(account: int) -> None:
    """What was asked of it by its customer is known of it (P-13)."""
    if not is_sqlite(db):
        note_payer(account, _of_payer())


def _owing(account: int) -> Iterator[PreparedQuestion]:
    """On a file each is asked by itself, once it is known whether it is wanted."""
    usual = None if is_sqlite(db) else USUAL.get(db.obj)
    if usual is not None:
        yield credit_sums.ORDERS, ([account], usual.currency)
        yield credit_sums.OWED, ([account], usual.currency)
        yield OWED, ([account], usual.today)
