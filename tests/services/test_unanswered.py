"""S-9: the line to the server breaks before, in or after a COMMIT: nothing is lost, nothing done twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from custtui.domain.errors import Refused, Unavailable
from custtui.models.fulfilment import Invoice, Shipment
from custtui.models.order import SalesOrder
from custtui.services import fulfilment as ff
from custtui.services import order_entry as desk
from custtui.services.check import check
from custtui.services.order_entry.views import LineText
from tests.relay import Relay
from tests.services import house
from tests.services.fulfilling import of
from tests.services.house import ANN
from tests.services.keying import keyed, ordered

pytest.importorskip("custtui.models.server")
MOMENTS = ("before", "in", "after")
pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def once(act: Callable[[], object], relay: Relay, moment: str) -> Refused | None:
    """Done while the line breaks, and once more: what was said the second time, None where it was done only then."""
    relay.cut = moment
    with pytest.raises(Unavailable, match="does not answer"):
        act()
    relay.settled()
    try:
        act()
    except Refused as refused:
        return refused
    return None


@pytest.mark.parametrize("moment", MOMENTS)
def test_an_order_whose_commit_was_not_answered_is_placed_once(relay: Relay, moment: str) -> None:
    made = house.stand()
    draft = keyed(made.a1, "ITEM1 x2").id
    said = once(lambda: desk.place(ANN, draft), relay, moment)
    assert [one.number for one in SalesOrder.select()] == ["SO-1001"]
    assert (said is None) == (moment == "before")
    assert said is None or [one.text for one in said.faults] == ["already placed, as SO-1001"]
    assert list(check()) == []


@pytest.mark.parametrize("moment", MOMENTS)
def test_goods_whose_commit_was_not_answered_are_sent_and_billed_once(relay: Relay, moment: str) -> None:
    made = house.stand()
    number = ordered(made.a1, "ITEM1 x5").number
    shipping = ff.shipping(number)
    said = once(lambda: ff.ship(ANN, number, 1, of(p10="2"), seen=shipping), relay, moment)
    assert said is None or "Shipped meanwhile by ann: 2 of 5 ITEM1" in str(said)
    invoicing = ff.invoicing(number)
    said = once(lambda: ff.invoice(ANN, number, of(p10="2"), seen=invoicing), relay, moment)
    assert said is None or "meanwhile by ann" in str(said)
    assert (Shipment.select().count(), Invoice.select().count()) == (1, 1)
    assert list(check()) == []


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_line_put_while_the_line_to_the_server_breaks_is_there_once(relay: Relay, moment: str) -> None:
    made = house.stand()
    draft = keyed(made.a1, "ITEM1 x2").id
    relay.cut = moment
    with pytest.raises(Unavailable, match="does not answer"):
        keyed_more(draft)
    relay.settled()
    view = desk.open_draft(ANN, draft)
    assert [line.text.item for line in view.lines] == ["ITEM1", *(["ITEM2"] if moment != "before" else [])]


def keyed_more(draft: int) -> None:
    desk.put_line(ANN, draft, None, LineText("ITEM2", "1"))
