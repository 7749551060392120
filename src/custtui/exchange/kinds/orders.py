"""Orders of the past: one row a line, the order itself on the first row of its number."""

from collections.abc import Iterable, Iterator
from typing import Any

from custtui.domain.address import PARTS, nowhere_faults
from custtui.domain.card_payment import FIELDS as CARD_FIELDS
from custtui.domain.money import ZERO
from custtui.domain.order import Status
from custtui.domain.paper import delivery_name
from custtui.domain.tax import category_of, parts_fault
from custtui.domain.who import Who
from custtui.exchange import cells
from custtui.exchange.kind import CellValues, Complain, FileColumn, FileRow, Items, Kind, Reference, check_repeats
from custtui.exchange.kinds.order_bounds import check_bounds
from custtui.exchange.kinds.order_cells import taxes_of, with_taxes
from custtui.exchange.kinds.order_checks import (
    as_invoiced,
    check_cards,
    check_charges,
    check_moved,
    check_papers,
    check_payments,
    check_status,
    names_papers,
    paid_early,
)
from custtui.exchange.kinds.order_columns import HEADER, LINE
from custtui.exchange.kinds.order_shipments import why_apart, why_billed_apart
from custtui.exchange.kinds.places import address_cells, address_of, odd_address
from custtui.services.bulk.named import OF_CUSTOMER
from custtui.services.bulk.order_bills import (
    over_credited_in_file,
    overpaid_in_file,
    taxed_in_file,
    told_as_shared,
    used_for_nothing,
)
from custtui.services.bulk.order_moves import is_finished
from custtui.services.bulk.orders import write_orders
from custtui.services.bulk.read_orders import read_orders
from custtui.services.bulk.values import NO_TERMS, NOBODY, NewCharge, NewLine, NewOrder, Snapshot

SNAPSHOT_NAMES = {
    prefix: tuple(f"{prefix}{name}" for name in ("name", "attention", "alias", *PARTS))
    for prefix in ("bill_to_", "ship_")
}
SAME_NAME = (
    *("status", "currency", "bill_to", "ordered_by", "po_number", "contract", "payment_method", "payment_terms"),
    *("payment_due", "source", "ship_via", "message", "prices_on_note", "holds", "to_invoice", "payments"),
    "dates_overridden",
    *CARD_FIELDS,
    "internal_note",
)
HEADER_NAMES = tuple(column.name for column in HEADER)
OF_LINE = (
    *("product", "quantity", "price", "position", "description", "unit", "price_source", "price_reason", "discount"),
    *("discount_rate", "discount_reason", "tax_category", "tax_rate", "wanted", "shipments", "invoices"),
    *("forfeits", "returns", "tax_parts", "tax_reason", "line_note"),
)


CLOSED = {
    "shipment": "it was sent, and takes no more lines; what was sent apart has a number of its own",
    "invoice": "it never changes; what is invoiced apart has a number of its own",
}
"""Why a paper that stands takes nothing of a file."""


