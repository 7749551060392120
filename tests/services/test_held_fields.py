"""What the record says of an account is kept, whatever its sort: form, file, history, view; no field vanishes."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from custtui.domain.held import HELD, as_told, blank
from custtui.domain.records.account import ACCOUNT
from custtui.domain.records.customer import CustomerFields
from custtui.domain.records.fact import Fact, Owner, Sort, fields_of
from custtui.domain.records.terms import OWN
from custtui.exchange import export_file
from custtui.exchange.kinds import kind_of
from custtui.models.account import CustomerAccount
from custtui.services.profile import customers
from custtui.services.terms.history import term_history
from custtui.services.twins.merge_preview import preview
from custtui.ui.customer.profile_fields import BILLS, DAYS, MAILINGS, TERMS, profile_fields, read_fields, values_of
from tests.exchange.files import House
from tests.exchange.files import house as set_up_house

ROWS = "code,name,alias,street,city\nX,Exe,Exe office,1 Main St,Newark\nY,Ypsilon,Way,2 Elm St,Troy\n"


@pytest.fixture
def house(sqlite_database: object, tmp_path: Path) -> House:
    made = set_up_house(tmp_path)
    made.put("customers", ROWS)
    return made


def example(field: Fact) -> tuple[Any, Any]:
    """A value as it is typed, and as it is kept."""
    day = date.today() + timedelta(days=3)
    values = {
        Sort.AMOUNT: ("1,234.50", Decimal("1234.5")),
        Sort.FLAG: (True, True),
        Sort.DAYS: ("30", 30),
        Sort.RATE: ("0.05", Decimal("0.05")),
        Sort.PRICE: ("9.80", Decimal("9.8")),
        **dict.fromkeys((Sort.DAY, Sort.PAST_DAY, Sort.FIRST_DAY, Sort.LAST_DAY), (f"{day}", day)),
    }
    return values[field.sort]


def test_every_field_of_an_account_is_a_text_or_held_by_it() -> None:
    """One of another kind would stand on the form and be kept nowhere."""
    own = {name for name, field in fields_of(CustomerFields).items() if field.owner is Owner.ACCOUNT}
    reach = {"phone", "email", "alt_email", "share_party"}
    assert own == {*ACCOUNT, *HELD} | reach
    assert {*ACCOUNT, *HELD} - {"currency"} <= {*TERMS, *MAILINGS, *DAYS, *BILLS}


@pytest.mark.parametrize("name", HELD)
def test_what_is_typed_is_kept_shown_remembered_and_goes_through_files(house: House, name: str) -> None:
    field, (typed, kept) = HELD[name], example(HELD[name])
    one = CustomerAccount.get(CustomerAccount.code == "X")
    version, stored = customers.editable(one.id)
    form = {part.name: part for part in profile_fields()}
    for part, text in values_of(stored).items():
        form[part].set(text)
    form[name].value = ("Y" if typed else "N") if isinstance(typed, bool) else typed
    shown = customers.update(house.who, one.id, version, read_fields(form, stored))
    assert getattr(CustomerAccount.get_by_id(one.id), field.column) == kept
    assert shown.more.get(name, getattr(shown, name, None)) == kept
    _, again = customers.editable(one.id)
    assert replace(again, **{name: getattr(stored, name)}) == stored != again
    if field.remembered:
        (was,) = term_history(one.id)
        assert (was.label, was.old, was.new) == (OWN[name], *(as_told(v, "USD") for v in (blank(field), kept)))
    if field.merge.name != "NOTHING":
        found = preview(one.id, CustomerAccount.get(CustomerAccount.code == "Y").id)
        assert field.on_form in {label for label, *_ in (*found.differs, *found.fills)}
    out = house.folder / "out.csv"
    export_file(house.who, "customers", out)
    assert field.in_files in {column.name for column in kind_of("customers").columns}
    text = out.read_text().replace("X,Exe,", "Z,Zed,").splitlines()
    house.put("customers", "\n".join([text[0], *(row for row in text if row.startswith("Z,"))]) + "\n")
    assert getattr(CustomerAccount.get(CustomerAccount.code == "Z"), field.column) == kept
