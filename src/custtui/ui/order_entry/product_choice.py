"""The list of products that F4 shows: read on to the very end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.choice import Choice, Listing
from custtui.services import order_entry as desk_services
from custtui.services.lists.products import count_products, products
from custtui.ui.kit.prompt import Paged

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk


def product_list(desk: Desk) -> Paged:
    """The products a text finds."""

    async def read(find: str, offset: int) -> Listing:
        return await desk.ask(products, find, offset)

    async def count(find: str) -> int:
        return await desk.ask(count_products, find)

    return Paged(read, count)


def usual_list(desk: Desk, account_id: int) -> Paged:
    """With nothing to find what a customer usually buys, then all products (X-20); else the products found."""
    all_products, pad = product_list(desk), list[Choice]()

    async def read(find: str, offset: int) -> Listing:
        if find:
            return await all_products.read(find, offset)
        if not offset:
            pad[:] = await desk.ask(desk_services.usual, account_id)
        found = await all_products.read("", max(0, offset - len(pad)))
        first = pad[offset:]
        return Listing([*first, *found.rows], len(pad) + found.count, found.capped, found.beyond)

    async def count(find: str) -> int:
        return await desk.ask(count_products, find) + (0 if find else len(pad))

    return Paged(read, count)
