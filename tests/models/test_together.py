"""Several prepared questions asked in one statement are answered as one by one (P-13)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from custtui.models.account import CustomerAccount, TaxStatus
from custtui.models.base import db
from custtui.models.prepared import Prepared
from custtui.models.together import together
from tests import rows

TAX = Prepared(
    lambda account: TaxStatus.select(TaxStatus.state, TaxStatus.first_day, TaxStatus.last_day).where(
        TaxStatus.account == account
    )
)
ACCOUNTS = Prepared(
    lambda ids: (
        CustomerAccount.select(
            CustomerAccount.code,
            CustomerAccount.active,
            CustomerAccount.credit_limit,
            CustomerAccount.merged_into,
            CustomerAccount.made_at,
        )
        .where(CustomerAccount.id.in_(ids))
        .order_by(CustomerAccount.code.desc())
    )
)


@pytest.mark.usefixtures("database")
def test_the_answers_are_those_of_one_by_one_in_one_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = rows.an_account('A"1'), rows.an_account("Ä2")
    CustomerAccount.update(credit_limit=Decimal("1000000.005")).where(CustomerAccount.id == first).execute()
    TaxStatus.create(account=first, state="NJ", last_day=date(2026, 3, 1))
    ids, none = [first.id, second.id], list[int]()
    alone: list[Any] = [ACCOUNTS(ids), TAX(first.id), TAX(second.id), ACCOUNTS(none)]
    asked = list[str]()
    execute = type(db.obj).execute_sql

    def counted(self: Any, sql: str, *args: Any, **kwargs: Any) -> Any:
        asked.append(sql)
        return execute(self, sql, *args, **kwargs)

    monkeypatch.setattr(type(db.obj), "execute_sql", counted)
    with together((ACCOUNTS, (ids,)), (TAX, (first.id,)), (TAX, (second.id,)), (ACCOUNTS, (none,))):
        assert [ACCOUNTS(ids), TAX(first.id), TAX(second.id), ACCOUNTS(none)] == alone
    assert len(asked) == 1
    assert alone[0][1][2] == Decimal("1000000.005") and alone[1] == [("NJ", None, date(2026, 3, 1))]
