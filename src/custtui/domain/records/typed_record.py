"""A record from the texts of a form, as its file brings it: percent for fractions, Y or N, a code without blanks."""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal
from functools import cache
from types import SimpleNamespace
from typing import Any, cast

from custtui.domain.code import code_fault
from custtui.domain.errors import Fault
from custtui.domain.flag import flag_slip, read_flag
from custtui.domain.numbers import Unreadable, plain, read_percent
from custtui.domain.records.fact import Fact, Sort, fields_of
from custtui.domain.records.reading import RATE_PLACES, Ways, read_record
from custtui.domain.records.rules import RULES
from custtui.domain.text import as_code

TEXTS = (
    Sort.TEXT,
    Sort.LINES,
    Sort.NUMBER,
    Sort.NAMED,
    Sort.CODE,
    Sort.ITEM,
    Sort.COUNTRY,
    Sort.CURRENCY,
    Sort.PARTS,
)
"""Sorts whose blank is a value."""


@cache
def defaults_of(record: type) -> Mapping[str, Any]:
    """What fields of a record start as that may be left out, on forms and in files."""
    known = {one.name: one.default for one in fields(record) if one.default is not MISSING}
    return {name: known[name] for name in fields_of(record) if name in known}


def read_typed(record: type, texts: Mapping[str, str], ways: Ways) -> dict[str, Any]:
    """The values of a record by name, as they are kept; every fault goes to `ways`: then they are of no use."""
    typed = SimpleNamespace(**{name: _typed(record, one, texts.get(name, ""), ways) for name, one in _said(record)})
    values = {**read_record(record, typed, ways)}
    _fill(record, values, ways.faults)
    if not ways.faults:
        ways.faults += [_named(record, fault) for fault in RULES[record].faults(values)]
    return values if ways.faults else RULES[record].kept(values)


def _said(record: type) -> Iterable[tuple[str, Fact]]:
    return fields_of(record).items()


def _named(record: type, fault: Fault) -> Fault:
    """With the label of its field, as a form says it."""
    label = fields_of(record)[fault.field].label
    return Fault(fault.code, fault.field, f"{label}: {fault.text}")


def _typed(record: type, one: Fact, text: str, ways: Ways) -> Any:
    """What the record's own reader takes."""
    if not text.strip() and one.sort not in TEXTS:
        if one.name not in defaults_of(record):
            ways.faults.append(_required(one))
        return defaults_of(record).get(one.name, 0 if one.sort is Sort.DAYS else None)
    if one.sort is Sort.FLAG:
        if slip := flag_slip(one.label, text):
            ways.faults.append(Fault("flag", one.name, slip))
        return bool(read_flag(text))
    if one.sort in RATE_PLACES:
        return _fraction(one, text, ways)
    if one.sort in (Sort.CODE, Sort.ITEM) and not one.several:
        return _code(one, text, ways)
    return "\n".join(part.strip() for part in text.split(";")) if one.sort is Sort.LINES else text


def _required(one: Fact) -> Fault:
    return Fault("missing", one.name, f"{one.label} is required")


def _fill(record: type, values: dict[str, Any], faults: list[Fault]) -> None:
    """Texts left blank are what they start as; what has to be there is told."""
    named, defaults = {fault.field for fault in faults}, defaults_of(record)
    for name, one in _said(record):
        if one.sort in TEXTS and name not in named and not values[name]:
            values[name] = defaults.get(name, values[name])
            if one.needed:
                faults.append(_required(one))


def _fraction(one: Fact, text: str, ways: Ways) -> Decimal | None:
    try:
        return read_percent(text, RATE_PLACES[one.sort])
    except Unreadable as error:
        ways.faults.append(Fault("number", one.name, f"{one.label}: {error}"))
        return None


def _code(one: Fact, text: str, ways: Ways) -> str:
    code = as_code(text).strip()
    if code and (why := code_fault(code)):
        ways.faults.append(Fault("code", one.name, f"{one.label}: {why}"))
    return code


def shown_texts(record: type, values: Mapping[str, Any]) -> dict[str, str]:
    """The values of a record as its form shows them, and as they are typed."""
    return {name: shown_text(one, values[name]) for name, one in fields_of(record).items()}


def shown_text(one: Fact, value: Any) -> str:
    """One value of a record so."""
    if isinstance(value, bool):
        return "Y" if value else "N"
    if isinstance(value, Decimal):
        return plain(value.scaleb(2) if one.sort in RATE_PLACES else value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return f"{one.several} ".join(cast("tuple[str, ...]", value))
    return "" if value is None else f"{value}".replace("\n", "; ")


SEALED: Mapping[str, tuple[str, ...]] = {
    "contracts": ("code", "customer", "name", "currency", "first_day", "last_day", "shared", "goods"),
    "pricelists": ("code", "name", "currency", "line_of_business"),
}
"""Kinds of which is kept what was made, not only what changed, and the fields that count: never one more, or the
records that stand are not as they were made."""


def sealed_text(kind: str, texts: Mapping[str, str]) -> str:
    """What a record says as its form shows it, in one text (S-6)."""
    return " · ".join(filter(None, (texts[name] for name in SEALED[kind])))
