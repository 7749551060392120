"""What a draft calls off the contract it names: several lines together, beyond what other orders left (C-40)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from custtui.domain.acceptance import WaitReason
from custtui.domain.calling_off import CallOff, beyond
from custtui.domain.money import ZERO
from custtui.services import clock
from custtui.services.booking import RowColumns
from custtui.services.order_entry.base import Base
from custtui.services.orders.called_off import Called, called_by_others, contract_told

if TYPE_CHECKING:
    from custtui.services.order_entry.work import Work


def beyond_contract(work: Work) -> list[WaitReason]:
    """The hold CONTRACT, or none; asked for only where the order names a contract."""
    contract = work.head.contract
    if contract is None:
        return []
    code, _, last = work.terms.contract
    called = call_offs(contract, _sums(_ordered(work)), work.base)
    return beyond(code, last, work.roles.stored.today, called) if last else []


def raised_beyond(base: Base, lines: Iterable[RowColumns]) -> list[WaitReason]:
    """The same of lines (columns) that a shipment beyond the order raises, all else as it was (C-30)."""
    contract = base.row.contract_id
    if contract is None:
        return []
    asked = _sums((line["product"], line["quantity"]) for line in lines)
    return beyond(*contract_told(contract), clock.today(), call_offs(contract, asked, base))


def call_offs(contract: int, asked: Mapping[int, Decimal], base: Base | None) -> list[CallOff]:
    """These quantities of products as far as the contract has them, beside what other orders have called off."""
    order, revision = (base.order.id, base.row.id) if base else (0, 0)
    known = called_by_others(contract, asked, order, revision)
    before = _sums(_stood(contract, base)) if base and base.in_force else None
    return [_call_off(one, asked[product], before) for product, one in known.items()]


def _call_off(one: Called, asked: Decimal, before: Mapping[int, Decimal] | None) -> CallOff:
    stood = None if before is None else before.get(one.product, one.given) - one.given
    return CallOff(one.code, one.agreed, one.called, asked - one.given, stood)


def _ordered(work: Work) -> Iterator[tuple[int, Decimal]]:
    """Each product and quantity of the lines; what stays of a line that splits is what it was (C-32)."""
    for line in work.counted:
        if line.goods:
            yield line.goods.id, line.goes_on
        if line.base and line.stays:
            yield line.base.row.product_id, line.stays.quantity


def _stood(contract: int, base: Base) -> Iterator[tuple[int, Decimal]]:
    """The same of the order as it stands, where it names this contract."""
    if base.row.contract_id == contract:
        yield from ((line.row.product_id, line.row.quantity) for line in base.lines.values())


def _sums(quantities: Iterable[tuple[int, Decimal]]) -> dict[int, Decimal]:
    found = dict[int, Decimal]()
    for product, quantity in quantities:
        found[product] = found.get(product, ZERO) + quantity
    return found
