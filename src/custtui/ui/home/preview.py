"""The highlighted customer in six rows: who, where, with whom, how much, and what to mind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.money import credit_left
from custtui.domain.naming import po_text, some
from custtui.services.views.order_list import DraftRow, OrderRow
from custtui.ui.kit import format as fmt
from custtui.ui.kit.paint import Line, wrapped

if TYPE_CHECKING:
    from custtui.services.views.customer import ContactLine, Customer, SiteLine


TEXT = 7
"""Cell at which what is said begins, behind its label."""


def preview_lines(customer: Customer | None, width: int, height: int) -> list[Line]:
    """At most `height` rows; blank ones where nobody is highlighted."""
    lines: list[Line] = [] if customer is None else _lines(customer, width, height)
    return [*lines, *(Line(width) for _ in range(height))][:height]


def work_lines(item: DraftRow | OrderRow, width: int) -> list[Line]:
    """A draft, or an order that waits, whole: its row shows as much of it as fits."""
    amount = f"{fmt.amount(item.gross, item.currency)} {item.currency}"
    if isinstance(item, OrderRow):
        when = f"ordered {fmt.day(item.order_date)} by {item.made_by}"
        parts = [f"{item.number} {item.code} {item.name}", po_text(item.po_number), amount, when, item.summary]
    elif item.trouble:
        parts = [item.trouble]
    else:
        unfinished = "one line unfinished" if item.half_typed else ""
        parts = [item.items, unfinished, po_text(item.po_number), amount, f"saved {fmt.moment(item.changed_at)}"]
    return [Line(width, f" {text}", "text") for text in wrapped(list(filter(None, parts)), width - 2)]


def _lines(customer: Customer, width: int, height: int) -> list[Line]:
    top = Line(width)
    x = top.put(1, customer.name, "strong", width - 40)
    top.put(x + 2, wrapped(_kind(customer), max(1, width - x - 3))[0], "dim")
    bill, ship = Line(width), Line(width)
    _site(bill, "Bill", customer.site_for("BILL_TO"))
    _site(ship, "Ship", customer.site_for("SHIP_TO"))
    room = height - 3 - bool(customer.notes)
    told = wrapped([contact_text(contact) for contact in customer.contacts[:2]], width - TEXT - 1)
    sums = wrapped(_money(customer), width - TEXT - 1)[: max(1, room - 1)]
    people = _labelled("Call", told[: max(1, room - len(sums))] or ["no contact"], width)
    money = _labelled("Open", sums, width)
    note = Line(width)
    if customer.notes:
        note.put(1, "Note", "label")
        note.put(TEXT, customer.notes[0], "mark", width - TEXT - 1)
    return [top, bill, ship, *people, *money, note]


def _labelled(label: str, texts: list[str], width: int) -> list[Line]:
    """A label, and what is said behind it, further rows below."""
    lines = [Line(width) for _ in texts]
    lines[0].put(1, label, "label")
    for line, text in zip(lines, texts, strict=True):
        line.put(TEXT, text, "text")
    return lines


def _kind(customer: Customer) -> list[str]:
    parts = [
        customer.account_name,
        customer.kind.lower() + (", commercial" if customer.commercial else ""),
        customer.terms,
        customer.taxable,
        "" if customer.active else "INACTIVE",
    ]
    return [part for part in parts if part]


def _site(line: Line, label: str, site: SiteLine | None) -> None:
    line.put(1, label, "label")
    if site is None:
        line.put(TEXT, "none", "mark")
        return
    alias = f"{site.alias} · " if site.alias and label == "Ship" else ""
    line.put(TEXT, f"{alias}{site.address.one_line}", "text", line.width - TEXT - 1)


def contact_text(contact: ContactLine) -> str:
    """`Robert Green procurement (212) 555-0100`"""
    what = next(iter((*contact.roles, *contact.texts)), "")
    return " ".join(part for part in (contact.name, what, contact.phone or contact.email) if part)


def _credit(customer: Customer) -> str:
    """`credit left 8,713.06 (645.88 waiting)`; whose where another pays, the currency where it differs."""
    credit = customer.credit
    other = "" if credit.currency == customer.currency else credit.currency
    whose = credit.whose(customer.code)
    return credit_left("credit left ", credit.left, credit.waiting, credit.currency, other, whose)


def _money(customer: Customer) -> list[str]:
    amount = f" {fmt.amount(customer.open_amount, customer.currency)}" if customer.open_orders else ""
    parts = [some(customer.open_orders, "order") + amount]
    if customer.last_order:
        parts.append(f"last {customer.last_order}, {fmt.day(customer.last_order_date)}")
    if customer.credit.left is not None:
        parts.append(_credit(customer))
    return parts
