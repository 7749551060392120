"""The highlighted customer in six rows: who, where, with whom, how much, and what to mind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.money import credit_left
from custtui.domain.naming import po_text, some
from custtui.services.views.order_list import DraftRow, OrderRow
from custtui.ui.kit import format as fmt
from custtui.ui.kit.paint import Line, broken, capped, fit, goes_on, width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from custtui.services.views.customer import ContactLine, Customer, SiteLine


TEXT = 7
"""Cell at which what is said begins, behind its label."""
MIN_NAME = 8
LEAST = 12
"""Cells of what a customer is, behind its name: fewer say nothing."""


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


WORTH = ("top", "top more", "call", "open", "bill", "ship", "note", "buys", "open more", "call more", "kind")
"""The rows, by what a caller asks first: so many are shown as there is room for."""
PLACES = ("top", "top more", "kind", "bill", "ship", "call", "call more", "open", "open more", "buys", "note")
"""Where they stand."""


def _lines(customer: Customer, width: int, height: int) -> list[Line]:
    rows = {
        **_top(customer, width),
        **_sites(customer, width),
        **_labelled("Call", "call", wrapped(_people(customer, width - TEXT - 1), width - TEXT - 1), width),
        **_labelled("Open", "open", wrapped(_money(customer), width - TEXT - 1), width),
        **_labelled("Buys", "buys", _prices(customer, width - TEXT - 1), width),
        **_labelled("Note", "note", list(customer.notes[:1]), width, "mark"),
    }
    shown = [name for name in WORTH if name in rows][:height]
    for name in shown:
        if f"{name} more" in rows.keys() - shown:
            goes_on(rows[name])
    return [rows[name] for name in PLACES if name in shown]


def _top(customer: Customer, width: int) -> dict[str, Line]:
    """The name whole, in two rows if it has to be: two customers may differ at its end; behind it what it is."""
    rows = [Line(width, f" {text}", "strong") for text in capped(broken(customer.name, width - 2), width - 2, 2)]
    x, kind = width_of(str(rows[-1]).rstrip()) + 2, wrapped(_kind(customer), width - 2)[0]
    if x + width_of(kind) < width or (len(rows) == 1 and x + LEAST < width):
        rows[-1].put(x, wrapped(_kind(customer), width - x - 1)[0], "dim", width - x - 1)
    else:
        rows.append(Line(width, f" {kind}", "dim"))
    return dict(zip(("top", "top more", "kind"), rows, strict=False))


def _sites(customer: Customer, width: int) -> dict[str, Line]:
    """Both in a row where one is the other."""
    bill, ship = Line(width), Line(width)
    billed, shipped = customer.site_for("BILL_TO"), customer.site_for("SHIP_TO")
    x = _site(bill, "Bill", billed)
    if billed and shipped and billed.site_id == shipped.site_id and x + 12 <= width:
        bill.put(x + 2, "Ship", "label")
        bill.put(x + 8, "same")
        return {"bill": bill}
    _site(ship, "Ship", shipped)
    return {"bill": bill, "ship": ship}


def _people(customer: Customer, room: int) -> list[str]:
    """Who is called, and by which number: the customer's where the first one has none."""
    first, *others = customer.contacts[:2] or (None,)
    if first is None:
        return [" ".join(filter(None, ("no contact", customer.phone)))]
    return [contact_text(first, customer.phone, room), *map(contact_text, others)]


def _prices(customer: Customer, room: int) -> list[str]:
    """`ITEM1 24.50 · APPLE-12 11.40`: what was paid last, as many as a row holds."""
    return wrapped([f"{code} {fmt.price(price)}" for code, price in customer.bought], room)[:1]


def _labelled(label: str, name: str, texts: Sequence[str], width: int, style: str = "text") -> dict[str, Line]:
    """A label, and what is said behind it; a second row below."""
    rows = dict[str, Line]()
    for number, text in enumerate(texts[:2]):
        line = rows[name if not number else f"{name} more"] = Line(width)
        line.put(1, "" if number else label, "label")
        line.put(TEXT, text, style, width - TEXT - 1)
    if len(texts) > 2:
        goes_on(rows[f"{name} more"])
    return rows


def _kind(customer: Customer) -> list[str]:
    parts = [
        customer.account_name,
        customer.kind.lower() + (", commercial" if customer.commercial else ""),
        customer.terms,
        customer.taxable,
        "" if customer.active else "INACTIVE",
    ]
    return [part for part in parts if part]


def _site(line: Line, label: str, site: SiteLine | None) -> int:
    """The cell behind it."""
    line.put(1, label, "label")
    if site is None:
        return line.put(TEXT, "none", "mark")
    alias = f"{site.alias} · " if site.alias and label == "Ship" else ""
    return line.put(TEXT, f"{alias}{site.address.one_line}", "text", line.width - TEXT - 1)


def contact_text(contact: ContactLine, phone: str = "", room: int = 0) -> str:
    """`Robert Green procurement (212) 555-0100`; `phone` is that of the house.

    In so much `room` a long name is cut, and what the contact does before it; never the number: that is called.
    """
    what, number = next(iter((*contact.roles, *contact.texts)), ""), contact.phone or phone or contact.email
    if room:
        left = room - width_of(number) - min(width_of(contact.name), room // 2) - 2
        what = fit(what, left) if left >= MIN_NAME else ""
    reached = " ".join(filter(None, (what, number)))
    name = fit(contact.name, max(MIN_NAME, room - width_of(reached) - 1)) if room else contact.name
    return " ".join(filter(None, (name, reached)))


def _owed(customer: Customer) -> str:
    """`owes 1,210.00, 312.00 overdue`; in other currencies that it owes some; who, where another pays."""
    owed, credit = customer.owed, customer.credit
    whose = "" if credit.code == customer.code else f"{credit.name} "
    late = f", {fmt.amount(owed.overdue, owed.currency)} overdue" if owed.overdue else ""
    others = [f"also {one}" for one in owed.others]
    here = [f"{fmt.amount(owed.total, owed.currency)}{late}"] if owed.total else []
    return f"{whose}owes {', '.join([*here, *others])}" if here or others else ""


def _credit(customer: Customer) -> str:
    """`credit left 8,713.06 (645.88 waiting)`; whose where another pays, the currency where it differs."""
    credit = customer.credit
    other = "" if credit.currency == customer.currency else credit.currency
    whose = credit.whose(customer.code)
    return credit_left("credit left ", credit.left, credit.waiting, credit.currency, other, whose)


def _money(customer: Customer) -> list[str]:
    amount = f" {fmt.amount(customer.open_amount, customer.currency)}" if customer.open_orders else ""
    last = f"last {customer.last_order}, {fmt.day(customer.last_order_date)}" if customer.last_order else ""
    credit = _credit(customer) if customer.credit.left is not None else ""
    return [some(customer.open_orders, "order") + amount, _owed(customer), last, credit]
