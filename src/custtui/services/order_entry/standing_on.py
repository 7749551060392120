"""What an order being keyed stands on, read once when it is opened: a key works out only what it changes (P-14).

Customer, payers, sites, taxes, contacts, controls, the customer's history and each product are asked for once and
kept. The draft's own rows are kept too, and read again by whatever changes them. F9 and the lists behind F4, F6 and
F7 stand on nothing of this: they ask the database (see `promising` for what F9 tells of what changed meanwhile).
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from custtui.models.remembered import Answers, remembering
from custtui.models.together import foreseeing

P = ParamSpec("P")
T = TypeVar("T")


class StandingOn:
    """What is known of one draft, and of what it stands on; forgotten when the order is opened again."""

    def __init__(self) -> None:
        self._answers = Answers()

    def ask(self, service: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The answer of a service that changes nothing but half-typed text."""
        with remembering(self._answers):
            return service(*args, **kwargs)

    def anew(self, service: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The answer of a service that believes nothing of it, and asks most of it anew: at once, told what."""
        with foreseeing(self._answers):
            return service(*args, **kwargs)

    def change(self, service: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The answer of a service that changes the draft: its rows are read anew, not what it stands on."""
        with remembering(self._answers, changing=True):
            return service(*args, **kwargs)
