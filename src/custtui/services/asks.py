"""Asks, before a service does anything, whether its operator may: by his role as it stands now (S-7).

    @asks(Act.MERGE)
    def merge(who: Who, …) -> Customer: ...

A test finds services that write and do not ask; the act of each stands on the function, as `asks_for`.
"""

from collections.abc import Callable, Collection, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from custtui.domain.errors import Fault, Forbidden, refuse
from custtui.domain.who import LEAST, SYSTEM, Act, Role, Signature, Who, may, one_of, plainly
from custtui.models.database import transaction
from custtui.models.operator import Operator
from custtui.models.prepared import Prepared

P = ParamSpec("P")
T = TypeVar("T")
Service = Callable[Concatenate[Who, P], T]

STANDS = Prepared(
    lambda login: Operator.select(Operator.name, Operator.role, Operator.active).where(Operator.login == login)
)
WITHIN: ContextVar[bool] = ContextVar("WITHIN", default=False)
"""Is what another operator signed for being done?"""
NAMED = 3
"""So many of those who may are named."""


def asks(act: Act) -> Callable[[Service[P, T]], Service[P, T]]:
    """Declare what a service does. It gets the operator as he stands now, and is not called where he may not."""

    def declare(service: Service[P, T]) -> Service[P, T]:
        @wraps(service)
        def asked(who: Who, /, *args: P.args, **kwargs: P.kwargs) -> T:
            if may(who, act) and who.signature is None:
                return as_expected(who, lambda now: service(plainly(allowing(now, act)), *args, **kwargs))[1]
            return signed(allowed(who, act), service, *args, **kwargs)

        return declared(asked, act)

    return declare


def signed(who: Who, service: Service[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Do it; where another operator signed for it both names are kept with it, once, or nothing is done (X-22)."""
    if who.signature is None or WITHIN.get():
        return service(who, *args, **kwargs)
    from custtui.models.histories import keep  # here: few acts are signed (P-6)
    from custtui.models.signing import SecondSignature

    with transaction(), _within():
        done = service(who, *args, **kwargs)
        for one in reversed(who.signatures):
            made = SecondSignature.create(made_by=who.login, signed_by=one.login, act=str(one.act.name))
            keep("second_signature", made.id)
    return done


@contextmanager
def _within() -> Generator[None]:
    """What one signed act calls is that act."""
    token = WITHIN.set(True)
    try:
        yield
    finally:
        WITHIN.reset(token)


def asks_by_draft(act: Act) -> Callable[[Service[P, T]], Service[P, T]]:
    """Declare a service that works on a draft of the operator: what reads the draft asks, in the same statement."""
    return lambda service: declared(service, act)


def declared(service: Service[P, T], act: Act) -> Service[P, T]:
    """The service with its act on it."""
    noted: Any = service
    noted.asks_for = act
    return service


def allowed(who: Who, act: Act) -> Who:
    """The operator with the role he has now. Raises Refused for who is none any more, Forbidden naming who may."""
    return plainly(allowing(standing(who), act))


def allowing(now: Who, act: Act) -> Who:
    """Who may do it. Raises Forbidden naming who may."""
    if not may(now, act):
        raise forbidden(act)
    return now


class StandsOtherwise(BaseException):
    """The operator's name or role is another by now: nothing was stored, all of it is done anew as he stands."""


def as_expected(who: Who, service: Callable[[Who], T]) -> tuple[Who, T]:
    """Do this as the operator stands, and say how that is; a far server is asked it together with what is done first.

    Raises as `standing` does. Where he stands otherwise than he did, nothing of it was done: it begins anew.
    """
    looked = list[bool]()

    def look(rows: list[Any]) -> None:
        looked.append(True)
        if rows != [(who.name, str(who.role), True)]:
            raise StandsOtherwise

    ask = STANDS.with_next(look, who.login) if who is not SYSTEM and who.signature is None else None
    if ask is None:
        now = standing(who)
        return now, service(now)
    try:
        try:
            done = service(who)
        finally:
            if not looked:
                ask()
    except StandsOtherwise:
        now = standing(who)
        return now, service(now)
    return who, done


def standing(who: Who) -> Who:
    """The operator as he stands now. Raises Refused for one who was disabled or never was one."""
    if who is SYSTEM:
        return who
    row = next(iter(STANDS.afresh(who.login)), None)
    if row is None:
        raise refuse("operator", f"{who.login} is not an operator here: ask {administrators()} to add you", "login")
    if not row[2]:
        raise no_longer(who.login)
    return Who(who.login, row[0], role_of(row[1]), who.signature and _as_signed(who.signature))


def _as_signed(signature: Signature) -> Signature:
    """A signature, and those before it, with the role its operator has now."""
    role = standing(Who(signature.login, "", signature.role)).role
    return replace(signature, role=role, also=tuple(map(_as_signed, signature.also)))


def no_longer(login: str) -> Exception:
    """The refusal of an operator who was disabled."""
    return refuse("operator", f"{login} may no longer work here: ask {administrators()}", "login")


def role_of(text: str) -> Role:
    """A role as it is stored; what is none is the least (check names the row)."""
    return Role(text) if text in tuple(Role) else Role.CLERK


def forbidden(act: Act, field: str = "") -> Forbidden:
    """The refusal of who may not: which role may, and who has it."""
    return Forbidden([Fault("role", field, f"Only {one_of(LEAST[act])} may {act}: {having(act)}")], act)


def another_hand(act: Act, text: str, hands: Collection[str]) -> Forbidden:
    """The refusal of who had a hand in it, by login, where the house wants four eyes: one who had none may sign."""
    return Forbidden([Fault("four_eyes", "", f"Four eyes: {text}: {having(act, hands)}")], act, hand=True)


def having(act: Act, without: Collection[str] = ()) -> str:
    """The names of those who may, without some logins: `Ann (ann) or Ben (ben)`."""
    roles = tuple(Role)[tuple(Role).index(LEAST[act]) :]
    query = Operator.select(Operator.name, Operator.login).where(Operator.active, Operator.role << roles)
    query = query.where(Operator.login.not_in([*without])) if without else query
    names = [f"{name} ({login})" for name, login in query.order_by(Operator.name).limit(NAMED).tuples()]
    return " or ".join(names) or "nobody yet"


def administrators() -> str:
    """The names of those who may add operators: `Ann or Ben`."""
    return having(Act.OPERATORS)
