"""Who may work here, with which role: found by the operating system's user (S-7)."""

from dataclasses import dataclass

from custtui.domain.errors import refuse
from custtui.domain.text import clean
from custtui.domain.who import SYSTEM, Act, Role, Who
from custtui.models.base import db, now
from custtui.models.database import transaction
from custtui.models.operator import Operator
from custtui.models.role_chain import Given, gave
from custtui.models.signing import OperatorPin
from custtui.services.asks import asks, role_of
from custtui.services.opening import operator
from custtui.services.pins import forget_pin


@dataclass(frozen=True, slots=True)
class OperatorRow:
    """An operator in a list."""

    login: str
    name: str
    role: Role
    active: bool
    has_pin: bool = False


def operators() -> list[OperatorRow]:
    """Every operator by login, disabled ones too."""
    columns = (Operator.login, Operator.name, Operator.role, Operator.active, OperatorPin.id.is_null(False))
    rows = Operator.select(*columns).left_outer_join(OperatorPin).order_by(Operator.login).tuples()
    return [
        OperatorRow(login, name, role_of(role), bool(active), bool(pin)) for login, name, role, active, pin in rows
    ]


@asks(Act.OPERATORS)
def add_operator(who: Who, login: str, name: str, role: str = Role.CLERK) -> OperatorRow:
    """Make an operator, or let a disabled one work again with this name and role.

    Raises Refused for a login that works here already, an unknown role, or where `who` is no administrator.
    """
    login, name = clean(login, "login"), clean(name or login, "name")
    _check_role(role)
    if not login:
        raise refuse("login", "login: an operator needs the name of a user", "login")
    with transaction():
        _put(who, OperatorRow(login, name, Role(role), True))
    return OperatorRow(login, name, Role(role), True)


def let_in(login: str, name: str) -> Who:
    """The operator of that login, made an administrator if there is none: for demo data only."""
    with transaction():
        if not Operator.select().where(Operator.login == login, Operator.active).exists():
            _put(SYSTEM, OperatorRow(login, name, Role.ADMINISTRATOR, True))
    return operator(login)


@asks(Act.OPERATORS)
def give_role(who: Who, login: str, role: str) -> OperatorRow:
    """Give an operator who works here another role; his PIN stays.

    Raises Refused for a login that does not work here, an unknown role, the last administrator, or where `who` is no
    administrator.
    """
    _check_role(role)
    with transaction():
        row = Operator.get_or_none(Operator.login == login, Operator.active)
        if row is None:
            raise refuse("login", f"login: {login} does not work here", "login")
        if role != row.role:
            if role != Role.ADMINISTRATOR:
                _keep_an_administrator(login)
            _write(who, login, role=role)
    return OperatorRow(login, row.name, Role(role), True)


@asks(Act.OPERATORS)
def disable_operator(who: Who, login: str) -> None:
    """Let an operator work no longer, his PIN is gone; what was done keeps the name.

    Raises Refused for an unknown login, the last administrator, or where `who` is no administrator.
    """
    with transaction():
        row = Operator.get_or_none(Operator.login == login)
        if row is None:
            raise refuse("login", f"login: there is no operator {login}", "login")
        _keep_an_administrator(login)
        forget_pin(row.id)
        _write(who, login, active=False)


def _check_role(role: str) -> None:
    if role not in tuple(Role):
        raise refuse("role", f"role: {role} is none of {', '.join(Role)}", "role")


def _keep_an_administrator(login: str) -> None:
    """Raises Refused where nobody else is one."""
    others = Operator.select().where(Operator.active, Operator.role == Role.ADMINISTRATOR, Operator.login != login)
    if not others.exists():
        raise refuse("login", f"login: {login} is the only administrator left", "login")


def _put(who: Who, row: OperatorRow) -> None:
    standing = Operator.get_or_none(Operator.login == row.login)
    if standing is None:
        stamps = {"made_by": who.login, "changed_by": who.login}
        Operator.create(login=row.login, name=row.name, role=row.role, **stamps)
        gave(db, [Given(row.login, row.name, row.role, who.login)])
    elif standing.active:
        raise refuse("login", f"login: {row.login} works here already, as {standing.role}", "login")
    else:
        _write(who, row.login, active=True, name=row.name, role=row.role)


def _write(who: Who, login: str, **columns: object) -> None:
    stamps = {"changed_by": who.login, "changed_at": now(), "version": Operator.version + 1}
    Operator.update(**columns, **stamps).where(Operator.login == login).execute()
    row = Operator.get(Operator.login == login)
    gave(db, [Given(login, row.name, row.role if row.active else "", who.login)])
