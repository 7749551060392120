"""A field said once: on the profile, in files, searchable, in the history, merged."""

from dataclasses import replace
from pathlib import Path

from custtui.domain.customer import AddressFields, CustomerFields
from custtui.exchange import export_file
from custtui.models.account import CustomerAccount
from custtui.services import lookup
from custtui.services.customer.view import customer
from custtui.services.profile import customers
from custtui.services.terms.history import term_history
from custtui.services.twins import merging
from custtui.ui.customer.profile_layout import layout
from tests.exchange.files import House


def test_loyalty(house: House, tmp_path: Path) -> None:
    at = AddressFields("1 Main St", "New York", "NY", "10001", "US")
    one = customers.create(house.who, CustomerFields(name="Acme", alias="D", billing=at, loyalty_number="LN-4711"))
    assert customer(one.code).loyalty_number == "LN-4711"
    assert [hit.code for hit in lookup.find("LN-4711", limit=5).hits] == [one.code]
    assert "loyalty number LN-4711" in lookup.find("LN-4711", limit=5).hits[0].reason
    version, fields = customers.editable(one.account_id)
    customers.update(house.who, one.account_id, version, replace(fields, loyalty_number="LN-4712"))
    was = term_history(one.account_id)[0]
    assert (was.label, was.old, was.new) == ("Loyalty number", "LN-4711", "LN-4712")
    other = customers.create(house.who, CustomerFields(name="Zeta", alias="Z", billing=replace(at, street="9 Oak")))
    seen = merging.preview(one.account_id, other.account_id)
    assert ("Loyalty no.", "LN-4712") in seen.fills
    merging.merge(house.who, one.account_id, other.account_id)
    assert customer(other.code).loyalty_number == "LN-4712"
    export_file("customers", tmp_path / "out.csv", "csv")
    assert "loyalty_number" in (tmp_path / "out.csv").read_text() and "LN-4712" in (tmp_path / "out.csv").read_text()
    house.put("customers", "code,name,loyalty_number\nB,Bee,LN-9\n")
    assert CustomerAccount.get(CustomerAccount.code == "B").loyalty_number == "LN-9"
    assert house.bring("customers", "code,name,loyalty_number\nC,Cee,4111 1111 1111 1111\n").rejects
    assert any(cell.label == "Loyalty no." for row in layout(80) if not isinstance(row, str) for cell in row)
