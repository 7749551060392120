"""Money received from a customer that settles no invoice yet (C-35)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from custtui.domain.records.account import CODE
from custtui.domain.records.fact import Fact, InFiles, Sort
from custtui.domain.records.links import CURRENCY, CUSTOMER


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
    method: Annotated[
        str,
        Fact(
            "Method",
            "How it was paid",
            CODE,
            Sort.NAMED,
            prompt="methods",
            file=InFiles("code of the payment method", "CHECK"),
        ),
    ] = ""
    reference: Annotated[
        str, Fact("Reference", "Number of the cheque, of the transfer", file=InFiles("its reference", "4711"))
    ] = ""