class Orders(Kind):
    """Orders; rows of one order stand together."""

    name = "orders"
    what = "orders of the past, one row a line: kept as they were, not accepted anew"
    together = "number"
    shared = ("shipment", "invoice")
    columns = (FileColumn("number", "order number, on every row", cells.CODE, "10248", required=True), *HEADER, *LINE)

    def make(self, rows: list[FileRow], complain: Complain) -> NewOrder:
        """An order; what belongs to the order may be repeated on its other rows, but not differ."""
        first = rows[0].values
        _take_taxes(rows, complain)
        check_repeats(rows, HEADER_NAMES, "order", complain)
        _check_lines(rows, complain)
        check_status(rows, complain)
        check_bounds(rows, complain)
        check_charges(rows[0], complain)
        check_cards(rows[0], complain)
        if names_papers(rows):
            check_papers(rows, _places(rows), complain)
        if "payments" in first:
            first["payments"] = as_invoiced(rows)
        check_payments(rows, complain)
        given = {name: first[name] for name in SAME_NAME if name in first}
        return NewOrder(
            number=first["number"],
            customer=first["customer"],
            order_date=first["order_date"],
            wanted=first.get("order_wanted"),
            shipped_day=first.get("shipped_date"),
            paid_day=first.get("paid_date"),
            charges=_charges(first),
            bill_to_as=_snapshot(first, "bill_to_"),
            ship_to=_snapshot(first, "ship_"),
            lines=tuple(_line(row.values) for row in rows),
            line=rows[0].line,
            **given,
        )

    def beyond(self, item: NewOrder) -> Iterable[tuple[int, str, str]]:
        """What is paid, or credited, beyond what its invoices come to."""
        yield from ((item.line, "payments", text) for text in overpaid_in_file(item))
        yield from ((item.line, "invoices", text) for text in over_credited_in_file(item))
        yield from ((item.line, "invoice_taxes", text) for text in taxed_in_file(item))

    def looks_again(self, item: NewOrder) -> bool:
        """Where a credit note is used: by one order, on an invoice of another."""
        return any(one.quantity < 0 for one in item.payments)

    def across(self, items: Iterator[NewOrder]) -> Iterable[tuple[int, str, str]]:
        """Credit notes that are used for more than they settle, as the screen that takes payments has it."""
        return ((line, "payments", text) for line, text in used_for_nothing(items))

    def own(self, item: NewOrder) -> Iterable[Reference]:
        """Its number, and those of its papers."""
        yield "number", "order", item.number
        for column in ("shipments", "invoices"):
            moves = (move.number for line in item.lines for move in getattr(line, column))
            numbers = {number.casefold(): number for number in moves if number}  # two spellings: see `check_papers`
            yield from ((column, column.removesuffix("s"), number) for number in sorted(numbers.values()))

    def apart(self, sort: str, code: str, first: NewOrder, other: NewOrder) -> str:
        """A shipment goes to one ship-to of one customer on one day, whichever orders it is of (F-78, C-48).

        An invoice is of one payer, day, currency and terms (C-42).
        """
        return (why_apart if sort == "shipment" else why_billed_apart)(code, first, other)

    def sharing(self, sort: str, code: str, item: NewOrder) -> NewOrder:
        """The order, told of a shipment or an invoice that it shares."""
        one = told_as_shared(sort, code)
        return item if one in item.shared else item._replace(shared=(*item.shared, one))

    def closed(self, sort: str) -> str:
        """A paper that was handed over never changes (D-02, C-48)."""
        return CLOSED.get(sort, "")

    def needs(self, item: NewOrder) -> Iterable[Reference]:
        """Customer, payer, its contract, payment terms and method, products and their tax categories.

        Unknown terms would be due at once (F-75).
        """
        yield "customer", "account", item.customer
        if item.bill_to:
            yield "bill_to", "account", item.bill_to
        if item.contract:
            yield "contract", "contract", item.contract
            yield "contract", OF_CUSTOMER, f"{item.contract}\t{item.customer}"
        if item.payment_terms not in ("", NO_TERMS):
            yield "payment_terms", "terms", item.payment_terms
        if item.payment_method:
            yield "payment_method", "method", item.payment_method
        for category in {line.tax_category for line in item.lines} - {""}:
            yield "tax_category", "tax category", category
        for category in {charge.tax_category for charge in item.charges} - {""}:
            yield "charges", "tax category", category
        for product in {line.product for line in item.lines}:
            yield "product", "product", product

    def doubts(self, item: NewOrder) -> Iterable[Reference]:
        """That it is billed and shipped somewhere, where goods may still move and the file is silent (R-12)."""
        if item.status not in ("", "accepted", "pending") or item.shipped_day is not None:
            return
        if item.bill_to_as.blank:
            yield "bill_to", "bill-to", item.bill_to or item.customer
        if item.ship_to.blank and any(line.ship_to.blank for line in item.lines):
            yield "ship_street", "ship-to", item.customer

    def odd(self, item: NewOrder) -> Iterable[tuple[str, str]]:
        """What the address library finds odd of a ship-to, and what is nowhere: kept, it is the past (R-12, X-08)."""
        yield from _nowhere(item, item.bill_to_as, "bill_to", "bill_to_")
        places = (item.ship_to, *(line.ship_to for line in item.lines))
        for one in dict.fromkeys(place for place in places if place is not NOBODY):
            yield from _nowhere(item, one, "ship_to", "ship_")
        if item.status == Status.ACCEPTED and is_finished(item):
            yield "status", "nothing of it is open: it comes in as finished"
        if not item.ship_to.blank:
            yield from odd_address(item.ship_to.address, "ship_")
        yield from paid_early(item)

    def write(self, who: Who, items: Items) -> int:
        """In bulk."""
        return write_orders(who, items(), items(sharing=True))

    def read(self) -> Iterator[NewOrder]:
        """All orders, each as its newest revision."""
        return read_orders()

    def rows(self, item: NewOrder) -> Iterable[CellValues]:
        """One row a line; the order on the first."""
        header: CellValues = {name: getattr(item, name) for name in SAME_NAME}
        header |= {"customer": item.customer, "order_date": item.order_date, "order_wanted": item.wanted}
        header |= {"shipped_date": item.shipped_day, "paid_date": item.paid_day, **_charge_cells(item.charges)}
        header |= _snapshot_cells(item.bill_to_as, "bill_to_")
        del header["bill_to_alias"]
        header |= {name: getattr(item, name) or None for name in ("to_invoice", "dates_overridden")}
        for line in item.lines:
            values = {name: getattr(line, name) for name in OF_LINE}
            values |= {"discount": line.discount or None, "tax_rate": line.tax_rate or None}
            values["position"] = line.position or None
            values["invoice_taxes"] = taxes_of(line.invoices)
            yield {"number": item.number, **header, **values, **_snapshot_cells(line.ship_to, "ship_")}
            header = {}


