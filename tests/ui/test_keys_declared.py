"""Each key is declared on the method that does it: two methods of a screen for one key cannot be written."""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from custtui import ui
from custtui.ui.kit import keys
from custtui.ui.kit.desk import COMMON, all_commands
from custtui.ui.kit.use_of_keys import nothing_here
from custtui.ui.kit.view import View
from custtui.ui.paths import FAST_PATHS


def _views() -> Iterator[type[View]]:
    for module in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        importlib.import_module(module.name)
    waiting = [View]
    while waiting:
        view = waiting.pop()
        waiting += view.__subclasses__()
        if not view.__subclasses__() and view.__module__.startswith(f"{ui.__name__}."):
            yield view


def test_two_methods_for_one_key_are_refused_when_the_class_is_made() -> None:
    with pytest.raises(TypeError, match="f9 is declared twice"):

        class Twice(View):
            @keys.key("f9", "Save", "Keep it")
            async def do_keep(self) -> None: ...

            @keys.key("f9", "Place", "Place it")
            async def do_place(self) -> None: ...


def test_a_key_may_do_one_thing_in_each_mode_and_the_nearest_class_has_it() -> None:
    class Base(View):
        @keys.key("f9", "Save", "Keep it", bar=2)
        async def do_keep(self) -> None: ...

        @keys.key("f4", "List", "List", bar=1)
        async def do_list(self) -> None: ...

    class Nearer(Base):
        @keys.key("f9", "Nothing", "Nothing to keep", when="display")
        async def do_nothing(self) -> None: ...

    display, editing = (Nearer.declares.keys_in(frozenset({mode})) for mode in ("display", "editing"))
    assert [(one.key, one.method) for one in display] == [("f4", "do_list"), ("f9", "do_nothing")]
    assert [(one.key, one.method) for one in editing] == [("f4", "do_list"), ("f9", "do_keep")]


class Lines:
    def __init__(self) -> None:
        self.done: list[str] = []

    @keys.key("enter", "Next", "The next field", bar=1)
    @keys.action("N", "The next field")
    async def do_next(self) -> None:
        self.done.append("next")


def test_a_screen_has_the_keys_of_the_parts_it_holds() -> None:
    class Holder(View):
        lines = keys.part(Lines)

        @keys.key("f9", "Keep", "Keep it", bar=2)
        async def do_keep(self) -> None: ...

    screen = Holder.__new__(Holder)
    screen.lines = Lines()
    assert [one.key for one in screen.commands] == ["enter", "f9"]
    assert [one.code for one in Holder.declares.actions] == ["N"]
    do = keys.method_of(screen, screen.commands[0].method)
    assert do
    asyncio.run(do())
    assert screen.lines.done == ["next"]


def test_a_part_and_its_screen_cannot_have_one_key() -> None:
    with pytest.raises(TypeError, match="enter is declared twice"):

        class Twice(View):
            lines = keys.part(Lines)

            @keys.key("enter", "Go", "Go there")
            async def do_go(self) -> None: ...


def test_no_letter_of_f10_stands_twice_nor_for_a_fast_path() -> None:
    for view in _views():
        codes = Counter(one.code for one in (*view.declares.actions, *FAST_PATHS))
        assert codes.most_common(1)[0][1] == 1, view


def test_places_in_the_bar_are_each_taken_once() -> None:
    for view in _views():
        modes = {mode for one in view.declares.keys for mode in one.when} or {""}
        for mode in modes:
            places = Counter(one.bar for one in view.declares.keys_in(frozenset({mode})) if one.bar)
            assert not places or places.most_common(1)[0][1] == 1, (view, mode)


def test_a_screen_keeps_the_common_keys_it_does_not_use() -> None:
    assert [one.name for one in COMMON] == ["F1", "F3", "F12", "F10", "F2", "Ctrl+L", "Ctrl+C", "Ctrl+E", "F5"]
    view = View.__new__(View)
    view.desk = SimpleNamespace(common=COMMON, view=view)
    assert all_commands(view) == COMMON


@pytest.mark.parametrize(
    ("key", "name"),
    [("f9", "F9"), ("enter", "Enter"), ("pagedown", "PgDn"), ("ctrl+k", "Ctrl+K"), ("shift+tab", "Shift+Tab")],
)
def test_a_key_has_one_name_in_bar_help_and_refusals(key: str, name: str) -> None:
    assert keys.Key(key, "", "").name == keys.shown(key) == name
    assert nothing_here(key, "F1").startswith(f"{name} does nothing here")
