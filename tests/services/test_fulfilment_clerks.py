"""Several clerks at one order at once: nothing is sent, billed or paid twice, invoice numbers have no gaps (D-02)."""

import json
import subprocess
import sys
from decimal import Decimal

from custtui.models.fulfilment import Allocation, Invoice, Shipment
from custtui.services import orders
from custtui.services.check import check
from tests.services import house
from tests.services.fulfilling import adds_up
from tests.services.keying import ordered

CLERKS, TURNS, PIECES = 5, 5, 20

CLERK = """
import json, sys
from decimal import Decimal
from custtui.domain.errors import Refused, Unavailable
from custtui.domain.who import Role, Who
from custtui.models.database import bind, make_database
from custtui.services import fulfilment as ff
bind(make_database(sys.argv[1]))
who, one = Who(sys.argv[3], sys.argv[3], Role.CLERK), Decimal(1)
done = []
def tried(act, *asked):
    try:
        done.append(act(who, *asked))
    except Unavailable:
        raise
    except Refused as refused:
        done.append(refused.faults[0].field)
def receive(*asked):
    ff.receive(*asked)
for _ in range(int(sys.argv[4])):
    tried(ff.ship, sys.argv[2], 1, {10: one})
    tried(ff.invoice, sys.argv[2], {10: one})
    tried(receive, "3897-5", one * 3, {"IN-1": one * 3})
print(json.dumps(done))
"""


def test_five_clerks_at_once_send_bill_and_settle_every_piece_once(database, database_url: str) -> None:
    number = ordered(house.stand().a1, f"ITEM1 x{PIECES}").number
    house.hire(*(f"c{one}" for one in range(CLERKS)))
    command = [sys.executable, "-c", CLERK, database_url, number]
    clerks = [
        subprocess.Popen([*command, f"c{one}", str(TURNS)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for one in range(CLERKS)
    ]
    said = [clerk.communicate(timeout=300) for clerk in clerks]
    assert [complaint for _, complaint in said] == [""] * CLERKS
    view = orders.order(number)
    assert (view.status, view.lines[0].shipped, Shipment.select().count()) == ("finished", Decimal(PIECES), PIECES)
    papers = [row.number for row in Invoice.select().order_by(Invoice.id)]
    assert sorted(papers) == sorted(f"IN-{one + 1}" for one in range(len(papers)))
    assert view.lines[0].billable == PIECES - len(papers) >= 0
    assert sum(row.amount for row in Allocation.select()) == 9  # of ten due, three at a time
    assert sum(event.kind == "finished" for event in view.events) == 1
    answers = [one for out, _ in said for one in json.loads(out)]
    assert sum(isinstance(one, list) for one in answers) == PIECES
    assert list(check()) == []
    adds_up(view)
