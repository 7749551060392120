"""What may be covered, and how far a cover gets: planned, started, done, or closed (F-76, C-45)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from custtui.domain.cover import KINDS, PURCHASE, Coverage, LineCover, Progress
from custtui.domain.errors import Fault
from custtui.domain.naming import unit_of
from custtui.domain.numbers import grouped, places
from custtui.domain.order import Status, status_word
from custtui.domain.quantity import decimals_fault, why_not

Step = Literal["next", "close"]


def after(one: LineCover, step: Step) -> tuple[str, Decimal]:
    """Progress and quantity done after a step: planned, started, all done; or closed as it is."""
    if step == "close" or one.progress == Progress.CLOSED:
        return Progress.CLOSED, one.done
    if one.progress == Progress.PLANNED:
        return Progress.STARTED, one.done
    return Progress.STARTED, one.quantity


def step_fault(one: LineCover, step: Step) -> str:
    """Why there is no such step, '' where there is one: it stands there already."""
    return f"{one.name}: {one.stands} already" if after(one, step) == (one.progress, one.done) else ""


@dataclass(frozen=True, slots=True)
class NewCover:
    """A cover as it is asked for; its quantity in the product's unit."""

    kind: str
    number: str
    quantity: Decimal
    supplier: str = ""
    due: date | None = None


def faults(one: NewCover, stands: Coverage, unit: str, step: Decimal | None) -> Iterator[Fault]:
    """Everything wrong with a cover of a position, by the fields of `NewCover`."""
    if one.kind not in KINDS:
        yield Fault("kind", "kind", f'"{one.kind}" is not a kind of cover: {", ".join(KINDS)}', listed=True)
    if not one.number:
        yield Fault("missing", "number", "Number is required: that of the production or purchase order")
    elif one.number.casefold() in (known.number.casefold() for known in stands.covers):
        yield Fault("twice", "number", f"{one.number} covers this line already")
    if why := vendor_fault(one.kind, one.supplier):
        yield Fault("vendor", "supplier", why)
    if why := _quantity_fault(one.quantity, stands, unit, step):
        yield Fault("quantity", "quantity", why)


def vendor_fault(kind: str, supplier: str) -> str:
    """Why a cover of this kind cannot have this vendor, '' where it can."""
    if bool(supplier) == (kind == PURCHASE):
        return ""
    return "Only a purchase order has a vendor" if supplier else "Vendor is required: who delivers it?"


def _quantity_fault(quantity: Decimal, stands: Coverage, unit: str, step: Decimal | None) -> str:
    if quantity <= 0:
        return "The quantity must be more than 0"
    if why := decimals_fault(quantity):
        return why
    if quantity > stands.to_cover:
        left = (
            f"the {grouped(stands.to_cover)} {unit_of(unit, stands.to_cover)} not covered yet"
            if stands.to_cover
            else "what is left to cover: nothing"
        )
        return f"{grouped(quantity)} is more than {left}"
    return why_not(quantity, unit, None, step) if quantity != stands.to_cover else ""


def done_fault(one: LineCover, done: Decimal, stands: Coverage) -> str:
    """Why so much of a cover cannot be done, '' where it can; what was shipped of goods made to order was done."""
    if done < 0 or places(done) > 3:
        return f"{grouped(done)} is not a quantity done"
    if done > one.quantity:
        return f"{grouped(done)} is more than the {grouped(one.quantity)} covered"
    if one.progress == Progress.CLOSED and done != one.done:
        return f"{one.name} is closed: nothing more comes of it"
    left = stands.done - one.done + done
    if stands.to_order and done < one.done and left < stands.moved.shipped:
        least = one.done - stands.done + stands.moved.shipped
        return f"{grouped(stands.moved.shipped)} shipped, so not below {grouped(least)}"
    return ""


def why_not_cover(order: str, status: str, *, in_force: bool) -> str:
    """Why nothing of an order may be covered now, '' where it may."""
    if status == Status.PENDING:
        return f"{order} is waiting for approval; nothing can be covered yet"
    if status != Status.ACCEPTED or not in_force:
        return f"{order} is {status_word(status)}: nothing can be covered any more"
    return ""


def with_done(one: LineCover, done: Decimal) -> str:
    """The progress that goes with a quantity done: what is done was started; a closed one stays closed."""
    return Progress.STARTED if done and one.progress == Progress.PLANNED else one.progress
