"""Who may do what (S-7): every act and role of the table, every service that writes, every command that reads."""

import ast
import functools
import importlib
from pathlib import Path

import pytest

import custtui
from custtui.domain.errors import Forbidden, Refused
from custtui.domain.who import LEAST, SYSTEM, Act, Role, Signature, Who, may
from custtui.models.operator import Operator
from custtui.services.asks import allowed, asks
from tests.services import house

SOURCE = Path(custtui.__file__).parent
CLERK = (
    *(Act.LOOK_UP, Act.PROFILE, Act.SITES, Act.CONTACTS, Act.NOTES, Act.ANSWERS, Act.PARTIES),
    *(Act.ORDER, Act.SHIP, Act.FORFEIT, Act.RETURN, Act.COVER, Act.INVOICE, Act.PAYMENT, Act.PRINT),
)
SUPERVISOR = (
    Act.TERMS,
    Act.PAYER,
    Act.ACCOUNTS,
    Act.ACTIVATE,
    Act.MERGE,
    Act.PRODUCTS,
    Act.APPROVE,
    Act.WITHDRAW,
    Act.CREDIT,
    Act.REVERSE,
    Act.OUTBOX,
    Act.ANNOUNCE,
)
ADMINISTRATOR = (
    Act.CONTROLS,
    Act.SETUP,
    Act.QUESTIONS,
    Act.OPERATORS,
    Act.DATES,
    Act.IMPORT,
    Act.EXPORT,
    Act.SEND,
    Act.BACKUP,
    Act.BEYOND,
)
CELLS = [
    (act, role, rank >= least)
    for least, acts in enumerate((CLERK, SUPERVISOR, ADMINISTRATOR))
    for act in acts
    for rank, role in enumerate(Role)
]
WITHOUT_ASKING = {
    "services.setup.set_up": "there is no operator before it",
    "services.operators.let_in": "demo data, a throw-away copy",
    "services.order_entry.keying.keep_typing": "half-typed text, of one's own draft alone: no act, and on each pause",
    "services.bulk.search.index_all": "makes the index anew that anybody's next change would",
    "services.bulk.search.index_parties_anew": "the same for parties",
    "services.bulk.search.index_anew": "the same for all of it",
    "services.order_entry.kept_drafts.put_back": "an order being keyed, out of a file that is gone",
    "services.signing.sign_on": "who it is, is asked by it",
    "services.backup.restore": "without a connection: cli.restoring asks both files",
}
WRITES = {"create", "insert", "insert_many", "update", "delete", "delete_instance", "bulk_create"}


@pytest.fixture
def counter(sqlite_database) -> None:
    house.seller()


@pytest.mark.parametrize(("act", "role", "yes"), CELLS)
def test_each_cell_of_the_table(act: Act, role: Role, yes: bool) -> None:
    assert may(Who("one", "One", role), act) is yes


def test_the_table_has_every_act() -> None:
    assert {act for act, *_ in CELLS} == set(Act) == set(LEAST)


def test_a_signature_reaches_as_far_as_its_role_for_its_act_alone() -> None:
    signed = Who("ann", "Ann", Role.CLERK, Signature("ben", Role.SUPERVISOR, Act.MERGE))
    assert may(signed, Act.MERGE)
    assert not may(signed, Act.TERMS)
    assert not may(Who("ann", "Ann", Role.CLERK, Signature("ben", Role.SUPERVISOR, Act.CONTROLS)), Act.CONTROLS)


def test_every_act_is_refused_and_allowed_as_the_table_says_naming_the_role_that_may(counter) -> None:
    for act, role, yes in CELLS:
        who = Who({"clerk": "ann", "supervisor": "ben", "administrator": "cora"}[role], "", role)
        if yes:
            assert allowed(who, act).role is role
        else:
            with pytest.raises(Forbidden, match=f"Only an? {LEAST[act]} may {act}: .*Cora \\(cora\\)") as refused:
                allowed(who, act)
            assert refused.value.act is act


