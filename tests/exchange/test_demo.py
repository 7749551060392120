"""The demo data holds what the documented key scripts and the rules' examples need."""

from decimal import Decimal
from pathlib import Path

import pytest

from custtui.exchange.demo import load
from custtui.models.account import BillToAccount, Contact, CustomerAccount, CustomerSite
from custtui.models.base import db
from custtui.models.database import bind, make_database
from custtui.models.fulfilment import Invoice
from custtui.models.order import RevisionState
from custtui.models.party import Location, Party
from custtui.models.product import Barcode, Product
from custtui.services.check import check
from custtui.services.clock import today
from custtui.services.lookup import find
from custtui.services.sites.address_roles import address_roles
from tests.exchange.files import house


@pytest.fixture(scope="module")
def demo(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> object:
    """A SQLite database with the demo data."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / "demo.sqlite").write_bytes(sqlite_template.read_bytes())
    database = bind(make_database(str(folder / "demo.sqlite")))
    load(house(folder).who)
    yield database
    database.close()
    db.initialize(None)


def account(code: str) -> CustomerAccount:
    return CustomerAccount.get(CustomerAccount.code == code)


def test_it_verifies(demo: object) -> None:
    assert list(check()) == []


def test_healthy_juices_is_the_example(demo: object) -> None:
    one = account("3897-5")
    assert one.party.name == "Healthy Juices Inc."
    assert (one.terms.code, one.payment_method.code) == ("NET30", "CHECK")
    assert (one.credit_limit, one.accept_threshold) == (Decimal(10_000), Decimal(500))
    people = {
        row.person.name: row.site.alias if row.site else "" for row in Contact.select().where(Contact.account == one)
    }
    assert people == {"Robert Green": "", "Emily Rose": "HJ Office", "Ann Lee": "HJ Warehouse"}


def test_hea_shows_a_name_and_an_alias(demo: object) -> None:
    hits = {hit.name: hit.reason for hit in find("hea", limit=20).hits}
    assert "Healthy Juices Inc." in hits
    assert "Heathrow" in hits["Thames Catering Ltd"]


def test_hq_pays_for_others(demo: object) -> None:
    payer = BillToAccount.get(BillToAccount.account == account("3897-6"))
    assert CustomerAccount.select().where(CustomerAccount.default_bill_to == payer).count() >= 2


def test_customers_are_many_and_of_many_sorts(demo: object) -> None:
    assert CustomerAccount.select().count() >= 300
    assert CustomerAccount.select().where(~CustomerAccount.active).count() >= 5
    assert Party.select().where(Party.kind == "PERSON").count() >= 50
    assert CustomerSite.select().count() > CustomerAccount.select().count()
    assert len({row.country for row in Location.select()}) >= 10
    letters = {ord(one) // 256 for row in Party.select() for one in row.name}
    assert {0x03, 0x04, 0x06, 0x4E} <= letters  # Greek, Cyrillic, Arabic, Chinese


def test_products_are_two_hundred_with_barcodes(demo: object) -> None:
    assert Product.select().count() == 200
    assert Barcode.select().count() == 200
    for code in ("ITEM1", "ITEM2", "A100", "APPLE-12", "PEAR-6", "CHERRY-6"):
        assert Product.get(Product.code == code).active


def test_orders_stand_everywhere_they_can(demo: object) -> None:
    assert {row.status for row in RevisionState.select()} >= {
        "accepted",
        "finished",
        "pending",
        "declined",
        "cancelled",
    }
    overdue = {row.account.code for row in Invoice.select() if row.payment_due < today() and not row.allocations}
    assert overdue == {"3897-12"}


def test_the_attention_of_the_warehouse_follows_its_contact(demo: object) -> None:
    """R-18 can be shown: without Ann Lee the account's contact is addressed there."""
    one = account("3897-5")

    def addressed() -> str:
        return next(row.attention for row in address_roles(one.id).sites if row.alias == "HJ Warehouse")

    ann = Contact.select().where(Contact.account == one, Contact.site.is_null(False))
    lee = next(row for row in ann if row.person.name == "Ann Lee")
    told = [addressed()]
    for active in (False, True):
        Contact.update(active=active).where(Contact.id == lee.id).execute()
        told.append(addressed())
    assert told == ["Ann Lee", "Robert Green", "Ann Lee"]
