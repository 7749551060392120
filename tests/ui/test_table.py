"""Columns of numbers fit into the screens they are made for: an amount is never cut."""

import pkgutil
from importlib import import_module

import pytest

from custtui import ui
from custtui.ui.kit.table import Column, Table


def tables():
    """Every tuple of columns that a screen declares."""
    for module in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        for name, value in vars(import_module(module.name)).items():
            if isinstance(value, tuple) and value and all(isinstance(one, Column) for one in value):
                yield pytest.param(value, id=f"{module.name.rpartition('.')[2]}.{name}")


@pytest.mark.parametrize("columns", [*tables()])
@pytest.mark.parametrize("width", [60, 80, 132])
def test_every_column_of_numbers_ends_on_the_screen(columns: tuple[Column, ...], width: int) -> None:
    ends = [x + cells for column, x, cells in Table(columns, width).places if column.right]
    assert max(ends, default=0) <= width


@pytest.mark.parametrize("columns", [*tables()])
@pytest.mark.parametrize("width", [80, 132])
def test_every_column_ends_on_the_screen(columns: tuple[Column, ...], width: int) -> None:
    assert max(x + cells for _, x, cells in Table(columns, width).places) <= width
