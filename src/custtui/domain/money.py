"""Exact money: one rounding rule for every amount in the house (D-01, R-44)."""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from custtui.domain.numbers import may_group, one_way

ZERO = Decimal(0)


@lru_cache
def minor_unit(currency: str) -> Decimal:
    """The smallest amount of a currency: 0.01 for USD, 1 for JPY, 0.001 for KWD."""
    from babel.numbers import get_currency_precision  # 15 ms that no start of the program should wait for

    return Decimal(1).scaleb(-get_currency_precision(currency))


def rounded(amount: Decimal, currency: str) -> Decimal:
    """Half-up to the currency's minor unit; a half goes away from zero, so that credits mirror charges."""
    return amount.quantize(minor_unit(currency), ROUND_HALF_UP)


def shown(amount: Decimal, currency: str) -> str:
    """An amount in a sentence: `1,250.00`, with the places of its currency."""
    return f"{rounded(amount, currency):,f}"


def shown_if_any(amount: Decimal | None, currency: str) -> str:
    """The same; '' for none."""
    return "" if amount is None else shown(amount, currency)


def amount_typed(amount: Decimal, currency: str) -> str:
    """An amount as it stands in a field, with the places of its currency: `104.50`, `50.00`.

    Without needless zeros where it could be read as thousands so, `500` and not `500.000`; and where it is finer than
    its currency, which only others can have stored.
    """
    exact = rounded(amount, currency)
    text = f"{exact:f}"
    return text if exact == amount and not may_group(text) else one_way(amount)


def shown_price(price: Decimal) -> str:
    """A unit price: two places at least, four at most."""
    whole, _, places = f"{price.normalize():,f}".partition(".")
    return f"{whole}.{places.ljust(2, '0')}"


def credit_left(
    label: str, left: Decimal | None, waiting: Decimal, currency: str, of: str = "", whose: str = "", over: str = ""
) -> str:
    """`credit left 8,713.06 of 10,000.00 USD, H.Q. Corp (645.88 waiting)`: whose only where another pays (C-35).

    Beyond the limit `287.94 over the limit of 999.00 USD`: nobody has to read a sign; `over` is said before it.
    """
    if left is not None and left < 0:
        said = f"{over}{shown(-left, currency)} over the limit"
    else:
        said = label + shown_if_any(left, currency)
    named = ", ".join(part for part in (" ".join(filter(None, (said, of))), whose) if part)
    return f"{named} ({shown(waiting, currency)} waiting)" if waiting else named


def line_net(
    quantity: Decimal,
    price: Decimal,
    currency: str,
    *,
    discount: Decimal = ZERO,
    discount_rate: Decimal | None = None,
) -> Decimal:
    """Net of a line: round(quantity × price − discount); the discount is an amount or a fraction of the line."""
    whole = quantity * price
    off = whole * discount_rate if discount_rate is not None else discount
    return rounded(whole - off, currency)


def tax_of(net: Decimal, rate: Decimal, currency: str) -> Decimal:
    """Tax of a rounded net amount: round(net × rate)."""
    return rounded(net * rate, currency)


def share(amount: Decimal, part: Decimal, whole: Decimal, before: Decimal, currency: str) -> Decimal:
    """The amount of a partial invoice: the rounded share of all invoiced so far, less what was invoiced before.

    `part` is the quantity invoiced including this time, of `whole`; the last part takes the rest to the cent.
    """
    return rounded(amount * part / whole, currency) - before


def discount_amount(
    quantity: Decimal,
    price: Decimal,
    currency: str,
    *,
    discount: Decimal = ZERO,
    discount_rate: Decimal | None = None,
) -> Decimal:
    """What the discount takes off a line, as an amount: the rounded whole less the line's net."""
    net = line_net(quantity, price, currency, discount=discount, discount_rate=discount_rate)
    return rounded(quantity * price, currency) - net
