"""What the rows of an order may not say of what happened to it (X-07, F-65, F-78, C-14, C-46)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from custtui.domain.card import IN_TWO, split_card
from custtui.domain.card_payment import FIELDS, METHOD
from custtui.domain.history import early_fault, paid_fault
from custtui.domain.money import ZERO
from custtui.domain.money_back import as_paid_fault
from custtui.domain.numbers import plain
from custtui.domain.order import Quantities, Status, billed_fault, choice_fault
from custtui.exchange.kind import CellValues, Complain, FileRow
from custtui.services.bulk.order_bills import kind_of
from custtui.services.bulk.values import Movement, NewOrder

MOVES = ("shipments", "invoices", "forfeits", "returns")
OF_ORDER = ("shipped_date", "paid_date", "payments", "to_invoice")
"""What only an order that was accepted can tell of itself as a whole."""

NOTHING_MOVES = {
    "pending": "a pending order is waiting for approval; nothing can be shipped or invoiced yet",
    "declined": "nothing of a declined order ever moved",
    "cancelled": "nothing of a canceled order moved: one sent in part is finished, its rest closed short in forfeits",
}


def check_status(rows: list[FileRow], complain: Complain) -> None:
    """Goods and money move of accepted and finished orders only; a cancel closes what was sent in part (C-46)."""
    status = rows[0].values.get("status", "")
    if reason := NOTHING_MOVES.get(status):
        for row in rows:
            for name in (*MOVES, *(OF_ORDER if row is rows[0] else ())):
                if row.values.get(name):
                    complain(row.line, name, reason)
    if status in ("", Status.ACCEPTED) and not any(row.values["quantity"] for row in rows):
        complain(rows[0].line, "quantity", "quantity 0 on every line is an order that was canceled: status cancelled")
    if status == Status.FINISHED:
        for row in rows:
            _check_nothing_open(row, rows[0], complain)
    if rows[0].values.get("to_invoice") and status != Status.FINISHED:
        complain(rows[0].line, "to_invoice", "only of a finished order: of others what is shipped is invoiced")


def _check_nothing_open(row: FileRow, first: FileRow, complain: Complain) -> None:
    """A finished order has nothing left to ship (R-31); `shipped_date` ships what no row tells of."""
    if first.values.get("shipped_date") and not row.values.get("shipments"):
        return
    rest = row.values["quantity"] - _sum(row.values, "shipments") - _sum(row.values, "forfeits")
    if rest > 0:
        complain(row.line, "status", f"finished, but {plain(rest)} are neither shipped nor closed short: say which")


def check_moved(row: FileRow, first: FileRow, complain: Complain) -> None:
    """Nothing is shipped, given up, invoiced or returned beyond what there is (X-07, R-30).

    `first` is the order's first row: its `shipped_date` ships what names no shipment.
    """
    values = row.values
    if values.keys().isdisjoint(MOVES) or _plainly_right(values, first.values.get("shipped_date")):
        return  # so are most lines: the rest need not be asked of each (P-10)
    quantity: Decimal = values["quantity"]
    shipped, forfeited, returned = (_sum(values, name) for name in ("shipments", "forfeits", "returns"))
    for name in ("shipments", "forfeits", "returns"):
        if any(move.quantity <= 0 for move in values.get(name, ())):
            complain(row.line, name, "a quantity is more than 0")
    if shipped + forfeited > quantity:
        complain(row.line, "shipments", f"{shipped + forfeited} shipped and closed short of {quantity} ordered")
    if "shipped_date" in first.values and not values.get("shipments"):
        shipped = quantity - forfeited
    if returned > shipped:
        complain(row.line, "returns", f"{returned} returned of {shipped} shipped")
    if first.values.get("status", "") in NOTHING_MOVES:
        return  # nothing of it may be invoiced at all: told once
    for why in _wrongly_named(values):
        complain(row.line, "invoices", why)
    invoiced, credited = _billed(values)
    chosen = sum((move.first for move in values.get("returns", ()) if move.first), ZERO)
    moved = Quantities(quantity, shipped, forfeited, returned, invoiced, credited, chosen=chosen)
    if why := billed_fault(moved):
        complain(row.line, "invoices", why)
    elif why := choice_fault(moved):
        complain(row.line, "returns", why)
    elif returned <= shipped:
        _check_days(row, first, shipped, complain)


def _plainly_right(values: CellValues, shipped: date | None) -> bool:
    """Sent at once, all of it on the order's day where no shipment is told of; at most billed once, then or later."""
    sent, billed = values.get("shipments", ()), values.get("invoices", ())
    if len(sent) > 1 or len(billed) > 1 or "forfeits" in values or "returns" in values:
        return False
    ordered: Decimal = values["quantity"]
    day, out = (sent[0].day, sent[0].quantity) if sent else (shipped, ordered)
    if day is None or not ZERO < out <= ordered:
        return False
    return not billed or (ZERO < billed[0].quantity <= out and billed[0].day >= day)


