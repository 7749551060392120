"""Days out of the calendar and a discount above its line: refused in files, and by keys nothing of them is left."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from custtui.models.draft import DraftLine
from custtui.models.order import OrderRevision, SalesOrder
from tests.services.house import House
from tests.ui.keyplay import Player, run
from tests.ui.test_case_two_clerks import brought

FAR = {
    "terms": "code,name,days\nFAR,far,9999999\n",
    "customers": "code,name,street,city,state,postal_code,country,terms\n"
    "T1,Far Terms Inc,1 Oak St,Albany,NY,12203,US,FAR\n",
    "products": "code,name,lead_days\nLEAD,no date yet,9999999\n",
    "prices": "product,list,price,first_day\nLEAD,LIST,10,2026-01-01\n",
    "orders": "number,customer,order_date,product,quantity,price,payment_terms\n"
    "SO-2100,3897-5,9999-12-20,ITEM1,5,24.50,NET30\n",
}


def test_days_beyond_ten_years_come_in_by_no_file_and_keys_go_on(stand: House, tmp_path: Path) -> None:
    """Case 8: what hung on them is no customer and no product; the order beside it is placed."""
    refused = {kind: brought(tmp_path, kind, text)[0][1] for kind, text in FAR.items()}
    assert refused == {
        "terms": "days",
        "customers": "terms",
        "products": "lead_days",
        "prices": "product",
        "orders": "order_date",
    }

    async def scene(player: Player) -> None:
        await player.burst("T1<f7>ITEM1<enter>1<f9>")
        assert player.app.desk.locked and not DraftLine.select().count()
        await player.burst("<esc>3897-5<f7>LEAD<enter>1<enter>ITEM1<enter>2<f9>")
        assert '"LEAD" is not a product' in player.message and not SalesOrder.select().count()
        await player.burst("<esc>ITEM1<enter><enter><f9>")

    run(scene)
    assert OrderRevision.get().gross == 30


def test_a_discount_above_its_line_is_refused_by_file_and_by_keys_alike(stand: House, tmp_path: Path) -> None:
    """Case 9: an open order never gives credit."""
    head = "number,customer,order_date,product,quantity,price,tax_rate,discount\n"
    told = brought(tmp_path, "orders", f"{head}SO-2001,3897-5,2020-11-20,ITEM1,1000,24.50,0.05,200000\n")
    assert told == [(2, "discount", "The discount is more than the line")]

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>1<tab><tab>10.01<enter>GOODWILL<enter><f9>")
        assert player.message.startswith("Line 10: The discount is more than the line")
        assert not SalesOrder.select().count()
        await player.burst("<esc>9.99<f9>")

    run(scene)
    assert OrderRevision.get().gross == Decimal("0.01")
