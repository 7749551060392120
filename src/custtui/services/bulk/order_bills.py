"""What the invoices of an order from the past come to, and whether more is paid of them than is due (D-01, R-30).

Asked when a file is checked, and again when its orders are written: a dry run says what the run would.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from custtui.domain.fulfilment import Amounts, part_of
from custtui.domain.line_tax import LineTax, taxed_fault
from custtui.domain.money import ZERO, line_net, rounded, shown, tax_of
from custtui.domain.numbers import plain
from custtui.domain.tax import parts_fault
from custtui.domain.written_number import PREFIX
from custtui.models.account import CustomerAccount
from custtui.services.bulk.values import Movement, NewCharge, NewLine, NewOrder

LineBilled = tuple[NewLine, int, Amounts]
"""A line, its position, what all of it comes to."""


CHARGES, FREIGHT, FEE = "CHARGES", "FREIGHT", "FEE"
"""What an invoice or credit note has beside its lines: charges of the order, or of a credit note alone.

A charge of this name, `CHARGES freight`, is what its tax is beside the order's (C-38).
"""
BESIDE = re.compile(r"([^/]*)/(-?[0-9.]+)/(-?[0-9.]+)/([0-9.]*)")


@dataclass(frozen=True, slots=True)
class NotShared:
    """An amount that is no share of a line: its word, what it comes to, and its pieces or tax rate (C-31)."""

    word: str
    amounts: Amounts
    number: Decimal | None = None

    @property
    def text(self) -> str:
        """As a file has it behind a quantity of 0."""
        number = "" if self.number is None else plain(self.number)
        return f"{self.word}/{plain(self.amounts.net)}/{plain(self.amounts.tax)}/{number}"


def parted(text: str) -> tuple[str, str]:
    """What stands behind a quantity of 0: what is no share of the line, and the invoice it is taken back from."""
    parts = text.split("/", 4)
    return "/".join(parts[:4]), "".join(parts[4:])


def not_shared(text: str) -> NotShared | None:
    """What a file says behind a quantity of 0; None for what is none."""
    found = BESIDE.fullmatch(text) if text else None
    if found is None:
        return None
    try:
        amounts = Amounts(Decimal(found[2]), Decimal(found[3]))
        return NotShared(found[1].strip(), amounts, Decimal(found[4]) if found[4] else None)
    except InvalidOperation:
        return None


def became(kind: str, reason: str) -> str:
    """As a file has it behind an amount that came in as no payment: `REFUND/CREDIT`; '' of one that did (C-37)."""
    return f"{kind}/{reason}".rstrip("/")


def kind_of(move: Movement) -> tuple[str, str]:
    """The kind and the reason that a file says of what settles an invoice."""
    kind, _, reason = move.more.partition("/")
    return kind, reason


@dataclass(slots=True)
class Bill:
    """An invoice: of each position what is billed of it and what that comes to; charges stand on the first one."""

    rows: list[tuple[int, Movement, Amounts]]
    charges: Amounts

    @property
    def number(self) -> str:
        """As the file gives it; '' where one is to be given."""
        return self.rows[0][1].number

    @property
    def reason(self) -> str:
        """Why a credit note was made without goods; what was taken back by one names none."""
        words = (beside.word for _, move, _ in self.rows if (beside := not_shared(move.more)))
        return next((word for word in words if word and word.partition(" ")[0] not in (FREIGHT, FEE, CHARGES)), "")

    @property
    def whole(self) -> Amounts:
        """What it comes to."""
        net = sum([row[2].net for row in self.rows], self.charges.net)
        tax = sum([row[2].tax for row in self.rows], self.charges.tax)
        return Amounts(net, tax, sum([row[2].differs for row in self.rows], ZERO))


def amounts_of_line(line: NewLine, currency: str) -> Amounts:
    """What a line comes to."""
    net = line_net(line.quantity, line.price, currency, discount=line.discount, discount_rate=line.discount_rate)
    return Amounts(net, tax_of(net, line.tax_rate, currency))


def amounts_of_charges(charges: Iterable[NewCharge], currency: str) -> Amounts:
    """What charges come to together."""
    return sum((Amounts(one.net, tax_of(one.net, one.tax_rate, currency)) for one in charges), Amounts())


def bills_of(lines: Iterable[LineBilled], charges: Amounts, currency: str) -> list[Bill]:
    """The invoices of an order by day, then as its lines tell of them; charges come with the first of them."""
    papers, told = dict[Any, list[tuple[int, Movement, Amounts]]](), list[list[Any]]()
    for line, position, whole in lines:
        keys = dict[Any, None]()
        for move, amounts in _billed(line, whole, currency):
            keys[key := move.number or (move.day, move.quantity < 0)] = None
            papers.setdefault(key, []).append((position, move, amounts))
        told.append([*keys])
    found = _in_turn(papers, told) if len(papers) > 1 else [*papers.values()]
    return [Bill(rows, Amounts() if at else charges) for at, rows in enumerate(found)]


def _billed(line: NewLine, whole: Amounts, currency: str) -> list[tuple[Movement, Amounts]]:
    """What each invoice has of a line; of most lines one has all (P-10)."""
    if len(line.invoices) == 1 and line.invoices[0].quantity == line.quantity and _plain(line.invoices[0]):
        return [(line.invoices[0], whole)]
    part, before, found = ZERO, Amounts(), list[tuple[Movement, Amounts]]()
    for move in as_booked(line.invoices):
        differs = move.taxed.differs if move.taxed else ZERO
        if beside := not_shared(move.more):
            found.append((move, Amounts(beside.amounts.net, beside.amounts.tax, differs)))
            continue
        part += move.quantity
        share = part_of(whole, part, line.quantity, before, currency)
        found.append((move, share.otherwise(differs)))
        before += share
    return found


def _plain(move: Movement) -> bool:
    return not move.more and move.taxed is None


def taxed_in_file(order: NewOrder) -> Iterator[str]:
    """What is told of invoices that are not taxed by the rate they say (C-38)."""
    if not any(move.taxed for line in order.lines for move in line.invoices):
        return
    currency = order.currency or currency_of(order.customer)
    for bill in _bills(order, currency):
        for _, move, amounts in bill.rows:
            if move.taxed is None:
                continue
            tax = LineTax(move.taxed.rate, move.taxed.parts)
            why = taxed_fault(amounts, tax, currency) if move.quantity > 0 else parts_fault(tax.parts, tax.rate)
            if why:
                yield f"{move.number}: {why}"


def _in_turn(papers: dict[Any, Any], told: list[list[Any]]) -> list[Any]:
    """Each behind those that a line tells of before it; else by day and number, credit notes behind."""
    left = sorted(papers, key=lambda key: min(turn(move) for _, move, _ in papers[key]))
    found = list[Any]()
    while left:
        first = (key for key in left if all(key not in line[1:] for line in told))
        found.append(key := next(first, left[0]))
        left.remove(key)
        told = [[one for one in line if one != key] for line in told]
    return [papers[key] for key in found]


def as_booked(moves: Sequence[Movement]) -> Sequence[Movement]:
    """By day, of one day as they are told: shares depend on it (D-01). Where that cannot be, credits come last."""
    if len(moves) < 2:
        return moves
    found, kept, seen = sorted(moves, key=lambda one: one.day), ZERO, set[str]()
    own = {one.number for one in moves}
    for one in found:
        kept += one.quantity
        seen.add(one.number)
        if kept < 0 or (one.of in own and one.of not in seen):
            return sorted(moves, key=turn)
    return found


def turn(move: Movement) -> tuple[date, bool, int, str, bool]:
    """By day, then by number: IN-9 before IN-10, credit notes behind the invoices of their day."""
    return (
        move.day,
        credited(move) or move.number.startswith(PREFIX["credit"]),
        len(move.number),
        move.number,
        bool(move.more),
    )


def credited(move: Movement) -> bool:
    """Does it take something back, by quantity or without goods?"""
    return move.quantity < 0 or (bool(move.more) and not move.more.startswith((f"{CHARGES}/", f"{CHARGES} ")))


def overpaid(order: NewOrder, due: Mapping[str, Decimal]) -> Iterator[str]:
    """What is told of payments beyond what is due of an invoice, one that is not there left out."""
    paid = dict[str, Decimal]()
    for one in order.payments:
        gross, so_far = due.get(one.number, ZERO), paid.get(one.number, ZERO) + one.quantity
        paid[one.number] = so_far
        if one.number in due and (gross * so_far < 0 or abs(so_far) > abs(gross)):
            yield f"Order {order.number}: {so_far:f} paid of {one.number}, which is {gross:f}"
            return


def overpaid_in_file(order: NewOrder) -> Iterator[str]:
    """As `overpaid`, of an order that is not written yet; nothing where its currency is not known."""
    if not order.payments or not (currency := order.currency or currency_of(order.customer)):
        return
    for one in order.payments:
        if one.quantity != rounded(one.quantity, currency):
            yield f"{plain(one.quantity)} has more decimals than {currency}"
    yield from overpaid(order, {bill.number: bill.whole.gross for bill in _bills(order, currency)})


def over_credited_in_file(order: NewOrder) -> Iterator[str]:
    """What is credited of a line beyond what the invoice named has of it (C-31); quantities are looked at before."""
    if not any(move.of for line in order.lines for move in line.invoices):
        return
    left = dict[tuple[str, int], Decimal]()
    for bill in _bills(order, order.currency or currency_of(order.customer)):
        for position, move, amounts in bill.rows:
            key = move.of or move.number, position
            before = left.get(key, ZERO)
            left[key] = before + amounts.net
            if move.of and left[key] < 0:
                what = f"{move.number} credits {plain(-amounts.net)} of {move.of}"
                yield f"{what}, which has {plain(before)} left of this line"


def _bills(order: NewOrder, currency: str) -> list[Bill]:
    lines = ((line, at, amounts_of_line(line, currency)) for at, line in enumerate(order.lines))
    return bills_of(lines, amounts_of_charges(order.charges, currency), currency)


def wholes_shared(orders: Iterable[NewOrder]) -> dict[str, Amounts]:
    """What invoices come to that several orders of a file have lines on, by number in small letters (C-42)."""
    found = dict[str, Amounts]()
    for order in orders:
        for bill in _bills(order, order.currency or currency_of(order.customer)):
            small = bill.number.casefold()
            if shares(order, "invoice", bill.number):
                found[small] = found.get(small, Amounts()) + bill.whole
    return found


def shares(order: NewOrder, sort: str, number: str) -> bool:
    """Have other orders of its file lines on this `invoice` or `shipment` too?"""
    return bool(order.shared) and told_as_shared(sort, number) in order.shared


def told_as_shared(sort: str, number: str) -> str:
    """A number of a sort as an order is told of it: papers are found in any capitals."""
    return f"{sort} {number.casefold()}"


def used_of(order: NewOrder) -> Iterator[Movement]:
    """What of its credit notes is used; what was paid back of them is not."""
    return (part for part in order.payments if part.quantity < 0 and not part.more)


def used_for_nothing(orders: Iterable[NewOrder]) -> Iterator[tuple[int, str]]:
    """Line and text for each payer whose credit notes are used for more than the invoices they settle (C-31)."""
    settled, used = dict[tuple[str, str], Decimal](), dict[tuple[str, str], tuple[int, Decimal]]()
    for one in orders:
        key = one.bill_to or one.customer, one.currency or currency_of(one.customer)
        paid = sum((bill.whole.gross for bill in _bills(one, key[1])), ZERO) if one.paid_day else ZERO
        settled[key] = settled.get(key, ZERO) + sum((part.quantity for part in one.payments if not part.more), paid)
        credits = -sum((part.quantity for part in used_of(one)), ZERO)
        if credits:
            line, so_far = used.get(key, (one.line, ZERO))
            used[key] = line, so_far + credits
    for key, (line, credits) in used.items():
        if (rest := settled[key]) < 0:
            text = f"{shown(credits, key[1])} of credit notes of {key[0]} are used, more than the"
            yield line, f"{text} {shown(credits + rest, key[1])} they settle"


def currency_of(customer: str) -> str:
    """The currency of a customer (code), '' where there is none."""
    columns = CustomerAccount.select(CustomerAccount.currency).where(CustomerAccount.code == customer)
    return columns.scalar() or ""
