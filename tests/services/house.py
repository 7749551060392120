"""Builds what tests stand on: the seller, its tables, and the customers of the rules' examples.

`stand()` makes P1 Healthy Juices Inc. (account 3897-5, New York office S1, New Jersey warehouse S2 "HJ Warehouse",
Robert Green and Emily Rose), H.Q. Corp (3897-9), and the products ITEM1 … ITEM3 at list prices.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from custtui.domain.who import SYSTEM, Role, Who
from custtui.models.account import (
    AccountRelationship,
    BillToAccount,
    Contact,
    ContactPoint,
    ContactRole,
    ContractPrice,
    CustomerAccount,
    CustomerSite,
    EventSubscription,
    PaymentExclusion,
    SiteUse,
)
from custtui.models.base import db
from custtui.models.operator import Control, Operator, PaymentMethod, PaymentTerms, Reason, Seller, TaxRate
from custtui.models.party import Location, Party, PartySite
from custtui.models.product import Barcode, PriceList, PriceListItem, Product
from custtui.models.role_chain import Given, gave
from custtui.models.search import engine as search
from custtui.models.search.product import index_products
from custtui.services.bulk.codes import customer_codes
from tests.standing import made_once

ANN = Who("ann", "Ann", Role.CLERK)
BEN = Who("ben", "Ben", Role.SUPERVISOR)
DORA = Who("dora", "Dora", Role.SUPERVISOR)
CORA = Who("cora", "Cora", Role.ADMINISTRATOR)
EVER = date(2000, 1, 1)
CASH, CHECK, CARD, ON_ACCOUNT = "CASH", "CHECK", "CREDIT CARD", "ON ACCOUNT"


@dataclass
class House:
    """Ids of what `stand` made."""

    a1: int = 0
    s1: int = 0
    s2: int = 0
    hq: int = 0
    hq_site: int = 0
    robert: int = 0
    emily: int = 0
    list: int = 0
    products: dict[str, int] = field(default_factory=dict)


def seller(currency: str = "USD") -> None:
    """The seller with operators, terms, payment methods (as OM ships them), reasons and the list LIST."""
    Seller.create(name="Sunshine Beverages LLC", city="Orlando", state="FL", unit_licence="3897", currency=currency)
    hire()
    for code, days in (("NET30", 30), ("NET60", 60)):
        PaymentTerms.create(code=code, name=f"{days} days net", days=days)
    methods = ((CASH, "Cash", False), (CHECK, "Check", False), (CARD, "Credit card", True))
    for code, name, other in methods:
        PaymentMethod.create(code=code, name=name, when_other_pays=other)
    PaymentMethod.create(code=ON_ACCOUNT, name="On account", when_other_pays=True, needs_terms=True)
    for kind in ("price", "discount"):
        Reason.create(kind=kind, code="GOODWILL", name="Goodwill")
    PriceList.create(code="LIST", name="List", currency=currency)


def hire(*logins: str, role: Role = Role.CLERK) -> None:
    """Operators of these logins, who are not there yet; without any the four of the house."""
    given = list[Given]()
    for one in [Who(login, login.capitalize(), role) for login in logins] or (ANN, BEN, DORA, CORA):
        if Operator.get_or_create(login=one.login, defaults={"name": one.name, "role": one.role})[1]:
            given.append(Given(one.login, one.name, one.role, SYSTEM.login))
    gave(db, given)


def promote(login: str = "ann", role: Role = Role.ADMINISTRATOR) -> None:
    """Give an operator a role: tests of screens have Ann do everything; who may what is asked in test_who_may."""
    Operator.update(role=role).where(Operator.login == login).execute()
    gave(db, [Given(login, login.capitalize(), role, SYSTEM.login)])


def control(key: str, value: Any) -> None:
    """Set a control, such as `control("bill_to_in_order_entry", True)`."""
    Control.insert(key=key, value=str(value)).on_conflict(
        conflict_target=[Control.key], update={Control.value: str(value)}
    ).execute()


def product(code: str, price: str | None = "10.00", *, barcode: str = "", **columns: Any) -> int:
    """A product, on the list LIST at a price if one is given."""
    one = Product.create(code=code, name=columns.pop("name", f"{code} described"), **columns)
    if price is not None:
        list_price(one.id, price)
    if barcode:
        Barcode.create(code=barcode, product=one)
    index_products([one.id])
    return one.id


def list_price(
    product_id: int,
    price: str,
    *,
    from_quantity: str = "0",
    on: str = "LIST",
    first: date = EVER,
    last: date | None = None,
) -> None:
    """A price on a list, made if there is none of that code."""
    price_list = PriceList.get_or_none(PriceList.code == on) or PriceList.create(code=on, name=on, currency="USD")
    PriceListItem.create(
        price_list=price_list,
        product=product_id,
        from_quantity=Decimal(from_quantity),
        price=Decimal(price),
        first_day=first,
        last_day=last,
        made_by="ben",
    )


def contract_price(account_id: int, product_id: int, price: str, first: date, last: date) -> None:
    """A short-term price of one account."""
    ContractPrice.create(
        account=account_id,
        product=product_id,
        price=Decimal(price),
        currency="USD",
        first_day=first,
        last_day=last,
        made_by="ben",
    )


def party(name: str, kind: str = "ORGANIZATION", **columns: Any) -> int:
    """A party."""
    return Party.create(name=name, kind=kind, **columns).id


def account(
    party_id: int, code: str, *, threshold: str | None = "500.00", terms: str = "NET30", **columns: Any
) -> int:
    """An account of a party; automatic acceptance up to 500.00 unless said otherwise."""
    one = CustomerAccount.create(
        party=party_id,
        code=code,
        currency=columns.pop("currency", "USD"),
        terms=PaymentTerms.get(PaymentTerms.code == terms) if terms else None,
        accept_threshold=None if threshold is None else Decimal(threshold),
        **columns,
    )
    customer_codes().keep()
    return one.id


def sister(account_id: int, code: str, name: str) -> int:
    """Another account of an account's party, with a site and nobody of its own; it can be found."""
    other = account(CustomerAccount.get_by_id(account_id).party_id, code, name=name)
    site(other, "Showroom", "SHIP_TO*", "BILL_TO*", street="3 Show St")
    search.index_accounts([other])
    return other


