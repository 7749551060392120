"""The cards that revisions of orders are paid by (X-14, C-47)."""

from collections.abc import Iterable, Mapping
from typing import Any

from custtui.domain.card_payment import CardPayment
from custtui.models.among import among
from custtui.models.order import OrderCard
from custtui.models.prepared import AskedAnew

COLUMNS = ("brand", "last_four", "expires", "reference", "authorized", "until")
CARDS = AskedAnew(
    lambda revisions: OrderCard.select(OrderCard.revision, *(getattr(OrderCard, one) for one in COLUMNS)).where(
        among(OrderCard.revision, revisions)
    )
)


def cards_of(revisions: Iterable[int]) -> dict[int, CardPayment]:
    """Those of revisions that have one."""
    return {revision: CardPayment(*row) for revision, *row in CARDS([*revisions])}


def card_of(revision: int) -> CardPayment | None:
    """That of one."""
    return cards_of([revision]).get(revision)


def card_row(card: CardPayment | None) -> Mapping[str, Any] | None:
    """Its columns."""
    return None if card is None else {name: getattr(card, name) for name in COLUMNS}
