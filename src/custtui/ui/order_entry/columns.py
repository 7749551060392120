"""Where the columns of order entry stand: of the lines, their heads and the entry line alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from custtui.services.order_entry.views import LineView, Slot
from custtui.ui.kit import format as fmt
from custtui.ui.kit.paint import Line, width_of
from custtui.ui.kit.table import CODE, NARROW

if TYPE_CHECKING:
    from custtui.ui.order_entry.lines import OrderLines

ITEM, SHORT_CODE, SHORTEST_CODE = 7, 11, 8
"""Where codes begin, and their cells at least: on a narrow screen, where no code in view is longer, fewer."""
NARROW_QUANTITY, SHORT_QUANTITY, QUANTITY = 4, 5, 8
"""Cells of a quantity in the entry line, on a narrow screen and else: more where more digits are typed."""
SHORT_WANTED, WANTED = 6, 12
"""Cells of a day in the entry line: `28 Nov`, and `28 Nov 2026`."""
PRICE, DISCOUNT, AMOUNT = 7, 4, 6
"""Cells these have at least."""
LONGEST_DISCOUNT = 7
"""`1234.50`"""
NUMBERS: tuple[str, ...] = ("quantity", "price", "discount", "wanted", "amount")
SPARE = ("discount", "wanted", "price")
"""What stands in the entry line only (Up, Enter) where not all fits: the first one first."""

AROUND = 12
"""Rows of the body that are not of lines, as a rule."""

RowNumbers = Mapping[str, str]


class Columns:
    """Where columns begin, and numbers end: by the lines in view, so that they stand below each other.

    The description has what is left: 27 cells at 80, since the size at its end tells products apart.
    """

    def __init__(
        self,
        seen: Sequence[LineView],
        width: int,
        currency: str,
        header: Slot | None = None,
        typed_discount: str | None = None,
    ) -> None:
        """For the lines `seen` of an order that goes to `header`; no `typed_discount`: none is being typed."""
        texts = [numbers_of(one, currency, header) for one in seen]
        codes = [width_of(code_of(one)) for one in seen]
        least = SHORTEST_CODE if width < NARROW else SHORT_CODE
        self.item, self.code = ITEM, max(least, min(CODE, max(codes, default=0)))
        self.text = self.item + self.code + 1
        self.quantity = NARROW_QUANTITY if width < NARROW else SHORT_QUANTITY
        used = typed_discount is not None or any(one["discount"] for one in texts)
        self.discounts = used or width >= NARROW
        self.ends: dict[str, int] = {}
        end = width - 1
        floors = {"amount": AMOUNT, "wanted": SHORT_WANTED, "discount": DISCOUNT, "price": PRICE}
        for name, floor in floors.items():
            self.ends[name] = end
            cells = max(floor, *(width_of(one[name]) for one in texts), 0)
            if name == "discount":
                cells = max(cells, min(len(typed_discount or ""), LONGEST_DISCOUNT)) if self.discounts else -1
            end -= cells + 1
        self.ends["quantity"] = max(end, self.text + SHORT_QUANTITY + 2)

    def cells(self, name: str) -> int:
        """Cells of a number's field: from behind the column before it, a blank between."""
        before = NUMBERS[NUMBERS.index(name) - 1]
        return self.ends[name] - self.ends[before] - 1

    @property
    def wanted(self) -> int:
        """Where a day begins that is typed."""
        return self.ends["discount"] + 1

    def put(self, line: Line, numbers: RowNumbers, style: str, least: int) -> int:
        """Quantity, price, discount, wanted and amount, none over another: a wide one moves what is left of it.

        Some are left out where they do not fit right of cell `least`. Returns the cell up to which there is room for
        a description.
        """
        shown = {name: text for name, text in numbers.items() if text}
        for spare in SPARE:
            if sum(width_of(text) + 1 for text in shown.values()) <= line.width - least:
                break
            shown.pop(spare, None)
        ends, free = dict(self.ends), line.width
        for name in reversed(shown):
            ends[name] = min(ends[name], free)
            free = ends[name] - width_of(shown[name]) - 1
        taken = least
        for name, text in shown.items():
            begin = max(ends[name] - width_of(text), taken)
            line.put(begin, text, style)
            taken = begin + width_of(text) + 1
        return free


def columns_of(order: OrderLines, width: int, height: int) -> Columns:
    """By the lines that are in view in a body of so many rows."""
    draft, rows, discount = order.keeper.draft, order.rows, order.entry["discount"]
    room = max(1, height - AROUND)
    seen = rows.items[rows.top : rows.top + room] if order.chosen else rows.items[-room:]
    typed = discount.value if discount.value or order.screen.field is discount else None
    return Columns(seen, width, draft.currency, draft.ship_to, typed)


def code_of(view: LineView) -> str:
    """The code of a line's product, or what was typed for one."""
    return view.product_code or view.text.item


def numbers_of(view: LineView, currency: str, header: Slot | None) -> RowNumbers:
    """The numbers of a line as they are shown, in the order they stand in."""
    texts = (
        fmt.quantity(view.quantity) if view.quantity is not None else view.text.quantity,
        fmt.price(view.price),
        view.discount,
        fmt.day(view.wanted) + ("»" if elsewhere(view.ship_to, header) else ""),
        "struck" if view.struck else fmt.amount(view.net, currency),
    )
    return dict(zip(NUMBERS, texts, strict=True))


def elsewhere(slot: Slot | None, header: Slot | None) -> bool:
    """A ship-to of its own that is another than the order's: chosen once more, the same place is none."""
    return slot is not None and (header is None or _place(slot) != _place(header))


def _place(slot: Slot) -> tuple[object, ...]:
    return slot.called, slot.attention, slot.address
