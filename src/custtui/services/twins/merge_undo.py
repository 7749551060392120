"""Puts back what a merge moved, or says why that cannot be done any more (X-03)."""

from typing import Any

from peewee import Model

from custtui.domain.errors import Fault
from custtui.domain.who import Who
from custtui.models.account import Contact, ContactPoint, CustomerAccount, CustomerSite, SiteUse
from custtui.models.merge import MergeLog
from custtui.models.party import PartySite
from custtui.services.twins.merge_ledger import LedgerEntry, RowValues, entries_of, model_of, read, references, write

OWNERS = frozenset({"account", "site", "party_site", "related", "merged_into", "subject", "object"})
"""Columns that say whose a row is: only where they stand as the merge left them can it be taken back."""

AT_SITES = (SiteUse, Contact, ContactPoint)


def undo_faults(log: MergeLog) -> list[Fault]:
    """Everything that keeps a merge from being undone."""
    later = _later(log)
    if later:
        return [later]
    found: list[Fault] = []
    for entry in entries_of(log.moves):
        model = model_of(entry.table)
        if entry.before is None:
            found += _still_needed(log, model, entry)
        else:
            found += _moved_on(model, entry)
    return found + _new_primaries(log)


def _later(log: MergeLog) -> Fault | None:
    """Merges are undone from the last one back."""
    both = (log.source_id, log.survivor_id)
    touching = MergeLog.survivor.in_(both) | MergeLog.source.in_(both)
    row = MergeLog.get_or_none((MergeLog.id > log.id) & MergeLog.undone_at.is_null() & touching)
    if row is None:
        return None
    text = f"{row.source.code} was merged into {row.survivor.code} later: undo that first"
    return Fault("later_merge", "", text)


def _moved_on(model: type[Model], entry: LedgerEntry) -> list[Fault]:
    """A row that belongs elsewhere by now; one that is gone needs nothing."""
    owned = {name: value for name, value in entry.after.items() if name in OWNERS}
    stands = read(model, entry.row, list(entry.after))
    if stands is None or all(stands[name] == value for name, value in owned.items()):
        return []
    what = entry.table.replace("_", " ")
    return [Fault("moved_on", "", f"A {what} that came with the merge belongs elsewhere by now")]


def _still_needed(log: MergeLog, model: type[Model], entry: LedgerEntry) -> list[Fault]:
    """A row the merge made, which something else uses or which has become more than it was."""
    stands = read(model, entry.row, list(entry.after))
    if stands is None:
        return []
    if model is PartySite and stands["identifying"] != entry.after["identifying"]:
        return [Fault("identifying", "", "The identifying address came with the merge: choose another one first")]
    mine = {one.row for one in entries_of(log.moves) if one.table == "customer_site"}
    for other, field in references(model):
        column = other._meta.fields[field.name]
        for row in other.select(other._meta.fields["id"]).where(column == entry.row):
            if other is not CustomerSite or row.id not in mine:
                return [Fault("needed", "", "An address that came with the merge is used by another site by now")]
    return []


def _new_primaries(log: MergeLog) -> list[Fault]:
    """The survivor would be left without the primary site of a role (R-14)."""
    before = {one.row: one for one in entries_of(log.moves) if one.table == "site_use"}
    uses = SiteUse.select().where(SiteUse.site.in_(_moved_sites(log)), SiteUse.is_primary, SiteUse.active)
    found: list[Fault] = []
    for use in uses.where(SiteUse.account == log.survivor_id):
        entry = before.get(use.id)
        if entry is None or not entry.after.get("is_primary", True):
            text = f"{use.site.alias or 'A site'} that came with the merge is the primary {use.purpose} by now"
            found.append(Fault("primary", "", f"{text}: give the role to another site first"))
    return found


def _moved_sites(log: MergeLog) -> list[int]:
    return [one.row for one in entries_of(log.moves) if one.table == "customer_site" and "account" in one.after]


def put_back(who: Who, log: MergeLog) -> None:
    """Every value as it was before, the last change first; what was added to sites that go back goes along."""
    _take_along(who, log)
    made: list[tuple[type[Model], int]] = []
    for entry in entries_of(log.moves):
        model = model_of(entry.table)
        if entry.before is None:
            made.append((model, entry.row))
        else:
            _restore(who, model, entry)
    for model, row in made:
        model.delete().where(_id(model) == row).execute()


def _restore(who: Who, model: type[Model], entry: LedgerEntry) -> None:
    """Owners always; of the rest what nobody changed since."""
    assert entry.before is not None
    stands = read(model, entry.row, list(entry.after))
    if stands is None:
        return
    mine = model is not CustomerAccount or "merged_into" in entry.after
    values: RowValues = {
        name: value
        for name, value in entry.before.items()
        if (mine and "account" in entry.after) or name in OWNERS or stands[name] == entry.after[name]
    }
    write(model, entry.row, values, who)


def _take_along(who: Who, log: MergeLog) -> None:
    """Roles, people and numbers given to a moved site since the merge stay with that site."""
    sites = _moved_sites(log)
    known = {(one.table, one.row) for one in entries_of(log.moves)}
    for model in AT_SITES:
        fields: dict[str, Any] = model._meta.fields
        rows = model.select(fields["id"]).where(fields["site"].in_(sites) & (fields["account"] == log.survivor_id))
        for row in list(rows):
            if (model._meta.table_name, row.id) not in known:
                write(model, row.id, {"account": log.source_id}, who)


def _id(model: type[Model]) -> Any:
    return model._meta.fields["id"]
