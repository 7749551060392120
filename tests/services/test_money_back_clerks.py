"""Several at the same money at once: no more is paid back than is left, a payment is taken back once (S-3, C-37)."""

import json
import subprocess
import sys

from custtui.domain.who import Role
from custtui.models.fulfilment import Payment
from custtui.services import fulfilment as ff
from custtui.services import orders
from custtui.services.check import check
from custtui.services.fulfilment.owing import owing
from tests.services import house
from tests.services.fulfilling import D
from tests.services.house import ANN
from tests.services.test_fulfilment_payments import billed

HANDS, TURNS = 4, 4
HAND = """
import json, sys
from decimal import Decimal
from custtui.domain.errors import Refused, Unavailable
from custtui.domain.who import Role, Who
from custtui.models.database import bind, make_database
from custtui.services import fulfilment as ff
bind(make_database(sys.argv[1]))
who, done = Who(sys.argv[2], sys.argv[2], Role.SUPERVISOR), []
def tried(act, *asked):
    try:
        act(who, *asked)
        done.append(act.__name__)
    except Unavailable:
        raise
    except Refused:
        pass
for _ in range(int(sys.argv[3])):
    tried(ff.refund, 1, Decimal(3), "SURPLUS")
    tried(ff.reverse, 2, "BOUNCED")
    tried(ff.take_back, 1, "WRONG")
    tried(ff.write_off, "IN-3", Decimal(30), "LOST")
print(json.dumps(done))
"""


def test_four_at_once_take_back_pay_back_and_write_off_what_there_is(database, database_url: str) -> None:
    made = house.stand()
    one, two, _ = (billed(made.a1) for _ in range(3))
    ff.receive(ANN, "3897-5", D(110), {one: D(100)})
    ff.receive(ANN, "3897-5", D(60), {two: D(60)})
    house.hire(*(f"h{at}" for at in range(HANDS)), role=Role.SUPERVISOR)
    command = [sys.executable, "-c", HAND, database_url]
    hands = [
        subprocess.Popen([*command, f"h{at}", str(TURNS)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for at in range(HANDS)
    ]
    said = [hand.communicate(timeout=300) for hand in hands]
    assert [complaint for _, complaint in said] == [""] * HANDS
    done = [act for out, _ in said for act in json.loads(out)]
    assert (done.count("reverse"), done.count("take_back"), done.count("write_off")) == (1, 1, 3)
    refunds = done.count("refund")
    assert 3 <= refunds <= HANDS * TURNS, "10.00 were left at first, 110.00 once its invoice was taken back"
    assert owing(made.a1).surplus == 110 - 3 * refunds
    assert {row.number: row.paid for row in orders.invoices_of(made.a1)} == {one: 0, two: 0, "IN-3": 90}
    assert Payment.select().where(Payment.kind == "REVERSAL").count() == 1
    assert list(check()) == []
