"""All that hangs on some revisions of orders, read in one question a table, and each of them as it is shown."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any

from peewee import JOIN, fn

from custtui.domain.address import Address
from custtui.domain.card_payment import METHOD, CardPayment
from custtui.domain.crediting import BilledLine
from custtui.domain.fulfilment import waits_for
from custtui.domain.hold_words import USER
from custtui.domain.order import Quantities, Status, summary
from custtui.domain.who import by_both
from custtui.models.account import PurchasingContract
from custtui.models.among import among
from custtui.models.at_once import at_once, each_at_once, if_far
from custtui.models.fulfilment import BilledOrder, Invoice, InvoiceLine, Shipment, ShipmentLine
from custtui.models.operator import PaymentMethod
from custtui.models.order import Hold, OrderEvent, OrderPosition, OrderRevision, RevisionState, SalesOrder
from custtui.models.prepared import AskedAnew
from custtui.services.orders.billed_lines import billed_lines_of
from custtui.services.orders.cards import cards_of
from custtui.services.orders.lines import LineViews, headers, read_lines
from custtui.services.orders.money import Billed, TaxedCharge, amounts_of, billed, taxed_charges_of, totals
from custtui.services.orders.on_papers import by_number, in_turn
from custtui.services.orders.quantities import quantities
from custtui.services.orders.settled import instalments_of, payments_of
from custtui.services.orders.signed_holds import with_signatures
from custtui.services.views import CreditNoteView, EventView, HoldView, OrderLineView, OrderView, ShipToView
from custtui.services.views.order import InstalmentView, SettledView

TOOK_OVER = tuple(map(str, (Status.ACCEPTED, Status.SUPERSEDED, Status.FINISHED)))
SAME_NAME = (
    *("po_number", "payment_method", "payment_terms", "payment_due", "source", "ship_via", "message"),
    *("internal_note", "prices_on_note", "order_date", "wanted", "currency"),
)


class Parts:
    """What some revisions are made of; they come with their order and its status joined. `lines`: are they shown?"""

    moved: Mapping[int, dict[int, Quantities]]
    bills: Mapping[int, list[BilledLine]] | None
    read: Mapping[int, LineViews]
    """The lines of each revision, to be shown."""
    amounts: Mapping[int, list[tuple[int, Decimal, Decimal]]]
    charges: Mapping[int, tuple[TaxedCharge, ...]]
    billed: Mapping[int, Billed]
    places: Mapping[int, ShipToView]
    revisions: Mapping[int, int]
    replaced: Mapping[int, int]
    successors: Mapping[int, int]
    contracts: Mapping[int, str]
    methods: Mapping[str, str]
    cards: Mapping[int, CardPayment]
    holds: Mapping[int, tuple[HoldView, ...]]
    events: Mapping[int, tuple[EventView, ...]]
    shipments: Mapping[int, tuple[Any, ...]]
    invoices: Mapping[int, tuple[Any, ...]]
    together: Mapping[int, tuple[Any, ...]]
    instalments: Mapping[int, tuple[InstalmentView, ...]]
    payments: Mapping[int, tuple[SettledView, ...]]
    credits: Mapping[int, tuple[CreditNoteView, ...]]

    def __init__(self, rows: list[Any], *, lines: bool = True) -> None:
        ids, orders = [row.id for row in rows], [row.order_id for row in rows]
        self.owning = {row.id for row in rows if row.id == row.order.in_force_id}
        owned = [row.order_id for row in rows if row.id in self.owning]
        names = {row.order_id: row.order.number for row in rows if row.id in self.owning}
        asked: dict[str, Callable[[], Any]] = {
            "moved": partial(quantities, ids, self.owning),
            "read": lambda: dict(each_at_once([partial(self._read, row) for row in rows if lines])),
            "bills": partial(if_far, partial(billed_lines_of, owned)) if lines else lambda: None,
            "amounts": partial(amounts_of, ids),
            "charges": partial(taxed_charges_of, ids),
            "billed": partial(billed, owned),
            "places": partial(headers, ids),
            "revisions": lambda: dict(NEWEST(orders)),
            "replaced": lambda: dict(NUMBERS({row.replaces_id for row in rows if row.replaces_id})),
            "successors": lambda: dict(SUCCESSORS(ids)),
            "contracts": lambda: dict(CONTRACTS({row.contract_id for row in rows if row.contract_id})),
            "methods": lambda: dict(METHODS({row.payment_method for row in rows if row.payment_method})),
            "cards": lambda: cards_of(row.id for row in rows if row.payment_method == METHOD),
            "holds": partial(_holds, ids),
            "events": partial(history, orders),
            "shipments": lambda: _papers(SHIPMENTS(owned)),
            "invoices": partial(self._invoices, names),
            "credits": partial(_credit_notes, owned),
        }
        for name, told in zip(asked, each_at_once(list(asked.values())), strict=True):
            setattr(self, name, told)
        to_credit = [row.order_id for row in rows if row.id in self.owning and _is_to_credit(self.moved[row.id])]
        if self.bills is None:
            self.bills = billed_lines_of(to_credit)
        self.bills = {one: self.bills.get(one, []) for one in to_credit}

    def _read(self, row: Any) -> tuple[int, LineViews]:
        return row.id, read_lines(row, with_history=row.id in self.owning)

    def _invoices(self, names: Mapping[int, str]) -> Mapping[int, tuple[Any, ...]]:
        """Those of the orders, with what other orders they have, and what is to be paid and was paid of them."""
        (invoices, self.together), paid = at_once(partial(_invoices, names), partial(if_far, partial(_paid, names)))
        self.instalments, self.payments = paid or _paid(invoices)
        return invoices

    def view(self, row: Any) -> OrderView:
        """One of the revisions."""
        moved, status = self.moved[row.id], row.revisionstate.status
        charges = [one for one, _ in self.charges.get(row.id, ())]
        paid = self.billed.get(row.order_id, Billed()) if row.id in self.owning else Billed()
        bills = (self.bills or {}).get(row.order_id, ()) if row.id in self.owning else ()
        return OrderView(
            order_id=row.order_id,
            number=row.order.number,
            revision=row.revision,
            revisions=self.revisions[row.order_id],
            status=status,
            supersedes=self.replaced.get(row.replaces_id),
            superseded_by=self.successors.get(row.id),
            **_parties(row),
            ship_to=self.places[row.id],
            contract=self.contracts.get(row.contract_id, ""),
            **{name: getattr(row, name) for name in SAME_NAME},
            lines=self._lines(row) if row.id in self.read else (),
            charges=tuple(charges),
            charge_taxes=tuple(taxed for _, taxed in self.charges.get(row.id, ())),
            **{name: getattr(row, name) for name in ("net", "tax", "gross")},
            **totals(row, status, self.amounts.get(row.id, ()), moved, charges, paid, bills),
            summary=summary(status, moved.values()),
            holds=with_signatures(self.holds.get(row.id, ()), self.events.get(row.order_id, ())),
            shipments=self.shipments.get(row.order_id, ()) if row.id in self.owning else (),
            invoices=self.invoices.get(row.order_id, ()) if row.id in self.owning else (),
            together=self.together.get(row.order_id, ()) if row.id in self.owning else (),
            credit_notes=self.credits.get(row.order_id, ()) if row.id in self.owning else (),
            instalments=self.instalments.get(row.order_id, ()) if row.id in self.owning else (),
            payments=self.payments.get(row.order_id, ()) if row.id in self.owning else (),
            events=self.events.get(row.order_id, ()),
            change_waits=row.id in self.owning and row.order.pending_id is not None,
            card=self.cards.get(row.id),
            payment_name=self.methods.get(row.payment_method, row.payment_method),
        )

    def _lines(self, row: Any) -> tuple[OrderLineView, ...]:
        owns = row.id in self.owning
        held = any(one.released_by is None for one in self.holds.get(row.id, ()))
        waits = waits_for(row.revisionstate.status, change_waits=owns and row.order.pending_id is not None, held=held)
        return self.read[row.id](self.moved[row.id], waits)


def _paid(orders: Collection[int]) -> tuple[Any, Any]:
    """What is to be paid of their invoices, and what was."""
    return at_once(partial(instalments_of, orders), partial(payments_of, orders))


def _is_to_credit(moved: Mapping[int, Quantities]) -> bool:
    return any(one.to_credit for one in moved.values())


def history(orders: Iterable[int]) -> dict[int, tuple[EventView, ...]]:
    """Who did what when, oldest first, by order (F-74)."""
    return {order: tuple(_event(*row) for row in rows) for order, rows in _by_first(EVENTS([*orders])).items()}


def _event(signed_by: str, at: datetime, by: str, kind: str, text: str) -> EventView:
    return EventView(at, by_both(by, signed_by), kind, text, signed_by)


def _by_first(found: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    rows = dict[int, list[tuple[Any, ...]]]()
    for first, *rest in found:
        rows.setdefault(first, []).append(tuple(rest))
    return rows


def _successors(revisions: Any) -> Any:
    """The revision that took the place of each; one that was declined or withdrawn never did."""
    query = OrderRevision.select(OrderRevision.replaces, OrderRevision.revision).join(RevisionState)
    query = query.switch(OrderRevision).join(SalesOrder, on=OrderRevision.order == SalesOrder.id)
    took = RevisionState.status.in_(TOOK_OVER) | (SalesOrder.in_force == OrderRevision.id)
    return query.where(among(OrderRevision.replaces, revisions) & took)


def _told(of: Any, *columns: Any) -> AskedAnew:
    """What asks for the rows that belong to some others, in their order; whose each is comes first."""
    return AskedAnew(lambda ids: of.model.select(of, *columns).where(among(of, ids)).order_by(of.model.id))


SUCCESSORS = AskedAnew(_successors)
NEWEST = AskedAnew(
    lambda orders: (
        OrderRevision.select(OrderRevision.order, fn.MAX(OrderRevision.revision))
        .where(among(OrderRevision.order, orders))
        .group_by(OrderRevision.order)
    )
)
NUMBERS = _told(OrderRevision.id, OrderRevision.revision)
METHODS = AskedAnew(
    lambda codes: PaymentMethod.select(PaymentMethod.code, PaymentMethod.name).where(among(PaymentMethod.code, codes))
)
CONTRACTS = _told(PurchasingContract.id, PurchasingContract.code)
EVENTS = _told(
    *(OrderEvent.order, OrderEvent.signed_by, OrderEvent.at, OrderEvent.by, OrderEvent.kind, OrderEvent.text)
)


def _held(revisions: Any) -> Any:
    """Those of each; of one that stands or waits also those placed by hand on another: they hang on the order."""
    shown, when = OrderRevision.alias(), (Hold.placed_by, Hold.placed_at, Hold.released_by, Hold.released_at)
    query = Hold.select(shown.id, Hold.code, Hold.text, Hold.amount, *when, Hold.id).join(OrderRevision)
    query = query.join(shown, on=shown.order == OrderRevision.order).join(SalesOrder)
    stands = (SalesOrder.in_force == shown.id) | (SalesOrder.pending == shown.id)
    mine = (Hold.revision == shown.id) | ((Hold.code == USER) & stands)
    return query.where(among(shown.id, revisions) & mine).order_by(Hold.id)


HOLDS = AskedAnew(_held)
SHIPMENTS = AskedAnew(
    lambda orders: (
        OrderPosition.select(OrderPosition.order, Shipment.number, Shipment.day)
        .join(ShipmentLine)
        .join(Shipment)
        .where(among(OrderPosition.order, orders))
        .group_by(OrderPosition.order, Shipment.id)
        .order_by(*in_turn(Shipment))
    )
)
"""Those with a line of each (C-48)."""


def _billed(orders: Any) -> Any:
    """What of each is the order's, a row for every order on it."""
    other = BilledOrder.alias()
    query = BilledOrder.select(BilledOrder.order, Invoice.number, Invoice.day, BilledOrder.gross, SalesOrder.number)
    query = query.join(Invoice).join(other, on=other.invoice == Invoice.id).join(SalesOrder)
    return query.where(among(BilledOrder.order, orders)).order_by(*in_turn(Invoice), *by_number(SalesOrder))


