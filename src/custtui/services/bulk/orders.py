"""Writes orders of the past in bulk: immutable and sealed as any order, but not accepted anew (X-08)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from peewee import Model

from custtui.domain.acceptance import IMPORTED, BuyerStanding, WaitReason, missing, reasons
from custtui.domain.card_payment import CardPayment, uses_no_credit
from custtui.domain.days import dated
from custtui.domain.due import AT_ONCE
from custtui.domain.early import NO_DISCOUNT
from custtui.domain.event import EventKind
from custtui.domain.fulfilment import Amounts
from custtui.domain.money import ZERO, tax_of
from custtui.domain.order import IN_FORCE, Status, next_position
from custtui.domain.who import Who
from custtui.models.base import db
from custtui.models.chain import ChainLink
from custtui.models.fulfilment import Invoice, Payment, Shipment
from custtui.models.order import (
    Hold,
    OrderCard,
    OrderCharge,
    OrderEvent,
    OrderLine,
    OrderPosition,
    OrderRevision,
    OrderShipTo,
    RevisionState,
    SalesOrder,
)
from custtui.models.taking_up import take_up_orders, take_up_payments
from custtui.services.accounts import account_of
from custtui.services.booking import BookedLink, Booking, Content, Happened, book, totals
from custtui.services.bulk.codes import order_numbers
from custtui.services.bulk.order_bills import amounts_of_line, wholes_shared
from custtui.services.bulk.order_facts import Buyer, FileFacts
from custtui.services.bulk.order_links import completing
from custtui.services.bulk.order_moves import MOVES, Moves, WrittenOrder, is_finished
from custtui.services.bulk.order_places import PlaceRow, bill_to, ship_tos_of
from custtui.services.bulk.prepared import prepared_write
from custtui.services.bulk.tables import ENOUGH, Bulk, chunks
from custtui.services.bulk.values import NewCharge, NewLine, NewOrder
from custtui.services.clock import today
from custtui.services.order_entry.buyers import standing_of
from custtui.services.orders.cards import card_row
from custtui.services.payer_credit import credits_of
from custtui.services.writing.order import LineGoods, LinePrice, PaidBy, header_row, line_row


class OrderingAccounts:
    """What is known of who orders and who pays, read once each, as it stands before anything of a file is written."""

    def __init__(self) -> None:
        self.standings = dict[tuple[int, int, str], BuyerStanding]()

    def holds(self, order: Mapping[str, Any], card: CardPayment | None) -> list[PlaceRow]:
        """Code, text and amount of each for the columns of a revision: that it came in waiting, all reasons."""
        key = (order["sold_to"], order["bill_to"], order["currency"])
        if key not in self.standings:
            sold_to, payer = account_of(order["sold_to"]), account_of(order["bill_to"])
            self.standings[key] = standing_of(sold_to, payer, credits_of(payer), today(), order["currency"])
        standing = self.standings[key]._replace(at_once=uses_no_credit(order["payment_method"], card))
        found: list[WaitReason] = [IMPORTED, *reasons(order["gross"], standing)]
        return [{"code": one.code, "text": one.text, "amount": one.amount} for one in found]


TABLES = (
    SalesOrder, OrderPosition, OrderRevision, OrderShipTo, OrderLine, OrderCharge, OrderCard, RevisionState, Hold,
    OrderEvent, ChainLink,
)  # fmt: skip


def write_orders(who: Who, orders: Iterable[NewOrder], sharing: Iterable[NewOrder] = ()) -> int:
    """Write orders of the past with their shipments and invoices; returns how many.

    Customers, payers, products and contracts were checked to exist, numbers not to. `sharing` are those that have
    invoices together with others (C-42): the chain of the first has all lines, so chains begin when all are there.
    """
    count, wholes = 0, wholes_shared(sharing)
    with prepared_write(who.login, *TABLES, *MOVES, counters=("order", "shipment", "invoice", "credit")) as bulk:
        writer = _OrderWriter(bulk, wholes)
        for chunk in chunks(orders, 1_000):
            writer.facts.read(chunk)
            for order in chunk:
                writer.write(order)
            count += len(chunk)
            bulk.flush(at_least=ENOUGH)
        writer.moves.pay_shared()
        with bulk.locked():
            first, payments = (bulk.tables[model].first for model in (SalesOrder, Payment))
            _put_in_force(first)
            if bulk.stirred or wholes:
                take_up_orders(db.obj, first)
            take_up_payments(db.obj, payments)
            writer.keep()
    return count


def _put_in_force(first: int) -> None:
    """The revisions written take over; those that wait, wait (R-25)."""
    for column, statuses in (("in_force_id", IN_FORCE), ("pending_id", (Status.PENDING,))):
        listed = ", ".join(f"'{one}'" for one in statuses)
        revision = (
            "SELECT r.id FROM order_revision r JOIN revision_state s ON s.revision_id = r.id"
            f" WHERE r.order_id = sales_order.id AND s.status IN ({listed})"
        )
        db.execute_sql(
            f"UPDATE sales_order SET {column} = ({revision}) WHERE id >= {first:d} AND EXISTS ({revision})"
        )


class InBulk:
    """Writes the rows of orders in bulk; which revisions are in force is put down for all of them at the end."""

    def __init__(self, bulk: Bulk) -> None:
        self.bulk = bulk

    def one(self, model: type[Model], row: Mapping[str, Any], /) -> int:
        """Gather a row; the id it will have."""
        return self.bulk.add_all(model, (row,))[0]

    def many(self, model: type[Model], rows: Iterable[Mapping[str, Any]], /) -> list[int]:
        """Gather rows; their ids in the same order."""
        return self.bulk.add_all(model, rows)

    def seal(self, header: Mapping[str, Any], number: str, content: Content, previous: str, /) -> str:
        """See `OrderSeals`: it is made over the row as it is kept."""
        return ""

    def chain(self, order: int, first: BookedLink | None, links: Sequence[BookedLink], /) -> None:
        """See `OrderLinks`: the chains of many orders are begun together (S-6)."""

    def stands(self, order: int, revision: int, status: Status) -> None:
        """See `_put_in_force`."""


class _OrderWriter:
    """What one run of writing orders has to remember."""

    def __init__(self, bulk: Bulk, wholes: Mapping[str, Amounts]) -> None:
        """`wholes`: what invoices come to that several orders have lines on."""
        self.bulk, self.facts, self.moves, self.numbers = bulk, FileFacts(), Moves(bulk, wholes), order_numbers()
        self.waiting, self.hand = OrderingAccounts(), InBulk(bulk)
        numbers = {Shipment: self.moves.shipments, Invoice: self.moves.invoices}
        bulk.completed_by(completing(bulk, numbers, linked=not wholes), ChainLink)

    def keep(self) -> None:
        """Write how far the counters got."""
        self.numbers.keep()
        self.moves.keep()

    def write(self, new: NewOrder) -> None:
        """One order with all that hangs on it; the state comes last and seals it."""
        self.numbers.brought(new.number)
        buyer = self.facts.buyers[new.customer]
        payer = self.facts.buyers[new.bill_to or new.customer]
        currency = new.currency or buyer.currency
        ship_tos, places = ship_tos_of(new, buyer)
        worth = [amounts_of_line(line, currency) for line in new.lines]
        goods = [self.facts.items[line.product] for line in new.lines]
        lines = [*map(_line, new.lines, goods, places, worth)]
        _number_positions(new, lines)
        charges = [_charge(one, currency) for one in new.charges]
        header = self._header(new, buyer, payer, currency)
        content = Content(header, ship_tos, lines, charges, card_row(new.card_payment))
        booked = book(self._booking(new, buyer, content), self.hand)
        rule = self.facts.due.get(header["payment_terms"], AT_ONCE)
        placed = WrittenOrder(booked.order, booked.revision, payer.id, currency, rule)
        placed.early = self.facts.early.get(header["payment_terms"], NO_DISCOUNT)
        placed.charges = sum((Amounts(one["net"], one["tax"]) for one in charges), Amounts())
        placed.lines = [
            (line, booked.positions[row["position"]], whole, booked.ship_tos[row["ship_to"]])
            for line, row, whole in zip(new.lines, lines, worth, strict=True)
        ]
        self.moves.write(new, placed)

    def _booking(self, new: NewOrder, buyer: Buyer, content: Content) -> Booking:
        """The order as it is booked: at this moment, by whoever imports it, of the status it had."""
        done = new.status in ("", Status.ACCEPTED) and is_finished(new)
        status = Status.FINISHED if done else Status(new.status or Status.ACCEPTED)
        ends = new.to_invoice or (
            done and new.status == Status.ACCEPTED
        )  # by itself, as the last shipment has it
        gross = totals(content).gross if new.status == Status.PENDING or new.holds else ZERO
        holds: list[PlaceRow] = [
            {"code": code, "text": text, "amount": missing(code, text, gross)} for code, text in new.holds
        ]
        if new.status == Status.PENDING and not holds:
            holds = self.waiting.holds({**content.header, "gross": gross}, new.card_payment)
        by = self.bulk.login
        return Booking(
            account=buyer.id,
            content=content,
            by=by,
            status=status,
            number=new.number,
            at=self.bulk.now,
            holds=holds,
            events=_events(new, str(status), by, ends=ends),
        )

    def _header(self, new: NewOrder, buyer: Buyer, payer: Buyer, currency: str) -> PlaceRow:
        due, terms = new.payment_due, new.terms_of(payer.terms)
        if due is None and terms in self.facts.due:
            due = self.facts.due[terms].due(new.order_date)
        return header_row(
            new,
            sold_to=(buyer.id, buyer.code, buyer.name),
            ordered_by=(buyer.contacts.get(new.ordered_by), new.ordered_by),
            bill_to=bill_to(new, payer),
            days=(new.order_date, new.wanted),
            paid=PaidBy(new.payment_method, terms, due),
            contract=self.facts.contracts.get(new.contract),
            currency=currency,
        )


def _line(new: NewLine, goods: LineGoods, place: int, whole: Amounts) -> PlaceRow:
    price = LinePrice(
        *(new.price, new.price_source, new.price_reason),
        *(new.discount, new.discount_rate, new.discount_reason),
        *(new.tax_rate, new.tax_parts, new.tax_reason),
    )
    amounts = (whole.net, whole.tax, whole.gross)
    return line_row(new.position, place, _goods(new, goods), new.quantity, price, amounts, new.wanted, new.line_note)


def _goods(new: NewLine, goods: LineGoods) -> LineGoods:
    """The product as the line says it; most say nothing of it."""
    said = {"description": new.description, "unit": new.unit, "tax_category": new.tax_category}
    given = {name: text for name, text in said.items() if text}
    return goods._replace(**given) if given else goods


def _events(new: NewOrder, status: str, by: str, *, ends: bool) -> list[Happened]:
    """What its history begins with: that it came in, that its days are meant (C-43), that it is finished."""
    meant = [Happened(EventKind.DATES, f"imported: days before {dated(new.order_date)}, that of the order", by)]
    return [
        Happened(EventKind.IMPORTED, status, by),
        *(meant if new.dates_overridden else []),
        *([Happened(EventKind.FINISHED, "", by)] if ends else []),
    ]


def _number_positions(new: NewOrder, lines: list[PlaceRow]) -> None:
    """Positions that came without a number go on in tens after the last."""
    last = 0
    for row in lines:
        row["position"] = row["position"] or next_position(last)
        last = max(last, row["position"])


def _charge(one: NewCharge, currency: str) -> PlaceRow:
    return {**one._asdict(), "tax": tax_of(one.net, one.tax_rate, currency)}
