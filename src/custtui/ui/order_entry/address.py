"""The form of a new address in order entry: one-time, or kept as a site of the customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.errors import Refused
from custtui.domain.flag import read_flag
from custtui.domain.records.fact import fields_of
from custtui.domain.records.typed_address import AddressText
from custtui.services import order_entry as desk_services
from custtui.ui.kit import keys
from custtui.ui.kit.confirming import confirmed
from custtui.ui.kit.form_view import slips_of
from custtui.ui.kit.form_window import FormWindow
from custtui.ui.kit.message_line import said
from custtui.ui.kit.spec import spec_of

if TYPE_CHECKING:
    from custtui.ui.order_entry.lines import OrderLines

TYPED = fields_of(AddressText)
WIDE = {"alias": 24, "street": 36, "city": 26, "state": 16, "postal_code": 12, "country": 3, "keep": 2}
"""Cells of the fields."""
HALF_TYPED = "address."
"""Before the names of address fields among a draft's half-typed text."""


def half_typed(typing: dict[str, str]) -> dict[str, str]:
    """What was half typed in the form, by the names of its fields."""
    return {name.removeprefix(HALF_TYPED): text for name, text in typing.items() if name.startswith(HALF_TYPED)}


class AddressForm(FormWindow):
    """A new address; F9 ends it. Its last field says whether it is kept for later orders (F-36, F-37)."""

    LABEL = 22

    def __init__(self, lines: OrderLines, role: str, scope: str, position: int | None) -> None:
        super().__init__(lines.desk)
        self.lines, self.keeper = lines, lines.keeper
        self.role, self.scope, self.position = role, scope, position
        self.fields = [spec_of(one).field(WIDE.get(one.name, 32)) for one in TYPED.values()]
        self.by_name("country").set(self._home_country())
        self.by_name("keep").set("N")
        if role == "BILL_TO":
            self.fields.pop()
        self.go("name")

    def _home_country(self) -> str:
        slot = self.keeper.draft.bill_to or self.keeper.draft.ship_to
        return slot.address.country if slot else ""

    @property
    def typing(self) -> dict[str, str]:
        """What is typed here and not taken yet, for the draft (X-12)."""
        typed = {f"{HALF_TYPED}{field.name}": field.value for field in self.fields if field.changed}
        where = {"role": self.role, "scope": self.scope, "position": str(self.position or "")}
        return typed | {f"{HALF_TYPED}{name}": text for name, text in where.items()} if typed else {}

    def put(self, kept: dict[str, str]) -> None:
        """What was half typed, back in its fields."""
        for field in self.fields:
            if field.name in kept:
                field.value = kept[field.name]
                self.go(field.name)

    async def settle(self) -> None:
        await self.keeper.keep()

    @keys.key("f11", "Discard", "Discard what is typed", bar=2)
    @keys.key("f12", "Back", "Close; nothing is taken", bar=3)
    async def do_back(self) -> None:
        await super().do_back()

    @keys.key("f9", "Take", "Take this address", bar=1)
    async def do_take(self) -> None:
        """F9: the address becomes an intent on the draft; what is wrong is marked at its field."""
        await confirmed(self.desk, self._take, self._taken)

    async def _take(self, confirmed: frozenset[str]) -> None:
        try:
            if slips := slips_of(self.fields):
                raise Refused(slips)
            await self.keeper.anew(
                desk_services.new_address,
                self.keeper.draft.id,
                self.role,
                self.typed_address,
                scope=self.scope,
                position=self.position,
                confirmed=confirmed,
            )
        except Refused as refused:
            for field in self.fields:
                field.error = next((said(fault) for fault in refused.faults if fault.field == field.name), "")
            self.go(refused.faults[0].field)
            raise

    async def _taken(self, _: None) -> None:
        self.taken()

    def taken(self) -> None:
        """It is on the draft: back to the order, which says what became of the payment method."""
        self.close()
        self.desk.hint("; ".join(self.keeper.draft.told))
        self.lines.to_field()

    @property
    def typed_address(self) -> AddressText:
        """What is typed; a bill-to is kept."""
        values = {field.name: field.value.strip() for field in self.fields}
        keep = read_flag(values.pop("keep", "Y")) is True
        return AddressText(**values, keep=keep)

    @property
    def heading(self) -> str:
        return "New bill-to address" if self.role == "BILL_TO" else "New ship-to address"
