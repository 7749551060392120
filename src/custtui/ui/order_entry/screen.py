"""Order entry: three slots on top, lines below, and one line where the eye is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.services import order_entry as desk_services
from custtui.services.lists.choice import Choice
from custtui.services.lists.products import reasons
from custtui.services.order_entry.standing_on import StandingOn
from custtui.ui import routes
from custtui.ui.kit import keys
from custtui.ui.kit.prompt import Prompt, matching
from custtui.ui.kit.view import Drawn
from custtui.ui.order_entry.address import AddressForm
from custtui.ui.order_entry.carried import Carried
from custtui.ui.order_entry.header import HeaderWindow
from custtui.ui.order_entry.placing import OrderPlacing
from custtui.ui.order_entry.product_choice import product_list
from custtui.ui.order_entry.roles import RoleWindow, take_lines_to
from custtui.ui.order_entry.rows import draw_order

if TYPE_CHECKING:
    from custtui.services.order_entry.views import DraftView
    from custtui.ui.kit.desk import Desk
    from custtui.ui.kit.window import Window


class OrderEntry(OrderPlacing):
    """One draft being keyed."""

    TITLE = "Order entry"
    WINDOW_TOP = 4

    def __init__(self, desk: Desk, draft: DraftView, stands_on: StandingOn) -> None:
        super().__init__(desk, draft, stands_on)
        self._over: list[Window] = []

    @property
    def title(self) -> str:
        return f"Change of {self.draft.change_of}" if self.draft.change_of else self.TITLE

    @property
    def told_whole(self) -> tuple[tuple[str, str], ...]:
        return (("Forecast", self.draft.outcome), ("Notes", " / ".join(self.draft.notes)))

    def resume_windows(self) -> None:
        """A window that was typed into comes back over the lines, as it was."""
        kept = self._kept or {}
        windows = {name.partition(".")[0] for name in kept}
        if "header" in windows:
            window = HeaderWindow(self)
            window.resume(kept)
            self.desk.windows.append(window)
        if "address" in windows:
            self.desk.windows.append(AddressForm.resumed(self, kept))

    @property
    def typing(self) -> dict[str, str]:
        """All that is half typed: in the entry line, and in a window over the lines."""
        windows = [window.typing for window in self.desk.windows if isinstance(window, HeaderWindow | AddressForm)]
        return {name: text for typing in (super().typing, *windows) for name, text in typing.items()}

    # -- the roles and the header --------------------------------------------------------------------------------
    @keys.key("f2", "Sold to", "The customer's profile, and back")
    async def do_sold_to(self) -> None:
        """F2: the sold-to's profile, and back."""
        over = list(self.desk.windows)
        await self.desk.open(routes.profile(self.desk, self.draft.account_id, of_order=True))
        self._over = over

    async def returned(self) -> None:
        """Back from another screen: the windows that lay over the order lie there again."""
        await super().returned()
        over, self._over = self._over, []
        self.desk.windows.extend(over)

    @keys.key("f6", "Bill to", "Who pays: own addresses, then who else may")
    async def do_bill_to(self) -> None:
        """F6: who pays."""
        await RoleWindow(self, "BILL_TO").open()

    @keys.key("f7", "Ship to", "Where to: of the order; on a line, of that line, from it on, or of all")
    async def do_ship_to(self) -> None:
        """F7: where to; on a line, of that line."""
        line, editing = self.rows.current, self.entry.position
        standing = editing if any(one.position == editing for one in self.draft.lines) else None
        await RoleWindow(self, "SHIP_TO", position=line.position if line else standing).open()

    @keys.key("f4", "List", "Values of this field; on a price: every candidate price, and the last paid", bar=3)
    async def do_list(self) -> None:
        """F4: the values of the field under the cursor; on a line its prices."""
        line = self.rows.current
        field = self.entry["price"] if line else self.field
        assert field is not None
        if not field.prompt:
            self.no_list(field)
            return

        async def choices(find: str) -> list[Choice]:
            if field.prompt == "prices":
                return matching(await self._prices(), find)
            if field.prompt == "ship_tos":
                return await self.desk.ask(desk_services.ship_tos, self.draft.id, find)
            return matching(await self.desk.ask(reasons, field.prompt), find)

        async def take(choice: Choice) -> None:
            applies = field.prompt == "prices" and choice.marked
            if applies and not (line.text.price if line else field.value.strip()):
                return  # it applies as it is: typed, it would want a reason
            if line:
                await self.change_line(line, "price")
            field.value, field.fresh = choice.label if field.prompt == "ship_tos" else choice.key, False
            if applies:  # the typed price goes, and its reason with it
                field.value = self.entry["price_reason"].value = ""
            field.end()
            await self.typed()

        of_products = field.prompt == "products"
        provider, find = (product_list(self.desk), field.value.strip()) if of_products else (choices, "")
        await Prompt(self.desk, field.label, provider, take, find=find).open()

    async def _prices(self) -> list[Choice]:
        line = self.rows.current.text if self.rows.current else self.entry.text
        return await self.desk.ask(desk_services.prices, self.draft.id, line.item, line.quantity)

    # -- elsewhere -----------------------------------------------------------------------------------------------
    @keys.action("T", "Take the lines to another customer")
    async def do_take_lines(self) -> None:
        """F10 T: the lines to another customer, prices and holds worked out anew."""
        await self.take()
        await take_lines_to(self)

    async def do_home(self) -> None:
        """Not on this screen: F2 is the sold-to."""
        await self.do_sold_to()

    def body(self, width: int, height: int) -> Drawn:
        return draw_order(self, width, height)


async def new_order(desk: Desk, account_id: int, *, copy_of: str = "") -> None:
    """Start a new order; a kept draft of that customer is named on the message line."""
    who = desk.session.who
    kept = await desk.ask(desk_services.kept_for, who, account_id)
    stands_on = StandingOn()
    draft = await desk.ask(stands_on.change, desk_services.start, who, account_id, copy_of=copy_of)
    header = draft.header if copy_of else desk.carried(Carried).onto(draft.header)
    if header != draft.header:
        draft = await desk.ask(stands_on.change, desk_services.set_header, who, draft.id, header)
    screen = OrderEntry(desk, draft, stands_on)
    told = [] if copy_of else screen.carry_offset()
    drafts, them = ("draft", "it") if len(kept) == 1 else ("drafts", "them")
    waits = [f"{len(kept)} kept {drafts} of {draft.name}: home lists {them}"] if kept else []
    await desk.open(screen)
    desk.hint("; ".join([*draft.told, *told, *waits]))


async def resume(desk: Desk, draft_id: int) -> None:
    """Go on with a kept draft."""
    stands_on = StandingOn()
    draft = await desk.ask(stands_on.change, desk_services.open_draft, desk.session.who, draft_id)
    screen = OrderEntry(desk, draft, stands_on)
    await desk.open(screen)
    screen.resume_windows()
    if draft.changed:
        desk.hint(f"Changed since it was kept: {'; '.join(draft.changed)}")
