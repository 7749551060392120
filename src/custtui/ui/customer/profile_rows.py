"""How the customer profile looks: the form, how the customer stands, and below it sites, people and last orders."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from custtui.domain.money import credit_left
from custtui.domain.naming import some
from custtui.domain.records.fact import Sort
from custtui.services.views import Customer, OrderRow
from custtui.ui.customer.profile_details import detail_rows, order_rows
from custtui.ui.customer.profile_fields import DAYS, FIELDS, SHIP
from custtui.ui.customer.profile_layout import LabelledField, LayoutRow, layout, left, rooms, said
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys, message_line
from custtui.ui.kit.facts import FactRow, labelled
from custtui.ui.kit.form_rows import drawn, errors_of
from custtui.ui.kit.paint import Line, held, width_of
from custtui.ui.kit.pane import joined, main_width, pane_width
from custtui.ui.kit.postal import name_postal
from custtui.ui.kit.view import Drawn
from custtui.ui.kit.window import section

if TYPE_CHECKING:
    from custtui.ui.customer.profile import CustomerProfile

TWIN = "Possible duplicate"
WHOLE = "Whole"
"""Before what is cut where it stands."""
KINDS = {"O": "organization", "P": "person"}


def draw_profile(screen: CustomerProfile, width: int, height: int) -> Drawn:
    """The body; in its last rows what would else be out of sight: a likely twin (X-02), and what is being typed."""
    name_postal(screen.fields)
    pane = pane_width(width) if screen.record.customer is not None else 0
    if pane:
        rows, at = _drawn(screen, main_width(width), height, beside=True)
        return joined(rows, order_rows(screen.record.last, pane, keys.name(screen.ways.do_orders)), width), at
    return _drawn(screen, width, height)


def _drawn(screen: CustomerProfile, width: int, height: int, *, beside: bool = False) -> Drawn:
    """What is said of what is typed stays in view, where the form has to go on behind it."""
    form, cursor = _form(screen, width)
    told = _told(screen, width, height) if screen.editing else []
    room = height - bool(errors_of(screen))  # what is refused may take two rows
    if told and len(form) + len(told) > room:
        return drawn(form, told, cursor, room, least=len(told))
    return _draw(screen, width, height, beside=beside)


def _draw(screen: CustomerProfile, width: int, height: int, *, beside: bool) -> Drawn:
    """The body: all of it where it fits; else a part, which the cursor or the page keys choose.

    `beside`: the last orders stand beside it.
    """
    last = None if beside else screen.record.last
    rows, (x, y) = _form(screen, width)
    form = len(rows)
    standing = _standing(screen, width)
    apart = form + 1 + len(standing) < height  # else what is below has no row to be told in
    rows += [*([Line(width)] * apart), *standing]
    hinted = screen.record.customer is not None and 0 < height - len(rows) < 4
    if hinted and screen.record.customer:
        rows += [*(Line(width) for _ in range(height - len(rows) - 1)), _further(screen.record.customer, width, last)]
    first_page = len(rows)
    if screen.record.customer is not None:
        rows += detail_rows(screen.record.customer, last, width, keys.name(screen.ways.do_orders))
    top = _page(screen, len(rows), first_page, height, fits=hinted or first_page < height)
    if screen.editing:
        top = min(max(top, y - height + 1 + (y + 1 < form > height)), y) if y else 0
    shown, more = rows[top : top + height], len(rows) - top - height + 1
    if screen.editing and top + height < form:
        shown[-1] = Line(width, f"   {form - top - height + 1} more rows: Tab", "dim")
    if not screen.editing:
        x, y = 0, top
        if top + height < len(rows) and not (hinted and not top):
            shown[-1] = Line(width, f"   {more} more rows: PgDn", "dim")
    return shown, (x, y - top)


def _further(customer: Customer, width: int, last: Sequence[OrderRow] | None) -> Line:
    """What PgDn leads to."""
    line = Line(width)
    sites, people = len(customer.sites), len(customer.contacts)
    persons = f"{people} {'person' if people == 1 else 'people'}"
    text = " · ".join([some(sites, "site"), persons, *([] if last is None else ["last orders"])])
    x = line.put(1, "PgDn", "key")
    line.put(x + 1, text, "dim", width - x - 2)
    return line


def _page(screen: CustomerProfile, total: int, first_page: int, height: int, *, fits: bool) -> int:
    """The first row shown. A page is the form where it fits, else a screen; nothing is turned where all fits.

    The last row of a screen tells how many are below: the next one begins with it.
    """
    furthest = max(total - height, min(first_page, total - 1)) if total > height else 0
    screen.top = top = min(screen.top, furthest)
    screen.page_down = first_page if fits and not top else height - 1
    screen.page_up = top if fits and top - (height - 1) < first_page else height - 1
    return top


def _form(screen: CustomerProfile, width: int) -> Drawn:
    rows: list[Line] = []
    cursor = (0, 0)
    for row in _layout(screen, width):
        if isinstance(row, str):
            rows.append(_section(row, width))
            continue
        line = Line(width)
        for cell, room in rooms(row, width):
            x = _draw_cell(screen, line, cell, room)
            if x >= 0:
                cursor = (x, len(rows))
        rows.append(line)
    return rows, cursor


def _layout(screen: CustomerProfile, width: int) -> list[LayoutRow]:
    """The rows of the form; where it is only read, what is blank is left out that is seldom there."""
    days = [one.name for one in screen.fields if one.name in DAYS]
    known = layout(width, new=screen.record.customer is None, days=days)
    return known if screen.editing else said(known, lambda name: not screen.by_name(name).value)


def _section(text: str, width: int) -> Line:
    left, _, right = text.partition("|")
    line = section(left, width)
    if right:
        line.put(width // 2 + 1, right, "head")
    return line


def _draw_cell(screen: CustomerProfile, line: Line, cell: LabelledField, room: int) -> int:
    """Draw a field, or in `room` cells what stands in it; the cell of the cursor where it is here, else -1."""
    called = screen.by_name(cell.name).label if cell.name.endswith("postal_code") else ""
    line.put(cell.at, "ZIP" if called.endswith("ZIP") else cell.label, "label", cell.x - cell.at - 1)
    if cell.name == "code":
        code = screen.record.customer.code if screen.record.customer else "new"
        line.put(cell.x, code, "strong" if screen.record.customer else "dim", cell.width)
        return -1
    field = screen.by_name(cell.name)
    if not screen.editing:
        line.put(cell.x, _read(screen, cell.name, field.value), _style(cell.name), room)
        return -1
    line.put(cell.x - 1, field.mark, "mark")
    field.width = cell.width
    here = screen.field is field
    x = field.draw(line, cell.x, here=here)
    return x if here else -1


def _read(screen: CustomerProfile, name: str, value: str) -> str:
    """What a value reads as where it is not typed into."""
    sort = FIELDS[name].sort if name in FIELDS else None
    if sort is Sort.AMOUNT and value:
        return fmt.amount(Decimal(value), screen.record.stored.currency)
    if sort is Sort.SINCE:
        return _day_of(value)
    if name == "payment_method" and screen.record.customer:
        return screen.record.customer.method_name
    words = {"Y": "yes", "N": "no"} if sort is Sort.FLAG else KINDS if name == "kind" else {}
    if name == f"{SHIP}street" and screen.record.stored.shipping.is_empty:
        return "same as bill to" if screen.record.customer and screen.record.customer.site_for("SHIP_TO") else "none"
    return words.get(value, value)


def _day_of(kept: str) -> str:
    """A day that is kept as text, as days are shown; what others wrote there as it stands."""
    with suppress(ValueError):
        return fmt.day(date.fromisoformat(kept))
    return kept


def _style(name: str) -> str:
    return "strong" if name in ("name", "alias", "terms", "payment_method") else "text"


# -- how the customer stands -------------------------------------------------------------------------------------
def _standing(screen: CustomerProfile, width: int) -> list[Line]:
    """Three rows at least: what is wrong or what helps while it is changed; else how the customer stands."""
    customer = screen.record.customer
    if screen.editing or customer is None:
        lines = _told(screen, width)
    else:
        lines = labelled([*facts(customer), _read_whole(screen, width)], width, left(width))
    return [*lines, *(Line(width) for _ in range(3 - len(lines)))]


def _told(screen: CustomerProfile, width: int, height: int = 0) -> list[Line]:
    """What is wrong and what helps; of a screen's `height` no more than a third, with what is being typed in it."""
    whole = labelled([_typed_whole(screen)], width, left(width), head="strong")
    lines = labelled(_trouble(screen), width, left(width), head="strong")
    room = max(2, height // 3 - len(whole))
    return [*(_fewer(screen, width, room) if height and len(lines) > room else lines), *whole]


def _fewer(screen: CustomerProfile, width: int, room: int) -> list[Line]:
    """In so many rows: what is wrong under the cursor whole, or what comes first, and how much else there is."""
    first, *others = _trouble(screen)
    wrong = screen.field.error if screen.field else ""
    first = ("?", [wrong], "mark") if wrong else first
    lines = held(labelled([first], width, left(width), head="strong"), room - bool(others))
    more = Line(width, f"{' ' * left(width)}{len(others)} more: {keys.name(screen.do_keep)} tells all", "dim")
    return [*lines, *([more] if others else [])]


def _typed_whole(screen: CustomerProfile) -> FactRow:
    """What stands in the field of the cursor, where that shows only a part of it."""
    field = screen.field
    cut = field is not None and width_of(field.value) > field.width
    return WHOLE, [field.value] if field and cut else [], "text"


def _read_whole(screen: CustomerProfile, width: int) -> FactRow:
    """Each value that is cut above, behind its name."""
    cells = [one for row in _layout(screen, width) if not isinstance(row, str) for one in rooms(row, width)]
    read = [
        (cell, _read(screen, cell.name, screen.by_name(cell.name).value), room)
        for cell, room in cells
        if cell.name != "code"
    ]
    return (
        WHOLE,
        [f"{screen.by_name(cell.name).label}: {text}" for cell, text, room in read if width_of(text) > room],
        "text",
    )


def _trouble(screen: CustomerProfile) -> list[FactRow]:
    faults: list[FactRow] = [("?", [error], "mark") for error in errors_of(screen)]
    odd: list[FactRow] = [("Check", [message_line.said(fault) for fault in screen.odd], "text")] if screen.odd else []
    return [*faults, *_twins(screen), *odd]


def _twins(screen: CustomerProfile) -> list[FactRow]:
    """Who may be the same customer, while a new one is typed."""
    return [
        (
            "Mind",
            [
                f"{TWIN}: {one.hit.code} {one.hit.name}",
                "" if number else f"{keys.name(screen.do_use_twin)} uses it",
                one.why,
                one.hit.place,
            ],
            "mark",
        )
        for number, one in enumerate(screen.record.twins)
    ]


def facts(customer: Customer) -> list[FactRow]:
    """Active or not, credit, orders, who pays, and the notes."""
    state = "active" if customer.active else "INACTIVE: no new orders"
    orders = f"{some(customer.open_orders, 'open order')}"
    if customer.open_orders:
        orders += f" {fmt.amount(customer.open_amount, customer.currency)}"
    last = (
        f"last {customer.last_order}, {fmt.day(customer.last_order_date)}" if customer.last_order else "never ordered"
    )
    standing = [state, customer.taxable, _credit(customer), orders, last]
    found: list[FactRow] = [("Status", standing, "text" if customer.active else "mark")]
    if customer.distrust:
        found.append(("Mind", [f"credit warning: {customer.distrust}"], "mark"))
    if customer.paid_by or customer.pays_for:
        pays = f"pays for {', '.join(customer.pays_for)}" if customer.pays_for else ""
        found.append(("Payer", [f"paid by {customer.paid_by}" if customer.paid_by else "", pays], "text"))
    found += [("Note", [note], "mark") for note in customer.notes]
    if customer.alternates:
        found.append(("Former", list(customer.alternates), "dim"))
    return found


def _credit(customer: Customer) -> str:
    """`credit left 8,713.06 of 10,000.00 USD`; of whoever pays, by name where another does."""
    credit = customer.credit
    whose = credit.whose(customer.code)
    if credit.limit is None:
        return f"no credit limit, {whose}" if whose else "no credit limit"
    of = f"of {fmt.amount(credit.limit, credit.currency)} {credit.currency}"
    return credit_left("credit left ", credit.left, credit.waiting, credit.currency, of, whose)
