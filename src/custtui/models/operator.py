"""Who works here, for whom, and what the house is set to."""

from peewee import SQL, BooleanField, Check, IntegerField, TextField

from custtui.models.base import Kept, Row, now
from custtui.models.fields import DayField, RateField, TaxRateField, UtcField


class House(Row):
    """Tells this database from any other, its copies aside: one row, drawn at random when it was made (S-4)."""

    mark = TextField()

    class Meta:
        constraints = [SQL("CHECK (id = 1)")]


class Operator(Kept):
    """A person at the counter; over SSH the operating system's user (login)."""

    login = TextField(unique=True)
    name = TextField()
    role = TextField(constraints=[Check("role IN ('clerk', 'supervisor', 'administrator')")])
    active = BooleanField(default=True)


class OperatorEvent(Row):
    """Whom an operator gave which role, '' where he may no longer work: a chain of its own (S-6, S-7).

    `by` is '' for whom a release found at work when it began to keep this. `hash` covers the event and all before it.
    """

    number = IntegerField(unique=True, constraints=[Check("number > 0")])
    login = TextField()
    name = TextField(default="")
    role = TextField(default="")
    by = TextField(default="")
    at = UtcField(default=now)
    hash = TextField()


class Seller(Kept):
    """The one selling organization (C-28)."""

    name = TextField()
    street = TextField(default="")
    city = TextField(default="")
    state = TextField(default="")
    postal_code = TextField(default="")
    country = TextField(default="US")
    tax_number = TextField(default="")
    unit_licence = TextField()
    currency = TextField(default="USD")
    time_zone = TextField(default="UTC")
    only = IntegerField(default=1, unique=True, constraints=[Check('"only" = 1')])


class Control(Row):
    """A system control value, such as A76."""

    key = TextField(unique=True)
    value = TextField()


class Counter(Row):
    """A number sequence: the last number given out (D-02)."""

    name = TextField(unique=True)
    value = IntegerField(default=0)


class PaymentTerms(Row):
    """When an invoice is due: so many days after its date; and a discount, a fraction, for who pays earlier.

    `end_of_month`: on the last day of the month that is reached so, of each part too (see domain.due).

    `instalments` are the days of each part, `30 60 90`, `days` the first of them; '' where it is due whole.
    """

    code = TextField(unique=True)
    name = TextField()
    days = IntegerField(constraints=[Check("days >= 0")])
    discount_days = IntegerField(default=0, constraints=[Check("discount_days >= 0")])
    discount_rate = RateField(default=0, constraints=[Check("discount_rate >= 0")])
    instalments = TextField(default="")
    end_of_month = BooleanField(default=False)


class PaymentMethod(Row):
    """A way to settle, and for whom it is open: who pays decides (R-01). The table is data (C-08)."""

    code = TextField(unique=True)
    name = TextField()
    when_sold_to_pays = BooleanField(default=True)
    when_other_pays = BooleanField(default=False)
    needs_terms = BooleanField(default=False)
    active = BooleanField(default=True)


class TaxRate(Row):
    """The rate of a tax category in a country, or in a part of it, for a time (days inclusive).

    `postal_codes` are how those of the place begin, with commas between; `component` is the name of one tax of
    several that add up (C-38).
    """

    category = TextField()
    country = TextField()
    state = TextField(default="")
    rate = TaxRateField(constraints=[Check("rate >= 0")])
    first_day = DayField()
    last_day = DayField(null=True)
    county = TextField(default="")
    city = TextField(default="")
    postal_codes = TextField(default="")
    component = TextField(default="")


class Reason(Row):
    """A coded reason: for a price, a discount, a forfeit, an action note."""

    kind = TextField()
    code = TextField()
    name = TextField()

    class Meta:
        indexes = ((("kind", "code"), True),)
