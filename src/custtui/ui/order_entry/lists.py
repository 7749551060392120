"""F4 in order entry: the values of the field under the cursor; on a price every candidate, and the last paid."""

from __future__ import annotations

from functools import partial

from custtui.domain.choice import Choice
from custtui.services import order_entry as desk_services
from custtui.services.lists.products import reasons
from custtui.services.order_entry.views import LineView
from custtui.ui.kit import keys
from custtui.ui.kit.field import Field
from custtui.ui.kit.prompt import Prompt, read_once
from custtui.ui.order_entry.lines import OrderLines
from custtui.ui.order_entry.product_choice import usual_list

LISTED = (
    "Values of this field; on an empty item what the customer usually buys; on a price every price, and the last paid"
)


class EntryLists:
    """What may be chosen instead of typed into the entry line."""

    def __init__(self, lines: OrderLines) -> None:
        self.desk, self.lines, self.keeper, self.entry = lines.desk, lines, lines.keeper, lines.entry

    @keys.key(keys.LIST, "List", LISTED, bar=3)
    async def do_list(self) -> None:
        """F4: the values of the field under the cursor; on a line its prices."""
        line, screen = self.lines.rows.current, self.lines.screen
        field = self.entry["price"] if line else screen.field
        assert field is not None
        if not field.prompt:
            screen.no_list(field)
            return
        of_products = field.prompt == "products"
        usual = usual_list(self.desk, self.keeper.draft.account_id)
        provider = usual if of_products else read_once(partial(self._choices, field))
        find = field.value.strip() if of_products else ""
        await Prompt(self.desk, field.label, provider, partial(self._take, field, line), find=find).open()

    async def _choices(self, field: Field) -> list[Choice]:
        if field.prompt == "prices":
            return await self._prices()
        if field.prompt == "ship_tos":
            return await self.desk.ask(desk_services.ship_tos, self.keeper.draft.id)
        return await self.desk.ask(reasons, field.prompt)

    async def _prices(self) -> list[Choice]:
        """Every price, and last the tax of the line with its reason (X-10, C-38)."""
        line = self.lines.rows.current
        text, shown = line.text if line else self.entry.text, line or self.lines.quoting.pending
        at, asked = line.position if line else self.entry.position, (text.item, text.quantity)
        found = await self.desk.ask(
            self.keeper.stands_on.anew, desk_services.prices, self.keeper.draft.id, *asked, at, text.price
        )
        return [*found, Choice("", "Tax", shown.taxed.removeprefix("tax "))] if shown and shown.taxed else found

    async def _take(self, field: Field, line: LineView | None, choice: Choice) -> None:
        if field.prompt == "prices" and not choice.key:
            return  # the tax is told, not chosen
        applies = field.prompt == "prices" and choice.marked
        if applies and not (line.text.price if line else field.value.strip()):
            return  # it applies as it is: typed, it would want a reason
        if line:
            await self.lines.change_line(line, "price")
        if applies:  # the typed price goes, and its reason with it
            field.fill("")
            self.entry["price_reason"].value = ""
        else:
            field.choose(choice.label if field.prompt == "ship_tos" else choice.key)
        self.entry.open_reasons()
