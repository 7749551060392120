"""A dry run says what the run would say: the same rejects, and nothing where all would be written."""

import random
from pathlib import Path

import pytest
from peewee import fn

from custtui.exchange.report import Report
from custtui.models.base import db
from custtui.models.order import SalesOrder
from custtui.models.party import Party
from tests.exchange.files import House, counts
from tests.exchange.files import house as set_up_house

HEAD = (
    "number,customer,order_date,currency,status,freight,charges,payments,paid_date,product,quantity,price,discount,"
    "discount_rate,tax_rate,shipments,invoices,forfeits,returns\n"
)
SENT = "P,3,9.99,,0.1,0.06625,SH-1@2026-05-02=3,{invoices},,\n"
BILLED = SENT.format(invoices="IN-1@2026-05-03=2; IN-2@2026-05-04=1")
"""26.97 less 10 %, tax: IN-1 is 17.98 + 1.19 + freight 5.00, IN-2 8.99 + 0.60."""


@pytest.fixture
def house(sqlite_database: object, tmp_path: Path) -> House:
    made = set_up_house(tmp_path)
    made.put("customers", "code,name,alias,street,currency\nX,Exe,Exe,1 Main St,USD\nJ,Jay,Jay,2 Main St,JPY\n")
    made.put("products", "code,name\nP,Pear\nQ,Quince\n")
    return made


def both(house: House, kind: str, text: str) -> tuple[Report, Report]:
    """The report of a dry run, and of a run that is taken back."""
    dry = house.bring(kind, text, dry_run=True)
    with db.atomic() as whole:
        wet = house.bring(kind, text)
        whole.rollback()
    return dry, wet


PAID = {
    "IN-1@2026-05-05=24.17": True,
    "IN-1@2026-05-05=24.18": False,
    "IN-2@2026-05-05=9.59": True,
    "IN-2@2026-05-05=9.60": False,
    "IN-1@2026-05-05=20.00; IN-1@2026-05-06=4.17": True,
    "IN-1@2026-05-05=20.00; IN-1@2026-05-06=4.18": False,
    "IN-2@2026-05-05=-1.00": False,
    "IN-3@2026-05-05=1.00": False,
}


@pytest.mark.parametrize("payments", PAID)
def test_an_overpaid_invoice_is_told_by_a_dry_run_too(house: House, payments: str) -> None:
    dry, wet = both(house, "orders", f"{HEAD}1,X,2026-05-01,,,5.00,,{payments},,{BILLED}")
    assert dry.rejects == wet.rejects
    assert [one.column for one in dry.rejects] == ([] if PAID[payments] else ["payments"])
    assert wet.written is PAID[payments]


def test_every_overpaid_order_is_told_at_once(house: House) -> None:
    rows = "".join(
        f"{number},{customer},2026-05-01,,,,,IN-{number}@2026-05-05=99999,,"
        + SENT.format(invoices=f"IN-{number}@2026-05-03=3").replace("SH-1", f"SH-{number}")
        for number, customer in ((1, "X"), (2, "J"), (3, "X"))
    )
    dry, wet = both(house, "orders", HEAD + rows)
    assert [one.line for one in dry.rejects] == [2, 3, 4]
    assert dry.rejects == wet.rejects
    assert "99999 paid of IN-2, which is 29" in dry.rejects[1].text, "yen have no cents"


JUNK = ("", "0", "-1", "5", "99999999999", "X", "Q", "JPY", "2026-05-09", "1999-12-31", "pending", "finished", "0.5")
JUNK += ("IN-1@2026-05-03=2", "SH-9@2026-05-02=1", "IN-1@2026-05-05=1; IN-2@2026-05-05=2", "a=5@0.1", "x" * 300, "é")
GOOD = (f"1,X,2026-05-01,,,5.00,,IN-1@2026-05-05=1,,{BILLED}", "2,J,2026-05-01,,pending,,,,,Q,5,2.5,,,,,,,\n")


def test_files_with_junk_in_them_are_rejected_dry_as_wet(house: House) -> None:
    chance, told, written = random.Random(11), 0, 0
    before = counts()
    for _ in range(60):
        rows = [row.rstrip("\n").split(",") for row in GOOD]
        for _ in range(chance.choice((1, 1, 2))):
            row = chance.choice(rows)
            row[chance.randrange(len(row))] = chance.choice(JUNK)
        dry, wet = both(house, "orders", HEAD + "".join(",".join(row) + "\n" for row in rows))
        assert (dry.rejects, dry.warnings, dry.accepted) == (wet.rejects, wet.warnings, wet.accepted), rows
        told, written = told + bool(dry.rejects), written + wet.written
    assert told > 20 and written > 5
    assert counts() == before and not SalesOrder.select(fn.COUNT(SalesOrder.id)).scalar()


RELATED = "kind,subject,subject_name,subject_kind,related,related_name,related_kind\n"
OTHERS = {
    "two accounts of one party": ("partyrelations", RELATED + "PARTNER,X,,,X2,,\n"),
    "one party with its kind and without": ("partyrelations", RELATED + "PARTNER,,Old,,,Old,ORGANIZATION\n"),
    "one pair by two accounts": ("partyrelations", RELATED + "PARTNER,X,,,J,,\nPARTNER,J,,,X2,,\n"),
    "a way there and back": ("relationships", "customer,related,bill_to\nX,J,Y\nX,J,N\n"),
    "persons who name one another": (
        "contacts",
        "customer,name,person,person_name\nX,Ann Lee,J,Ann Lee\nJ,Ann Lee,X,Ann Lee\n",
    ),
    "a tax twice": (
        "taxes",
        "category,country,state,rate,first_day\nstandard,US,NJ,0.1,2020-01-01\nstandard,US,nj,0.2,2020-01-01\n",
    ),
}


@pytest.mark.parametrize("case", OTHERS)
def test_other_kinds_too(house: House, case: str) -> None:
    house.put("customers", "code,name,party,account_name\nX2,Exe,X,Two\n")
    Party.create(kind="ORGANIZATION", name="Old")
    dry, wet = both(house, *OTHERS[case])
    assert dry.rejects and dry.rejects == wet.rejects


def test_persons_told_of_in_turn_come_in(house: House) -> None:
    """A chain that begins with one who stands by himself is none of rows that name one another."""
    rows = "J,Ann Lee,X,Ann Lee\nX2,Ann Lee,J,Ann Lee\nX,Ann Lee,,\n"
    house.put("customers", "code,name,party,account_name\nX2,Exe,X,Two\n")
    dry, wet = both(house, "contacts", "customer,name,person,person_name\n" + rows)
    assert not dry.rejects and wet.written