def _check_days(row: FileRow, first: FileRow, shipped: Decimal, complain: Complain) -> None:
    """Nothing is invoiced or returned before it was shipped (R-30); days before the order are told as such."""
    sent: list[tuple[date, Decimal]] | None = None
    for name, what in (("invoices", "invoiced"), ("returns", "returned")):
        if name not in row.values:
            continue
        if sent is None:
            sent = _sent(row, first, shipped)
        moves = _days(row.values, name)
        if all(day >= first.values["order_date"] for day, _ in moves) and (why := early_fault(what, moves, sent)):
            complain(row.line, name, why)


def _sent(row: FileRow, first: FileRow, shipped: Decimal) -> list[tuple[date, Decimal]]:
    if row.values.get("shipments"):
        return _days(row.values, "shipments")
    return [(first.values.get("shipped_date", date.min), shipped)]


def _days(values: CellValues, name: str) -> list[tuple[date, Decimal]]:
    moves: tuple[Movement, ...] = values.get(name, ())
    return [(move.day, move.quantity) for move in moves]


WRITTEN = (
    "po_number",
    "message",
    "internal_note",
    "ship_via",
    "source",
    "ship_name",
    "ship_attention",
    "bill_to_name",
    "bill_to_attention",
)
"""Columns of an order in which whatever was typed stands."""


def check_cards(row: FileRow, complain: Complain) -> None:
    """A card number is not parted between two columns either (X-14): each cell was looked at by itself."""
    texts = {name: row.values[name] for name in WRITTEN if row.values.get(name)}
    given = [name for name in FIELDS if row.values.get(name)]
    if given and (row.values.get("payment_method") != METHOD or given[0] != FIELDS[0]):
        complain(row.line, given[0], f"is told of a card alone, of an order paid by {METHOD}")
    for name in split_card(texts) if len(texts) > 1 else ():
        complain(row.line, name, IN_TWO)


def check_charges(row: FileRow, complain: Complain) -> None:
    """A charge of each kind stands once, freight of its own column too (C-41)."""
    if "charges" not in row.values:
        return
    kinds = Counter(one.kind.casefold() for one in row.values["charges"])
    kinds["freight"] += bool(row.values.get("freight"))
    for kind, count in kinds.items():
        if count > 1:
            complain(row.line, "charges", f"{kind} stands twice: one charge of each kind")


def _wrongly_named(values: CellValues) -> Iterator[str]:
    """What a credit note takes back is of an invoice of its line, no later than it, and no more than that has."""
    moves: tuple[Movement, ...] = values.get("invoices", ())
    made = {move.number: move.day for move in reversed(moves) if move.number and move.quantity > 0}
    left = Counter[str]()
    for move in moves:
        if move.quantity > 0 and move.number:
            left[move.number] += move.quantity  # pyright: ignore[reportArgumentType]
    for move in (one for one in moves if one.of):
        left[move.of] += move.quantity  # pyright: ignore[reportArgumentType]
        if move.of not in made:
            yield f"{move.number} takes back from {move.of}, which is not an invoice of this line"
        elif made[move.of] > move.day:
            yield f"{move.number} of {move.day} takes back from {move.of}, which is of {made[move.of]}"
        elif left[move.of] < 0:
            yield f"{move.number} takes back more of {move.of} than it has of this line"


