"""P-13: every screen and window opens within three messages to a server far away, whatever its customer has."""

from __future__ import annotations

import pytest

from custtui.models.account import CustomerAccount
from custtui.services.numbers import FIRST, NEW
from custtui.ui.setup.sections import SECTIONS
from tests.services import house
from tests.services.keying import ordered
from tests.ui.flows import flows
from tests.ui.keyplay import keys
from tests.ui.test_lists_to_the_end import many_customers, stock
from tests.ui.test_round_trips import counter, played, waits

__all__ = ["counter", "waits"]

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

COUNTERS = ("draft", "order", "shipment", "invoice", "credit", "customer")
SWEEP = flows("sweep")
"""Keys from home to each screen and window."""
BILLED = "3897-5<f7>ITEM1<enter>5<f9><f10>OI<enter><f10>S<enter>2<f9><f10>B<enter><f9>"
"""An order of which some is shipped and invoiced, on the screen."""
MORE = {
    "documents": f"{BILLED}<f10>D<enter>",
    "a packing slip": f"{BILLED}<f10>D<enter><enter>",
    "an invoice": f"{BILLED}<f10>D<enter><down><enter>",
    "a confirmation": f"{BILLED}<f10>D<enter><down><down><enter>",
    "back to documents": f"{BILLED}<f10>D<enter><enter><f12>",
    "payments": f"{BILLED}<f10>RP 3897-5<enter>25<f9><f10>RP 3897-5<enter><f10>X<enter>",
    "what they settle": f"{BILLED}<f10>RP 3897-5<enter>25<f9><f10>RP 3897-5<enter><f10>X<enter><f8>",
    "what is unpaid": f"{BILLED}<f10>RP 3897-5<enter><f10>X<enter><f8><f8><f8>",
    "the next that waits": f"{SWEEP['ApprovalQueue']}<down><down>",
    "a merge swapped": f"{SWEEP['MergeScreen']}<tab>",
    "a statement": f"{BILLED}<f10>RP 3897-5<enter><f10>D<enter>",
}
"""What the sweep does not come by."""
SETUP = {f"set-up: {kind}": f"<f10>SU {kind}<enter>" for kind in SECTIONS}
FORMS = {f"{name}, {key}": f"{way}<{key}>" for name, way in SETUP.items() for key in ("enter", "insert")}
"""The list of each sort of records, and the form of one of them or of a new one."""
WAYS = {**SWEEP, **MORE, **SETUP, **FORMS}
PAGED = {
    "orders": "3897-5<f8>",
    "open lines": "3897-5<f8><f8>",
    "what waits": "<f10>AQ<enter>",
    "open work": "<f10>OW<enter>",
    "products to choose from": "3897-5<f7>P<f4>",
    "customers found": "smithfield",
    "all customers": "3",
    "products": "<f10>SU products<enter>",
}
"""Lists that go on."""


@pytest.fixture
def begun(counter: object) -> None:
    """No number is the first of its kind."""
    _begin()


def _begin() -> None:
    for name in COUNTERS:
        NEW(name, FIRST.get(name, 1) - 1)


@pytest.fixture
def another_pays(database: object) -> None:
    """Who orders has a usual payer."""
    made = house.stand()
    house.hire("ann")
    house.promote()
    house.default_bill_to(made.a1, made.hq)
    _begin()


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize("name", sorted(WAYS))
def test_it_opens_within_three_messages(name: str, waits: list[str]) -> None:
    """Its preview and all else that it reads behind the typing included."""
    assert played(WAYS[name], waits)[-1][1] <= 3, len(waits)


@pytest.mark.usefixtures("begun")
def test_a_list_goes_on_within_three_messages(waits: list[str]) -> None:
    """By whole screens, down and up again; End reads on, page by page."""
    stock(150)
    many_customers(120)
    account = CustomerAccount.get(code="3897-5").id
    for quantity in (*[1] * 45, *[60] * 45):
        ordered(account, f"ITEM1 x{quantity}")
    for name, way in PAGED.items():
        told = played(f"{way}{'<pgdn>' * 6}<pgup><pgup><home>", waits)[-9:]
        assert {key for key, _ in told} == {"pagedown", "pageup", "home"}
        assert max(count for _, count in told) <= 3, (name, told)


@pytest.mark.usefixtures("another_pays")
def test_so_it_does_where_another_pays(waits: list[str]) -> None:
    """The customer is found, its profile and orders open, an order is keyed and placed: he is asked for along."""
    played("3897-5<f7>ITEM1<enter>5<enter><f9>", waits)  # what is usual here is known from the first customer on
    for script in ("3897-5<enter>", "3897-5<f8>", "3897-5<f7>"):
        *letters, (_, opened) = played(script, waits)
        assert max(count for _, count in letters[1:]) <= 1, letters
        assert opened <= 3, script
    order = "3897-5<f7>ITEM1<enter>5<enter><f9>"
    assert played(order, waits)[len(keys(order)) - 1][1] <= 6


@pytest.mark.parametrize("who", ["itself", "another"])
def test_an_order_is_placed_and_goes_on_where_its_people_are_told_by_e_mail(
    who: str, waits: list[str], request: pytest.FixtureRequest
) -> None:
    """Whom to tell and of what is asked at once: one message more for a shipment and an invoice."""
    request.getfixturevalue("begun" if who == "itself" else "another_pays")
    house.control("email_notices", "Y")
    placed = played("3897-5<f7>ITEM1<enter>5<enter><f9>", waits)
    assert placed[-1][1] <= 6
    moved = played("3897-5<f8><enter><f10>S<enter><f6><f9><f10>B<enter><f9>", waits)
    assert max(count for key, count in moved if key == "f9") <= 7


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize(("key", "text"), [("f6", "mai"), ("f7", "str")])
def test_letters_in_a_role_window_wait_for_nothing(key: str, text: str, waits: list[str]) -> None:
    """Own addresses and what the rules allow are read as it opens."""
    played("3897-5<f7>ITEM1<enter>5<enter>", waits)
    *_, opened, a, b, c = played(f"3897-5<f7><{key}>{text}", waits)
    assert opened[1] <= 3
    assert [a[1], b[1], c[1]] == [0, 0, 0]
