"""What a form and a file of the set-up refuse because of what stands beside it: one rule, two mouths (C-38, C-39)."""

from datetime import date
from decimal import Decimal

import pytest

from custtui.domain.errors import Refused
from custtui.domain.who import SYSTEM
from custtui.exchange import import_file
from custtui.models.account import CustomerAccount
from custtui.models.operator import PaymentTerms, TaxRate
from custtui.models.product import Barcode, PriceList, PriceListItem, Product
from custtui.services.check import check
from custtui.services.upkeep.keeping import save_goods, save_setup, setup_records, starting_texts
from tests.services import house
from tests.services.house import BEN, CORA
from tests.unguarded import unguarded

GOODS = ("products", "pricelists", "prices", "contracts")
EURO = {"code": "EURO", "name": "Euro prices", "currency": "EUR"}


@pytest.fixture
def made(database) -> house.House:
    return house.stand()


def save(kind: str, called: str = "", /, **texts: str):  # type: ignore[no-untyped-def]
    """On its form, of a record that stands where its code is told."""
    one = next((row for row in setup_records(kind) if row.code == called), None) if called else None
    begun = one.texts if one else starting_texts(kind)
    row, before = (one.row, one.texts) if one else (None, None)
    if kind in GOODS:
        return save_goods(BEN, kind, {**begun, **texts}, row, before)
    return save_setup(CORA, kind, {**begun, **texts}, row, before)


def refused(kind: str, called: str = "", /, **texts: str) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as told:
        save(kind, called, **texts)
    return [(fault.field, fault.text) for fault in told.value.faults]


@pytest.fixture
def bring(tmp_path):  # type: ignore[no-untyped-def]
    def brought(kind: str, *lines: str) -> list[tuple[int, str, str]]:
        path = tmp_path / f"{kind}.csv"
        path.write_text("\n".join(lines) + "\n")
        return [(one.line, one.column, one.text) for one in import_file(SYSTEM, kind, path).rejects]

    return brought


def test_the_currency_of_a_list_stays_once_prices_stand_on_it(made, bring) -> None:
    assert refused("pricelists", "LIST", currency="EUR") == [
        ("currency", "Currency: stays USD: prices stand on it; another currency is another list")
    ]
    assert [one[:2] for one in bring("pricelists", "code,name,currency", "LIST,List,EUR")] == [(2, "currency")]
    save("pricelists", "LIST", name="Prices of the house")
    assert bring("pricelists", "code,name,currency", "LIST,Renamed,USD") == []
    assert PriceList.get(PriceList.code == "LIST").currency == "USD"


def test_the_currency_of_a_list_stays_once_somebody_buys_by_it(made, bring) -> None:
    save("pricelists", **EURO)
    save("pricelists", "EURO", currency="USD")
    CustomerAccount.update(price_list=PriceList.get(PriceList.code == "EURO")).where(
        CustomerAccount.id == made.a1
    ).execute()
    assert refused("pricelists", "EURO", currency="EUR")[0][1].startswith("Currency: stays USD: customers buy by it")
    assert [one[1] for one in bring("pricelists", "code,name,currency", "EURO,Euro,EUR")] == ["currency"]


def test_a_line_of_business_has_one_list_in_a_currency_and_keeps_it(made, bring) -> None:
    retail = {"currency": "USD", "line_of_business": "Retail"}
    save("pricelists", code="R1", name="Retail", **retail)
    assert refused("pricelists", code="R2", name="Retail too", **retail) == [
        ("line_of_business", "Line of business: Retail has a list in USD already: R1")
    ]
    head = "code,name,currency,line_of_business"
    assert [one[:2] for one in bring("pricelists", head, "R2,Two,USD,Retail")] == [(2, "line_of_business")]
    twice = bring("pricelists", head, "W1,One,USD,Wholesale", "W2,Two,USD,Wholesale")
    assert [one[:2] for one in twice] == [(3, "line_of_business")]
    assert bring("pricelists", head, "R1,Retail,USD,Retail", "R3,In euros,EUR,Retail") == []
    save("prices", price_list="R1", product="ITEM1", price="9", first_day="2026-01-01")
    save("pricelists", "R1", line_of_business="Wholesale")  # nobody is of Retail
    save("pricelists", "R1", line_of_business="Retail")
    CustomerAccount.update(line_of_business="Retail").where(CustomerAccount.id == made.a1).execute()
    assert refused("pricelists", "R1", line_of_business="") == [
        ("line_of_business", "Line of business: stays Retail: its customers buy by it")
    ]
    assert [one[:2] for one in bring("pricelists", head, "R1,Retail,USD,Gastro")] == [(2, "line_of_business")]


