"""Every screen and window in three sizes: it reads well, and every field of it, empty and filled, stands over blanks,
apart from its label, whole where it is short."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from custtui.ui.kit.desk import Desk
from custtui.ui.kit.field import FLAG, NUMBER, Field
from custtui.ui.kit.paint import Line
from custtui.ui.kit.record_form import RecordForm
from custtui.ui.kit.view import View
from tests.files import bound_copy
from tests.ui.flows import flows
from tests.ui.keyplay import Player, run
from tests.ui.over_pty import make_counter
from tests.ui.reading_well import reads_well

WAYS = flows("sweep")
SIZES = ((80, 24), (60, 16), (132, 43))
MORE = {"ProfileTyped": "3897-5<enter><enter>", "ProfileNew": "<f6>", "Wrong": "<f6><f9>"}
"""Forms behind a screen that shows the same record first, and one with faults."""
SHORT = "4006381333931"
"""What any other field shows whole: a code of 13 digits."""
LEGAL = {
    **dict.fromkeys(("discount", "charge"), "12.5%"),
    **dict.fromkeys(("wanted", "first_day", "last_day", "follow_up", "day", "due", "card_until"), "28 Nov 2026"),
    **dict.fromkeys(("price", "threshold", "credit_limit"), "12.3456"),
    "postal_code": "10001-1234",
    "state": "NSW",
    "status": "superseded",
    "payment_method": "CREDIT CARD",
    "terms": "NET30",
    "tax_number": "DE123456789",
    **dict.fromkeys(("account_name", "line_of_business"), "Restaurants"),
    "position": "12345",
    "price_reason": "GOODWILL",
    "discount_reason": "GOODWILL",
}
"""Short values by the last part of a field's name."""


MORE_BELOW = re.compile(r" \d+ more( rows)?: ")
"""What is said where a form has more fields than there is room for."""


class Drawn:
    """Where fields were drawn, and what over."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seen: list[tuple[Field, Line, int, str]] = []
        draw = Field.draw

        def noted(field: Field, line: Line, x: int, *, here: bool) -> int:
            self.seen.append((field, line, x, "".join(line.chars[x : x + field.width])))
            return draw(field, line, x, here=here)

        monkeypatch.setattr(Field, "draw", noted)

    def once(self, desk: Desk, size: tuple[int, int]) -> Iterator[tuple[Field, Line, int, str]]:
        """The fields of the screen on top, as they are drawn now."""
        self.seen.clear()
        room = size[1] - 3 - (desk.view.WINDOW_TOP if desk.windows else 0)
        desk.top.body(size[0], room)
        return iter(list(self.seen))


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    return request.param


@pytest.mark.parametrize("view", [*WAYS, *MORE])
def test_it_reads_well_and_its_fields_stand_apart_and_show_short_values_whole(
    view: str, size: tuple[int, int], sqlite_template, tmp_path, monkeypatch
) -> None:
    drawn = Drawn(monkeypatch)

    async def scene(player: Player) -> None:
        await player.burst({**WAYS, **MORE}[view])
        desk = player.app.desk
        top = desk.top
        assert type(top).__name__ == (view if view in WAYS else "CustomerProfile")
        reads_well(player, view)
        shown = {id(one) for one, *_ in drawn.once(desk, size)}
        hidden = isinstance(top, RecordForm) and not all(id(one) in shown for one in top.fields)
        assert not hidden or MORE_BELOW.search(player.screen), player.screen
        faults = [fault for at in range(max(1, len(top.fields))) for fault in _faults(desk, top, at, drawn, size)]
        assert "\n".join(sorted(set(faults))) == ""

    with bound_copy(make_counter(sqlite_template, tmp_path / "swept.sqlite"), tmp_path / "swept.played"):
        run(scene, size=size, theme="contrast")


def _faults(desk: Desk, top: View, at: int, drawn: Drawn, size: tuple[int, int]) -> Iterator[str]:
    if not top.fields:
        return
    top.at = at
    field = top.fields[at]
    if field.locked:
        return
    kept, field.value = field.value, ""
    for one, line, x, under in drawn.once(desk, size):
        if one.width + x > size[0]:
            yield f"{one.name}: over the edge, {x} + {one.width}"
        if under.strip() and one is not field:
            continue
        if one is field:
            yield from _empty(one, line, x)
    for text in _values(field):
        field.value = text
        field.end()
        for one, line, x, _ in drawn.once(desk, size):
            if one is field and _ungrouped("".join(line.chars[x : x + one.width])) not in (text, one.told(text)):
                yield f"{one.name}: {text} shows {''.join(line.chars[x : x + one.width])!r} in {one.width} cells"
    field.value = kept


def _ungrouped(shown: str) -> str:
    """A number that nobody edits is shown with its thousands apart."""
    plain = shown.strip().replace(",", "")
    return plain if plain.replace(".", "").isdigit() else shown.strip()


def _empty(field: Field, line: Line, x: int) -> Iterator[str]:
    inside = "".join(line.chars[x : x + field.width])
    if inside.strip():
        yield f"{field.name}: empty, shows {inside!r}"
    if x and line.chars[x - 1] not in (" ", "?", "*"):
        yield f"{field.name}: its label runs into it: {str(line)[: x + 2]!r}"
    if set(line.styles[x : x + field.width]) - {"field", "typing", "wrong", "amiss"}:
        yield f"{field.name}: drawn over, {set(line.styles[x : x + field.width])}"


def _values(field: Field) -> list[str]:
    """Legal short values of a field, none longer than it takes."""
    if field.kind == FLAG:
        return ["Y", "N"]
    name = field.name.rpartition(".")[2]
    return [LEGAL.get(name, "12345.5" if field.kind == NUMBER else SHORT)[: field.longest]]
