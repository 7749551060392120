"""One of two who do the same at once: `python -m tests.living.duel URL LOGIN ACT NUMBER`.

It looks at the order, says so, waits for a line, acts by what it saw, and says `done` or what it was told.
"""

import sys
from collections.abc import Callable
from decimal import Decimal

from custtui.bootstrap import open_database
from custtui.domain.errors import Refused, Unavailable
from custtui.domain.who import Who
from custtui.services import approval
from custtui.services import fulfilment as ff
from custtui.services import order_entry as desk
from custtui.services.operators import operator
from tests.services.changing import change

Act = Callable[[], object]


def approve(who: Who, number: str) -> Act:
    seen = approval.deciding(number)
    return lambda: approval.approve(who, number, seen.revision, seen.seen)


def decline(who: Who, number: str) -> Act:
    seen = approval.deciding(number)
    return lambda: approval.decline(who, number, seen.revision, "CREDIT")


def withdraw(who: Who, number: str) -> Act:
    seen = approval.deciding(number)
    return lambda: approval.withdraw(who, number, seen.revision, "MISTAKE")


def revise(who: Who, number: str) -> Act:
    """To a quantity of one's own, so that it is told whose stands."""
    draft = change(number, (10, {"quantity": "2" if who.login == "ben" else "1"}), who=who).id
    return lambda: desk.place(who, draft)


def invoice(who: Who, number: str) -> Act:
    seen = ff.invoicing(number)
    return lambda: ff.invoice(who, number, {10: seen.lines[0].billable}, seen=seen)


def ship(who: Who, number: str) -> Act:
    seen = ff.shipping(number)
    return lambda: ff.ship(who, number, seen.revision, {10: seen.lines[0].open}, seen=seen)


def ship_over(who: Who, number: str) -> Act:
    """One more than is open, within the product's tolerance (C-30)."""
    seen = ff.shipping(number)
    return lambda: ff.ship(who, number, seen.revision, {10: seen.lines[0].open + 1}, seen=seen)


def cancel(who: Who, number: str) -> Act:
    seen = ff.shipping(number)
    return lambda: ff.cancel(who, number, seen.revision, "CUSTOMER")


def forfeit(who: Who, number: str) -> Act:
    seen = ff.shipping(number)
    return lambda: ff.forfeit(who, number, seen.revision, {10: seen.lines[0].open}, "CUSTOMER", seen=seen)


def give_back(who: Who, number: str) -> Act:
    seen = ff.returns(number)
    return lambda: ff.book_return(who, number, {10: seen.lines[0].left}, "DEFECT", "SCRAP", seen=seen)


def credit(who: Who, number: str) -> Act:
    seen = ff.crediting(number)
    return lambda: ff.credit(who, number, {10: Decimal(1)}, seen=seen)


def main(url: str, login: str, act: str, number: str) -> None:
    """Ready; go; done, or the faults."""
    open_database(url)
    ready: Act = globals()[act](operator(login), number)
    say("ready")
    sys.stdin.readline()
    try:
        ready()
        say("done")
    except Unavailable:
        raise
    except Refused as refused:
        say("; ".join(fault.text for fault in refused.faults))


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
