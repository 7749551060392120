"""What is of one order or of several: its orders, the first of them, and both as a list shows them (C-42)."""

from custtui.domain.naming import first_and_more


class OnOrders:
    """A picture with `orders`, as they stand on the paper; there is always one, but where a file is damaged."""

    __slots__ = ()
    orders: tuple[str, ...]

    @property
    def order(self) -> str:
        """The first of them."""
        return self.orders[0] if self.orders else ""

    @property
    def short_orders(self) -> str:
        """`SO-1 +2`: what a column has room for."""
        return first_and_more(self.orders)

    @property
    def all_orders(self) -> str:
        """`SO-1, SO-2, SO-7`."""
        return ", ".join(self.orders)
