"""What of a customer moves and stays in a merge, counted before it is done (X-03)."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from custtui.models.account import AccountRelationship, AlternateNumber, BillToAccount, CustomerAccount
from custtui.models.at_once import at_once, each_at_once
from custtui.models.draft import Draft
from custtui.models.families import of_family
from custtui.models.fulfilment import Invoice
from custtui.models.order import SalesOrder
from custtui.services.twins.merge_moves import ONE_EACH, people, points, prices, relationships, standing_rows

Counts = tuple[tuple[str, int], ...]


class MovesBeside(NamedTuple):
    """What hangs on the two of them beside what moves: `orders` of each, the rest of the source; its `contacts` that
    move, and that stay.

    `bill_to` are those of the two that are bill-to accounts.
    """

    orders: tuple[int, int]
    invoices: int
    contacts: tuple[int, int]
    paid: int
    drafts: int
    bill_to: Sequence[int]


def beside_of(source: int, survivor: int) -> MovesBeside:
    """It, asked at once."""
    paid = CustomerAccount.select().join(BillToAccount, on=CustomerAccount.default_bill_to == BillToAccount.id)
    bill_to = BillToAccount.select(BillToAccount.account).where(BillToAccount.account.in_([source, survivor]))
    (orders, invoices), theirs, (contacts, paid_for), (drafts, payers) = at_once(
        partial(of_family, source, _booked),
        partial(of_family, survivor, partial(_number, SalesOrder)),
        lambda: at_once(partial(_people, source, survivor), paid.where(BillToAccount.account == source).count),
        lambda: at_once(partial(_number, Draft, [source]), lambda: [row.account_id for row in bill_to]),
    )
    return MovesBeside((orders, theirs), invoices, contacts, paid_for, drafts, payers)


def _booked(accounts: list[int]) -> tuple[int, int]:
    return at_once(partial(_number, SalesOrder, accounts), partial(_number, Invoice, accounts))


def _people(source: int, survivor: int) -> tuple[int, int]:
    going, staying = people(source, survivor)
    return len(going), len(staying)


def _number(model: Any, accounts: list[int]) -> int:
    return model.select().where(model.account.in_(accounts)).count()


def rows_of(source: int, survivor: int) -> dict[str, tuple[int, int]]:
    """How many rows move and stay, by what a clerk calls them."""
    each = [partial(standing_rows, model, source, survivor, key) for model, (_, key) in ONE_EACH.items()]
    (moving, staying), rows, priced, related = at_once(
        partial(points, source, survivor),
        partial(each_at_once, each),
        partial(prices, source, survivor),
        partial(_related, source, survivor),
    )
    found = {"Phones, e-mails": (len(moving), len(staying))}
    for (model, (label, _)), (going, remaining) in zip(ONE_EACH.items(), rows, strict=True):
        found[label] = (len(going) + (model is AlternateNumber), len(remaining))
    found["Contract prices"] = (len(priced[0]), len(priced[1]))
    found["Relationships"] = related
    return found


def _related(source: int, survivor: int) -> tuple[int, int]:
    rel = AccountRelationship
    every, going = at_once(
        rel.select().where((rel.account == source) | (rel.related == source)).count,
        lambda: len(list(relationships(source, survivor))),
    )
    return going, every - going


def counts(sites: int, beside: MovesBeside, rows: Mapping[str, tuple[int, int]]) -> tuple[Counts, Counts]:
    """What moves and what stays, each with how many, where there are any."""
    rows = {"Contacts": beside.contacts, **rows}
    whole = {"Orders": beside.orders[0], "Invoices": beside.invoices, "Sites": sites}
    moves = {**whole, **{label: count for label, (count, _) in rows.items()}, "Paid for": beside.paid}
    return (
        tuple((label, count) for label, count in moves.items() if count),
        tuple((label, count) for label, (_, count) in rows.items() if count),
    )
