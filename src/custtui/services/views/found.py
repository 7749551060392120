"""What a lookup finds: frozen pictures, never rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from custtui.services.views.on_orders import OnOrders


@dataclass(frozen=True, slots=True)
class Hit:
    """A customer found: `reason` tells why where it is not the name ('contact Ann Heath', 'PO 4711')."""

    account_id: int
    code: str
    name: str
    place: str
    reason: str
    open_orders: int
    last_order: date | None
    active: bool


@dataclass(frozen=True, slots=True)
class PaperHit(OnOrders):
    """An order, invoice, credit note or shipment whose number was typed; `orders` are those it belongs to."""

    kind: str
    number: str
    orders: tuple[str, ...]
    account_id: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to one Find text.

    `count` of hits is exact below its cap, then `capped`. `near`: nothing matched, the hits are the names around
    where the text would stand. `exact`: the text is a full code (`hits[0]`). `only_inactive`: nothing active
    matched. `papers`: the text is the number of these. `message` tells of a superseded number and the like.
    `number`: the text is a number and no code, or an order's. `unsure`: the only hit has it only as a piece of
    something else. `next`: the customers whose codes this would be with one digit more, of a server; by their codes.
    """

    hits: tuple[Hit, ...]
    count: int
    capped: bool = False
    near: bool = False
    exact: bool = False
    only_inactive: bool = False
    papers: tuple[PaperHit, ...] = ()
    message: str = ""
    number: bool = False
    unsure: bool = False
    next: Mapping[str, int] = field(default_factory=dict[str, int])

    @property
    def single(self) -> Hit | None:
        """The one customer Enter may act on: the exact code, or the only hit."""
        only = self.exact or (self.count == 1 and not self.capped and not self.unsure)
        return self.hits[0] if self.hits and not self.near and only else None

    @property
    def orderable(self) -> Hit | None:
        """The one customer F7 may start an order for: of a number, only its code is sure enough."""
        return None if self.number else self.single
