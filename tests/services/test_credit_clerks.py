"""Supervisors at one return at once: nothing comes back or is credited twice, no gap in numbers (C-31, D-02)."""

import json
import subprocess
import sys
from decimal import Decimal

from custtui.models.fulfilment import Allocation, Invoice
from custtui.services import fulfilment as ff
from custtui.services import orders
from custtui.services.check import check
from tests.services import house
from tests.services.fulfilling import adds_up, of
from tests.services.house import ANN, BEN
from tests.services.keying import ordered

AT_ONCE, TURNS, PIECES = 4, 4, 9
ONE = """
import json, sys
from decimal import Decimal
from custtui.domain.errors import Refused, Unavailable
from custtui.domain.who import Role, Who
from custtui.models.database import bind, make_database
from custtui.services import fulfilment as ff
bind(make_database(sys.argv[1]))
who, one, number = Who(sys.argv[3], sys.argv[3], Role.SUPERVISOR), Decimal(1), sys.argv[2]
done = []
def tried(act, *asked):
    try:
        done.append(str(act(who, *asked)))
    except Unavailable:
        raise
    except Refused as refused:
        done.append(refused.faults[0].field)
for _ in range(int(sys.argv[4])):
    tried(ff.book_return, number, {10: one}, "DEFECT", "SCRAP")
    tried(ff.credit, number, {10: one})
    tried(ff.receive, "3897-5", Decimal(0), {"IN-1": one, "CN-1": -one})
print(json.dumps(done))
"""


def test_at_once_every_piece_comes_back_and_is_credited_once(database, database_url: str) -> None:
    number = ordered(house.stand().a1, f"ITEM1 x{PIECES}").number
    house.hire(*(f"s{one}" for one in range(AT_ONCE)), role=BEN.role)
    ff.ship(ANN, number, 1, of(p10=str(PIECES)))
    ff.invoice(ANN, number, of(p10=str(PIECES)))
    command = [sys.executable, "-c", ONE, database_url, number]
    running = [
        subprocess.Popen([*command, f"s{one}", str(TURNS)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for one in range(AT_ONCE)
    ]
    said = [one.communicate(timeout=300) for one in running]
    assert [complaint for _, complaint in said] == [""] * AT_ONCE
    assert all(json.loads(text) for text, _ in said)
    (line,) = orders.order(number).lines
    papers = [row.number for row in Invoice.select().where(Invoice.kind == "CREDIT").order_by(Invoice.id)]
    assert line.returned == PIECES and line.credited == len(papers) == PIECES + line.billable
    assert papers == [f"CN-{one + 1}" for one in range(len(papers))]
    used = -sum(row.amount for row in Allocation.select().where(Allocation.amount < 0))
    assert used == 10 == -Invoice.get(Invoice.number == "CN-1").gross
    assert sum(row.amount for row in Allocation.select()) == Decimal(0)
    adds_up(orders.order(number))
    assert list(check()) == []
