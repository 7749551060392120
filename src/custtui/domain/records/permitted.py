"""Whether mailings may go to a customer or a contact, by post, e-mail and phone: plain data (F-46)."""

from custtui.domain.records.fact import Fact, InFiles, Sort

LONGEST_REFUSAL = 100
"""Characters of a reason."""
SINCE = "_since"
"""Ends the name of the day of a refusal, behind that of its reason."""


def _refused(by: str, label: str, short: str) -> tuple[Fact, Fact]:
    """The reason, and the day."""
    why = Fact(
        label,
        f"Why mailings may not go by {by}: asked us not to; empty: they may",
        LONGEST_REFUSAL,
        Sort.REFUSAL,
        file=InFiles(f"why mailings may not go by {by}; its day may come before it; blank: they may", "moved away"),
    )
    day = Fact(
        f"{label} since",
        f"The day mailings by {by} were refused; empty: today",
        11,
        Sort.SINCE,
        short=short,
        file=InFiles(f"day mailings by {by} were refused; blank: today", "2026-05-03"),
    )
    return why, day


NO_POST, NO_POST_SINCE = _refused("post", "No post", "Post since")
NO_EMAIL, NO_EMAIL_SINCE = _refused("e-mail", "No e-mail", "Mail since")
NO_PHONE, NO_PHONE_SINCE = _refused("phone", "No phone", "Phone since")
