"""C-31: the clerk may choose that what is invoiced goes first: the choice is stored, and the split told from it."""

from decimal import Decimal

import pytest

from custtui.models.base import db
from custtui.models.fulfilment import Return
from custtui.models.triggers import drop, install
from custtui.services import fulfilment as ff
from custtui.services import orders
from custtui.services.check import check
from custtui.services.orders import open_work
from custtui.services.orders.as_json import as_json
from tests.services import house
from tests.services.fulfilling import adds_up, faults, line, of
from tests.services.house import ANN, BEN
from tests.services.keying import ordered

D = Decimal


def sold(invoiced: str = "40") -> str:
    """100 ITEM3 at 4.00, 60 shipped, so many invoiced."""
    number = ordered(house.stand().a1, "ITEM3 x100").number
    ff.ship(ANN, number, 1, of(p10="60"))
    if invoiced != "0":
        ff.invoice(ANN, number, of(p10=invoiced))
    return number


def back(number: str, quantity: str, first: str = "INVOICED") -> None:
    ff.book_return(ANN, number, of(p10=quantity), "DEFECT", "SCRAP", first=first)


def stands(number: str) -> tuple[Decimal, Decimal]:
    """To credit, and what is then to invoice."""
    one = line(number)
    adds_up(orders.order(number))
    assert list(check()) == []
    return one.to_credit, one.billable + one.to_credit


def test_it_says_the_same_split_until_it_is_credited(database) -> None:
    """Shipped 60, invoiced 40, 30 come back: 10 to credit as a rule, all 30 by choice, and 20 stay to invoice."""
    number = sold()
    back(number, "30")
    assert stands(number) == (D(30), D(20))
    (told,) = as_json(orders.order(number))["lines"]
    assert (told["to_credit"], told["billable"], told["returned"]) == ("30", "-10", "30")
    assert ", 30 to credit first" in orders.order(number).events[-1].text
    (proposed,) = ff.crediting(number).lines
    assert (proposed.to_credit, proposed.most, proposed.gross) == (D(30), D(30), D(-120))
    ff.credit(BEN, number, of(p10="30"))
    assert stands(number) == (D(0), D(20))
    ff.invoice(ANN, number, of(p10="20"))
    assert stands(number) == (D(0), D(0))


def test_without_a_choice_nothing_is_stored(database) -> None:
    number = sold()
    back(number, "30", "OPEN")
    assert stands(number) == (D(10), D(0))
    assert Return.get().to_credit is None


def test_what_nobody_invoiced_cannot_be_chosen(database) -> None:
    """The rest of it is as ever: what is not invoiced is no longer to bill."""
    number = sold("0")
    back(number, "30")
    assert (Return.get().to_credit, stands(number)) == (None, (D(0), D(30)))
    assert "nothing" in faults(back, number, "1", "nothing")["first"]


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        ([("10", "INVOICED"), ("10", "OPEN")], (D(10), D(10))),
        ([("10", "OPEN"), ("10", "INVOICED")], (D(10), D(10))),
        ([("30", "INVOICED"), ("30", "OPEN")], (D(40), D(0))),
        ([("30", "INVOICED"), ("20", "INVOICED")], (D(40), D(10))),
        ([("50", "INVOICED"), ("10", "INVOICED")], (D(40), D(0))),
    ],
)
def test_each_return_takes_from_what_those_before_left(database, turns, told) -> None:
    number = sold()
    for quantity, first in turns:
        back(number, quantity, first)
    assert stands(number) == told


def test_a_part_that_is_credited_leaves_the_rest_to_credit(database) -> None:
    number = sold()
    back(number, "30")
    ff.credit(BEN, number, of(p10="12"))
    assert stands(number) == (D(18), D(20))


def test_it_stands_among_what_is_to_credit(database) -> None:
    """Also where as much is still to invoice: 10 come back of 60, 40 of which are invoiced."""
    number = sold()
    back(number, "10")
    (one,) = open_work.to_credit(10, 0)
    assert (one.number, one.quantity, one.amount) == (number, D(10), D(40))
    assert open_work.to_credit_total().count == 1


def test_the_database_and_check_hold_it(database) -> None:
    number = sold()
    back(number, "30")
    with pytest.raises(Exception, match=r"never changes"), db.atomic():
        db.execute_sql('UPDATE "return" SET to_credit = NULL')
    drop(db)
    for wrong in ("0", "31000"):
        with pytest.raises(Exception, match=r"CHECK|check"), db.atomic():
            db.execute_sql(f'UPDATE "return" SET to_credit = {wrong}')
    db.execute_sql('UPDATE "return" SET quantity = 45000, to_credit = 45000')
    install(db)
    told = f"order {number}: of position 10 45 to credit first of 40 returned and invoiced"
    assert told in list(check())
