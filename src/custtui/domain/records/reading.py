"""Reads a record, typed or from a file, as its description says: one reading, two mouths."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from custtui.domain import bounds
from custtui.domain.card import IN_TWO, ITEM, LONG_NUMBERS, SHORTEST, split_card
from custtui.domain.coded import completed
from custtui.domain.currency import currency_fault
from custtui.domain.errors import Fault
from custtui.domain.money import minor_unit
from custtui.domain.numbers import Unreadable, read_decimal, read_number
from custtui.domain.records.fact import Fact, Sort, fields_of
from custtui.domain.text import LONGEST, cleaned

FORGIVEN = frozenset({"email", "unread", "no site"})
"""What a file may bring though no form takes it, with a warning. Everything else is refused, but what stood
already and is marked as kept; phones and postal codes that look odd are a warning of both. A character that cannot be
read (U+FFFD) is what an export writes for one that would steer a terminal: it comes in again. A file that tells of no
alias and no address at all brings a customer without a site; a blank alias is refused (F-11)."""

HIGHEST = Decimal(10**12)
_READ = (Sort.CURRENCY, Sort.AMOUNT)
"""Sorts of values that are read even where a cell was: the rule needs more than the cell."""
RATE_PLACES = {Sort.RATE: 4, Sort.FINE_RATE: 6}
"""The decimals of fractions of a sort."""
_NUMBERS: dict[Sort, tuple[int, Callable[[Decimal], str]]] = {
    Sort.PRICE: (4, bounds.price_fault),
    Sort.QUANTITY: (3, bounds.quantity_fault),
    Sort.AGREED: (3, lambda number: ""),
    Sort.RATE: (RATE_PLACES[Sort.RATE], bounds.fraction_fault),
    Sort.FINE_RATE: (RATE_PLACES[Sort.FINE_RATE], bounds.fraction_fault),
    Sort.DAYS: (0, lambda number: bounds.days_fault(int(number))),
}
"""The decimals of numbers of a sort, and what else is the rule of it."""
_DAYS = (Sort.DAY, Sort.PAST_DAY, Sort.FIRST_DAY, Sort.LAST_DAY)
_CARD_FROM = {Sort.NUMBER: LONG_NUMBERS, Sort.ITEM: ITEM}
"""Digits from which on a text looks like a card: a phone or a tax number may be long, an item is none (X-14)."""
_NAMED = (Sort.CODE, Sort.NAMED, Sort.COUNTRY, Sort.CURRENCY)
"""What stands in a list: whatever is too long is told as what it is not."""


@dataclass(slots=True)
class Ways:
    """How records are read: the house's currency for one left empty, what stands already, and what was found.

    What stands in the database is not asked again while it is untouched. `cells`: each text was read by `read_text`
    already, as the cell of a file; twice would be a tenth of an import's time (P-10). `today` is needed for days.
    """

    currency: str = ""
    before: object | None = None
    cells: bool = False
    today: date = date.min
    values: dict[str, Any] = field(default_factory=dict[str, Any])
    faults: list[Fault] = field(default_factory=list[Fault])

    def stands(self, name: str, typed: object) -> bool:
        """This is what the field holds already."""
        return self.before is not None and getattr(self.before, name) == typed


def read_record(record: type, typed: object, ways: Ways) -> Mapping[str, Any]:
    """The values of a record by name; faults go to `ways`. The values of fields with faults are of no use."""
    if ways.cells:
        values = _read_cells(record, typed, ways)
    else:
        from custtui.domain.records.model import read  # here: Pydantic is half a start of the program (P-6)

        values = read(record, typed, ways)
    parted = split_card({name: text for name in _texts(record) if isinstance(text := values.get(name), str)})
    if parted and not all(ways.stands(name, values[name]) for name in parted):
        ways.faults += [Fault("card", name, f"{fields_of(record)[name].label}: {IN_TWO}") for name in parted]
    return values


@cache
def _texts(record: type) -> tuple[str, ...]:
    """The fields of a record that hold whatever is typed; not the digits of a postal code."""
    fields = (one for one in as_read(record) if one.sort in (Sort.TEXT, Sort.LINES))
    return tuple(one.name for one in fields if not one.name.endswith("postal_code"))


def _read_cells(record: type, typed: object, ways: Ways) -> Mapping[str, Any]:
    """What cells were read to: their types are right, so no model looks at them once more (P-10)."""
    plain, asked = _sorts(record)
    ways.values.update({name: getattr(typed, name) for name in plain})
    for one in asked:
        ways.values[one.name] = read_value(one, getattr(typed, one.name), ways)
    return ways.values


def as_read(record: type) -> list[Fact]:
    """The fields of a record in the order in which they are read: the currency first, amounts are of it."""
    return sorted(fields_of(record).values(), key=lambda one: one.sort is not Sort.CURRENCY)


@cache
def _sorts(record: type) -> tuple[tuple[str, ...], tuple[Fact, ...]]:
    """The fields of a record that are as their cell is, and the others."""
    fields = as_read(record)
    asked = tuple(one for one in fields if one.several or one.sort in (*_DAYS, *_READ))
    return tuple(one.name for one in fields if one not in asked), asked


def read_value(one: Fact, typed: Any, ways: Ways) -> Any:
    """A field as it is kept."""
    sort = one.sort
    if one.several:
        return _several(one, typed, ways)
    if sort in _DAYS:
        return _day(one, typed, ways)
    if (ways.cells or typed == "") and sort not in _READ:
        return typed
    if sort is Sort.AMOUNT:
        return _amount(one, "" if typed is None else typed, ways)
    if sort is Sort.OTHER or not isinstance(typed, str):
        return typed
    if sort in _NUMBERS:
        return _number(one, typed, ways)
    if sort is Sort.PARTS:
        return _parts(one, typed, ways)
    if ways.stands(one.name, typed):
        return typed
    text = read_text(one, typed, ways.faults)
    if sort is Sort.CHOICE:
        return _choice(one, text, ways)
    return _currency(one, text, ways) if sort is Sort.CURRENCY else text


def listed(typed: str | tuple[str, ...], between: str = ",") -> tuple[str, ...]:
    """The parts of a list, each once: typed with something between, or apart as a file has them."""
    if not isinstance(typed, str):
        return tuple(dict.fromkeys(typed))
    parts = (" ".join(part.split()) for part in typed.split(between))
    return tuple(dict.fromkeys(part for part in parts if part))


def _several(one: Fact, typed: str | tuple[str, ...], ways: Ways) -> tuple[str, ...]:
    if not isinstance(typed, str) or ways.stands(one.name, typed):
        return listed(typed, one.several)
    told_once = typed if len(typed) <= one.longest else one.several.join(listed(typed, one.several))
    parts = listed(read_text(one, told_once, ways.faults), one.several)
    for part in parts:
        if len(part) > one.each:
            why = f"{one.label}: {len(part)} characters, at most {one.each} are saved: {part[:20]}…"
            ways.faults.append(Fault("long", one.name, why))
    return parts


def missing(record: type, values: Mapping[str, Any], faults: list[Fault]) -> Iterator[Fault]:
    """What must be filled and is not, of what could be read."""
    named = {fault.field for fault in faults}
    for name, one in fields_of(record).items():
        if one.needed and name not in named and not values[name]:
            yield Fault("missing", name, f"{one.label} is required")


def read_text(one: Fact, text: str, faults: list[Fault], name: str = "", label: str = "") -> str:
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
        card_from=_CARD_FROM.get(one.sort, SHORTEST),
    )


def _choice(one: Fact, text: str, ways: Ways) -> str:
    word = completed(text, one.choices)
    if text and not word:
        ways.faults.append(
            Fault("unknown", one.name, f'{one.label}: "{text}" is none of {", ".join(one.choices)}', listed=True)
        )
    return word


def _currency(one: Fact, text: str, ways: Ways) -> str:
    code = (text or ways.currency).upper()
    if why := currency_fault(code):
        ways.faults.append(Fault("currency", one.name, f"{one.label}: {why}"))
        return ways.currency
    return code


def _number(one: Fact, text: str, ways: Ways) -> Decimal | int | None:
    decimals, rule = _NUMBERS[one.sort]
    try:
        number = read_decimal(text, decimals)
        if why := rule(number):
            raise Unreadable(why)
    except Unreadable as error:
        ways.faults.append(Fault("number", one.name, f"{one.label}: {error}"))
        return None
    return number if decimals else int(number)


def _parts(one: Fact, text: str, ways: Ways) -> str:
    from custtui.domain.instalments import read_parts  # here: few forms have such

    try:
        return read_parts(text)
    except ValueError as error:
        ways.faults.append(Fault("parts", one.name, f"{one.label}: {error}"))
        return ""


def _day(one: Fact, typed: date | str | None, ways: Ways) -> date | None:
    """A file has read it; on a form it is typed in many ways."""
    try:
        day = _typed_day(one.sort, typed, ways.today) if isinstance(typed, str) else typed
    except Unreadable as error:
        ways.faults.append(Fault("day", one.name, f"{one.label}: {error}"))
        return None
    if ways.stands(one.name, typed) or (day and ways.stands(one.name, day.isoformat())):
        return day
    if one.sort is Sort.LAST_DAY:
        day = bounds.last_day(day)
    rule = bounds.first_day_fault if one.sort is Sort.FIRST_DAY else bounds.ahead_fault
    if day and (why := rule(day, ways.today)):
        ways.faults.append(Fault("days", one.name, f"{one.label}: {why}"))
    return day


def _typed_day(sort: Sort, text: str, today: date) -> date | None:
    from custtui.domain.past_day import read_past_day  # here: few forms have days
    from custtui.domain.reading import read_any_day

    if sort is Sort.LAST_DAY and text.strip() == date.max.isoformat():
        return None
    read = read_past_day if sort is Sort.PAST_DAY else read_any_day
    return read(text, today) if text.strip() else None


def _amount(one: Fact, typed: Decimal | str, ways: Ways) -> Decimal | None:
    """A file has read the number, but not whether it is an amount of the row's currency."""
    try:
        if ways.stands(one.name, typed):
            return Decimal(typed) if f"{typed}".strip() else None
    except ArithmeticError:
        pass  # it is looked at before it is kept
    currency = ways.values.get("currency") or ways.currency
    try:
        return _of(currency, typed) if isinstance(typed, Decimal) else read_amount(typed, currency)
    except Unreadable as error:
        ways.faults.append(Fault("amount", one.name, f"{one.label}: {error}"))
        return None


def read_amount(text: str, currency: str) -> Decimal | None:
    """An amount as typed, None where nothing is; zero or more, no finer than the currency. Raises Unreadable."""
    if not text.strip():
        return None
    return _of(currency, read_number(text), text.strip())


def _of(currency: str, amount: Decimal, text: str = "") -> Decimal:
    if why := amount_fault(amount, currency, text):
        raise Unreadable(why)
    return amount


def amount_fault(amount: Decimal, currency: str, text: str = "") -> str:
    """Why a number cannot be an amount of a currency, '' where it can; `text` is as it was written."""
    try:
        odd = bool(amount % minor_unit(currency)) or not 0 <= amount < HIGHEST
    except ArithmeticError:
        odd = True
    return f"{text or f'{amount:f}'} is not an amount of {currency}" if odd else ""
