"""Charges that were billed while a change of them waited: they came with the first invoice (C-26, C-41)."""

from typing import Any

from custtui.domain.errors import refuse
from custtui.services.order_entry.charges import are_billed
from custtui.services.orders.money import Billed, billed, charges_of


def check_charges(revision: Any) -> None:
    """Raises Refused where the revision says other charges than the one it replaces, of which some were billed."""
    before = revision.replaces_id
    if before is None:
        return
    said = charges_of([before, revision.id])
    if said.get(before, ()) == said.get(revision.id, ()):
        return
    if are_billed(billed([revision.order_id]).get(revision.order_id, Billed())):
        raise refuse("charges", "The charges that it changes were billed meanwhile: decline it, and change the rest")
