"""Microsoft's Northwind goes in through the import and comes to its known totals, to the cent (where it is there)."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from peewee import fn

from custtui.domain.who import SYSTEM
from custtui.exchange import import_file
from custtui.models.account import CustomerAccount
from custtui.models.base import db
from custtui.models.database import bind, make_database
from custtui.models.order import OrderCharge, OrderLine, OrderRevision, OrderShipTo, RevisionState, SalesOrder
from custtui.services.check import check
from tests.exchange import northwind
from tests.exchange.files import house

WHOLE = pytest.mark.skipif(not northwind.SOURCE.is_dir(), reason="Northwind is not here: a larger set, if wanted")


def brought(source: Path, template: Path, folder: Path) -> Iterator[None]:
    """Bound to a SQLite database with what stands in these files."""
    path = folder / "northwind.sqlite"
    path.write_bytes(template.read_bytes())
    database = bind(make_database(str(path)))
    house(folder)
    northwind.convert(source, folder)
    for kind in northwind.KINDS:
        report = import_file(SYSTEM, kind, folder / f"{kind}.csv")
        assert report.ok, [str(one) for one in report.rejects]
    yield
    database.close()
    db.initialize(None)


@pytest.fixture
def wholesaler(sqlite_template: Path, tmp_path: Path) -> Iterator[None]:
    """The small set of the repository's own."""
    yield from brought(northwind.SMALL, sqlite_template, tmp_path)


@pytest.fixture(scope="module")
def imported(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Northwind itself."""
    yield from brought(northwind.SOURCE, sqlite_template, tmp_path_factory.mktemp("northwind"))


def test_a_small_house_of_that_form_comes_in_to_the_cent(wholesaler: None) -> None:
    """Noise of single precision, discounts, NULL, quotes and accents; one ship-to is no site of its customer."""
    assert {row.code for row in CustomerAccount.select()} == {"GRNLF", "MAREA", "TUNDR", "NONEY"}
    assert CustomerAccount.get(CustomerAccount.code == "MAREA").party.name == "Marea Alta, Pescados"
    assert (total(OrderLine.quantity), total(OrderLine.net)) == (78, Decimal("964.70"))
    assert total(OrderCharge.net) == Decimal("43.99")
    assert [net_of(code) for code in ("GRNLF", "MAREA", "TUNDR", "NONEY")] == [
        *((1, Decimal("260.90")), (1, Decimal("453.30")), (1, Decimal("250.50")), (0, Decimal(0)))
    ]
    days = OrderRevision.select(fn.MIN(OrderRevision.order_date), fn.MAX(OrderRevision.order_date)).tuples()
    assert [str(day) for day in days[0]] == ["2024-07-04", "2024-07-08"]
    assert RevisionState.select().where(RevisionState.status == "accepted").count() == 1
    assert [row.revision.sold_to_code for row in OrderShipTo.select().where(OrderShipTo.kind == "ONE_TIME")] == [
        "MAREA"
    ]
    assert list(check()) == []


def total(column: object) -> Decimal:
    return column.model.select(fn.SUM(column).converter(column.python_value)).scalar()  # type: ignore[attr-defined]


def net_of(code: str) -> tuple[int, Decimal]:
    rows = OrderLine.select(OrderLine.net).join(OrderRevision).where(OrderRevision.sold_to_code == code)
    orders = OrderRevision.select().where(OrderRevision.sold_to_code == code).count()
    return orders, sum((row.net for row in rows), Decimal(0))


@WHOLE
def test_all_customers_keep_their_codes(imported: object) -> None:
    assert CustomerAccount.select().count() == 91
    assert CustomerAccount.get(CustomerAccount.code == "ALFKI").party.name == "Alfreds Futterkiste"
    without = CustomerAccount.select().where(CustomerAccount.id.not_in(SalesOrder.select(SalesOrder.account)))
    assert {row.code for row in without} == {"FISSA", "PARIS"}


@WHOLE
def test_totals_come_out_to_the_cent(imported: object) -> None:
    assert SalesOrder.select().count() == 830
    assert OrderLine.select().count() == 2155
    assert total(OrderLine.quantity) == 51317
    assert total(OrderLine.net) == Decimal("1265793.29")
    assert total(OrderCharge.net) == Decimal("64942.69")
    gross = sum((row.quantity * row.price for row in OrderLine.select()), Decimal(0))
    assert gross.quantize(Decimal("0.01")) == Decimal("1354458.59")


@WHOLE
@pytest.mark.parametrize(
    ("number", "net", "lines"), [("10248", "440.00", 3), ("10250", "1552.60", 3), ("11077", "1255.72", 25)]
)
def test_single_orders_come_out(imported: object, number: str, net: str, lines: int) -> None:
    rows = list(
        OrderLine.select()
        .join(OrderRevision)
        .join(SalesOrder, on=OrderRevision.order)
        .where(SalesOrder.number == number)
    )
    assert (len(rows), sum(row.net for row in rows)) == (lines, Decimal(net))


@WHOLE
@pytest.mark.parametrize(("code", "net"), [("ALFKI", "4273.00"), ("QUICK", "110277.32"), ("ERNSH", "104875.00")])
def test_customers_add_up(imported: object, code: str, net: str) -> None:
    assert net_of(code)[1] == Decimal(net)
    assert net_of("ALFKI")[0] == 6


@WHOLE
def test_history_is_as_it_was(imported: object) -> None:
    days = OrderRevision.select(fn.MIN(OrderRevision.order_date), fn.MAX(OrderRevision.order_date)).tuples()
    assert [str(day) for day in days[0]] == ["1996-07-04", "1998-05-06"]
    assert RevisionState.select().where(RevisionState.status == "accepted").count() == 21
    one_time = OrderShipTo.select().where(OrderShipTo.kind == "ONE_TIME")
    assert one_time.count() == 48
    assert len({row.revision.sold_to_code for row in one_time}) == 5


@WHOLE
def test_the_database_verifies(imported: object) -> None:
    assert list(check()) == []
