"""What is shared by the accounts of a party is so once, and of none of their sites (F-48)."""

from custtui.models.guard import new_or_changed

_ANSWERED = (
    "NEW.shared AND EXISTS (SELECT 1 FROM profile_answer x JOIN customer_account a ON a.id = x.account_id"
    " JOIN customer_account b ON b.party_id = a.party_id WHERE b.id = NEW.account_id AND x.shared"
    " AND x.category_id = NEW.category_id AND x.id <> NEW.id)"
)

RULES_OF_PEOPLE = (
    *new_or_changed(
        "contact",
        "shared",
        "NEW.shared AND NEW.site_id IS NOT NULL",
        "A contact of all accounts of a party acts at none of their sites (F-48)",
        *("shared", "site_id"),
    ),
    *new_or_changed(
        "profile_answer",
        "shared",
        _ANSWERED,
        "The accounts of a party share one answer to a question (F-48)",
        *("shared", "account_id", "category_id"),
    ),
)
"""Refusals with a condition of their own."""
