"""What an account opens to another: directed, by flags, until it is ended (F-41, C-10, R-16)."""

from collections.abc import Collection

from custtui.domain.errors import Confirm, Conflict, Fault, refuse
from custtui.domain.relations import FLAGS, say_twice
from custtui.domain.who import Act, Who
from custtui.models.account import AccountRelationship
from custtui.models.base import now
from custtui.models.database import transaction
from custtui.services.asks import asks
from custtui.services.customer.account_lock import lock_accounts, take_account
from custtui.services.payers.relation_views import RelatedAccount, related_accounts

__all__ = ["end", "relate", "related_accounts", "turn_flag"]
END = "end_relationship"
"""The question before a relationship is ended."""


@asks(Act.ACCOUNTS)
def relate(
    who: Who,
    account_id: int,
    related_id: int,
    *,
    bill_to: bool = False,
    ship_to: bool = False,
    pay: bool = False,
    reciprocal: bool = False,
) -> RelatedAccount:
    """`account_id` opens itself to `related_id`; one way unless reciprocal. One that was ended begins anew.

    Raises Refused for an account with itself, an unknown or merged one, and a relationship that stands already, in
    this direction or, being reciprocal, in the other.
    """
    flags = {"bill_to": bill_to, "ship_to": ship_to, "pay": pay, "reciprocal": reciprocal}
    with transaction():
        _check_pair(who, account_id, related_id)
        stands = _between(account_id, related_id)
        back = _between(related_id, account_id)
        if (stands and stands.active) or (back and back.active and say_twice(reciprocal, back.reciprocal)):
            raise refuse("related", "These two are related already: change its flags instead")
        if stands is None:
            stamps = {"made_by": who.login, "changed_by": who.login}
            stands = AccountRelationship.create(account=account_id, related=related_id, **flags, **stamps)
        else:
            _store(who, stands, active=True, **flags)
    return _shown(account_id, stands.id)


@asks(Act.ACCOUNTS)
def turn_flag(who: Who, relationship_id: int, version: int, key: str, account_id: int) -> RelatedAccount:
    """One key: `B` bill-to, `S` ship-to, `P` pay, `R` reciprocal; shown from the end of `account_id`.

    Raises Refused where making it reciprocal meets a relationship the other way, Conflict where it changed.
    """
    column = FLAGS[key.upper()]
    with transaction():
        row = _taken(relationship_id, version)
        turned = not getattr(row, column)
        back = _between(row.related_id, row.account_id)
        if column == "reciprocal" and back and back.active and say_twice(turned, back.reciprocal):
            raise refuse("related", "The other way has a relationship of its own: end that first")
        _store(who, row, **{column: turned})
    return _shown(account_id, relationship_id)


@asks(Act.ACCOUNTS)
def end(who: Who, relationship_id: int, version: int, confirmed: Collection[str] = ()) -> None:
    """End a relationship; orders placed by it stay as they are. Raises Confirm first, Conflict where it changed."""
    with transaction():
        row = _taken(relationship_id, version)
        if END not in confirmed:
            raise Confirm(END, f"End the relationship of {row.account.code} with {row.related.code}?")
        _store(who, row, active=False)


def _check_pair(who: Who, account_id: int, related_id: int) -> None:
    if account_id == related_id:
        raise refuse("itself", "A customer is not related to itself: choose another one")
    lock_accounts(account_id, related_id)
    for one in (account_id, related_id):
        account = take_account(who, one)
        if account.merged_into_id is not None:
            raise refuse("merged", f"{account.code} was merged into another customer")


def _between(account_id: int, related_id: int) -> AccountRelationship | None:
    one = AccountRelationship
    return one.get_or_none((one.account == account_id) & (one.related == related_id))


def _taken(relationship_id: int, version: int) -> AccountRelationship:
    """A relationship, its accounts locked: what stands between them the other way stays as it is read."""
    row = _row(relationship_id, version)
    lock_accounts(row.account_id, row.related_id)
    return _row(relationship_id, version)


def _row(relationship_id: int, version: int) -> AccountRelationship:
    row = AccountRelationship.get_or_none(AccountRelationship.id == relationship_id)
    if row is None or not row.active:
        raise refuse("unknown", "This relationship was ended meanwhile")
    if row.version != version:
        raise _conflict(row)
    return row


def _store(who: Who, row: AccountRelationship, **columns: bool) -> None:
    here = (AccountRelationship.id == row.id) & (AccountRelationship.version == row.version)
    stamps = {"version": row.version + 1, "changed_by": who.login, "changed_at": now()}
    if not AccountRelationship.update(**columns, **stamps).where(here).execute():
        raise _conflict(row)


def _conflict(row: AccountRelationship) -> Conflict:
    by = row.changed_by or "Somebody"
    return Conflict([Fault("conflict", "", f"{by} changed this relationship meanwhile: nothing was saved")])


def _shown(account_id: int, relationship_id: int) -> RelatedAccount:
    return next(one for one in related_accounts(account_id) if one.relationship_id == relationship_id)
