"""Whether mailings may go to a customer or a contact, by post, e-mail and phone: plain data (F-46)."""

from custtui.domain.records.fact import Fact, InFiles, Sort

WHY = "asked us not to; the day comes before it, today's by itself; empty: they may"
LONGEST_REFUSAL = 100
"""Characters of a reason with its day."""


def _refused(by: str, label: str) -> Fact:
    return Fact(
        label,
        f"Why mailings may not go by {by}: {WHY}",
        LONGEST_REFUSAL,
        Sort.REFUSAL,
        file=InFiles(f"why mailings may not go by {by}, its day first; blank: they may", "2026-05-03 moved away"),
    )


NO_POST, NO_EMAIL, NO_PHONE = (
    _refused("post", "No post"),
    _refused("e-mail", "No e-mail"),
    _refused("phone", "No phone"),
)
