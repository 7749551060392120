"""Who pays: a customer's payer, its bill-to record, and all it pays for (F-38, F-40, R-03 … R-07)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.choice import Choice, Listing
from custtui.domain.errors import Conflict, refuse
from custtui.domain.naming import some
from custtui.domain.who import Act
from custtui.services.payers import payers
from custtui.services.payers.views import PaidFor, PayerView
from custtui.services.views import Hit
from custtui.ui import routes
from custtui.ui.customer.choice import choose_customer, customers
from custtui.ui.customer.tasks import of_payer
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.confirming import confirmed
from custtui.ui.kit.facts import labelled
from custtui.ui.kit.guarded import taking
from custtui.ui.kit.list_view import ListView
from custtui.ui.kit.paint import Line, held
from custtui.ui.kit.prompt import Paged, Prompt
from custtui.ui.kit.refilled import refill
from custtui.ui.kit.rights import offered
from custtui.ui.kit.table import Column, Table
from custtui.ui.kit.view import Drawn
from custtui.ui.kit.window import section

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

COLUMNS = (
    Column("code", "Code", 12, 10, style="strong", whole=15),
    Column("name", "Pays for", 26, 20, share=1, spare=1),
    Column("place", "Address", 30, 20, share=2, spare=2),
    Column("orders", "Open", 5, 4, right=True),
)
ITSELF = "itself"


class PayerScreen(ListView[PaidFor]):
    """Who pays for an account, and whom it pays for."""

    OPTIONS = {"5": "display", "4": "pay no longer"}
    AT_ONCE = "4"
    TASKS = of_payer

    def __init__(self, desk: Desk, account_id: int) -> None:
        super().__init__(desk)
        self.account_id = account_id
        self.payer: PayerView | None = None

    @property
    def title(self) -> str:
        return f"Who pays · {self.payer.code} {self.payer.name}" if self.payer else "Who pays"

    async def opened(self) -> None:
        """The screen comes up, or is read again."""
        await self._show(await self.desk.ask(payers.payer, self.account_id))
        await super().opened()

    async def _show(self, payer: PayerView) -> None:
        self.payer = payer
        refill(self.rows, payer.pays_for, lambda one: one.account_id)
        if payer.told:
            self.desk.say(payer.told)

    def _version(self) -> int:
        assert self.payer is not None
        return self.payer.version

    @keys.key("enter", "Open", "The profile of the chosen customer; 4 beside it: it pays for itself again", bar=1)
    async def do_take(self) -> None:
        await super().do_take()

    # -- who pays ------------------------------------------------------------------------------------------------
    @keys.key(
        "f4", "Payer", "Choose who pays for this customer: itself, related ones, or another", bar=2, act=Act.PAYER
    )
    @keys.action("P", "Another payer", act=Act.PAYER)
    async def do_payer(self) -> None:
        """F4: itself, the related ones; typing finds any other customer."""

        others = customers(self.desk)

        async def choices(find: str, offset: int) -> Listing:
            assert self.payer is not None
            if find.strip():
                return await others.read(find, offset)
            offered = _offered(self.payer)
            return Listing(offered[offset:], len(offered))

        async def take(choice: Choice) -> None:
            await self._pay(self.account_id if choice.key == ITSELF else int(choice.key))

        taken = await taking(self.desk, Act.PAYER, take)
        await Prompt(self.desk, "Paid by: type a customer", Paged(choices), taken).open()

    async def _pay(self, payer_id: int) -> None:
        async def do(yes: frozenset[str]) -> PayerView:
            who, version = self.desk.session.who, self._version()
            return await self._heard(payers.set_payer, who, self.account_id, payer_id, version, yes)

        await confirmed(self.desk, do, self._show)

    @keys.action("I", "Pays for itself again", act=Act.PAYER)
    async def do_itself(self) -> None:
        """F10 I: the default payer goes."""
        await self._pay(self.account_id)

    @keys.action("U", "Bill-to in use, or not", act=Act.PAYER)
    async def do_usable(self) -> None:
        """F10 U: the permanent bill-to record, out of new use or back."""
        usable = self.payer is not None and self.payer.usable

        async def do(yes: frozenset[str]) -> PayerView:
            who, version = self.desk.session.who, self._version()
            return await self._heard(payers.set_bill_to_active, who, self.account_id, not usable, version, yes)

        await confirmed(self.desk, do, self._show)

    async def _heard(self, service: object, *arguments: object) -> PayerView:
        """Ask; where somebody else was faster, what stands now is shown."""
        try:
            return await self.desk.ask(service, *arguments)  # type: ignore[arg-type]
        except Conflict:
            await self._show(await self.desk.ask(payers.payer, self.account_id))
            raise

    # -- whom it pays for ----------------------------------------------------------------------------------------
    @keys.inserting("Pay for", "A customer this one pays for from now on", bar=3, act=Act.PAYER)
    async def do_pay_for(self) -> None:
        """Ins: another customer is paid for by this one."""

        async def take(hit: Hit) -> None:
            await self._other(hit.account_id, self.account_id)

        await choose_customer(self.desk, "Pays for: type the customer", await taking(self.desk, Act.PAYER, take))

    async def _other(self, account_id: int, payer_id: int) -> None:
        async def do(yes: frozenset[str]) -> PayerView:
            return await self.desk.ask(payers.set_payer, self.desk.session.who, account_id, payer_id, None, yes)

        async def then(done: PayerView) -> None:
            await self._show(await self.desk.ask(payers.payer, self.account_id))
            self.desk.say(done.told)

        await confirmed(self.desk, do, then)

    async def open_item(self, item: PaidFor, option: str) -> None:
        """5 or Enter: its profile; 4: it pays for itself again."""
        if option == "4":
            await self._other(item.account_id, item.account_id)
            return
        await self.desk.open(routes.profile(self.desk, item.account_id))

    @keys.key("f5", "Refresh", "Refreshed")
    async def do_refresh(self) -> None:
        """F5: read again."""
        await self.opened()
        self.desk.hint("Refreshed")

    @keys.no_answer
    async def do_nothing(self) -> None:
        """F9, F11."""
        raise refuse("nothing", keys.no_use(self.do_nothing, self._instead))

    @property
    def _instead(self) -> str:
        return offered(self, self.do_payer, f"{keys.name(self.do_payer)} chooses the payer")

    # -- what is shown -------------------------------------------------------------------------------------------
    def body(self, width: int, height: int) -> Drawn:
        assert self.payer is not None
        above = held(labelled(_facts(self.payer), width), height - 4)
        room = max(2, height - len(above) - 2)
        table = Table(COLUMNS, width, map(_texts, self.rows.visible(room)))

        def draw(row: PaidFor, line: Line) -> None:
            table.draw(line, _texts(row), style="" if row.active else "dim")

        lines, at = self.rows.listed(width, room, draw)
        if not lines:
            adds = offered(self, self.do_pay_for, f". {keys.name(self.do_pay_for)} adds a customer")
            lines = [Line(width, f"  Pays for no one else{adds}", "dim")]
        number = len(self.payer.pays_for)
        head = section(f"Pays for {some(number, 'customer')}", width) if number else Line(width)
        return [*above, head, table.heads(width), *lines], (0, len(above) + 2 + at)


def _offered(payer: PayerView) -> list[Choice]:
    """Itself, who pays now, and the related ones that are open to being billed."""
    own = Choice(ITSELF, "itself", payer.bill_to, marked=payer.payer_id is None)
    related = {number: f"{code} {name}" for number, code, name in payer.related}
    named = dict(related)
    if payer.payer_id is not None:
        named = {payer.payer_id: payer.payer, **related}
    return [own] + [
        Choice(
            str(number),
            name,
            "related, bill-to yes" if number in related else "pays now",
            marked=number == payer.payer_id,
        )
        for number, name in named.items()
    ]


def _facts(payer: PayerView) -> list[tuple[str, list[str], str]]:
    flag = "commercial" if payer.commercial else "not commercial"
    if payer.since is None:
        record = "none: made when it first pays for another, or by the commercial flag"
    else:
        made = f" by {payer.made_by}" if payer.made_by else ""
        record = f"since {fmt.moment(payer.since)}{made} (permanent)"
    use = "" if payer.since is None else "in use" if payer.usable else "NOT IN USE"
    stopped = "" if payer.payer_usable else "NOT IN USE: new orders are billed to the customer itself"
    return [
        ("Payer", [payer.words], "strong"),
        ("Mind", [stopped], "mark"),
        ("Bill-to", [record, use], "text"),
        ("Sends to", [payer.bill_to or "no bill-to site", flag], "text"),
        ("Settles", _settles(payer), "text"),
    ]


def _settles(payer: PayerView) -> list[str]:
    """Who else may pay invoices that stand (R-16)."""
    others = [one.words for one in payer.settled_by]
    return [f"its invoices may also be paid by {others[0]}", *others[1:]] if others else []


def _texts(row: PaidFor) -> dict[str, str]:
    return {
        "code": row.code,
        "name": ("" if row.active else "(inactive) ") + row.name,
        "place": row.place,
        "orders": str(row.open_orders or "-"),
    }
