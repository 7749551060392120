"""The content of an order placed from a draft: snapshots of everything as it is at that moment (X-05)."""

from collections.abc import Mapping
from typing import Any

from custtui.services.booking import Content
from custtui.services.order_entry.lines import WorkedLine
from custtui.services.order_entry.sites import Sites
from custtui.services.order_entry.views import Slot
from custtui.services.order_entry.work import Work
from custtui.services.writing.order import LineGoods, LinePrice, PaidBy, header_row, line_row


class ShipTos:
    """The ship-to rows of a revision, each place once; the order's own is the first."""

    def __init__(self, own: Slot, sites: Sites) -> None:
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


def content_of(work: Work, sites: Sites) -> Content:
    """What the revision will say; `sites` are those made on the way."""
    assert work.ship_to
    places = ShipTos(work.ship_to, sites)
    lines = [order_line(line, places.at(line.ship_to or work.ship_to)) for line in work.counted]
    return Content(header_of(work, sites), places.rows, lines)


def header_of(work: Work, sites: Sites) -> dict[str, Any]:
    """The row of the revision."""
    head, terms, roles, bill = work.head, work.terms, work.roles, work.bill_to
    assert bill
    method = terms.method.code if terms.method else ""
    return header_row(
        head,
        sold_to=(roles.sold_to.id, roles.sold_to.code, roles.sold_to.name),
        ordered_by=(head.ordered_by, terms.ordered_by),
        bill_to={
            "bill_to": roles.payer.id,
            "bill_to_site": sites.get(bill.address_id or 0, bill.site_id),
            "bill_to_code": roles.payer.code,
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
    source = "typed" if row.price.strip() else line.chosen.label if line.chosen else ""
    why, off = line.reasons, line.discount
    return line_row(
        row.position,
        ship_to,
        LineGoods(product.id, product.code, product.name, product.unit, product.tax_category),
        line.quantity,
        LinePrice(
            line.price, source, why.get("price", ""), off.amount, off.rate, why.get("discount", ""), line.tax_rate
        ),
        {"net": line.net, "tax": line.tax, "gross": line.net + line.tax},
        line.wanted,
    )
