"""PINs: set by their operator or an administrator, asked with tries that are counted in the database (X-22)."""

from datetime import timedelta
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from custtui.domain.errors import refuse
from custtui.domain.naming import some
from custtui.domain.pin import LONGEST, pin_fault
from custtui.domain.who import Act, Role, Who
from custtui.models.database import locked, transaction
from custtui.models.moment import database_now
from custtui.models.operator import Operator
from custtui.models.signing import OperatorPin, PinTry
from custtui.services.asks import allowed, asks, standing

if TYPE_CHECKING:
    from argon2 import PasswordHasher

TRIES = 3
"""So many wrong PINs in a row stop further ones."""
WAIT = timedelta(minutes=5)
"""For so long, by the database's clock."""
WRONG = "This login and PIN do not go together"
"""The same for a wrong login, a wrong PIN, and an operator without one."""


class PinUse(StrEnum):
    """What a PIN is asked for; wrong ones are counted apart, so that nobody is kept from his own work by others."""

    SIGN = "sign"
    WORK = "work"


@asks(Act.LOOK_UP)
def set_pin(who: Who, login: str, pin: str) -> str:
    """Give an operator a PIN: one's own, or an administrator anybody's; returns the operator's name.

    Raises Refused for what is no PIN or no operator, Forbidden for another one's.
    """
    if login != who.login:
        allowed(who, Act.OPERATORS)
    owner = standing(Who(login, "", Role.CLERK))
    if why := pin_fault(pin, login):
        raise refuse("pin", why, "pin")
    digest = _hasher().hash(pin)
    with transaction():
        operator = Operator.get(Operator.login == login).id
        forget_pin(operator)
        OperatorPin.create(operator=operator, hash=digest, made_by=who.login)
    return owner.name


def forget_pin(operator: int) -> None:
    """Take the PIN of an operator away, and what was tried at it; in the caller's transaction."""
    OperatorPin.delete().where(OperatorPin.operator == operator).execute()
    PinTry.delete().where(PinTry.operator == operator).execute()


def proven(login: str, pin: str, purpose: PinUse) -> Who:
    """The operator whose login and PIN these are, as he stands now.

    A try counts before it is looked at, so that many at once are no more than three. Raises Refused where they do
    not go together, three were wrong, or the operator was disabled.
    """
    row = OperatorPin.select(OperatorPin.operator, OperatorPin.hash).join(Operator).where(Operator.login == login)
    operator, digest = next(iter(row.tuples()), (None, _nobodys()))
    if operator is not None:
        _count(operator, login, purpose)
    if not _fits(digest, pin) or operator is None:
        if operator is not None:
            _refuse_stopped(PinTry.get_or_none(*_tried(operator, purpose)), login)
        raise refuse("pin", WRONG, "pin")
    with transaction():
        PinTry.delete().where(*_tried(operator, purpose)).execute()
    return standing(Who(login, "", Role.CLERK))


def _count(operator: int, login: str, purpose: PinUse) -> None:
    """One try more. Raises Refused while none are taken."""
    with transaction():
        PinTry.insert(operator=operator, purpose=str(purpose)).on_conflict_ignore().execute()
        row = next(iter(locked(PinTry.select().where(*_tried(operator, purpose)))))
        _refuse_stopped(row, login)
        wrong = 1 if row.stopped_until else row.wrong + 1
        until = database_now() + WAIT if wrong >= TRIES else None
        PinTry.update(wrong=wrong, stopped_until=until).where(PinTry.id == row.id).execute()


def _tried(operator: int, purpose: PinUse) -> tuple[Any, ...]:
    return PinTry.operator == operator, PinTry.purpose == str(purpose)


def _refuse_stopped(row: PinTry | None, login: str) -> None:
    left = row.stopped_until - database_now() if row and row.stopped_until else timedelta()
    if left > timedelta():
        minutes = -(-left // timedelta(minutes=1))
        text = f"{TRIES} wrong PINs: none of {login} is taken for {some(minutes, 'minute')}"
        raise refuse("stopped", text, "pin")


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher  # here: a program that asks no PIN need not pay for it (P-6)

    return PasswordHasher()


def _nobodys() -> str:
    """What the PIN of a login that is none is compared with: that takes as long, and no PIN has this hash."""
    one = _hasher()
    costs = f"m={one.memory_cost},t={one.time_cost},p={one.parallelism}"
    return f"$argon2id$v=19${costs}${'A' * 22}${'A' * 43}"


def _fits(digest: str, pin: str) -> bool:
    from argon2.exceptions import Argon2Error, InvalidHashError

    try:
        return _hasher().verify(digest, pin[: LONGEST + 1])
    except (Argon2Error, InvalidHashError):
        return False
