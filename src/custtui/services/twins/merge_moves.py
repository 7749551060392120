"""What moves along in a merge beside sites: people, numbers, notes, prices, payers, relationships (F-28)."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from peewee import Model

from custtui.domain.days import overlap
from custtui.domain.records.terms import FILLED
from custtui.domain.relations import say_twice
from custtui.models.account import (
    AccountRelationship,
    ActionNote,
    AlternateNumber,
    BillToAccount,
    Contact,
    ContactPoint,
    ContractPrice,
    CustomerAccount,
    CustomerNote,
    PaymentExclusion,
    ProfileAnswer,
    PurchasingContract,
    TaxStatus,
)
from custtui.models.at_once import at_once
from custtui.models.base import now
from custtui.models.draft import Draft
from custtui.models.party import PartyRelationship
from custtui.services.twins.merge_ledger import Ledger

ONE_EACH: dict[type[Model], tuple[str, tuple[str, ...]]] = {
    AlternateNumber: ("Old numbers", ()),
    CustomerNote: ("Notes", ()),
    ActionNote: ("Action notes", ()),
    PurchasingContract: ("Contracts", ()),
    TaxStatus: ("Tax exemptions", ("state",)),
    PaymentExclusion: ("Excluded payments", ("method_id",)),
    ProfileAnswer: ("Profile answers", ("question_id",)),
}
"""Tables whose rows move along, what a clerk calls them, and the columns an account may have once."""

Split = tuple[list[int], list[int]]
"""Rows (ids) of the source that move along, and those that stay."""


def heir(source: int, survivor: int) -> int | None:
    """The account that keeps what the source shares with its party (F-48): another one of it; None where there is
    none, or where the survivor is one.
    """
    one = CustomerAccount
    party = one.select(one.party).where(one.id == source)
    rows = one.select(one.id).where(one.party == party, one.merged_into.is_null(), one.id != source)
    others = [row.id for row in rows.order_by(one.id)]
    return None if survivor in others else next(iter(others), None)


def standing_rows(model: type[Model], source: int, survivor: int, key: tuple[str, ...]) -> Split:
    """Of a table; those stay of which the survivor has such a one, and answers that its party goes on sharing."""
    account = model._meta.fields["account"]
    rows, theirs, kept = at_once(
        lambda: list(model.select().where(account == source).order_by(model._meta.fields["id"])),
        lambda: list(model.select().where(account == survivor)) if key else [],
        partial(heir, source, survivor) if model is ProfileAnswer else lambda: None,
    )
    taken = {tuple(getattr(row, name) for name in key) for row in theirs}
    stays = [row.id for row in rows if key and tuple(getattr(row, name) for name in key) in taken]
    stays += [row.id for row in rows if kept and row.shared and row.id not in stays]
    return [row.id for row in rows if row.id not in stays], stays


def prices(source: int, survivor: int) -> Split:
    """Contract prices that move, and those that stay: windows of one product never overlap (R-34)."""
    theirs, rows = at_once(
        lambda: list(ContractPrice.select().where(ContractPrice.account == survivor)),
        lambda: list(ContractPrice.select().where(ContractPrice.account == source).order_by(ContractPrice.id)),
    )
    stays = [row.id for row in rows if any(_overlap(row, one) for one in theirs)]
    return [row.id for row in rows if row.id not in stays], stays


def _overlap(one: ContractPrice, other: ContractPrice) -> bool:
    days = (one.first_day, one.last_day), (other.first_day, other.last_day)
    return one.product_id == other.product_id and overlap(*days)


def points(source: int, survivor: int) -> tuple[list[ContactPoint], list[int]]:
    """Phones and e-mails of the account that move, and those that stay: the survivor has the same."""
    theirs = ContactPoint.select().where(ContactPoint.account == survivor, ContactPoint.site.is_null())
    mine = ContactPoint.select().where(ContactPoint.account == source).order_by(ContactPoint.id)
    known, rows = at_once(lambda: {(row.kind, row.normal) for row in theirs}, lambda: list(mine))
    stays = [row.id for row in rows if row.site_id is None and (row.kind, row.normal) in known]
    return [row for row in rows if row.id not in stays], stays


def people(source: int, survivor: int) -> Split:
    """Contacts that move, and those that stay: with the other accounts of their party, which share them (F-48)."""
    rows, kept = at_once(
        lambda: list(Contact.select().where(Contact.account == source).order_by(Contact.id)),
        partial(heir, source, survivor),
    )
    stays = [row.id for row in rows if kept and row.shared]
    return [row.id for row in rows if row.id not in stays], stays


def move_contracts(ledger: Ledger, source: CustomerAccount, survivor: CustomerAccount) -> None:
    """Last, and back first: one that was called off goes along with its customer alone, which is guarded (C-40)."""
    for row in standing_rows(PurchasingContract, source.id, survivor.id, ())[0]:
        ledger.change(PurchasingContract, row, account=survivor.id)


def move_rest(ledger: Ledger, source: CustomerAccount, survivor: CustomerAccount) -> None:
    """Everything but sites and contracts; what joined sites brought has moved already."""
    for model, (_, key) in ONE_EACH.items():
        if model is PurchasingContract:
            continue
        more = {"shared": False} if model is ProfileAnswer and source.party_id != survivor.party_id else {}
        for row in standing_rows(model, source.id, survivor.id, key)[0]:
            ledger.change(model, row, account=survivor.id, **more)
    for row in prices(source.id, survivor.id)[0]:
        ledger.change(ContractPrice, row, account=survivor.id)
    _move_people(ledger, source, survivor)
    _move_points(ledger, source.id, survivor.id)
    _move_relationships(ledger, source.id, survivor.id)
    _move_payers(ledger, source.id, survivor)
    for row in Draft.select(Draft.id).where(Draft.bill_to_account == source.id):
        ledger.change(Draft, row.id, bill_to_account=survivor.id)
    if source.party_id != survivor.party_id:
        _move_party(ledger, source, survivor)


def _move_people(ledger: Ledger, source: CustomerAccount, survivor: CustomerAccount) -> None:
    """Who comes to another party acts for the survivor alone; who stays, at another account of the party."""
    going, staying = people(source.id, survivor.id)
    more = {"shared": False} if source.party_id != survivor.party_id else {}
    for rows, to, columns in ((going, survivor.id, more), (staying, heir(source.id, survivor.id), {})):
        here = (Contact.account == to) & Contact.site.is_null()
        primary = Contact.select().where(here & Contact.is_primary).exists()
        for row in Contact.select().where(Contact.id.in_(rows)).order_by(Contact.id):
            demoted = row.site_id is None and primary
            ledger.change(Contact, row.id, account=to, is_primary=row.is_primary and not demoted, **columns)


def _move_points(ledger: Ledger, source: int, survivor: int) -> None:
    theirs = ContactPoint.select().where(ContactPoint.account == survivor, ContactPoint.is_primary)
    first = {row.kind for row in theirs}
    for point in points(source, survivor)[0]:
        kept = point.is_primary and (point.site_id is not None or point.kind not in first)
        ledger.change(ContactPoint, point.id, account=survivor, is_primary=kept)


def _move_relationships(ledger: Ledger, source: int, survivor: int) -> None:
    """One between the two ends; one that the survivor has already stays behind."""
    for row in relationships(source, survivor):
        ledger.change(
            AccountRelationship,
            row.id,
            account=survivor if row.account_id == source else row.account_id,
            related=survivor if row.related_id == source else row.related_id,
        )


def relationships(source: int, survivor: int) -> Iterator[AccountRelationship]:
    """Those of the source that can be the survivor's: neither there already, nor against one both ways (R-16)."""
    rel = AccountRelationship
    mine, rows = at_once(
        lambda: list(rel.select().where((rel.account == survivor) | (rel.related == survivor))),
        lambda: list(rel.select().where((rel.account == source) | (rel.related == source)).order_by(rel.id)),
    )
    known = {(row.account_id, row.related_id): row for row in mine}
    for row in rows:
        ends = [survivor if one == source else one for one in (row.account_id, row.related_id)]
        pair = (ends[0], ends[1])
        if pair[0] != pair[1] and pair not in known and not _said_already(row, known.get((ends[1], ends[0]))):
            known[pair] = row
            yield row


