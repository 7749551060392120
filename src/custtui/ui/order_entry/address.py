"""The form of a new address in order entry: one-time, or kept as a site of the customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.errors import Refused
from custtui.domain.flag import read_flag
from custtui.domain.records.fact import fields_of
from custtui.domain.records.typed_address import AddressText
from custtui.services import order_entry as desk_services
from custtui.ui.kit import keys
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

    @classmethod
    def resumed(cls, lines: OrderLines, typing: dict[str, str]) -> AddressForm:
        """The form with its half-typed fields."""
        kept = {name.removeprefix(HALF_TYPED): text for name, text in typing.items() if name.startswith(HALF_TYPED)}
        form = cls(lines, kept["role"], kept["scope"], int(kept["position"]) if kept.get("position") else None)
        for field in form.fields:
            if field.name in kept:
                field.value = kept[field.name]
                form.go(field.name)
        return form

    async def settle(self) -> None:
        await self.keeper.keep()

    @keys.key("f11", "Discard", "Discard what is typed", bar=2)
    @keys.key("f12", "Back", "Close; nothing is taken", bar=3)
    async def do_back(self) -> None:
        await super().do_back()

    @keys.key("f9", "Take", "Take this address", bar=1)
    async def do_take(self) -> None:
        """F9: the address becomes an intent on the draft; what is wrong is marked at its field."""
        values = {field.name: field.value.strip() for field in self.fields}
        keep = read_flag(values.pop("keep", "Y")) is True
        try:
            if slips := slips_of(self.fields):
                raise Refused(slips)
            await self.keeper.anew(
                desk_services.new_address,
                self.keeper.draft.id,
                self.role,
                AddressText(**values, keep=keep),
                scope=self.scope,
                position=self.position,
            )
        except Refused as refused:
            for field in self.fields:
                field.error = next((said(fault) for fault in refused.faults if fault.field == field.name), "")
            self.go(refused.faults[0].field)
            raise
        self.close()
        self.lines.to_field()

    @property
    def heading(self) -> str:
        return "New bill-to address" if self.role == "BILL_TO" else "New ship-to address"
