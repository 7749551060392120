"""Days of a file that are told from today are told from the counter's day, wherever the machine stands."""

from datetime import date, timedelta

import pytest

from custtui.domain.records.exemption import ExemptionFields
from custtui.domain.records.reading import Ways, read_record
from custtui.exchange import cells
from custtui.models.account import TaxStatus
from custtui.models.operator import Seller, TaxRate
from custtui.models.party import PartyRelationship
from custtui.models.product import PriceListItem
from custtui.services.clock import today
from tests.exchange.files import House, rejects


def read_in(zone: str, text: str):
    Seller.update(time_zone=zone).execute()
    return cells.read_day(text)


def test_today_of_a_file_is_the_day_at_the_counter(house):
    west, east = read_in("Pacific/Pago_Pago", "0"), read_in("Pacific/Kiritimati", "0")  # 25 hours apart
    assert east - west in (timedelta(1), timedelta(2))
    assert east == today() == cells.read_day("+1") - timedelta(1)


FOR_EVER = {
    "exemptions": ("customer,state,certificate,first_day,last_day\nX,NJ,E-1,0001-01-01,{}\n", TaxStatus),
    "taxes": ("category,country,state,rate,first_day,last_day\nstandard,US,NJ,0.07,2020-01-01,{}\n", TaxRate),
    "prices": ("product,list,price,first_day,last_day\nP,LIST,1,2020-01-01,{}\n", PriceListItem),
    "partyrelations": ("subject,kind,related,first_day,last_day\nX,PARTNER,Y,2020-01-01,{}\n", PartyRelationship),
}


@pytest.mark.parametrize("kind", FOR_EVER)
def test_the_last_day_of_the_calendar_is_no_last_day(house: House, kind: str) -> None:
    """Exports of other systems write 9999-12-31 for ever; a day short of it is one, and too far ahead."""
    text, table = FOR_EVER[kind]
    house.put("customers", "code,name\nX,Exe\nY,Why\n")
    house.put("products", "code,name\nP,Pea\n")
    before = set(table.select(table.id).tuples())
    assert rejects(house.bring(kind, text.format("9999-12-30"))) == [(2, "last_day")]
    house.put(kind, text.format("9999-12-31"))
    assert [one.last_day for one in table.select() if (one.id,) not in before] == [None]


def test_it_is_none_where_it_is_typed_too() -> None:
    ways = Ways(today=date(2026, 11, 29))
    typed = ExemptionFields("*", "E-1", "", "9999-12-31")
    assert read_record(ExemptionFields, typed, ways)["last_day"] is None and not ways.faults