def _billed(values: CellValues) -> tuple[Decimal, Decimal]:
    """Invoiced, and credited again."""
    moves: tuple[Movement, ...] = values.get("invoices", ())
    billed = [move.quantity for move in moves]
    return sum((one for one in billed if one > 0), ZERO), -sum((one for one in billed if one < 0), ZERO)


def _sum(values: CellValues, name: str) -> Decimal:
    moves: tuple[Movement, ...] = values.get(name, ())
    return sum([move.quantity for move in moves], ZERO) if moves else ZERO


def names_papers(rows: Iterable[FileRow]) -> bool:
    """Does a shipment or an invoice come with its number?"""
    found = (row.values.get(column, ()) for row in rows for column in ("shipments", "invoices"))
    return any(move.number for moves in found for move in moves)


def check_papers(rows: list[FileRow], places: Iterable[object], complain: Complain) -> None:
    """A number, in whatever capitals, is one paper: of one day, a shipment to one ship-to (F-78), a bill or a credit.

    `places` are the ship-tos of the rows, None where a row names none.
    """
    shipped, billed = dict[str, tuple[int, Movement, object]](), dict[str, tuple[int, Movement, object]]()
    for row, place in zip(rows, places, strict=True):
        for column, seen in (("shipments", shipped), ("invoices", billed)):
            for move in row.values.get(column, ()):
                if not move.number:
                    continue
                line, first, where = seen.setdefault(move.number.casefold(), (row.line, move, place))
                if move.number != first.number:
                    complain(row.line, column, f"{move.number} is {first.number} on line {line}: write it alike")
                for reason in _differs(column, first, move, where, place):
                    complain(row.line, column, f"{move.number} is {reason}, on line {line}")


def _differs(column: str, first: Movement, move: Movement, where: object, place: object) -> Iterator[str]:
    if first.day != move.day:
        yield f"of {move.day} here and of {first.day}"
    if column == "invoices" and first.quantity * move.quantity < 0:
        yield "an invoice and a credit note"
    if column == "shipments" and None not in (where, place) and where != place:
        yield "sent to two ship-tos"


def as_invoiced(rows: list[FileRow]) -> tuple[Movement, ...]:
    """The payments of an order, each naming its invoice as that is spelled: `ina` is INA (D-02)."""
    numbers = {move.number.casefold(): move.number for row in rows for move in row.values.get("invoices", ())}
    payments: tuple[Movement, ...] = rows[0].values["payments"]
    return tuple(one._replace(number=numbers.get(one.number.casefold(), one.number)) for one in payments)


def check_payments(rows: list[FileRow], complain: Complain) -> None:
    """Payments name invoices of this order; one day for all of them is the other way to say it."""
    values, line = rows[0].values, rows[0].line
    payments: tuple[Movement, ...] = values.get("payments", ())
    numbers = {move.number for row in rows for move in row.values.get("invoices", ())}
    for one in payments:
        if not one.number or one.number not in numbers:
            complain(
                line, "payments", f"{one.number or 'a payment without a number'} is not an invoice of this order"
            )
        if not one.quantity:
            complain(line, "payments", "an amount is not 0")
        elif why := as_paid_fault(*kind_of(one), one.quantity):
            complain(line, "payments", f"{one.number}: {why}")
    if payments and "paid_date" in values:
        complain(line, "payments", "says what paid_date says: one of them")


def paid_early(item: NewOrder) -> Iterator[tuple[str, str]]:
    """Column and text of money that came before its invoice: it may have been kept from before (C-37)."""
    made = {move.number: move.day for line in item.lines for move in line.invoices if move.quantity > 0}
    for one in item.payments:
        if one.number in made and (why := paid_fault(one.day, one.number, made[one.number])):
            yield "payments", why
    if item.paid_day and made:
        last = max(made, key=lambda number: made[number])
        if why := paid_fault(item.paid_day, last, made[last]):
            yield "paid_date", why
