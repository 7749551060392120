"""Goods leave: quantities of an order's open lines are shipped (F-66), or given up by the customer (F-69)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from custtui.domain.choice import Choice
from custtui.domain.coded import no_reason
from custtui.domain.errors import Confirm, Fault, refuse
from custtui.domain.numbers import grouped
from custtui.domain.paper import place_parts
from custtui.services import fulfilment, notices, orders
from custtui.services.at_once import at_once
from custtui.services.fulfilment.parcels import Parcel
from custtui.services.lists import coded
from custtui.services.views import ShippingView
from custtui.ui.fulfilment.movable import movable, place_of, to_ship
from custtui.ui.fulfilment.quantity_form import FILL, NOTHING_LEFT, QuantityForm
from custtui.ui.fulfilment.quantity_lines import NOW, OrderPicture, said, still_open
from custtui.ui.fulfilment.shipping_along import Along
from custtui.ui.fulfilment.tasks import of_ship
from custtui.ui.fulfilment.tolerances import Tolerances
from custtui.ui.kit import keys
from custtui.ui.kit.facts import FactRow
from custtui.ui.kit.field import Field
from custtui.ui.kit.prompt import Provider, matching
from custtui.ui.kit.table import CODE, Column

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk


COLUMNS = (
    Column("position", "Pos", 3, 3, right=True),
    Column("code", "Item", 7, 10, style="strong", whole=CODE),
    Column("description", "Description", 14, 0, share=1, spare=5),
    Column("ordered", "Ordered", 7, 7, right=True, spare=2),
    Column("shipped", "Shipped", 7, 7, right=True, spare=3),
    Column("forfeited", "Closed", 7, 7, right=True, spare=4),
    Column("open", "Open", 6, 6, right=True, style="strong"),
    Column(NOW, "", 8, 8, whole=11),
)


class OpenLinesForm(QuantityForm):
    """The open lines of an order under the places they go to."""

    NOW = ""
    """The head of the fields."""

    def __init__(self, desk: Desk, number: str) -> None:
        super().__init__(desk, number)
        self.stands: ShippingView | None = None

    @property
    def columns(self) -> tuple[Column, ...]:
        return (*COLUMNS[:-1], replace(COLUMNS[-1], head=self.NOW))

    async def read(self) -> OrderPicture:
        one = self.stands = await self.ask_of(fulfilment.shipping)
        lines = [line for line in one.lines if line.open > 0]
        if one.why_not or not lines:
            raise refuse(NOTHING_LEFT, one.why_not or f"Nothing of {one.number} is open")
        places = sorted({line.ship_to for line in lines})
        facts: list[FactRow] = [("Sold to", [f"{one.account_code} {one.customer}"], "strong")]
        if len(places) == 1:
            facts.append(("Ship to", place_parts(one.ship_tos[places[0]]), "text"))
        to = one.ship_tos if len(places) > 1 else ()
        found = [movable(line, to) for line in sorted(lines, key=place_of)]
        return OrderPicture(facts, [("Ship to", place_parts(place), "text") for place in to], found)

    @keys.action("A", "Fill in everything that is open")
    async def do_fill_all(self) -> None:
        await super().do_fill_all()


class ShipScreen(OpenLinesForm):
    """What goes out now: a quantity a line, and how it travels."""

    NOW = "Ship now"
    FIELD_HELP = f"How many go out now; empty: none of this line. {FILL}: all that is open"
    TASKS = of_ship

    def __init__(self, desk: Desk, number: str) -> None:
        super().__init__(desk, number)
        help_text = "How it travels: carrier, own truck; stands on the packing slip"
        self.via = Field("via", "Via", 31, longest=80, help=help_text)
        self.along, self.within = Along(desk), Tolerances(self)

    @property
    def title(self) -> str:
        return f"Ship {self.number}"

    async def read(self) -> OrderPicture:
        picture = await super().read()
        picture.lines = [to_ship(line) for line in picture.lines]
        if self.stands:
            picture = await self.along.joined(self.stands, picture)
        if self.stands and not self.via.changed:
            self.via.set(self.stands.ship_via)
        self.further = [self.via, *self.within.asked(picture)]
        return picture

    def missing(self) -> list[Fault]:
        return self.within.faults()

    def provider(self, field: Field) -> Provider | None:
        return self.within.provider(field)

    async def move(self, quantities: dict[int, Decimal], confirmed: frozenset[str]) -> str:
        """Book it: `Shipped 40 of 100 ITEM1, shipment SH-12; 60 open`."""
        assert self.stands is not None
        if any(self.typed_quantities(one)[0] for one in self.orders):
            return await self._move_together(self.stands, quantities, confirmed)
        who, via = self.desk.session.who, self.value("via")
        before = {line.position: line.forfeited for line in self.stands.lines}
        raised = await self.within.raised()
        made = await self.desk.ask(
            *(fulfilment.ship, who, self.number, self.stands.revision, quantities),
            via=via,
            last=self.within.last,
            seen=self.stands,
            confirmed=confirmed,
        )
        order, queued = await self.desk.ask(
            at_once, partial(orders.order, self.number), partial(notices.queued, self.number, made)
        )
        self.was_read(order)
        papers = f"shipment{'' if len(made) == 1 else 's'} {', '.join(made)}"
        given_up = sum(line.forfeited - before.get(line.position, line.forfeited) for line in order.lines)
        rest = f"; {grouped(Decimal(given_up))} closed short as within tolerance" if given_up else ""
        told = f"; e-mail queued for {', '.join(queued)}" if queued else ""
        more = "".join(f"; {one}" for one in raised)
        return f"{said('Shipped', quantities, order)}, {papers}{more}{rest}; {still_open(quantities, order)}{told}"

    async def _move_together(
        self, stands: ShippingView, quantities: dict[int, Decimal], confirmed: frozenset[str]
    ) -> str:
        others = ((one, self.typed_quantities(one.number)[0]) for one in self.along.views)
        parcels = [Parcel(one.number, one.revision, asked, one) for one, asked in ((stands, quantities), *others)]
        raised = await self.within.raised()
        told = await self.along.ship(parcels, self.value("via"), confirmed, last=self.within.last)
        return "; ".join((told, *raised))

    def told(self) -> list[FactRow]:
        return [*self.within.told(), *self.along.told(keys.name(self.do_along))]

    async def settle(self) -> None:
        """Which other orders go there too is looked up behind the typing."""
        await super().settle()
        if self.stands:
            await self.along.look(self.stands)
            await self.within.look()

    @keys.key(
        "f8", "Orders", "Other orders of this customer to this ship-to: ship them along, or not after all", bar=5
    )
    async def do_along(self) -> None:
        """F8: their lines below, or away again; what is typed of this order stays."""
        if self.stands:
            await self.along.turn(self.stands)
            await self.reread()

    @keys.key("f9", "Ship", "Check everything and book the shipment, one for each ship-to", bar=2)
    async def do_keep(self) -> None:
        await super().do_keep()

    @keys.action("A", "Fill in everything that is open")
    async def do_fill_all(self) -> None:
        await super().do_fill_all()

    @keys.action("F", "Close short: what is open will not be shipped")
    async def do_forfeit(self) -> None:
        """F10 F: the customer gives up what is open."""
        await self.desk.open(ForfeitScreen(self.desk, self.number))


class ForfeitScreen(OpenLinesForm):
    """What the customer gives up: a quantity a line, and why; it can never be shipped afterwards (R-32)."""

    NOW = "Close"
    ACT, DOES = "forfeit", "closes it short"
    FIELD_HELP = f"How many are closed short; empty: none of this line. {FILL}: all that is open"

    def __init__(self, desk: Desk, number: str) -> None:
        super().__init__(desk, number)
        help_text = "Why it is closed short; stands in the history"
        self.further = [Field("reason", "Reason", 31, prompt="forfeit", help=help_text, needed=True)]
        self.reasons: list[Choice] = []

    @property
    def title(self) -> str:
        return f"Close short {self.number}"

    def missing(self) -> list[Fault]:
        why = no_reason(self.value("reason"), [one.key for one in self.reasons], "closed short")
        return (
            [Fault("missing" if not self.value("reason").strip() else "reason", "reason", why, listed=True)]
            if why
            else []
        )

    async def read(self) -> OrderPicture:
        self.reasons = await self.desk.ask(coded.coded, coded.FORFEIT)
        return await super().read()

    def provider(self, field: Field) -> Provider | None:
        async def listed(find: str) -> list[Choice]:
            return matching(self.reasons, find)

        return listed if field.name == "reason" else None

    async def move(self, quantities: dict[int, Decimal], confirmed: frozenset[str]) -> str:
        """Asks first: `Closed short: 60 of 100 ITEM1; the order is finished`."""
        assert self.stands is not None
        if "forfeit" not in confirmed:
            raise Confirm("forfeit", f"Close short: {self._named(quantities)} will not be shipped?")
        who, reason = self.desk.session.who, self.value("reason")
        stands = self.stands
        forfeit = fulfilment.forfeit
        await self.desk.ask(forfeit, who, self.number, stands.revision, quantities, reason, seen=stands)
        order = await self.desk.ask(orders.order, self.number)
        self.was_read(order)
        return f"{said('Closed short:', quantities, order)}; {still_open(quantities, order)}"

    @keys.key("f9", "Close", "Check everything, ask, and close the quantities typed short", bar=2)
    async def do_keep(self) -> None:
        await super().do_keep()

    def _named(self, quantities: dict[int, Decimal]) -> str:
        """`60 ITEM1, 5 ITEM2`; many are counted."""
        codes = {line.position: line.stands.code for line in self.picture.lines}
        if len(quantities) > 2:
            return f"{len(quantities)} lines"
        return ", ".join(f"{grouped(quantity)} {codes[position]}" for position, quantity in quantities.items())
