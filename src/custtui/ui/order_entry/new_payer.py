"""The form of a payer who is made with the order, and of another bill-to address of the customer (F-47)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.errors import refuse
from custtui.services import order_entry as desk_services
from custtui.ui.kit import keys
from custtui.ui.order_entry.address import AddressForm, half_typed

if TYPE_CHECKING:
    from custtui.services.lookup.duplicates import Twin
    from custtui.ui.order_entry.lines import OrderLines

WHO = "Who pays: a customer made with the order; empty: this customer, at that address"


class PayerForm(AddressForm):
    """A name makes a customer of it at F9, none an address of the sold-to's own; who may be the same one is told."""

    def __init__(self, lines: OrderLines, role: str, scope: str, position: int | None) -> None:
        super().__init__(lines, role, scope, position)
        self.by_name("name").help = WHO
        self.twins: list[Twin] = []
        self._looked: tuple[str, str] = ("", "")

    async def settle(self) -> None:
        await super().settle()
        await self._look()

    async def _look(self) -> None:
        """Who is like what is typed, behind the typing (X-02)."""
        looked = self.value("name").strip(), self.value("postal_code").strip()
        if looked != self._looked:
            found = await self.desk.ask(desk_services.likely_payers, self.keeper.draft.id, self.typed_address)
            self._looked, self.twins = looked, found

    @keys.key("f7", "Use existing", "The possible duplicate that is shown pays; nobody is made", bar=4)
    async def do_use_twin(self) -> None:
        """F7: the customer that stands already pays (X-02, F-27)."""
        await self._look()
        if not self.twins:
            raise refuse("no_twin", "No customer looks like this one")
        draft = self.keeper.draft
        await self.keeper.anew(desk_services.choose_payer, draft.id, self.twins[0].hit.code)
        self.taken()

    @property
    def heading(self) -> str:
        return f"New payer; without a name another address of {self.keeper.draft.name}"

    def _told(self, width: int, most: int) -> list[str]:
        found = super()._told(width, most)
        like = (f"Possible duplicate: {one.hit.code} {one.hit.name}: {one.why}" for one in self.twins)
        return [*found, *(f"{text}; {keys.name(self.do_use_twin)} takes it" for text in like)][:most]


def address_form(lines: OrderLines, role: str, scope: str, position: int | None) -> AddressForm:
    """The form of a new address, where A76 is on of a new payer."""
    new = role == "BILL_TO" and lines.keeper.draft.new_payers
    return (PayerForm if new else AddressForm)(lines, role, scope, position)


def resumed_form(lines: OrderLines, typing: dict[str, str]) -> AddressForm:
    """The same with what was half typed in it."""
    kept = half_typed(typing)
    form = address_form(lines, kept["role"], kept["scope"], int(kept["position"]) if kept.get("position") else None)
    form.put(kept)
    return form
