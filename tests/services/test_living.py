"""S-10: whatever several operators do with orders, in any order, all that X-07 says adds up: what an act was tried on
after each one, and everything after a few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from custtui.domain.errors import Refused, Unavailable
from custtui.domain.order import Status
from custtui.services.check import check
from custtui.services.fulfilment.forfeits import give_up
from tests.living import world
from tests.living.acts import ACTS, WEIGHTS, Acts, Nothing
from tests.living.dice import Drawn
from tests.living.houses import Houses
from tests.living.ledger import Ledger, Line, Order
from tests.living.sums import Contents, as_booked, touched_as_booked

SQLITE, POSTGRESQL, STEPS = 37, 4, 50
"""So many stories, of so many acts each."""
ALL_AFTER = 5
"""After each act is asked what it was tried on; after so many, and at the end of a story, everything."""


def of_order(fits: Callable[[Order], bool]) -> Callable[[Living], bool]:
    return lambda self: any(map(fits, self.book.orders.values()))


def of_line(fits: Callable[[Line], bool]) -> Callable[[Living], bool]:
    return of_order(lambda order: any(map(fits, order.lines.values())))


def always(_: Living) -> bool:
    return True


waiting = of_order(lambda order: order.status == Status.PENDING or bool(order.waits))
standing = of_order(lambda order: order.status in (Status.PENDING, Status.ACCEPTED))
accepted = of_order(lambda order: order.status == Status.ACCEPTED)
billable = of_line(lambda line: line.shipped - line.returned > line.invoiced - line.credited)
invoiced = of_line(lambda line: line.invoiced > line.credited)
WHEN = {
    **dict.fromkeys(("approve", "decline", "withdraw"), waiting),
    **dict.fromkeys(("change", "hold", "release"), standing),
    **dict.fromkeys(("ship", "forfeit", "cancel"), accepted),
    **dict.fromkeys(("allow", "credit_whole", "pay", "write_off"), invoiced),
    "invoice": billable,
    "give_back": of_line(lambda line: line.shipped > line.returned),
    "credit": of_line(lambda line: min(line.returned, line.invoiced) > line.credited),
    **dict.fromkeys(("reverse", "take_back", "refund"), lambda self: self.done["pay"]),
    "refund_credit": of_line(lambda line: line.credited > 0),
}
"""What there has to be, so that most of what is tried can be done."""
OFTEN = [name for name, often in zip(ACTS, WEIGHTS, strict=True) for _ in range(often)]


class Living(RuleBasedStateMachine):
    """Orders of a house, the acts on them, and the books of all."""

    houses: Houses
    told: Counter[str]

    def __init__(self) -> None:
        super().__init__()
        self.houses.fresh()
        self.book, self.contents, self.done, self.acts = Ledger(), Contents(), Counter[str](), 0

    @initialize(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        self.act("place", data)

    @rule(data=st.data())
    def somebody_acts(self, data: st.DataObject) -> None:
        self.act(data.draw(st.sampled_from([one for one in OFTEN if WHEN.get(one, always)(self)])), data)

    def act(self, name: str, data: st.DataObject) -> None:
        acts = Acts(Drawn(data), self.book, self.houses.customers)
        self.told["tried"] += 1
        try:
            getattr(acts, name)()
            self.done[name] += 1
        except Unavailable:
            raise
        except (Refused, Nothing):
            self.done["refused"] += 1
        self.acts += 1
        if self.acts % ALL_AFTER:
            touched_as_booked(self.book)
        else:
            self.look_at_all()

    def look_at_all(self) -> None:
        as_booked(self.book, self.houses.customers)
        self.contents.stand()

    def teardown(self) -> None:
        self.told.update(self.done)
        self.look_at_all()
        assert list(check()) == []


@pytest.fixture
def houses(database_url: str) -> Iterator[Houses]:
    made = Houses(database_url, world.stand)
    yield made
    made.leave()


def live(houses: Houses, stories: int, **more: object) -> Counter[str]:
    """Play so many stories; how often each act was done."""
    told = Counter[str]()
    machine = type("Living", (Living,), {"houses": houses, "told": told})
    how = settings(settings(), max_examples=stories, stateful_step_count=STEPS, **more)  # pyright: ignore
    run_state_machine_as_test(machine, settings=how)
    return told


def test_s_10_whatever_is_done_everything_adds_up_after_each_act(houses: Houses) -> None:
    stories = POSTGRESQL if houses.on_server else SQLITE
    told = live(houses, stories)
    assert told["tried"] >= stories * STEPS * 0.95 and told["refused"] < told["tried"] / 3, told
    assert houses.on_server or len([name for name in ACTS if not told[name]]) < 3, told


@pytest.fixture
def file_of_house(sqlite_template: Path, tmp_path: Path) -> Iterator[Houses]:
    path = tmp_path / "living.sqlite"
    path.write_bytes(sqlite_template.read_bytes())
    made = Houses(str(path), world.stand)
    yield made
    made.leave()


def one_less_given_up(who: object, order: object, rests: dict[int, Decimal], reason: str) -> None:
    give_up(who, order, {at: quantity - 1 for at, quantity in rests.items() if quantity > 1}, reason)  # pyright: ignore


PLANTED: dict[str, tuple[str, object]] = {
    "less is given up than was asked for": ("custtui.services.fulfilment.forfeits.give_up", one_less_given_up),
    "more is shipped than is open": ("custtui.services.fulfilment.facts.faults", lambda *_: []),
    "what was invoiced before does not count": (
        "custtui.services.fulfilment.invoices.invoiced_so_far",
        lambda _: {},
    ),
    "money comes in and settles nothing": ("custtui.services.fulfilment.payments._settle", lambda *_: None),
    "a revision waits and nothing comes of its approval": (
        "custtui.services.approval.decisions.become",
        lambda *_: None,
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_service_that_books_wrong_is_found(
    fault: str, file_of_house: Houses, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The books can fail: each of these is seen within a few stories."""
    monkeypatch.setattr(*PLANTED[fault])
    with pytest.raises(Exception) as found:
        live(file_of_house, 30, phases=[Phase.generate], database=None, report_multiple_bugs=False)
    assert not isinstance(found.value, Refused)
