"""Numbers are given out once, however many clerks place orders at a time (D-02, S-3)."""

import threading
from decimal import Decimal

import pytest

from custtui.domain.errors import Refused
from custtui.models.account import CustomerAccount
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.operator import Counter
from custtui.models.order import SalesOrder
from custtui.services import order_entry as desk
from custtui.services.bulk.codes import order_numbers
from custtui.services.check import check
from tests.services import house
from tests.services.keying import keyed

CLERKS, EACH = 3, 8


def test_clerks_placing_at_once_get_numbers_without_doubles_or_gaps(database) -> None:
    made = house.stand()
    drafts = [[keyed(made.a1, "ITEM1").id for _ in range(EACH)] for _ in range(CLERKS)]
    begin, numbers, failures = threading.Barrier(CLERKS), list[str](), list[BaseException]()

    def work(mine: list[int]) -> None:
        try:
            begin.wait(10)
            numbers.extend(desk.place(house.ANN, draft).number for draft in mine)
        except BaseException as error:
            failures.append(error)
        finally:
            db.close()

    clerks = [threading.Thread(target=work, args=(mine,)) for mine in drafts]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join(60)
    assert not failures
    assert sorted(numbers) == [f"SO-{number}" for number in range(1001, 1001 + CLERKS * EACH)]


def test_one_draft_placed_by_two_at_once_is_one_order(database) -> None:
    made = house.stand()
    draft = keyed(made.a1, "ITEM1").id
    begin, done, refused = threading.Barrier(2), list[str](), list[str]()

    def work() -> None:
        begin.wait(10)
        try:
            done.append(desk.place(house.ANN, draft).number)
        except Exception as error:
            refused.append(str(error))
        finally:
            db.close()

    clerks = [threading.Thread(target=work) for _ in range(2)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join(60)
    assert len(done) == 1 and SalesOrder.select().count() == 1
    assert len(refused) == 1 and "already placed" in refused[0]


def test_two_orders_at_once_cannot_both_take_the_rest_of_a_credit(database) -> None:
    made = house.stand()
    limit = {"credit_limit": Decimal("100.00")}
    CustomerAccount.update(limit).where(CustomerAccount.id == made.a1).execute()
    drafts = [keyed(made.a1, "ITEM1 x6").id for _ in range(4)]
    begin, accepted, told = threading.Barrier(4), list[bool](), list[str]()

    def work(draft: int) -> None:
        begin.wait(10)
        try:
            try:
                accepted.append(desk.place(house.ANN, draft).accepted)
            except Refused as refused:  # the outcome is not the promised one: told once, placed when asked again
                told.append(str(refused))
                accepted.append(desk.place(house.ANN, draft).accepted)
        finally:
            db.close()

    clerks = [threading.Thread(target=work, args=(draft,)) for draft in drafts]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join(60)
    assert sorted(accepted) == [False, False, False, True]
    assert len(told) == 3 and all("over the credit limit of" in text for text in told)


def test_a_counter_that_others_set_to_the_last_number_is_told_in_one_line(database) -> None:
    """What the column takes and no number comes after: neither keys nor files end in a fault of the program."""
    made = house.stand()
    draft = keyed(made.a1, "ITEM1").id
    last = 9223372036854775807 if is_sqlite(db) else 2147483647
    Counter.create(name="order", value=last)
    for take in (lambda: desk.place(house.ANN, draft), lambda: order_numbers().take()):
        with pytest.raises(Refused, match=f"Counter order stands at {last}, .*custtui check"):
            take()
    assert f"counter order: is {last}, and no number comes after it" in list(check())
