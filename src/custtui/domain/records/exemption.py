"""A tax exemption of a customer, everywhere or in one state, with certificate and expiry (F-20, R-35)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from custtui.domain.records.fact import Fact, InFiles, Sort
from custtui.domain.text import is_blank

EVERYWHERE = "*"


@dataclass(frozen=True, slots=True)
class ExemptionFields:
    """An exemption as typed; state `*` is everywhere (the customer level). All blank is no exemption."""

    state: Annotated[
        str,
        Fact(
            "State",
            "State, or * for everywhere; all four blank: none",
            40,
            file=InFiles("state; * means every state", "NY", required=True),
        ),
    ] = ""
    certificate: Annotated[
        str,
        Fact(
            "Certificate",
            "The number of the certificate",
            80,
            Sort.NUMBER,
            file=InFiles("number of the certificate", "EX-4711"),
        ),
    ] = ""
    first_day: Annotated[
        str,
        Fact(
            "Valid from",
            "The first day: 1 Jan, 2026-01-01; empty: from ever",
            20,
            Sort.PAST_DAY,
            file=InFiles("first day; blank: for ever", "2026-01-01"),
        ),
    ] = ""
    last_day: Annotated[
        str,
        Fact(
            "Valid to",
            "The last day; empty: for ever",
            20,
            Sort.LAST_DAY,
            file=InFiles("last day, when the certificate expires; blank: never", "2026-12-31"),
        ),
    ] = ""

    @property
    def is_empty(self) -> bool:
        """Nothing was typed."""
        return all(is_blank(text) for text in (self.state, self.certificate, self.first_day, self.last_day))


def exemptions_text(exemptions: Iterable[ExemptionFields]) -> str:
    """`* EX-1 to 2030-12-31, NY`."""
    texts = (
        " ".join(
            filter(
                None,
                (
                    one.state,
                    one.certificate,
                    one.first_day and f"from {one.first_day}",
                    one.last_day and f"to {one.last_day}",
                ),
            )
        )
        for one in exemptions
    )
    return ", ".join(texts)
