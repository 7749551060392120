"""Starts, copies, moves and drops drafts (F7, F10 T, F11)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from peewee import JOIN

from custtui.domain.errors import Refused, refuse
from custtui.domain.site import Purpose
from custtui.domain.who import Act, Who
from custtui.models.account import Contact, ContactRole, CustomerAccount, acts_for, is_primary_of, own_first
from custtui.models.at_once import at_once
from custtui.models.base import db, moment, now
from custtui.models.database import is_sqlite, quick_write, transaction
from custtui.models.draft import Draft, DraftAddress, DraftLine
from custtui.models.fields import UtcField
from custtui.models.insert import Insert
from custtui.models.prepared import Prepared
from custtui.models.remembered import answers, stands_on
from custtui.models.together import ask
from custtui.services.accounts import Account, account_of
from custtui.services.asks import asks
from custtui.services.damaged import customer_called, naming
from custtui.services.numbers import begin_ahead, next_value
from custtui.services.order_entry.buyers import inactive
from custtui.services.order_entry.carrying import carry, taken_from
from custtui.services.order_entry.copying import copied_told, last_order
from custtui.services.order_entry.foreseen import OF_PAYER, NewHead, foresee_new, of_customer
from custtui.services.order_entry.lists import kept_for
from custtui.services.order_entry.places import ANY_USE, home_of, primary_site
from custtui.services.order_entry.promises import half_typed_in
from custtui.services.order_entry.promising import promised
from custtui.services.order_entry.rows import ADDRESSES, Head, addresses_of, head_of, lines_of
from custtui.services.order_entry.safely import safe
from custtui.services.order_entry.show import NOTES
from custtui.services.order_entry.standing_on import StandingOn
from custtui.services.order_entry.views import DraftView
from custtui.services.payer_ahead import by_customer, note_payer
from custtui.services.views.order_list import DraftRow

DRAFT = Insert(Draft, with_id=True)
EMPTY_FOR = timedelta(days=1)
"""Drafts without anything in them are not kept; those of today may still stand on another screen."""

DELETE = Prepared(lambda draft: Draft.delete().where(Draft.id == draft))
OPERATOR = Prepared(lambda draft: Draft.select(Draft.operator).where(Draft.id == draft))
UNTOUCHED = Draft.revision.is_null(False) & (Draft.changed_at == Draft.made_at)
"""A change in which nothing was touched."""


def _empty() -> Any:
    return Draft.id.not_in(DraftLine.select(DraftLine.draft)) & Draft.id.not_in(
        DraftAddress.select(DraftAddress.draft)
    )


FORGET = Prepared(
    lambda login, before: Draft.delete().where(
        (Draft.operator == login) & (Draft.changed_at < before) & (Draft.typing == "{}") & (_empty() | UNTOUCHED)
    )
)
ORDERERS = Prepared(
    lambda account: (
        Contact.select(Contact.id, ContactRole.role, is_primary_of(account))
        .join(ContactRole, JOIN.LEFT_OUTER)
        .where(acts_for(account) & Contact.active & Contact.site.is_null())
        .order_by(*own_first(account))
    )
)


@asks(Act.ORDER)
def start(who: Who, account_id: int, *, copy_of: str = "") -> DraftView:
    """A new order for a customer (F7); with `copy_of` it has that order's lines, prices worked out anew (X-15).

    A copy keeps every ship-to, one-time ones too; `told` of the view is what could not be kept for this customer.
    Raises Refused for an inactive customer (F-17) and for an order that is not there.
    """
    copy_of = safe(copy_of).strip()
    of = partial(customer_called, account_id)
    with (
        naming(of),
        transaction() if copy_of else quick_write(),
    ):  # nothing to lose yet: the first line makes it durable
        begin_ahead("draft")
        draft_id, _, (taken, left) = at_once(
            partial(next_value, "draft"),
            partial(foresee_draft, account_id),
            lambda: copied_told(copy_of) if copy_of else (None, ()),
        )
        account = startable(account_id)
        row = _row(who, account, draft_id, copy_of)
        DRAFT.later(**row)
        told = (*carry(draft_id, account, taken), *left) if taken else ()
        FORGET.later(who.login, UtcField().db_value(now() - EMPTY_FOR))
        head = None if copy_of else _untouched(row)
        return _told(promised(who, draft_id, rows=None if copy_of else [], head=head), told)


def foresee_draft(account_id: int) -> None:
    """What a new draft begins with is asked in two questions where a server is far, of which the first may have been
    asked before (P-13)."""
    foresee_customer(account_id)
    if answers() is not None and not is_sqlite(db):
        account = account_of(account_id)
        foresee_new(NewHead(account.id, _orderer(account.id), _ships_to(account)))


def kept_beside(who: Who, account_id: int, stands_on: StandingOn) -> list[DraftRow]:
    """My drafts for a customer; what a new one begins with is asked along, for who stands on it (P-13)."""
    return at_once(partial(kept_for, who, account_id), lambda: stands_on.ask(foresee_customer, account_id))[0]


def foresee_customer(account_id: int) -> None:
    """What is known of a new draft by its customer alone."""
    if answers() is not None and not is_sqlite(db):
        ask(
            [
                (ORDERERS, (account_id,)),
                (ANY_USE, (account_id, Purpose.SHIP_TO)),
                *((NOTES, (account_id,)), (VERSION, (account_id,))),
                *of_customer(account_id),
                *by_customer(account_id, OF_PAYER),
            ]
        )
        note_payer(account_id, OF_PAYER)


@asks(Act.ORDER)
def repeat_last(who: Who, account_id: int) -> DraftView:
    """The customer's last order once more (X-15). Raises Refused where there is none."""
    return start(who, account_id, copy_of=last_order(account_id))


