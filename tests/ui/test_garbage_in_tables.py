"""Nothing that others put into the database by raw SQL stops the program or a screen (S-6)."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import fields
from decimal import Decimal

import pytest

from custtui.domain.controls import Controls
from custtui.models.account import CustomerAccount
from custtui.models.base import db
from custtui.services.check import check
from custtui.services.fulfilment import ship
from tests.files import bound_copy
from tests.services import house
from tests.services.keying import ordered
from tests.ui.flows import flows
from tests.ui.keyplay import Player, run
from tests.ui.over_pty import make_counter
from tests.unguarded import unguarded

WAYS = flows("sweep")
GARBAGE = {
    "seller, time_zone": "UPDATE seller SET time_zone = 'x' || char(27) || '[2J'",
    "seller 1: currency": "UPDATE seller SET currency = 'no such'",
    "seller 1, country": "UPDATE seller SET country = '??', state = 'x'",
    "customer_account": "UPDATE customer_account SET currency = 'no such'",
    "price_list": "UPDATE price_list SET currency = 'no such'",
    "": "UPDATE location SET country = '??', state = 'x'",
    "tax": "INSERT INTO tax_rate (category, country, state, rate, first_day)"
    " VALUES ('standard', 'US', '??', 9000000000000000, '2020-01-01'), ('standard', 'US', '', 70000, '2020-01-01')",
    "terms": "UPDATE payment_terms SET days = 999999999",
    "product": "UPDATE product SET lead_days = 999999999, tax_category = '??', unit = ''",
    "price of ITEM1 in contract of": "INSERT INTO contract_price (account_id, product_id, price, currency, first_day,"
    " last_day, made_by, made_at) SELECT a.id, p.id, 9000000000000000000, 'USD', '2020-01-01', '9999-12-31', 'x',"
    " '2020-01-01T00:00:00.000000Z' FROM customer_account a, product p",
    **{
        f"control {one.name}": f"INSERT INTO control (key, value) VALUES ('{one.name}', 'abc' || char(27) || '[2J')"
        for one in fields(Controls)
    },
}
GUARDED = ("price_list", "tax", "terms")
BURSTS = ("3897-5<f7>ITEM1<enter>5<enter>ITEM2<enter>99999<enter><f8><f8><f9>", "<esc><f12><f6>New Ltd<f9>")


def put_in(told: str) -> None:
    """As somebody else does, who knows no guard where one stands in the way."""
    with unguarded() if told in GUARDED else nullcontext():
        db.execute_sql(GARBAGE[told])


@pytest.mark.parametrize("told", GARBAGE)
def test_garbage_is_told_by_check_and_an_order_can_be_keyed(counter: house.House, told: str) -> None:
    put_in(told)

    async def scene(player: Player) -> None:
        for burst in BURSTS:
            await player.burst(burst)
            assert "Something went wrong" not in player.screen, player.message
            assert "\x1b" not in player.screen

    run(scene)
    faults = list(check())
    assert [fault for fault in faults if fault.startswith(told)]
    assert all(fault.isprintable() for fault in faults)


NO_TEXT = "CAST(x'ff41' AS TEXT)"
UNREADABLE = (
    (
        "customer_account",
        "changed_at",
        "'garbage'",
        "<enter>",
        "Customer 3897-5",
        "customer_account.changed_at, row 1",
    ),
    ("customer_site", "alias", NO_TEXT, "<enter>", "Customer 3897-5", "bytes that are no text"),
    ("location", "street", NO_TEXT, "<f7>", "Customer 3897-5", "bytes that are no text"),
    ("party", "name", NO_TEXT, "<f8>", "Customer 3897-5", "bytes that are no text"),
    ("order_event", "at", "'garbage'", "<f10>OI SO-1001<enter>", "Order SO-1001", "order_event.at, row 1"),
    ("order_revision", "po_number", NO_TEXT, "<enter>", "An order of customer 3897-5", "bytes that are no text"),
    ("shipment", "day", "'garbage'", "<f10>OI SO-1001<enter>", "Order SO-1001", "shipment.day, row 1"),
)


def test_what_cannot_be_read_opens_no_screen_and_no_key_writes_over_it(counter: house.House) -> None:
    """One line names the record; the screen below stays, and its keys are its own."""
    number = ordered(counter.a1, "ITEM1 x2").number
    assert number == "SO-1001"
    ship(house.ANN, number, 1, {10: Decimal(1)})
    for (trigger,) in db.execute_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute_sql(f'DROP TRIGGER "{trigger}"')

    async def scene(player: Player) -> None:
        for table, column, garbage, key, record, place in UNREADABLE:
            before = db.execute_sql(f'SELECT id, "{column}" FROM "{table}"').fetchall()
            db.execute_sql(f'UPDATE "{table}" SET "{column}" = {garbage}')
            await player.burst(f"<f2><esc>3897-5{key}x<f9>")
            whole = player.app.desk.message
            assert whole.startswith(f"{record} cannot be read: ") and place in whole, (table, whole)
            assert len(player.app.desk.views) == 1 and player.app.desk.locked
            kept = db.execute_sql(f'SELECT count(*) FROM "{table}" WHERE "{column}" = {garbage}').fetchone()[0]
            assert kept == len(before)
            for row, text in before:
                db.execute_sql(f'UPDATE "{table}" SET "{column}" = ? WHERE id = ?', (text, row))
            await player.burst("<esc>")

    run(scene)


def test_esc_ends_the_lock_of_a_customer_that_cannot_be_read(counter: house.House) -> None:
    ordered(counter.a1, "ITEM1 x2")
    for (trigger,) in db.execute_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute_sql(f'DROP TRIGGER "{trigger}"')
    db.execute_sql("UPDATE order_revision SET order_date = '2026-99-99'")

    async def scene(player: Player) -> None:
        for key in ("", "<enter>", "<f8>"):
            await player.burst(f"<f2>3897-5{key}")
            assert "cannot be read" in player.message
            await player.burst("<esc>")
            assert not player.app.desk.locked, key
        await player.burst("<f3>")
        assert "Leave custtui?" in player.message

    run(scene)


def test_home_comes_up_without_a_waiting_order_that_cannot_be_read(counter: house.House) -> None:
    CustomerAccount.update(accept_threshold=Decimal(1)).execute()
    for count in (50, 60, 70):
        assert ordered(counter.a1, f"ITEM1 x{count}").accepted is False
    for (trigger,) in db.execute_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute_sql(f'DROP TRIGGER "{trigger}"')
    db.execute_sql(
        "UPDATE order_revision SET order_date = '2026-99-99' WHERE id = (SELECT max(id) FROM order_revision)"
    )

    async def scene(player: Player) -> None:
        assert "1 waiting order cannot be read: custtui check names what is wrong" in player.message
        assert "SO-1001" in player.screen and "SO-1002" in player.screen and "SO-1003" not in player.screen

    run(scene)


@pytest.mark.parametrize("view", WAYS)
def test_every_screen_opens_on_a_database_full_of_it(view: str, sqlite_template, tmp_path) -> None:
    path = make_counter(sqlite_template, tmp_path / "full.sqlite")
    with bound_copy(path, tmp_path / "played.sqlite"):
        for told in GARBAGE:
            put_in(told)

        async def scene(player: Player) -> None:
            await player.burst(WAYS[view])
            assert "Something went wrong" not in player.screen, player.message

        run(scene)
