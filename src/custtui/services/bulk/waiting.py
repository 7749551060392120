"""Why an order that comes in waiting waits: it is kept as it was, and shows what it waits for (X-08, X-09)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from custtui.domain.acceptance import IMPORTED, Reason, Standing, reasons
from custtui.domain.payment import AT_ONCE
from custtui.services.accounts import account_of
from custtui.services.clock import today
from custtui.services.order_entry.terms import standing_of
from custtui.services.payer_credit import credits_of


class Waiting:
    """What is known of who orders and who pays, read once each, as it stands before anything of a file is written."""

    def __init__(self) -> None:
        self.standings = dict[tuple[int, int, str], Standing]()

    def holds(self, order: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        """Code and text of each for the columns of a revision: that it came in waiting, every reason of the rules."""
        key = (order["sold_to"], order["bill_to"], order["currency"])
        if key not in self.standings:
            sold_to, payer = account_of(order["sold_to"]), account_of(order["bill_to"])
            self.standings[key] = standing_of(sold_to, payer, credits_of(payer), today(), order["currency"])
        standing = replace(self.standings[key], at_once=order["payment_method"] in AT_ONCE)
        found: list[Reason] = [IMPORTED, *reasons(order["gross"], standing)]
        return tuple((one.code, one.text) for one in found)
