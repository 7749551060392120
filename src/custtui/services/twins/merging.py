"""Merges two customers into one, and undoes that: every row back where it was (X-03, F-28, F-09, R-42)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from custtui.domain.errors import Conflict, Fault, Refused, refuse
from custtui.domain.who import Act, Who, by_both
from custtui.models.account import SiteUse
from custtui.models.base import now
from custtui.models.database import transaction
from custtui.models.histories import keep
from custtui.models.merge import MergeLog
from custtui.models.search import engine as search
from custtui.services.asks import asks
from custtui.services.customer.account_lock import take_account
from custtui.services.customer.view import customer, site_lines
from custtui.services.sites.customer_sites import make_primary
from custtui.services.sites.uses import purposes_of
from custtui.services.terms.history import remembering
from custtui.services.twins.merge_ledger import Ledger
from custtui.services.twins.merge_moves import close_source, move_contracts, move_rest
from custtui.services.twins.merge_preview import MergePreview, MergeSite, older_first, preview, refuse_if
from custtui.services.twins.merge_sites import MOVES, join, join_choices, may_join, move_sites, plan_sites
from custtui.services.twins.merge_undo import put_back, undo_faults
from custtui.services.views import Customer

__all__ = [
    "MOVES",
    "Merge",
    "MergePreview",
    "MergeSite",
    "join_choices",
    "merge",
    "merge_sites",
    "merges_of",
    "older_first",
    "preview",
    "undo",
]


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge that stands: `source` now finds `survivor`; `refusal` is why it cannot be undone, or ''."""

    merge_id: int
    source: str
    survivor: str
    made_by: str
    made_at: datetime
    rows: int
    refusal: str


@asks(Act.MERGE)
def merge(
    who: Who,
    source_id: int,
    survivor_id: int,
    versions: tuple[int, int] | None = None,
    joins: Mapping[int, int] | None = None,
) -> Customer:
    """Merge the first account into the second, which keeps its code; gives the survivor (F-28).

    What was ordered stays as it was booked and counts for the survivor. `versions` of both, as previewed; `joins`
    says which of its sites join which, where a clerk chose (`merge_sites.plan_sites`). Raises
    Refused with all reasons where unlike would be merged (R-42), Conflict where either changed since the preview.
    """
    with transaction(), remembering(who, *sorted((source_id, survivor_id))):
        wanted = dict(zip((source_id, survivor_id), versions or (None, None), strict=True))
        rows = {one: take_account(who, one, wanted[one], merged=True) for one in sorted(wanted)}
        refuse_if(preview(source_id, survivor_id, joins))
        source, survivor = rows[source_id], rows[survivor_id]
        ledger = Ledger(who)
        move_sites(ledger, source, survivor, plan_sites(source_id, survivor_id, joins)[0])
        move_rest(ledger, source, survivor)
        close_source(ledger, source, survivor)
        move_contracts(ledger, source, survivor)
        stamps = {"made_by": who.login, "signed_by": who.signed_by}
        log = MergeLog.create(source=source_id, survivor=survivor_id, moves=ledger.text, **stamps)
        keep("merge_log", log.id)
        search.index_accounts([source_id, survivor_id])
    return customer(survivor_id)


@asks(Act.MERGE)
def merge_sites(who: Who, account_id: int, site_id: int, into_id: int, version: int | None = None) -> Customer:
    """Make one of two sites: what hangs on the first goes to the second, which has all its roles (R-42).

    Where the first was the primary one the second is now (R-14). Raises Refused where it has not all roles or is out
    of use, Conflict where the customer changed meanwhile.
    """
    with transaction():
        take_account(who, account_id, version)
        sites = {site.site_id: site for site in site_lines(account_id)}
        if site_id == into_id or site_id not in sites or into_id not in sites:
            raise refuse("unknown_site", "Two sites of this customer are needed", "site")
        faults = may_join(sites[site_id], sites[into_id])
        if sites[site_id].identifying:
            text = "The identifying address is not merged away: make the other one identifying first"
            faults.append(Fault("identifying", "site", text))
        if faults:
            raise Refused(faults)
        primary = purposes_of(site_id, primary=True)
        SiteUse.update(is_primary=False).where(SiteUse.site == site_id).execute()
        join(Ledger(who), site_id, into_id, account_id)
        for purpose in primary:
            make_primary(who, account_id, into_id, purpose)
        search.index_accounts([account_id])
    return customer(account_id)


def merges_of(account_id: int) -> list[Merge]:
    """The merges into an account that stand, or the one it was merged away by; the newest first."""
    log = MergeLog
    mine = ((log.survivor == account_id) | (log.source == account_id)) & log.undone_at.is_null()
    return [_merge(row) for row in log.select().where(mine).order_by(log.id.desc())]


def _merge(row: MergeLog) -> Merge:
    source, survivor = (customer(one) for one in (row.source_id, row.survivor_id))
    faults = undo_faults(row)
    return Merge(
        row.id,
        source.code,
        survivor.code,
        by_both(row.made_by, row.signed_by),
        row.made_at,
        row.moves.count('["'),
        faults[0].text if faults else "",
    )


@asks(Act.MERGE)
def undo(who: Who, merge_id: int) -> Customer:
    """Undo a merge: every row it touched is back where it was (X-03); gives the customer that is back.

    What came to the survivor since stays with it. Raises Refused, with every reason, where what happened since makes
    it impossible.
    """
    with transaction():
        row = MergeLog.get_or_none(MergeLog.id == merge_id)
        if row is None:
            raise refuse("unknown_merge", "There is no such merge")
        with remembering(who, *sorted((row.source_id, row.survivor_id))):
            _undo(who, row)
    return customer(row.source_id)


def _undo(who: Who, row: MergeLog) -> None:
    for one in sorted((row.source_id, row.survivor_id)):
        take_account(who, one, merged=True)
    undone = {"undone_by": who.login, "undone_at": now(), "undo_signed_by": who.signed_by}
    if not MergeLog.update(**undone).where(MergeLog.id == row.id, MergeLog.undone_at.is_null()).execute():
        raise Conflict([Fault("undone", "", "This merge was undone already")])
    faults = undo_faults(row)
    if faults:
        raise Refused(faults)
    keep("undo", row.id)
    put_back(who, row)
    search.index_accounts([row.source_id, row.survivor_id])
