"""What is said once of a field holds in every form and every column: label, longest text, line of help."""

import pytest

from custtui.domain.records.contact import ContactFields
from custtui.domain.records.credit import CreditFields
from custtui.domain.records.customer import CustomerFields
from custtui.domain.records.field import Sort, fields_of
from custtui.domain.records.model import model_of
from custtui.domain.records.site import SiteFields
from custtui.exchange.kinds import kind_of
from custtui.ui.customer import contact_form, credit, profile_fields, site_form
from custtui.ui.kit.spec import Spec

RECORDS = (CustomerFields, SiteFields, ContactFields, CreditFields)
SPECS: dict[type, tuple[Spec, ...]] = {
    CustomerFields: profile_fields.SPECS,
    ContactFields: contact_form.SPECS,
    CreditFields: credit.SPECS,
}


@pytest.mark.parametrize("record", SPECS, ids=lambda record: record.__name__)
def test_forms_show_what_the_record_says(record: type) -> None:
    said = fields_of(record)
    shown = {spec.name: spec for spec in SPECS[record] if spec.name in said}
    assert shown and all(spec.help for spec in shown.values())
    for name, spec in shown.items():
        assert (spec.label, spec.longest, spec.needed) == (said[name].on_form, said[name].longest, said[name].needed)


def test_the_form_of_a_site_shows_what_the_record_says() -> None:
    said = fields_of(SiteFields)
    for field in site_form.site_fields():
        if field.name in said and said[field.name].sort is not Sort.LINES:  # a street has three rows
            assert (field.label, field.longest) == (said[field.name].label, said[field.name].longest)


@pytest.mark.parametrize("record", [CustomerFields, CreditFields], ids=lambda record: record.__name__)
def test_columns_keep_as_much_as_the_record_says(record: type) -> None:
    columns = {column.name: column for column in kind_of("customers").columns}
    for field in fields_of(record).values():
        if field.file is None:
            continue
        column = columns[field.in_files]
        assert column.what == field.file.what
        if field.sort in (Sort.TEXT, Sort.NUMBER, Sort.NAMED):
            assert column.cell.read("x" * field.longest)
            with pytest.raises(ValueError, match=f"at most {field.longest}"):
                column.cell.read("x" * (field.longest + 1))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_models_carry_the_labels_of_their_records(record: type) -> None:
    model = model_of(record)
    assert {name: one.title for name, one in model.model_fields.items()} == {
        name: field.label for name, field in fields_of(record).items()
    }
