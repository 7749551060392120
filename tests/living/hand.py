"""A program that acts on the orders of a house for a while: `python -m tests.living.hand URL NUMBER SECONDS SEED`.

It says a line for each act once it was done, and ends with a traceback where something does not add up (X-07).
"""

import sys
import time

from custtui.bootstrap import open_database
from custtui.domain.errors import Refused, Unavailable
from custtui.models.account import CustomerAccount
from custtui.services import orders
from tests.living.acts import ACTS, WEIGHTS, Acts, Nothing
from tests.living.dice import Thrown
from tests.living.ledger import Silent
from tests.living.world import AT_ONCE
from tests.services.fulfilling import adds_up


def main(url: str, number: str, seconds: str, seed: str, least: str = "0") -> None:
    """Act until the time is over and so many acts were done, as an operator of its own."""
    end, left = time.time() + float(seconds), int(least)
    open_database(url)
    customers = [one for (one,) in CustomerAccount.select(CustomerAccount.id).order_by(CustomerAccount.id).tuples()]
    dice, book = Thrown(seed), Silent()
    acts = Acts(dice, book, customers, [AT_ONCE[int(number)]])
    while left > 0 or time.time() < end:
        said = tried(acts, dice.random.choices(ACTS, WEIGHTS)[0])
        left -= said not in ("refused", "nothing")
        say(said)
        for one in book.touched:
            adds_up(orders.order(one))
        book.touched.clear()


def tried(acts: Acts, name: str) -> str:
    """The act, or that it was refused."""
    try:
        getattr(acts, name)()
    except Unavailable:
        raise
    except Refused:
        return "refused"
    except Nothing:
        return "nothing"
    return name


def say(word: str) -> None:
    """At once: a program that is killed has told what was done."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
