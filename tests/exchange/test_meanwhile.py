"""What others write between the check of a file and its rows counts: no twin, nothing said twice (R-41, R-16)."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from custtui.domain.customer import AddressFields, CustomerFields
from custtui.domain.errors import Confirm, Refused
from custtui.domain.who import SYSTEM
from custtui.exchange.importing import import_file
from custtui.exchange.kind import Kind
from custtui.exchange.kinds import kind_of
from custtui.models.account import AccountRelationship, CustomerAccount
from custtui.models.base import db
from custtui.models.party import Party
from custtui.services.bulk.relationships import ways_free
from custtui.services.check import check
from custtui.services.payers import relationships
from custtui.services.profile import customers
from custtui.services.twins import merging
from tests.exchange.files import House, counts

PLACE = AddressFields("1 Main St", "New York", "NY", "10001", "US")
SAME = CustomerFields(name="Healthy Juices Inc.", alias="HJ", billing=PLACE)
FILE = (
    "name,alias,street,city,postal_code,country\n"
    "Corner Market,Corner,2 Elm St,Troy,12180,US\nHealthy Juices Inc,HJ,,,10001,US\n"
)


def id_of(code: str) -> int:
    return CustomerAccount.get(CustomerAccount.code == code).id


def elsewhere(act: Callable[[], Any]) -> None:
    """At another terminal."""

    def run() -> None:
        act()
        db.close()

    thread = Thread(target=run)
    thread.start()
    thread.join()


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Callable[[], Any]], None]:
    """Has something happen elsewhere when a file of a kind was checked and is about to be written."""

    def between(kind: str, act: Callable[[], Any]) -> None:
        one, acts = kind_of(kind), [act]
        bring = one.bring

        def late(*asked: Any) -> int:
            if acts:
                elsewhere(acts.pop())
            return bring(*asked)

        monkeypatch.setattr(one, "bring", late)

    return between


def test_a_customer_made_after_the_check_refuses_the_file_with_one_like_it(house: House, checked) -> None:
    checked("customers", lambda: customers.create(house.who, SAME))
    with pytest.raises(Refused, match=r"meanwhile, nothing was written \(line 3 is like 3897-1, made just now"):
        house.bring("customers", FILE)
    assert [row.name for row in Party.select()] == ["Healthy Juices Inc."]
    report = house.bring("customers", FILE)
    assert report.written and [one.line for one in report.warnings if one.text.startswith("like 3897-1")] == [3]


def test_another_customer_made_after_the_check_is_no_matter(house: House, checked) -> None:
    checked("customers", lambda: customers.create(house.who, CustomerFields(name="Dock Services", alias="D")))
    house.put("customers", FILE)
    assert sorted(row.code for row in CustomerAccount.select()) == ["3897-1", "3897-2", "3897-3"]
    assert list(check()) == []


def test_who_makes_the_customer_of_a_file_after_it_came_in_is_asked(house: House) -> None:
    house.put("customers", FILE)
    with pytest.raises(Confirm, match="Healthy Juices"):
        customers.create(house.who, SAME)


BRING = """
import sys
from pathlib import Path
from custtui.domain.errors import Refused, Unavailable
from custtui.domain.who import SYSTEM
from custtui.exchange.importing import import_file
from custtui.models.database import bind, make_database
bind(make_database(sys.argv[1]))
try:
    report = import_file(SYSTEM, "customers", Path(sys.argv[2]))
    print("written", sum(one.text.startswith("like 3897") for one in report.warnings))
except Unavailable:
    raise
except Refused as refused:
    print(refused)
"""
MAKE = """
import sys
from custtui.domain.customer import AddressFields, CustomerFields
from custtui.domain.errors import Confirm
from custtui.domain.who import Role, Who
from custtui.models.database import bind, make_database
from custtui.services.profile import customers
bind(make_database(sys.argv[1]))
who, asked = Who("ann", "Ann", Role.CLERK), 0
for number in range(int(sys.argv[2])):
    place = AddressFields("1 Main St", "New York", "NY", f"{10001 + number}", "US")
    try:
        customers.create(who, CustomerFields(name=f"Juice House {number} Inc", alias="J", billing=place))
    except Confirm:
        asked += 1
print(asked)
"""


def test_a_clerk_and_a_file_that_bring_the_same_customers_at_once_make_each_once(
    house: House, database_url: str, tmp_path: Path
) -> None:
    """Or the report of the file warns of those that stand already."""
    number, path = 30, tmp_path / "customers.csv"
    rows = (f"Juice House {one} Inc,J,1 Main St,New York,{10001 + one},US" for one in range(number))
    path.write_text("\n".join(("name,alias,street,city,postal_code,country", *rows)) + "\n", encoding="utf-8")
    commands = (BRING, str(path)), (MAKE, str(number)), (BRING, str(path))
    running = [
        subprocess.Popen(
            [sys.executable, "-c", script, database_url, told],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for script, told in commands
    ]
    said = [one.communicate(timeout=300) for one in running]
    assert [complaint for _, complaint in said] == [""] * len(said)
    brought = [out.split() for out, _ in (said[0], said[2]) if out.startswith("written")]
    assert all("changed meanwhile" in out for out, _ in (said[0], said[2]) if not out.startswith("written"))
    warned, asked = sum(int(one[1]) for one in brought), int(said[1][0])
    made = CustomerAccount.select().count()
    assert made == number - asked + number * len(brought)
    assert made - warned <= number  # each that stands twice was told of
    assert list(check()) == []


@pytest.mark.parametrize("way", ["Y", "N"])
def test_a_relationship_a_clerk_made_after_the_check_refuses_the_file_with_the_other_way(
    house: House, checked, way: str
) -> None:
    house.put("customers", "code,name\nA,Aa\nB,Bb\n")
    a, b = id_of("A"), id_of("B")
    checked("relationships", lambda: relationships.relate(house.who, b, a, bill_to=True, reciprocal=way == "N"))
    with pytest.raises(Refused, match=r"meanwhile, nothing was written \(B opens itself to A already"):
        house.bring("relationships", f"customer,related,bill_to,reciprocal\nA,B,Y,{way}\n")
    assert [(row.account_id, row.related_id) for row in AccountRelationship.select()] == [(b, a)]
    assert ways_free([f"A\tB\t{way}"]) == set()


def test_a_customer_merged_after_the_check_refuses_rows_that_name_it(house: House, checked) -> None:
    house.put(
        "customers", "code,name,alias,street,city\nA,Aa,Aa,1 Elm,Troy\nB,Bb,Bb,2 Elm,Troy\nC,Cc,Cc,3 Elm,Troy\n"
    )
    checked("relationships", lambda: merging.merge(SYSTEM, id_of("A"), id_of("B")))
    before = counts().get("account_relationship", 0)
    with pytest.raises(Refused, match=r"meanwhile, nothing was written \(A was merged into B"):
        house.bring("relationships", "customer,related,bill_to\nA,C,Y\n")
    assert counts().get("account_relationship", 0) == before


def test_kinds_that_make_no_customer_are_brought_as_they_are_written(house: House, tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text("code,name,days\nNET5,5 days,5\n", encoding="utf-8")
    assert import_file(SYSTEM, "terms", path).written
    assert type(kind_of("terms")).bring is Kind.bring
