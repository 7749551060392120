"""Reads a record, typed or from a file, as its description says: one reading, two mouths."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from custtui.domain.currency import currency_fault
from custtui.domain.errors import Fault
from custtui.domain.money import minor_unit
from custtui.domain.numbers import Unreadable, read_number
from custtui.domain.records.field import Field, Sort
from custtui.domain.text import LONGEST, cleaned

FORGIVEN = frozenset({"email", "phone", "postal_code"})
"""What a file may bring though no form takes it, with a warning: what only looks odd. Everything else is refused."""

HIGHEST = Decimal(10**12)
_NAMED = (Sort.CODE, Sort.NAMED, Sort.COUNTRY, Sort.CURRENCY)
"""What stands in a list: whatever is too long is told as what it is not."""


@dataclass(slots=True)
class Ways:
    """How records are read: the house's currency for one left empty, what stands already, and what was found.

    What stands in the database is not asked again while it is untouched. `cells`: each text was read by `read_text`
    already, as the cell of a file; twice would be a tenth of an import's time (P-10).
    """

    currency: str
    before: object | None = None
    cells: bool = False
    values: dict[str, Any] = field(default_factory=dict[str, Any])
    faults: list[Fault] = field(default_factory=list[Fault])

    def stands(self, name: str, typed: object) -> bool:
        """This is what the field holds already."""
        return self.before is not None and getattr(self.before, name) == typed


def read_record(record: type, typed: object, ways: Ways) -> Mapping[str, Any]:
    """The values of a record by name; faults go to `ways`. The values of fields with faults are of no use."""
    from custtui.domain.records.model import read  # here: Pydantic is half a start of the program (P-6)

    return read(record, typed, ways)


def read_value(one: Field, typed: Any, ways: Ways) -> Any:
    """A field as it is kept."""
    sort = one.sort
    if (ways.cells or typed == "") and sort is not Sort.CURRENCY and sort is not Sort.AMOUNT:
        return typed
    if sort is Sort.AMOUNT:
        return _amount(one, typed or "", ways)
    if sort is Sort.OTHER or not isinstance(typed, str):
        return typed
    if ways.stands(one.name, typed):
        return typed
    text = read_text(one, typed, ways.faults)
    return _currency(one, text, ways) if sort is Sort.CURRENCY else text


def read_text(one: Field, text: str, faults: list[Fault], name: str = "", label: str = "") -> str:
    """A text as it is kept; '' where it cannot be: the reason is added to `faults`.

    `name` and `label` are those of the field in a record that has several such: `billing.street`.
    """
    return cleaned(
        text,
        name or one.name,
        label or one.label,
        faults,
        longest=LONGEST if one.sort in _NAMED else one.longest,
        lines=one.sort is Sort.LINES,
        number=one.sort is Sort.NUMBER,
    )


def read_again(one: Field, text: str, faults: list[Fault], before: object | None) -> str:
    """The same; what stands in the database (`before`, None for a new record) untouched is not asked again."""
    return text if before is not None and getattr(before, one.name) == text else read_text(one, text, faults)


def _currency(one: Field, text: str, ways: Ways) -> str:
    code = (text or ways.currency).upper()
    if why := currency_fault(code):
        ways.faults.append(Fault("currency", one.name, f"{one.label}: {why}"))
        return ways.currency
    return code


def _amount(one: Field, text: str, ways: Ways) -> Decimal | None:
    try:
        if ways.stands(one.name, text):
            return Decimal(text) if text.strip() else None
    except ArithmeticError:
        pass  # it is looked at before it is kept
    try:
        return read_amount(text, ways.values.get("currency") or ways.currency)
    except Unreadable as error:
        ways.faults.append(Fault("amount", one.name, f"{one.label}: {error}"))
        return None


def read_amount(text: str, currency: str) -> Decimal | None:
    """An amount as typed, None where nothing is; zero or more, no finer than the currency. Raises Unreadable."""
    if not text.strip():
        return None
    amount = read_number(text)
    if why := amount_fault(amount, currency, text.strip()):
        raise Unreadable(why)
    return amount


def amount_fault(amount: Decimal, currency: str, text: str = "") -> str:
    """Why a number cannot be an amount of a currency, '' where it can; `text` is as it was written."""
    try:
        odd = bool(amount % minor_unit(currency)) or not 0 <= amount < HIGHEST
    except ArithmeticError:
        odd = True
    return f"{text or f'{amount:f}'} is not an amount of {currency}" if odd else ""
