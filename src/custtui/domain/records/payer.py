"""Who pays for a customer by default (F-38, R-04)."""

from dataclasses import dataclass
from typing import Annotated

from custtui.domain.records.account import CODE
from custtui.domain.records.fact import Fact, InFiles, Sort
from custtui.domain.records.links import CUSTOMER


@dataclass(frozen=True, slots=True)
class PayerFields:
    """A pair; `kept`: settled while the payer could be one, which it need not be now."""

    customer: Annotated[str, CUSTOMER]
    payer: Annotated[
        str,
        Fact(
            "Payer",
            "Code of the customer who pays",
            CODE,
            Sort.CODE,
            needed=True,
            file=InFiles("code of the customer who pays", "3897-6", required=True),
        ),
    ]
    kept: Annotated[
        bool,
        Fact(
            "Kept",
            "Y: as it was, though the payer may be none now",
            1,
            Sort.FLAG,
            file=InFiles("taken over as it was, though the payer may be none for others now", "N"),
        ),
    ] = False


def itself(customer: str, payer: str) -> str:
    """Why nobody is made his own payer, '' where another one pays."""
    return "no one needs to pay for himself by default" if customer == payer else ""
