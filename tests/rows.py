"""Rows for tests, put straight into the tables: a customer, an order and what happened to it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from custtui.models.account import CustomerAccount, CustomerSite, SiteUse
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.found_standing import keep_what_stands
from custtui.models.fulfilment import BilledOrder, Forfeit, Invoice, InvoiceLine, Return, Shipment, ShipmentLine
from custtui.models.histories import take_up_histories
from custtui.models.order import (
    OrderEvent,
    OrderLine,
    OrderPosition,
    OrderRevision,
    OrderShipTo,
    RevisionState,
    SalesOrder,
)
from custtui.models.party import Location, Party, PartySite
from custtui.models.product import Product
from custtui.models.search.product import index_products
from custtui.models.taking_up import take_up
from custtui.services.bulk.codes import customer_codes
from custtui.services.check import catalogue_faults
from tests.services.house import hire

DAY = date(2026, 5, 4)
_numbers = count(1)


def an_account(code: str = "3897-5", name: str = "Healthy Juices Inc.") -> CustomerAccount:
    """A customer without sites."""
    party = Party.create(kind="ORGANIZATION", name=name)
    return CustomerAccount.create(party=party, code=code, currency="USD")


def a_party_site(party: Party, **fields: object) -> PartySite:
    """An address of a party."""
    return PartySite.create(party=party, location=Location.create(street="1 Main St"), **fields)


def at_home(account: CustomerAccount) -> CustomerAccount:
    """The same customer with an address of its own to be billed at (R-12, R-13)."""
    place = a_party_site(account.party, identifying=True)
    site = CustomerSite.create(account=account, party_site=place)
    SiteUse.create(account=account, site=site, purpose="BILL_TO", is_primary=True)
    return account


def a_product(code: str) -> Product:
    """The product of that code, made if need be."""
    one = Product.get_or_create(code=code, defaults={"name": f"Product {code}"})[0]
    index_products([one.id])
    return one


def an_order(
    account: CustomerAccount,
    lines: Sequence[tuple[str, str]] = (("5", "2.00"), ("7", "0.10")),
    *,
    status: str | None = "accepted",
    replaces: OrderRevision | None = None,
    tax_rate: str = "0",
    **fields: object,
) -> OrderRevision:
    """A revision with lines of (quantity, price) for products A, B, …: sealed and, where accepted, in force.

    `status` None leaves it unsealed.
    """
    hire()
    number = f"SO-{next(_numbers)}"
    order = replaces.order if replaces else SalesOrder.create(number=number, account=account)
    nets = [Decimal(quantity) * Decimal(price) for quantity, price in lines]
    taxes = [(net * Decimal(tax_rate)).quantize(Decimal("0.01")) for net in nets]
    given: dict[str, object] = {
        "revision": replaces.revision + 1 if replaces else 1,
        "order_date": DAY,
        "sold_to_name": account.party.name,
        "bill_to": account,
        "bill_to_code": account.code,
        "bill_to_name": account.party.name,
        "currency": "USD",
        "hash": "",
    }
    revision = OrderRevision.create(
        order=order,
        replaces=replaces,
        sold_to=account,
        sold_to_code=account.code,
        net=sum(nets),
        tax=sum(taxes),
        gross=sum(nets) + sum(taxes),
        **{**given, **fields},
    )
    ship_to = OrderShipTo.create(revision=revision, kind="SAME", name=account.party.name)
    for index, ((quantity, price), net, tax) in enumerate(zip(lines, nets, taxes, strict=True)):
        position, _ = OrderPosition.get_or_create(order=order, position=(index + 1) * 10)
        product = a_product(chr(ord("A") + index))
        OrderLine.create(
            revision=revision,
            position=position,
            product=product,
            product_code=product.code,
            description=product.name,
            quantity=Decimal(quantity),
            price=Decimal(price),
            tax_rate=Decimal(tax_rate),
            net=net,
            tax=tax,
            gross=net + tax,
            ship_to=ship_to,
        )
    if status:
        seal(revision, status)
    return revision


def seal(revision: OrderRevision, status: str) -> None:
    """Give a revision its state; an accepted one takes over."""
    RevisionState.create(revision=revision, status=status)
    OrderEvent.create(order=revision.order, revision=revision, kind="placed", by="anna")
    order = revision.order
    if status == "pending":
        SalesOrder.update(pending=revision).where(SalesOrder.id == order.id).execute()
    elif status in ("accepted", "finished"):
        if revision.replaces:
            old = RevisionState.revision == revision.replaces
            RevisionState.update(status="superseded").where(old).execute()
        SalesOrder.update(in_force=revision).where(SalesOrder.id == order.id).execute()


def chained() -> None:
    """Take what was put into the tables beside the services into chains and counters, as these do (S-6, C-19)."""
    take_up(db.obj)
    keep_what_stands(db.obj)
    take_up_histories(db.obj)
    customer_codes().keep()


def ship(line: OrderLine, quantity: Decimal) -> None:
    """Goods of one line sent."""
    shipment = Shipment.create(number=f"D-{next(_numbers)}", order=line.revision.order, day=DAY)
    ShipmentLine.create(shipment=shipment, position=line.position, booked_on=line.revision, quantity=quantity)


def forfeit(line: OrderLine, quantity: Decimal) -> None:
    """The rest of a line given up."""
    Forfeit.create(position=line.position, booked_on=line.revision, quantity=quantity)


def send_back(line: OrderLine, quantity: Decimal) -> None:
    """Goods of one line returned."""
    Return.create(position=line.position, booked_on=line.revision, quantity=quantity)


def bill(line: OrderLine, quantity: Decimal, gross: Decimal, tax: Decimal = Decimal(0)) -> None:
    """Some of a line invoiced, or credited where negative; `tax` is what of the gross is tax."""
    kind = "INVOICE" if quantity > 0 else "CREDIT"
    amounts = {"net": gross - tax, "tax": tax, "gross": gross}
    revision = line.revision
    invoice = an_invoice(
        number=f"B-{next(_numbers)}",
        order=revision.order,
        account=revision.bill_to,
        kind=kind,
        day=DAY,
        payment_due=DAY,
        currency="USD",
        **amounts,
    )
    InvoiceLine.create(invoice=invoice, position=line.position, booked_on=revision, quantity=quantity, **amounts)


def an_invoice(**columns: Any) -> Invoice:
    """An invoice all of which is of its order."""
    made = Invoice.create(**columns)
    sums = {name: columns[name] for name in ("net", "tax", "gross")}
    BilledOrder.create(invoice=made, order=columns["order"], **sums)
    return made


def trigger_faults() -> list[str]:
    """Guards that do not stand as they are made; tables of an older house may be written otherwise."""
    return [fault for fault in catalogue_faults() if fault.startswith("trigger ")]


@contextmanager
def undone(statement: str) -> Iterator[None]:
    """What the tables' owner may do past all guards (on SQLite `drop` took them away before), and back."""
    with db.atomic() as transaction:
        if not is_sqlite(db):
            db.execute_sql("SET LOCAL session_replication_role = replica")
        db.execute_sql(statement)
        yield
        transaction.rollback()
