"""Rates of tax beside one another: which are one, and what those of one place come to together (C-38)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from custtui.domain.address import Address
from custtui.domain.days import includes
from custtui.domain.numbers import plain
from custtui.domain.postal import state_code
from custtui.domain.tax import Rate, category_of, prefixes, rows_for, total_rate

RateKey = tuple[str, ...]
"""What tells a rate from every other."""
WHOLE = Decimal(1)


def rate_key(one: Mapping[str, Any]) -> RateKey:
    """One rate, however its category, its place and its name are spelled: capitals and blanks do not count."""
    country = one["country"].strip().upper()
    place = state_code(country, one["state"]), category_of(one["county"]), category_of(one["city"])
    codes, component = ", ".join(prefixes(one["postal_codes"])), category_of(one["component"])
    return category_of(one["category"]), country, *place, codes, component, f"{one['first_day']}"


def over_whole(rates: Iterable[Rate]) -> Iterator[Sequence[Rate]]:
    """Rates that hold together where one of them does, from a first day on, and come to more than 100 %."""
    groups = dict[tuple[str, str], list[Rate]]()
    for one in rates:
        groups.setdefault((category_of(one.category), one.country), []).append(one)
    for group in groups.values():
        most = dict[str, Decimal]()
        for one in group:
            name = one.component.casefold()
            most[name] = max(most.get(name, one.rate), one.rate)
        if sum(most.values()) > WHOLE:  # else no place of it can
            yield from filter(None, (_over(group, one) for one in group))


def _over(group: Sequence[Rate], place: Rate) -> Sequence[Rate]:
    begins = next(iter(prefixes(place.postal_codes)), "")
    there = Address("", place.city, place.state, begins, place.country)
    for day in sorted({one.first_day for one in group if _within(place, one.first_day)}):
        held = rows_for(group, place.category, there, day)
        if place in held and total_rate(held) > WHOLE:
            return held
    return ()


def beside_others(rates: Collection[Rate]) -> Iterator[Sequence[Rate]]:
    """Rates that cannot stand beside one another: the first of them is told why by `told_together`."""
    yield from over_whole(rates)
    yield from unnamed_beside(rates)
    yield from alike(rates)


def unnamed_beside(rates: Iterable[Rate]) -> Iterator[Sequence[Rate]]:
    """Rates of one place where one has no name and others have, that hold on some day together: all were charged."""
    groups = dict[RateKey, list[Rate]]()
    for one in rates:
        for place in _places(one):
            groups.setdefault(place, []).append(one)
    for group in groups.values():
        named = [one for one in group if one.component]
        for one in (one for one in group if not one.component):
            yield from ([one, other] for other in named if _together(one, other))


def alike(rates: Iterable[Rate]) -> Iterator[Sequence[Rate]]:
    """Rates of one tax that fit some place equally well from one day on: which of them held was left to chance."""
    first = dict[tuple[RateKey, str, date], Rate]()
    for one in rates:
        for place in _places(one):
            other = first.setdefault((place, category_of(one.component), one.first_day), one)
            if other is not one:
                yield [one, other]


def _places(one: Rate) -> Iterator[RateKey]:
    """Where a rate fits, each beginning of a postal code by itself; two that have one there are equally narrow.

    Of counties it counts whether there is one: addresses have none.
    """
    category, country, state, county, city, *_ = rate_key(asdict(one))
    for begins in prefixes(one.postal_codes) or ("",):
        yield category, country, state, "county" if county else "", city, begins


def _together(one: Rate, other: Rate) -> bool:
    return _within(one, other.first_day) or _within(other, one.first_day)


def told_together(held: Sequence[Rate], one: Rate) -> str:
    """Why a rate cannot be beside others of its place: see `beside_others`."""
    other = next((row for row in held if row is not one), one)
    if other is not one and category_of(other.component) == category_of(one.component):
        return told_alike(one, other)
    if total_rate(held) > WHOLE:
        return told_over(held, one)
    return (
        f"beside {other.component or 'the tax without a name'} {plain(other.rate * 100)}% of the same place"
        " both are charged: end that one, or name both"
    )


def told_alike(one: Rate, other: Rate) -> str:
    """Why a rate cannot be beside another that is no wider: `fits 10 as well as 4% does: neither is narrower`."""
    codes = prefixes(other.postal_codes)
    shared = next((begins for begins in prefixes(one.postal_codes) if begins in codes), "")
    place = shared or one.city or one.state or one.country
    return f"fits {place} as well as {plain(other.rate * 100)}% does: neither is narrower"


def _within(place: Rate, day: date) -> bool:
    return includes(place.first_day, place.last_day, day)


def told_over(held: Iterable[Rate], one: Rate) -> str:
    """Why a rate cannot be beside others: `with GST 50% it comes to 110%`."""
    told = [*held]
    others = " and ".join(f"{row.component or 'tax'} {plain(row.rate * 100)}%" for row in told if row is not one)
    beside = f"with {others} it comes to" if others else "it is"
    return f"{beside} {plain(total_rate(told) * 100)}%, more than the whole"
