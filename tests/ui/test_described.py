"""What is said once of a field holds in every form and every column: label, longest text, line of help."""

import pytest

from custtui.domain.records.contact import ContactFields, ContactStands
from custtui.domain.records.contract import ContractFields, ContractLineFields
from custtui.domain.records.credit import CreditFields
from custtui.domain.records.customer import CustomerFields
from custtui.domain.records.exemption import ExemptionFields
from custtui.domain.records.fact import Sort, fields_of
from custtui.domain.records.model import model_of
from custtui.domain.records.note import ActionFields, NoteFields
from custtui.domain.records.payer import PayerFields
from custtui.domain.records.place import PLACE
from custtui.domain.records.price import PriceFields
from custtui.domain.records.product import ProductFields
from custtui.domain.records.reach import Points
from custtui.domain.records.site import SiteFields, SiteStands
from custtui.exchange.kinds import kind_of
from custtui.ui.customer import contact_form, credit, note_forms, profile_fields, site_form, terms_detail
from custtui.ui.kit.spec import Spec

FILED: dict[type, str] = {
    CustomerFields: "customers",
    CreditFields: "customers",
    SiteFields: "sites",
    SiteStands: "sites",
    ContactFields: "contacts",
    ContactStands: "contacts",
    Points: "contacts",
    PayerFields: "payers",
    ExemptionFields: "exemptions",
    NoteFields: "notes",
    ActionFields: "actions",
    ProductFields: "products",
    PriceFields: "prices",
    ContractFields: "contracts",
    ContractLineFields: "contracts",
}
"""Every record, and the kind of file it stands in."""
SPECS: dict[type, tuple[Spec, ...]] = {
    CustomerFields: profile_fields.SPECS,
    ContactFields: contact_form.SPECS,
    CreditFields: credit.SPECS,
    NoteFields: note_forms.NOTE,
    ActionFields: note_forms.ACTION,
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


def test_the_form_of_exemptions_shows_what_the_record_says() -> None:
    said = fields_of(ExemptionFields)
    for spec in terms_detail.specs_of(0):
        one = said[spec.name.removeprefix("0.")]
        assert (spec.longest, spec.help) == (one.longest, one.help)


@pytest.mark.parametrize("record", FILED, ids=lambda record: record.__name__)
def test_columns_say_and_keep_what_the_record_says(record: type, sqlite_database: object) -> None:
    columns = {column.name: column for column in kind_of(FILED[record]).columns}
    for field in fields_of(record).values():
        if field.file is None or (record is ContactFields and field.name in PLACE):  # an address of its own
            continue
        column, longest = columns[field.in_files], field.each if field.several else field.longest
        assert (column.what, column.required) == (field.file.what, field.file.required)
        assert field.sort is Sort.OTHER or column.cell.many == bool(field.several)
        if field.sort in (Sort.TEXT, Sort.NUMBER, Sort.NAMED, Sort.MAIL):
            assert column.cell.read("x" * longest)
            with pytest.raises(ValueError, match=f"at most {longest}"):
                column.cell.read("x" * (longest + 1))


@pytest.mark.parametrize("record", FILED, ids=lambda record: record.__name__)
def test_models_carry_the_labels_of_their_records(record: type) -> None:
    model = model_of(record)
    assert {name: one.title for name, one in model.model_fields.items()} == {
        name: field.label for name, field in fields_of(record).items()
    }