INVOICES = AskedAnew(_billed)


def _holds(revisions: list[int]) -> dict[int, tuple[HoldView, ...]]:
    """By revision, the oldest first (C-34)."""
    return {one: tuple(HoldView(*row) for row in rows) for one, rows in _by_first(HOLDS(revisions)).items()}


def _papers(rows: Iterable[tuple[Any, ...]]) -> dict[int, tuple[Any, ...]]:
    return {one: tuple(found) for one, found in _by_first(rows).items()}


def _invoices(names: Mapping[int, str]) -> tuple[dict[int, tuple[Any, ...]], dict[int, tuple[Any, ...]]]:
    """Those of each order; and of each that has other orders too which ones (C-42)."""
    rows = INVOICES([*names])
    found = dict[tuple[int, str], list[str]]()
    for order, number, _, _, other in rows:
        found.setdefault((order, number), []).extend([other] * (other != names[order]))
    own = ((order, number, *about) for order, number, *about, _ in rows)
    several = ((order, number, tuple(others)) for (order, number), others in found.items() if others)
    return _papers(dict.fromkeys(own)), _papers(several)


def _credited(orders: Any) -> Any:
    bill, line = Invoice.alias(), InvoiceLine.alias()
    query = Invoice.select(Invoice.order, Invoice.number, Invoice.reason, bill.number)
    query = query.join(InvoiceLine, JOIN.LEFT_OUTER).join(line, JOIN.LEFT_OUTER, on=InvoiceLine.credits == line.id)
    query = query.join(bill, JOIN.LEFT_OUTER, on=line.invoice == bill.id)
    return query.where(among(Invoice.order, orders), Invoice.kind == "CREDIT").order_by(
        *in_turn(Invoice), *in_turn(bill)
    )


CREDITED = AskedAnew(_credited)


def _credit_notes(orders: list[int]) -> dict[int, tuple[CreditNoteView, ...]]:
    """Those of each order, with the invoices whose lines they name (C-31)."""
    found = dict[int, dict[tuple[str, str], dict[str, None]]]()
    for order, number, reason, of in CREDITED(orders):
        found.setdefault(order, {}).setdefault((number, reason), {}).update({of: None} if of else {})
    return {
        order: tuple(CreditNoteView(number, reason, tuple(of)) for (number, reason), of in notes.items())
        for order, notes in found.items()
    }


def _parties(row: Any) -> dict[str, Any]:
    return {
        "account_id": row.sold_to_id,
        "sold_to_code": row.sold_to_code,
        "sold_to_name": row.sold_to_name,
        "ordered_by": row.ordered_by_name,
        "bill_to_code": row.bill_to_code,
        "bill_to_name": row.bill_to_name,
        "bill_to_attention": row.bill_to_attention,
        "bill_to_address": Address.of(row, "bill_to_"),
    }
