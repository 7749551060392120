"""Where a customer stands: what was booked since shows in the credit used, however often a screen asks."""

from decimal import Decimal

from custtui.models.fulfilment import Allocation, Invoice, Payment
from custtui.models.order import OrderEvent, OrderLine, RevisionState
from custtui.services.standing import credit_used, credit_used_shown
from tests.rows import DAY, an_account, an_order, bill, forfeit

D = Decimal


def test_the_credit_a_screen_shows_follows_whatever_is_booked(database) -> None:
    account = an_account()
    revision = an_order(account, [("10", "10.00")])
    line = OrderLine.get(OrderLine.revision == revision)
    steps = {
        "ordered": lambda: None,
        "ordered again": lambda: an_order(account, [("1", "5.00")]),
        "forfeited": lambda: forfeit(line, D(2)),
        "invoiced": lambda: bill(line, D(3), D("30.00")),
        "paid": lambda: paid(account.id, D("12.00")),
        "finished": lambda: finished(revision),
    }
    seen = []
    for step in steps.values():
        step()
        seen.append(credit_used_shown([account.id], "USD"))
        assert seen[-1] == credit_used_shown([account.id], "USD") == credit_used([account.id], "USD")
    assert seen[:5] == [D(100), D(105), D(85), D(85), D(73)]


def test_nothing_is_summed_up_again_while_nothing_is_booked(database, monkeypatch) -> None:
    account = an_account()
    an_order(account)
    credit_used_shown([account.id], "USD")
    asked: list[str] = []
    execute = database.execute_sql
    monkeypatch.setattr(database, "execute_sql", lambda sql, *rest: asked.append(sql) or execute(sql, *rest))
    credit_used_shown([account.id], "USD")
    assert not [sql for sql in asked if "SUM(" in sql]


def paid(account: int, amount: D) -> None:
    payment = Payment.create(account=account, day=DAY, currency="USD", amount=amount, made_by="anna")
    Allocation.create(payment=payment, invoice=Invoice.get(), amount=amount, made_by="anna")


def finished(revision) -> None:
    RevisionState.update(status="finished").where(RevisionState.revision == revision).execute()
    OrderEvent.create(order=revision.order, revision=revision, kind="finished", by="ben")