def test_a_price_is_in_the_currency_of_its_list(made, bring) -> None:
    head = "product,list,price,currency,first_day"
    assert bring("prices", head, "ITEM1,LIST,1,EUR,2030-01-01") == [(2, "currency", "is EUR: LIST is in USD")]
    new = bring("prices", head, "ITEM1,NEW,1,EUR,2030-01-01", "ITEM2,new,1,USD,2030-01-01")
    assert new == [(3, "currency", "is USD: NEW is in EUR")]
    assert bring("prices", head, "ITEM1,NEW,1,EUR,2030-01-01", "ITEM2,new,1,,2030-01-01") == []
    assert bring("prices", head, "ITEM2,NEW,1,,2031-01-01") == []
    rows = PriceListItem.select().join(PriceList).where(PriceList.code == "NEW")
    assert len(rows) == 3 and PriceList.get(PriceList.code == "NEW").currency == "EUR"


def test_nobody_pays_in_xxx(made, bring) -> None:
    assert refused("pricelists", code="X", name="x", currency="XXX")[0][0] == "currency"
    assert [one[:2] for one in bring("pricelists", "code,name,currency", "X,x,XXX")] == [(2, "currency")]


def test_a_new_price_of_any_quantity_ends_the_breaks_of_before(made) -> None:
    """Only the price from 0 was ended: the old break went on beside the new price."""
    price = {"price_list": "LIST", "product": "ITEM1"}
    save("prices", **price, from_quantity="6", price="9.80", first_day="2026-01-01")
    save("prices", **price, from_quantity="6", price="9.10", first_day="2030-06-01")
    save("prices", **price, price="11", first_day="2030-01-01", ends="Y")
    rows = PriceListItem.select().join(Product).where(Product.code == "ITEM1").order_by(PriceListItem.id)
    ends = {(row.price, row.last_day) for row in rows if row.from_quantity or row.first_day == date(2030, 1, 1)}
    assert ends == {
        (Decimal("9.80"), date(2029, 12, 31)),
        (Decimal("9.10"), None),
        (Decimal(11), None),
    }
    save("prices", **price, from_quantity="6", price="9", first_day="2030-07-01", ends="Y")
    assert [row.last_day for row in rows.clone() if row.price == 11] == [None]  # a break ends a break alone


TERMS = {"code": "T1", "name": "T", "days": "30"}


@pytest.mark.parametrize(
    ("texts", "cells", "field"),
    [
        ({"discount_days": "40", "discount_rate": "2"}, "30,40,0.02,,", "discount_days"),
        ({"discount_days": "10", "discount_rate": "100"}, "30,10,1,,", "discount_rate"),
        ({"discount_days": "10"}, "30,10,,,", "discount_rate"),
        ({"discount_rate": "2"}, "30,,0.02,,", "discount_days"),
        ({"discount_days": "61", "discount_rate": "2", "end_of_month": "Y"}, "30,61,0.02,,Y", "discount_days"),
        ({"discount_days": "61", "discount_rate": "2", "instalments": "30 60"}, "30,61,0.02,30 60,", "discount_days"),
    ],
)
def test_terms_give_a_discount_that_can_be_taken(made, bring, texts, cells, field) -> None:
    assert [name for name, _ in refused("terms", **TERMS, **texts)] == [field]
    head = "code,name,days,discount_days,discount_rate,instalments,end_of_month"
    assert [one[:2] for one in bring("terms", head, f"T1,T,{cells}")] == [(2, field)]


def test_terms_give_a_discount_up_to_the_last_part_and_the_end_of_the_month(made, bring) -> None:
    save("terms", **TERMS, discount_days="60", discount_rate="2", instalments="30 60")
    save("terms", **TERMS | {"code": "T2"}, discount_days="45", discount_rate="2", end_of_month="Y")
    assert not list(check())


