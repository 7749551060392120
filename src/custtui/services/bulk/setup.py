"""Small tables in and out by one plan each: what a house is set up with, and short rows about customers.

A row with the key of one that stands takes its place; so a set-up file can be imported again after a change.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from peewee import Model

from custtui.domain.who import Who
from custtui.models.account import AccountRelationship, CustomerAccount, CustomerNote, TaxStatus
from custtui.models.base import Kept, Made
from custtui.models.database import transaction
from custtui.models.operator import PaymentMethod, PaymentTerms, Reason, Seller, TaxRate
from custtui.models.product import PriceList
from custtui.services.bulk.search import index_codes
from custtui.services.bulk.tables import among

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a small table goes in and out: its key, and which columns are codes of customers."""

    model: type[Model]
    key: tuple[str, ...]
    columns: tuple[str, ...]
    customers: tuple[tuple[str, str], ...] = ()  # column of the file, field of the table

    def field(self, column: str) -> str:
        """The table's field behind a column of the file."""
        return dict(self.customers).get(column, column)


SELLER = (
    *("name", "street", "city", "state", "postal_code", "country"),
    *("tax_number", "unit_licence", "currency", "time_zone"),
)

METHOD = ("code", "name", "when_sold_to_pays", "when_other_pays", "needs_terms", "active")
TAX = ("category", "country", "state", "rate", "first_day", "last_day")
RELATION = ("customer", "related", "bill_to", "ship_to", "pay", "reciprocal", "active")
EXEMPTION = ("customer", "state", "certificate", "first_day", "last_day")
CUSTOMER = (("customer", "account"),)

PLANS: dict[str, Plan] = {
    "seller": Plan(Seller, (), SELLER),
    "terms": Plan(PaymentTerms, ("code",), ("code", "name", "days")),
    "methods": Plan(PaymentMethod, ("code",), METHOD),
    "taxes": Plan(TaxRate, ("category", "country", "state", "first_day"), TAX),
    "reasons": Plan(Reason, ("kind", "code"), ("kind", "code", "name")),
    "pricelists": Plan(PriceList, ("code",), ("code", "name", "currency")),
    "relationships": Plan(
        AccountRelationship, ("customer", "related"), RELATION, (*CUSTOMER, ("related", "related"))
    ),
    "exemptions": Plan(TaxStatus, ("customer", "state"), EXEMPTION, CUSTOMER),
    "notes": Plan(CustomerNote, ("customer", "text"), ("customer", "text", "on_selection"), CUSTOMER),
}


def write_setup(who: Who, kind: str, rows: Iterable[Values]) -> int:
    """Write rows of a small kind; each takes the place of the one with its key. Returns how many."""
    plan, count = PLANS[kind], 0
    with transaction():
        for row in rows:
            _put(who, plan, row)
            count += 1
    return count


def _put(who: Who, plan: Plan, row: Values) -> None:
    values = {plan.field(name): value for name, value in row.items()}
    for column, field in plan.customers:
        values[field] = CustomerAccount.get(CustomerAccount.code == row[column])
    model: Any = plan.model
    key = [getattr(model, plan.field(name)) == values[plan.field(name)] for name in plan.key]
    standing = model.select(model.id).where(*key).first() if key else model.select(model.id).first()
    stamps = {"changed_by": who.login} if issubclass(model, Kept) else {}
    if standing:
        model.update({**values, **stamps}).where(model.id == standing.id).execute()
    else:
        model.insert({**values, **stamps, **({"made_by": who.login} if issubclass(model, Made) else {})}).execute()
    index_codes([row[column] for column, _ in plan.customers])


def read_setup(kind: str) -> Iterator[dict[str, Any]]:
    """The rows of a small kind, in the order they were made, page by page; those of merged customers stay behind."""
    plan, last = PLANS[kind], 0
    model: Any = plan.model
    while page := list(model.select().where(model.id > last).order_by(model.id).limit(500)):
        codes = _codes([getattr(row, f"{field}_id") for row in page for _, field in plan.customers])
        for row in page:
            if all(getattr(row, f"{field}_id") in codes for _, field in plan.customers):
                yield {name: _value(plan, row, name, codes) for name in plan.columns}
        last = page[-1].id


def _codes(accounts: list[int]) -> dict[int, str]:
    rows = CustomerAccount.select(CustomerAccount.id, CustomerAccount.code)
    rows = rows.where(CustomerAccount.merged_into.is_null(), among(CustomerAccount.id, set(accounts)))
    return dict(rows.tuples()) if accounts else {}


def _value(plan: Plan, row: Any, name: str, codes: dict[int, str]) -> Any:
    field = plan.field(name)
    return codes[getattr(row, f"{field}_id")] if (name, field) in plan.customers else getattr(row, field)
