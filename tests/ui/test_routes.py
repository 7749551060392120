"""Rooms are tied by one table: every way leads to what takes the same arguments, and no other import goes there."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest

from custtui import ui
from custtui.ui import routes
from custtui.ui.kit import desk
from custtui.ui.kit.route import Route

WAYS = [*routes.DAILY, *routes.SELDOM, *desk.WINDOWS]


def _signature(one: object) -> list[tuple[str, object, object, str]]:
    assert callable(one)
    parameters = inspect.signature(one).parameters.values()
    return [(each.name, each.kind, each.default, str(each.annotation)) for each in parameters]


@pytest.mark.parametrize("route", WAYS, ids=lambda route: route.declared.__name__)
def test_a_way_leads_to_what_takes_the_same_arguments(route: Route) -> None:
    declared, target = _signature(route.declared), _signature(route.target)
    assert [one[:3] for one in declared] == [one[:3] for one in target]
    assert inspect.iscoroutinefunction(route.declared) == inspect.iscoroutinefunction(route.target)


def test_no_function_of_the_screens_imports_anything() -> None:
    found = [
        f"{path.name}:{inner.lineno}"
        for path in Path(next(iter(ui.__path__))).rglob("*.py")
        for outer in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(outer)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert found == []
