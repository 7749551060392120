"""Which site is the primary one of a purpose is answered once: by screens, files, payers and merges alike (R-14)."""

import re
from itertools import product
from pathlib import Path

import pytest

import custtui
from custtui.domain.site import Purpose, primaries
from custtui.models.account import CustomerSite, SiteUse
from custtui.models.party import PartySite
from custtui.services.bulk.order_facts import buyers_of
from custtui.services.order_entry.paying import used_for
from custtui.services.order_entry.places import primary_site
from custtui.services.writing.uses import standing
from tests.services import house

USES = [(in_use, marked) for in_use, marked in product((True, False), repeat=2)]


@pytest.mark.parametrize("first", USES)
@pytest.mark.parametrize("second", USES)
def test_counter_and_files_take_the_site_of_the_rule(
    database: object, first: tuple[bool, bool], second: tuple[bool, bool]
) -> None:
    """Whatever others wrote: one that is marked goes first, one out of use never does."""
    made = house.stand()
    SiteUse.update(active=False).execute()
    there = CustomerSite.get_by_id(made.s2).party_site_id
    PartySite.update(identifying=False).execute()
    PartySite.update(identifying=True).where(PartySite.id == there).execute()
    if (True, True) == first == second:
        second = True, False  # the database keeps one mark a purpose
    for site, (in_use, marked) in zip((made.s1, made.s2), (first, second), strict=True):
        CustomerSite.update(active=in_use).where(CustomerSite.id == site).execute()
        SiteUse.delete().where(SiteUse.site == site, SiteUse.purpose == Purpose.SHIP_TO).execute()
        marked = marked and not (site == made.s2 and first[1])
        SiteUse.create(account=made.a1, site=site, purpose=Purpose.SHIP_TO, is_primary=marked)
    rows = [(Purpose.SHIP_TO, *one) for one in standing(made.a1, Purpose.SHIP_TO)]
    rule = primaries(rows).get(Purpose.SHIP_TO)
    assert primary_site(made.a1, Purpose.SHIP_TO) == rule
    assert next((site.id for site in used_for([made.a1], Purpose.SHIP_TO)), None) == rule
    copy = buyers_of({"3897-5"})["3897-5"].primary(Purpose.SHIP_TO)
    assert (copy and copy.id) == rule


def test_the_order_that_says_so_is_written_once() -> None:
    source = Path(custtui.__file__).parent
    written = [
        path.name for path in source.rglob("*.py") if re.search(r"SiteUse\.is_primary\.desc", path.read_text("utf-8"))
    ]
    assert written == ["accounts.py"]
