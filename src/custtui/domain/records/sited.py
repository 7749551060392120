"""What is said of a site in words beside its address: plain data that the lookup needs at the start."""

from dataclasses import dataclass
from typing import Annotated

from custtui.domain.records.fact import Fact, InFiles, Owner, fields_of

ALIAS = Fact("Alias", "What the delivery site is called. Required", owner=Owner.SITE, needed=True)
ATTENTION = Fact(
    "Attention",
    "Who receives there: goes below the name",
    80,
    owner=Owner.SITE,
    file=InFiles("attention"),
    found="attention",
)


@dataclass(frozen=True, slots=True)
class SiteTexts:
    """What a site has as text, whether it was typed, stands in a file or is written down."""

    alias: Annotated[str, ALIAS._replace(file=InFiles("alias", "HJ Warehouse"), found="site")] = ""
    attention: Annotated[str, ATTENTION] = ""


FOUND_AT = {name: field.found for name, field in fields_of(SiteTexts).items() if field.found}
"""Texts of a site that customers are found by, and what the lookup calls them (X-01)."""
