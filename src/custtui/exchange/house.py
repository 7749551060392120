"""What a file leaves empty is the house's."""

from functools import cache

from custtui.services.customer.checks import seller


@cache
def house() -> tuple[str, str]:
    """The seller's currency and country, read once a file: `house.cache_clear()` before the next one (P-10)."""
    return seller()
