"""What a house is set up with before it sells: its seller, who works there, payment terms, tax rates, reasons …"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from custtui.domain.records.account import BUSINESS, CODE
from custtui.domain.records.fact import Fact, InFiles, Sort
from custtui.domain.records.links import CURRENCY
from custtui.domain.records.place import CITY, COUNTRY, POSTAL_CODE, STATE, STREET
from custtui.domain.text import LONGEST

CODE_OF = Fact(
    "Code",
    "What is typed for it; it never changes",
    CODE,
    Sort.CODE,
    needed=True,
    file=InFiles("code", "NET30", required=True),
)
NAME = Fact("Name", "What people read", needed=True, file=InFiles("name for people", "30 days net", required=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentTermsFields:
    """When an invoice is due, and what is off for who pays earlier; in parts where `instalments` has days (C-37)."""

    code: Annotated[str, CODE_OF]
    name: Annotated[str, NAME]
    days: Annotated[
        int,
        Fact(
            *("Days", "Days from the invoice to its due date", 4, Sort.DAYS),
            file=InFiles("days from the invoice to its due date", "30", required=True),
        ),
    ]
    discount_days: Annotated[
        int,
        Fact(
            *("Discount days", "Days from the invoice in which a discount is given; empty: none", 4, Sort.DAYS),
            file=InFiles("days from the invoice in which a discount is given", "10"),
        ),
    ] = 0
    discount_rate: Annotated[
        Decimal,
        Fact(
            *("Discount", "Percent off for who pays in those days", 8, Sort.RATE),
            file=InFiles("the discount, as a fraction: 0.02 is 2%", "0.02"),
        ),
    ] = Decimal(0)
    instalments: Annotated[
        str,
        Fact(
            *(
                "In parts",
                "Days of equal parts, the first as Days: 30 60 90; empty: whole",
                120,
                Sort.PARTS,
            ),
            file=InFiles("paid in equal parts: days of each, first as `days`", "30 60 90"),
        ),
    ] = ""
    end_of_month: Annotated[
        bool,
        Fact(
            *("End of month", "Y: due on the last day of the month those days lead to", 1, Sort.FLAG),
            file=InFiles("due on the last day of the month the days lead to", "N"),
        ),
    ] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodFields:
    """A way to settle: who pays decides whether it is open (R-01)."""

    code: Annotated[
        str, CODE_OF._replace(sort=Sort.NAMED, longest=LONGEST, file=InFiles("code", "CHECK", required=True))
    ]
    name: Annotated[str, NAME]
    when_sold_to_pays: Annotated[
        bool,
        Fact(
            *("Customer pays", "Y: open when the customer pays for itself", 1, Sort.FLAG),
            file=InFiles("open when the customer pays for itself", "Y"),
        ),
    ] = True
    when_other_pays: Annotated[
        bool,
        Fact(
            *("Another pays", "Y: open when another party pays", 1, Sort.FLAG),
            file=InFiles("open when another party pays", "N"),
        ),
    ] = False
    needs_terms: Annotated[
        bool,
        Fact(
            *("Needs terms", "Y: only for customers with payment terms", 1, Sort.FLAG),
            file=InFiles("only for accounts with payment terms", "N"),
        ),
    ] = False
    active: Annotated[bool, Fact("Active", "N: no longer in use", 1, Sort.FLAG, file=InFiles("in use", "Y"))] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRateFields:
    """The rate of a tax category in a country, or in a part of it, for a time (C-38)."""

    category: Annotated[
        str,
        Fact(
            *("Category", "Tax category of products: standard"),
            needed=True,
            file=InFiles("tax category of products", "standard", required=True),
        ),
    ]
    country: Annotated[str, COUNTRY._replace(needed=True, file=InFiles("country", "US", required=True))]
    state: Annotated[
        str,
        STATE._replace(
            help="Empty: the whole country", longest=LONGEST, file=InFiles("state; blank for the whole country", "NY")
        ),
    ] = ""
    rate: Annotated[
        Decimal,
        Fact("Rate", "In percent: 8.875", 12, Sort.FINE_RATE, file=InFiles("rate", "0.08875", required=True)),
    ]
    first_day: Annotated[
        date,
        Fact(
            *("First day", "The first day it holds", 20, Sort.FIRST_DAY),
            needed=True,
            file=InFiles("first day", "2020-01-01", required=True),
        ),
    ]
    last_day: Annotated[
        date | None,
        Fact(
            *("Last day", "Empty: until further notice", 20, Sort.LAST_DAY),
            file=InFiles("last day; blank: until further notice"),
        ),
    ] = None
    county: Annotated[
        str,
        Fact(
            *("County", "Empty: all; addresses have none, its postal codes tell", 80),
            file=InFiles("county; its postal codes or city say where it is", "Westchester"),
        ),
    ] = ""
    city: Annotated[
        str,
        CITY._replace(help="Empty: all of the state or county", file=InFiles("city; blank: all", "Yonkers")),
    ] = ""
    postal_codes: Annotated[
        str,
        Fact(
            *("Postal codes", "How they begin, with commas between: 105, 106; empty: all", 120),
            file=InFiles("how postal codes begin, with commas between; blank: all", "105, 106"),
        ),
    ] = ""
    component: Annotated[
        str,
        Fact(
            *("Tax", "Its name where several add up: GST, QST; of one name the narrowest holds", 20),
            file=InFiles("name of the tax, where several add up", "QST"),
        ),
    ] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonFields:
    """A coded reason of its kind."""

    kind: Annotated[
        str,
        Fact(
            *("What for", "What it is a reason for"),
            needed=True,
            prompt="kinds of reasons",
            file=InFiles("what for", "discount", required=True),
        ),
    ]
    code: Annotated[str, CODE_OF]
    name: Annotated[str, NAME]


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceListFields:
    """A named list of prices in one currency."""

    code: Annotated[str, CODE_OF]
    name: Annotated[str, NAME]
    currency: Annotated[
        str,
        CURRENCY._replace(
            help="Currency of its prices", file=InFiles("currency of its prices", "USD", required=True)
        ),
    ]
    line_of_business: Annotated[
        str,
        BUSINESS._replace(
            help="Customers of this line of business buy by it; empty: who has it set",
            remembered=False,
            file=InFiles("customers of this line of business buy by it", "Retail"),
        ),
    ] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerFields:
    """The selling organization: one (C-28)."""

    name: Annotated[
        str,
        Fact(
            "Name",
            "As documents print it",
            needed=True,
            file=InFiles("name", "Sunshine Beverages LLC", required=True),
        ),
    ]
    street: Annotated[str, STREET._replace(help="The first lines of the address, ; between")] = ""
    city: Annotated[str, CITY] = ""
    state: Annotated[str, STATE] = ""
    postal_code: Annotated[str, POSTAL_CODE] = ""
    country: Annotated[str, COUNTRY] = "US"
    tax_number: Annotated[
        str,
        Fact("Tax number", "VAT, GST or the like", LONGEST, Sort.NUMBER, file=InFiles("tax number", "13-1234567")),
    ] = ""
    unit_licence: Annotated[
        str,
        Fact(
            "Unit license",
            "Begins every customer code: 3897-5",
            CODE,
            Sort.CODE,
            needed=True,
            file=InFiles("begins every customer code", "3897", required=True),
        ),
    ]
    currency: Annotated[
        str, CURRENCY._replace(help="Currency of the house", file=InFiles("currency of the house", "USD"))
    ] = "USD"
    time_zone: Annotated[
        str,
        Fact(
            "Time zone",
            "Of the counter: America/New_York",
            file=InFiles("time zone of the counter", "America/New_York"),
        ),
    ] = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlFields:
    """A control and its value."""

    name: Annotated[str, Fact("Control", "Its name", needed=True)]
    value: Annotated[str, Fact("Value", "Y or N, a number, percent or a day; see above")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorFields:
    """Somebody who works here."""

    login: Annotated[str, Fact("Login", "The user of the operating system", 64, needed=True)]
    name: Annotated[str, Fact("Name", "As screens and documents say it; empty: the login", 80)] = ""
    role: Annotated[str, Fact("Role", "What he may do: clerk, supervisor, administrator", 20, prompt="roles")] = (
        "clerk"
    )
    active: Annotated[bool, Fact("Active", "N: works here no longer; what was done stays his", 1, Sort.FLAG)] = True
    pin: Annotated[str, Fact("PIN", "Six digits or more, to sign with; empty: as it is", 64)] = ""


RecordValues = Mapping[str, Any]
"""The values of a record by name."""
