"""A payer made with the order, over a pty: typed ahead of the first screen, and after a kill (F-47, X-11, X-12)."""

from pathlib import Path

from custtui.models.base import db
from custtui.models.draft import DraftAddress
from custtui.models.order import OrderRevision
from tests.services import house
from tests.terminal.keystrokes import keys
from tests.terminal.pty import Terminal
from tests.terminal.rest import at_rest
from tests.ui.over_pty import make_counter, program, read, up

TYPED = "3897-5<f7>ITEM1<enter>5<enter><f6><insert>Acme Inc.<tab><tab><tab>1 Beach Rd<tab>Miami<tab>FL<tab>33101<f9>"


def counter(sqlite_template: Path, tmp_path: Path) -> Path:
    path = make_counter(sqlite_template, tmp_path / "counter.sqlite")
    read(path)
    house.control("bill_to_in_order_entry", True)
    db.close()
    return path


def typed(terminal: Terminal, script: str) -> None:
    terminal.send(b"".join(keys(script)))


def test_typed_before_the_first_screen_is_up_it_is_one_order(sqlite_template, tmp_path) -> None:
    path = counter(sqlite_template, tmp_path)
    with program(path) as terminal:
        typed(terminal, f"{TYPED}<f9>")
        assert terminal.wait_for("Acme Inc. was made"), terminal.text()
    read(path)
    assert [row.bill_to_name for row in OrderRevision.select()] == ["Acme Inc."]


def test_after_a_kill_the_draft_has_it(sqlite_template, tmp_path) -> None:
    path = counter(sqlite_template, tmp_path)
    with program(path) as terminal:
        up(terminal)
        typed(terminal, TYPED)
        assert terminal.wait_for("new customer Acme Inc."), terminal.text()
        at_rest(terminal)
        terminal.kill()
    read(path)
    assert [row.name for row in DraftAddress.select()] == ["Acme Inc."] and not OrderRevision.select().exists()
    db.close()
    with program(path) as terminal:
        typed(terminal, "<down><enter><f9>")
        assert terminal.wait_for("Acme Inc. was made"), terminal.text()
