"""`check` holds price lists, contracts and exemptions against what their history made them (S-6, C-39, C-40)."""

from decimal import Decimal

import pytest

from custtui.domain.who import SYSTEM
from custtui.exchange import import_file
from custtui.models.account import ContractLine, CustomerAccount, PurchasingContract, TaxStatus
from custtui.models.base import db
from custtui.models.migrate import migrate
from custtui.models.product import PriceList
from custtui.models.setup_change import SetupChange
from custtui.models.term_change import TermChange
from custtui.services.check import check
from custtui.services.twins import merging
from custtui.services.upkeep.keeping import save_goods, save_setup, setup_records, starting_texts
from tests.rows import chained
from tests.services import house
from tests.services.house import BEN, CORA
from tests.unguarded import unguarded

CONTRACT = "code,customer,name,first_day,last_day,product,quantity,price\nPC-1,3897-5,Juices,-9,+9,ITEM1,100,9\n"


@pytest.fixture
def made(database, tmp_path) -> house.House:
    """A house with a contract, a list that prices made and one of its own, an exemption, each from a file."""
    one = house.stand()
    for kind, text in (
        ("contracts", CONTRACT),
        ("pricelists", "code,name,currency\nEURO,Euro,EUR\n"),
        ("prices", "product,list,price,currency,first_day\nITEM1,YEN,900,JPY,2026-01-01\n"),
        ("exemptions", "customer,state,certificate,first_day,last_day\n3897-5,NJ,EX-1,,\n"),
    ):
        (tmp_path / f"{kind}.csv").write_text(text)
        report = import_file(SYSTEM, kind, tmp_path / f"{kind}.csv")
        assert report.ok, [*map(str, report.rejects)]
    chained()
    assert list(check()) == []
    return one


def change(kind: str, code: str, **texts: str) -> None:
    one = next(row for row in setup_records(kind) if row.code == code)
    save = save_goods if kind in ("contracts", "pricelists") else save_setup
    save(BEN if save is save_goods else CORA, kind, {**one.texts, **texts}, one.row, one.texts)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE contract_line SET quantity = 200000", "ITEM1 200 9', its history says it was made"),
        ("UPDATE contract_line SET price = 10000", "contracts PC-1: it was"),
        ("UPDATE purchasing_contract SET last_day = '2040-01-01'", "contracts PC-1: it was"),
        ("UPDATE purchasing_contract SET account_id = {hq}", "contracts PC-1: it was"),
        ("UPDATE price_list SET currency = 'EUR' WHERE code = 'YEN'", "pricelists YEN: it was"),
        ("UPDATE price_list SET line_of_business = 'Retail' WHERE code = 'EURO'", "pricelists EURO: it was"),
        (
            "UPDATE tax_status SET state = 'NY'",
            "Tax exemptions is NY EX-1, its history made it NJ EX-1",
        ),
        (
            "INSERT INTO tax_status (account_id, state, certificate, made_by, changed_by, made_at, changed_at,"
            " version) SELECT {hq}, '', 'MINE', made_by, changed_by, made_at, changed_at, version FROM tax_status",
            "is tax exempt everywhere, its history does not tell of it",
        ),
    ],
)
def test_what_raw_sql_made_of_it_is_named(made, statement: str, fault: str) -> None:
    with unguarded():
        db.execute_sql(statement.format(hq=made.hq))
    assert fault in "\n".join(check())


def test_what_forms_made_of_it_is_not(made) -> None:
    change("contracts", "PC-1", goods="ITEM1 120 8.50; ITEM2 10 1", name="More juices", shared="Y")
    change("contracts", "PC-1", goods="ITEM1 150 8.50")
    change("pricelists", "EURO", name="Euros", currency="CHF")
    save_goods(BEN, "pricelists", {**starting_texts("pricelists"), "code": "NEW", "name": "New", "currency": "USD"})
    chained()
    assert list(check()) == []
    with unguarded():
        ContractLine.update(quantity=Decimal(1500)).execute()
    told = "\n".join(check())
    assert "contracts PC-1: Goods is ITEM1 1500 8.5, its history made it ITEM1 150 8.5" in told


def test_a_contract_goes_along_with_its_customer_and_back(made) -> None:
    other = house.customer("3897-8", "Healthy Juice Inc.")
    chained()
    merging.merge(BEN, made.a1, other)
    assert PurchasingContract.get().account_id == other
    assert [one for one in check() if "contract" in one] == []
    merging.undo(BEN, merging.merges_of(other)[0].merge_id)
    assert PurchasingContract.get().account_id == made.a1
    assert [one for one in check() if "contract" in one] == []


def test_what_stood_before_is_kept_as_it_was_found(made, one_step_back: None) -> None:
    """An older house tells of none of it: no fault then, and one once it is changed behind its back."""
    with unguarded():
        for model in (SetupChange, TermChange):
            model.delete().execute()
        db.execute_sql("DELETE FROM history_link WHERE kind IN ('setup_change', 'term_change')")
    db.execute_sql("DELETE FROM schema_migration WHERE name = '0070_setup_sealed'")
    assert migrate(db.obj)
    assert not [one for one in check() if "its history" in one]
    assert TermChange.get().new == "NJ EX-1"
    with unguarded():
        PriceList.update(currency="CHF").where(PriceList.code == "YEN").execute()
        TaxStatus.create(account=CustomerAccount.get_by_id(made.hq), made_by="ben", changed_by="ben")
    told = "\n".join(check())
    assert "pricelists YEN: it was" in told and "is tax exempt everywhere" in told
