"""Lines to ship as a screen shows them: of the order itself, and of others that go along (C-45, C-48)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from custtui.domain.fulfilment import Position
from custtui.domain.order import Quantities
from custtui.domain.paper import delivery_name
from custtui.services.views import ShippableLine, ShipToView
from custtui.ui.fulfilment.quantity_lines import Movable
from custtui.ui.kit import format as fmt


def place_of(line: ShippableLine) -> tuple[int, int]:
    """Its turn among the lines of its order: by where they go."""
    return line.ship_to, line.position


def movable(line: ShippableLine, to: Sequence[ShipToView]) -> Movable:
    """A line under the place it goes to, where there are several."""
    moved = Quantities(line.ordered, line.shipped, line.forfeited)
    texts = {name: fmt.quantity(getattr(line, name), "-") for name in ("ordered", "shipped", "forfeited", "open")}
    texts |= {name: getattr(line, name) for name in ("code", "description", "unit")}
    words = [f"to {delivery_name(place.alias, place.name)}" for place in to[line.ship_to : line.ship_to + 1]]
    about = (line.position, line.code, line.unit, moved)
    stands = Position(*about, under=line.under, over=line.over, ready=line.ready, waits=line.waits)
    return Movable(stands, line.open, {**texts, "position": str(line.position)}, words, line.ship_to)


def to_ship(line: Movable) -> Movable:
    """As much as may go out; what the rest waits for is told (C-45)."""
    return replace(line, most=line.stands.shippable, words=[line.stands.waits, *line.words])
