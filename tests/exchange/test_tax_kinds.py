"""Taxes, exemptions and products of files: a state is its code, a category is known, nothing else comes in (C-38)."""

from decimal import Decimal
from pathlib import Path

import pytest

from custtui.domain import tax
from custtui.domain.address import Address
from custtui.domain.records.exemption import ExemptionFields
from custtui.exchange import export_file
from custtui.models import all_models
from custtui.models.account import CustomerAccount, TaxStatus
from custtui.models.operator import TaxRate
from custtui.models.product import Product
from custtui.services.check import told_beside
from custtui.services.check_values import value_faults
from custtui.services.clock import today
from custtui.services.terms import detail as terms_detail
from custtui.services.terms.detail import TermsFields
from custtui.services.terms.tax_status import exemptions_of
from tests.exchange.files import House, rejects
from tests.services.house import EVER

TAXES = "category,country,state,rate,first_day\n"
PRODUCTS = "code,name,tax_category\n"
CUSTOMER = "code,name,alias,street,city,state\nX,Exe,Exe,1 Main St,Newark,NJ\n"


def rates() -> list[tuple[str, str, str, Decimal]]:
    return [(one.category, one.country, one.state, one.rate) for one in TaxRate.select().order_by(TaxRate.id)]


def test_a_state_by_its_name_and_a_category_in_capitals_are_one_rate(house: House) -> None:
    report = house.bring("taxes", TAXES + "standard,US,nj,0.09,2026-06-01\nStandard,us,New Jersey,0.09,2026-06-01\n")
    assert [str(one) for one in report.warnings] == ["line 3, category: says the same as line 2: taken once"]
    assert report.outcome == "taxes: 2 rows read, 1 written, 1 told twice, 1 warning"
    assert rates() == [("standard", "US", "NJ", Decimal("0.09"))]
    house.put("taxes", TAXES + "STANDARD,US,NEW JERSEY,0.07,2026-06-01\nstandard,CA,Québec,0.14975,2026-06-01\n")
    assert rates() == [("standard", "US", "NJ", Decimal("0.07")), ("standard", "CA", "QC", Decimal("0.14975"))]


def test_one_rate_in_two_spellings_may_not_differ(house: House) -> None:
    text = TAXES + "standard,US,nj,0.09,2026-06-01\nstandard,US,New Jersey,0.08,2026-06-01\n"
    assert [line for line, _ in rejects(house.bring("taxes", text))] == [3]
    assert not rates()


def test_a_state_that_does_not_exist_is_refused_with_its_field(house: House) -> None:
    report = house.bring("taxes", TAXES + "standard,US,Nwe Jersey,0.09,2026-06-01\nstandard,US,XX,0.09,2026-06-01\n")
    assert rejects(report) == [(2, "state"), (3, "state")]
    assert '"Nwe Jersey" is not a state of US' in report.rejects[0].text
    house.put("taxes", TAXES + "standard,GB,Kent,0.2,2026-06-01\n")  # whose states nobody has a list of


def test_a_rate_that_stands_in_another_spelling_gives_way(house: House) -> None:
    """A database of before may hold it so."""
    TaxRate.create(category="Standard", country="US", state="New Jersey", rate=Decimal("0.05"), first_day=EVER)
    house.put("taxes", TAXES + f"standard,US,NJ,0.09,{EVER}\n")
    assert rates() == [("standard", "US", "NJ", Decimal("0.09"))]


def test_what_a_database_of_before_calls_by_name_holds_all_the_same(house: House) -> None:
    kept = [tax.Rate("Standard", "US", "New York", Decimal("0.08875"), EVER)]
    assert [one.rate for one in tax.rows_for(kept, "standard", Address("", "", "NY", "", "US"), today())] == [
        Decimal("0.08875")
    ]
    house.put("customers", CUSTOMER)
    account = CustomerAccount.get().id
    TaxStatus.create(account=account, state="NEW JERSEY", certificate="OLD", made_by="ann", changed_by="ann")
    house.put("exemptions", "customer,state,certificate\nX,NJ,NEW\n")
    assert [(one.state, one.certificate) for one in exemptions_of(account)] == [("NJ", "NEW")]


def test_an_exemption_of_a_state_by_its_name_is_kept_by_its_code(house: House) -> None:
    house.put("customers", CUSTOMER)
    house.put("taxes", TAXES + "standard,CA,QC,0.14975,2026-06-01\n")
    house.put("exemptions", "customer,state,certificate\nX,New Jersey,1\nX,Québec,2\nX,*,3\n")
    assert [one.state for one in TaxStatus.select().order_by(TaxStatus.id)] == ["NJ", "QC", ""]
    report = house.bring("exemptions", "customer,state,certificate\nX,Nwe Jersey,1\nX,RJ,2\n")
    assert rejects(report) == [(2, "state"), (3, "state")]
    assert 'State: "Nwe Jersey" is not a state of US' in report.rejects[0].text


