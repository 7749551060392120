"""Phones that a release before stored with letters are found as they are dialled, once it is migrated (F-03)."""

import pytest

from custtui.models.account import Contact, ContactPoint
from custtui.models.base import db
from custtui.models.migrate import HISTORY, SCRIPTS, migrate
from custtui.models.search import engine as search
from custtui.models.search.statements import run
from custtui.services import lookup
from custtui.services.check import check
from tests.services import house

pytestmark = pytest.mark.usefixtures("one_step_back")


def keys() -> set[tuple[str, int]]:
    return {tuple(row) for row in run("SELECT text, key FROM search_key").fetchall()}


def test_the_keys_are_those_an_index_made_anew_has(database) -> None:
    made = house.stand()
    for owner, value in (
        ({"account": made.a1}, "1-800-FLOWERS"),
        ({"contact": made.emily}, "1-800-GO-FEDEX"),
        ({"contact": made.robert}, "1-888-NOT-HERE"),
        ({"account": made.hq}, "(212) 666-0123 x45"),
    ):
        ContactPoint.create(kind="PHONE", value=value, normal=value, **owner)
    Contact.update(active=False).where(Contact.id == made.robert).execute()
    search.rebuild()
    wanted = keys()
    run("DELETE FROM search_key WHERE text LIKE ? OR text LIKE ?", ("%9377", "%3339"))
    assert lookup.find("18003569377", limit=5).count == 0
    db.execute_sql(f"DELETE FROM {HISTORY} WHERE name = '{next(SCRIPTS.glob('*_lettered_phones.py')).stem}'")
    assert migrate(db.obj)
    assert keys() == wanted
    assert [hit.reason for hit in lookup.find("18003569377", limit=5).hits] == ["phone 1-800-FLOWERS"]
    assert [hit.reason for hit in lookup.find("8004633339", limit=5).hits] == ["phone 1-800-GO-FEDEX"]
    assert list(check()) == []
