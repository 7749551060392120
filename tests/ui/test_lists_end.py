"""Every list ends honestly: with more rows than are shown it says how many, at every size (SCREENS: one skeleton)."""

from __future__ import annotations

import re
from typing import Any

import pytest

from custtui.ui.kit.list_view import ListView
from custtui.ui.kit.paint import Line
from custtui.ui.kit.rows import Rows
from tests.files import bound_copy
from tests.services.house import House
from tests.ui.flows import flows
from tests.ui.keyplay import Player, run
from tests.ui.over_pty import make_counter
from tests.ui.test_unchosen_rows import CHANGING, LEADING, busy, walked

__all__ = ["busy"]

SIZES = ((80, 24), (60, 16), (132, 43))
HELD = 60
BELOW = re.compile(r"(\d+) more(?: lines)?: PgDn")
ABOVE = re.compile(r"(\d+) (?:more(?: lines)? )?above")
NOT_THESE = {"MergeScreen"}
"""Its list is part of a page that is scrolled as a whole, and says how many rows of that are below."""
BUSY = {
    **{name: f"3897-5<enter>{way}" for name, (way, _) in CHANGING.items()},
    "QuestionList": "<f10>Q<enter><insert>SIZE<tab>Company size<tab>N<tab><tab>S Small; M Medium<f9>",
    "OverdueList": LEADING["OverdueList"],
}
"""Ways to lists in a house that has something on them."""
WAYS = {name: way for name, way in flows("sweep").items() if name in {one.__name__ for one in walked(ListView)}}


def known(found: re.Match[str] | None) -> int:
    return int(found[1]) if found else 0


def drawn(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Rows[Any], Line]]:
    """The rows of items that were drawn, and of which list."""
    lines, real = list[tuple[Rows[Any], Line]](), Rows[Any]._line

    def noted(rows: Rows[Any], width: int, number: int, row: Any) -> Line:
        lines.append((rows, real(rows, width, number, row)))
        return lines[-1][1]

    monkeypatch.setattr(Rows, "_line", noted)
    return lines


def ends_honestly(view: ListView[Any], lines: list[tuple[Rows[Any], Line]]) -> None:
    """Many rows like its first one, at each size and place."""
    rows = view.rows
    rows.items, view.whole = [rows.items[0]] * HELD, True
    for width, height in SIZES:
        for at in (0, 1, HELD // 2, HELD - 1, 3):
            rows.choose(at)
            lines.clear()
            body = view.body(width, height - 3)[0]
            seen = [line for of, line in lines if of is rows and any(line is row for row in body)]
            text = "\n".join(map(str, body))
            assert len(body) <= height - 3, (width, at)
            below, above = known(BELOW.search(text)), known(ABOVE.search(text))
            assert above + len(seen) + below == HELD, (width, at, text)
            assert any(str(row).startswith(">") for row in seen), (width, at)
    view.whole = False
    rows.choose(0)
    assert re.search(r"\d\+ more", "\n".join(map(str, view.body(80, 21)[0])))


@pytest.mark.parametrize("name", sorted(set(WAYS) - {*NOT_THESE, *BUSY}))
def test_rows_shown_and_rows_told_of_are_all_rows_there_are(
    name: str, sqlite_template, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = drawn(monkeypatch)

    async def scene(player: Player) -> None:
        await player.burst(WAYS[name])
        view = player.app.desk.view
        assert isinstance(view, ListView) and type(view).__name__ == name
        ends_honestly(view, lines)

    with bound_copy(make_counter(sqlite_template, tmp_path / "listed.sqlite"), tmp_path / "played"):
        run(scene)


@pytest.mark.parametrize("name", sorted(BUSY))
def test_so_are_they_where_the_way_of_the_sweep_lists_nothing(
    busy: House, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = drawn(monkeypatch)

    async def scene(player: Player) -> None:
        await player.burst(BUSY[name])
        view = player.app.desk.view
        assert isinstance(view, ListView) and type(view).__name__ == name
        ends_honestly(view, lines)

    run(scene)


def test_all_lists_are_in_the_sweep() -> None:
    kinds = {one.__name__ for one in walked(ListView)}
    assert kinds - {"NewOrders", "Sheets", "CustomerSheets", "RecordList", "ChangesList"} <= set(WAYS)
