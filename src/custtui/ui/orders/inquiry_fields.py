"""The fields of the order inquiry, and what they ask for; what cannot be read is marked, never refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from custtui.domain.bounds import span_fault
from custtui.domain.numbers import Unreadable
from custtui.domain.order import Status
from custtui.domain.past_day import read_past_day
from custtui.services import lookup
from custtui.services.orders import OrderFilter
from custtui.services.views import Hit
from custtui.ui.kit import keys
from custtui.ui.kit.day_field import DAY_CELLS, CalendarField
from custtui.ui.kit.field import Field

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

DAY_HELP = "-7, 28 Nov, 28.11., 2024-11-28"


def inquiry_fields() -> list[Field]:
    """The fields in the order the cursor goes through them."""
    return [
        Field("number", "Number", 14, longest=40, help="The beginning of an order number"),
        Field("po_number", "PO", 15, longest=60, help="The beginning of the customer's purchase order number"),
        Field(
            "customer", "Customer", 20, longest=60, prompt="customers", help="Code, or whatever finds one customer"
        ),
        Field("product", "Item", 14, longest=40, prompt="products", help="A product code"),
        _day_field("first_day", "From", "or later"),
        _day_field("last_day", "To", "or before"),
        Field("status", "Status", 11, longest=20, prompt="statuses", help="Waiting, accepted, finished …"),
    ]


def _day_field(name: str, label: str, side: str) -> Field:
    told = f"Ordered on this day {side}: {DAY_HELP}"
    return CalendarField(name, label, DAY_CELLS, longest=20, help=told, reads=read_past_day)


async def read_filter(desk: Desk, fields: Sequence[Field], today: date) -> tuple[OrderFilter, Hit | None]:
    """What the fields ask for, and the customer they mean; unreadable fields get their mark and ask nothing."""
    by_name = {field.name: field for field in fields}
    hit = await _customer(desk, by_name["customer"])
    typed = {name: by_name[name].value.strip() for name in ("number", "po_number", "product")}
    first, last = _days(by_name["first_day"], by_name["last_day"], today)
    asked = OrderFilter(
        **typed,
        code=hit.code if hit else by_name["customer"].value.strip(),
        first_day=first,
        last_day=last,
        status=_status(by_name["status"]),
    )
    return asked, hit


def capitals(asked: OrderFilter) -> OrderFilter:
    """The numbers in capitals: what is asked where nothing is found as typed."""
    return replace(asked, number=asked.number.upper(), po_number=asked.po_number.upper())


async def _customer(desk: Desk, field: Field) -> Hit | None:
    text = field.value.strip()
    field.error = ""
    if not text:
        return None
    found = await desk.ask(lookup.find, text, limit=2, inactive=True)
    if found.single is None:
        number = "no customer" if found.near or not found.hits else f"{found.count} customers: {keys.LISTS}"
        field.error = f'"{text}" is {number}'
    return found.single


def _days(first: Field, last: Field, today: date) -> tuple[date | None, date | None]:
    """From and to; a last day before the first one gets its mark, and asks nothing."""
    start, end = _day(first, today), _day(last, today)
    if why := span_fault(start, end):
        last.error, end = why, None
    return start, end


def _day(field: Field, today: date) -> date | None:
    field.error = ""
    if not field.value.strip():
        return None
    try:
        return read_past_day(field.value, today)
    except Unreadable as error:
        field.error = str(error)
        return None


def _status(field: Field) -> str:
    text = field.value.strip().lower()
    field.error = ""
    words = {"waiting": Status.PENDING, **{status.value: status for status in Status}}
    found = next((status for word, status in words.items() if text and word.startswith(text)), None)
    if text and found is None:
        field.error = f'"{text}" is not a status'
    return found.value if found else ""
