"""What the house is set up with, record by record: a form is refused what its file is, and all is kept (X-23)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from custtui.domain.errors import Conflict, Forbidden, Refused
from custtui.domain.who import Act, Who
from custtui.models.operator import PaymentMethod, PaymentTerms, Reason, TaxRate
from custtui.models.signing import SecondSignature
from custtui.services.bulk.setup import write_setup
from custtui.services.check import check
from custtui.services.setup_history import setup_history
from custtui.services.upkeep.keeping import (
    HOUSE,
    SetupRecord,
    look_at_record,
    save_setup,
    setup_record,
    setup_records,
    starting_texts,
)
from tests.services import house
from tests.services.house import ANN, BEN, CORA

TERMS = {"code": "NET45", "name": "45 days net", "days": "45", "discount_days": "10", "discount_rate": "2"}
TAX = {"category": "Food", "country": "us", "state": "New Jersey", "rate": "6.625", "first_day": "2026-01-01"}
METHOD = {"code": "WIRE", "name": "Wire", "when_other_pays": "y"}


@pytest.fixture
def made(database) -> None:
    house.seller()


def typed(kind: str, **texts: str) -> Mapping[str, str]:
    return {**starting_texts(kind), **texts}


def find(kind: str, code: str) -> SetupRecord:
    return next(one for one in setup_records(kind) if one.code == code)


def refused(kind: str, row: int | None = None, **texts: str) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as told:
        save_setup(CORA, kind, typed(kind, **texts), row)
    return [(one.field, one.text) for one in told.value.faults]


def test_each_is_made_with_percent_as_a_fraction_and_states_by_their_codes(made) -> None:
    save_setup(CORA, "terms", typed("terms", **TERMS))
    save_setup(CORA, "methods", typed("methods", **METHOD))
    save_setup(CORA, "taxes", typed("taxes", **TAX))
    save_setup(CORA, "reasons", {"kind": "discount", "code": "LOYAL", "name": "Loyal customer"})
    terms = PaymentTerms.get(PaymentTerms.code == "NET45")
    assert (terms.days, terms.discount_days, terms.discount_rate) == (45, 10, Decimal("0.02"))
    method = PaymentMethod.get(PaymentMethod.code == "WIRE")
    assert (method.when_sold_to_pays, method.when_other_pays, method.needs_terms, method.active) == (1, 1, 0, 1)
    tax = TaxRate.get()
    assert (tax.category, tax.country, tax.state, tax.rate) == ("food", "US", "NJ", Decimal("0.06625"))
    assert (tax.first_day, tax.last_day) == (date(2026, 1, 1), None)
    assert Reason.select().where(Reason.code == "LOYAL").count() == 1
    assert [one.code for one in setup_records("taxes")] == ["food US NJ 2026-01-01"]


def test_a_change_leaves_what_it_was_with_who_changed_it_whoever_changes_it(made) -> None:
    save_setup(CORA, "terms", typed("terms", **TERMS))
    one = find("terms", "NET45")
    save_setup(CORA, "terms", {**one.texts, "discount_rate": "3", "name": "45 days"}, one.row, one.texts)
    told = [(was.field, was.old, was.new, was.by) for was in setup_history("terms", "NET45")]
    expected = [("discount_rate", "2", "3", "cora"), ("name", "45 days net", "45 days", "cora"), ("", "", "", "cora")]
    assert told == expected
    values = HOUSE["terms"].one(one.row)
    write_setup(BEN, "terms", [{**values, "days": 46}])  # as a file does
    last = setup_history("terms", "NET45")[0]
    assert (last.field, last.old, last.new, last.by) == ("days", "45", "46", "ben")
    assert not [fault for fault in check() if "setup_change" in fault]


def test_what_others_changed_meanwhile_is_a_conflict_that_names_who(made) -> None:
    one = find("terms", "NET30")
    save_setup(CORA, "terms", {**one.texts, "days": "31"}, one.row, one.texts)
    with pytest.raises(Conflict, match="cora changed this record meanwhile") as told:
        save_setup(CORA, "terms", {**one.texts, "days": "32"}, one.row, one.texts)
    assert told.value.by == "cora"
    assert setup_record("terms", one.row).texts["days"] == "31"


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_written(made) -> None:
    before = PaymentTerms.select().count()
    assert refused("terms", code="NET 45", days="4000", discount_rate="120") == [
        ("code", "Code: 'NET 45' is not a code: 1 to 40 characters without blanks and semicolons"),
        ("name", "Name is required"),
        ("days", "Days: 4000 days are not 0 to 3660: ten years at most"),
        ("discount_rate", "Discount: 120% is more than 100%"),
    ]
    assert refused("terms", code="NET30", name="Again", days="30") == [("code", "Code: NET30 exists already")]
    assert [field for field, _ in refused("terms", **TERMS | {"instalments": "30 60"})] == ["instalments"]
    assert PaymentTerms.select().count() == before


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"rate": ""}, "rate"),
        ({"rate": "6.62512"}, "rate"),
        ({"rate": "101"}, "rate"),
        ({"country": "XX"}, "country"),
        ({"state": "Nowhere"}, "state"),
        ({"first_day": ""}, "first_day"),
        ({"last_day": "2025-12-31"}, "last_day"),
        ({"category": ""}, "category"),
    ],
)
def test_a_tax_rate_is_refused_as_its_file_would_be(made, change: dict[str, str], field: str) -> None:
    assert [name for name, _ in refused("taxes", **TAX | change)] == [field]
    assert not TaxRate.select().exists()


def test_a_rate_of_zero_is_a_rate_and_one_key_stands_once(made) -> None:
    save_setup(CORA, "taxes", typed("taxes", **TAX | {"rate": "0"}))
    assert TaxRate.get().rate == 0
    again = refused("taxes", **TAX | {"category": "FOOD", "state": "nj"})
    assert again == [("first_day", "First day: food US NJ 2026-01-01 exists already")]


def test_what_a_record_is_called_by_never_changes(made) -> None:
    one = find("methods", "CHECK")
    assert refused("methods", one.row, **{**one.texts, "code": "CHEQUE"}) == [("code", "Code: it never changes")]


def test_only_an_administrator_may_and_another_may_sign(made) -> None:
    for who in (ANN, BEN):
        with pytest.raises(Forbidden, match="Only an administrator may set the house up") as told:
            save_setup(who, "terms", typed("terms", **TERMS))
        assert told.value.act is Act.SETUP
    from custtui.domain.who import Signature

    signed = Who("ann", "Ann", ANN.role, Signature("cora", CORA.role, Act.SETUP))
    save_setup(signed, "terms", typed("terms", **TERMS))
    assert setup_history("terms", "NET45")[0].by == "ann, signed by cora"
    assert SecondSignature.select().count() == 1


def test_what_looks_odd_is_told_and_saved(made) -> None:
    house.product("ITEM1")
    faults, odd = look_at_record("taxes", typed("taxes", **TAX), None)
    assert not faults and [one.field for one in odd] == ["category"]
    save_setup(CORA, "taxes", typed("taxes", **TAX))


def test_a_time_that_is_over_or_has_not_begun_says_so(made) -> None:
    ended = save_setup(CORA, "taxes", typed("taxes", **TAX | {"first_day": "2020-01-01", "last_day": "2020-12-31"}))
    assert ended.state.startswith("ended ")
    wire = save_setup(CORA, "methods", typed("methods", **METHOD | {"active": "N"}))
    assert wire.state == "not in use"
