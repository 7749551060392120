"""A draft of a customer that was merged meanwhile: refused naming the survivor, kept, taken there by one action."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from custtui.domain.errors import Refused
from custtui.models.account import CustomerAccount
from custtui.models.draft import Draft, DraftLine
from custtui.models.order import SalesOrder
from custtui.services import order_entry as desk
from custtui.services import orders
from custtui.services.twins import merging
from tests.services import house
from tests.services.house import ANN, DORA, House
from tests.services.keying import keyed

TEXT = "3897-7 was merged into 3897-5 Healthy Juices Inc.: order for that one"


@pytest.fixture
def stand(database: object) -> Iterator[House]:
    """The examples of the rules, and a twin, 3897-7."""
    made = house.stand()
    house.customer("3897-7", "Healthy Juice")
    yield made


def twin() -> int:
    return CustomerAccount.get(CustomerAccount.code == "3897-7").id


def test_the_draft_is_refused_naming_the_survivor_and_kept(stand: House) -> None:
    """F-28, F-17."""
    draft = keyed(twin(), "ITEM1 x3", "ITEM2")
    merging.merge(DORA, twin(), stand.a1)
    assert [fault.text for fault in desk.open_draft(ANN, draft.id).faults] == [TEXT]
    with pytest.raises(Refused) as refused:
        desk.place(ANN, draft.id)
    assert [(fault.code, fault.field, fault.text) for fault in refused.value.faults] == [("merged", "account", TEXT)]
    assert [row.code for row in desk.kept_for(ANN, stand.a1)] == ["3897-7"], "named where the survivor's are"
    assert (SalesOrder.select().count(), Draft.select().count(), DraftLine.select().count()) == (0, 1, 2)


def test_the_lines_are_taken_to_the_survivor_and_placed_for_it(stand: House) -> None:
    draft = keyed(twin(), "ITEM1 x3", "ITEM2")
    merging.merge(DORA, twin(), stand.a1)
    taken = desk.take_to(ANN, draft.id, stand.a1)
    assert (taken.code, taken.faults, len(taken.lines)) == ("3897-5", (), 2)
    placed = desk.place(ANN, taken.id)
    assert (placed.code, placed.gross) == ("3897-5", Decimal("45.00"))
    assert [row.code for row in orders.orders_of(stand.a1)] == ["3897-5"]
    assert not Draft.select().exists()


def test_after_the_merge_is_undone_the_draft_is_placed_as_it_was_keyed(stand: House) -> None:
    """X-03."""
    draft = keyed(twin(), "ITEM1 x3")
    merging.merge(DORA, twin(), stand.a1)
    with pytest.raises(Refused):
        desk.place(ANN, draft.id)
    merging.undo(DORA, merging.merges_of(stand.a1)[0].merge_id)
    assert desk.place(ANN, draft.id).code == "3897-7"


def test_a_chain_of_merges_names_the_last_one(stand: House) -> None:
    draft = keyed(twin(), "ITEM1")
    middle = house.customer("3897-8", "Healthy Juices Co.")
    merging.merge(DORA, twin(), middle)
    merging.merge(DORA, middle, stand.a1)
    assert [fault.text for fault in desk.open_draft(ANN, draft.id).faults] == [TEXT]


def test_no_new_order_is_started_for_a_merged_customer_nor_lines_taken_to_it(stand: House) -> None:
    draft = keyed(stand.hq, "ITEM1")
    merging.merge(DORA, twin(), stand.a1)
    for action in (lambda: desk.start(ANN, twin()), lambda: desk.take_to(ANN, draft.id, twin())):
        with pytest.raises(Refused) as refused:
            action()
        assert str(refused.value) == TEXT
    assert len(desk.open_draft(ANN, draft.id).lines) == 1


def test_a_draft_that_another_customer_pays_is_paid_by_the_survivor_of_the_payer(stand: House) -> None:
    """The draft follows the bill-to account; an order placed bills the one that stands."""
    payer = house.customer("3897-6", "H.Q. Corporation")
    house.default_bill_to(twin(), payer)
    draft = keyed(twin(), "ITEM1")
    merging.merge(DORA, payer, house_with_bill_to(stand.hq))
    view = desk.open_draft(ANN, draft.id)
    assert view.bill_to is not None and view.bill_to.code == "3897-9"
    with pytest.raises(Refused, match=r"bill to 3897-6 H\.Q\. Corporation -> 3897-9"):
        desk.place(ANN, draft.id)  # another name pays than the screen said: told once
    assert desk.place(ANN, draft.id).code == "3897-7"


def house_with_bill_to(account: int) -> int:
    """Like is merged with like: this one is a bill-to account too."""
    house.BillToAccount.get_or_create(account=account)
    return account
