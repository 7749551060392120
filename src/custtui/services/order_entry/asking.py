"""Answers while a line is typed: what it comes to, why this price, what the text at the quantity is (X-10)."""

from datetime import date
from decimal import Decimal

from custtui.domain import pricing
from custtui.domain.calling_off import told_left
from custtui.domain.choice import Choice
from custtui.domain.days import shown_day
from custtui.domain.typed import NextProduct, Unreadable, read_quantity, read_quantity_field
from custtui.domain.who import Who
from custtui.models.families import MERGED
from custtui.models.together import foreseen, together
from custtui.services import clock
from custtui.services.accounts import ACCOUNT, account_of
from custtui.services.clock import ZONE
from custtui.services.controls import CONTROLS, read_controls
from custtui.services.order_entry.base import Base, base_of
from custtui.services.order_entry.basis import Basis, basis_of
from custtui.services.order_entry.breaks import reach_together
from custtui.services.order_entry.goods import Payable, goods_of, products_for
from custtui.services.order_entry.header import head_typed
from custtui.services.order_entry.kept_lines import line_of
from custtui.services.order_entry.lines import WorkedLine, why_price
from custtui.services.order_entry.named_contracts import contract_prices
from custtui.services.order_entry.receiving import place_typed
from custtui.services.order_entry.rows import (
    HEAD,
    LINES,
    Head,
    LineRow,
    Stored,
    addresses_of,
    behind,
    head_of,
    lines_of,
    new_line,
    stored_of,
)
from custtui.services.order_entry.safely import kept
from custtui.services.order_entry.show import line_view, shown
from custtui.services.order_entry.slots import roles_of
from custtui.services.order_entry.terms import Terms
from custtui.services.order_entry.views import DraftView, HeaderText, LineText, LineView
from custtui.services.order_entry.work import Work
from custtui.services.orders.called_off import called_by_others


def quote(who: Who, draft_id: int, text: LineText, position: int | None = None) -> LineView:
    """The line being typed: description, price, amount, why this price, what is wrong; nothing is written.

    `position` is the line being edited, None for a new one.
    """
    line, basis, others = _typed_line(head_of(draft_id, who), text, position)
    _tell_repeat(line, others)
    work = Work(basis.roles, basis.terms.controls, basis.terms, basis, [line], who.role)
    return line_view(line, work, why=_why(line, work))


def _typed_line(head: Head, text: LineText, position: int | None) -> tuple[WorkedLine, Basis, list[LineRow]]:
    """The line worked out, with what it reaches together with others (C-39), and those others."""
    lines = lines_of(head.id)
    row = _row(head, lines, kept(text), position)
    stored = Stored(
        head,
        [row],
        addresses_of(head.id) if row.ship_to_address or head.ship_to_address or head.next_address else {},
        clock.today(),
        base=base_of(head.revision),
    )
    terms = Terms(roles_of(stored), read_controls())
    others = [line for line in lines if line.position != row.position and not line.struck]
    basis = basis_of(terms, [row, *(others if terms.controls.breaks_by_product else ())])
    line = line_of(row, basis)
    if terms.controls.breaks_by_product:
        together = [line, *(line_of(one, basis) for one in others)]
        reach_together(sorted(together, key=lambda one: one.row.position), basis)
    return line, basis, others


def with_typed(
    who: Who, draft_id: int, text: LineText | None, position: int | None = None, header: HeaderText | None = None
) -> DraftView:
    """The draft as it would stand with the line and the header being typed: its totals, and what F9 would do."""
    head = head_of(draft_id, who)
    stored = stored_of(head if header is None else head_typed(head, header), clock.today())
    if text is None:
        return shown(stored, who)
    row = _row(head, stored.lines, kept(text), position)
    others = [line for line in stored.lines if line.position != row.position]
    together = sorted([*others, row], key=lambda line: line.position)
    return shown(stored._replace(lines=together), who)


def _row(head: Head, lines: list[LineRow], text: LineText, position: int | None) -> LineRow:
    place = place_typed(head, text.ship_to)
    row = _going(head, lines, text, position)
    return row if place is None else row._replace(**place, ship_to_text="")  # pyright: ignore[reportArgumentType]


def _going(head: Head, lines: list[LineRow], text: LineText, position: int | None) -> LineRow:
    standing = next((line for line in lines if line.position == position), None)
    if standing is None:
        at = position or behind(lines)
        return new_line(at, text)._replace(**head.goes_next(at))  # pyright: ignore[reportArgumentType]
    return new_line(standing.position, text)._replace(
        ship_to_site=standing.ship_to_site,
        ship_to_address=standing.ship_to_address,
        ship_to_same=standing.ship_to_same,
    )


