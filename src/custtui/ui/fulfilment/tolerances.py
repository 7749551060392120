"""What a shipment does to its orders within their products' tolerances, told before it is booked (C-30)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from custtui.domain.choice import Choice
from custtui.domain.coded import completed
from custtui.domain.errors import Fault, Refused
from custtui.domain.fulfilment import CLOSE, KEEP, RESTS, tolerated_over, tolerated_rest
from custtui.domain.money import credit_left, shown
from custtui.domain.numbers import grouped
from custtui.services import fulfilment
from custtui.services.fulfilment import Raised
from custtui.ui.fulfilment.quantity_lines import Movable, OrderPicture
from custtui.ui.kit.facts import FactRow
from custtui.ui.kit.field import Field
from custtui.ui.kit.prompt import Provider, listing

if TYPE_CHECKING:
    from custtui.ui.fulfilment.quantity_form import QuantityForm

More = Mapping[str, Mapping[int, Decimal]]
"""What goes beyond orders, by number and position; `''` is the screen's own."""


class Tolerances:
    """The field that asks what becomes of a small rest; what is ordered more, and whose credit that uses."""

    def __init__(self, form: QuantityForm) -> None:
        self.form = form
        help_text = "A rest within the product's tolerance: KEEP it open, or CLOSE it, as this shipment is the last"
        self.rest = Field("rest", "Rest", 6, KEEP, prompt="rests", help=help_text)
        self._looked: More = {}
        self._found: Mapping[str, Raised] = {}

    def asked(self, picture: OrderPicture) -> list[Field]:
        """The field, last, where a product allows less than is ordered: it stands there whatever is typed."""
        return [self.rest] if any(line.stands.under for line in picture.lines) else []

    def provider(self, field: Field) -> Provider | None:
        """What may be typed there."""
        return listing([Choice(code, code, text) for code, text in RESTS.items()] if field is self.rest else None)

    def faults(self) -> list[Fault]:
        """What is typed there and is none of it."""
        typed = self.rest.value.strip()
        if not typed or self._chosen:
            return []
        return [Fault("rest", "rest", f'"{typed}" is not an answer: {", ".join(RESTS)}', listed=True)]

    @property
    def _chosen(self) -> str:
        return completed(self.rest.value, RESTS)

    @property
    def last(self) -> bool:
        """Is the shipment called the last: rests within tolerance are closed?"""
        return self._chosen == CLOSE

    def _typed(self) -> Iterator[tuple[Movable, Decimal]]:
        for order in ("", *self.form.orders):
            quantities = self.form.typed_quantities(order)[0]
            lines = (line for line in self.form.picture.lines if line.order == order)
            yield from ((line, quantities[line.position]) for line in lines if line.position in quantities)

    def _more(self) -> More:
        found = dict[str, dict[int, Decimal]]()
        for line, quantity in self._typed():
            if over := tolerated_over(line.stands, quantity):
                found.setdefault(line.order, {})[line.position] = over
        return found

    async def look(self) -> None:
        """Ask what the orders are raised by, once that is something else."""
        more = self._more()
        if more == self._looked:
            return
        try:
            ask, own = self.form.desk.ask, self.form.number
            self._found = {one: await ask(fulfilment.foretold, one or own, over) for one, over in more.items()}
        except Refused:
            self._found = {}  # changed by somebody: the key that ships says so
        self._looked = more

    async def raised(self) -> list[str]:
        """What the orders are raised by: `order raised by 7.20; credit left then 1,234.00`."""
        await self.look()
        return [_raised(number, one) for number, one in self._found.items()]

    def told(self) -> list[FactRow]:
        """What will be ordered first, what that costs and whose credit it uses; what becomes of small rests."""
        return [*self._told_more(), *self._told_rests()]

    def _told_more(self) -> list[FactRow]:
        more = self._more()
        if not more:
            return []
        lines = [
            f"{line.stands.code} {grouped(line.stands.moved.ordered)} -> "
            f"{grouped(line.stands.moved.ordered + more[line.order][line.position])} ordered first"
            for line, _ in self._typed()
            if line.position in more.get(line.order, {})
        ]
        costs = [_raised(number, one) for number, one in self._found.items()] if more == self._looked else []
        return [("Over", [*lines, *costs], "mark")]

    def _told_rests(self) -> list[FactRow]:
        rests = [
            f"{grouped(rest)} {line.stands.code}"
            for line, quantity in self._typed()
            if (rest := tolerated_rest(line.stands, quantity))
        ]
        does = "closed short, within tolerance" if self.last else "stays open"
        return [("Under", [f"{', '.join(rests)}: {does}"], "mark" if self.last else "text")] if rests else []


def _raised(number: str, one: Raised) -> str:
    """`order raised by 7.20; credit left then 1,234.00, 3897-5 Healthy Juices Inc.`."""
    by = f"{number or 'order'} raised by {shown(one.more, one.currency)}"
    whose = f"{one.code} {one.payer}"
    if one.left is None:
        return f"{by}, paid by {whose}: no credit limit applies"
    return f"{by}, {credit_left('credit left then ', one.left, Decimal(0), one.currency, whose=whose)}"