def _nowhere(item: NewOrder, one: Snapshot, field: str, prefix: str) -> Iterable[tuple[str, str]]:
    if not one.blank:
        for fault in nowhere_faults(one.address, field, delivery_name(one.alias, one.name) or item.customer):
            yield f"{prefix}street", fault.text


def _take_taxes(rows: list[FileRow], complain: Complain) -> None:
    """Each invoice gets its own tax, where its row tells of one (C-38)."""
    for row in rows:
        if taxes := row.values.pop("invoice_taxes", ()):
            try:
                row.values["invoices"] = with_taxes(row.values.get("invoices", ()), taxes)
            except ValueError as error:
                complain(row.line, "invoice_taxes", str(error))


def _check_lines(rows: list[FileRow], complain: Complain) -> None:
    seen = set[int]()
    for row in rows:
        values = row.values
        position = values.get("position")
        if why := parts_fault(values.get("tax_parts", ""), values.get("tax_rate", ZERO)):
            complain(row.line, "tax_parts", why)
        if position is not None and (position in seen or position == 0):
            complain(row.line, "position", f"{position} stands twice in this order" if position else "is 0")
        seen.add(position or 0)
        check_moved(row, rows[0], complain)


def _places(rows: list[FileRow]) -> list[Snapshot | None]:
    """Where each row ships to: as it says, else as the first one says, None as the customer stands."""
    first = _snapshot(rows[0].values, "ship_")
    places = (first if one.blank else one for one in (_snapshot(row.values, "ship_") for row in rows))
    return [None if place.blank else place for place in places]


def _line(values: CellValues) -> NewLine:
    given: dict[str, Any] = {name: values[name] for name in OF_LINE if name in values}
    if "tax_category" in given:
        given["tax_category"] = category_of(given["tax_category"])
    return NewLine(**given, ship_to=_snapshot(values, "ship_"))


def _charges(values: CellValues) -> tuple[NewCharge, ...]:
    freight = (NewCharge("freight", values["freight"]),) if values.get("freight") else ()
    return (*freight, *values.get("charges", ()))


def _charge_cells(charges: tuple[NewCharge, ...]) -> CellValues:
    """Plain freight has a column of its own, where it comes first."""
    if charges and charges[0].net > 0 and charges[0] == NewCharge("freight", charges[0].net):
        return {"freight": charges[0].net, "charges": charges[1:]}
    return {"charges": charges}


def _snapshot(values: CellValues, prefix: str) -> Snapshot:
    """Most rows tell of none: these share one."""
    if values.keys().isdisjoint(SNAPSHOT_NAMES[prefix]):
        return NOBODY
    alias = values.get(f"{prefix}alias", "")
    names = (values.get(f"{prefix}name", ""), values.get(f"{prefix}attention", ""), alias)
    return Snapshot(*names, address_of(values, prefix))


def _snapshot_cells(one: Snapshot, prefix: str) -> CellValues:
    named = {f"{prefix}name": one.name, f"{prefix}attention": one.attention, f"{prefix}alias": one.alias}
    return {**named, **address_cells(one.address, prefix)}
