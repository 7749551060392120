"""Money received from a customer that settles no invoice yet (C-35)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from custtui.domain.records.account import CODE
from custtui.domain.records.fact import Fact, InFiles, Sort
from custtui.domain.records.links import CURRENCY, CUSTOMER

METHOD = Fact(
    "Method",
    "How it was paid",
    CODE,
    Sort.NAMED,
    prompt="methods",
    file=InFiles("code of the payment method", "CHECK"),
)
REFERENCE = Fact(
    "Reference",
    "Number of the check, of the transfer; of a card its brand, last four digits, authorization",
    file=InFiles("its reference", "4711"),
)


@dataclass(frozen=True, slots=True)
class ReceivedFields:
    """What of a payment is not allocated; what is goes with its order. `currency` '' is the customer's."""

    customer: Annotated[str, CUSTOMER]
    day: Annotated[
        date,
        Fact("Day", "When it came", 10, Sort.DAY, file=InFiles("day it came in", "2026-05-31", required=True)),
    ]
    amount: Annotated[
        Decimal,
        Fact(
            "Amount",
            "What of it settles no invoice",
            20,
            Sort.AMOUNT,
            file=InFiles("what of it settles no invoice", "20.00", required=True),
        ),
    ]
    currency: Annotated[str, CURRENCY._replace(file=InFiles("currency; blank: the customer's", "USD"))] = ""
    method: Annotated[str, METHOD] = ""
    reference: Annotated[str, REFERENCE] = ""


@dataclass(frozen=True, slots=True)
class PaymentFields:
    """A payment as it is keyed; what of it goes to which invoice is said beside it."""

    amount: Annotated[str, Fact("Amount", "What came in; empty: what is left of before is used", 20, Sort.AMOUNT)] = (
        ""
    )
    method: Annotated[str, METHOD] = ""
    reference: Annotated[str, REFERENCE] = ""
    day: Annotated[str, Fact("Came in on", "Its value date; empty: today", 20, Sort.PAST_DAY)] = ""
