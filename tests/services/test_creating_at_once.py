"""Two clerks make the same customer at the same moment: the second is asked, no second one made (F-27, R-41)."""

import time
from threading import Event, Thread

import pytest

from custtui.domain.customer import AddressFields, CustomerFields
from custtui.domain.errors import Confirm, Refused
from custtui.models.account import AccountRelationship, CustomerAccount
from custtui.models.base import db
from custtui.models.database import is_sqlite, patience, transaction
from custtui.models.party import Party
from custtui.services.payers import relationships
from custtui.services.profile import customers
from tests.services import house
from tests.services.house import ANN, BEN, DORA

PLACE = AddressFields("1 Main St", "New York", "NY", "10001", "US")
SAME = CustomerFields(name="Healthy Juices Inc.", alias="HJ", billing=PLACE)


class Second(Thread):
    """The other clerk, at a terminal and a connection of its own."""

    def __init__(self, fields: CustomerFields) -> None:
        super().__init__()
        self.fields, self.asked, self.made = fields, "", ""

    def run(self) -> None:
        try:
            self.made = customers.create(BEN, self.fields).code
        except Confirm as question:
            self.asked = question.text
        finally:
            db.close()


class Opening(Thread):
    """The other clerk, who opens one account to another."""

    def __init__(self, account: int, related: int) -> None:
        super().__init__()
        self.pair, self.refused = (account, related), ""

    def run(self) -> None:
        try:
            relationships.relate(BEN, *self.pair, bill_to=True)
        except Refused as refused:
            self.refused = str(refused)
        finally:
            db.close()


@pytest.fixture
def held_up(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Set while somebody waits for SQLite's write lock."""
    found = Event()
    monkeypatch.setattr(patience, "waiting", lambda seconds: found.set())
    return found


def wait_for(second: Thread, held_up: Event) -> None:
    """Until the second clerk waits for the first one."""
    while second.is_alive() and not held_up.is_set():
        if not is_sqlite(db) and db.execute_sql("SELECT 1 FROM pg_locks WHERE NOT granted").fetchone():
            return
        time.sleep(0.01)


@pytest.mark.parametrize("fresh", [True, False])
def test_the_second_of_two_clerks_who_make_one_customer_at_once_is_asked(
    database: object, held_up: Event, fresh: bool
) -> None:
    """Also where they are the first customers of the house."""
    house.seller()
    if not fresh:
        customers.create(ANN, CustomerFields(name="Corner Market", alias="CM"))
    standing = CustomerAccount.select().count()
    second = Second(SAME)
    with transaction():
        first = customers.create(ANN, SAME)
        second.start()
        wait_for(second, held_up)
    second.join()
    assert second.asked == f"Create anyway? Like {first.code} Healthy Juices Inc.: same name, same postal code"
    assert (second.made, CustomerAccount.select().count()) == ("", standing + 1)
    assert Party.select().where(Party.name == SAME.name).count() == 1


def test_a_different_customer_made_at_the_same_moment_waits_and_is_made(database: object, held_up: Event) -> None:
    """R-21: with the next code; one that is given up leaves no gap."""
    house.seller()
    second = Second(CustomerFields(name="Corner Market", alias="CM"))
    with transaction():
        customers.create(ANN, SAME)
        second.start()
        wait_for(second, held_up)
    second.join()
    assert (second.asked, second.made) == ("", "3897-2")
    with pytest.raises(Confirm):
        customers.create(ANN, SAME)
    assert customers.create(ANN, CustomerFields(name="Dock Services", alias="D")).code == "3897-3"


def test_who_opens_the_way_back_while_it_is_made_reciprocal_is_refused(database: object, held_up: Event) -> None:
    """R-16: one that holds both ways stands alone."""
    made = house.stand()
    there = relationships.relate(DORA, made.a1, made.hq, bill_to=True)
    second = Opening(made.hq, made.a1)
    with transaction():
        relationships.turn_flag(DORA, there.relationship_id, there.version, "R", made.a1)
        second.start()
        wait_for(second, held_up)
    second.join()
    assert second.refused == "These two are related already: change its flags instead"
    assert [row.reciprocal for row in AccountRelationship.select()] == [True]
