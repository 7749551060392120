"""Operators and controls in files: as their forms and commands set them, and never a PIN (S-7, X-22)."""

from pathlib import Path
from typing import NamedTuple

import pytest

from custtui.domain.errors import Forbidden, Refused
from custtui.domain.who import SYSTEM, Role, Who
from custtui.exchange import export_file, import_file
from custtui.models.base import db
from custtui.models.database import bind, make_database
from custtui.models.operator import OperatorEvent
from custtui.models.setup_change import SetupChange
from custtui.services.check import check
from custtui.services.controls import read_controls, set_control
from custtui.services.operators import add_operator, disable_operator, operators
from custtui.services.pins import set_pin
from tests.exchange.files import House, rejects
from tests.exchange.files import house as set_up_house

ANN = Who("ann", "Ann", Role.ADMINISTRATOR)
OPERATORS = "login,name,role,active\n"
CONTROLS = "code,value\n"
PIN = "271828"


def text_of(kind: str, folder: Path, format: str = "csv") -> str:
    export_file(SYSTEM, kind, folder / f"out.{format}", format)
    return (folder / f"out.{format}").read_text("utf-8")


def staff() -> list[tuple[str, str, str, bool]]:
    return [(one.login, one.name, one.role, one.active) for one in operators()]


SET = {
    "clerk_discount": "0.155",
    "supervisor_approves": "1000",
    "tax_places": "US-NY, US-New Jersey, DE",
    "scanner_prefix": "]C1",
    "closed_until": "2026-09-30",
    "four_eyes": "on",
}


class Sent(NamedTuple):
    """What went out of another house: files by kind and format, and what stood there."""

    files: dict[tuple[str, str], str]
    stood: tuple[object, object]


