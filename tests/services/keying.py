"""Keys an order in few words, for tests."""

from custtui.services import order_entry as desk
from custtui.services.order_entry.views import DraftView, LineText, Placed
from tests.services.house import ANN


def keyed(account: int, *lines: str, who=ANN) -> DraftView:
    """A draft with lines such as `ITEM1 x5`."""
    draft = desk.start(who, account)
    for line in lines:
        item, _, quantity = line.partition(" x")
        draft = desk.put_line(who, draft.id, None, LineText(item=item, quantity=quantity))
    return draft


def ordered(account: int, *lines: str, who=ANN) -> Placed:
    """An order placed."""
    return desk.place(who, keyed(account, *lines, who=who).id)
