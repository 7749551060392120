"""Reads orders for export, page by page: each as its newest placed revision, with what happened to it."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from peewee import fn

from custtui.domain.address import Address
from custtui.domain.order import Status
from custtui.models.account import CustomerAccount, PurchasingContract
from custtui.models.among import among
from custtui.models.families import survivors
from custtui.models.fulfilment import (
    Allocation,
    BilledOrder,
    Forfeit,
    Invoice,
    Payment,
    Return,
    Shipment,
    ShipmentLine,
)
from custtui.models.order import (
    Hold,
    OrderCharge,
    OrderLine,
    OrderPosition,
    OrderRevision,
    OrderShipTo,
    RevisionState,
    SalesOrder,
)
from custtui.services.bulk.order_bills import as_booked, became
from custtui.services.bulk.read_bills import bills_told, in_files
from custtui.services.bulk.values import NO_TERMS, Movement, NewCharge, NewLine, NewOrder, Snapshot
from custtui.services.clock import day_of, zone
from custtui.services.fulfilment.surplus import stands
from custtui.services.orders.cards import cards_of
from custtui.services.orders.quantities import finished_here

PAGE = 200
OF_ORDER = (
    *("order_date", "currency", "po_number", "payment_method", "payment_due", "wanted"),
    *("source", "ship_via", "message", "internal_note", "prices_on_note"),
)

OF_LINE = (
    *("quantity", "price", "description", "unit", "price_source", "price_reason", "discount", "discount_rate"),
    *("discount_reason", "tax_category", "tax_rate", "tax_parts", "tax_reason", "wanted", "line_note"),
)


def read_orders() -> Iterator[NewOrder]:
    """All orders in the order they were made; earlier revisions, events and releases of holds stay behind."""
    last, rows = 0, SalesOrder.select().order_by(SalesOrder.id).limit(PAGE)
    while page := list(rows.where(SalesOrder.id > last)):
        parts = _Parts([order.id for order in page])
        yield from (parts.order(order) for order in page if order.id in parts.revisions)
        last = page[-1].id


class _Parts:
    """All that hangs on a page of orders, read in one query a table."""

    def __init__(self, orders: list[int]) -> None:
        self.revisions = _revisions(orders)
        ids = [row.id for row in self.revisions.values()]
        states = RevisionState.select(RevisionState.revision, RevisionState.status)
        self.codes = _codes([one for row in self.revisions.values() for one in (row.sold_to_id, row.bill_to_id)])
        self.statuses = dict(states.where(among(RevisionState.revision, ids)).tuples())
        contracts = {row.contract_id for row in self.revisions.values() if row.contract_id}
        codes = PurchasingContract.select(PurchasingContract.id, PurchasingContract.code)
        self.contracts = dict(codes.where(among(PurchasingContract.id, contracts)).tuples())
        self.ship_tos = {row.id: row for row in OrderShipTo.select().where(among(OrderShipTo.revision, ids))}
        self.lines = _by(_lines(ids), "revision_id")
        self.cards = cards_of(ids)
        self.charges = _by(_of(OrderCharge, ids), "revision_id")
        self.holds = _by(Hold.select().where(among(Hold.revision, ids), Hold.released_at.is_null()), "revision_id")
        self.shipments = _moves(_papers(ShipmentLine, Shipment, orders))
        self.invoices = {at: tuple(as_booked(moves)) for at, moves in _moves(bills_told(orders)).items()}
        self.forfeits = _moves(_reasons(orders, Forfeit))
        self.returns = _returns(_reasons(orders, Return, Return.condition, Return.to_credit))
        self.paid = _payments(orders)
        rows = [row for row in self.revisions.values() if self.statuses[row.id] == Status.FINISHED]
        self.to_invoice = _to_invoice(orders, {row.order_id: row.gross for row in rows})
        payers = {row.bill_to_id for row in self.revisions.values() if not row.payment_terms}
        with_terms = CustomerAccount.select(CustomerAccount.id).where(CustomerAccount.terms.is_null(False))
        self.with_terms = {one for (one,) in with_terms.where(among(CustomerAccount.id, payers)).tuples()}

    def order(self, order: Any) -> NewOrder:
        """One order."""
        row = self.revisions[order.id]
        lines = self.lines.get(row.id, ())
        paid_day, payments = self.paid.get(order.id, (None, ()))
        customer, payer = self.codes[row.sold_to_id], self.codes[row.bill_to_id]
        told, card = tuple(self._line(line) for line in lines), self.cards.get(row.id)
        return NewOrder(
            number=order.number,
            customer=customer,
            status=self.statuses[row.id],
            bill_to="" if payer == customer else payer,
            bill_to_as=Snapshot(row.bill_to_name, row.bill_to_attention, "", Address.of(row, "bill_to_")),
            ordered_by=row.ordered_by_name,
            contract=self.contracts.get(row.contract_id, ""),
            paid_day=paid_day,
            payments=payments,
            to_invoice=order.id in self.to_invoice,
            payment_terms=row.payment_terms or (NO_TERMS if row.bill_to_id in self.with_terms else ""),
            charges=tuple(map(_charge, self.charges.get(row.id, ()))),
            holds=tuple((one.code, one.text) for one in self.holds.get(row.id, ())),
            lines=told,
            card=card.text if card else "",
            card_authorized=card.authorized if card else None,
            card_until=card.until if card else None,
            dates_overridden=any(move.day < row.order_date for line in told for move in line.moves),
            **{name: getattr(row, name) for name in OF_ORDER},
        )

    def _line(self, row: Any) -> NewLine:
        position = row.position_id
        ship_to = self.ship_tos[row.ship_to_id]
        return NewLine(
            product=row.product_code,
            position=row.position.position,
            ship_to=Snapshot(ship_to.name, ship_to.attention, ship_to.alias, Address.of(ship_to)),
            shipments=self.shipments.get(position, ()),
            invoices=self.invoices.get(position, ()),
            forfeits=self.forfeits.get(position, ()),
            returns=self.returns.get(position, ()),
            **{name: getattr(row, name) for name in OF_LINE},
        )


def _charge(row: Any) -> NewCharge:
    return NewCharge(*(getattr(row, name) for name in NewCharge._fields))


def _revisions(orders: list[int]) -> dict[int, Any]:
    """The revision in force of each order, else the newest."""
    rows = OrderRevision.select().where(among(OrderRevision.order, orders)).order_by(OrderRevision.revision)
    in_force = dict(
        SalesOrder.select(SalesOrder.id, SalesOrder.in_force).where(among(SalesOrder.id, orders)).tuples()
    )
    return {row.order_id: row for row in rows if in_force[row.order_id] in (None, row.id)}


def _codes(accounts: list[int]) -> dict[int, str]:
    """The codes of accounts; of a merged one that of the account it lives on in (F-28)."""
    into = survivors(accounts)
    rows = CustomerAccount.select(CustomerAccount.id, CustomerAccount.code)
    found = dict(rows.where(among(CustomerAccount.id, set(into.values()))).tuples())
    return {account: found[last] for account, last in into.items() if last in found}


def _of(model: Any, revisions: list[int]) -> Any:
    return model.select().where(among(model.revision, revisions)).order_by(model.id)


def _lines(revisions: list[int]) -> Any:
    rows = OrderLine.select(OrderLine, OrderPosition).join(OrderPosition)
    return rows.where(among(OrderLine.revision, revisions)).order_by(OrderPosition.position)


def _by(rows: Any, name: str) -> dict[int, list[Any]]:
    found = dict[int, list[Any]]()
    for row in rows:
        found.setdefault(getattr(row, name), []).append(row)
    return found


def _papers(line: Any, paper: Any, orders: list[int]) -> Any:
    rows = line.select(line.position, paper.day, line.quantity, paper.number).join(paper)
    rows = rows.switch(line).join(OrderPosition)
    return rows.where(among(OrderPosition.order, orders)).order_by(line.id).tuples()


def _reasons(orders: list[int], model: Any, *more: Any) -> Any:
    rows = model.select(model.position, model.made_at, model.quantity, model.reason, *more).join(OrderPosition)
    return rows.where(among(OrderPosition.order, orders)).order_by(model.id).tuples()


def _moves(rows: Any) -> dict[int, tuple[Movement, ...]]:
    found, here = dict[int, tuple[Movement, ...]](), zone()
    for position, day, *told in rows:
        move = Movement(day_of(day, here) if isinstance(day, datetime) else day, *told)
        found[position] = (*found.get(position, ()), move)
    return found


def _returns(rows: Any) -> dict[int, tuple[Movement, ...]]:
    found = _moves(rows)  # what is behind the condition stands in the place of the invoice
    return {at: tuple(one._replace(of="", first=one.of or None) for one in moves) for at, moves in found.items()}  # pyright: ignore


def _payments(orders: list[int]) -> dict[int, tuple[date | None, tuple[Movement, ...]]]:
    """By order: the day all its invoices were paid in full, each at once; else what was paid, one by one."""
    bills, paid, names = dict[int, dict[str, Decimal]](), dict[int, list[Movement]](), in_files(orders)
    for (_, order), one in names.items():
        bills.setdefault(order, {})[one.number] = one.end - one.begin
    columns = (BilledOrder.order, Invoice.id, Payment.day, Allocation.amount, Payment.kind, Payment.reason)
    rows = Allocation.select(*columns).join(Invoice).join(BilledOrder).switch(Allocation).join(Payment)
    rows = rows.where(among(BilledOrder.order, orders) & stands())
    so_far = dict[tuple[int, int], Decimal]()
    for order, invoice, day, amount, kind, reason in rows.order_by(Payment.day, Allocation.id).tuples():
        one, before = names[invoice, order], so_far.get((invoice, order), Decimal(0))
        so_far[invoice, order] = before + amount
        if part := one.part(amount, before):
            paid.setdefault(order, []).append(Movement(day, part, one.number, more=became(kind, reason)))
    return {order: _told(bills[order], sorted(moves, key=_turn)) for order, moves in paid.items()}


def _turn(move: Movement) -> tuple[date, bool, int, str]:
    """By day and invoice, credit notes behind: what orders have together is written behind what each has (C-42)."""
    return move.day, move.quantity < 0, len(move.number), move.number


def _told(bills: dict[str, Decimal], moves: list[Movement]) -> tuple[date | None, tuple[Movement, ...]]:
    days, whole = {move.day for move in moves}, {move.number: move.quantity for move in moves} == bills
    if len(days) == 1 and len(moves) == len(bills) and whole and not any(move.more for move in moves):
        return days.pop(), ()
    return None, tuple(moves)


def _to_invoice(orders: list[int], finished: dict[int, Decimal]) -> set[int]:
    """Those finished here, not invoiced to the end: `finished` are their totals (see `credit_sums`)."""
    shares = BilledOrder.gross - fn.COALESCE(BilledOrder.tax_difference, 0)
    gross = fn.SUM(shares).converter(BilledOrder.gross.python_value)
    sums = BilledOrder.select(BilledOrder.order, gross).where(among(BilledOrder.order, orders))
    billed = dict(sums.group_by(BilledOrder.order).tuples())
    ended = SalesOrder.select(SalesOrder.id).where(among(SalesOrder.id, orders), finished_here(SalesOrder.id))
    return {one for (one,) in ended.tuples() if one in finished and finished[one] > billed.get(one, 0)}
