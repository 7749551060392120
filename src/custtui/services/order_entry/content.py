"""The content of an order placed from a draft: snapshots of everything as it is at that moment (X-05).

In a change what stays is copied from the revision before; lines that split are two (C-32).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from custtui.domain.money import ZERO
from custtui.domain.pricing import typed_source
from custtui.services.booking import Content, totals
from custtui.services.order_entry.base import Base, BaseLine
from custtui.services.order_entry.charges import rows_of
from custtui.services.order_entry.lines import Stays, WorkedLine
from custtui.services.order_entry.measured import split_positions
from custtui.services.order_entry.sites import MadeOnTheWay, SitesOfUse
from custtui.services.order_entry.views import Slot
from custtui.services.order_entry.work import Work
from custtui.services.orders.cards import card_row
from custtui.services.writing.order import LineGoods, LinePrice, PaidBy, header_row, line_row


class ShipTos:
    """The ship-to rows of a revision, each place once; the order's own is the first."""

    def __init__(self, own: Slot, sites: SitesOfUse) -> None:
        self.sites = sites
        self.rows: list[dict[str, Any]] = []
        self._at: dict[tuple[Any, ...], int] = {}
        self.at(own)

    def at(self, slot: Slot) -> int:
        """Where the row of a place stands among them; it is added where it is new."""
        key = slot.site_id, None if slot.kept else slot.address_id, slot.kind, slot.kept
        if key not in self._at:
            self._at[key] = len(self.rows)
            self.rows.append(_ship_to(slot, self.sites, header=not self.rows))
        return self._at[key]


def content_of(work: Work, made: MadeOnTheWay) -> Content:
    """What the revision will say."""
    assert work.ship_to
    places = ShipTos(work.ship_to, made.sites)
    lines = [order_line(line, places.at(line.ship_to or work.ship_to)) for line in work.counted]
    return Content(header_of(work, made), places.rows, lines, work.charges.rows, card_row(work.terms.card))


def header_of(work: Work, made: MadeOnTheWay) -> dict[str, Any]:
    """The row of the revision."""
    head, terms, roles, bill = work.head, work.terms, work.roles, work.bill_to
    assert bill
    method = terms.method.code if terms.method else ""
    return header_row(
        head,
        sold_to=(roles.sold_to.id, roles.sold_to.code, roles.sold_to.name),
        ordered_by=(head.ordered_by, terms.ordered_by),
        bill_to={
            "bill_to": made.payer.id,
            "bill_to_site": made.sites.get(bill.address_id or 0, bill.site_id),
            "bill_to_code": made.payer.code,
            "bill_to_name": bill.name,
            "bill_to_attention": bill.attention,
            **bill.address.columns("bill_to_"),
        },
        days=(roles.stored.today, terms.wanted),
        paid=PaidBy(method, terms.code, terms.payment_due),
        contract=head.contract,
        currency=roles.sold_to.currency,
    )


def _ship_to(slot: Slot, sites: Mapping[int, int], *, header: bool) -> dict[str, Any]:
    return {
        "header": header,
        "kind": slot.kind,
        "site": sites.get(slot.address_id or 0, slot.site_id),
        "alias": slot.alias,
        "name": slot.name,
        "attention": slot.attention,
        **slot.address.columns(),
    }


def order_line(line: WorkedLine, ship_to: int) -> dict[str, Any]:
    """The row of a line; `ship_to` is the place of its own among those of the order."""
    product, row = line.goods, line.row
    assert product and line.net is not None and line.quantity is not None and line.price is not None
    source = typed_source(line.chosen) if row.price.strip() else line.chosen.label if line.chosen else ""
    why, off = line.reasons, line.discount
    return line_row(
        row.position,
        ship_to,
        LineGoods(product.id, product.code, product.name, product.unit, product.tax_category),
        line.quantity,
        LinePrice(
            *(line.price, source, why.get("price", ""), off.amount, off.rate, why.get("discount", "")),
            *line.taxed[:3],
        ),
        (line.net, line.tax, line.net + line.tax),
        line.wanted,
        row.line_note,
    )


