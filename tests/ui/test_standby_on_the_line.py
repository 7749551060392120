"""S-9 at a clerk's terminal: servers die under every key of an order; it says so, the same key works again."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from custtui.bootstrap import system_user
from custtui.domain.who import Role
from custtui.models.base import db
from custtui.models.fulfilment import Invoice, Shipment
from custtui.models.order import OrderLine, SalesOrder
from custtui.services.check import check
from tests.services import house
from tests.standby import Pair
from tests.terminal.pty import Terminal, keys
from tests.terminal.rest import at_rest
from tests.ui.over_pty import up

pytest.importorskip("custtui.models.server")
AWAY = "No database takes orders at the moment", "The database does not answer", "The database starts or stops"


@pytest.fixture
def terminal(pair: Pair, tmp_path: Path) -> Iterator[Terminal]:
    """A clerk's program on both servers, with the order of a customer begun."""
    house.stand()
    house.promote()
    house.hire(system_user()[0], role=Role.ADMINISTRATOR)
    db.close()
    with Terminal([sys.executable, "-m", "custtui", "--database", pair.url], env={"HOME": str(tmp_path)}) as one:
        up(one)
        typed(one, "3897-5<f7>ITEM1<enter>5<enter>")
        shown(one, "ITEM1 described")
        yield one


def typed(terminal: Terminal, script: str) -> None:
    terminal.send(b"".join(keys(script)))


def shown(terminal: Terminal, *texts: str) -> None:
    """A program that waits for a server looks as if it were at rest: what it shows in the end is waited for."""
    assert terminal.wait_for(*texts), terminal.text()
    at_rest(terminal)


def died(terminal: Terminal, key: str) -> None:
    """The message line says that nothing was stored and what to do; Esc takes it away."""
    typed(terminal, key)
    shown(terminal, *AWAY)
    typed(terminal, "<esc>")
    for _ in range(600):  # an Esc may be the beginning of a key: that is waited for
        if not any(one in terminal.text() for one in AWAY):
            return
        terminal.read(0.05)
    raise AssertionError(terminal.text())


def test_s_9_an_order_is_keyed_placed_shipped_and_invoiced_while_servers_die(pair: Pair, terminal: Terminal) -> None:
    typed(terminal, "ITEM2<enter>7")
    shown(terminal, "ITEM2 described")
    pair.kill(pair.a)
    died(terminal, "<enter>")
    died(terminal, "<enter>")  # the standby reads, and takes nothing
    pair.promote()
    typed(terminal, "<enter>")
    shown(terminal, "2 lines")
    for opened, ready, done in (
        ("", "2 lines", "SO-1001"),
        ("<f10>OI<enter><f10>S<enter>3", "Ship now", "Shipped 3 of 5"),
        ("<f10>B<enter>2", "Bill now", "IN-1"),
    ):
        typed(terminal, opened)
        shown(terminal, ready)
        pair.kill(pair.b)
        died(terminal, "<f9>")
        pair.start(pair.b)
        typed(terminal, "<f9>")
        shown(terminal, done)
    counts = [model.select().count() for model in (SalesOrder, OrderLine, Shipment, Invoice)]
    assert counts == [1, 2, 1, 1], terminal.text()
    assert list(check()) == []