def _tell_repeat(line: WorkedLine, others: list[LineRow]) -> None:
    if line.goods is None:
        return
    code = line.goods.code.casefold()
    twin = next((other for other in others if other.item.casefold() == code), None)
    if twin is not None:
        line.notes.insert(0, f"also on line {twin.position}")


def _why(line: WorkedLine, work: Work) -> str:
    """`list 10.20 · 9.80 from 6 · last paid 10.00 on 2 Nov`."""
    if line.goods is None:
        return ""
    parts = [why_price(line, work.roles.stored.today)]
    if line.bought is not None:
        day = shown_day(line.bought.day, work.roles.stored.today)
        parts.append(f"last paid {pricing.two_places(line.bought.price)} on {day}")
    return " · ".join(part for part in parts if part)


def prices(draft_id: int, item: str, quantity: str, position: int | None = None, price: str = "") -> list[Choice]:
    """Every candidate price of an item: from when to when, who entered it, and the last price paid (X-10).

    The one that applies to the quantity is marked and comes first, where the house has it so to that of all lines of
    the product (C-39); an unknown item has none. Those of contracts the order may name and does not come behind.
    `position` is the line being edited, None for a new one.
    """
    text = LineText(item=kept(LineText(item)).item, quantity=quantity, price=price)
    known = [one for one in foreseen() if one[0] in STANDS_ON]
    with together((HEAD, (draft_id,)), (LINES, (draft_id,)), *known):
        return _prices(head_of(draft_id), text, position)


STANDS_ON = (ACCOUNT, CONTROLS, MERGED, ZONE)
"""What the screen asked that a price needs too: most likely of the same customer."""


def _prices(head: Head, text: LineText, position: int | None) -> list[Choice]:
    item, today, account = text.item, clock.today(), account_of(head.account)
    priced = Payable(account.id, head.contract, account.price_list, account.currency)
    products, known = goods_of([item], read_controls().scanner_prefix, priced)
    product = products.get(item)
    if product is None:
        return []
    rows, paid = known[product.id].offers, known[product.id].bought
    base = base_of(head.revision)
    reached = _reached(head, text, position)
    ordered = base.row.order_date if base else None
    told = pricing.verdicts(rows, reached, today, ordered)
    left = _left(head, product.id, base)
    found = [_choice(one, today, left) for one in told]
    chosen = next((one.offer for one in told if not one.why_not), None)
    beside = contract_prices(account, product.id, ordered or today, but=head.contract)
    found += [_choice(one, today, "") for one in pricing.not_named(beside, chosen, ordered or today)]
    if paid is not None:
        amount = pricing.two_places(paid.price)
        found.append(Choice(amount, amount, f"last paid {shown_day(paid.day, today)}, {paid.number}"))
    return found


def _left(head: Head, product: int, base: Base | None) -> str:
    """What of the contract named other orders have called off (C-40); '' without one."""
    if head.contract is None:
        return ""
    order, revision = (base.order.id, base.row.id) if base else (0, 0)
    found = called_by_others(head.contract, [product], order, revision)
    return told_left(found[product].agreed, found[product].called) if found else ""


def _choice(one: pricing.Verdict, today: date, left: str) -> Choice:
    """The price, and behind it what it is, from when to when, who entered it, and why it is not the line's."""
    row, price = one.offer, pricing.two_places(one.offer.price)
    until = f" to {shown_day(row.last_day, today)}" if row.last_day else ""
    why = ("cheaper" if one.cheaper else "", one.why_not)
    told = (
        row.label,
        *(() if one.named else reversed(why)),  # first what an order has to name
        f"{shown_day(row.first_day, today)}{until}" if until else f"since {shown_day(row.first_day, today)}",
        f"by {row.by}" if row.by else "",
        left if row.source is pricing.Source.CONTRACT else "",
        *(why if one.named else ()),
    )
    return Choice(price, price, ", ".join(filter(None, told)), marked=not one.why_not)


def _reached(head: Head, text: LineText, position: int | None) -> Decimal:
    """The quantity that a break is reached by: the line's, or that of all lines of its product together (C-39)."""
    together = read_controls().breaks_by_product and _typed_line(head, text, position)[0].together
    return Decimal(together) if together else _quantity(text.quantity)


def _quantity(text: str) -> Decimal:
    try:
        return read_quantity(text)
    except Unreadable:
        return Decimal(1)


def next_product(text: str) -> bool:
    """Is the text at the quantity the next product, so that the pending line gets its default quantity?"""
    prefix = read_controls().scanner_prefix
    typed = kept(LineText(item=text)).item
    if prefix and typed.startswith(prefix):
        return True
    reading = read_quantity_field(typed, lambda code: bool(products_for([code], prefix)))
    return isinstance(reading, NextProduct)
