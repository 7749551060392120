"""What a customer with tens of thousands of orders is asked for is answered from indexes, not order by order."""

from __future__ import annotations

import pytest

from custtui.models.base import db
from custtui.models.prepared import Prepared
from custtui.services import credit_sums, standing
from custtui.services.credit import credit_use
from custtui.services.customer import queries
from custtui.services.customer.view import customer
from custtui.services.profile import activity
from tests.services import house


def plan(sql: str, parameters: object) -> list[str]:
    return [row[3] for row in db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", parameters).fetchall()]


def asked(question: Prepared, *arguments: object) -> list[str]:
    made = question.question(*arguments)
    assert made is not None
    return plan(made.sql, made.parameters)


@pytest.mark.parametrize(
    ("question", "arguments"),
    [
        (credit_sums.ORDERS, ([1], "USD")),
        (credit_sums.OWED, ([1], "USD")),
        (credit_sums.NEWER, ([1], "USD", 5, 9)),
        (standing.OVERDUE, ([1], "2026-11-28")),
        (queries.OPEN_ORDERS, ([1],)),
        (queries.LAST_ORDER, ([1],)),
    ],
)
def test_no_question_of_a_customer_reads_a_table_from_end_to_end(sqlite_database, question, arguments) -> None:
    steps = asked(question, *arguments)
    assert not [step for step in steps if step.startswith("SCAN") and "CONSTANT" not in step], steps


def test_all_a_customer_ordered_and_owes_is_summed_up_in_indexes_alone(sqlite_database) -> None:
    """The rows of a customer's orders, invoices and payments are not read: their indexes hold what is summed up."""
    sums = [asked(credit_sums.ORDERS, [1], "USD"), asked(credit_sums.OWED, [1], "USD")]
    sums += [asked(queries.OPEN_ORDERS, [1])]
    sums += [plan(*query.sql()) for query in (activity._orders([1]), activity._invoices([1]))]
    for steps in sums:
        by_account = [
            step for step in steps if "account_id=?" in step or "bill_to_id=?" in step or "sold_to_id=?" in step
        ]
        assert by_account and all("COVERING" in step for step in by_account), steps


def test_what_was_summed_up_for_the_screen_is_not_summed_up_again(sqlite_database, monkeypatch) -> None:
    made = house.stand()
    seen: list[object] = []
    first = customer(made.a1)
    summed_at = credit_sums.summed_at
    monkeypatch.setattr("custtui.services.credit.summed_at", lambda *of: seen.append(of) or summed_at(*of))
    assert customer(made.a1).credit == first.credit
    assert not seen
    assert credit_use([made.a1], "USD") == credit_sums.summed([made.a1], "USD")
