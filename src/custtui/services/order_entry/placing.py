"""Places a draft (F9): checks everything, then writes the order in one transaction, or refuses with every fault."""

from collections.abc import Mapping
from typing import Any

from custtui.domain.errors import Fault, Refused, refuse
from custtui.domain.order import Status
from custtui.domain.payer import Standing
from custtui.domain.who import SYSTEM, Who
from custtui.models.account import BillToAccount
from custtui.models.database import transaction
from custtui.models.prepared import Prepared
from custtui.services.booking import Booked, Booking, Content, book
from custtui.services.notices import ORDER_ACCEPTED, tell
from custtui.services.order_entry.lines import Line
from custtui.services.order_entry.rows import PLACED_AS, head_of, moment
from custtui.services.order_entry.sites import Sites, make_sites
from custtui.services.order_entry.starting import DELETE
from custtui.services.order_entry.views import Placed, Slot
from custtui.services.order_entry.work import Work, stored_draft, worked

BILL_TO_MADE = Prepared(
    lambda account, login, made_at: BillToAccount.insert(
        {BillToAccount.account: account, BillToAccount.made_by: login, BillToAccount.made_at: made_at}
    ).on_conflict_ignore()
)


BILL_TO = Prepared(lambda account: BillToAccount.select(BillToAccount.id).where(BillToAccount.account == account))


def place(who: Who, draft_id: int) -> Placed:
    """Place the order: accepted automatically, or waiting with every reason at once (R-26, X-09).

    Raises Refused with every fault, each with its line or field; the draft stays. A draft is placed once: then
    Refused says so, with the number.
    """
    with transaction():
        work = worked(stored_draft(head_of(draft_id, who)), who.role)
        _check(work)
        if not DELETE(draft_id):  # another terminal was faster
            raise refuse("placed", f"already placed, as {(PLACED_AS.first(draft_id) or ['another order'])[0]}")
        booked = _book(work, who)
    return _placed(work, booked)


def _check(work: Work) -> None:
    faults = [*work.line_faults, *work.header_faults]
    if not work.counted and not work.line_faults:
        faults.insert(0, Fault("no-lines", "item", "There is no line to order"))
    if faults:
        raise Refused(faults)


def _book(work: Work, who: Who) -> Booked:
    if work.roles.standing != Standing.OWN and not BILL_TO(work.roles.payer.id):
        BILL_TO_MADE(work.roles.payer.id, who.login, moment())  # once; one that stands is linked
    content = content_of(work, make_sites(work, who))
    accepted = not work.reasons
    booking = Booking(
        account=work.roles.sold_to.id,
        content=content,
        by=who.login,
        status=Status.ACCEPTED if accepted else Status.PENDING,
        from_draft=work.head.id,
        holds=[{"code": one.code, "text": one.text, "amount": one.amount} for one in work.reasons],
        events=[("placed", work.head.copied_from and f"copy of {work.head.copied_from}", who.login), _verdict(work)],
    )
    booked = book(booking)
    if accepted:
        tell(work.roles.sold_to.id, ORDER_ACCEPTED, booked.order, f"Order {booked.number} accepted")
    return booked


def _verdict(work: Work) -> tuple[str, str, str]:
    if work.reasons:
        return "waiting", "; ".join(one.text for one in work.reasons), SYSTEM.login
    threshold = work.terms.standing.threshold
    return "accepted", f"automatically: {work.gross:f} within {threshold:f}", SYSTEM.login


def _placed(work: Work, booked: Booked) -> Placed:
    sold_to, reasons = work.roles.sold_to, tuple(one.text for one in work.reasons)
    return Placed(booked.number, 1, not reasons, reasons, booked.gross, sold_to.currency, sold_to.code, sold_to.name)


def content_of(work: Work, sites: Sites) -> Content:
    """The content of the revision: snapshots of everything as it is now (X-05)."""
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
    return {
        "sold_to": roles.sold_to.id,
        "sold_to_code": roles.sold_to.code,
        "sold_to_name": roles.sold_to.name,
        "ordered_by": head.ordered_by,
        "ordered_by_name": terms.ordered_by,
        "bill_to": roles.payer.id,
        "bill_to_site": sites.get(bill.address_id or 0, bill.site_id),
        "bill_to_code": roles.payer.code,
        "bill_to_name": bill.name,
        "bill_to_attention": bill.attention,
        **_address(bill, "bill_to_"),
        "order_date": roles.stored.today,
        "wanted": terms.wanted,
        "payment_method": terms.method.code,
        "payment_terms": roles.payer.terms or "",
        "payment_due": terms.payment_due,
        "po_number": head.po_number,
        "contract": head.contract,
        "source": head.source,
        "ship_via": head.ship_via,
        "message": head.message,
        "prices_on_note": head.prices_on_note,
        "currency": roles.sold_to.currency,
    }


def _ship_to(slot: Slot, sites: Mapping[int, int], *, header: bool) -> dict[str, Any]:
    return {
        "header": header,
        "kind": slot.kind,
        "site": sites.get(slot.address_id or 0, slot.site_id),
        "alias": slot.alias,
        "name": slot.name,
        "attention": slot.attention,
        **_address(slot, ""),
    }


def _address(slot: Slot, prefix: str) -> dict[str, str]:
    where = slot.address
    return {
        f"{prefix}street": where.street,
        f"{prefix}city": where.city,
        f"{prefix}state": where.state,
        f"{prefix}postal_code": where.postal_code,
        f"{prefix}country": where.country,
    }


def _line(line: Line, ship_to: int) -> dict[str, Any]:
    product, row = line.goods, line.row
    assert product and line.net is not None
    typed = bool(row.price.strip())
    return {
        "position": row.position,
        "ship_to": ship_to,
        "product": product.id,
        "product_code": product.code,
        "description": product.name,
        "unit": product.unit,
        "quantity": line.quantity,
        "price": line.price,
        "price_source": "typed" if typed else line.chosen.label if line.chosen else "",
        "price_reason": row.price_reason.upper() if typed else "",
        "discount": line.discount.amount,
        "discount_rate": line.discount.rate,
        "discount_reason": row.discount_reason.upper() if row.discount else "",
        "tax_category": product.tax_category,
        "tax_rate": line.tax_rate,
        "net": line.net,
        "tax": line.tax,
        "gross": line.net + line.tax,
        "wanted": line.wanted,
    }
