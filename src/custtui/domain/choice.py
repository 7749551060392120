"""Rows to choose from, as every F4 list and role window shows them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """A row of a role window or of an F4 list: `key` is handed back when it is chosen."""

    key: str
    label: str
    detail: str = ""
    marked: bool = False


def matches(choice: Choice, find: str) -> bool:
    """Does every word typed occur in the row?"""
    text = f"{choice.label} {choice.detail}".casefold()
    return all(word in text for word in find.casefold().split())


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a list to choose from, and how many rows the list has; `capped`: at least so many.

    `beyond` is said at its end where there are more than can be listed.
    """

    rows: list[Choice]
    count: int
    capped: bool = False
    beyond: str = ""
