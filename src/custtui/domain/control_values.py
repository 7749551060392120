"""Control values as they stand in the database, or are typed: read, or refused in words."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from custtui.domain import bounds
from custtui.domain.controls import Controls
from custtui.domain.days import dated
from custtui.domain.numbers import Unreadable, places, plain, read_number, read_percent
from custtui.domain.text import is_harmful

_YES, _NO = ("1", "true", "yes", "y", "on"), ("0", "false", "no", "n", "off")
_LONGEST_PREFIX = 10


def read_control(name: str, text: str) -> Any:
    """The value of a control. Raises Unreadable, which says why it is none; KeyError for no control."""
    return _READERS[name](text.strip())


def _flag(text: str) -> bool:
    if text.casefold() not in (*_YES, *_NO):
        raise Unreadable(f"{text[:40]!r} is neither Y nor N")
    return text.casefold() in _YES


def _days(text: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", text):
        raise Unreadable(f"{text[:40]!r} is not a number of days")
    if why := bounds.days_fault(int(text)):
        raise Unreadable(why)
    return int(text)


def _threshold(text: str) -> Decimal | None:
    """Blank is none: every order asks."""
    if not text:
        return None
    value = _number(text, 3)
    if why := bounds.amount_fault(value, "threshold"):
        raise Unreadable(why)
    return value


def _difference(text: str) -> Decimal:
    """Blank is none: every difference is a supervisor's."""
    return _threshold(text) or Decimal("0.00")


def _fraction(text: str) -> Decimal:
    value = _number(text, 4)
    if why := bounds.fraction_fault(value):
        raise Unreadable(why)
    return value


def _number(text: str, most: int) -> Decimal:
    if not text:
        raise Unreadable("a number is missing")
    value = read_number(text)
    if places(value) > most:
        raise Unreadable(f"{text[:40]} has more than {most} decimal places")
    return value


def _prefix(text: str) -> str:
    if len(text) > _LONGEST_PREFIX or any(map(is_harmful, text)):
        raise Unreadable(f"{text[:40]!r} is not a prefix: up to {_LONGEST_PREFIX} characters")
    return text


def _tax_places(text: str) -> str:
    from custtui.domain.tax_places import read_places  # here: most houses set none (P-6)

    read_places(text)
    return text


def _closed(text: str) -> date | None:
    """Blank is none: no period is closed."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Unreadable(f"{text[:40]!r} is not a day like 2026-09-30") from error


_READERS: dict[str, Callable[[str], Any]] = {
    "bill_to_in_order_entry": _flag,
    "on_account": _flag,
    "new_customer_threshold": _threshold,
    "breaks_by_product": _flag,
    "repeat_days": _days,
    "scan_adds": _flag,
    "keyed_adds": _flag,
    "scanner_prefix": _prefix,
    "wanted_days": _days,
    "waiting_counts": _flag,
    "tax_places": _tax_places,
    "clerk_discount": _fraction,
    "supervisor_discount": _fraction,
    "supervisor_approves": _threshold,
    "small_difference": _difference,
    "four_eyes": _flag,
    "email_notices": _flag,
    "closed_until": _closed,
}


LABELS = {
    "bill_to_in_order_entry": "Any payer in order entry",
    "on_account": "Payment on account",
    "new_customer_threshold": "Limit of new customers",
    "breaks_by_product": "Price breaks by product",
    "repeat_days": "Also bought within (days)",
    "scan_adds": "A scan adds to its line",
    "keyed_adds": "A repeat adds to its line",
    "scanner_prefix": "Scanner prefix",
    "wanted_days": "Wanted after (days)",
    "waiting_counts": "Waiting uses credit",
    "tax_places": "Where we tax",
    "clerk_discount": "Discount limit, clerk",
    "supervisor_discount": "Discount limit, superv.",
    "supervisor_approves": "Supervisor approves to",
    "small_difference": "Small differences up to",
    "four_eyes": "Four eyes",
    "email_notices": "E-mail to customers",
    "closed_until": "Closed period until",
}
"""What people call each control."""
MEANINGS = {
    "bill_to_in_order_entry": "order entry may choose any payer, with hold UB (Y or N)",
    "on_account": "the payment method ON ACCOUNT is open (Y or N)",
    "new_customer_threshold": "auto-accept limit new customers start with; blank: every order asks",
    "breaks_by_product": "lines of one product reach a price break together (Y or N)",
    "repeat_days": "the same product bought within so many days is told; 0: never",
    "scan_adds": "a scan of a product already on the order adds to its line (Y or N)",
    "keyed_adds": "a keyed repeat adds to its line too (Y or N)",
    "scanner_prefix": "what a scanner sends before a code; blank: nothing",
    "wanted_days": "days from today that a wanted date starts with",
    "waiting_counts": "waiting orders count as credit used (Y or N)",
    "tax_places": "where the seller taxes, like US-NY, US-NJ, DE; blank: where it has tax rates",
    "clerk_discount": "largest discount a clerk may give, on screens 15%, in commands 0.15; above it the order waits",
    "supervisor_discount": "largest discount a supervisor may give, on screens 15%, in commands 0.15",
    "supervisor_approves": "gross total up to which a supervisor decides on waiting orders; blank: any",
    "small_difference": "what a clerk may write off of an invoice; above it a supervisor; blank: 0.00",
    "four_eyes": "who keyed an order or loosened its payer's terms today does not approve it (Y or N)",
    "email_notices": "customers are told by e-mail: custtui notify sends what waits (Y or N)",
    "closed_until": "last day of the closed period: no shipment or invoice is dated in it; blank: none",
}
"""What each control is, for people."""


def as_shown(name: str, value: Any) -> str:
    """A control's value as its form shows it, and as it is typed there: fractions in percent, '' for none."""
    if value is None or isinstance(value, bool):
        return "" if value is None else value_text(value)
    if isinstance(value, date):
        return dated(value)
    return f"{plain(value.scaleb(2))}%" if _READERS[name] is _fraction else f"{value}"


def as_set(name: str, typed: str, today: date) -> str:
    """What is typed on its form, as `read_control` takes it. Raises Unreadable."""
    from custtui.domain.reading import read_any_day  # here: seldom (P-6)

    text = typed.strip()
    if _READERS[name] is _fraction:
        text = plain(read_percent(text, 4))
    elif _READERS[name] is _closed and text:
        text = read_any_day(text, today).isoformat()
    read_control(name, text)
    return text


def start_value(name: str) -> Any:
    """What a control starts as."""
    return getattr(Controls(), name)


def control_text(value: Any) -> str:
    """A control's value as `read_control` takes it: 0.1, 2026-09-30, Y; '' for none."""
    if isinstance(value, Decimal):
        return plain(value)
    return "" if value is None else value_text(value) if value != "" else ""


def value_text(value: Any) -> str:
    """A control's value in words: Y, N, none, 0.10."""
    if isinstance(value, bool):
        return "Y" if value else "N"
    return "none" if value is None or value == "" else f"{value}"
