"""Column types that keep what they are given: exact decimals and moments in UTC."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from peewee import BigIntegerField, DateField, Field

from custtui.domain.errors import refuse


@lru_cache(maxsize=50_000)
def scaled(value: Any, places: int) -> int:
    """A decimal as the integer it is kept as. Raises ValueError where it has more places than the column (D-01)."""
    exact = Decimal(value).scaleb(places)
    whole = int(exact)
    if whole != exact:
        raise ValueError(f"{value} has more than {places} decimal places")
    return whole


@cache
def exact_writer(places: int) -> Callable[[Any], int | None]:
    """What writes columns of so many places (see `scaled`); NULL stays NULL."""
    return lru_cache(maxsize=5_000)(lambda value: None if value is None else scaled(value, places))


@cache
def exact_reader(places: int) -> Callable[[Any], Decimal | None]:
    """What reads columns of so many places: the same amounts come again and again."""
    return lru_cache(maxsize=5_000)(lambda value: None if value is None else Decimal(value).scaleb(-places))


def utc_text(moment: datetime) -> str:
    """An aware moment as it is stored: ISO text in UTC to the microsecond (D-03)."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class ExactField(BigIntegerField):
    """A Decimal with a fixed number of places, kept as a scaled integer (D-01).

    Raises ValueError for a value with more places than the column has: rounding is a rule, and rules stand in
    the domain.
    """

    def __init__(self, places: int, **options: Any) -> None:
        self.places = places
        self.unit = Decimal(1).scaleb(-places)
        self.read, self.write = exact_reader(places), exact_writer(places)
        super().__init__(**options)

    def db_value(self, value: Any) -> int | None:
        return self.write(value)

    def python_value(self, value: Any) -> Decimal | None:
        return self.read(value)


def MoneyField(**options: Any) -> ExactField:
    """An amount, already rounded to its currency's minor unit; three places hold every currency in use."""
    return ExactField(3, **options)


def PriceField(**options: Any) -> ExactField:
    """A price of one unit, to 10⁻⁴."""
    return ExactField(4, **options)


def QuantityField(**options: Any) -> ExactField:
    """A quantity in the product's unit, to 10⁻³."""
    return ExactField(3, **options)


def RateField(**options: Any) -> ExactField:
    """A discount or a tolerance as a fraction of one (19 % is 0.1900), to 10⁻⁴."""
    return ExactField(4, **options)


def sealed_rate(kept: int) -> int | str:
    """A rate of tax as it is kept, at 10⁻⁶, as a seal is made over it (see `TaxRateField.sealed`)."""
    coarse, rest = divmod(kept, 100)
    return f"{kept}e-6" if rest else coarse


class TaxRateField(ExactField):
    """A rate of tax as a fraction of one, to 10⁻⁶: 6.625 % is 0.066250 (D-01)."""

    def __init__(self, **options: Any) -> None:
        super().__init__(6, **options)

    def sealed(self, value: Any) -> int | str | None:
        """What a seal is made over: the integer at 10⁻⁴, as before rates had six places; a finer rate as text.

        As text, since the integer of a finer one is also that of another rate at 10⁻⁴.
        """
        return None if value is None else sealed_rate(scaled(value, self.places))


class UtcField(Field):
    """An aware moment, kept as ISO text in UTC to the microsecond: sorts as time in both databases (D-03)."""

    field_type = "TEXT"

    def db_value(self, value: Any) -> str | None:
        if value is None or isinstance(value, str):
            return value
        if value.tzinfo is None:
            raise ValueError(f"{self.name}: a moment needs its time zone")
        return utc_text(value)

    def python_value(self, value: Any) -> datetime | None:
        return _stored(self, value, datetime.fromisoformat, "moment") if isinstance(value, str) else value


class DayField(DateField):
    """A day. SQLite keeps it as text, always written by this program: Peewee's own reader tries formats, slowly, and
    lets pass what is none."""

    def python_value(self, value: Any) -> date | None:
        return _stored(self, value, date.fromisoformat, "day") if isinstance(value, str) else value


def _stored(field: Any, text: str, read: Callable[[str], Any], what: str) -> Any:
    """Text of a column, read. Raises Refused where others than this program wrote it, in one line for people."""
    try:
        return read(text)
    except ValueError as error:
        place = f"{field.model._meta.table_name}.{field.column_name}"  # pyright: ignore[reportPrivateUsage]
        told = f"The database holds {text[:40]!r} in {place}{_row(field, text)}, which is not a {what}"
        raise refuse("stored", f"{told}: custtui check names the row") from error


def _row(field: Any, text: str) -> str:
    """`, row 3`: which one it is, by its id; '' where that cannot be told."""
    try:
        found = field.model.select(field.model._meta.primary_key).where(field == text).tuples().first()  # pyright: ignore[reportPrivateUsage]
    except Exception:  # what is told is worth more than its number
        found = None
    return f", row {found[0]}" if found else ""
