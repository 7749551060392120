"""What came back is credited: quantities of lines, of which invoice, with freight or less a fee (C-31)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from custtui.domain.choice import Choice
from custtui.domain.coded import no_reason
from custtui.domain.errors import Fault, refuse
from custtui.domain.flag import flag_slip, read_flag
from custtui.domain.fulfilment import Position
from custtui.domain.money import ZERO
from custtui.domain.numbers import Unreadable, one_way
from custtui.domain.order import Quantities
from custtui.domain.records.reading import read_amount
from custtui.domain.who import Act
from custtui.services import fulfilment
from custtui.services.lists import coded
from custtui.services.views import CreditableLine, CreditingView
from custtui.ui.fulfilment.counted_form import CountedForm
from custtui.ui.fulfilment.quantity_form import FILL, NOTHING_LEFT
from custtui.ui.fulfilment.quantity_lines import NOW, Movable, OrderPicture
from custtui.ui.fulfilment.tasks import of_credit
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.facts import FactRow
from custtui.ui.kit.field import FLAG, NUMBER, Field
from custtui.ui.kit.prompt import Provider, listing
from custtui.ui.kit.table import CODE, Column

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

COLUMNS = (
    Column("position", "Pos", 3, 3, right=True),
    Column("code", "Item", 7, 9, style="strong", whole=CODE),
    Column("description", "Description", 14, 0, share=1, spare=5),
    Column("returned", "Returned", 8, 8, right=True, spare=4),
    Column("invoiced", "Invoiced", 8, 8, right=True, spare=3),
    Column("to_credit", "To credit", 9, 9, right=True, style="strong", spare=2),
    Column(NOW, "Credit now", 10, 10, whole=11),
    Column("gross", "Comes to", 10, 9, right=True),
)


class CreditNoteForm(CountedForm):
    """What is credited now: a quantity a line, all that is to credit unless said otherwise."""

    ACT, DOES = "credit", "credits it"
    FIELD_HELP = f"How many are credited now, up to what came back; empty: none. {FILL}: all of it"
    TASKS = of_credit

    def __init__(self, desk: Desk, number: str) -> None:
        self.stands: CreditingView | None = None
        self.reasons: list[Choice] = []
        self.counted: dict[int, Decimal] = {}
        """What each line comes to, gross, below 0."""
        super().__init__(desk, number)
        self.head = (
            Field(
                "invoice", "Invoice", 16, prompt="invoices", help="Take back from this one; blank: the latest first"
            ),
            Field("freight", "Freight", 3, "N", longest=1, kind=FLAG, help="Y: the freight billed is credited too"),
            Field("fee", "Fee", 12, kind=NUMBER, help="A fee that is kept, such as for restocking; before tax"),
            Field("fee_reason", "Fee for", 16, prompt=coded.FEE, help="Why a fee is kept; stands on the credit note"),
        )

    @property
    def title(self) -> str:
        return f"Credit note for {self.number}"

    @property
    def columns(self) -> tuple[Column, ...]:
        """The currency stands in the head of the amounts."""
        return (*COLUMNS[:-1], replace(COLUMNS[-1], head=self.stands.currency if self.stands else ""))

    async def read(self) -> OrderPicture:
        one, self.reasons = await self.ask_with(fulfilment.crediting, partial(coded.coded, coded.FEE))
        self.stands = one
        lines = [line for line in one.lines if line.most > 0]
        if one.why_not or not lines:
            raise refuse(NOTHING_LEFT, one.why_not)
        self.further = [field for field in self.head if field.name != "freight" or one.freight]
        if not self.head[3].value:
            self.head[3].set(self.reasons[0].key if self.reasons else "")
        bills = [f"{number} of {fmt.day(day)}, {payer}" for number, day, payer in one.invoices]
        facts: list[FactRow] = [("Sold to", [f"{one.account_code} {one.customer}"], "strong"), ("Of", bills, "text")]
        return OrderPicture(facts, (), [self._movable(line) for line in lines])

    def _movable(self, line: CreditableLine) -> Movable:
        moved = Quantities(line.most, line.most, returned=line.most, invoiced=line.most)
        texts = {name: fmt.quantity(getattr(line, name), "-") for name in ("returned", "invoiced", "to_credit")}
        texts |= {name: getattr(line, name) for name in ("code", "description", "unit")}
        texts |= {"position": str(line.position), "gross": "-"}
        return Movable(Position(line.position, line.code, line.unit, moved), line.most, texts)

    def default(self, line: Movable) -> str:
        one = next(one for one in self._lines() if one.position == line.position)
        return one_way(one.to_credit) if one.to_credit else ""

    def _lines(self) -> tuple[CreditableLine, ...]:
        return self.stands.lines if self.stands else ()

    # -- what it comes to ----------------------------------------------------------------------------------------
    def count(self) -> None:
        """Every field counts as it stands now, the invoice that is named too."""
        if self.stands is None:
            return
        typed, invoice = self.typed_quantities()[0], self._further("invoice").strip()
        found = ((line.position, line.comes_to(typed.get(line.position, ZERO), invoice)) for line in self._lines())
        self.counted = {position: gross for position, gross in found if gross}

    def live_texts(self) -> Mapping[int, dict[str, str]]:
        currency = self.stands.currency if self.stands else ""
        return {position: {"gross": fmt.amount(gross, currency)} for position, gross in self.counted.items()}

    # -- what is typed -------------------------------------------------------------------------------------------
    def missing(self) -> list[Fault]:
        found = list[Fault]()
        if read_flag(self._further("freight") or "N") is None:
            found.append(Fault("flag", "freight", flag_slip("Freight", self._further("freight"))))
        try:
            fee = self._fee()
        except Unreadable as error:
            return [*found, Fault("fee", "fee", f"Fee: {error}")]
        if fee and (why := no_reason(self.value("fee_reason"), [one.key for one in self.reasons], "kept")):
            found.append(Fault("reason", "fee_reason", why, listed=True))
        return found

    def _further(self, name: str) -> str:
        return next((one.value for one in self.further if one.name == name), "")

    def _fee(self) -> Decimal:
        assert self.stands is not None
        return read_amount(self._further("fee"), self.stands.currency) or Decimal(0)

    def provider(self, field: Field) -> Provider | None:
        assert self.stands is not None
        bills = [Choice(number, number, f"{fmt.day(day)} {payer}") for number, day, payer in self.stands.invoices]
        choices = {"invoice": bills, "fee_reason": self.reasons}.get(field.name)
        return listing(choices)

    def told(self) -> list[FactRow]:
        """What the goods that are typed come to; freight that may be credited too."""
        assert self.stands is not None
        one, currency = self.stands, self.stands.currency
        facts: list[FactRow] = []
        if one.freight:
            facts.append(("Freight", [f"{fmt.amount(one.freight, currency)} {currency} billed"], "text"))
        if self.counted:
            total = sum(self.counted.values(), Decimal(0))
            facts.append(("Goods", [f"{fmt.amount(total, currency)} {currency} with tax"], "strong"))
        return facts

    async def move(self, quantities: dict[int, Decimal], confirmed: frozenset[str]) -> str:
        """Make it: `Credit note CN-3: 62.50 USD of IN-41`."""
        beside = fulfilment.CreditTerms(
            invoice=self._further("invoice").strip(),
            freight=read_flag(self._further("freight") or "N") is True,
            fee=self._fee(),
            fee_reason=self._further("fee_reason"),
        )
        who = self.desk.session.who
        numbers = await self.desk.ask(
            fulfilment.credit, who, self.number, quantities, beside, seen=self.stands, confirmed=confirmed
        )
        return "; ".join([await self.desk.ask(fulfilment.credit_told, number) for number in numbers])

    # -- keys ----------------------------------------------------------------------------------------------------
    @keys.key("f9", "Credit", "Check everything and make the credit note, one for each payer", bar=2, act=Act.CREDIT)
    async def do_keep(self) -> None:
        await super().do_keep()

    async def do_fill(self) -> None:
        await super().do_fill()
        self.count()

    @keys.action("A", "Fill in everything that came back and was invoiced")
    async def do_fill_all(self) -> None:
        await super().do_fill_all()
        self.count()
