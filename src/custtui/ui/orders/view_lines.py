"""The lines of an order as the order screen shows them, with the quantities that add up (X-07)."""

from collections.abc import Iterable
from dataclasses import replace

from custtui.domain.address import Address
from custtui.domain.money import ZERO
from custtui.domain.order import CLOSED, rest_word
from custtui.domain.paper import delivery_name
from custtui.domain.tax import shown_parts
from custtui.services.views import OrderLineView, OrderView, ShipToView
from custtui.services.views.fulfilment import Charge
from custtui.ui.kit import format as fmt
from custtui.ui.kit.format import day
from custtui.ui.kit.paint import Line, width_of
from custtui.ui.kit.table import CODE, Column, Table

ViewItem = OrderLineView | Charge
WIDE = 100
"""From so many cells on description and amount have columns of their own."""
COLUMNS = (
    Column("position", "Pos", 3, 3, right=True),
    Column("product", "Item", 11, 8, style="strong", whole=CODE),
    Column("description", "Description", 14, 0, share=2, spare=9),
    Column("quantity", "Ordered", 7, 7, right=True),
    Column("shipped", "Shipped", 7, 7, right=True, spare=3),
    Column("invoiced", "Invoiced", 8, 8, right=True, spare=4),
    Column("forfeited", "Closed", 7, 7, right=True, spare=5),
    Column("open", "Open", 7, 5, right=True, style="strong"),
    Column("price", "Price", 9, 6, right=True, spare=2),
    Column("net", "Net", 12, 0, right=True, spare=7),
    Column("wanted", "Wanted", 9, 0, whole=11, spare=6),
    Column("mark", "", 1, 0, whole=1, style="mark"),
)
"""Narrow screens drop the wanted date; what is not shown, the line below tells."""


def items(order: OrderView) -> list[ViewItem]:
    """The positions, then freight and other charges."""
    return [*order.lines, *order.charges]


def table_of(order: OrderView, shown: Iterable[ViewItem], width: int) -> Table:
    """The columns, as wide as the rows in view need them."""
    known = COLUMNS if width >= WIDE else tuple(one for one in COLUMNS if one.key not in ("description", "net"))
    if order.status in CLOSED:
        ended = rest_word(order.status).capitalize()
        known = tuple(replace(one, head=ended, cells=8) if one.key == "forfeited" else one for one in known)
    if width < WIDE:
        known = tuple(replace(one, share=1) if one.key == "product" else one for one in known)
    return Table(known, width, [texts_of(order, item) for item in shown if not isinstance(item, tuple)])


def texts_of(order: OrderView, item: OrderLineView) -> dict[str, str]:
    """The cells of a position; `»` marks one that goes elsewhere."""
    quantities = ("quantity", "shipped", "invoiced", "forfeited", "open")
    return {
        "position": str(item.position),
        "product": item.product,
        "description": item.description,
        **{name: fmt.quantity(getattr(item, name), "-") for name in quantities},
        "price": fmt.price(item.price),
        "net": fmt.amount(item.net, order.currency),
        "wanted": day(item.wanted or order.wanted),
        "mark": "»" if goes_to(order, item) else "",
    }


def goes_to(order: OrderView, item: OrderLineView) -> str:
    """`to Pier 7, Newark`: where a line goes, where that is not where the order goes (F-78); '' where it is."""
    own, place = item.own_ship_to, order.ship_to
    if own is None or _place(own) == _place(place):
        return ""
    return f"to {delivery_name(own.alias, own.name)}, {own.address.city or own.address.one_line}"


def _place(one: ShipToView) -> tuple[str, str, Address]:
    return delivery_name(one.alias, one.name), one.attention, one.address


def draw_item(order: OrderView, item: ViewItem, line: Line, table: Table) -> None:
    """A position with its quantities, or a charge."""
    if not isinstance(item, tuple):
        table.draw(line, texts_of(order, item))
        return
    text, net, _tax = item
    ends = {column.key: x + cells for column, x, cells in table.places}
    amount, end = fmt.amount(net, order.currency), ends.get("net") or ends.get("price") or line.width
    start = next(x for column, x, _ in table.places if column.key == "product")
    line.put(start, text, "text", end - width_of(amount) - 1 - start)
    line.number(end, amount)


def line_facts(order: OrderView, item: ViewItem, table: Table) -> list[str]:
    """What the row does not show: description, net, discount, tax, what is to invoice, and what happened."""
    if isinstance(item, tuple):
        return _charge_facts(order, item)
    return [
        goes_to(order, item),
        item.description,
        f"note {item.line_note}" if item.line_note else "",
        *_untold(order, item, table),
        f"wanted {fmt.day(item.wanted or order.wanted)}" if item.wanted or order.wanted else "",
        *quantity_facts(item),
        *item.why_open,
        f"net {fmt.amount(item.net, order.currency)}",
        discount_text(order, item),
        *(text.partition(" · booked")[0] for text in item.history),
    ]


def _charge_facts(order: OrderView, item: Charge) -> list[str]:
    """What a charge is for, its amounts, and its taxes by their names."""
    named, net, tax = item
    taxed = order.charge_taxes[order.charges.index(item)]
    amounts = (f"net {fmt.amount(net, order.currency)}", f"tax {fmt.amount(tax, order.currency)}")
    return [named, *amounts, *([shown_parts(taxed.parts)] if taxed.parts else [])]


def _untold(order: OrderView, item: OrderLineView, table: Table) -> list[str]:
    """Quantities and price where these columns did not fit."""
    told = ("description", "net", "wanted")
    return table.untold({key: text for key, text in texts_of(order, item).items() if key not in told and text != "-"})


def quantity_facts(item: OrderLineView) -> list[str]:
    """Returned, credited, billed elsewhere, and what is to invoice and to credit of a line."""
    now = max(item.billable, ZERO)
    later = item.billable + item.to_credit - now
    return [
        f"returned {fmt.quantity(item.returned)}" if item.returned else "",
        f"credited {fmt.quantity(item.credited)}" if item.credited else "",
        f"{fmt.quantity(item.adjusted)} billed elsewhere" if item.adjusted else "",
        f"{fmt.quantity(now)} to invoice" if now else "",
        f"{fmt.quantity(item.to_credit)} to credit" if item.to_credit else "",
        f"then {fmt.quantity(later)} {'more ' * bool(now)}to invoice" if later else "",
    ]


def discount_text(order: OrderView, item: OrderLineView) -> str:
    """`discount 5%`, `discount 10.00`."""
    if item.discount_rate is not None and item.discount_rate:
        return f"discount {fmt.quantity(item.discount_rate * 100)}%"
    return f"discount {fmt.amount(item.discount, order.currency)}" if item.discount else ""
