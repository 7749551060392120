"""Every recorded key script, as one burst and slowly: the same database and the same screen (F-85, X-11)."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

from custtui import ui
from custtui.ui.home.first_start import FirstStart
from custtui.ui.kit.view import View
from custtui.ui.signing.second import SignatureWindow
from custtui.ui.signing.sign_on import SignOn
from tests.files import bound_copy
from tests.ui.flows import every_flow
from tests.ui.over_pty import make_counter
from tests.ui.snapshot import play_and_leave, snapshot

FLOWS = every_flow()


@pytest.mark.parametrize("flow", FLOWS)
def test_a_burst_leaves_what_slow_typing_leaves(flow: str, both_ways) -> None:
    burst, slow = both_ways(FLOWS[flow])
    assert burst.database == slow.database
    assert burst.screen == slow.screen


NOT_AHEAD = {SignatureWindow, SignOn, FirstStart}
"""Windows that never read what was typed ahead (X-22, S-7): a burst leaves another database there, as it must. And
the screen before there is a database (`test_first_start`)."""


def test_a_script_plays_through_every_screen_and_every_window(sqlite_template, tmp_path, monkeypatch) -> None:
    """X-11 is proven for what is played: each screen is in a script that changes something."""
    played: set[type[View]] = set()
    counter = make_counter(sqlite_template, tmp_path / "counter.sqlite")
    start = View.__init__

    def noted(view: View, *args: object, **options: object) -> None:
        now.add(type(view))
        start(view, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(View, "__init__", noted)
    for number, keys in enumerate(FLOWS.values()):
        now: set[type[View]] = set()
        with bound_copy(counter, tmp_path / f"{number}.sqlite"):
            before = snapshot()
            changed = play_and_leave("burst", keys).database != before
        played |= now if changed else set()
    assert set(every_view()) - played == NOT_AHEAD


def every_view() -> Iterator[type[View]]:
    """All screens and windows that are not there to be made others of."""
    for module in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        importlib.import_module(module.name)
    waiting: list[type[View]] = [View]
    while waiting:
        view = waiting.pop()
        waiting += view.__subclasses__()
        if not view.__subclasses__():
            yield view
