"""Every act that a role forbids is done once another operator has signed for it, and it alone (X-22, S-7)."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

import custtui.ui
from custtui.domain.who import Role, Who
from custtui.models.signing import SecondSignature
from custtui.services import approval
from custtui.services import fulfilment as ff
from custtui.services.check import check
from custtui.services.pins import set_pin
from tests.services import house
from tests.services.fulfilling import D, of
from tests.services.house import BEN, CORA
from tests.services.keying import ordered
from tests.services.test_fulfilment_payments import billed
from tests.ui.keyplay import Player, run
from tests.ui.test_paying import on_two_ten

ANN = Who("ann", "Ann", Role.CLERK)
PIN = "271828"
PAYMENTS = "<f10>RP 3897-5<enter><f10>X<enter>"
ORDER = "<f10>OI SO-1001<enter>"


@pytest.fixture
def counter(sqlite_database) -> house.House:
    made = house.stand()
    house.promote("ann", Role.CLERK)
    set_pin(BEN, "ben", PIN)
    set_pin(CORA, "cora", PIN)
    return made


async def sign(player: Player, login: str = "ben") -> None:
    await player.burst("<esc><ctrl+g>")
    await player.look()
    await player.burst(f"{login}<enter>{PIN}<f9>")


def received(made: house.House) -> None:
    one = billed(made.a1)
    ff.receive(ANN, "3897-5", D(120), {one: D(100)})


def returned(made: house.House) -> None:
    billed(made.a1)
    ff.book_return(ANN, "SO-1001", of(p10="3"), "DEFECT", "SCRAP")


def credited(made: house.House) -> None:
    returned(made)
    ff.credit(BEN, "SO-1001", of(p10="3"))


def waits(made: house.House) -> None:
    ordered(made.a1, "ITEM1 x60", who=BEN)


def held(made: house.House) -> None:
    ordered(made.a1, "ITEM1 x5", who=BEN)
    approval.hold(BEN, "SO-1001", 1, "call first")


def late(made: house.House) -> None:
    on_two_ten(made)
    billed(made.a1, day=date.today() - timedelta(days=11))


ACTS: dict[str, tuple[Callable[[house.House], object], str]] = {
    "a payment taken back": (received, PAYMENTS + "<down><f11>WRONG<f9>"),
    "what it settles taken back": (received, PAYMENTS + "<tab><down><f11>WRONG<f9>"),
    "the rest of it paid back": (received, PAYMENTS + "<down><f10>U<enter><tab>SURPLUS<f9>"),
    "a part of it paid back": (received, PAYMENTS + "<down><f10>U<enter>5<tab>SURPLUS<f9>"),
    "a credit note paid back": (credited, PAYMENTS + "<tab><tab><down><f10>U<enter><tab>CREDIT<f9>"),
    "an invoice written off": (lambda made: billed(made.a1), PAYMENTS + "<backtab><down><f10>W<enter><tab>LOST<f9>"),
    "goods credited": (returned, ORDER + "<f10>K<enter><f9>"),
    "an order approved": (waits, ORDER + "<f9>"),
    "an order declined": (waits, ORDER + "<f11>PRICE<f9>"),
    "an order withdrawn": (waits, ORDER + "<f10>W<enter>MISTAKE<f9>"),
    "an order held": (waits, ORDER + "<f10>H<enter>call first<f9>"),
    "a hold released": (held, ORDER + "<f10>L<enter><enter>"),
    "approved in the queue": (waits, "<f10>AQ<enter><down><f9>"),
    "declined in the queue": (waits, "<f10>AQ<enter><down><f11>PRICE<f9>"),
    "a discount given though it is late": (
        late,
        "<f10>RP 3897-5<enter>98<tab><tab><tab><tab><f10>E<enter><f9>",
    ),
}


@pytest.mark.parametrize("what", ACTS)
def test_what_was_signed_for_is_done(counter: house.House, what: str) -> None:
    stands, script = ACTS[what]
    stands(counter)

    async def scene(player: Player) -> None:
        await player.burst(script)
        assert player.message.endswith("Esc, then Ctrl+G: a second signature"), player.message
        await sign(player)
        assert player.message.endswith("; signed by ben"), player.message
        assert not player.app.desk.windows and player.app.desk.session.who.signature is None

    run(scene, who=ANN)
    assert [(one.made_by, one.signed_by) for one in SecondSignature.select()] == [("ann", "ben")]
    assert list(check()) == []


WRONG = {
    "paid back": (received, PAYMENTS + "<down><f10>U<enter><tab>PIN<f9>"),
    "written off": (lambda made: billed(made.a1), PAYMENTS + "<backtab><down><f10>W<enter><tab>PIN<f9>"),
    "taken back": (received, PAYMENTS + "<down><f11>PIN<f9>"),
    "declined": (waits, ORDER + "<f11>PIN<f9>"),
}


@pytest.mark.parametrize("what", WRONG)
def test_the_role_is_told_first_and_a_wrong_reason_once_it_is_signed_for(counter: house.House, what: str) -> None:
    stands, script = WRONG[what]
    stands(counter)

    async def scene(player: Player) -> None:
        await player.burst(script)
        assert "Only a supervisor may" in player.message
        await sign(player)
        assert f"why is it {what}?" in player.message or "PIN" in player.message, player.message
        assert "Only a supervisor" not in player.message

    run(scene, who=ANN)
    assert not SecondSignature.select().exists()


def test_what_needs_two_signatures_is_done_after_both(counter: house.House) -> None:
    """A credit note dated into a closed period: a supervisor's act, and an administrator's (C-31, C-43)."""
    returned(counter)
    house.control("closed_until", date.today() + timedelta(days=1))

    async def scene(player: Player) -> None:
        await player.burst(ORDER + "<f10>K<enter><f9>")
        assert "Only a supervisor may make credit notes" in player.message
        await sign(player)
        assert "Only an administrator may date documents otherwise" in player.message
        await sign(player, "cora")
        assert "Do it all the same?" in player.message
        await player.burst("<f9>")
        assert player.message.endswith("; signed by cora"), player.message

    run(scene, who=ANN)
    assert list(check()) == []


SOURCES = sorted(Path(custtui.ui.__file__).parent.rglob("*.py"))
LATER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def _is_who(node: ast.AST) -> bool:
    """`desk.session.who`, whoever that is at this moment."""
    return isinstance(node, ast.Attribute) and node.attr == "who" and ast.unparse(node.value).endswith("session")


def _names(function: ast.AST) -> set[str]:
    """What a function calls who is at work."""
    found = set[str]()
    for node in (one for one in ast.walk(function) if isinstance(one, ast.Assign)):
        targets, values = node.targets[0], node.value
        both = isinstance(targets, ast.Tuple) and isinstance(values, ast.Tuple)
        pairs = zip(targets.elts, values.elts, strict=True) if both else [(targets, values)]  # pyright: ignore
        found |= {target.id for target, value in pairs if isinstance(target, ast.Name) and _is_who(value)}
    return found


def _kept(function: ast.AST) -> Iterator[str]:
    """Where who was at work is kept for what is done later: in a function within, or in a `partial`."""
    names = _names(function)
    for node in ast.walk(function):
        if isinstance(node, LATER) and node is not function:
            used = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
            if names & used - _names(node):
                yield f"{node.lineno}"
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "partial":
            parts = [part for one in node.args[1:] for part in ast.walk(one)]
            if any(_is_who(part) or (isinstance(part, ast.Name) and part.id in names) for part in parts):
                yield f"{node.lineno}"


AT_ONCE = {"hit_list.py", "beside.py"}
"""Where it is asked in the same breath, and where who signed is kept for the answer to a question within."""


def test_no_window_keeps_who_opened_it_for_what_is_done_with_it() -> None:
    """Who signs beside is known only once the act is done again."""
    functions = [
        (path, one)
        for path in SOURCES
        for one in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(one, LATER)
    ]
    found = {f"{path.name}:{line}" for path, one in functions for line in _kept(one)}
    assert {one for one in found if one.split(":")[0] not in AT_ONCE} == set()
    assert len(functions) > 500
