"""Goods come back: quantities of an order's shipped lines, with a reason and their condition (C-31)."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from custtui.domain.calling_off import OUR_FAULT
from custtui.domain.choice import Choice
from custtui.domain.coded import completed, no_reason
from custtui.domain.errors import Fault, refuse
from custtui.domain.fulfilment import BILLED_FIRST, CONDITIONS, OPEN_FIRST, TAKES_FIRST, Position
from custtui.domain.numbers import grouped
from custtui.domain.order import Quantities, credited_of
from custtui.domain.who import Act
from custtui.services import fulfilment, orders
from custtui.services.fulfilment.returns import condition_fault, first_fault
from custtui.services.lists import coded
from custtui.services.views import ReturnableLine, ReturnsView
from custtui.ui.fulfilment.crediting import CreditNoteForm
from custtui.ui.fulfilment.quantity_form import FILL, NOTHING_LEFT, QuantityForm
from custtui.ui.fulfilment.quantity_lines import NOW, Movable, OrderPicture, said
from custtui.ui.fulfilment.tasks import of_return
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.facts import FactRow
from custtui.ui.kit.field import Field
from custtui.ui.kit.message_line import AnswerAct
from custtui.ui.kit.prompt import Provider, listing
from custtui.ui.kit.table import CODE, Column

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk
    from custtui.ui.kit.view import View

COLUMNS = (
    Column("position", "Pos", 3, 3, right=True),
    Column("code", "Item", 7, 9, style="strong", whole=CODE),
    Column("description", "Description", 14, 0, share=1, spare=5),
    Column("shipped", "Shipped", 7, 7, right=True, spare=2),
    Column("returned", "Returned", 8, 8, right=True, spare=3),
    Column("uninvoiced", "To bill", 7, 7, right=True, spare=4),
    Column(NOW, "Back now", 8, 8, whole=11),
)
FIRST_HELP = "What it is taken from first: OPEN, not invoiced yet, or INVOICED: its credit note comes up next"


def goods_back(desk: Desk, number: str, *, position: int | None = None, credit: bool = False) -> View:
    """What comes back of an order, the cursor at a line; or what of it is to credit."""
    return CreditNoteForm(desk, number) if credit else ReturnScreen(desk, number, position)


class ReturnScreen(QuantityForm):
    """What comes back now: a quantity a line, why, and whether it can be sold again."""

    ACT, DOES = "return", "books it"
    FIELD_HELP = f"How many came back; empty: none of this line. {FILL}: all that is with the customer"
    TASKS = of_return

    def __init__(self, desk: Desk, number: str, position: int | None = None) -> None:
        super().__init__(desk, number)
        self.stands: ReturnsView | None = None
        self.position = position
        self.reasons: list[Choice] = []
        why = f"Why it came back. {', '.join(OUR_FAULT)}: our fault, it can be called off its contract again"
        condition = Field("condition", "Goods", 14, prompt="conditions", help="Sellable again, or scrap")
        self.further = [Field("reason", "Reason", 31, prompt=coded.RETURN, help=why, needed=True), condition]
        self.choice = Field("first", "First", 14, prompt="first", help=FIRST_HELP)
        """It stands where there is a choice: of a line in part invoiced."""
        condition.set("SELLABLE")  # nobody typed it: leaving asks nothing
        self.choice.set(OPEN_FIRST)
        self.credits_next = False

    @property
    def title(self) -> str:
        return f"Return of {self.number}"

    @property
    def columns(self) -> tuple[Column, ...]:
        return COLUMNS

    async def opened(self) -> None:
        await super().opened()
        if self.position is not None and any(line.position == self.position for line in self.picture.lines):
            self.go(f"quantity:{self.position}")
        self.position = None

    async def read(self) -> OrderPicture:
        one, self.reasons = await self.ask_with(fulfilment.returns, partial(coded.coded, coded.RETURN))
        self.stands = one
        lines = [line for line in one.lines if line.left > 0]
        self._offer(any(line.chooses for line in lines))
        if one.why_not or not lines:
            raise refuse(NOTHING_LEFT, one.why_not)
        facts: list[FactRow] = [("Sold to", [f"{one.account_code} {one.customer}"], "strong")]
        return OrderPicture(facts, (), [_movable(line) for line in lines])

    def _offer(self, chooses: bool) -> None:
        """The choice stands where there is one, and stays where something else is typed."""
        further = [field for field in self.further if field is not self.choice]
        self.further = [*further, self.choice] if chooses or self.choice.changed else further

    def missing(self) -> list[Fault]:
        why = no_reason(self.value("reason"), [one.key for one in self.reasons], "returned")
        first = self.choice.value.strip()
        wrong = first_fault(first) if first else ""
        told = (("reason", why), ("condition", condition_fault(self.value("condition"))))
        found = [
            Fault(name if self.value(name).strip() else "missing", name, text, listed=True)
            for name, text in told
            if text
        ]
        return [*found, *([Fault("first", "first", wrong, listed=True)] if wrong else [])]

    def told(self) -> list[FactRow]:
        """What of it is no longer billable, and what is to credit, as it is typed."""
        quantities = self.typed_quantities()[0]
        credit = sum(self._to_credit(quantities).values(), Decimal(0))
        less = sum(quantities.values(), Decimal(0)) - credit
        parts = [f"{grouped(less)} no longer to bill"] * bool(less)
        parts += [f"{grouped(credit)} to credit{', next' if self._billed_first else ''}"] * bool(credit)
        return [("Then", parts, "strong")] if parts else []

    def _to_credit(self, quantities: dict[int, Decimal]) -> dict[int, Decimal]:
        if self.stands is None:
            return {}
        stood, first = self.stands.stood, self._billed_first
        return {at: credited_of(stood[at], one, billed_first=first) for at, one in quantities.items() if at in stood}

    @property
    def _takes_first(self) -> str:
        return completed(self.choice.value, TAKES_FIRST) or OPEN_FIRST

    @property
    def _billed_first(self) -> bool:
        return self._takes_first == BILLED_FIRST

    def provider(self, field: Field) -> Provider | None:
        conditions = [Choice(code, code, text) for code, text in CONDITIONS.items()]
        takes = [Choice(code, code, text) for code, text in TAKES_FIRST.items()]
        choices = {"reason": self.reasons, "condition": conditions, "first": takes}.get(field.name)
        return listing(choices)

    async def move(self, quantities: dict[int, Decimal], confirmed: frozenset[str]) -> str:
        """Book it: `Returned 3 of 100 ITEM1; 3 to credit`."""
        asked = (self.desk.session.who, self.number, quantities, self.value("reason"), self.value("condition"))
        await self.desk.ask(fulfilment.book_return, *asked, first=self._takes_first, seen=self.stands)
        self.credits_next = self._billed_first and any(self._to_credit(quantities).values())
        order = await self.desk.ask(orders.order, self.number)
        self.was_read(order)
        credit = sum((line.to_credit for line in order.lines), Decimal(0))
        rest = f"; {grouped(credit)} to credit" if credit else ""
        return said("Returned", quantities, order) + rest

    @keys.key("f9", "Return", "Check everything and book the return", bar=2)
    async def do_keep(self) -> None:
        """F9: where what is invoiced goes first its credit note comes up, filled in."""
        await super().do_keep()

    async def kept(self, then: AnswerAct | None) -> None:
        await super().kept(then)
        if self.credits_next:
            await self.desk.open(CreditNoteForm(self.desk, self.number))

    @keys.action("A", "Fill in everything that is with the customer")
    async def do_fill_all(self) -> None:
        await super().do_fill_all()

    @keys.action("K", "Return, and credit it at once", act=Act.CREDIT)
    async def do_credit(self) -> None:
        """F10 K: books it, then what is to credit comes up, filled in."""
        await super().do_keep()
        if self in self.desk.views or self.credits_next:
            return
        stands = await self.desk.ask(fulfilment.crediting, self.number)
        if any(line.to_credit for line in stands.lines):
            await self.desk.open(CreditNoteForm(self.desk, self.number))


def _movable(line: ReturnableLine) -> Movable:
    moved = Quantities(line.shipped, line.shipped, returned=line.returned)
    texts = {name: fmt.quantity(getattr(line, name), "-") for name in ("shipped", "returned", "uninvoiced")}
    texts |= {name: getattr(line, name) for name in ("code", "description", "unit")}
    stands = Position(line.position, line.code, line.unit, moved)
    return Movable(stands, line.left, {**texts, "position": str(line.position)})