def test_a_reason_is_for_something(made, bring) -> None:
    assert refused("reasons", kind="foo", code="X", name="x")[0][1].startswith(
        'What for: "foo" is not what a reason is for: price, discount, forfeit,'
    )
    assert [one[:2] for one in bring("reasons", "kind,code,name", "foo,X,x", "Write off,OLD,Old debt")] == [
        (2, "kind")
    ]
    assert bring("reasons", "kind,code,name", "Write Off,OLD,Old debt") == []
    assert "write off OLD" in [one.code for one in setup_records("reasons")]


@pytest.mark.parametrize(
    ("kind", "stands", "row"),
    [
        ("terms", {"code": "NET99", "name": "99 days", "days": "99"}, "code,name,days\nnet99,99 days,99"),
        ("methods", {"code": "BANK WIRE", "name": "Wire"}, "code,name\nBank wire,Wire"),
        ("reasons", {"kind": "price", "code": "MATCHED", "name": "m"}, "kind,code,name\nprice,Matched,m"),
        ("pricelists", {**EURO}, "code,name,currency\nEuro,Euro,EUR"),
        (
            "contracts",
            {"code": "PC-A", "customer": "3897-5", "first_day": "2026-01-01", "last_day": "2026-12-31"},
            "code,customer,first_day,last_day,product,quantity,price\npc-a,3897-5,2026-01-01,2026-12-31,ITEM1,1,1",
        ),
        ("products", {"code": "PEACH-6", "name": "Peach"}, "code,name\nPeach-6,Peach"),
    ],
)
def test_codes_differ_in_more_than_capitals(made, bring, kind, stands, row) -> None:
    head, cells = row.split("\n")
    code = cells.split(",")[1 if kind == "reasons" else 0]
    told = [one[:2] for one in bring(kind, head, cells, cells.replace(code, code.swapcase(), 1))]
    assert told in ([(3, "code")], [(3, "kind")])
    goods = {"goods": "ITEM1 1 1"} if kind == "contracts" else {}
    save(kind, **stands, **goods)
    small = {**stands, "code": stands["code"].lower()}
    assert [name for name, _ in refused(kind, **small, **goods)] == ["code"]
    assert [one[:2] for one in bring(kind, head, cells)] == [(2, "code")]


def test_a_rate_of_tax_is_one_however_its_place_is_spelled(made, bring) -> None:
    head = "category,country,state,county,city,rate,first_day,component"
    told = bring(
        "taxes",
        head,
        "standard,US,NY,Westchester,Yonkers,0.03,2026-01-01,City",
        "Standard,US,New York,WESTCHESTER,YONKERS ,0.04,2026-01-01,CITY",
    )
    assert [one[:2] for one in told] == [(3, "category")]
    assert bring("taxes", head, "standard,US,NY,Westchester,Yonkers,0.03,2026-01-01,City") == []
    place = {"category": "standard", "country": "US", "state": "NY", "county": "westchester", "city": "YONKERS"}
    assert refused("taxes", **place, rate="4", first_day="2026-01-01", component="city")
    assert bring("taxes", head, "standard,US,NY,Westchester,yonkers,0.05,2026-01-01,City") == []
    assert [row.rate for row in TaxRate.select().where(TaxRate.city != "")] == [Decimal("0.05")]


def test_taxes_of_one_place_come_to_no_more_than_the_whole(made, bring) -> None:
    head = "category,country,state,rate,first_day,last_day,component"
    told = bring(
        "taxes",
        head,
        "standard,CA,,0.6,2026-01-01,,GST",
        "standard,CA,QC,0.6,2026-01-01,,QST",
        "zero,CA,QC,1,2026-01-01,,",
    )
    assert [one[:2] for one in told] in ([(2, "rate")], [(3, "rate")]) and "120%" in told[0][2]
    assert bring("taxes", head, "standard,CA,,0.6,2026-01-01,2026-12-31,GST") == []
    tax = {"category": "standard", "country": "CA", "state": "QC", "rate": "60", "component": "QST"}
    assert refused("taxes", **tax, first_day="2026-06-01") == [
        ("rate", "Rate: with GST 60% it comes to 120%, more than the whole")
    ]
    save("taxes", **tax, first_day="2027-01-01")
    assert not [one for one in check() if "whole" in one]


