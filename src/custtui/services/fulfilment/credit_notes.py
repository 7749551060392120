"""Writes credit notes: one for each payer that was invoiced, who keeps the credit (C-31, C-36)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from custtui.domain.approval import needed
from custtui.domain.crediting import fee_fault
from custtui.domain.errors import refuse
from custtui.domain.event import EventKind
from custtui.domain.fulfilment import Amounts
from custtui.domain.line_tax import ChargeTaxed, LineTax
from custtui.domain.money import ZERO, shown
from custtui.domain.notice import Notice
from custtui.domain.numbers import grouped
from custtui.domain.who import Act, Who
from custtui.models.fulfilment import BilledCharge, BilledOrder, CreditCharge, Invoice, InvoiceLine
from custtui.services.asks import allowed
from custtui.services.clock import today
from custtui.services.controls import read_controls
from custtui.services.fulfilment.credit_parts import CreditPart
from custtui.services.fulfilment.days import check_credit
from custtui.services.fulfilment.facts import Facts
from custtui.services.notices import tell_paper
from custtui.services.numbers import next_credit_number
from custtui.services.orders.history import remember

NO_CHARGES = Amounts()


@dataclass(frozen=True, slots=True)
class Extra:
    """Freight or another charge credited (below 0), or a fee that is kept.

    `reason` is the fee's, or the charge's name; `of` the number of the invoice that billed the charge.
    """

    kind: str
    amounts: Amounts
    rate: Decimal = ZERO
    reason: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class CreditDraft:
    """What is credited: lines, what comes with them, `charges` of the invoice that come to be invoiced again."""

    parts: Sequence[CreditPart]
    extras: Sequence[Extra] = ()
    charges: Amounts = NO_CHARGES
    taxed: Sequence[ChargeTaxed] = ()
    """How these were taxed otherwise than the order has them (C-38)."""
    reason: str = ""
    day: date | None = None

    @property
    def total(self) -> Amounts:
        """What it comes to, below 0."""
        own = (one.amounts for one in (*self.parts, *self.extras))
        return sum(own, self.charges)


def write_credit(who: Who, order: Facts, credit: CreditDraft, confirmed: Collection[str]) -> tuple[str, ...]:
    """The numbers of the credit notes; what comes with the lines stands on the first.

    Raises Forbidden for who may not, or not so much; Refused where fees leave nothing to credit, and for its day.
    """
    who = allowed(who, needed(Act.CREDIT, -credit.total.gross, (), read_controls()))
    accounts = list(dict.fromkeys(part.of.account for part in credit.parts))
    return tuple(_write(who, order, account, at == 0, credit, confirmed) for at, account in enumerate(accounts))


def _write(who: Who, order: Facts, account: int, first: bool, credit: CreditDraft, confirmed: Collection[str]) -> str:
    parts = [part for part in credit.parts if part.of.account == account]
    mine = CreditDraft(parts, credit.extras, credit.charges, credit.taxed) if first else CreditDraft(parts)
    if why := fee_fault(mine.total):
        raise refuse("fee", why, "fee")
    day, number = credit.day or today(), next_credit_number()
    check_credit(who, order, number, day, max(part.of.day for part in parts), confirmed)
    paper = Invoice.create(
        number=number,
        order=order.id,
        account=account,
        kind="CREDIT",
        day=day,
        payment_due=day,
        currency=order.revision.currency,
        reason=credit.reason,
        made_by=who.login,
        **mine.total.columns,
    )
    BilledOrder.create(invoice=paper, order=order.id, **mine.total.billed_columns)
    _write_lines(order, paper.id, parts)
    charges = [_write_charge(paper.id, one) for one in mine.extras]
    taxed = [_write_taxed(order, paper.id, one) for one in mine.taxed]
    text = f"{_told(order, parts)} ({number}) {shown(-paper.gross, paper.currency)} of {_invoices(mine)}"
    why = credit.reason and f": {credit.reason}"
    booked = (("invoice", paper.id), *(("credit_charge", one) for one in charges))
    booked += tuple(("billed_charge", one) for one in taxed)
    remember(who, order, EventKind.CREDITED, text + why, *booked)
    tell_paper(who, Notice.CREDITED, order.revision, paper)
    return number


def _write_lines(order: Facts, paper: int, parts: Iterable[CreditPart]) -> None:
    for part in parts:
        InvoiceLine.create(
            invoice=paper,
            position=part.of.position,
            booked_on=order.revision.id,
            quantity=part.quantity,
            credits=part.of.id,
            pieces=part.pieces,
            **part.amounts.billed_columns,
            **(LineTax(*part.of.taxed).columns if part.of.taxed else {}),
        )


def _write_charge(paper: int, one: Extra) -> int:
    sums = {"net": one.amounts.net, "tax": one.amounts.tax, "tax_difference": one.amounts.differs or None}
    return CreditCharge.create(invoice=paper, kind=one.kind, reason=one.reason, tax_rate=one.rate, **sums).id


def _write_taxed(order: Facts, paper: int, one: ChargeTaxed) -> int:
    told = {"charge": one.name, **one.tax.columns, "tax_difference": one.differs}
    return BilledCharge.create(invoice=paper, order=order.id, **told).id


def _told(order: Facts, parts: Iterable[CreditPart]) -> str:
    """`10 ITEM1, ITEM2`: what was credited by amount has no quantity."""
    sums = dict[int, Decimal]()
    for part in parts:
        sums[part.position] = sums.get(part.position, ZERO) - part.quantity + (part.pieces or ZERO)
    codes = {number: order.lines[number].position.code for number in sums}
    return ", ".join(f"{grouped(sums[one])} {code}" if sums[one] else code for one, code in codes.items())


def _invoices(credit: CreditDraft) -> str:
    numbers = (*(part.of.number for part in credit.parts), *(one.of for one in credit.extras if one.of))
    return ", ".join(dict.fromkeys(numbers))
