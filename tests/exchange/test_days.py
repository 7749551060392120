"""Days of a file that are told from today are told from the counter's day, wherever the machine stands."""

from datetime import timedelta

from custtui.exchange import cells
from custtui.models.operator import Seller
from custtui.services.clock import today


def read_in(zone: str, text: str):
    Seller.update(time_zone=zone).execute()
    return cells.read_day(text)


def test_today_of_a_file_is_the_day_at_the_counter(house):
    west, east = read_in("Pacific/Pago_Pago", "0"), read_in("Pacific/Kiritimati", "0")  # 25 hours apart
    assert east - west in (timedelta(1), timedelta(2))
    assert east == today() == cells.read_day("+1") - timedelta(1)
