"""Price breaks that the lines of a product reach together, where the house has it so (C-39)."""

from collections.abc import Iterable
from decimal import Decimal

from custtui.domain import pricing
from custtui.domain.money import ZERO
from custtui.domain.numbers import grouped
from custtui.services.order_entry.basis import Basis
from custtui.services.order_entry.lines import WorkedLine, price_by


def reach_together(lines: Iterable[WorkedLine], basis: Basis) -> None:
    """Lines of one product take the price that their quantities reach together, and say so on them.

    Those struck out, parked, of the order that is changed, or with a typed price count for none.
    """
    if not basis.terms.controls.breaks_by_product:
        return
    same = dict[int, list[WorkedLine]]()
    for line in lines:
        if line.goods and line.net is not None and not line.faults and _follows(line):
            same.setdefault(line.goods.id, []).append(line)
    for together in same.values():
        if len(together) > 1:
            _together(together, basis)


def _follows(line: WorkedLine) -> bool:
    return line.base is None and not line.row.struck and not line.row.price.strip()


def _together(lines: list[WorkedLine], basis: Basis) -> None:
    whole = sum((line.quantity or ZERO for line in lines), Decimal(0))
    at = ", ".join(str(line.row.position) for line in lines)
    for line in lines:
        chosen = pricing.choose(line.offers, whole, basis.roles.stored.today, basis.terms.order_day)
        line.together = f"{whole:f}"
        if chosen is not None and line.chosen is not None and chosen != line.chosen:
            line.notes.insert(0, f"{grouped(whole)} on lines {at}: {pricing.two_places(chosen.price)}")
            price_by(line, chosen, basis)
