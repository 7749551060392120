"""The long story of an order, typed into the demo house over a pty; its end is read on the command line."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from custtui.bootstrap import system_user
from custtui.cli.demo import fill
from custtui.domain.who import Role
from custtui.models.base import db
from custtui.models.order import SalesOrder
from custtui.services.operators import add_operator, give_role, operator
from custtui.services.pins import set_pin
from tests.terminal.keystrokes import Pause, keys
from tests.terminal.pty import Terminal
from tests.terminal.rest import at_rest
from tests.ui.over_pty import program, read
from tests.ui.test_seed_stories import script_of

SEEN = 0.5
"""Seconds a window stands before it is typed into."""


def make_demo(template: Path, path: Path) -> None:
    """The demo house, where this system's user is a clerk, and Ben, a supervisor, has a PIN."""
    path.write_bytes(template.read_bytes())
    one, (login, name) = read(path), system_user()
    fill(login, name)
    first = operator(login)
    add_operator(first, "cora", "Cora", Role.ADMINISTRATOR)
    add_operator(first, "ben", "Ben", Role.SUPERVISOR)
    set_pin(first, "ben", "271828")
    give_role(first, login, Role.CLERK)
    one.close()
    db.initialize(None)


def newest(path: Path) -> str:
    """The number of the order made last."""
    one = read(path)
    number = SalesOrder.select(SalesOrder.number).order_by(SalesOrder.id.desc()).limit(1).scalar()
    one.close()
    db.initialize(None)
    return number


def in_bursts(terminal: Terminal, script: str) -> None:
    """Everything in one write, cut where a window has to be seen first (X-22)."""
    waiting = b""
    for key in keys(script):
        waiting += key
        if isinstance(key, Pause):
            terminal.send(waiting)
            assert terminal.wait_for("Second signature:"), terminal.text()
            at_rest(terminal)  # seen: here it need not be waited for as long as a script has to
            time.sleep(min(key.seconds, SEEN))
            waiting = b""
    terminal.send(waiting)


def said(path: Path, *words: str) -> str:
    """What a command says of the file; it must go well."""
    command = [sys.executable, "-m", "custtui", *words, "--database", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def played(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo house after the story."""
    path = tmp_path_factory.mktemp("story") / "demo.sqlite"
    make_demo(sqlite_template, path)
    with program(path) as terminal:
        in_bursts(terminal, script_of("long-story"))
        assert terminal.wait_for("finished"), terminal.text()
        at_rest(terminal)
        assert "Received 1,305.77 USD of Healthy Juices Inc." in terminal.text(), terminal.text()
    return path


def test_a_slip_withdrawn_corrected_approved_shipped_returned_credited_and_paid(played: Path) -> None:
    number = newest(played)
    order = json.loads(said(played, "order", "show", number, "--json"))
    (line,) = order["lines"]
    moved = {name: line[name] for name in ("quantity", "shipped", "invoiced", "returned", "credited")}
    assert moved == {"quantity": "50", "shipped": "50", "invoiced": "50", "returned": "3", "credited": "3"}
    assert (order["status"], line["open"], line["billable"], line["forfeited"]) == ("finished", "0", "0", "0")
    totals = [order[f"{name}_total"] for name in ("invoiced", "credited", "returned", "forfeited", "adjusted")]
    assert [order["gross"], *totals, order["to_come"]] == [
        *("1241.12", "1241.12", "74.47", "74.47", "0.00", "0.00"),
        "0.00",
    ]
    assert [len(order[name]) for name in ("shipments", "invoices", "credit_notes")] == [2, 2, 1]
    assert said(played, "check") == "No faults\n"


def test_who_did_what_is_told_with_both_names(played: Path) -> None:
    """F-74, X-22: the slip came to nothing, and the clerk's approval and credit note have Ben's signature."""
    number = newest(played)
    order = json.loads(said(played, "order", "show", number, "--json"))
    kinds = [event["kind"] for event in order["events"]]
    assert kinds.count("shipped") == kinds.count("invoiced") == 2
    signed = [event["kind"] for event in order["events"] if event.get("signed_by") == "ben"]
    assert signed == ["accepted", "credited"]
    slip = json.loads(said(played, "order", "show", _before(number), "--json"))
    assert (slip["status"], slip["lines"][0]["quantity"]) == ("cancelled", "5000")


def _before(number: str) -> str:
    head, _, tail = number.rpartition("-")
    return f"{head}-{int(tail) - 1}"
