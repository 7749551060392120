"""F6 and F7 in order entry: the role windows over the lines, and the form of a new address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.errors import Refused
from custtui.services import lookup
from custtui.services import order_entry as desk_services
from custtui.services.order_entry.views import AddressText, Choice
from custtui.ui.commands import Command
from custtui.ui.paint import Line
from custtui.ui.view import Drawn
from custtui.ui.widgets.field import Field
from custtui.ui.widgets.prompt import Prompt
from custtui.ui.widgets.window import Window, window_title

if TYPE_CHECKING:
    from custtui.ui.screens.order_entry import OrderEntry


HALF_TYPED = "address."
"""Before the names of address fields among a draft's half-typed text."""


class RoleWindow(Prompt):
    """Who pays, or where to: own addresses first, then what the rules allow (C-27). The same key closes it."""

    def __init__(self, screen: OrderEntry, role: str, *, position: int | None = None) -> None:
        self.screen, self.role, self.position = screen, role, position
        self.scope = "order" if position is None else "line"
        key = "f6" if role == "BILL_TO" else "f7"
        super().__init__(screen.desk, "", self._choices, self._chosen, same_key=key, new=self._new_address)
        self._name()

    def _name(self) -> None:
        where = {
            "order": "of the order",
            "line": f"of line {self.position} (A all lines, F from here on)",
            "all": "of all lines",
            "from": f"from line {self.position} on",
        }[self.scope]
        self.heading = "Bill to" if self.role == "BILL_TO" else f"Ship to {where}"

    async def text(self, text: str) -> None:
        """On a line `A` is all lines and `F` from here on; other text narrows the list."""
        scope = {"a": "all", "f": "from"}.get(text.lower())
        if self.position is not None and scope and not self.value("find"):
            self.scope = scope
            self._name()
            return
        await super().text(text)

    async def _choices(self, find: str) -> list[Choice]:
        service = desk_services.payers if self.role == "BILL_TO" else desk_services.ship_tos
        return await self.desk.ask(service, self.screen.draft.id, find)

    async def _chosen(self, choice: Choice) -> None:
        who, draft = self.desk.session.who, self.screen.draft
        if self.role == "BILL_TO":
            view = await self.desk.ask(desk_services.choose_payer, who, draft.id, choice.key)
        else:
            view = await self.desk.ask(
                desk_services.choose_ship_to, who, draft.id, choice.key, scope=self.scope, position=self.position
            )
        self.screen.show_draft(view)
        self.screen.to_entry(self.screen.field.name if self.screen.field else "item")

    async def _new_address(self) -> None:
        self.close()
        self.desk.windows.append(AddressForm(self.screen, self.role, self.scope, self.position))


class AddressForm(Window):
    """A new address; F9 ends it. Its last field says whether it is kept for later orders (F-36, F-37)."""

    COMMANDS = (
        Command("f9", "Take", "Take this address", "take"),
        Command("f11", "Drop", "Drop what is typed", "back"),
        Command("f12", "Back", "Close; nothing is taken", "back"),
    )

    def __init__(self, screen: OrderEntry, role: str, scope: str, position: int | None) -> None:
        super().__init__(screen.desk)
        self.screen, self.role, self.scope, self.position = screen, role, scope, position
        self.fields = [
            Field("name", "Name", 40, help="Who receives; empty: the customer's own name"),
            Field("attention", "Attention", 40),
            Field("alias", "Alias", 30, help="The name of the delivery site"),
            Field("street", "Street", 40),
            Field("city", "City", 30),
            Field("state", "State", 20, help="State or province, as the country writes it"),
            Field("postal_code", "Postal code", 12),
            Field("country", "Country", 2, longest=2, help="Two letters: US, DE, JP"),
            Field("keep", "Keep for later orders", 1, longest=1, help="Y: a site of the customer; N: one-time"),
        ]
        self.by_name("country").set(self._home_country())
        self.by_name("keep").set("N")
        if role == "BILL_TO":
            self.fields.pop()
        self.go("name")

    def _home_country(self) -> str:
        slot = self.screen.draft.bill_to or self.screen.draft.ship_to
        return slot.address.country if slot else ""

    @property
    def typing(self) -> dict[str, str]:
        """What is typed here and not taken yet, for the draft (X-12)."""
        typed = {f"{HALF_TYPED}{field.name}": field.value for field in self.fields if field.changed}
        where = {"role": self.role, "scope": self.scope, "position": str(self.position or "")}
        return typed | {f"{HALF_TYPED}{name}": text for name, text in where.items()} if typed else {}

    @classmethod
    def resumed(cls, screen: OrderEntry, typing: dict[str, str]) -> AddressForm:
        """The form with its half-typed fields."""
        kept = {name.removeprefix(HALF_TYPED): text for name, text in typing.items() if name.startswith(HALF_TYPED)}
        form = cls(screen, kept["role"], kept["scope"], int(kept["position"]) if "position" in kept else None)
        for field in form.fields:
            if field.name in kept:
                field.value = kept[field.name]
                form.go(field.name)
        return form

    async def settle(self) -> None:
        await self.screen.keep()

    async def do_take(self) -> None:
        """F9: the address becomes an intent on the draft; what is wrong is marked at its field."""
        values = {field.name: field.value.strip() for field in self.fields}
        keep = values.pop("keep", "Y").upper() in ("Y", "J", "1")
        try:
            view = await self.desk.ask(
                desk_services.new_address,
                self.desk.session.who,
                self.screen.draft.id,
                self.role,
                AddressText(**values, keep=keep),
                scope=self.scope,
                position=self.position,
            )
        except Refused as refused:
            for field in self.fields:
                field.error = next((fault.text for fault in refused.faults if fault.field == field.name), "")
            self.go(refused.faults[0].field)
            raise
        self.close()
        self.screen.show_draft(view)
        self.screen.to_entry(self.screen.field.name if self.screen.field else "item")

    def draw(self, width: int, height: int) -> Drawn:
        title = "New bill-to address" if self.role == "BILL_TO" else "New ship-to address"
        rows, cursor = [window_title(title, width)], (0, 0)
        first = max(0, self.at - (height - 3))
        for number, field in list(enumerate(self.fields))[first : first + height - 2]:
            line = Line(width)
            line.put(2, field.label, "label", 22)
            x = field.draw(line, 25, here=number == self.at)
            if field.error:
                line.put(26 + field.width, f"? {field.error}", "mark")
            cursor = (x, len(rows)) if number == self.at else cursor
            rows.append(line)
        return [*rows, Line(width, "─" * width, "rule")], cursor


async def take_lines_to(screen: OrderEntry) -> None:
    """F10 T: choose the customer the lines go to."""
    desk = screen.desk

    async def choices(find: str) -> list[Choice]:
        found = await desk.ask(lookup.find, find, limit=20) if find.strip() else None
        return [
            Choice(str(hit.account_id), f"{hit.code} {hit.name}", hit.place) for hit in (found.hits if found else ())
        ]

    async def take(choice: Choice) -> None:
        view = await desk.ask(desk_services.take_to, desk.session.who, screen.draft.id, int(choice.key))
        screen.entry.clear()
        screen.show_draft(view)
        desk.say(f"The lines are now for {view.name}: prices and holds worked out anew")

    await Prompt(desk, "Take the lines to: type the customer", choices, take).open()
