"""What every movement of an order leaves behind, as its history tells it."""

from collections.abc import Mapping
from decimal import Decimal

from custtui.domain.numbers import plain
from custtui.services.fulfilment.facts import Facts


def told(order: Facts, moved: Mapping[int, Decimal]) -> str:
    """`40 ITEM1, 2 ITEM2`"""
    return ", ".join(f"{plain(quantity)} {order.lines[number].position.code}" for number, quantity in moved.items())
