"""How values stand in a cell of a file: read strictly, written so that reading gives the same value again."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from custtui.domain import bounds, postal
from custtui.domain.card import ITEM, LONG_NUMBERS, SHORTEST
from custtui.domain.code import code_fault
from custtui.domain.currency import currency_fault
from custtui.domain.errors import Refused
from custtui.domain.flag import read_flag
from custtui.domain.instalments import read_parts
from custtui.domain.numbers import read_decimal
from custtui.domain.records.fact import Fact, Sort
from custtui.domain.records.reading import FORGIVEN
from custtui.domain.text import as_code, clean, is_blank
from custtui.domain.time_zone import zone_fault
from custtui.exchange.house import this_day


@dataclass(frozen=True, slots=True)
class CellSort:
    """One sort of value: what it looks like, how it is read (ValueError tells why not) and written.

    `many`: the value is a tuple; in CSV its items are separated by `;`, in JSON lines it is an array.
    """

    form: str
    read: Callable[[str], Any]
    write: Callable[[Any], str] = str
    many: bool = False


def text(longest: int = 200, *, lines: bool = False, card_from: int = SHORTEST) -> CellSort:
    """Text of one line, or of several, without a card number (X-14)."""

    shortest = min(SHORTEST, longest + 1)

    def read(raw: str) -> str:
        if raw.isascii() and len(raw) < shortest and raw.isprintable():
            return " ".join(raw.split())  # most cells: too short for what is refused (P-10)
        return _cleaned(raw, longest, lines, card_from)

    return CellSort(f"text of {'lines' if lines else 'one line'}, at most {longest} characters", read)


def _cleaned(raw: str, longest: int, lines: bool, card_from: int) -> str:
    """As a form reads it; a character that cannot be read is a warning of the row (see FORGIVEN)."""
    told = raw.replace("\r\n", "\n") if lines else raw
    try:
        return clean(told, "", longest=longest, lines=lines, card_from=card_from, forgiven="unread" in FORGIVEN)
    except Refused as refusal:
        raise ValueError(refusal.faults[0].text.removeprefix(": ")) from None


def _read_code(raw: str) -> str:
    return _code(TEXT.read(as_code(raw)))


def _read_item(raw: str) -> str:
    return _code(ITEM_TEXT.read(as_code(raw)))


def _code(code: str) -> str:
    if why := code_fault(code):
        raise ValueError(why)
    return code


def decimal(places: int, *, signed: bool = False) -> CellSort:
    """An exact number of at most so many decimal places, read as a form reads it (D-01); `signed`: or below zero."""

    def read(raw: str) -> Decimal:
        typed = raw.strip()
        if signed and typed.startswith("-"):
            return 0 - read_decimal(typed[1:], places)  # a negative zero is a zero
        return read_decimal(typed, places)

    return CellSort(f"number with a decimal point, at most {places} places", read, write_decimal)


def write_decimal(value: Decimal) -> str:
    """`14`, `9.8`, `10000`: no dust, no exponent."""
    return f"{value.normalize():f}" if value else "0"


def _read_signed(raw: str) -> int:
    """Its bounds are told by whoever asks."""
    raw = raw.strip()
    if not re.fullmatch("-?[0-9]+", raw):
        raise ValueError(f"{raw!r} is not a whole number")
    if raw.startswith("-") and not raw.strip("-0"):
        raise ValueError(f"{raw} is zero with a minus sign: type 0")
    if len(raw) > 9:
        raise ValueError(f"{raw[:40]} has more than 9 digits" if raw[0] != "-" else f"{raw[:40]} is less than 0")
    return int(raw)


def _below_zero(value: int) -> str:
    return f"{value} is less than 0" if value < 0 else ""


def bounded(cell: CellSort, form: str, fault: Callable[[Any], str]) -> CellSort:
    """A cell whose values keep a rule, which tells why one does not, '' where it does."""

    def read(raw: str) -> Any:
        value = cell.read(raw)
        if why := fault(value):
            raise ValueError(why)
        return value

    return CellSort(form, read, cell.write)


_ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_RELATIVE_DAY = re.compile("[+-][0-9]{1,5}|0")


def read_day(raw: str) -> date:
    """`2026-05-31`, or days from the counter's today: `-12`, `+30`, `0`."""
    raw = raw.strip()
    if not _ISO_DAY.fullmatch(raw):
        if _RELATIVE_DAY.fullmatch(raw):
            return this_day() + timedelta(days=int(raw))
        raise ValueError(f"{raw!r} is not a date like 2026-05-31 (or days from today like -12)")
    try:
        return date.fromisoformat(raw)
    except ValueError:
        raise ValueError(f"{raw} is not a day of the calendar") from None


def _read_flag(raw: str) -> bool:
    flag = read_flag(raw)
    if flag is None:
        raise ValueError(f"{raw!r} is neither Y nor N")
    return flag


def one_of(*choices: str) -> CellSort:
    """One of a few words, in any case."""
    words = {choice.upper(): choice for choice in choices}

    def read(raw: str) -> str:
        try:
            return words[raw.strip().upper()]
        except KeyError:
            raise ValueError(f"{raw!r} is none of {', '.join(choices)}") from None

    return CellSort("one of " + ", ".join(choices), read)


