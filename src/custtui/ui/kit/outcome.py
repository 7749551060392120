"""What the message line says of a record that was kept, and of what looks odd in it."""

from collections.abc import Sequence

from custtui.domain.errors import Fault


def added(now: Sequence[Fault], before: Sequence[Fault]) -> list[Fault]:
    """What looks odd now and did not before: an old value that was odd all along is not told again."""
    return [one for one in now if one not in before]


def outcome(told: str, odd: Sequence[Fault]) -> str:
    """`Eve saved. Please check: Phone: "555" is not a US phone number (+1)`: the first one, and how many more.

    What is longer than a row goes on in the one above it: neither the name nor the reason is cut.
    """
    if not odd:
        return told
    more = f" (+{len(odd) - 1})" if len(odd) > 1 else ""
    return f"{told}. Please check: {odd[0].text}{more}"