def site(
    account_id: int, alias: str, *uses: str, identifying: bool = False, state: str = "NY", **address: Any
) -> int:
    """A site with its uses: `BILL_TO`, or `BILL_TO*` for the primary one."""
    attention = address.pop("attention", "")
    place = {"street": f"1 {alias} St", "city": "Town", "postal_code": "10001", "country": "US", **address}
    location = Location.create(state=state, **place)
    owner = CustomerAccount.get_by_id(account_id).party_id
    party_site = PartySite.create(party=owner, location=location, identifying=identifying)
    one = CustomerSite.create(account=account_id, party_site=party_site, alias=alias, attention=attention)
    for use in uses:
        SiteUse.create(account=account_id, site=one, purpose=use.strip("*"), is_primary=use.endswith("*"))
    return one.id


def customer(code: str, name: str, **columns: Any) -> int:
    """A customer with one site for everything: identifying, BILL_TO and SHIP_TO primary (C-19)."""
    one = account(party(name), code, **columns)
    site(one, name, "BILL_TO*", "SHIP_TO*", identifying=True)
    return one


def contact(account_id: int, name: str, *, site_id: int | None = None, email: str = "", **more: Any) -> int:
    """A contact with roles and events: `roles=("finance",), events=("invoicing",)`, `primary=True`."""
    person = Party.create(name=name, kind="PERSON")
    one = Contact.create(person=person, account=account_id, site=site_id, is_primary=more.get("primary", False))
    for role in more.get("roles", ()):
        ContactRole.create(contact=one, role=role)
    for event in more.get("events", ()):
        EventSubscription.create(contact=one, event=event)
    if email:
        ContactPoint.create(contact=one, kind="EMAIL", value=email, normal=email.lower(), is_primary=True)
    return one.id


def related(account_id: int, to: int, **flags: bool) -> AccountRelationship:
    """`account_id` opens itself to `to`: `bill_to`, `ship_to`, `pay`, `reciprocal`."""
    return AccountRelationship.create(account=account_id, related=to, **flags)


def default_bill_to(account_id: int, payer_id: int) -> None:
    """Another account pays for this one by default."""
    bill_to = BillToAccount.get_or_create(account=payer_id)[0]
    CustomerAccount.update(default_bill_to=bill_to.id).where(CustomerAccount.id == account_id).execute()


def exclude(account_id: int, method: str) -> None:
    """The account may not use a payment method."""
    PaymentExclusion.create(account=account_id, method=PaymentMethod.get(PaymentMethod.code == method))


def tax(rate: str, *, category: str = "standard", country: str = "US", state: str = "", **more: Any) -> None:
    """A tax rate, as a fraction; `first`, `last`, `city`, `postal_codes`, `component` …"""
    TaxRate.create(
        category=category,
        country=country,
        state=state,
        rate=Decimal(rate),
        first_day=more.pop("first", EVER),
        last_day=more.pop("last", None),
        **more,
    )


@made_once
def stand() -> House:
    """The set-up of the rules' examples."""
    seller()
    house = House()
    p1 = party("Healthy Juices Inc.")
    house.a1 = account(p1, "3897-5", payment_method=PaymentMethod.get(PaymentMethod.code == CHECK))
    office = {"street": "1 Main St", "city": "New York", "postal_code": "10001"}
    house.s1 = site(house.a1, "New York office", "BILL_TO*", identifying=True, **office)
    dock = {"street": "9 Dock Rd", "city": "Newark", "postal_code": "07102"}
    house.s2 = site(house.a1, "HJ Warehouse", "SHIP_TO*", state="NJ", **dock)
    house.robert = contact(house.a1, "Robert Green", primary=True, roles=("procurement",), email="r.green@hj.example")
    house.emily = contact(
        house.a1, "Emily Rose", site_id=house.s1, roles=("finance",), events=("invoicing",), email="e.rose@hj.example"
    )
    house.hq = account(party("H.Q. Corp"), "3897-9")
    house.hq_site = site(house.hq, "H.Q. Corp", "BILL_TO*", identifying=True, street="100 Tower Ave", city="Albany")
    for code, price in (("ITEM1", "10.00"), ("ITEM2", "15.00"), ("ITEM3", "4.00")):
        house.products[code] = product(code, price)
    search.index_accounts([house.a1, house.hq])
    return house
