"""Two records of one customer, with everything a customer can have, to merge; the whole database as text."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from peewee import Model

from custtui.models import all_models
from custtui.models.account import (
    AccountRelationship,
    ActionNote,
    AllowedAnswer,
    AlternateNumber,
    BillToAccount,
    Contact,
    ContactPoint,
    CustomerAccount,
    CustomerNote,
    CustomerQuestion,
    PaymentExclusion,
    ProfileAnswer,
    PurchasingContract,
    TaxStatus,
)
from custtui.models.chain import HistoryLink
from custtui.models.merge import MergeLog
from custtui.models.operator import Counter, PaymentMethod
from custtui.models.order import OrderRevision
from custtui.models.party import PartyRelationship
from custtui.models.search.engine import rebuild
from custtui.models.term_change import TermChange
from tests.rows import an_order, bill
from tests.services import house
from tests.standing import made_once

STAMPS = {"version", "changed_by", "changed_at"}


@dataclass
class Pair:
    """Ids: the older customer, the younger twin, and some of what they have."""

    old: int
    new: int
    other: int
    home: int
    same: int
    quay: int
    order: OrderRevision


@made_once
def a_pair() -> Pair:
    """3897-5 Healthy Juices Inc. and its twin 3897-7, which has orders, sites, people and all else of its own."""
    stand = house.stand()
    new = house.account(house.party("Healthy Juice Incorporated"), "3897-7", tax_number="12-3456789")
    same = house.site(
        new, "HJ", "BILL_TO*", identifying=True, street="1 Main St.", city="NEW YORK", postal_code="10001"
    )
    quay = house.site(new, "Quay", "SHIP_TO*", "STATEMENTS*", street="8 Quay", city="Boston", state="MA")
    _people(stand.a1, new, same)
    _papers(stand, new)
    _others(stand.a1, stand.hq, new)
    account = CustomerAccount.get_by_id(new)
    order = an_order(account, tax_rate="0.1", po_number="PO-77")
    bill(order.lines.get(), Decimal(2), Decimal("4.00"))
    an_order(CustomerAccount.get_by_id(stand.a1))
    rebuild()
    return Pair(stand.a1, new, stand.hq, stand.s1, same, quay, order)


def _people(old: int, new: int, same: int) -> None:
    house.contact(new, "Carl Dock", primary=True, email="carl@hj.example")
    house.contact(new, "Paula Pay", site_id=same, primary=True)
    for account, number in ((old, "2125550100"), (new, "2125550100"), (new, "2125550199")):
        ContactPoint.create(account=account, kind="PHONE", value=number, normal=number, is_primary=account == old)
    ContactPoint.create(account=new, site=same, kind="EMAIL", value="a@b.example", normal="a@b.example")


def _papers(stand: house.House, new: int) -> None:
    AlternateNumber.create(code="OLD-7", account=new, reason="imported")
    for account in (stand.a1, new):
        TaxStatus.create(account=account, state="NY")
    TaxStatus.create(account=new, state="NJ", last_day=date(2030, 1, 1))
    for account, code in ((stand.a1, house.CASH), (new, house.CASH), (new, house.CHECK)):
        PaymentExclusion.create(account=account, method=PaymentMethod.get(PaymentMethod.code == code))
    one, two = stand.products["ITEM1"], stand.products["ITEM2"]
    house.contract_price(stand.a1, one, "9.00", date(2026, 5, 1), date(2026, 5, 31))
    house.contract_price(new, one, "8.00", date(2026, 5, 20), date(2026, 6, 20))
    house.contract_price(new, two, "7.00", date(2026, 5, 20), date(2026, 6, 20))
    PurchasingContract.create(
        code="K-1", account=new, currency="USD", first_day=date(2026, 1, 1), last_day=date(2026, 12, 31)
    )
    CustomerNote.create(account=new, text="asks for pallets", on_selection=True)
    ActionNote.create(account=new, reason="CALL", text="call back")
    question = CustomerQuestion.create(code="SIZE", name="Size")
    response = AllowedAnswer.create(question=question, code="L", name="Large")
    ProfileAnswer.create(account=new, question=question, response=response)


def _others(old: int, other: int, new: int) -> None:
    """Relationships with others, with itself, and one both have; who pays for whom."""
    third = house.customer("3897-8", "Third Corp")
    AccountRelationship.create(account=new, related=third, bill_to=True)
    AccountRelationship.create(account=other, related=new, ship_to=True)
    AccountRelationship.create(account=other, related=old, ship_to=True)
    AccountRelationship.create(account=new, related=old, pay=True)
    for account in (old, new):
        BillToAccount.create(account=account)
    house.default_bill_to(third, new)
    mine, theirs = (CustomerAccount.get_by_id(one).party for one in (new, other))
    PartyRelationship.create(subject=mine, object=theirs, kind="subsidiary")


def everything() -> dict[str, list[tuple[str, ...]]]:
    """Every row of all tables but logs that only grow and what counts them, but the stamps of who changed it last."""
    logs = (MergeLog, TermChange, HistoryLink, Counter)
    return {model._meta.table_name: _rows(model) for model in all_models() if model not in logs}


def _rows(model: type[Model]) -> list[tuple[str, ...]]:
    fields = [field for field in model._meta.sorted_fields if field.name not in STAMPS]
    rows = model.select(*fields).order_by(model._meta.fields["id"]).tuples()
    return [tuple(map(str, row)) for row in rows]


def contacts_of(account: int) -> dict[str, bool]:
    """Names of the people who act for an account, and whether each is the primary one."""
    rows = Contact.select().where(Contact.account == account)
    return {row.person.name: bool(row.is_primary) for row in rows}
