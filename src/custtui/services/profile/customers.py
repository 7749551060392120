"""Customer maintenance: read, create, change and (de)activate a customer (F-10 … F-18)."""

from collections.abc import Collection
from dataclasses import replace

from custtui.domain.customer import CustomerFields, of_another
from custtui.domain.errors import refuse
from custtui.domain.who import Act, Who
from custtui.models.account import CustomerAccount
from custtui.models.base import now
from custtui.models.database import transaction
from custtui.models.party import Party
from custtui.models.search import engine as search
from custtui.services.asks import asks
from custtui.services.customer.account_lock import party_accounts, refuse_merged, touch_accounts
from custtui.services.customer.checks import Checked, check, oddities
from custtui.services.customer.codes import next_code
from custtui.services.customer.making import account_columns, add_account
from custtui.services.customer.view import customer
from custtui.services.lookup.duplicates import ask_about_twin
from custtui.services.profile.form import blank, conflict, editable, shown_form
from custtui.services.profile.reach import set_contact, set_contact_points, set_points
from custtui.services.sites.customer_sites import change_addresses, first_sites
from custtui.services.terms.exclusions import excluded_of
from custtui.services.terms.history import remembering
from custtui.services.terms.supervised import refuse_terms
from custtui.services.views import Customer
from custtui.services.writing.bill_to import bill_to_of

__all__ = ["blank", "create", "customer", "editable", "oddities", "set_active", "shown_form", "update"]


@asks(Act.PROFILE)
def create(
    who: Who, fields: CustomerFields, confirmed: Collection[str] = (), *, person: int | None = None
) -> Customer:
    """Store a new customer; its code is made here, so one that is given up leaves no trace (F-10, F-12, R-21).

    `person` is the contact (a party), where one who is known already was chosen (F-43).
    Raises Refused with all faults (F-11); Confirm where a very likely twin stands and that was not confirmed (F-27).
    """
    with transaction():
        new = check(fields)
        columns = account_columns(who, new, creating=True)
        refuse_terms(who, columns)
        code = next_code()  # its counter stays locked: whoever creates at the same moment looks for twins after us
        ask_about_twin(fields, confirmed)
        one = new.customer
        account = add_account(who, new, code, columns)
        first_sites(who, account, one.billing, one.shipping, one["alias"], one["name"])
        _reach(who, account, new, person=person)
        _bill_to(who, account, new.customer.values["commercial"])
        search.index_accounts([account])
    return customer(account)


def _reach(
    who: Who, account_id: int, new: Checked, before: CustomerFields | None = None, *, person: int | None
) -> None:
    """The contact with its own phone and e-mails, and those of the house. Another contact keeps what it has."""
    one = new.customer
    contact = set_contact(who, account_id, one["contact"], person)
    same = before is not None and before.contact == one["contact"]
    if contact is not None:
        mails = one["contact_email"], one["contact_alt_email"]
        set_contact_points(who, contact, one["contact_phone"], *mails, keep=not same)
    set_points(who, account_id, one["phone"], one["email"], one["alt_email"])


def _bill_to(who: Who, account_id: int, commercial: bool) -> None:
    """The commercial flag makes exactly one bill-to account; clearing it keeps that (R-07, R-06)."""
    if commercial:
        bill_to_of(who, account_id)


@asks(Act.PROFILE)
def update(
    who: Who,
    account_id: int,
    version: int,
    fields: CustomerFields,
    confirmed: Collection[str] = (),
    *,
    person: int | None = None,
) -> Customer:
    """Store what was changed; the code never does. `version` is the one the form was filled from, `person` as in
    `create`.

    Raises Refused with all faults; Conflict where somebody else changed the customer meanwhile, naming for every
    field that differs both values (X-13); Confirm where an address is shared (F-45) and that was not confirmed.
    """
    with transaction(), remembering(who, account_id):
        refuse_merged(account_id)
        stands, before = editable(account_id)
        if fields.threshold is None:
            fields = replace(fields, threshold=before.threshold)
        if stands != version:
            raise conflict(account_id, fields, before)
        if fields == before:
            return customer(account_id)
        new = check(replace(of_another(fields, before), share_party=""), before, excluded_of(account_id), account_id)
        refuse_terms(who, account_columns(who, new), account_id)
        if not _store(who, account_id, version, new, before, confirmed, person):
            raise conflict(account_id, fields, editable(account_id)[1])
    return customer(account_id)


def _store(
    who: Who,
    account_id: int,
    version: int,
    new: Checked,
    before: CustomerFields,
    confirmed: Collection[str],
    person: int | None,
) -> bool:
    """Write what differs; False where somebody else was faster."""
    one = new.customer
    here = (CustomerAccount.id == account_id) & (CustomerAccount.version == version)
    if not CustomerAccount.update(version=version + 1, **account_columns(who, new)).where(here).execute():
        return False
    touched = {account_id}
    if (one["name"], one.kind) != (before.name, before.kind):
        touched |= _rename(who, account_id, one["name"], one.kind)
    _reach(who, account_id, new, before, person=person)
    touched |= change_addresses(who, account_id, one.billing, one.shipping, one["alias"], one["name"], confirmed)
    _bill_to(who, account_id, one.values["commercial"])
    search.index_accounts(touched)
    return True


def _rename(who: Who, account_id: int, name: str, kind: str) -> set[int]:
    """Another name for the party, in one place (R-10); returns all its accounts, which share it (R-17).

    A form open on another of them is told, or it would write the old name back (X-13).
    """
    party = CustomerAccount.get_by_id(account_id).party_id
    Party.update(name=name, kind=kind, version=Party.version + 1, changed_by=who.login, changed_at=now()).where(
        Party.id == party
    ).execute()
    accounts = set(party_accounts(party))
    touch_accounts(who, accounts - {account_id})
    return accounts


@asks(Act.ACTIVATE)
def set_active(who: Who, account_id: int, active: bool) -> Customer:
    """Deactivate a customer, or take it back; its open orders keep working (F-17, R-15). Party and codes stay (R-20).

    Raises Refused for an unknown or a merged one.
    """
    with transaction(), remembering(who, account_id):
        row = CustomerAccount.get_or_none(CustomerAccount.id == account_id)
        if row is None or (active and row.merged_into_id is not None):
            raise refuse("unknown_customer", "There is no such customer, or it was merged into another one")
        if row.active != active:
            CustomerAccount.update(
                active=active,
                active_by=who.login,
                active_at=now(),
                version=CustomerAccount.version + 1,
                changed_by=who.login,
                changed_at=now(),
            ).where(CustomerAccount.id == account_id).execute()
            search.index_accounts([account_id])
    return customer(account_id)
