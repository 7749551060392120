"""Decimals stay decimals and moments stay in UTC, in the file too (D-01, D-03, F-56)."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from peewee import IntegrityError

from custtui.models.database import is_sqlite
from custtui.models.order import OrderEvent, OrderLine
from tests.rows import an_account, an_order


def test_no_column_can_hold_a_float(database) -> None:
    for table in database.get_tables():
        kinds = {column.data_type.upper() for column in database.get_columns(table)}
        assert not kinds & {"REAL", "DOUBLE PRECISION", "FLOAT", "NUMERIC"}, table


def test_a_float_is_refused_by_the_file_itself(database) -> None:
    if not is_sqlite(database):
        pytest.skip("PostgreSQL's columns are integers anyway")
    account = an_account()
    with pytest.raises(IntegrityError, match="REAL"), database.atomic():
        database.execute_sql("UPDATE customer_account SET credit_limit = 0.3 WHERE id = ?", (account.id,))


def test_amounts_come_back_exactly(database) -> None:
    an_order(an_account(), [("3", "0.1")])
    line = OrderLine.get()
    assert (line.net, line.price, line.quantity) == (Decimal("0.3"), Decimal("0.1"), Decimal(3))


def test_more_places_than_the_column_has_are_refused(database) -> None:
    with pytest.raises(ValueError, match="decimal places"), database.atomic():
        an_order(an_account(), [("0.0001", "1.00")])


def test_moments_are_kept_in_utc(database) -> None:
    order = an_order(an_account()).order
    noon = datetime(2026, 5, 4, 12, tzinfo=timezone(timedelta(hours=2)))
    event = OrderEvent.create(order=order, kind="test", by="anna", at=noon)
    assert database.execute_sql(f"SELECT at FROM order_event WHERE id = {event.id}").fetchone() == (
        "2026-05-04T10:00:00.000000Z",
    )
    assert OrderEvent.get_by_id(event.id).at == datetime(2026, 5, 4, 10, tzinfo=UTC)
    with pytest.raises(ValueError, match="time zone"):
        OrderEvent.create(order=order, kind="test", by="anna", at=datetime(2026, 5, 4))
