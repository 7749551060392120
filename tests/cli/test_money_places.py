"""Money has the places of its currency on the shell, in words and as JSON (D-01)."""

import json
import re
from decimal import Decimal

import pytest

from custtui.models.account import CustomerAccount
from tests.cli.conftest import Command
from tests.rows import an_account, an_order

MONEY = (
    "net",
    "tax",
    "gross",
    "invoiced_total",
    "credited_total",
    "forfeited_total",
    "returned_total",
    "adjusted_total",
    "to_come",
)


@pytest.mark.parametrize(("currency", "places"), [("JPY", 0), ("USD", 2), ("BHD", 3), ("KWD", 3)])
def test_every_command_gives_money_its_places(house: str, custtui: Command, currency: str, places: int) -> None:
    account = an_account("7-1")
    columns = {"currency": currency, "credit_limit": Decimal(900)}
    CustomerAccount.update(columns).where(CustomerAccount.id == account.id).execute()
    number = an_order(account, [("3", "10.00")], currency=currency).order.number
    form = re.compile(r"\d+" + (rf"\.\d{{{places}}}" if places else ""))

    def asked(*words: str) -> str:
        done = custtui(*words, "--database", house)
        assert (done.code, done.err) == (0, "")
        return done.out

    shown = json.loads(asked("customer", "show", "7-1", "--json"))
    told = [shown["credit_limit"], shown["credit_left"], shown["open_amount"]]
    told += [shown["credit"][name] for name in ("limit", "used", "waiting", "left")]
    one = json.loads(asked("order", "show", number, "--json"))
    told += [one[name] for name in MONEY] + [one["lines"][0][name] for name in ("net", "tax", "gross", "discount")]
    told += [one["lines"][0]["unit_price"]]
    told += [json.loads(asked("order", "list", "--json"))[name] for name in MONEY]
    assert [text for text in told if not form.fullmatch(text)] == []
    assert form.fullmatch(asked("order", "list").split()[2])
