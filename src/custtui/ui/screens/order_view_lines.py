"""The lines of an order as the order screen shows them, with the quantities that add up (X-07)."""

from decimal import Decimal

from custtui.domain.paper import delivery_name
from custtui.services.views import OrderLineView, OrderView, ShipToView
from custtui.ui import format as fmt
from custtui.ui.paint import Line
from custtui.ui.screens.order_list_rows import short_day

Charge = tuple[str, Decimal, Decimal]
Item = OrderLineView | Charge
QUANTITIES = ("quantity", "shipped", "invoiced", "forfeited", "open")
HEADS = ("Ordered", "Shipped", "Invoiced", "Forfeit", "Open")


def items(order: OrderView) -> list[Item]:
    """The positions, then freight and other charges."""
    return [*order.lines, *order.charges]


class Columns:
    """Where the columns begin: narrow screens drop the wanted date, wide ones show description and amount."""

    def __init__(self, width: int) -> None:
        narrow, wide = width < 80, width >= 100
        self.item = 6
        self.item_width = 8 if narrow else 11
        self.cells = (8, 8, 9, 8, 6) if narrow else (8, 8, 9, 8, 8)
        self.price_width = 7 if narrow else 10
        self.amount_width = 13 if wide else 0
        self.wanted = 0 if narrow else width - 10
        end = width if narrow else width - 11
        self.amount = end - self.amount_width
        self.price = self.amount - self.price_width
        self.first = self.price - sum(self.cells)
        self.text = self.item + self.item_width + 1
        self.text_width = self.first - self.text - 1 if wide else 0
        if not wide:
            self.item_width = self.first - self.item


def draw_heads(width: int) -> Line:
    """The heads of the columns."""
    at, line = Columns(width), Line(width)
    line.put(1, "Pos", "label")
    line.put(at.item, "Item", "label")
    line.put(at.text, "Description", "label", at.text_width)
    x = at.first
    for head, cells in zip(HEADS, at.cells, strict=True):
        line.put(x, head, "label", cells, "right")
        x += cells
    line.put(at.price, "Price", "label", at.price_width, "right")
    line.put(at.amount, "Net" if at.amount_width else "", "label", at.amount_width, "right")
    if at.wanted:
        line.put(at.wanted, "Wanted", "label")
    return line


def draw_item(order: OrderView, item: Item, line: Line) -> None:
    """A position with its quantities, or a charge."""
    if isinstance(item, tuple):
        _draw_charge(order, item, line)
        return
    at = Columns(line.width)
    line.put(1, str(item.position), "text", 4, "right")
    line.put(at.item, item.product, "strong", at.item_width)
    line.put(at.text, item.description, "text", at.text_width)
    x = at.first
    for name, cells in zip(QUANTITIES, at.cells, strict=True):
        x += cells
        line.number(x, fmt.quantity(getattr(item, name), "-"), _style(name))
    line.number(at.price + at.price_width, fmt.price(item.price))
    if at.amount_width:
        line.number(at.amount + at.amount_width, fmt.amount(item.net, order.currency))
    if at.wanted:
        line.put(at.wanted, short_day(item.wanted or order.wanted), "text", 9)
        line.put(line.width - 1, "»" if item.own_ship_to else "", "mark")


def _style(name: str) -> str:
    return "strong" if name == "open" else "text"


def _draw_charge(order: OrderView, charge: Charge, line: Line) -> None:
    at = Columns(line.width)
    text, net, _tax = charge
    line.put(at.item, text, "text", at.first + sum(at.cells[:3]) - at.item)
    end = at.amount + at.amount_width if at.amount_width else at.price + at.price_width
    line.number(end, fmt.amount(net, order.currency))


def line_facts(order: OrderView, item: Item) -> list[str]:
    """What the row does not show: description, net, discount, tax, what is to invoice, and what happened."""
    if isinstance(item, tuple):
        return [item[0], f"net {fmt.amount(item[1], order.currency)}", f"tax {fmt.amount(item[2], order.currency)}"]
    return [
        item.description,
        f"wanted {fmt.day(item.wanted or order.wanted)}" if item.wanted or order.wanted else "",
        *quantity_facts(item),
        f"net {fmt.amount(item.net, order.currency)}",
        discount_text(order, item),
        f"ships to {item.ship_to}" if item.ship_to else "",
        *(text.partition(" · booked")[0] for text in item.history),
    ]


def quantity_facts(item: OrderLineView) -> list[str]:
    """Returned, credited, and what is to invoice (or to credit) of a line."""
    billable = item.billable
    return [
        f"returned {fmt.quantity(item.returned)}" if item.returned else "",
        f"credited {fmt.quantity(item.credited)}" if item.credited else "",
        f"{fmt.quantity(abs(billable))} to {'invoice' if billable > 0 else 'credit'}" if billable else "",
    ]


def discount_text(order: OrderView, item: OrderLineView) -> str:
    """`discount 5 %`, `discount 10.00`."""
    if item.discount_rate is not None and item.discount_rate:
        return f"discount {fmt.quantity(item.discount_rate * 100)} %"
    return f"discount {fmt.amount(item.discount, order.currency)}" if item.discount else ""


def ship_to_parts(place: ShipToView) -> list[str]:
    """`one-time`, `HJ Warehouse`, `9 Dock Rd, Newark NJ 07102`, `attn Ann Lee`."""
    kind = {"SAME": "same as sold-to", "ONE_TIME": "one-time"}.get(place.kind, "")
    name = "" if place.kind == "SAME" and not place.alias else delivery_name(place.alias, place.name)
    attention = f"attn {place.attention}" if place.attention else ""
    return [part for part in (kind, name, place.address.one_line, attention) if part]
