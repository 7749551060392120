"""E-mail addresses: one normal form, and what is wrong with one that is none."""

import re

_PLAIN = re.compile(
    r"[A-Za-z0-9_]+([.+-][A-Za-z0-9_]+)*@([A-Za-z0-9]{1,30}(-[A-Za-z0-9]{1,30})?\.)+[A-Za-z]{2,24}", re.ASCII
)
"""Addresses that are well-formed for certain; only of all others the library is asked (120 µs each, P-10)."""

_RESERVED = (".arpa", ".invalid", ".local", ".localhost", ".onion", ".test")


def normal(text: str) -> str:
    """The form for search: trimmed, in lower case."""
    return text.strip().casefold()


def problem(text: str) -> str:
    """Why this is not an e-mail address, '' if it is one. Nothing is asked of the network.

    Reserved domains (`example.com`, `.test`) pass: demo data lives there.
    """
    if len(text) <= 64 and _PLAIN.fullmatch(text) and not text.lower().endswith(_RESERVED):
        return ""
    import email_validator

    try:
        email_validator.validate_email(text, check_deliverability=False, test_environment=True)
    except email_validator.EmailNotValidError as fault:
        return f'"{text}" is not an e-mail address: {_first_sentence(str(fault))}'
    return ""


def _first_sentence(text: str) -> str:
    """The library's reason, in our spelling and within a sentence."""
    first = text.split(". ")[0].rstrip(".").replace("email address", "e-mail address")
    return f"{first[:1].lower()}{first[1:]}"
