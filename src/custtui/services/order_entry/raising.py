"""Raises lines of an order by what a shipment sends beyond them, within their products' tolerance (C-30)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from custtui.domain import money
from custtui.domain.card_payment import card_reasons
from custtui.domain.errors import refuse
from custtui.domain.fulfilment import TOLERANCE
from custtui.domain.who import Who
from custtui.models.order import OrderRevision, OrderShipTo
from custtui.models.product import Product
from custtui.services.accounts import account_of
from custtui.services.booking import Content, totals
from custtui.services.clock import today
from custtui.services.order_entry.base import Base, BaseLine
from custtui.services.order_entry.calling_off import raised_beyond
from custtui.services.order_entry.changing import base_of_order
from custtui.services.order_entry.charges import rows_of
from custtui.services.order_entry.content import COPIED
from custtui.services.order_entry.revising import holds_of, replace_by, told_reasons, verdict
from custtui.services.orders.cards import card_row
from custtui.services.payer_credit import credit_of

NOT_COPIED = ("id", "order", "revision", "replaces", "net", "tax", "gross", "hash", "made_by", "made_at")
"""What a revision has of its own."""


@dataclass(frozen=True, slots=True)
class Raised:
    """What an order is raised by: `more` gross in its currency; the credit `left` then, and whose; None: no limit."""

    more: Decimal
    currency: str
    code: str
    payer: str
    left: Decimal | None


def foretold(number: str, more: Mapping[int, Decimal]) -> Raised:
    """What shipping so much more of these positions raises the order by, and whose credit it uses (C-30, C-35).

    Nothing is written. An order paid at once, or in another currency than its payer's credit, uses none.
    """
    base = base_of_order(number)
    gross = totals(_content(base, more)).gross - base.row.gross
    payer, currency = account_of(base.row.bill_to_id), base.row.currency
    credit = None if base.uses_no_credit or payer.currency != currency else credit_of(payer)
    left = credit.left if credit and credit.currency == currency else None
    return Raised(gross, currency, payer.code, payer.name, None if left is None else left - gross)


def raise_lines(who: Who, number: str, more: Mapping[int, Decimal]) -> str:
    """A revision that orders so much more of these positions, all else as it was, in force at once.

    In the transaction that ships it. Returns why it waits instead, '' where it does not: then nothing is shipped.
    Raises Refused for what is not raised any more: inactive customers and products.
    """
    base = base_of_order(number)
    _check_active(base, more)
    content = _content(base, more)
    gross, currency = totals(content).gross, base.row.currency
    reasons = [*raised_beyond(base, content.lines), *card_reasons(base.card, gross, currency, today())]
    revised = replace_by(
        who, base, content, verdict(base, reasons, f": {TOLERANCE}"), holds_of(reasons), waits=bool(reasons)
    )
    if not reasons:
        return ""
    return f"revision {revised.revision.revision} of {number} is waiting for approval: {told_reasons(reasons)}"


def _check_active(base: Base, more: Mapping[int, Decimal]) -> None:
    sold_to = account_of(base.row.sold_to_id)
    products = [base.lines[at].row.product_id for at in more]
    gone = Product.select(Product.code).where(Product.id.in_(products) & ~Product.active).scalar()
    what = gone or ("" if sold_to.active else f"{sold_to.code} {sold_to.name}")
    if what:
        raise refuse("inactive", f"{what} is inactive: not more than is ordered can be shipped")


def _content(base: Base, more: Mapping[int, Decimal]) -> Content:
    places = {key: at for at, key in enumerate(base.ship_tos)}
    ship_tos = [_columns(OrderShipTo, one, ("id", "revision")) for one in base.ship_tos.values()]
    lines = [_line(line, more, places, base.row.currency) for line in base.lines.values()]
    card = card_row(base.card)
    return Content(_columns(OrderRevision, base.row, NOT_COPIED), ship_tos, lines, rows_of(base), card)


def _columns(model: Any, row: Any, without: tuple[str, ...]) -> dict[str, Any]:
    """The columns of a row by the names of their fields, foreign keys as ids."""
    fields = (field for field in model._meta.sorted_fields if field.name not in without)
    return {field.name: getattr(row, getattr(field, "object_id_name", field.name)) for field in fields}


def _line(line: BaseLine, more: Mapping[int, Decimal], places: Mapping[int, int], currency: str) -> dict[str, Any]:
    row = {name: getattr(line.row, name) for name in COPIED if name != "product"}
    row |= {"product": line.row.product_id, "position": line.position, "ship_to": places[line.row.ship_to_id]}
    if line.position not in more:
        return row
    quantity, off, rate = row["quantity"] + more[line.position], row["discount"], row["discount_rate"]
    net = money.line_net(quantity, row["price"], currency, discount=off, discount_rate=rate)
    tax = money.tax_of(net, row["tax_rate"], currency)
    return {**row, "quantity": quantity, "net": net, "tax": tax, "gross": net + tax}
