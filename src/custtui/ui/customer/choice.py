"""A window that finds a customer as home does, for what is done to or for another one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from custtui.domain.choice import Choice, Listing
from custtui.domain.errors import refuse
from custtui.services import lookup
from custtui.services.views import Hit
from custtui.ui.kit.prompt import Paged, Prompt

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk


HOW = "type its code, name or phone"
"""What a window of customers says before anything was typed."""
AT_ONCE = 25
"""Customers read at once."""


def customers(desk: Desk, *, inactive: bool = False, take: Callable[[Hit], Choice] | None = None) -> Paged:
    """Those a text finds, by `take` (their ids, if none is given); to the end of what the lookup lists.

    None for no text, or where nothing matches: Enter must not take just anybody (X-18).
    """

    async def read(text: str, offset: int) -> Listing:
        if not text.strip():
            return Listing([], 0)
        found = await desk.ask(lookup.find, text, limit=AT_ONCE, offset=offset, inactive=inactive)
        if found.near:
            return Listing([], 0)
        beyond = lookup.MANY if found.capped else ""
        return Listing([(take or choice_of)(hit) for hit in found.hits], found.count, beyond=beyond)

    return Paged(read)


def choice_of(hit: Hit, key: str = "", detail: str = "") -> Choice:
    """The row of a customer; `key` is its id, if none is given."""
    return Choice(key or str(hit.account_id), f"{hit.code} {hit.name}", detail or hit.place)


async def choose_customer(desk: Desk, title: str, take: Callable[[Hit], Awaitable[None]], *, find: str = "") -> None:
    """Open the window; `take` gets the customer chosen."""
    hits: dict[str, Hit] = {}

    def row(hit: Hit) -> Choice:
        hits[hit.code] = hit
        return choice_of(hit, hit.code)

    async def chosen(choice: Choice) -> None:
        await take(hits[choice.key])

    await Prompt(desk, title, customers(desk, take=row), chosen, find=find, none=HOW).open()


async def account_of(desk: Desk, text: str, *, order: bool = False) -> int:
    """The one customer a text means; of a number, an order takes only a code. Raises Refused for none or several."""
    found = await desk.ask(lookup.find, text, limit=2)
    hit = found.orderable if order else found.single
    if hit is None:
        raise refuse("find", f'"{text}" is not one customer: look for it with CU {text}')
    return hit.account_id
