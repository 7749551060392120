"""What rows are made of: tables and wrapped parts lose nothing but what they say they drop."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from custtui.models.account import CustomerAccount
from custtui.models.party import Party
from custtui.ui.customer import profile_layout
from custtui.ui.customer.profile_details import SITES
from custtui.ui.customer.profile_fields import DAYS, profile_fields
from custtui.ui.customer.profile_layout import layout
from custtui.ui.kit.paint import width_of, wrapped
from custtui.ui.kit.table import Table
from custtui.ui.orders.list_rows import FOUND, INVOICES, OPEN_LINES, ORDERS
from tests import rows
from tests.services.house import House
from tests.ui.keyplay import Player, run

WIDTHS = (60, 72, 80, 100, 132, 200)
words = st.lists(st.text("abcde é漢", min_size=1, max_size=30), max_size=12)


@given(words, st.integers(20, 60))
def test_wrapping_keeps_every_word_in_order(parts: list[str], width: int) -> None:
    found = wrapped(parts, width)
    assert "".join("".join(found).replace("·", " ").split()) == "".join("".join(parts).split())
    fitting = [word for word in " ".join(parts).split() if width_of(word) <= width]
    assert not set(fitting) - set(" ".join(found).split()), "only a word longer than a row is parted"


@given(words)
def test_wrapped_rows_fit_where_every_word_does(parts: list[str]) -> None:
    short = [part for part in parts if all(width_of(word) <= 40 for word in part.split(" "))]
    assert all(width_of(row) <= 40 for row in wrapped(short, 40))


def test_columns_of_every_list_fit_every_width_and_never_overlap() -> None:
    for columns in (ORDERS, FOUND, INVOICES, OPEN_LINES, SITES):
        for width in WIDTHS:
            end = 0
            for _column, x, cells in Table(columns, width).places:
                assert x > end
                end = x + cells
            assert end <= width


def test_every_field_of_the_profile_has_its_place_at_every_width() -> None:
    names = {field.name for field in profile_fields()} | {"code"}
    for width in WIDTHS:
        found = [row for row in layout(width, days=DAYS) if not isinstance(row, str)]
        assert {cell.name for row in found for cell in row} == names
        for row in found:
            assert all(cell.x + cell.width <= width and cell.width > 0 for cell in row)
            assert all(one.x + one.width <= two.at for one, two in pairwise(row))


def test_hostile_text_from_the_database_is_shown_harmlessly(counter: House) -> None:
    """S-5."""
    account = CustomerAccount.get_by_id(counter.a1)
    evil = "\x1b[2J[bold]Evil\u202e"
    Party.update(name=evil).where(Party.id == account.party_id).execute()
    account.party.name = evil
    revision = rows.an_order(account, po_number=evil, message=evil, ordered_by_name=evil)

    async def scene(player: Player) -> None:
        number = revision.order.number
        for script in ("3897-5<enter>", "<f8><down>", f"<f10>OI {number}<enter><down>", "<tab>", "<tab><enter>"):
            await player.burst(script)
            assert "Evil" in player.screen
            assert not any(ord(character) < 32 and character != "\n" for character in player.screen)
            assert "\u202e" not in player.screen

    run(scene)


def test_the_label_of_a_further_term_is_never_cut(monkeypatch) -> None:
    """Nothing but the record says a label: the form gives it the room."""
    said = {
        **profile_layout.FIELDS,
        "tax_number": profile_layout.FIELDS["tax_number"]._replace(label="Loyalty number"),
    }
    monkeypatch.setattr(profile_layout, "FIELDS", said)
    for width in WIDTHS:
        for row in layout(width, days=DAYS):
            for one, two in pairwise(row) if not isinstance(row, str) else ():
                assert one.x + one.width <= two.at <= width
        cells = [cell for row in layout(width, days=DAYS) if not isinstance(row, str) for cell in row]
        assert all(cell.x - cell.at > width_of(cell.label) and cell.width > 0 for cell in cells)


def test_what_kind_of_customer_it_is_stands_whole_in_80_cells(counter: House) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter>")
        assert "organization" in player.screen and "organizati…" not in player.screen

    run(scene)
