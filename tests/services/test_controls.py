"""Whatever stands in the table of controls, each has a value; check and the start tell which is bad (S-6)."""

from dataclasses import fields
from decimal import Decimal

import pytest

from custtui.domain.control_values import LABELS, MEANINGS, read_control
from custtui.domain.controls import Controls
from custtui.domain.errors import Refused
from custtui.domain.numbers import Unreadable
from custtui.domain.who import Role, Who
from custtui.models.database import transaction
from custtui.models.operator import Control
from custtui.services.check import check
from custtui.services.controls import control_faults, controls_told, read_controls, set_control
from tests.services import house

NAMES = [one.name for one in fields(Controls)]
GARBAGE = [
    "abc",
    "NaN",
    "-1",
    "1e999",
    "9" * 5000,
    "\u0663\u0663",
    "\x00\x1b[2J",
    "None",
    "'; DROP TABLE control; --",
]


@pytest.mark.parametrize("garbage", GARBAGE)
def test_garbage_in_every_control_is_told_and_taken_as_what_it_starts_as(sqlite_database, garbage: str) -> None:
    house.seller()
    names = [name for name in NAMES if name != "scanner_prefix"]
    for name in names:
        house.control(name, garbage)
    assert read_controls() == Controls()
    faults = list(control_faults())
    assert [fault.split()[1].rstrip(":") for fault in faults] == sorted(names)
    assert all("it is taken as" in fault and len(fault) < 200 and fault.isprintable() for fault in faults)
    assert set(faults) <= set(check())


def test_an_unknown_control_is_told(sqlite_database) -> None:
    house.control("on_acount", "Y")
    assert control_faults() == ("control on_acount: there is no such control",)
    assert read_controls() == Controls()


def test_every_control_reads_what_it_starts_as_and_one_more(database) -> None:
    """A new control without a reader fails here."""
    for name in NAMES:
        start = getattr(Controls(), name)
        assert read_control(name, "" if start is None else str(start)) == start
    given = {
        **dict.fromkeys(("bill_to_in_order_entry", "on_account", "scan_adds", "keyed_adds", "waiting_counts"), "Y"),
        "breaks_by_product": "Y",
        "new_customer_threshold": "500.00",
        "repeat_days": "30",
        "wanted_days": "3660",
        "scanner_prefix": "~",
        "tax_places": "us-ny, DE",
        "clerk_discount": "0.05",
        "supervisor_discount": "1",
        "supervisor_approves": "5000",
        "four_eyes": "Y",
        "email_notices": "Y",
        "closed_until": "2026-09-30",
        "small_difference": "0.05",
    }
    assert given.keys() == set(NAMES)
    for name, text in given.items():
        Control.create(key=name, value=text)
    controls = read_controls()
    assert control_faults() == ()
    assert (controls.new_customer_threshold, controls.wanted_days) == (Decimal("500.00"), 3660)
    assert (controls.clerk_discount, controls.supervisor_discount, controls.on_account) == (Decimal("0.05"), 1, True)


@pytest.mark.parametrize(("name", "text"), [
    ("wanted_days", "3661"), ("repeat_days", "1.5"), ("clerk_discount", "5"), ("clerk_discount", "0.12345"),
    ("new_customer_threshold", "-0.01"), ("scan_adds", "perhaps"), ("tax_places", "US-XX"), ("tax_places", "ZZ"),
    ("scanner_prefix", "x" * 11), ("scanner_prefix", "a\x1b[2J"), ("wanted_days", ""), ("on_account", ""),
    ("closed_until", "soon"), ("closed_until", "2026-02-30"),
])  # fmt: skip
def test_what_a_control_cannot_be_is_told(name: str, text: str) -> None:
    with pytest.raises(Unreadable):
        read_control(name, text)


def test_an_administrator_sets_a_control_and_nobody_else(database) -> None:
    house.seller()
    boss = Who("cora", "Cora", Role.ADMINISTRATOR)
    assert sorted(MEANINGS) == sorted(NAMES)
    assert set_control(boss, "tax_places", " US-NY, DE ") == "US-NY, DE"
    assert set_control(boss, "wanted_days", "3") == "3" and set_control(boss, "wanted_days", "4") == "4"
    assert read_controls().wanted_days == 4
    assert controls_told("wanted_days")[0] == "wanted_days = 4" and len(controls_told()) == len(NAMES)
    for who, name, text in ((house.BEN, "wanted_days", "5"), (boss, "wanted_days", "x"), (boss, "nothing", "1")):
        with pytest.raises(Refused):
            set_control(who, name, text)
    assert read_controls().wanted_days == 4


def test_every_control_has_a_name_in_plain_words_of_its_own() -> None:
    assert LABELS.keys() == MEANINGS.keys() and len(set(LABELS.values())) == len(LABELS)
    assert all(len(label) <= 25 and "_" not in label for label in LABELS.values())


def test_a_control_set_counts_in_the_same_transaction(database: object) -> None:
    """A far server is asked for the controls once in a transaction, and again after one was set."""
    house.stand()
    with transaction():
        before = read_controls().wanted_days
        set_control(house.CORA, "wanted_days", str(before + 3))
        assert read_controls().wanted_days == before + 3
