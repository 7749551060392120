"""How many statements an act on an order of five lines asks: all of the trace, lines of triggers apart (P-8)."""

from collections.abc import Callable
from itertools import groupby

from custtui.models.base import db
from custtui.services import order_entry as desk
from tests.benchmarks import life
from tests.services import changing
from tests.services.house import ANN
from tests.services.keying import keyed

LINES = ("B x2", "A x5", "C x7", "A x3", "B x1")


def questions(act: Callable[[], object]) -> int:
    """What an act asks; a trigger's lines show as their statement again, which counts once."""
    seen, connection = list[str](), db.connection()
    connection.set_trace_callback(seen.append)
    act()
    connection.set_trace_callback(None)
    return sum(1 for one, _ in groupby(seen) if not one.startswith("--"))


def test_an_order_and_what_becomes_of_it_ask_no_more_than_they_need(sqlite_database) -> None:
    account = changing.a_house().a1
    numbers = [desk.place(ANN, keyed(account, *LINES).id).number for _ in range(2)]  # what is asked but once is asked
    draft = keyed(account, *LINES).id
    assert questions(lambda: desk.place(ANN, draft)) <= 35
    for name, most in (("revision", 41), ("shipment", 22), ("invoice", 25)):
        life.ACTS[name](numbers[0])()
        assert questions(life.ACTS[name](numbers[1])) <= most, name
