"""An import tells of customers that seem to stand already or stand twice in the file; it rejects none (R-41)."""

from pathlib import Path

import pytest

from custtui.domain.customer import AddressFields, CustomerFields
from custtui.domain.who import SYSTEM
from custtui.exchange.importing import import_file
from custtui.exchange.report import Report
from custtui.models.account import CustomerAccount
from custtui.services.profile import customers
from tests.services import house

HEAD = "code,name,alias,street,city,postal_code,country,phone,email,party,account_name"


@pytest.fixture(autouse=True)
def stood(database: object) -> None:
    """Healthy Juices stands in New York."""
    house.seller()
    place = AddressFields("1 Main St", "New York", "NY", "10001", "US")
    fields = CustomerFields(name="Healthy Juices Inc.", alias="HJ", phone="(212) 555-0123", billing=place)
    customers.create(house.ANN, fields)


def named(line: str) -> str:
    """The site is called like the customer."""
    code, name, rest = line.split(",", 2)
    return ",".join((code, name, name, rest))


def brought(tmp_path: Path, *lines: str, dry_run: bool = False) -> Report:
    path = tmp_path / "customers.csv"
    path.write_text("\n".join((HEAD, *map(named, lines))) + "\n", encoding="utf-8")
    return import_file(SYSTEM, "customers", path, dry_run=dry_run)


def twins(report: Report) -> list[tuple[int, str]]:
    return [(one.line, one.text) for one in report.warnings if one.text.startswith("like ")]


def test_a_customer_that_stands_already_is_a_warning_and_is_written(tmp_path: Path) -> None:
    report = brought(
        tmp_path,
        "A-1,Helthy Juice Incorporated,9 Side St,New York,10001,US,,,",
        "A-2,Healthy Juices,,Boston,02108,US,+1 212 555 0123,,",
        "A-3,Healthy Foods,,New York,10001,US,,,",
        "A-4,Healthy Juices,,Boston,02109,US,,,",
    )
    assert twins(report)[:2] == [
        (2, "like 3897-1 Healthy Juices Inc.: name alike, same postal code"),
        (3, "like 3897-1 Healthy Juices Inc.: same name, same phone"),
    ]
    assert report.ok
    assert report.written
    assert {line for line, _ in twins(report)} == {2, 3}
    assert CustomerAccount.select().count() == 5


def test_a_customer_that_stands_twice_in_the_file_is_told_at_the_second_line(tmp_path: Path) -> None:
    report = brought(
        tmp_path,
        "B-1,Müller Getränke GmbH,,Bonn,53111,DE,,,",
        "B-2,Bäcker Schmidt,,Bonn,53111,DE,,,",
        "B-3,Mueller Getraenke,,Bonn,53111,DE,,,",
        "B-4,MÜLLER GETRÄNKE,,Bonn,53111,DE,,,",
        dry_run=True,
    )
    assert twins(report) == [(4, "like the customer on line 2"), (5, "like the customer on line 2")]
    assert report.ok


def test_another_account_of_a_party_is_no_twin(tmp_path: Path) -> None:
    """F-16."""
    report = brought(tmp_path, "C-1,Healthy Juices Inc.,1 Main St,New York,10001,US,,,3897-1,Two")
    assert twins(report) == []
    assert report.written


def test_the_contacts_phone_and_e_mail_are_looked_at_as_the_houses_are(tmp_path: Path) -> None:
    """A person who is reached alike is a sign, whichever column it stands in."""
    path = tmp_path / "customers.csv"
    head = "code,name,alias,street,city,postal_code,country,contact,contact_phone,contact_email\n"
    rows = (
        "D-1,Healthy Juices,Juices,,Boston,02108,US,Ann Lee,+1 212 555 0123,\n"
        "D-2,Berry Bar,Berry,,Boston,02108,US,Bob Dock,,dock@berry.example\n"
        "D-3,Berry Bars,Bars,,Reno,89501,US,Bob Dock,,Dock@berry.example\n"
    )
    path.write_text(head + rows, encoding="utf-8")
    found = twins(import_file(SYSTEM, "customers", path, dry_run=True))
    assert found == [
        (2, "like 3897-1 Healthy Juices Inc.: same name, same phone"),
        (4, "like the customer on line 3"),
    ]
