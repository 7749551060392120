"""A window that finds a customer as home does, for what is done to or for another one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from custtui.services import lookup
from custtui.services.order_entry.views import Choice
from custtui.services.views import Hit
from custtui.ui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from custtui.ui.desk import Desk


HOW = "type its code, name or phone"
"""What a window of customers says before anything was typed."""


async def matching_customers(desk: Desk, text: str, *, inactive: bool = False) -> tuple[Hit, ...]:
    """Those a text finds; none for no text, or where nothing matches: Enter must not take just anybody (X-18)."""
    if not text.strip():
        return ()
    found = await desk.ask(lookup.find, text, limit=20, inactive=inactive)
    return () if found.near else found.hits


async def choose_customer(desk: Desk, title: str, take: Callable[[Hit], Awaitable[None]], *, find: str = "") -> None:
    """Open the window; `take` gets the customer chosen."""
    hits: dict[str, Hit] = {}

    async def choices(text: str) -> list[Choice]:
        found = await matching_customers(desk, text)
        hits.clear()
        hits.update({hit.code: hit for hit in found})
        return [Choice(hit.code, f"{hit.code} {hit.name}", hit.place) for hit in found]

    async def chosen(choice: Choice) -> None:
        await take(hits[choice.key])

    await Prompt(desk, title, choices, chosen, find=find, none=HOW).open()
