"""What a message says, where it goes and what became of it is watched, whoever writes it (R-45, S-6)."""

import pytest

from custtui.domain.mailing import Later, RefusedForGood
from custtui.domain.records.announcement import AnnouncementFields
from custtui.models.account import EventSubscription
from custtui.models.base import db
from custtui.models.migrate import migrate
from custtui.models.order import Outbox, OutboxStep
from custtui.models.triggers import drop
from custtui.services.check import check
from custtui.services.fulfilment.payments import receive
from custtui.services.notices import outbox
from custtui.services.notices.sending import send_next
from custtui.services.people.announcing import announce
from custtui.services.sealing import seal
from tests.older import BEFORE_0041
from tests.services import house
from tests.services.fulfilling import D
from tests.services.house import ANN, BEN, CORA
from tests.services.keying import ordered
from tests.services.test_check import tamper

NEWS = AnnouncementFields("product launch", "Pear juice", "From May.")


@pytest.fixture
def told(database) -> list[int]:
    """Messages of orders, of a payment, announced; sent, held back, failed, tried, and sent again. Sound."""
    made = house.stand()
    house.control("email_notices", "Y")
    EventSubscription.create(contact=made.robert, event="product launch")
    for _ in range(4):
        ordered(made.a1, "ITEM1")
    receive(ANN, "3897-5", D(7), {})
    announce(BEN, NEWS, ("announce",))
    first, second, *_ = (row.id for row in Outbox.select().order_by(Outbox.id))
    outbox.hold_back(BEN, second)
    for answer in (None, RefusedForGood("550 no such user", address=True), Later("451 later")):
        send_next(CORA, lambda letter, answer=answer: _said(answer), "seller.example")
    outbox.send_again(BEN, first)
    outbox.send_again(BEN, second)
    assert [row.state for row in Outbox.select().order_by(Outbox.id)][:4] == ["SENT", "WAITING", "FAILED", "WAITING"]
    assert list(check()) == []
    return [row.id for row in Outbox.select().order_by(Outbox.id)]


def _said(answer: Exception | None) -> None:
    if answer:
        raise answer


def named(row: int) -> bool:
    return any(f"outbox {row}" in one for one in check())


def test_who_changed_a_message_worked_here(told: list[int]) -> None:
    """No chain tells it, as what may change."""
    tamper(f"UPDATE outbox SET changed_by = 'mallory' WHERE id = {told[0]}")
    assert any("changed_by is 'mallory', who never worked here" in one for one in check())


def test_every_column_of_what_a_message_says_is_watched(told: list[int]) -> None:
    for row in (told[0], told[-1]):
        for column in ("event", "subject", "body", "paper", "made_by"):
            before = db.execute_sql(f"SELECT {column} FROM outbox WHERE id = {row}").fetchone()[0]
            tamper(f"UPDATE outbox SET {column} = 'thief' WHERE id = {row}")
            assert named(row), (row, column)
            tamper(f"UPDATE outbox SET {column} = '{before}' WHERE id = {row}")
    assert list(check()) == []


@pytest.mark.parametrize(
    "change",
    ["address = 'thief@evil.example'", "state = 'SENT', sent_at = made_at", "state = 'HELD'", "sent_at = made_at"],
)
def test_a_message_that_is_diverted_or_said_to_be_sent_is_named_row_by_row(told: list[int], change: str) -> None:
    waits = [row.id for row in Outbox.select().where(Outbox.state == "WAITING")]
    tamper(f"UPDATE outbox SET {change} WHERE state = 'WAITING'")
    assert waits and all(named(row) for row in waits)


def test_a_message_is_named_that_is_diverted_with_its_steps(told: list[int]) -> None:
    for row in (told[0], told[-1]):
        tamper(*(f"UPDATE {table} SET address = 'x' WHERE {at} = {row}" for table, at in STEPS))
        assert any("outbox_step" in one and "was changed" in one for one in check())


STEPS = (("outbox", "id"), ("outbox_step", "outbox_id"))


@pytest.mark.parametrize("order", ["1", "NULL"])
def test_a_message_that_others_added_is_named(told: list[int], order: str) -> None:
    columns = [name for name in (one.name for one in db.get_columns("outbox")) if name not in ("id", "order_id")]
    some = ", ".join(columns)
    tamper(
        f"INSERT INTO outbox (id, order_id, {some}) SELECT 90, {order}, {some} FROM outbox WHERE id = {told[0]}",
        "INSERT INTO outbox_step (id, made_by, made_at, outbox_id, state, address)"
        " SELECT 900, changed_by, made_at, id, state, address FROM outbox WHERE id = 90",
    )
    assert any("outbox 90 (" in one and "was put there by others" in one for one in check())


def test_a_message_that_was_taken_away_is_named(told: list[int]) -> None:
    tamper(f"DELETE FROM outbox_step WHERE outbox_id = {told[-1]}", f"DELETE FROM outbox WHERE id = {told[-1]}")
    assert any(f"outbox {told[-1]}" in one and "was removed" in one for one in check())


def test_a_seal_covers_messages(told: list[int]) -> None:
    line = seal(CORA)
    assert list(check(against=line)) == []
    tamper(f"UPDATE outbox SET body = 'x' WHERE id = {told[0]}")
    assert any("was changed since it was sealed" in one for one in check(against=line))


def test_messages_of_before_are_taken_up_where_they_stand(told: list[int]) -> None:
    """As the release before left them: no steps, no links of them, nobody who made or changed them."""
    drop(db.obj)
    for statement in (
        "DROP TABLE outbox_step",
        *BEFORE_0041,
        "DELETE FROM schema_migration WHERE name >= '0040'",
        "DELETE FROM chain_link WHERE kind LIKE 'outbox%%'",
        "DELETE FROM history_link WHERE kind LIKE 'house%%'",
        "UPDATE outbox SET made_by = '', changed_by = ''",
    ):
        db.execute_sql(statement)
    assert migrate(db.obj)[0] == "0040_steps_of_messages"
    assert OutboxStep.select().count() == len(told)
    assert {row.made_by for row in Outbox.select().where(Outbox.order.is_null(False))} == {"custtui"}
    assert [one for one in check() if "outbox" in one and "is blank" not in one] == []
