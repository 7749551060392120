"""Clerks at several accounts of one party at once: each waits for the other, none in a circle (F-16, X-13)."""

import subprocess
import sys
from pathlib import Path

from custtui.domain.who import Role
from custtui.models.account import CustomerAccount
from custtui.services.check import check
from custtui.services.profile.accounts import AccountFields, open_account
from tests.services import house
from tests.services.house import DORA

CLERKS, TURNS, FILES = 5, 6, 5

CLERK = """
import json, sys
from dataclasses import replace
from custtui.domain.customer import AddressFields, CustomerFields
from custtui.domain.errors import Confirm, Refused, Unavailable
from custtui.domain.site_fields import SiteFields
from custtui.domain.who import Role, Who
from custtui.models.database import bind, make_database
from custtui.services.profile import customers
from custtui.services.profile.accounts import AccountFields, open_account
from custtui.services.sites import changes as site_changes
from custtui.services.terms import credit
from custtui.services.sites.places import places_of
bind(make_database(sys.argv[1]))
name, accounts, turns = sys.argv[2], [int(one) for one in sys.argv[3].split()], int(sys.argv[4])
who, done = Who(name, name, Role.SUPERVISOR), []
def tried(act, *asked):
    try:
        done.append(act(*asked) and "done")
    except Unavailable as error:
        done.append(str(error))
    except (Refused, Confirm):
        done.append("refused")
def renamed(account, text):
    version, fields = customers.editable(account)
    return customers.update(who, account, version, replace(fields, name=text))
def trusted(account, text):
    stands = credit.credit_form(account)
    credit.save_credit(who, account, stands.version, replace(stands.fields, shared_distrust=text))
    return True
def moved(account, text):
    place = places_of(account)[0]
    before = site_changes.fields_of(place)
    return site_changes.change_site(who, place.site_id, before, replace(before, street=text), ("shared_address",))
def beside(account, text):
    code = customers.customer(account).code
    place = AddressFields(text, "Troy", "NY", "12180", "US")
    names = {"name": text, "alias": text, "account_name": f"{text} too"}
    return customers.create(who, CustomerFields(**names, share_party=code, billing=place), ("twin",))
for turn in range(turns):
    for act in (renamed, trusted, moved, beside, "open"):
        account, text = accounts[(turn + len(name)) % len(accounts)], f"{name} {turn}"
        accounts.reverse()
        if act == "open":
            tried(open_account, who, account, AccountFields(text))
        else:
            tried(act, account, text)
print(json.dumps(done))
"""

BRING = """
import sys
from pathlib import Path
from custtui.domain.who import SYSTEM
from custtui.exchange.importing import import_file
from custtui.models.database import bind, make_database
bind(make_database(sys.argv[1]))
path, first, number = Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
head = "code,name,alias,street,city,contact,old_codes"
for one in range(first, first + number):
    rows = [f"F-{one}-{at},Firm {one} {at},Firm,{at} Elm St,Troy,Ann {at},O-{one}-{at}" for at in range(40)]
    path.write_text("\\n".join((head, *rows)))
    report = import_file(SYSTEM, "customers", path)
    assert report.written, report.rejects
"""


def test_clerks_who_change_and_open_accounts_of_one_party_at_once_never_lock_each_other_out(
    database, database_url: str, tmp_path: Path
) -> None:
    """Nor an import that comes in beside them."""
    a1 = house.stand().a1
    second = open_account(DORA, a1, AccountFields("Second")).account_id
    third = open_account(DORA, a1, AccountFields("Third")).account_id
    before = CustomerAccount.select().count()
    house.hire(*("c" * (one + 1) for one in range(CLERKS)), role=Role.SUPERVISOR)
    command = [sys.executable, "-c", CLERK, database_url]
    ways = (f"{a1} {second} {third}", f"{third} {second} {a1}", f"{second} {a1} {third}")
    clerks = [
        subprocess.Popen(
            [*command, "c" * (one + 1), ways[one % 3], str(TURNS)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for one in range(CLERKS)
    ]
    told = [sys.executable, "-c", BRING, database_url, str(tmp_path / "new.csv"), "1", str(FILES)]
    clerks.append(subprocess.Popen(told, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
    said = [clerk.communicate(timeout=300) for clerk in clerks]
    assert [complaint for _, complaint in said] == [""] * (CLERKS + 1)
    assert "at once" not in "".join(out for out, _ in said) and "writing" not in "".join(out for out, _ in said)
    assert CustomerAccount.select().count() == before + 2 * CLERKS * TURNS + 40 * FILES
    assert len({row.code for row in CustomerAccount.select()}) == CustomerAccount.select().count()
    assert list(check()) == []
