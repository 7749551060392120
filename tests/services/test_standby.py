"""S-9: the server dies and its standby takes over: the draft stays, the same key works again, no order is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from custtui.domain.errors import Unavailable
from custtui.models.fulfilment import Invoice, Shipment
from custtui.models.order import SalesOrder
from custtui.models.trouble import explained
from custtui.services import fulfilment as ff
from custtui.services import order_entry as desk
from custtui.services.check import check
from custtui.services.order_entry.views import LineText
from tests.services import house
from tests.services.fulfilling import of
from tests.services.house import ANN
from tests.services.keying import keyed
from tests.standby import Pair

AWAY = "No database takes orders|does not answer|starts or stops"


def refused(act: Callable[[], object]) -> None:
    """As a screen asks: whatever the database cannot is said in a line."""
    with pytest.raises(Unavailable, match=AWAY), explained():
        act()


def test_nothing_is_lost_or_doubled_where_a_standby_takes_over_and_where_a_server_starts_anew(pair: Pair) -> None:
    made = house.stand()
    draft = keyed(made.a1, "ITEM1 x5").id
    pair.kill(pair.a)
    line = LineText("ITEM2", "1")
    refused(lambda: desk.put_line(ANN, draft, None, line))
    refused(lambda: desk.put_line(ANN, draft, None, line))  # the standby reads, and takes nothing
    pair.promote()
    view = desk.put_line(ANN, draft, None, line)
    assert [one.text.item for one in view.lines] == ["ITEM1", "ITEM2"]
    pair.kill(pair.b)
    refused(lambda: desk.place(ANN, draft))
    pair.start(pair.b)
    number = desk.place(ANN, draft).number
    for act in (
        lambda: ff.ship(ANN, number, 1, of(p10="2"), seen=ff.shipping(number)),
        lambda: ff.invoice(ANN, number, of(p10="2"), seen=ff.invoicing(number)),
    ):
        pair.kill(pair.b)
        refused(act)
        pair.start(pair.b)
        act()
    assert (SalesOrder.select().count(), Shipment.select().count(), Invoice.select().count()) == (1, 1, 1)
    assert list(check()) == []
