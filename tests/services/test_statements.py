"""What a customer owes, on paper: open invoices with their days, money that settles nothing, the balance."""

from datetime import date, timedelta

from custtui.domain.days import dated
from custtui.models.account import CustomerAccount
from custtui.services import fulfilment as ff
from custtui.services.clock import today
from custtui.services.fulfilment.statement_text import in_a_row
from custtui.services.fulfilment.statements import statements
from custtui.services.twins.merging import merge
from tests.services import house
from tests.services.fulfilling import D, faults
from tests.services.house import ANN, BEN
from tests.services.merging_house import a_pair
from tests.services.test_fulfilment_payments import billed


def test_it_adds_up_and_says_how_long_what_is_overdue(database) -> None:
    made = house.stand()
    later, late = billed(made.a1), billed(made.a1, day=today() - timedelta(days=40))
    ff.receive(ANN, "3897-5", D(30), {late: D(30)})
    ff.receive(ANN, "3897-5", D(5), {})
    (one,) = statements("3897-5")
    assert [(line.number, line.left) for line in one.lines] == [(late, D(70)), (later, D(100))]
    assert (one.overdue, one.surplus, one.balance) == (D(70), D(5), D(165))
    rows = in_a_row([one])
    days = (today() - one.lines[0].parts[0].due).days
    assert any(row.startswith(late) and row.endswith(f"{days} days overdue") for row in rows)
    assert rows[-1].split() == ["Balance", "USD", "165.00"]
    assert max(map(len, rows)) <= 80


def test_it_says_why_an_invoice_that_was_paid_is_open_again(database) -> None:
    """C-37: what was taken back of it, when it had come, and why."""
    made = house.stand()
    one = billed(made.a1)
    ff.receive(ANN, "3897-5", D(60), {one: D(60)}, day=date(2026, 5, 9))
    assert "taken back" not in str(in_a_row(statements("3897-5")))
    ff.reverse(BEN, 1, "BOUNCED")
    rows = in_a_row(statements("3897-5"))
    assert f"60.00 of {one}, received {dated(date(2026, 5, 9))}, taken back {dated(today())}: BOUNCED" in rows
    assert rows[-1].split() == ["Balance", "USD", "100.00"]


def test_who_owes_nothing_has_one_too(database) -> None:
    house.stand()
    (one,) = statements("3897-9")
    assert (one.lines, one.balance) == ((), D(0))
    assert "Nothing is open." in in_a_row([one])
    assert "no customer X-1" in str(faults(statements, "X-1"))


def test_that_of_a_merged_customer_is_that_of_the_one_it_lives_on_in(database) -> None:
    pair = a_pair()
    number = billed(pair.old)
    code = CustomerAccount.get_by_id(pair.new).code
    merge(BEN, pair.new, pair.old)
    (one,) = statements(code)
    assert one.code == CustomerAccount.get_by_id(pair.old).code
    assert number in {line.number for line in one.lines}
    assert len({line.number for line in one.lines}) == len(one.lines) > 1