@asks(Act.ORDER)
def take_to(who: Who, draft_id: int, account_id: int) -> DraftView:
    """The lines to another customer: prices and holds are worked out anew, the old draft is gone (R-11).

    Typed prices, discounts, PO number, contract and payment stay behind: they were agreed with the other customer.
    Ship-tos go along; `told` of the view is which of them cannot.
    """
    with transaction():
        head = head_of(draft_id, who)
        if head.revision is not None:
            raise refuse("change", "A change stays with its customer: copy the order instead")
        taken = taken_from(head, lines_of(draft_id), addresses_of(draft_id))
        account = startable(account_id)
        new = new_draft(who, account, copied_from=head.copied_from)
        told = carry(new, account, taken)
        DELETE.later(draft_id)
        return _told(promised(who, new), told)


def _told(view: DraftView, told: tuple[str, ...]) -> DraftView:
    """With what to tell of a draft that was just begun; the account's own payment method does not go unsaid."""
    return replace(view, told=(*told, view.replaced) if view.replaced else told)


@asks(Act.ORDER)
def drop(who: Who, draft_id: int) -> None:
    """Reject the entry (F11): nothing is left of it (R-43, F-57), even where it cannot be opened any more."""
    with transaction():
        if OPERATOR(draft_id) != [(who.login,)]:
            head_of(draft_id, who)  # says why not
        DELETE.later(draft_id)


def is_kept(who: Who, draft_id: int) -> bool:
    """Is anything of a draft of mine there, a line or half-typed text? Raises Refused as to open it would (X-14)."""
    head, rows = at_once(partial(head_of, draft_id, who), partial(lines_of, draft_id))
    return bool(rows) or any(half_typed_in(head).values())


def startable(account_id: int) -> Account:
    """The account, if new orders may be started for it. Raises Refused (F-17)."""
    account = account_of(account_id)
    if not account.active:
        raise Refused([inactive(account)])
    return account


def new_draft(who: Who, account: Account, copied_from: str = "", draft_id: int | None = None) -> int:
    """Bill-to and ship-to are filled with the primaries (F-52); the usual payer pays, whoever that is by then."""
    row = _row(who, account, draft_id or next_value("draft"), copied_from)
    DRAFT.later(**row)
    return row["id"]


def _row(who: Who, account: Account, draft_id: int, copied_from: str) -> dict[str, Any]:
    made_at = moment()
    return {
        "id": draft_id,
        "operator": who.login,
        "account": account.id,
        "copied_from": copied_from,
        "ordered_by": _orderer(account.id),
        "ship_to_site": _ships_to(account),
        "made_by": who.login,
        "made_at": made_at,
        "changed_by": who.login,
        "changed_at": made_at,
    }


def _untouched(row: Mapping[str, Any]) -> Head | None:
    """What was just written, of a far server: nobody waits to read it again (P-13). He who wrote it works here."""
    if is_sqlite(db):
        return None
    made_at = UtcField().python_value(row["made_at"])
    ADDRESSES.note([], row["id"])
    written: dict[str, Any] = {**DEFAULTS, **row, "made_at": made_at, "changed_at": made_at}
    head = Head(
        **{name: written[name] for name in STORED}, account_version=VERSION.first(row["account"])[0], works=True
    )
    stands_on((head.account, head.account_version))
    return head


STORED = Head._fields[:-2]
DEFAULTS: dict[str, Any] = {name: getattr(Draft, name).default for name in STORED}
VERSION = Prepared(
    lambda account: CustomerAccount.select(CustomerAccount.version).where(CustomerAccount.id == account)
)


def _ships_to(account: Account) -> int | None:
    return primary_site(account.id, Purpose.SHIP_TO) or _only_site(account)


def _only_site(account: Account) -> int | None:
    """Where the party has no identifying address the site billed is the sold-to's own."""
    return None if home_of(account.party) else primary_site(account.id, Purpose.BILL_TO)


def _orderer(account_id: int) -> int | None:
    """Who usually orders (C-02): the contact with the role orderer, else procurement, else the primary one."""
    rows = ORDERERS(account_id)
    for role in ("orderer", "procurement"):
        for contact, has, _ in rows:
            if (has or "").casefold() == role:
                return contact
    return next((contact for contact, _, primary in rows if primary), None)
