"""The first row is chosen on entry; what changes one at once waits until a key has reached it (C-33, X-18)."""

from __future__ import annotations

import importlib
import pkgutil
from datetime import timedelta

import pytest

from custtui.domain.records.cover import CoverFields
from custtui.domain.records.note import ActionFields, NoteFields
from custtui.models.order import SalesOrder
from custtui.services import clock, fulfilment
from custtui.services.notes import action_notes, notes
from custtui.services.payers import relationships
from custtui.ui.kit.list_view import ListView
from tests.rows import an_invoice
from tests.services import house
from tests.services.house import ANN, House
from tests.services.keying import ordered
from tests.ui.keyplay import Player, run
from tests.ui.snapshot import snapshot

CHANGING = {
    "AddressRolesScreen": ("<f10>S<enter>", "B"),
    "ContactList": ("<f10>C<enter>", "4"),
    "RelationshipsScreen": ("<f10>R<enter>", "P"),
    "Notes": ("<f10>W<enter>", "4"),
    "ApprovalQueue": ("<f10>AQ<enter>", "<f9>"),
    "OutboxScreen": ("<f10>MB<enter>", "<f11>"),
    "Covers": ("<f10>OC<enter>", "<f9>"),
    "OpenNotes": ("<f10>ON<enter>", "<f7>"),
    "PayerScreen": ("<f2>3897-9<enter><f10>P<enter>", "4"),
}
"""Lists with a key that changes a row at once: the way from a profile, and the key."""
LEADING = {
    "OpenWork": "<f10>OW<enter>",
    "CustomerOrders": "3897-5<f8>",
    "Revisions": "<f10>OI SO-1001<enter><f10>R<enter>",
    "OverdueList": "<f10>OD<enter>",
    "InvoiceRunScreen": "<f10>OI SO-1001<enter><f10>S<enter>1<f9><f10>IR<enter>",
    "TermHistory": "3897-5<enter><f10>K<enter>900<f9><f10>K<enter><f10>L<enter>",
    "SetupMenu": "<f10>SU<enter>",
    "SetupList": "<f10>SU terms<enter>",
    "SetupHistory": "<f10>SU terms<enter><f6>NET45<tab>45 days net<tab>45<f9><f10>H<enter>",
}
"""Lists all of whose keys lead somewhere: the first Down is row 2."""


@pytest.fixture
def busy(counter: House) -> House:
    """A house with something on each list."""
    house.control("email_notices", "Y")
    house.default_bill_to(counter.a1, counter.hq)
    house.product("MADE", "2.00", made_to_order=True)
    relationships.relate(ANN, counter.a1, house.customer("3897-60", "HJ Retail"))
    notes.add_note(ANN, counter.a1, NoteFields("asks for pallets"))
    action_notes.add_action(ANN, counter.a1, ActionFields("COMPLAINT", "broken crate"))
    number = ordered(counter.a1, "MADE x20").number
    fulfilment.cover(ANN, number, 10, CoverFields("4711", "20").read(clock.today()))
    ordered(counter.a1, "ITEM1 x60")
    overdue(counter.hq)
    return counter


def overdue(account: int) -> None:
    """An invoice nine days overdue."""
    today = clock.today()
    owed = {"net": 30, "tax": 0, "gross": 30, "currency": "USD", "account": account, "order": SalesOrder.get()}
    an_invoice(number="I-1", day=today, payment_due=today - timedelta(days=9), **owed)


@pytest.mark.parametrize("name", CHANGING)
def test_a_list_comes_up_with_its_first_row_chosen_and_what_changes_one_at_once_waits_for_a_key(
    busy: House, name: str
) -> None:
    """Blind keys change no row that nobody looked at; the refusal says which key goes on (C-33)."""
    way, key = CHANGING[name]
    before = snapshot()

    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<enter>{way}")
        view = player.app.desk.view
        assert type(view).__name__ == name
        assert view.rows.chosen == 0 and view.rows.entered
        assert any(row.startswith(">") for row in player.screen.split("\n"))
        await player.burst(f"{key}<enter><down><f9>x")
        assert "Choose it first: Down" in player.message and player.app.desk.locked
        assert "4 keys not taken" in player.message and view.rows.entered
        assert snapshot() == before
        await player.burst("<esc><f5>")
        assert view.rows.chosen == 0 and view.rows.entered, "read again it is as it was"
        await player.burst("<down>")
        assert view.rows.chosen == 0 and not view.rows.entered

    run(scene)


@pytest.mark.parametrize("name", LEADING)
def test_a_list_whose_keys_only_lead_somewhere_comes_up_with_its_first_row_chosen(counter: House, name: str) -> None:
    """Its detail is below, Enter works at once."""
    ordered(counter.a1, "ITEM3 x1")
    overdue(counter.a1)

    async def scene(player: Player) -> None:
        await player.burst(LEADING[name])
        view = player.app.desk.view
        assert type(view).__name__ == name and view.rows.chosen == 0
        assert any(row.startswith(">") for row in player.screen.split("\n"))
        await player.burst("<f5>")
        assert view.rows.chosen == 0

    run(scene)


def test_the_chosen_row_is_told_whole_and_the_sum_of_all_stays_in_sight(counter: House) -> None:
    """Two rows did not hold where to and when: both were cut, and nothing said so."""
    ordered(counter.a1, "ITEM3 x1")

    async def scene(player: Player) -> None:
        await player.burst("<f10>OW<enter>")
        below = player.screen.split("SO-1001 line 10")[1]
        assert "1 of 1 piece open" in below and "to Healthy Juices Inc., Newark · wanted" in below
        assert "1 line · 4.00 USD" in below

    run(scene, size=(60, 16))


def test_which_lists_only_lead_somewhere_is_said_here_too() -> None:
    """A new list has to say so."""
    for screen in walked(ListView):
        if not screen.__module__.startswith("custtui.ui.kit."):  # what several lists are made of
            assert (screen.__name__ in LEADING) == screen.LEADS, screen


def walked(kind: type) -> set[type]:
    """All kinds of list there are."""
    for room in ("customer", "orders", "fulfilment", "setup"):
        package = importlib.import_module(f"custtui.ui.{room}")
        for module in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"custtui.ui.{room}.{module.name}")
    found, left = set[type](), [kind]
    while left:
        new = left.pop().__subclasses__()
        found |= {*new}
        left += new
    return found


@pytest.mark.parametrize("script", ["3<down>7<up>", "3<down>7<f2>", "3<down>7<down>", "3897-5<f8><down>7<down>"])
def test_backspace_takes_an_option_away_wherever_the_cursor_went(counter: House, script: str) -> None:
    """As its refusal says, at Find and on another row too; the cursor goes to the row it stood beside."""
    for _ in range(2):
        ordered(counter.a1, "ITEM1 x3")

    async def scene(player: Player) -> None:
        await player.burst(f"{script}<f7>")
        assert player.app.desk.locked and "Backspace takes it away" in player.message
        await player.burst("<esc><backspace>")
        assert not player.app.desk.locked and not player.app.desk.top.undone

    run(scene)
