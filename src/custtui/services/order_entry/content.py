"""The content of an order placed from a draft: snapshots of everything as it is at that moment (X-05)."""

from collections.abc import Mapping
from typing import Any

from custtui.services.booking import Content
from custtui.services.order_entry.lines import WorkedLine
from custtui.services.order_entry.sites import Sites
from custtui.services.order_entry.views import Slot
from custtui.services.order_entry.work import Work
from custtui.services.writing.order import LineGoods, LinePrice, PaidBy, header_row, line_row


def content_of(work: Work, sites: Sites) -> Content:
    """What the revision will say; `sites` are those made on the way."""
    assert work.ship_to
    ship_tos = [_ship_to(work.ship_to, sites, header=True)]
    places: dict[tuple[Any, ...], int] = {_place(work.ship_to): 0}
    lines: list[dict[str, Any]] = []
    for line in work.counted:
        slot = line.ship_to or work.ship_to
        if _place(slot) not in places:
            places[_place(slot)] = len(ship_tos)
            ship_tos.append(_ship_to(slot, sites, header=False))
        lines.append(_line(line, places[_place(slot)]))
    return Content(_header(work, sites), ship_tos, lines)


def _place(slot: Slot) -> tuple[Any, ...]:
    return slot.site_id, slot.address_id, slot.kind


def _header(work: Work, sites: Sites) -> dict[str, Any]:
    head, terms, roles, bill = work.head, work.terms, work.roles, work.bill_to
    assert bill and terms.method
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
        paid=PaidBy(terms.method.code, roles.payer.terms or "", terms.payment_due),
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


def _line(line: WorkedLine, ship_to: int) -> dict[str, Any]:
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
