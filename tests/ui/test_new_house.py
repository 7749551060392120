"""A house set up by keys: from an empty database to the first paid invoice without a file (X-23)."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import psycopg
import pytest

from custtui.models.account import ContractPrice, CustomerAccount, PurchasingContract
from custtui.models.database import bind, make_database
from custtui.models.fulfilment import Allocation, Invoice
from custtui.models.operator import Operator, PaymentMethod, PaymentTerms, Reason, Seller, TaxRate
from custtui.models.order import SalesOrder
from custtui.models.product import Barcode, PriceList, PriceListItem
from custtui.services.check import check
from custtui.services.controls import read_controls
from custtui.services.setup import set_up
from tests.terminal.pty import Terminal, keys
from tests.terminal.rest import at_rest
from tests.ui.flows import KEYS
from tests.ui.keyplay import Player, run

LINES = (KEYS / "new-house.keys").read_text("utf-8").splitlines()
SCRIPT = "".join(line for line in LINES if not line.startswith("#"))
BEGIN = "e<enter>"
"""What the first start asks: an empty house."""


def test_it_takes_at_most_six_hundred_keys() -> None:
    assert len(re.findall(r"<[a-z0-9]+>|.", BEGIN + SCRIPT)) <= 600


def test_an_empty_house_is_set_up_and_its_first_invoice_paid_in_one_burst(database) -> None:
    set_up("ann", "Ann")

    async def scene(player: Player) -> None:
        await player.burst(SCRIPT)
        all_is_there()

    run(scene)


@pytest.fixture(params=["sqlite", "postgresql"])
def nowhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database in which nothing stands yet: a file that is not there, one on a server without tables."""
    if request.param == "sqlite":
        yield str(tmp_path / "own.sqlite")
        return
    base: str = request.getfixturevalue("postgres")
    with psycopg.connect(base, autocommit=True) as server:
        server.execute("CREATE DATABASE new_house TEMPLATE template0")
        yield base.replace("/postgres?", "/new_house?")
        server.execute("DROP DATABASE new_house WITH (FORCE)")


def test_the_same_over_a_terminal_from_the_first_start_on(nowhere: str, tmp_path: Path) -> None:
    with Terminal([sys.executable, "-m", "custtui", "--database", nowhere], env={"HOME": str(tmp_path)}) as terminal:
        assert terminal.wait_for("First start"), terminal.text()
        at_rest(terminal)
        terminal.send(b"".join(keys(BEGIN + SCRIPT)))
        assert terminal.wait_for("Received 48.99", "1 order 48.99"), terminal.text()
        at_rest(terminal)
    one = bind(make_database(nowhere))
    all_is_there()
    one.close()


def all_is_there() -> None:
    assert (Seller.get().name, Seller.get().unit_licence) == ("Sunshine LLC", "3897")
    assert Operator.get(Operator.login == "ben").role == "supervisor"
    assert read_controls().new_customer_threshold == Decimal(500)
    assert PaymentTerms.select().where(PaymentTerms.code == "NET10").exists()
    assert PaymentMethod.select().where(PaymentMethod.code == "WIRE").exists()
    assert TaxRate.get().rate == Decimal("0.08875")
    assert Reason.select().where(Reason.code == "LOYAL").exists()
    assert Barcode.get().code == "4006381333931"
    assert PriceList.select().where(PriceList.code == "GOLD").exists()
    assert PriceListItem.get().price == Decimal(10) and ContractPrice.get().price == Decimal(9)
    assert PurchasingContract.get().code == "PC-1" and CustomerAccount.get().code == "3897-1"
    assert SalesOrder.get().number == "SO-1001"
    assert Invoice.get().gross == Allocation.get().amount == Decimal("48.99")
    assert not list(check())
