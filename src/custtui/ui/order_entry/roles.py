"""F6 and F7 in order entry: the role windows over the lines; and the customer the lines are taken to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from custtui.domain.choice import Choice, Listing
from custtui.domain.errors import refuse
from custtui.services import order_entry as desk_services
from custtui.ui import routes
from custtui.ui.kit import keys
from custtui.ui.kit.facts import BEHIND
from custtui.ui.kit.field import NUMBER, Field
from custtui.ui.kit.paint import Line
from custtui.ui.kit.prompt import Prompt, matching
from custtui.ui.kit.view import Drawn
from custtui.ui.order_entry.head_rows import BILL_TO, SHIP_TO, SOLD_TO
from custtui.ui.order_entry.new_payer import address_form

if TYPE_CHECKING:
    from custtui.services.views import Hit
    from custtui.ui.order_entry.lines import OrderLines


NAMES = {"order": "the order", "line": "this line", "from": "from here on", "all": "all lines"}


class RoleWindow(Prompt):
    """Who pays, or where to: own addresses first, then what the rules allow (C-27). The same key closes it.

    Letters only ever filter. Where the order has lines, `for` says which of them go there: left and right choose,
    a position typed is from that line on. Digits that no position begins with filter, and so do all of them where
    a letter follows: `20 Dock Rd`.
    """

    def __init__(self, lines: OrderLines, role: str, *, position: int | None = None) -> None:
        self.lines, self.keeper, draft = lines, lines.keeper, lines.keeper.draft
        self.role, self.position = role, position
        key = BILL_TO if role == "BILL_TO" else SHIP_TO
        heading = "Bill to" if role == "BILL_TO" else "Ship to"
        super().__init__(lines.desk, heading, self._choices, self._chosen, same_key=key, new=self._new_address)
        self.scopes = ("order" if position is None else "line", "from", "all")
        self.scope = self.scopes[0]
        if role == "SHIP_TO" and draft.lines:
            help_text = "From which line on: its position. Left and Right: this line, from here on, all lines"
            self.fields.append(Field("position", "Position", 5, longest=5, kind=NUMBER, help=help_text))
            self.by_name("position").set("" if position is None else str(position))
        self._own: list[Choice] | None = None
        """What the rules allow, once it is read."""
        self._why = "", ""
        """Why a text finds nobody, and the text."""
        self._begun = False
        """Digits typed into the list went to the position: what follows shows what they were."""

    @property
    def asks_for(self) -> bool:
        """The `for` field stands above the list."""
        return len(self.fields) > 1

    @property
    def at_position(self) -> int | None:
        """The line meant: the one typed, the one the cursor came from, else the next one to be keyed.

        Raises Refused for a position typed that is none of these: a slip would leave lines where they were.
        """
        typed = self.value("position") if self.asks_for else ""
        if typed.isascii() and typed.isdigit():
            if int(typed) not in self._positions:
                raise refuse("position", f"There is no position {typed} on this order", "position")
            return int(typed)
        return self._positions[0] if self.scope == "from" else None

    @property
    def _positions(self) -> list[int]:
        """Those a ship-to may be from on: the line being keyed first."""
        keyed = self.lines.entry.position or self.keeper.draft.next_position
        return [keyed, *(line.position for line in self.keeper.draft.lines)]

    # -- keys ----------------------------------------------------------------------------------------------------
    async def text(self, text: str) -> None:
        if not self.at and self.asks_for and not self.value("find") and self._begins_position(text):
            self.go("position")
            self._begun = True
        elif self._begun and not self._begins_position(self.value("position") + text):
            self._to_find(self.value("position"))
        elif self.at and not (text.isascii() and text.isdigit()):
            self._to_find()  # letters filter, wherever the cursor is
        await super().text(text)

    def _begins_position(self, text: str) -> bool:
        return any(str(position).startswith(text) for position in self._positions)

    def _to_find(self, begun: str = "") -> None:
        """What is typed filters; with it the digits that went to the position before."""
        if begun:
            self.by_name("position").reset()
            self.scope = self.scopes[0]
        self._begun = False
        self.go("find")
        self.by_name("find").type(begun)

    async def typed(self) -> None:
        """A position typed is from that line on; other text narrows the list."""
        if self.at:
            self.scope = "from" if self.value("position") else self.scopes[0]
        else:
            await super().typed()

    async def edit(self, key: str) -> bool:
        if self.asks_for and key in ("left", "right"):
            step = 1 if key == "right" else -1
            self.scope = self.scopes[(self.scopes.index(self.scope) + step) % len(self.scopes)]
            return True
        return await super().edit(key)

    async def key(self, key: str) -> bool:
        self._begun = False
        if self.asks_for and key in ("tab", "shift+tab"):
            self.step(1)
            return True
        return await super().key(key)

    async def why_nothing(self) -> str:
        if self.role != "BILL_TO":
            return await super().why_nothing()
        why = await self.desk.ask(desk_services.why_no_payer, self.keeper.draft.id, self.value("find"))
        return f"{why}, {keys.shown(SOLD_TO)}" if self.elsewhere else why

    async def returned(self) -> None:
        """Back from where it is said who pays: the list is read again."""
        self._own = None
        await self.fill()

    @property
    def elsewhere(self) -> str:
        """Who else may pay is said in another place: with A76 off it stands there before anybody is typed (R-05)."""
        there = f"Somebody else: Customer Maintenance says who pays; {keys.shown(SOLD_TO)} leads there"
        return there if self.role == "BILL_TO" and not self.keeper.draft.new_payers else ""

    async def settle(self) -> None:
        """With A76 off who else pays is told at once, where nobody is left to choose from (R-05); no key waits."""
        find = self.value("find")
        if self.role == "BILL_TO" and find.strip() and not self.rows.items and self._why[0] != find:
            self._why = find, await self.why_nothing()

    @property
    def nothing(self) -> str:
        return self._why[1] if self._why[0] == self.value("find") and self._why[1] else super().nothing

    # -- what it does --------------------------------------------------------------------------------------------
    async def _choices(self, find: str) -> list[Choice] | Listing:
        """They are read as the window opens; with A76 on the others are looked up at each letter."""
        draft = self.keeper.draft
        if self._own is None:
            services = {"BILL_TO": desk_services.own_payers, "SHIP_TO": desk_services.ship_tos}
            self._own = await self.desk.ask(services[self.role], draft.id)
        found = matching(self._own, find)
        if self.role != "BILL_TO" or not find.strip() or not draft.new_payers:
            return found
        others = await self.desk.ask(desk_services.other_payers, draft.id, find)
        return replace(others, rows=[*found, *others.rows], count=len(found) + others.count)

    async def _chosen(self, choice: Choice) -> None:
        keeper, draft = self.keeper, self.keeper.draft
        if self.role == "BILL_TO":
            await keeper.anew(desk_services.choose_payer, draft.id, choice.key)
            self.desk.hint("; ".join(keeper.draft.told))
        else:
            scope, position = self.scope, self.at_position
            await keeper.anew(desk_services.choose_ship_to, draft.id, choice.key, scope=scope, position=position)
        self.lines.to_field()

    async def _new_address(self) -> None:
        self.close()
        self.desk.windows.append(address_form(self.lines, self.role, self.scope, self.at_position))

    # -- how it looks --------------------------------------------------------------------------------------------
    def draw(self, width: int, height: int) -> Drawn:
        if self.elsewhere:
            rows, cursor = super().draw(width, height - 1)
            return [*rows[:-1], Line(width, f"  {self.elsewhere}", "dim"), rows[-1]], cursor
        rows, (x, y) = super().draw(width, height - 1 if self.asks_for else height)
        if not self.asks_for:
            return rows, (x, y)
        line = Line(width)
        place = self._draw_for(line)
        cursor = (place, 1) if self.at else (x, y + 1 if y else y)
        return [rows[0], line, *rows[1:]], cursor

    def _draw_for(self, line: Line) -> int:
        """`For  *this line  from here on  all lines   Position 20`; the star is what Enter goes by."""
        x = line.put(2, "For", "label") + 2
        for scope in self.scopes:
            chosen = scope == self.scope
            x = line.put(x, f"{'*' if chosen else ' '}{NAMES[scope]}", "strong" if chosen else "text") + 1
        x = line.put(x + 1, "Position", "label") + BEHIND
        return self.by_name("position").draw(line, x, here=bool(self.at))


async def take_lines_to(lines: OrderLines) -> None:
    """F10 T: choose the customer the lines go to."""
    desk, keeper = lines.desk, lines.keeper

    async def take(hit: Hit) -> None:
        await keeper.anew(desk_services.take_to, keeper.draft.id, hit.account_id)
        lines.entry.clear()
        view = keeper.draft
        desk.say("; ".join([*view.told, f"The lines are now for {view.name}: prices and holds worked out anew"]))

    merged = any(fault.code == "merged" for fault in keeper.draft.faults)
    find = keeper.draft.code if merged else ""  # an old code finds the customer it was merged into (F-09)
    await routes.choose_customer(desk, "Take the lines to: type the customer", take, find=find)