# -- of a change ------------------------------------------------------------------------------------------------
COPIED = (
    *("product", "product_code", "description", "unit", "quantity", "price", "price_source", "price_reason"),
    *("discount", "discount_rate", "discount_reason", "tax_category", "tax_rate", "tax_parts", "tax_reason"),
    *("net", "tax", "gross", "wanted", "line_note"),
)
"""Columns of a line that are copied."""
HEADER = ("sold_to_code", "sold_to_name", "order_date")
"""What every revision has from the first: the order day stays (C-39)."""
PAYER = (
    *("bill_to_code", "bill_to_name", "bill_to_attention", "bill_to_street", "bill_to_city", "bill_to_state"),
    *("bill_to_postal_code", "bill_to_country", "payment_terms", "payment_due"),
)


def changed_content(work: Work, base: Base, made: MadeOnTheWay) -> Content:
    """What the revision will say."""
    assert work.ship_to
    places = ShipTos(work.ship_to, made.sites)
    goes_on = split_positions(work, base)
    lines = [row for line in work.counted for row in _rows(line, work, places, goes_on)]
    card = card_row(work.terms.card)
    return Content(_changed_header(work, base, made), places.rows, lines, work.charges.rows, card)


def _changed_header(work: Work, base: Base, made: MadeOnTheWay) -> dict[str, Any]:
    row = base.row
    header = {**header_of(work, made), **{name: getattr(row, name) for name in HEADER}}
    if work.roles.keeps_payer:
        header |= {"bill_to": row.bill_to_id, "bill_to_site": row.bill_to_site_id}
        header |= {name: getattr(row, name) for name in PAYER}
    if work.terms.keeps_method:
        header["payment_method"] = row.payment_method
    if work.terms.keeps_wanted:
        header["wanted"] = row.wanted
    return header


def _rows(line: WorkedLine, work: Work, places: ShipTos, goes_on: Mapping[int, int]) -> Iterator[dict[str, Any]]:
    assert work.ship_to
    place = places.at(line.ship_to or work.ship_to)
    if line.base is None:
        yield order_line(line, place)
    elif line.stays:
        assert work.base
        yield _what_stays(line.base, line.stays, places.at(work.base.place(line.base.row.ship_to_id)))
        yield _rest(line, line.stays, goes_on[line.row.position], place)
    else:
        yield _kept(line, line.base, place)


def _kept(line: WorkedLine, base: BaseLine, place: int) -> dict[str, Any]:
    """A line at its position: of what was ordered then the words of then; zero is one that was canceled (F-72)."""
    row = order_line(line, place)
    if line.goods and line.goods.id == base.row.product_id and line.price == base.row.price:
        row |= {name: getattr(base.row, name) for name in ("price_source", "price_reason")}
    return row


def _what_stays(base: BaseLine, stays: Stays, place: int) -> dict[str, Any]:
    row = {name: getattr(base.row, name) for name in COPIED if name != "product"}
    moved = {"quantity": stays.quantity, "discount": stays.discount, "net": stays.net, "tax": stays.tax}
    gross = stays.net + stays.tax
    return {
        **row,
        **moved,
        "gross": gross,
        "product": base.row.product_id,
        "position": base.position,
        "ship_to": place,
    }


def _rest(line: WorkedLine, stays: Stays, position: int, place: int) -> dict[str, Any]:
    net, tax = (line.net or ZERO) - stays.net, line.tax - stays.tax
    row = {**order_line(line, place), "position": position, "quantity": line.goes_on}
    return {**row, "net": net, "tax": tax, "gross": net + tax}


def is_as_before(content: Content, base: Base) -> bool:
    """Nothing differs from the revision it would replace; most of what is changed comes to another total."""
    if totals(content).gross != base.row.gross:
        return False
    if any(_value(base.row, name) != value for name, value in content.header.items()):
        return False
    if content.card != card_row(base.card) or [*content.charges] != rows_of(base):
        return False
    lines = {line["position"]: line for line in content.lines}
    return lines.keys() == base.lines.keys() and all(
        _same(lines[position], base.lines[position].row, content, base) for position in lines
    )


def _same(line: Mapping[str, Any], row: Any, content: Content, base: Base) -> bool:
    names = (name for name in line if name not in ("position", "ship_to"))
    if any(_value(row, name) != line[name] for name in names):
        return False
    new, old = content.ship_tos[line["ship_to"]], base.ship_tos[row.ship_to_id]
    return all(_value(old, name) == value for name, value in new.items())


def _value(row: Any, name: str) -> Any:
    """The column of a row; of a foreign key the id."""
    return getattr(row, name) if hasattr(row, name) else getattr(row, f"{name}_id")
