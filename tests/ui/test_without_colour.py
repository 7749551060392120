"""What is chosen, wrong, needed, locked, over or inactive is told by marks, bold, reverse, lines: not by colour."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from custtui.domain.records.note import ActionFields
from custtui.services import clock
from custtui.services.notes import action_notes
from custtui.services.payers import party_relationships
from custtui.services.profile import customers
from custtui.services.sites import sites
from custtui.services.sites.states import set_site_active
from tests.services.house import ANN, House
from tests.terminal.rest import at_rest, press
from tests.ui.keyplay import Player, run
from tests.ui.over_pty import make_counter, program, up

ATTRIBUTES = ("bold", "reverse", "underline")
GRAY = {"NO_COLOR": "1"}
ASCII = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"}


def test_styles_that_tell_a_state_differ_without_their_colour(counter: House) -> None:
    async def scene(player: Player) -> None:
        look = {name: player.app.page.get_component_rich_style(f"page--{name}") for name in TOLD}
        bare = {name: tuple(bool(getattr(style, one)) for one in ATTRIBUTES) for name, style in look.items()}
        assert all(any(one) for one in bare.values()), bare
        assert bare["selected"] != bare["mark"] != bare["wrong"] != bare["field"]
        assert bare["refusal"] != bare["message"]
        assert all(bool(look[name].reverse) == (name in HERE) for name in (*FIELDS, *HERE))

    run(scene)


TOLD = (
    "title",
    "selected",
    "mark",
    "wrong",
    "amiss",
    "field",
    "typing",
    "replaced",
    "message",
    "refusal",
    "strong",
    "key",
)
HERE, FIELDS = ("typing", "replaced", "amiss"), ("field", "wrong")
"""Reverse is the field the cursor is in, empty or full, and no other."""


def test_what_is_over_inactive_or_late_says_so_in_its_row(counter: House) -> None:
    """Inactive customer and site, a relationship that ended, an action note whose day has passed."""
    yesterday = clock.today() - timedelta(days=1)
    action_notes.add_action(ANN, counter.a1, ActionFields("CALL", "late", "ann", yesterday.isoformat()))
    action_notes.add_action(ANN, counter.a1, ActionFields("CALL", "due", "ann", clock.today().isoformat()))
    one = party_relationships.relate(
        ANN, counter.a1, "PARTNER>", other_account=counter.hq, first_day=date(2020, 1, 1)
    )
    party_relationships.end(ANN, one.relationship_id, one.version, [party_relationships.END])
    set_site_active(ANN, counter.s2, False)
    customers.set_active(ANN, counter.a1, False)

    async def scene(player: Player) -> None:
        def row(text: str) -> str:
            found = [line for line in player.screen.split("\n")[1:] if text in line]
            assert found, player.screen
            return found[0]

        await player.burst("on<f10>on<enter>")
        assert " ! " in row("late") and "!" not in row("due")
        await player.burst("<f2><f10>a<enter>juices")
        assert "(inactive) Healthy" in row("3897-5")
        await player.burst("<f2>3897-5<enter>")
        assert "INACTI" in player.screen.split("\n")[0]
        await player.burst("<f10>r<enter>")
        assert "ended: partn" in row("H.Q. Corp")
        await player.burst("<f12><f10>s<enter>")
        assert "(inactive)" in row("HJ Warehouse")
        assert " * P " in " ".join(row("New York of").split())

    run(scene, size=(60, 16))
    run(scene)


WALK = (
    "3897-5<enter><enter><ctrl+e><tab>x<f9>",
    "<esc><f11><f9><f10>S<enter><down>",
    "<f12><f10>C<enter><insert>",
    "<f12><f12><f10>R<enter><f12><f10>W<enter><f6>nope<f9>",
    "<esc><f11><f9><f12><f10>K<enter>abc<f9>",
    "<esc><f11><f9><f10>H<enter>",
)


@pytest.mark.parametrize(
    ("term", "environment"), [("xterm-256color", GRAY), ("vt220", ASCII), ("linux", GRAY | ASCII)]
)
def test_customer_screens_without_colour_or_line_drawing_show_what_counts(
    term: str, environment: dict[str, str], sqlite_template, tmp_path
) -> None:
    """The chosen row in reverse behind a >, a fault behind a ?, a star where it is needed, a lock in reverse."""
    path = make_counter(sqlite_template, tmp_path / "gray.sqlite")
    with program(path, term=term, more=environment) as terminal:
        up(terminal)
        seen: list[str] = []
        for part in WALK:
            press(terminal, part)
            at_rest(terminal)
            seen.append(terminal.text())
            cells = [cell for row in terminal.cells() for cell in row]
            assert {(cell[1], cell[2]) for cell in cells} == {("default", "default")}
            for y, line in enumerate(seen[-1].split("\n")):
                at_all = [x for x, character in enumerate(line) if character.strip()]
                if line.startswith(">") or " Esc" in line:
                    assert all(terminal.cells()[y][x][5] for x in at_all[1:3]), line
            if "LC_ALL" in environment:
                assert seen[-1].isascii()
    assert "Business name:?" in seen[0] and "Business name is required  Esc" in seen[0]
    assert "\n> New York" in seen[1]
    assert "Name:         *" in seen[2]
    assert "Reason:       ?nope" in seen[3]
    assert re.search(r"Credit limit: +\? *abc", seen[4])


def test_a_field_that_is_wrong_still_shows_how_long_it_is(sqlite_template, tmp_path) -> None:
    path = make_counter(sqlite_template, tmp_path / "line.sqlite")
    with program(path, more=GRAY) as terminal:
        up(terminal)
        press(terminal, "<f6><f9>")
        at_rest(terminal)
        name = terminal.cells()[1]
        assert name[15][0] == "?" and name[15][3]
        assert all(cell[5] for cell in name[16:40])


def test_sites_that_are_chosen_are_told_by_their_mark(counter: House) -> None:
    sites_of = sites.site_form(counter.s2)

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f10>s<enter><down><down>")
        assert any(line.startswith(f"> {sites_of.fields.alias}") for line in player.screen.split("\n"))

    run(scene)
