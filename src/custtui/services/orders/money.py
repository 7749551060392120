"""What orders come to, and what of it was invoiced, given up, and is to come: added up for many at once (X-07)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any

from peewee import fn

from custtui.domain.crediting import BilledLine, CreditedGross, came_back
from custtui.domain.fulfilment import Amounts
from custtui.domain.line_tax import LineTax
from custtui.domain.money import ZERO
from custtui.domain.order import Quantities, Worth, charges_come, given_up, to_come
from custtui.models.among import among
from custtui.models.at_once import at_once, if_far
from custtui.models.fulfilment import BilledOrder, CreditCharge, Invoice, InvoiceLine
from custtui.models.order import OrderCharge, OrderLine, OrderPosition, OrderRevision
from custtui.models.prepared import AskedAnew
from custtui.services.views.fulfilment import Charge

TaxedCharge = tuple[Charge, LineTax]


@dataclass(slots=True)
class Billed:
    """What invoices and credit notes of an order come to, and what of it is lines; the rest is charges."""

    invoiced: Decimal = ZERO
    credited: Decimal = ZERO
    adjusted: Decimal = ZERO
    """Credited without goods, and freight, less fees: not billed again (C-31)."""
    lines: dict[int, Amounts] = field(default_factory=dict[int, Amounts])
    """By position, less what credit notes took back."""
    back: dict[int, CreditedGross] = field(default_factory=dict[int, CreditedGross])
    """What credit notes took back of goods, by position."""
    differs: Decimal = ZERO
    """What invoices, less credit notes, have of tax beside the order: `lines`, `back` are without it (C-38)."""

    @property
    def charges(self) -> Decimal:
        """Billed beyond lines."""
        whole = self.invoiced - self.credited - self.differs
        return whole + self.adjusted - sum(self.lines.values(), Amounts()).gross


def billed(orders: Iterable[int]) -> dict[int, Billed]:
    """By order, those without an invoice left out."""
    wanted = list(orders)
    found = dict[int, Billed]()
    papers, ahead = at_once(partial(PAPERS, wanted), partial(if_far, partial(_beside, wanted)))
    for order, kind, gross, differs in papers:
        one = found.setdefault(order, Billed())
        one.differs += differs or ZERO
        if kind == "CREDIT":
            one.credited = -gross
        else:
            one.invoiced = gross
    lines, charged = ahead or _beside(found)
    for order, position, beside, back, *amounts in lines:
        one, sums = found[order], Amounts(*amounts)
        if back:
            took = CreditedGross(beside=-sums.gross) if beside else CreditedGross(-sums.gross)
            one.back[position] = one.back.get(position, CreditedGross()) + took
        if beside:
            one.adjusted -= sums.gross
        else:
            one.lines[position] = one.lines.get(position, Amounts()) + sums
    for order, gross in charged:
        found[order].adjusted -= gross
    return found


def _beside(orders: Collection[int]) -> tuple[list[Any], list[Any]]:
    return at_once(partial(PAPER_LINES, orders), partial(CHARGED, orders))


def _charged(orders: Any) -> Any:
    """What credit notes have beside lines, gross as the order has it taxed, by order: each has one."""
    agreed = CreditCharge.net + CreditCharge.tax - fn.COALESCE(CreditCharge.tax_difference, 0)
    gross = fn.SUM(agreed).converter(CreditCharge.net.python_value)
    rows = CreditCharge.select(Invoice.order, gross).join(Invoice).where(among(Invoice.order, orders))
    return rows.group_by(Invoice.order)


def _summed(column: Any) -> Any:
    return fn.SUM(column).converter(column.python_value)


def _papers(orders: Any) -> Any:
    by = BilledOrder.order, Invoice.kind
    query = BilledOrder.select(*by, _summed(BilledOrder.gross), _summed(BilledOrder.tax_difference)).join(Invoice)
    return query.where(among(BilledOrder.order, orders)).group_by(*by)


def _paper_lines(orders: Any) -> Any:
    """Apart: what stands beside the shares of a line, and what credit notes took back of goods, not without them.

    As the order has its tax.
    """
    tax = fn.SUM(InvoiceLine.tax - fn.COALESCE(InvoiceLine.tax_difference, 0)).converter(InvoiceLine.tax.python_value)
    beside, back = InvoiceLine.quantity == 0, (Invoice.kind == "CREDIT") & (Invoice.reason == "")
    by = OrderPosition.order, InvoiceLine.position, beside.alias("beside"), back.alias("back")
    query = InvoiceLine.select(*by, _summed(InvoiceLine.net), tax).join(Invoice)
    query = query.switch(InvoiceLine).join(OrderPosition)
    return query.where(among(OrderPosition.order, orders)).group_by(*by)


CHARGED = AskedAnew(_charged)
PAPERS = AskedAnew(_papers)
PAPER_LINES = AskedAnew(_paper_lines)


def _of_revisions(table: Any, revisions: Any, *names: str) -> Any:
    columns = (getattr(table, name) for name in ("revision", *names))
    return table.select(*columns).where(among(table.revision, revisions)).order_by(table.id)


TAXED = ("tax_rate", "tax_parts", "tax_reason")
CHARGES = AskedAnew(lambda revisions: _of_revisions(OrderCharge, revisions, "kind", "text", "net", "tax", *TAXED))
AMOUNTS = AskedAnew(lambda revisions: _of_revisions(OrderLine, revisions, "position", "net", "tax"))


def charges_of(revisions: Iterable[int]) -> dict[int, tuple[Charge, ...]]:
    """Freight and other charges by revision; those without left out."""
    return {revision: tuple(one for one, _ in found) for revision, found in taxed_charges_of(revisions).items()}


def taxed_charges_of(revisions: Iterable[int]) -> dict[int, tuple[TaxedCharge, ...]]:
    """The same, each with how it is taxed."""
    found = dict[int, tuple[TaxedCharge, ...]]()
    for revision, kind, text, net, tax, *taxed in CHARGES([*revisions]):
        found[revision] = (*found.get(revision, ()), ((text or kind, net, tax), LineTax(*taxed)))
    return found


def amounts_of(revisions: Iterable[int]) -> dict[int, list[tuple[int, Decimal, Decimal]]]:
    """Position, net and tax of the lines by revision."""
    found = dict[int, list[tuple[int, Decimal, Decimal]]]()
    for revision, position, net, tax in AMOUNTS([*revisions]):
        found.setdefault(revision, []).append((position, net, tax))
    return found


def totals(
    revision: OrderRevision,
    status: str,
    lines: Iterable[tuple[int, Decimal, Decimal]],
    moved: Mapping[int, Quantities],
    charges: Iterable[Charge],
    paid: Billed,
    bills: Sequence[BilledLine] = (),
) -> dict[str, Any]:
    """gross = invoiced - credited + to come + forfeited + returned + adjusted (X-07).

    What is to come is summed from lines and charges, so that the equation fails where a total does not fit them.
    What was returned is told as its credit notes have it, by `bills` as one would now; the cents by which that
    differs from shares of the order are adjusted, since invoices add up to shares (D-01). So is, the other way
    round, what invoices have of tax beside the order: another rate on the day of shipment (C-38).
    """
    forfeited = returned = coming = ZERO
    adjusted = paid.adjusted
    for position, net, tax in lines:
        before = paid.lines.get(position, Amounts())
        worth = Worth(net, tax, revision.currency, before.gross)
        up, share_back = given_up(worth, moved[position])
        mine = [one for one in bills if one.position == position]
        back = came_back(worth, moved[position], before, paid.back.get(position, CreditedGross()), mine)
        forfeited, returned, adjusted = forfeited + up, returned + back, adjusted + share_back - back
        rest = to_come(worth, moved[position])
        if moved[position].adjusted:
            adjusted += rest
        else:
            coming += rest
    extra = sum((net + tax for _, net, tax in charges), ZERO) - paid.charges
    if extra <= 0 or charges_come(status, moved.values()):
        coming += extra
    elif any(one.adjusted for one in moved.values()):
        adjusted += extra
    else:
        forfeited += extra
    return {
        "invoiced_total": paid.invoiced,
        "credited_total": paid.credited,
        "forfeited_total": forfeited,
        "returned_total": returned,
        "adjusted_total": adjusted - paid.differs,
        "tax_difference": paid.differs,
        "to_come": coming,
    }