def _read_country(raw: str) -> str:
    if why := postal.country_fault(raw.strip()):
        raise ValueError(why)
    return raw.strip().upper()


def _read_currency(raw: str) -> str:
    code = raw.strip().upper()
    if why := currency_fault(code):
        raise ValueError(why)
    return code


def many(cell: CellSort) -> CellSort:
    r"""Any number of values, separated by `;`; a semicolon within one is written `\;`."""

    def read(raw: str) -> tuple[Any, ...]:
        return tuple([cell.read(part) for part in split(raw) if not is_blank(part)])

    return CellSort(f"any number of: {cell.form}; separated by semicolons", read, cell.write, many=True)


_ITEM = re.compile(r"(?:\\.|[^;\\]|\\$)+", re.DOTALL)


def split(raw: str) -> list[str]:
    """The items of a list in one cell."""
    if ";" not in raw and "\\" not in raw:
        return [raw.strip()] if raw.strip() else []
    parts = (re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL).strip() for part in _ITEM.findall(raw))
    return [part for part in parts if part]


def join(items: list[str]) -> str:
    """A list as one cell."""
    return "; ".join(item.replace("\\", "\\\\").replace(";", "\\;") for item in items)


def cell_of(field: Fact) -> CellSort:
    """The cell of a field of a record: texts are read as a form reads them."""
    return many(_one(field, field.each)) if field.several else _one(field, field.longest)


def _one(field: Fact, longest: int) -> CellSort:
    if field.sort in (Sort.TEXT, Sort.NAMED, Sort.MAIL, Sort.REFUSAL):
        return text(longest)
    if field.sort is Sort.SINCE:
        return CellSort(ANY_DAY.form, lambda raw: read_day(raw).isoformat())
    if field.sort is Sort.CHOICE:
        return one_of(*field.choices)
    if field.sort in (Sort.LINES, Sort.NUMBER):
        return text(longest, lines=field.sort is Sort.LINES, card_from=FROM.get(field.sort, SHORTEST))
    return {
        Sort.CODE: CODE,
        Sort.ITEM: ITEM_CODE,
        Sort.CURRENCY: CURRENCY,
        Sort.COUNTRY: COUNTRY,
        Sort.AMOUNT: MONEY,
        Sort.PRICE: PRICE,
        Sort.QUANTITY: ORDERED,
        Sort.AGREED: QUANTITY,
        Sort.RATE: RATE,
        Sort.FINE_RATE: TAX_RATE,
        Sort.PARTS: DAYS_OF_PARTS,
        Sort.DAYS: DAYS,
        Sort.DAY: DAY,
        Sort.PAST_DAY: DAY,
        Sort.FIRST_DAY: FIRST_DAY,
        Sort.LAST_DAY: LAST_DAY,
        Sort.FLAG: FLAG,
    }[field.sort]


FROM = {Sort.NUMBER: LONG_NUMBERS}

TEXT = text()
LONG_TEXT = text(2000, lines=True)
NUMBER = text(card_from=LONG_NUMBERS)
"""Phones, tax numbers: long ones look like a card by chance."""
ITEM_TEXT = text(card_from=ITEM)
CODE = CellSort("code: up to 40 characters without blanks", _read_code)
ITEM_CODE = CellSort(CODE.form, _read_item)
"""An item or a barcode: may look like a card's number."""
MONEY = decimal(3)
PRICE = bounded(decimal(4), f"{decimal(4).form}, less than {bounds.MOST_PRICE:,f}", bounds.price_fault)
QUANTITY = decimal(3)
ORDERED = bounded(QUANTITY, f"{QUANTITY.form}, less than {bounds.MOST_QUANTITY:,f}", bounds.quantity_fault)
RATE = bounded(decimal(4), "fraction: 0.19 is 19%, at most 4 places", bounds.fraction_fault)
TAX_RATE = bounded(decimal(6), "fraction: 0.19 is 19%, at most 6 places", bounds.fraction_fault)
WHOLE = bounded(CellSort("", _read_signed), "whole number", _below_zero)
DAYS = bounded(CellSort("", _read_signed), f"number of days, at most {bounds.MOST_DAYS}", bounds.days_fault)
DAYS_OF_PARTS = CellSort("days of each part: 30 60 90", read_parts)
ANY_DAY = CellSort("date like 2026-05-31, or days from today like -12, +30", read_day, date.isoformat)
DAY = bounded(ANY_DAY, ANY_DAY.form, lambda day: bounds.ahead_fault(day, this_day()))
FIRST_DAY = bounded(ANY_DAY, ANY_DAY.form, lambda day: bounds.first_day_fault(day, this_day()))
NO_END = f"{ANY_DAY.form}; 9999-12-31 is none"
LAST_DAY = bounded(
    CellSort(NO_END, lambda raw: bounds.last_day(read_day(raw)), date.isoformat),
    NO_END,
    lambda day: bounds.ahead_fault(day, this_day()) if day else "",
)
TIME_ZONE = bounded(TEXT, "time zone like America/New_York", zone_fault)
FLAG = CellSort("Y or N", _read_flag, lambda value: "Y" if value else "N")
COUNTRY = CellSort("country code like US (ISO 3166)", _read_country)
CURRENCY = CellSort("currency code like USD (ISO 4217)", _read_currency)
