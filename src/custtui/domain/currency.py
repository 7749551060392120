"""Currencies by their codes (ISO 4217)."""

from functools import lru_cache

NO_MONEY = frozenset(
    {"XXX", "XTS", "XAU", "XAG", "XPT", "XPD", "XBA", "XBB", "XBC", "XBD", "XEU", "XFO", "XFU", "XRE", "XSU", "XUA"}
)
"""Codes of ISO 4217 that nobody pays in: none, tests, metals, units of accounts between banks."""


@lru_cache(300)
def currency_fault(code: str) -> str:
    """Why a code is no currency, '' where it is one."""
    from babel.numbers import is_currency  # 15 ms that no start of the program should wait for

    if is_currency(code) and code not in NO_MONEY:
        return ""
    return f"{code[:40]!r} is not a currency code like USD, EUR, JPY (ISO 4217)"