def test_a_tax_category_that_does_not_exist_is_refused_of_products(house: House) -> None:
    house.put("products", PRODUCTS + "A,Apple,anything\n")  # a house without tax rates
    report = house.bring("taxes", TAXES + "Food,US,NJ,0,2026-06-01\n")
    told = ["line 2, category: there is no product of the tax category food"]  # the first of it makes it one
    assert [str(one) for one in report.warnings] == [
        "category: product A: no tax rate has its tax category 'anything'",
        *told,
    ]
    assert "no fault: product A: no tax rate has its tax category 'anything'" in list(told_beside())
    assert list(value_faults(all_models())) == []
    report = house.bring("products", PRODUCTS + "B,Bee,standart\nC,Cee,FOOD\nD,Dee,Standard\n")
    assert rejects(report) == [(2, "tax_category")]
    assert "there is no tax category standart" in report.rejects[0].text
    house.put("products", PRODUCTS + "C,Cee,FOOD\nD,Dee,Standard\nE,Eee,\n")
    assert [one.tax_category for one in Product.select().order_by(Product.code)] == [
        *("anything", "food", "standard", "standard")
    ]


def test_a_tax_category_of_no_product_is_warned_of(house: House) -> None:
    assert not house.bring("taxes", TAXES + "standart,US,NJ,0,2026-06-01\n").warnings
    house.put("products", "code,name\nP,Pear\n")
    report = house.bring("taxes", TAXES + "standart,US,NY,0,2026-06-01\nStandard,US,NY,0,2026-06-01\n")
    assert report.ok and "there is no product of the tax category standart" in str(report.warnings[0])


def test_each_of_a_few_unknown_categories_is_named_in_the_summary(house: House) -> None:
    """A slip in one name does not hide behind another."""
    house.put("products", "code,name\nP,Pear\n")
    rows = "fod,US,NJ,0.1,2026-06-01\nfod,US,NY,0.1,2026-06-01\nbeer,US,NJ,0.1,2026-06-01\n"
    report = house.bring("taxes", TAXES + rows, dry_run=True)
    assert [(one.line, one.text.split()[-1], count) for one, count in report.kinds] == [(2, "fod", 2), (4, "beer", 1)]
    many = "".join(f"c{number},US,NJ,0.1,2026-06-01\n" for number in range(9))
    assert [count for _, count in house.bring("taxes", TAXES + many).kinds] == [9]


@pytest.mark.parametrize("text", ["customer,state,certificate\nX,,EX\n", "customer,certificate\nX,EX\n"])
def test_an_exemption_everywhere_is_said_by_keys_and_files(house: House, text: str, tmp_path: Path) -> None:
    """A state left out by mistake would exempt the customer in all of them (R-35)."""
    house.put("customers", CUSTOMER)
    assert [one.column for one in house.bring("exemptions", text).rejects] == ["state"]
    faults = terms_detail.faults(TermsFields("", "", (ExemptionFields("", "EX"),)))[0]
    assert [fault.field for fault in faults] == ["0.state"]
    house.put("exemptions", "customer,state,certificate\nX,*,EX\n")
    export_file(house.who, "exemptions", tmp_path / "out.csv")
    assert "X,*,EX" in (tmp_path / "out.csv").read_text("utf-8")


PLACES = "category,country,state,rate,first_day,county,city,postal_codes,component\n"


def test_places_and_names_of_taxes_go_in_and_out(house: House, tmp_path: Path) -> None:
    """C-38; a file of before, without these columns, is of countries and states."""
    house.put("taxes", TAXES + "standard,CA,,0.05,2026-06-01\n")
    house.put(
        "taxes",
        PLACES + 'standard,CA,QC,0.09975,2026-06-01,,,,QST\nstandard,US,NY,0.08375,2026-06-01,W,,"105,106",\n',
    )
    export_file(house.who, "taxes", tmp_path / "out.csv")
    text = (tmp_path / "out.csv").read_text("utf-8")
    assert "standard,CA,QC,0.09975,2026-06-01,,,,,QST" in text
    assert 'standard,US,NY,0.08375,2026-06-01,,W,,"105, 106",' in text
    report = house.bring("taxes", text)
    assert report.ok and TaxRate.select().count() == 3
    house.put("taxes", PLACES + "standard,ca,qc,0.1,2026-06-01,,,,qst\n")
    assert [one.rate for one in TaxRate.select().where(TaxRate.state == "QC")] == [Decimal("0.1")]


@pytest.mark.parametrize(("row", "field"), [
    ("standard,US,NY,0.08,2026-06-01,Westchester,,,", "county"),
    ("standard,US,NY,0.08,2026-06-01,,,'--',", "postal_codes"),
    ("standard,US,NY,0.08,2026-06-01,,,,A=B", "component"),
    ("standard,US,NY,8.875,2026-06-01,,,,", "rate"),
])  # fmt: skip
def test_what_is_no_place_of_a_tax_is_refused(house: House, row: str, field: str) -> None:
    assert rejects(house.bring("taxes", PLACES + row + "\n")) == [(2, field)]
