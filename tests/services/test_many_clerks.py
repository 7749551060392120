"""Eight clerks placing orders on one database at once: no number twice, nothing lost, no lock on any screen (S-3)."""

import json
import subprocess
import sys

from custtui.models.order import OrderLine, SalesOrder
from custtui.models.search.engine import rebuild
from custtui.services.check import check
from tests.services import house

CLERK = """
import json, sys
from custtui.domain.who import Role, Who
from custtui.models.database import bind, make_database
from custtui.services import order_entry
from custtui.services.order_entry.views import LineText
bind(make_database(sys.argv[1]))
who, numbers = Who(sys.argv[3], sys.argv[3], Role.CLERK), []
for _ in range(5):
    draft = order_entry.start(who, int(sys.argv[2]))
    for item in ("ITEM1", "ITEM2"):
        order_entry.put_line(who, draft.id, None, LineText(item=item, quantity="2"))
    numbers.append(order_entry.place(who, draft.id).number)
print(json.dumps(numbers))
"""


def test_eight_clerks_at_once_each_place_every_order_once(database, database_url: str) -> None:
    made = house.stand()
    house.hire(*(f"clerk{number}" for number in range(8)))
    command = [sys.executable, "-c", CLERK, database_url, str(made.a1)]
    clerks = [
        subprocess.Popen([*command, f"clerk{number}"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for number in range(8)
    ]
    said = [clerk.communicate(timeout=300) for clerk in clerks]
    assert [complaint for _, complaint in said] == [""] * 8
    numbers = [number for out, _ in said for number in json.loads(out)]
    assert len(set(numbers)) == len(numbers) == 40
    assert {row.number for row in SalesOrder.select()} == set(numbers)
    assert OrderLine.select().count() == 80
    rebuild()
    assert list(check()) == []
