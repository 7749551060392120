"""What every movement of an order leaves behind, as its history tells it."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from custtui.domain.numbers import grouped
from custtui.models.chaining import MadeRow
from custtui.models.insert import Insert
from custtui.services.fulfilment.facts import Facts


def told(order: Facts, moved: Mapping[int, Decimal]) -> str:
    """`40 ITEM1, 2 ITEM2`"""
    return ", ".join(f"{grouped(quantity)} {order.lines[number].position.code}" for number, quantity in moved.items())


def write_paper(
    paper: Insert, row: Mapping[str, Any], lines: Insert, of: str, rows: Iterable[Mapping[str, Any]]
) -> MadeRow:
    """Write a paper and its lines, whose column `of` names it: what its order's chain says of them (S-6)."""
    id = paper.one(**row)
    whole = [{of: id, **one} for one in rows]
    return paper.made(id, row, [lines.told(*one) for one in zip(lines(whole), whole, strict=True)])
