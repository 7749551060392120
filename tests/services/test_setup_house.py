"""Seller, controls, operators and contracts, record by record: by the services that set them ever since (X-23)."""

from decimal import Decimal

import pytest

from custtui.domain.errors import Forbidden, Refused
from custtui.models.account import ContractLine, PurchasingContract
from custtui.models.operator import Operator, Seller
from custtui.models.signing import OperatorPin
from custtui.services.check import check
from custtui.services.controls import read_controls, set_control
from custtui.services.upkeep.keeping import (
    SetupRecord,
    record_history,
    save_control,
    save_goods,
    save_operator,
    save_setup,
    setup_records,
    starting_texts,
)
from tests.services import house
from tests.services.house import BEN, CORA


@pytest.fixture
def made(database) -> house.House:
    return house.stand()


def find(kind: str, code: str) -> SetupRecord:
    return next(one for one in setup_records(kind) if one.code == code)


def faults(act) -> list[str]:  # type: ignore[no-untyped-def]
    with pytest.raises(Refused) as told:
        act()
    return [fault.field for fault in told.value.faults]


def test_the_seller_is_changed_and_stands_once(made) -> None:
    one = setup_records("seller")[0]
    new = {"street": "1 Main St; Floor 2", "state": "florida", "postal_code": "32801", "unit_licence": "4000"}
    save_setup(CORA, "seller", {**one.texts, **new}, one.row, one.texts)
    row = Seller.get()
    assert (row.street, row.state, row.unit_licence) == ("1 Main St\nFloor 2", "FL", "4000")
    now = setup_records("seller")[0]
    assert now.texts["street"] == "1 Main St; Floor 2"
    assert {was.field for was in record_history("seller", "", 9)} == {*new} - {"state"}
    wrong = {**now.texts, "country": "XX", "time_zone": "Mars/Olympus", "currency": "QQQ", "name": ""}
    assert faults(lambda: save_setup(CORA, "seller", wrong, now.row, now.texts)) == ["name", "currency"]
    later = {**now.texts, "time_zone": "Mars/Olympus"}
    assert faults(lambda: save_setup(CORA, "seller", later, now.row, now.texts)) == ["time_zone"]
    assert faults(lambda: save_setup(CORA, "seller", {**now.texts, "name": "Another"})) == ["name"]


def test_a_control_says_what_it_is_for_what_it_starts_as_and_who_changed_it(made) -> None:
    one = find("controls", "clerk_discount")
    assert one.texts["value"] == "10%" and one.state == ""
    assert any("starts as 10%" in note for note in one.notes) and "largest discount a clerk" in one.notes[0]
    save_control(CORA, "controls", {**one.texts, "value": "12.5"}, one.row, one.texts)
    assert read_controls().clerk_discount == Decimal("0.125")
    now = find("controls", "clerk_discount")
    assert now.texts["value"] == "12.5%" and now.state.startswith("cora ")
    set_control(CORA, "clerk_discount", "0.15")  # as the command does
    told = [(was.old, was.new, was.by) for was in record_history("controls", "clerk_discount", 9)]
    assert told == [("12.5%", "15%", "cora"), ("10%", "12.5%", "cora")]
    now = find("controls", "clerk_discount")
    for value in ("abc", "101", ""):
        assert faults(lambda value=value: save_control(CORA, "controls", {**now.texts, "value": value}, now.row)) == [
            "value"
        ]
    with pytest.raises(Forbidden, match="Only an administrator may set controls"):
        save_control(BEN, "controls", now.texts, now.row, now.texts)
    assert not list(check())


def test_an_operator_is_made_with_a_pin_given_a_role_and_let_go(made) -> None:
    typed = {**starting_texts("operators"), "login": "zed", "name": "Zed", "pin": "482913"}
    one = save_operator(CORA, "operators", typed)
    assert (one.texts["role"], one.texts["pin"]) == ("clerk", "")
    assert find("operators", "zed").state == "has a PIN"
    assert OperatorPin.select().where(OperatorPin.operator == one.row).count() == 1
    two = save_operator(CORA, "operators", {**one.texts, "role": "supervisor"}, one.row, one.texts)
    assert two.texts["role"] == "supervisor" and OperatorPin.select().count() == 1
    three = save_operator(CORA, "operators", {**two.texts, "active": "N"}, one.row, two.texts)
    assert three.state == "not in use" and not Operator.get(Operator.login == "zed").active
    told = [(was.old, was.new) for was in record_history("operators", "zed", 9)]
    assert told == [("supervisor", "works here no longer"), ("clerk", "supervisor"), ("", "clerk")]
    assert faults(lambda: save_operator(CORA, "operators", {**typed, "login": "yan", "role": "king"})) == ["role"]
    assert faults(lambda: save_operator(CORA, "operators", {**typed, "login": "yan", "pin": "12"})) == ["pin"]
    with pytest.raises(Forbidden, match="Only an administrator may say who works here"):
        save_operator(BEN, "operators", {**typed, "login": "yan"})
    assert not list(check())


def test_a_contract_is_keyed_with_its_goods_and_changed(made) -> None:
    typed = {"code": "PC-9", "customer": "3897-5", "first_day": "2026-01-01", "last_day": "2026-12-31"}
    goods = {"goods": "ITEM1 100 10.50; ITEM2 50 9"}
    one = save_goods(BEN, "contracts", {**starting_texts("contracts"), **typed, **goods})
    lines = [(line.quantity, line.price) for line in ContractLine.select().order_by(ContractLine.id)]
    assert lines == [(Decimal(100), Decimal("10.5")), (Decimal(50), Decimal(9))]
    save_goods(BEN, "contracts", {**one.texts, "goods": "ITEM1 120 10.25", "name": "Juices"}, one.row, one.texts)
    row = ContractLine.get()
    assert (row.quantity, row.price) == (Decimal(120), Decimal("10.25")) and PurchasingContract.get().name == "Juices"
    assert {was.field for was in record_history("contracts", "PC-9", 9)} == {"", "name", "goods"}
    new = {**starting_texts("contracts"), **typed, "code": "PC-10"}
    for odd in ("", "ITEM1 100", "ITEM1 x 10", "NOTHING 1 1", "ITEM1 1 1; ITEM1 2 2"):
        assert faults(lambda odd=odd: save_goods(BEN, "contracts", {**new, "goods": odd})) == ["goods"], odd
    ended = {**new, **goods, "last_day": "2025-12-31"}
    assert faults(lambda: save_goods(BEN, "contracts", ended)) == ["last_day"]
