"""A rate that fits a place as well as another does is taken nowhere: form, file and check say one thing (C-38)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from custtui.domain.errors import Refused
from custtui.domain.who import SYSTEM
from custtui.exchange import import_file
from custtui.models.operator import TaxRate
from custtui.services.check import check
from custtui.services.upkeep.keeping import save_setup, setup_records, starting_texts
from tests.services import house
from tests.services.house import CORA

HEAD = "category,country,state,rate,first_day,postal_codes,component\n"
TAX = {"category": "standard", "country": "US", "state": "NY", "first_day": "2026-06-01"}
Bring = Callable[[str], list[tuple[int, str, str]]]


@pytest.fixture
def bring(database, tmp_path) -> Bring:
    house.stand()

    def brought(rows: str) -> list[tuple[int, str, str]]:
        path = tmp_path / "taxes.csv"
        path.write_text(HEAD + rows)
        return [(one.line, one.column, one.text) for one in import_file(SYSTEM, "taxes", path).rejects]

    return brought


def save(called: int | None = None, **texts: str) -> None:
    one = next((row for row in setup_records("taxes") if row.row == called), None)
    begun = one.texts if one else starting_texts("taxes")
    save_setup(CORA, "taxes", {**begun, **texts}, called, one and one.texts)


def test_a_form_refuses_a_rate_that_fits_as_well_as_one_that_stands(bring: Bring) -> None:
    save(**TAX, rate="4", postal_codes="10")
    with pytest.raises(Refused) as told:
        save(**TAX, rate="8", postal_codes="100,10")
    assert [(one.field, one.text) for one in told.value.faults] == [
        ("rate", "Rate: fits 10 as well as 4% does: neither is narrower")
    ]
    save(**TAX, rate="8", postal_codes="100")
    save(**{**TAX, "first_day": "2027-01-01"}, rate="8", postal_codes="100,10")  # what holds from then on
    stands = TaxRate.get(TaxRate.postal_codes == "10").id
    save(stands, rate="5")  # beside itself it is none
    assert not [*check()]


def test_a_file_refuses_two_that_fit_equally_and_one_beside_what_stands(bring: Bring) -> None:
    first, second = "standard,US,NY,0.04,2026-06-01,10,\n", 'standard,US,New York,0.08,2026-06-01,"100,10",\n'
    told = bring(first + second)
    assert [one[:2] for one in told] == [(3, "rate")] and not TaxRate.select().exists()
    assert bring(first) == [] and [one[:2] for one in bring(second)] == [(2, "rate")]
    assert bring(first.replace("0.04", "0.05")) == []


def test_a_tax_without_a_name_is_refused_beside_one_of_the_same_codes_in_part(bring: Bring) -> None:
    """Both were charged."""
    told = bring('standard,US,NY,0.04,2026-06-01,10,\nstandard,US,NY,0.08,2026-07-01,"100,10",City\n')
    assert [one[:2] for one in told] == [(2, "rate")]
    assert "both are charged" in told[0][2]


def test_check_names_what_raw_sql_put_there(bring: Bring) -> None:
    for codes, rate in (("10", "0.04"), ("100, 10", "0.08")):
        row = {**TAX, "first_day": date(2026, 6, 1), "rate": Decimal(rate), "postal_codes": codes}
        TaxRate.create(**row)
    assert [*check()] == [
        "tax standard US NY 100, 10 from 2026-06-01: fits 10 as well as 4% does: neither is narrower"
    ]
