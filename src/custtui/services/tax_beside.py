"""Rates of tax beside those that stand: what a form and a file ask (C-38)."""

from collections.abc import Iterator, Mapping
from typing import Any

from custtui.domain.tax import Rate
from custtui.domain.tax_rates import RateKey, beside_others, rate_key, told_together
from custtui.models.operator import TaxRate


def rate_of(values: Mapping[str, Any]) -> Rate:
    """A row of rates, or what is said of one."""
    return Rate(**{name: values[name] for name in Rate.__dataclass_fields__})


def rates_that_stand() -> dict[RateKey, Rate]:
    """All of them; of several of one key the first."""
    rows = [row.__data__ for row in TaxRate.select().order_by(TaxRate.id.desc())]
    return {rate_key(row): rate_of(row) for row in rows}


def rates_over(new: Mapping[RateKey, Rate]) -> Iterator[tuple[RateKey, str]]:
    """Those that cannot stand beside others of their place, each once, and why.

    They come to more than the whole, have a name where another has none, or fit a place as well as another.
    """
    keys, told, all_of = (
        {one: key for key, one in new.items()},
        set[RateKey](),
        {**rates_that_stand(), **new}.values(),
    )
    for held in beside_others(all_of):
        one = next((row for row in held if row in keys), None)
        if one is not None and keys[one] not in told:
            told.add(keys[one])
            yield keys[one], told_together(held, one)
