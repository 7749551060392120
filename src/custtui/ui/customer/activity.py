"""What a customer ordered in two years, a bar a month, last year beside this one; and year by year (F-25)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.days import MONTHS
from custtui.domain.naming import some
from custtui.services.profile.activity import Activity, Total, activity
from custtui.ui import routes
from custtui.ui.customer.tasks import of_activity
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.paint import Line, width_of, wrapped
from custtui.ui.kit.view import Drawn, View
from custtui.ui.kit.window import section

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

BAR = "█"
"""A terminal without it shows # instead."""
YEAR = 12


class ActivityScreen(View):
    """The chart and the years below it."""

    TASKS = of_activity

    def __init__(self, desk: Desk, account_id: int, customer: str) -> None:
        super().__init__(desk)
        self.account_id, self.customer = account_id, customer
        self.shown: Activity | None = None
        self.top, self.page = 0, 20

    @property
    def title(self) -> str:
        return f"Activity · {self.customer}"

    async def opened(self) -> None:
        """Read what was ordered."""
        self.shown = await self.desk.ask(activity, self.account_id)

    async def key(self, key: str) -> bool:
        by = {"down": 1, "up": -1, "end": 999, "home": -999}.get(key, 0)
        self.top = max(0, self.top + by)
        return bool(by)

    @keys.key("pagedown", "Years", "Further down: the years")
    async def do_page_down(self) -> None:
        """PgDn: the years."""
        self.top += self.page

    @keys.key("pageup", "Months", "Further up: the months")
    async def do_page_up(self) -> None:
        """PgUp: the months."""
        self.top = max(0, self.top - self.page)

    @keys.key("f5", "Refresh", "Refreshed", bar=3)
    async def do_refresh(self) -> None:
        """F5: read again."""
        await self.opened()
        self.desk.hint("Refreshed")

    @keys.key("f8", "Orders", "Orders, invoices and open lines of this customer", bar=1)
    async def do_orders(self) -> None:
        """F8: the orders themselves."""
        await self.desk.open(routes.customer_orders(self.desk, self.account_id))

    @keys.key("enter", "Terms", "What its terms were: auto-accept, limits and the rest, who changed them", bar=2)
    async def do_terms(self) -> None:
        """Enter: what its terms were (F-64)."""
        await self.desk.open(routes.term_history(self.desk, self.account_id, self.customer))

    @keys.no_answer
    async def do_nothing(self) -> None:
        """F9, F11: there is nothing to say yes or no to."""
        self.desk.hint(keys.no_use(self.do_nothing))

    def body(self, width: int, height: int) -> Drawn:
        rows = chart_rows(self.shown, width) if self.shown else []
        self.page = max(1, height - 1)
        self.top = max(0, min(self.top, len(rows) - height))
        below = len(rows) - self.top - height + 1
        shown = rows[self.top : self.top + height]
        if below > 1:
            shown[-1] = Line(width, f"   {below} more rows: PgDn", "dim")
        return shown, (0, 0)


def chart_rows(shown: Activity, width: int) -> list[Line]:
    """Twelve rows, a month each: the year before on the left, the last twelve months on the right; then the years."""
    most = max((one.ordered for one in shown.months), default=0)
    widest = max((width_of(_amount(one, shown)) for one in shown.months), default=0)
    half = width // 2
    rows = [_heads(shown, width)]
    for before, now in zip(shown.months[:YEAR], shown.months[YEAR:], strict=True):
        line = Line(width)
        line.put(1, MONTHS[now.month - 1], "label")
        for one, x in ((before, 6), (now, half + 2)):
            _bar(line, one, x, half - 6, most, _amount(one, shown), max(13, widest + 1))
        rows.append(line)
    return [*rows, Line(width), section("Years", width), *_years(shown, width)]


def _heads(shown: Activity, width: int) -> Line:
    line, half = Line(width), width // 2
    for months, x in ((shown.months[:YEAR], 6), (shown.months[YEAR:], half + 2)):
        orders, amount = sum(one.orders for one in months), sum(one.ordered for one in months)
        span, room = f"to {_month(months[-1])}", half - 6 - len(fmt.amount(amount or None, shown.currency)) - 1
        line.put(
            x,
            next((one for one in (f"{span} {_orders(orders)}", f"{span} ({orders})") if len(one) <= room), span),
            "label",
            room,
        )
        line.number(x + half - 6, fmt.amount(amount or None, shown.currency), "strong")
    return line


def _amount(one: Total, shown: Activity) -> str:
    return fmt.amount(one.ordered, shown.currency) if one.orders else ""


def _bar(line: Line, one: Total, x: int, room: int, most: object, text: str, beside: int) -> None:
    """The bar as long as the amount is to the greatest month; what was ordered is never shorter than one cell."""
    cells = max(1, room - beside)
    if one.ordered > 0 and most:
        line.put(x, BAR * max(1, round(cells * one.ordered / most)), "good", cells)  # type: ignore[operator]
    elif not one.orders:
        line.put(x, "-", "dim")
    line.number(x + room, text)


def _years(shown: Activity, width: int) -> list[Line]:
    rows: list[Line] = []
    for year in shown.years:
        line = Line(width)
        line.put(1, str(year.year), "strong")
        line.put(7, _orders(year.orders), "text", 13)
        ordered = f"ordered {fmt.amount(year.ordered, shown.currency)} {shown.currency}"
        invoiced = f"invoiced {fmt.amount(year.invoiced, shown.currency)}"
        for number, text in enumerate(wrapped([ordered, invoiced], width - 22, " · ")):
            line = Line(width) if number else line
            line.put(21, text, "text")
            rows.append(line)
    for currency, orders, amount in shown.others:
        rows.append(Line(width, f" and {_orders(orders)} in {currency}: {fmt.amount(amount, currency)}", "dim"))
    if shown.merged:
        rows.append(Line(width, f" with what {', '.join(shown.merged)} ordered: merged into this one", "dim"))
    return rows or [Line(width, "  Never ordered", "dim")]


def _month(one: Total) -> str:
    return f"{MONTHS[one.month - 1]} {one.year}"


def _orders(number: int) -> str:
    return f"{some(number, 'order')}"