def test_a_tax_without_a_name_is_not_charged_beside_named_ones_of_its_place(made, bring) -> None:
    """The demo's 14.975 % of Quebec and its GST and QST would come to 29.95 %."""
    head = "category,country,state,rate,first_day,last_day,component"
    assert bring("taxes", head, "standard,CA,QC,0.14975,2026-01-01,,") == []
    parts = ("standard,CA,QC,0.05,2026-12-01,,GST", "standard,CA,QC,0.09975,2026-12-01,,QST")
    told = bring("taxes", head, *parts)
    assert [one[:2] for one in told] == [(2, "rate"), (3, "rate")]
    assert "the tax without a name 14.975% of the same place both are charged" in told[0][2]
    tax = {"category": "standard", "country": "CA", "state": "QC", "rate": "5", "component": "GST"}
    assert refused("taxes", **tax, first_day="2026-12-01")[0][0] == "rate"
    save("taxes", **{**tax, "state": "ON"}, first_day="2026-12-01")  # another place
    assert bring("taxes", head, "standard,CA,QC,0.14975,2026-01-01,2026-11-30,", *parts) == []
    assert not [one for one in check() if "without a name" in one]
    with unguarded():
        TaxRate.update(last_day=None).execute()
    assert [one for one in check() if "of the same place both are charged" in one]


def test_the_code_of_a_product_is_no_barcode_of_another(made, bring) -> None:
    """A scan would find the one that was not scanned."""
    house.product("OTHER", barcode="4006381333931")
    assert refused("products", code="4006381333931", name="x") == [("code", "Code: is a barcode of OTHER")]
    assert refused("products", code="04006381333931", name="x")[0][0] == "code"
    assert refused("products", code="NEW", name="x", barcodes="item1") == [
        ("barcodes", "Barcodes: is the code of ITEM1")
    ]
    told = bring("products", "code,name,barcodes", "4006381333931,A,", "B,B,item1", "C,C,96385074", "96385074,D,")
    assert [one[:2] for one in told] == [(2, "code"), (3, "barcodes"), (5, "code")]
    save("products", code="96385074", name="Its own", barcodes="96385074")
    assert Barcode.select().where(Barcode.code == "96385074").exists()
    assert not list(check())


def test_a_product_is_not_superseded_by_itself(made, bring) -> None:
    assert [
        one[:2] for one in bring("products", "code,name,superseded_by", "A,A,A", "B,B,C", "C,C,B", "D,D,ITEM1")
    ] == [
        (2, "superseded_by"),
        (3, "superseded_by"),
        (4, "superseded_by"),
    ]
    assert bring("products", "code,name,superseded_by", "A,A,B", "B,B,ITEM1") == []
    assert refused("products", "ITEM1", superseded_by="A") == [
        ("superseded_by", "Superseded by: comes back to ITEM1: ITEM1, A, B, ITEM1")
    ]
    assert refused("products", "ITEM1", superseded_by="ITEM1")[0][0] == "superseded_by"


def test_something_is_agreed_in_a_contract_in_units_that_are_sold(made, bring) -> None:
    Product.update(step=Decimal(1)).where(Product.code == "ITEM1").execute()
    contract = {"code": "PC-A", "customer": "3897-5", "first_day": "2026-01-01", "last_day": "2026-12-31"}
    for quantity in ("0", "0.5"):
        assert [name for name, _ in refused("contracts", **contract, goods=f"ITEM1 {quantity} 1")] == ["goods"]
        head = "code,customer,first_day,last_day,product,quantity,price"
        told = bring("contracts", head, f"PC-A,3897-5,2026-01-01,2026-12-31,ITEM1,{quantity},1")
        assert [one[:2] for one in told] == [(2, "quantity")]


@pytest.mark.parametrize("cell", ["1\x00 2", "\x0112", "12\x1f", "1\x1c234", "\x1c"])
def test_a_control_character_in_a_cell_is_told(made, tmp_path, cell) -> None:
    """It was left out of numbers and days unsaid, or made one of two."""
    path = tmp_path / "products.csv"
    path.write_text(f"code,name,lead_days,minimum\nA,A,{cell},{cell}\n", newline="")
    told = [(one.line, one.column) for one in import_file(SYSTEM, "products", path).rejects]
    assert told == [(2, "lead_days"), (2, "minimum")]
    path = tmp_path / "terms.csv"
    path.write_text(f"category,country,rate,first_day\nstandard,US,0.01,{cell}\n", newline="")
    assert (2, "first_day") in [(one.line, one.column) for one in import_file(SYSTEM, "taxes", path).rejects]
    assert not PaymentTerms.select().where(PaymentTerms.code == "A").exists()
