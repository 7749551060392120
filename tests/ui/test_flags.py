"""Every field that holds Y or N, on every screen there is: those are taken and seen, all else is refused by name."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from custtui import ui
from custtui.domain.flag import read_flag
from custtui.domain.records.account import AccountFields
from custtui.domain.records.contact import ContactFields
from custtui.domain.records.credit import CreditFields
from custtui.domain.records.customer import CustomerFields
from custtui.domain.records.fact import Sort, fields_of
from custtui.domain.records.house import PaymentTermsFields
from custtui.domain.records.note import ActionFields, NoteFields
from custtui.domain.records.site import SiteFields
from custtui.domain.records.typed_address import AddressText
from custtui.ui.kit.field import FLAG, Field
from custtui.ui.kit.paint import Line
from tests.files import bound_copy
from tests.ui.keyplay import Player, run
from tests.ui.over_pty import make_counter
from tests.ui.test_sweep import WAYS

CHANGING = {"CustomerProfile": "<enter>"}
"""Screens that take typing after one key more."""

NEITHER = ("M", "?", "2", "T", "<ctrl+e>")


@pytest.mark.parametrize("view", WAYS)
def test_y_or_n_and_nothing_else(view: str, sqlite_template, tmp_path) -> None:
    way = WAYS[view] + CHANGING.get(view, "")

    async def scene(player: Player) -> None:
        await player.burst(way)
        fields = player.app.desk.top.fields
        assert [one.label for one in fields if one.help.startswith(("Y:", "N:")) and one.kind != FLAG] == []
        for name in [one.name for one in fields if one.kind == FLAG]:
            await _taken_and_seen(player, name)
            await _refused(player, name, way)

    with bound_copy(make_counter(sqlite_template, tmp_path / "flags.sqlite"), tmp_path / "played.sqlite"):
        run(scene)


async def _taken_and_seen(player: Player, name: str) -> None:
    for text in ("Y", "n", "j", "1", "0", "N", "y"):
        field = _at(player, name)
        await player.burst(text)
        assert field.value == text and field.slip == "" and read_flag(text) is not None
        for here in (True, False):
            line = Line(80)
            field.draw(line, 0, here=here)
            assert str(line)[: field.width].strip() == text, "the letter is seen, with the cursor there and without"


async def _refused(player: Player, name: str, way: str) -> None:
    """By the yes-key, with the field's name; what takes its fields on leaving comes up again."""
    for text in NEITHER:
        if name not in [one.name for one in player.app.desk.top.fields]:
            await player.burst(way[way.rindex("<") :])
        field = _at(player, name)
        await player.burst(f"{text}<f9>")
        said = " ".join(player.screen.split())  # a long message goes on in the next row
        assert player.app.desk.locked and f"{field.label.strip()}: type Y or N" in said, text
        await player.burst("<esc>")


def _at(player: Player, name: str) -> Field:
    """The field, with the cursor in it."""
    top = player.app.desk.top
    top.go(name)
    assert top.field is not None and top.field.name == name
    return top.field


def test_every_flag_of_the_sources_is_on_a_screen_that_is_tried(sqlite_template, tmp_path) -> None:
    """One that none of the ways leads to has to get a way of its own."""
    found: set[str] = set()
    counter = make_counter(sqlite_template, tmp_path / "flags.sqlite")
    for view, way in WAYS.items():

        async def scene(player: Player, keys: str = way + CHANGING.get(view, "")) -> None:
            await player.burst(keys)
            found.update(one.name for one in player.app.desk.top.fields if one.kind == FLAG)

        with bound_copy(counter, tmp_path / f"{view}.sqlite"):
            run(scene)
    assert found == _declared() - {"freight"}  # of a credit note, where the invoice had freight: test_credit_notes


def _declared() -> set[str]:
    """The names of all fields that are declared as FLAG, wherever that is."""
    found: set[str] = set()
    for path in Path(next(iter(ui.__path__))).rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and any(ast.unparse(one) == "kind=FLAG" for one in call.keywords):
                found.add(ast.literal_eval(call.args[0]))
    records = (CustomerFields, AccountFields, SiteFields, AddressText, ContactFields, CreditFields, NoteFields)
    for record in (*records, ActionFields, PaymentTermsFields):
        found |= {name for name, field in fields_of(record).items() if field.sort is Sort.FLAG}
    return found
