"""The list of products that F4 shows: read on to the very end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.services.lists.choice import Listing
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
