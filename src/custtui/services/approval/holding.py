"""One hold of an order: placed by hand, or released; the last one gone, the order goes on (C-34, R-37)."""

from collections.abc import Collection

from custtui.domain.approval import Held
from custtui.domain.errors import Conflict, Fault, Refused, refuse
from custtui.domain.event import EventKind
from custtui.domain.hold_words import USER
from custtui.domain.text import clean
from custtui.domain.who import Act, Who
from custtui.models.database import transaction
from custtui.services.approval.decisions import accept, look_again
from custtui.services.approval.waiting import Waiting, place_hold, release_holds, take
from custtui.services.asks import asks
from custtui.services.orders.history import remember


@asks(Act.ORDER)
def hold(who: Who, number: str, revision: int, text: str) -> None:
    """Hold an order by hand: one that waits is not accepted, an accepted one not shipped or closed short.

    Raises Refused without a text (field `text`), Conflict where another revision stands, Forbidden naming who may.
    """
    with transaction():
        order = take(number)
        order.check_open(revision)
        who = order.allowed(who, Act.APPROVE, ())
        why = clean(text, "text")
        if not why:
            raise refuse("text", "Text is required: why is it held?", "text")
        place_hold(who, order, USER, why)


@asks(Act.ORDER)
def release(who: Who, number: str, revision: int, hold_id: int, seen: Collection[int]) -> bool:
    """Release one hold; True where it was the last one of an order that waited, which is accepted by that.

    What came since is added first and told, as `approve` does. Raises Conflict where somebody released it already.
    """
    with transaction():
        order = take(number)
        order.check_open(revision)
        one = _open_hold(order, hold_id)
        last = order.waits and order.open == [one]
        told = look_again(order, seen) if last else []
        if not told:
            _release(order.allowed(who, Act.APPROVE, [one]), order, one, last=last)
    if told:
        raise Refused(told)
    return last


def _release(who: Who, order: Waiting, one: Held, *, last: bool) -> None:
    if last:
        accept(who, order, [one])
    else:
        text = f"{one.code}: {one.text}" if one.text else one.code
        remember(who, order, EventKind.RELEASED, text, *release_holds(who, order, [one]))


def _open_hold(order: Waiting, hold_id: int) -> Held:
    one = next((one for one in order.open if one.id == hold_id), None)
    if one is None:
        raise Conflict([Fault("released", "", f"This hold of {order.number} was released meanwhile")])
    return one
