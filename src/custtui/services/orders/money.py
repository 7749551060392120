"""What orders come to, and what of it was invoiced, given up, and is to come: added up for many at once (X-07)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from peewee import fn

from custtui.domain.money import ZERO
from custtui.domain.order import Quantities, Worth, charges_come, given_up, to_come
from custtui.models.among import among
from custtui.models.fulfilment import CreditCharge, Invoice, InvoiceLine
from custtui.models.order import OrderCharge, OrderLine, OrderRevision
from custtui.models.prepared import AskedAnew
from custtui.services.views.fulfilment import Charge


@dataclass(slots=True)
class Billed:
    """What invoices and credit notes of an order come to, and what of it is lines; the rest is charges."""

    invoiced: Decimal = ZERO
    credited: Decimal = ZERO
    adjusted: Decimal = ZERO
    """Credited without goods, and freight, less fees: not billed again (C-31)."""
    lines: dict[int, Decimal] = field(default_factory=dict[int, Decimal])

    @property
    def charges(self) -> Decimal:
        """Billed beyond lines."""
        return self.invoiced - self.credited + self.adjusted - sum(self.lines.values(), ZERO)


def billed(orders: Iterable[int]) -> dict[int, Billed]:
    """By order, those without an invoice left out."""
    wanted = list(orders)
    found = dict[int, Billed]()
    for order, kind, gross in PAPERS(wanted):
        one = found.setdefault(order, Billed())
        if kind == "CREDIT":
            one.credited = -gross
        else:
            one.invoiced = gross
    for order, position, beside, gross in PAPER_LINES(found):
        if beside:
            found[order].adjusted -= gross
        else:
            found[order].lines[position] = gross
    for order, gross in CHARGED(found):
        found[order].adjusted -= gross
    return found


def _charged(orders: Any) -> Any:
    """What credit notes have beside lines, gross, by order."""
    gross = fn.SUM(CreditCharge.net + CreditCharge.tax).converter(CreditCharge.net.python_value)
    rows = CreditCharge.select(Invoice.order, gross).join(Invoice).where(among(Invoice.order, orders))
    return rows.group_by(Invoice.order)


def _grouped(table: Any, orders: Any, *by: Any) -> Any:
    query = table.select(*by, fn.SUM(table.gross).converter(table.gross.python_value))
    if table is InvoiceLine:
        query = query.join(Invoice)
    return query.where(among(Invoice.order, orders)).group_by(*by)


CHARGED = AskedAnew(_charged)
PAPERS = AskedAnew(lambda orders: _grouped(Invoice, orders, Invoice.order, Invoice.kind))
PAPER_LINES = AskedAnew(
    lambda orders: _grouped(
        InvoiceLine, orders, Invoice.order, InvoiceLine.position, (InvoiceLine.quantity == 0).alias("beside")
    )
)


def _of_revisions(table: Any, revisions: Any, *names: str) -> Any:
    columns = (getattr(table, name) for name in ("revision", *names))
    return table.select(*columns).where(among(table.revision, revisions)).order_by(table.id)


CHARGES = AskedAnew(lambda revisions: _of_revisions(OrderCharge, revisions, "kind", "text", "net", "tax"))
AMOUNTS = AskedAnew(lambda revisions: _of_revisions(OrderLine, revisions, "position", "net", "tax"))


def charges_of(revisions: Iterable[int]) -> dict[int, tuple[Charge, ...]]:
    """Freight and other charges by revision; those without left out."""
    found = dict[int, tuple[Charge, ...]]()
    for revision, kind, text, net, tax in CHARGES([*revisions]):
        found[revision] = (*found.get(revision, ()), (text or kind, net, tax))
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
) -> dict[str, Any]:
    """gross = invoiced - credited + to come + forfeited + returned + adjusted (X-07).

    What is to come is summed from lines and charges, so that the equation fails where a total does not fit them.
    """
    forfeited = returned = coming = ZERO
    adjusted = paid.adjusted
    for position, net, tax in lines:
        worth = Worth(net, tax, revision.currency, paid.lines.get(position, ZERO))
        up, back = given_up(worth, moved[position])
        forfeited, returned = forfeited + up, returned + back
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
        "adjusted_total": adjusted,
        "to_come": coming,
    }