def test_a_changed_role_and_a_disabled_operator_count_from_the_next_act(counter) -> None:
    done = []
    merge = asks(Act.MERGE)(lambda who: done.append(who.role))
    merge(house.BEN)
    Operator.update(role="administrator").where(Operator.login == "ben").execute()
    merge(house.BEN)
    Operator.update(role="clerk").where(Operator.login == "ben").execute()
    with pytest.raises(Forbidden, match="Only a supervisor may merge"):
        merge(house.BEN)
    Operator.update(role="supervisor", active=False).where(Operator.login == "ben").execute()
    with pytest.raises(Refused, match="ben may no longer work here"):
        merge(house.BEN)
    assert done == [Role.SUPERVISOR, Role.ADMINISTRATOR]
    with pytest.raises(Refused, match="nobody is not an operator here"):
        merge(Who("nobody", "Nobody", Role.ADMINISTRATOR))
    merge(SYSTEM)


# -- services that write and do not ask ----------------------------------------------------------------------------
@functools.cache
def _modules() -> dict[str, ast.Module]:
    found = {}
    for path in SOURCE.rglob("*.py"):
        name = ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
        found[name] = ast.parse(path.read_text())
    return found


@functools.cache
def _functions() -> dict[tuple[str, str], ast.stmt]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {(name, one.name): one for name, tree in _modules().items() for one in tree.body if isinstance(one, kinds)}


@functools.cache
def _imported(module: str) -> dict[str, tuple[str, str]]:
    froms = (one for one in ast.walk(_modules()[module]) if isinstance(one, ast.ImportFrom) and one.module)
    return {
        name.asname or name.name: (one.module.removeprefix("custtui").lstrip("."), name.name)
        for one in froms
        if one.module.startswith("custtui")
        for name in one.names
    }


def _found(module: str, name: str, deep: int = 5) -> tuple[str, str] | None:
    if (module, name) in _functions():
        return module, name
    where = _imported(module).get(name) if module in _modules() else None
    return _found(*where, deep - 1) if where and deep else None


@functools.cache
def _named(key: tuple[str, str]) -> frozenset[tuple[str, str]]:
    """What a function names: by itself, or as an attribute of a module."""
    names, found = _imported(key[0]), set()
    for node in ast.walk(_functions()[key]):
        if isinstance(node, ast.Name):
            found.add(_found(key[0], node.id))
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in names:
            found.add(_found(".".join(filter(None, names[node.value.id])), node.attr))
    return frozenset(found - {None, key})


def _writes_itself(key: tuple[str, str]) -> bool:
    if key[0].startswith("models"):
        return False
    for call in (node.func for node in ast.walk(_functions()[key]) if isinstance(node, ast.Call)):
        if isinstance(call, ast.Name) and call.id in ("transaction", "quick_write", "quickly"):
            return True
        of_a_model = isinstance(call, ast.Attribute) and call.attr in WRITES and isinstance(call.value, ast.Name)
        if of_a_model and call.value.id[:1].isupper():
            return True
    return False


def _asks(key: tuple[str, str]) -> bool:
    one = getattr(importlib.import_module(f"custtui.{key[0]}"), key[1], None)
    return getattr(one, "asks_for", None) is not None


def test_every_service_that_screens_and_commands_call_and_that_writes_asks() -> None:
    outer = ("ui", "cli", "bootstrap", "screens")
    called = {
        one
        for key in _functions()
        if key[0].split(".")[0] in outer
        for one in _named(key)
        if one[0].split(".")[0] == "services"
    }
    writing = {key for key in _functions() if _writes_itself(key)}
    while more := {key for key in _functions() if key not in writing and _named(key) & writing}:
        writing |= more
    silent = {".".join(key) for key in called & writing if not _asks(key)} - set(WITHOUT_ASKING)
    assert not silent, f"they write and ask nobody: give each its act (@asks): {sorted(silent)}"


def test_every_service_with_an_operator_that_nobody_else_calls_asks() -> None:
    """Those that no screen has yet: the next one that has them must not have to think of it."""
    inner = {one for key in _functions() if key[0].startswith("services") for one in _named(key)}
    roots = {
        key
        for key, one in _functions().items()
        if key[0].startswith("services") and not key[0].startswith("services.bulk") and key not in inner
        if isinstance(one, ast.FunctionDef) and not key[1].startswith("_") and _writes_itself(key)
    }
    silent = {".".join(key) for key in roots if not _asks(key)} - set(WITHOUT_ASKING)
    assert not silent, sorted(silent)
