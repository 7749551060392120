"""Rates kept to 10⁻⁴ come to 10⁻⁶ in a database that is migrated, and its seals hold all the same (D-01, S-6)."""

from decimal import Decimal

import pytest

from custtui.models import seal
from custtui.models.base import db
from custtui.models.fields import TaxRateField
from custtui.models.migrate import HISTORY, SCRIPTS, migrate
from custtui.models.operator import TaxRate
from custtui.models.order import OrderCharge, OrderLine
from custtui.models.search import engine as search
from custtui.models.triggers import drop, install
from custtui.services.check import check
from tests.models.test_seal import CHARGE, HEADER, LINE, SHIP_TO
from tests.rows import DAY, an_account, an_order, at_home, trigger_faults

pytestmark = pytest.mark.usefixtures("one_step_back")

BEFORE = "59227138070c8cd8721f14cbc0315e9855439a8625095f0287cd0c2fbf605a71"
"""The seal that the release before gave this content."""
RATES = (("tax_rate", "rate"), ("order_line", "tax_rate"), ("order_charge", "tax_rate"))


def tamper(*statements: str) -> None:
    """What somebody with the file in hands may do."""
    drop(db.obj)
    for statement in statements:
        db.execute_sql(statement)
    install(db.obj)


@pytest.fixture
def before(database) -> None:
    """A database of the release before, with an order and a rate in it."""
    account = at_home(an_account())
    TaxRate.create(category="standard", country="US", state="NJ", rate="0.0663", first_day=DAY)
    revision = an_order(account, status=None, tax_rate="0.0663")
    OrderCharge.create(revision=revision, kind="freight", net=0, tax=0, tax_rate="0.19")
    tamper(f"UPDATE order_revision SET hash = '{seal.resealed([revision.id])[revision.id]}'")
    from tests.rows import seal as place

    place(revision, "accepted")
    search.index_accounts([account.id])
    scripts = [
        next(SCRIPTS.glob(f"*_{name}.py")).stem
        for name in ("rates_to_six_places", "chain", "roles_given", "histories")
    ]
    tamper(
        *(f"UPDATE {table} SET {column} = {column} / 100" for table, column in RATES),
        *(f"DELETE FROM {HISTORY} WHERE name = '{script}'" for script in scripts),
    )
    tamper("DELETE FROM counter WHERE name IN ('link', 'history')")
    for table in ("history_link", "sealed_head", "sealing", "chain_link", "operator_event"):
        db.execute_sql(f"DROP TABLE {table}")


def test_a_seal_of_the_release_before_verifies() -> None:
    line, charge = {**LINE, "tax_rate": Decimal("0.0663")}, {**CHARGE, "tax_rate": Decimal("0.19")}
    assert seal.seal(HEADER, [SHIP_TO], [line], [charge], "") == BEFORE


def test_a_finer_rate_is_sealed_as_no_other() -> None:
    rates = [Decimal(text) for text in ("0.06625", "6.625", "662.5", "0.000001", "0.0001", "0.01")]
    seals = {seal.seal(HEADER, [SHIP_TO], [{**LINE, "tax_rate": rate}], [], "") for rate in rates}
    assert len(seals) == len(rates)
    assert TaxRateField().sealed(None) is None


def test_a_database_of_before_is_migrated_and_its_seals_hold(before: None) -> None:
    assert migrate(db.obj)
    assert TaxRate.get().rate == OrderLine.get().tax_rate == Decimal("0.0663")
    assert OrderCharge.get().tax_rate == Decimal("0.19")
    assert list(check()) == trigger_faults() == []


@pytest.mark.parametrize("table", ["order_line", "order_charge"])
def test_one_rate_changed_after_migration_is_found(before: None, table: str) -> None:
    migrate(db.obj)
    tamper(f"UPDATE {table} SET tax_rate = tax_rate + 1 WHERE id = (SELECT max(id) FROM {table})")
    assert "its content is not what was placed" in "\n".join(check())


def test_what_stood_before_is_taken_into_chains(before: None) -> None:
    """S-6: after the migration one changed row of the history is named."""
    migrate(db.obj)
    tamper("UPDATE order_event SET by = 'nobody'")
    assert [one.split(": ")[1] for one in check()] == ["event 1 (placed) was changed"]
