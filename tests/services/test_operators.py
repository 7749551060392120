"""Operators: unknown users are told whom to ask, and only administrators say who works (S-7)."""

import pytest
from peewee import IntegrityError

from custtui.domain.errors import Refused
from custtui.domain.who import Role, Who
from custtui.models.base import db
from custtui.models.role_chain import Given, gave
from custtui.models.triggers import drop
from custtui.services.check_chain import chain_faults
from custtui.services.check_operators import operator_faults
from custtui.services.opening import is_set_up, operator
from custtui.services.operators import add_operator, disable_operator, give_role, operators
from custtui.services.setup import NewSeller, set_up


@pytest.fixture
def ann(database) -> Who:
    return set_up("ann", "Ann Miller", NewSeller(name="Sunshine Beverages LLC", unit_licence="3897"))


def test_the_first_operator_is_an_administrator(ann: Who) -> None:
    assert operator("ann") == ann == Who("ann", "Ann Miller", Role.ADMINISTRATOR)
    assert is_set_up()


def test_a_house_is_set_up_once(ann: Who) -> None:
    with pytest.raises(Refused, match="set up already"):
        set_up("bert", "Bert")


def test_an_unknown_user_is_told_whom_to_ask(ann: Who) -> None:
    with pytest.raises(Refused, match=r"bert is not an operator here: ask Ann Miller \(ann\)"):
        operator("bert")


def test_a_disabled_operator_may_not_work_until_added_again(ann: Who) -> None:
    add_operator(ann, "bert", "Bert")
    disable_operator(ann, "bert")
    with pytest.raises(Refused, match="no longer work here"):
        operator("bert")
    add_operator(ann, "bert", "Bert B.", "supervisor")
    assert operator("bert").role is Role.SUPERVISOR
    assert [(row.login, row.active) for row in operators()] == [("ann", True), ("bert", True)]


@pytest.mark.parametrize(
    ("login", "role", "why"),
    [("ann", "clerk", "works here already"), ("carl", "king", "king is none of"), ("", "clerk", "needs the name"),
     ("a\x1b[2J", "clerk", "control character")],
)  # fmt: skip
def test_a_wrong_operator_is_refused(ann: Who, login: str, role: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        add_operator(ann, login, "Name", role)
    assert len(operators()) == 1


def test_only_administrators_add_and_disable(ann: Who) -> None:
    add_operator(ann, "bert", "Bert", "supervisor")
    bert = operator("bert")
    with pytest.raises(Refused, match="Only an administrator"):
        add_operator(bert, "carl", "Carl")
    with pytest.raises(Refused, match="Only an administrator"):
        disable_operator(bert, "ann")


def test_a_role_is_changed_and_told_in_the_chain_of_roles(ann: Who) -> None:
    add_operator(ann, "bert", "Bert")
    assert give_role(ann, "bert", "supervisor").role is Role.SUPERVISOR and operator("bert").role is Role.SUPERVISOR
    assert [*operator_faults(), *chain_faults()] == []
    with pytest.raises(Refused, match="Only an administrator"):
        give_role(operator("bert"), "bert", "administrator")
    for login, role, why in (
        ("ann", "clerk", "only administrator"),
        ("bert", "king", "king is none of"),
        ("carl", "clerk", "does not work here"),
    ):
        with pytest.raises(Refused, match=why):
            give_role(ann, login, role)
    give_role(ann, "bert", "administrator")
    give_role(ann, "ann", "clerk")
    assert operator("ann").role is Role.CLERK


def test_the_last_administrator_stays(ann: Who) -> None:
    with pytest.raises(Refused, match="only administrator"):
        disable_operator(ann, "ann")
    with pytest.raises(Refused, match="no operator nobody"):
        disable_operator(ann, "nobody")


def test_a_role_that_no_operator_gave_is_named(ann: Who) -> None:
    """Whoever reaches the tables raises himself; what was given to whom stands in a chain of its own (S-6)."""
    add_operator(ann, "bert", "Bert")
    add_operator(ann, "carl", "Carl")
    disable_operator(ann, "carl")
    assert [*operator_faults(), *chain_faults()] == []
    for statement, fault in (
        (
            "role = 'administrator' WHERE login = 'bert'",
            "bert: administrator, what ann gave him last is: clerk (S-7)",
        ),
        ("active = TRUE WHERE login = 'carl'", "carl: clerk, what ann gave him last is: may no longer work (S-7)"),
        ("login = 'eve' WHERE login = 'bert'", "eve: nobody gave him his role, clerk (S-7)"),
        ("login = 'eve' WHERE login = 'bert'", "bert: is gone, ann made him clerk"),
    ):
        with db.atomic() as undone:
            db.execute_sql(f"UPDATE operator SET {statement}")
            assert f"operator {fault}" in list(operator_faults())
            undone.rollback()
    with pytest.raises(IntegrityError, match="never changes"), db.atomic():
        db.execute_sql("UPDATE operator_event SET role = 'administrator'")
    gave(db, [Given("bert", "Bert", "administrator", "bert")])
    assert "operator bert: administrator by event 5 of bert, no administrator then" in list(operator_faults())
    drop(db.obj)
    db.execute_sql("UPDATE operator_event SET role = 'administrator', by = 'ann' WHERE login = 'bert'")
    assert list(chain_faults()) == [f"operators: event {row} (bert) was changed" for row in (2, 5)]
