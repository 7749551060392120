"""`check` names what raw SQL put into the set-up, where no form and no file would have taken it (S-6)."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from custtui.domain.who import SYSTEM
from custtui.exchange import import_file
from custtui.exchange.stands import refused_rows
from custtui.models.account import ContractLine, PaymentExclusion, PurchasingContract
from custtui.models.operator import PaymentTerms, Reason
from custtui.models.product import Product
from custtui.services.check import check, told_beside
from custtui.services.clock import today
from custtui.services.upkeep.keeping import look_at_record, save_setup, setup_records, starting_texts
from tests.rows import chained
from tests.services import house
from tests.services.house import CORA
from tests.unguarded import unguarded

CARD = "4111 1111 1111 1111"


@pytest.fixture
def made(database) -> house.House:
    one = house.stand()
    chained()
    assert list(check()) == []
    return one


def faults() -> list[str]:
    return list(check(more=refused_rows([])))


def test_a_card_number_in_the_set_up_is_named(made: house.House) -> None:
    with unguarded():
        PaymentTerms.update(name=CARD).where(PaymentTerms.code == "NET30").execute()
        Product.update(name=CARD).where(Product.code == "ITEM1").execute()
    assert [one for one in faults() if "a card number" in one] == [
        "product ITEM1: name: a card number is never stored",
        f"terms NET30 {CARD}: name: a card number is never stored; an import refuses it",
    ]


def test_a_contract_that_nobody_made_is_named(made: house.House) -> None:
    """Whoever the row says made it."""
    who, days = {"made_by": "ben", "changed_by": "ben"}, {"first_day": today(), "last_day": today() + timedelta(9)}
    contract = PurchasingContract.create(code="PC-9", account=made.a1, currency="USD", **days, **who)
    item = Product.get(Product.code == "ITEM1")
    ContractLine.create(contract=contract, product=item, quantity=Decimal(9), price=Decimal(1), made_by="ben")
    assert faults() == ["contracts PC-9: its history does not tell that it was made"]
    chained()
    assert faults() == []


def test_a_reason_that_was_taken_away_is_named_where_its_history_tells_of_it(made: house.House) -> None:
    save_setup(CORA, "reasons", {**starting_texts("reasons"), "kind": "return", "code": "BROKEN", "name": "Broken"})
    assert faults() == []
    with unguarded():
        Reason.delete().where(Reason.code == "BROKEN").execute()
    assert faults() == ["reasons return BROKEN: its history tells of it, and it is not there"]


def test_an_exclusion_that_was_taken_away_is_named_where_the_history_tells_of_it(
    made: house.House, tmp_path: Path
) -> None:
    (tmp_path / "exclusions.csv").write_text("customer,method\n3897-5,CASH\n")
    assert import_file(SYSTEM, "exclusions", tmp_path / "exclusions.csv").ok
    assert faults() == []
    PaymentExclusion.delete().execute()
    assert faults() == ["customer 3897-5: Excluded payments is blank, its history made it CASH"]


def test_a_least_quantity_between_steps_is_warned_of_and_named(made: house.House) -> None:
    """X-16: at least 1.5 in whole units is at least 2."""
    one = next(row for row in setup_records("products", "ITEM1"))
    told = look_at_record("products", {**one.texts, "minimum": "1.5", "step": "1"}, one.row)
    assert told[0] == () and [fault.text for fault in told[1]] == ["Minimum: 1.5 is not a step of 1: the least is 2"]
    Product.update(minimum=Decimal("1.5"), step=Decimal(1)).where(Product.code == "ITEM1").execute()
    assert "no fault: product ITEM1: minimum: 1.5 is not a step of 1: the least is 2" in list(told_beside())
