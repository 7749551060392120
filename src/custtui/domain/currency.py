"""Currencies by their codes (ISO 4217)."""

from functools import lru_cache


@lru_cache(300)
def currency_fault(code: str) -> str:
    """Why a code is no currency, '' where it is one."""
    from babel.numbers import is_currency  # 15 ms that no start of the program should wait for

    return "" if is_currency(code) else f"{code[:40]!r} is not a currency code like USD, EUR, JPY (ISO 4217)"