def _said_already(row: AccountRelationship, back: AccountRelationship | None) -> bool:
    return back is not None and row.active and back.active and say_twice(row.reciprocal, back.reciprocal)


def _move_payers(ledger: Ledger, source: int, survivor: CustomerAccount) -> None:
    """Whom the source pays for the survivor pays for; the source's bill-to account stays, out of use (R-06).

    Nobody pays for the source any more: what it is now is the survivor.
    """
    ledger.change(CustomerAccount, source, default_bill_to=None)
    old = BillToAccount.get_or_none(BillToAccount.account == source)
    if old is None:
        return
    new = BillToAccount.get(BillToAccount.account == survivor.id)
    for row in CustomerAccount.select(CustomerAccount.id).where(CustomerAccount.default_bill_to == old.id):
        ledger.change(CustomerAccount, row.id, default_bill_to=None if row.id == survivor.id else new.id)
    ledger.change(BillToAccount, old.id, active=False)


def _move_party(ledger: Ledger, source: CustomerAccount, survivor: CustomerAccount) -> None:
    """What the party is to others, where this was its last account."""
    others = (CustomerAccount.party == source.party_id) & (CustomerAccount.id != source.id)
    if CustomerAccount.select().where(others & CustomerAccount.merged_into.is_null()).exists():
        return
    rel, old, new = PartyRelationship, source.party_id, survivor.party_id
    for row in rel.select().where((rel.subject == old) | (rel.object == old)).order_by(rel.id):
        ends = [new if one == old else one for one in (row.subject_id, row.object_id)]
        if ends[0] != ends[1]:
            ledger.change(rel, row.id, subject=ends[0], object=ends[1])


def close_source(ledger: Ledger, source: CustomerAccount, survivor: CustomerAccount) -> None:
    """The source is inactive and points to the survivor, which its code finds from now on (F-09)."""
    mine, theirs = source.__data__, survivor.__data__
    filled: dict[str, Any] = {name: mine[name] for name in FILLED.values() if mine[name] and not theirs[name]}
    if filled:
        ledger.change(CustomerAccount, survivor.id, **filled)
    who = ledger.who.login
    gone: dict[str, Any] = {"active": False, "merged_into": survivor.id}
    if source.active:
        gone |= {"active_by": who, "active_at": now()}
    ledger.change(CustomerAccount, source.id, **gone)
    ledger.make(AlternateNumber, code=source.code, account=survivor.id, reason="merged", made_by=who)
