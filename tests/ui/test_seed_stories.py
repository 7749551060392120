"""The stories the product came from, each keyed from an empty database through the screens alone, over a pty."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from custtui.bootstrap import system_user
from custtui.models.account import (
    AccountRelationship,
    BillToAccount,
    Contact,
    ContactRole,
    CustomerAccount,
    CustomerSite,
    EventSubscription,
    SiteUse,
)
from custtui.models.base import db
from custtui.models.order import OrderRevision, OrderShipTo, SalesOrder
from custtui.models.party import Party, PartyRelationship, PartySite
from custtui.services import orders
from custtui.services.check import check
from custtui.services.profile.customers import customer, editable
from custtui.services.setup import set_up
from tests.services import house
from tests.terminal.keystrokes import keys
from tests.terminal.rest import at_rest
from tests.ui.flows import KEYS
from tests.ui.over_pty import program, read
from tests.ui.test_on_the_line import at_once, slowly


def script_of(name: str) -> str:
    """A key script of several lines, joined."""
    lines = (KEYS / f"{name}.keys").read_text("utf-8").splitlines()
    return "".join(line for line in lines if not line.startswith("#"))


def story(name: str) -> str:
    """That of a source document."""
    return script_of(f"seed-{name}")


@pytest.fixture
def keyed(request: pytest.FixtureRequest, sqlite_template: Path, tmp_path: Path):
    """The database after a story was typed into an empty one, everything in one write."""
    path = tmp_path / "story.sqlite"
    path.write_bytes(sqlite_template.read_bytes())
    one = read(path)
    set_up(*system_user())
    house.product("ITEM1", "10.00")
    one.close()
    with program(path) as terminal:
        script = story(request.param)
        assert keys(script)
        at_once(terminal, script)
        assert terminal.wait_for("custtui"), terminal.text()
        at_rest(terminal)
        assert "Customers" in terminal.text().split("\n")[0], terminal.text()
    one = read(path)
    yield one
    one.close()
    db.initialize(None)


@pytest.mark.parametrize("keyed", ["bottleneck"], indirect=True)
def test_an_organisation_with_contacts_and_addresses_of_several_roles(keyed) -> None:
    one = customer("1000-1")
    assert one.active
    assert {contact.person.name for contact in Contact.select()} == {"Robert Green", "Emily Rose"}
    assert {row.role for row in ContactRole.select()} == {"procurement", "finance"}
    assert {row.event for row in EventSubscription.select()} == {"product launch", "invoicing"}
    bill, ship = one.site_for("BILL_TO"), one.site_for("SHIP_TO")
    assert bill is not None
    assert ship is not None
    assert (bill.alias, bill.address.city) == ("HJ Office", "New York")
    assert (ship.alias, ship.address.city) == ("HJ Warehouse", "Newark")


@pytest.mark.parametrize("keyed", ["ecrs"], indirect=True)
def test_a_profile_field_by_field_kept_aborted_and_changed(keyed) -> None:
    assert [row.code for row in CustomerAccount.select()] == ["1000-1", "1000-2"]
    assert SalesOrder.select().count() == 0
    one = customer("1000-1")
    assert (one.name, one.alias) == ("Green Grocer Ltd", "Green Grocer")
    stored = editable(one.account_id)[1]
    assert (stored.contact_email, stored.contact_alt_email) == (
        "paula@greengrocer.example",
        "office@greengrocer.example",
    )
    assert stored.contact_phone.endswith("0199") and (one.phone, one.email) == ("", "")
    assert Party.get_or_none(Party.name == "Aborted Inc.") is None


@pytest.mark.parametrize("keyed", ["oracle"], indirect=True)
def test_parties_accounts_sites_and_relationships(keyed) -> None:
    office, furniture, doctor = CustomerAccount.select().order_by(CustomerAccount.code)
    assert office.party_id == furniture.party_id
    assert (office.terms.code, furniture.terms.code) == ("NET30", "NET60")
    depot = CustomerSite.get(CustomerSite.alias == "Depot")
    assert PartySite.get(PartySite.identifying, PartySite.party == office.party_id).id == depot.party_site_id
    assert SiteUse.get(SiteUse.site == depot, SiteUse.purpose == "SHIP_TO").is_primary
    assert Contact.get(Contact.site == depot).person.name == "Ann Lee"
    assert doctor.party.kind == "PERSON"
    assert Contact.get(Contact.account == doctor).person.name == "Yvonne Park"
    assert PartyRelationship.select().where(PartyRelationship.kind.contains("partner")).count() == 1
    opened = AccountRelationship.get()
    assert (opened.account_id, opened.bill_to, opened.ship_to) == (doctor.id, True, False)


@pytest.mark.parametrize("keyed", ["omscs"], indirect=True)
def test_the_customer_types(keyed) -> None:
    kinds = [row.kind for row in OrderShipTo.select().order_by(OrderShipTo.id)]
    assert kinds == ["SAME", "PERMANENT", "ONE_TIME", "SAME"]
    revisions = list(OrderRevision.select().order_by(OrderRevision.id))
    assert [row.bill_to_name for row in revisions] == [*["Main Street Gifts"] * 3, "Corporate Accounting"]
    assert revisions[2].message == "Happy birthday"
    assert not revisions[2].prices_on_note
    assert revisions[3].payment_method == "CREDIT CARD"
    assert BillToAccount.select().count() == 1
    payers = CustomerAccount.select().where(CustomerAccount.default_bill_to.is_null(False))
    assert payers.count() == 2
    assert CustomerSite.select().where(CustomerSite.alias == "Bay depot").count() == 1


SET_UP = ("seller", "taxes", "terms", "methods", "reasons", "products", "pricelists")


def test_an_order_is_approved_shipped_and_billed_in_part_changed_and_finished(tmp_path: Path) -> None:
    """In a house made by `init` and the set-up files; what was shipped and billed is of the change (R-23, R-31)."""
    path, prices = tmp_path / "story.sqlite", tmp_path / "prices.csv"
    rows = (KEYS.parent / "prices.csv").read_text("utf-8").splitlines()
    prices.write_text("\n".join([rows[0], *(row for row in rows if row.startswith("ITEM1,LIST,,"))]), "utf-8")
    files = [(kind, KEYS.parent / f"{kind}.csv") for kind in SET_UP]
    for words in (["init"], *(["import", kind, str(file)] for kind, file in [*files, ("prices", prices)])):
        command = [sys.executable, "-m", "custtui", *words, "--database", str(path)]
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        assert made.returncode == 0, (words, made.stdout, made.stderr)
    with program(path) as terminal:
        at_once(terminal, story("b-op"))
        assert terminal.wait_for("finished", limit=60), terminal.text()
        at_rest(terminal)
    one = read(path)
    order = orders.order(SalesOrder.get().number)
    told = [event.kind for event in order.events]
    assert (order.revision, order.status, order.supersedes) == (2, "finished", 1), told
    (row,) = order.lines
    assert (row.quantity, row.shipped, row.invoiced, row.forfeited, row.open) == (120, 60, 60, 60, 0)
    assert (len(order.shipments), len(order.invoices)) == (2, 2)
    assert told.count("waiting") == told.count("accepted") == 2
    assert list(check()) == []
    one.close()
    db.initialize(None)


def test_slow_typing_of_a_story_leaves_the_same_customers(sqlite_template: Path, tmp_path: Path) -> None:
    """X-11, on the longest walk through the profile's screens."""
    path = tmp_path / "slow.sqlite"
    path.write_bytes(sqlite_template.read_bytes())
    one = read(path)
    set_up(*system_user())
    one.close()
    with program(path) as terminal:
        slowly(terminal, story("ecrs"))
        at_rest(terminal)
    one = read(path)
    assert [row.code for row in CustomerAccount.select()] == ["1000-1", "1000-2"]
    one.close()
    db.initialize(None)