@pytest.fixture(scope="module")
def sent(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Sent:
    folder = tmp_path_factory.mktemp("staff")
    (folder / "house.sqlite").write_bytes(sqlite_template.read_bytes())
    database = bind(make_database(str(folder / "house.sqlite")))
    set_up_house(folder)
    add_operator(ANN, "ben", "Ben, of the night", Role.SUPERVISOR)
    add_operator(ANN, "dora", "Dora")
    disable_operator(ANN, "dora")
    set_pin(ANN, "ben", PIN)
    for name, value in SET.items():
        set_control(ANN, name, value)
    files = {
        (kind, one): text_of(kind, folder, one) for kind in ("operators", "controls") for one in ("csv", "jsonl")
    }
    stood = staff(), read_controls()
    database.close()
    db.initialize(None)
    return Sent(files, stood)


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_what_goes_out_of_one_house_comes_into_another_and_goes_out_the_same(
    sent: Sent, house: House, tmp_path: Path, format: str
) -> None:
    for kind in ("operators", "controls"):
        text = sent.files[kind, format]
        assert not any(told in text for told in (PIN, "argon2", "pin"))
        report = house.bring(kind, text, suffix=format)
        assert report.ok and report.written, [str(one) for one in report.rejects]
        assert text_of(kind, tmp_path, format) == text
        again = house.bring(kind, text, suffix=format)
        assert again.ok and again.same == again.accepted
    assert (staff(), read_controls()) == sent.stood
    assert not any(one.has_pin for one in operators())
    assert {(one.kind, one.code) for one in SetupChange.select().where(SetupChange.kind != "pricelists")} == {
        ("controls", name) for name in SET
    }
    assert [(one.login, one.role) for one in OperatorEvent.select().order_by(OperatorEvent.number)] == [
        *(("ann", "administrator"), ("ben", "supervisor"), ("dora", "clerk"), ("dora", ""))
    ]
    assert [*check()] == []


def test_a_control_is_checked_as_its_command_checks_it(house: House) -> None:
    told = house.bring(
        "controls",
        CONTROLS + "wanted_days,soon\nclerk_discount,15%\nwhatever,1\nfour_eyes,\ntax_places,US-XX\nwanted_days,9\n",
    )
    assert rejects(told) == [(2, "value"), (3, "value"), (4, "code"), (5, "value"), (6, "value")]
    assert str(told.rejects[0]) == "line 2, value: 'soon' is not a number of days"
    assert rejects(house.bring("controls", CONTROLS + "wanted_days,9\nwanted_days,8\n")) == [(3, "code")]
    house.put("controls", CONTROLS + "wanted_days,9\nsupervisor_approves,\n")
    assert read_controls().wanted_days == 9
    (one,) = SetupChange.select().where(SetupChange.kind == "controls")
    assert (one.code, one.field, one.old, one.new, one.made_by) == ("wanted_days", "value", "7", "9", "custtui")


def test_an_operator_of_a_file_is_made_given_a_role_and_let_go(house: House) -> None:
    house.put("operators", "login,role\nben,supervisor\n")
    assert staff() == [("ann", "Ann", "administrator", True), ("ben", "ben", "supervisor", True)]
    set_pin(ANN, "ben", PIN)
    house.put("operators", "login,role,active\nben,clerk,\n")
    assert [(one.role, one.has_pin) for one in operators()] == [("administrator", False), ("clerk", True)]
    house.put("operators", OPERATORS + "ben,,clerk,N\n")
    assert [one.has_pin for one in operators()] == [False, False] and not operators()[1].active
    house.put("operators", OPERATORS + "ben,Benjamin,supervisor,Y\n")
    assert staff()[1] == ("ben", "Benjamin", "supervisor", True)
    assert [one.role for one in OperatorEvent.select().where(OperatorEvent.login == "ben")] == [
        *("supervisor", "clerk", "", "supervisor")
    ]


def test_what_the_form_of_an_operator_refuses_is_refused_with_line_and_column(house: House) -> None:
    add_operator(ANN, "dora", "Dora")
    disable_operator(ANN, "dora")
    told = house.bring(
        "operators", OPERATORS + "ann,Anna,administrator,\nben,Ben,boss,\ndora,Dora,supervisor,N\n,x,clerk,\n"
    )
    assert rejects(told) == [(2, "name"), (3, "role"), (4, "role"), (5, "login")]
    twice = house.bring("operators", OPERATORS + "ben,Ben,clerk,\nben,Ben,supervisor,\n")
    assert rejects(twice) == [(3, "login")]
    pin = house.bring("operators", "login,role,pin\nben,clerk,271828\n")
    assert [one.column for one in pin.rejects] == ["pin"]
    assert len(staff()) == 2


def test_an_administrator_stays_and_the_new_one_may_stand_in_any_row(house: House) -> None:
    for rows in ("ann,Ann,clerk,\n", "ann,Ann,administrator,N\n"):
        told = house.bring("operators", OPERATORS + rows, dry_run=True)
        assert [(one.line, one.column) for one in told.rejects] == [(2, "role")]
        assert "nobody would be an administrator" in told.rejects[0].text
    path = house.folder / "operators.csv"
    path.write_text(OPERATORS + "ann,Ann,clerk,\nben,Ben,administrator,\ndora,,clerk,\n")
    assert import_file(ANN, "operators", path).ok
    assert [one.role for one in operators()] == ["clerk", "administrator", "clerk"]


def test_administrators_alone_bring_them_in_and_take_them_out(house: House, tmp_path: Path) -> None:
    add_operator(ANN, "ben", "Ben", Role.SUPERVISOR)
    ben = Who("ben", "Ben", Role.SUPERVISOR)
    for kind, text in (("operators", OPERATORS + "ben,Ben,administrator,\n"), ("controls", CONTROLS)):
        (tmp_path / f"{kind}.csv").write_text(text)
        with pytest.raises(Forbidden, match="Only an administrator"):
            import_file(ben, kind, tmp_path / f"{kind}.csv")
        with pytest.raises(Refused):
            export_file(ben, kind, tmp_path / "no.csv")
