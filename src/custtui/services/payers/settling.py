"""Who may settle a customer's invoices beside itself, and with which of its methods: the pay flag (R-16)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from custtui.domain.payer import Opening, may_pay
from custtui.domain.payment import Method, Paying, open_methods
from custtui.models.account import AccountRelationship as One
from custtui.models.account import CustomerAccount
from custtui.models.at_once import at_once
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.families import families
from custtui.models.party import Party
from custtui.models.prepared import AskedAnew
from custtui.services.controls import read_controls
from custtui.services.order_entry.known_methods import payment_methods
from custtui.services.order_entry.places import openings_of
from custtui.services.terms.exclusions import excluded_of


@dataclass(frozen=True, slots=True)
class Settler:
    """An account whose payments may be allocated to another's invoices; `methods` are its own, by name."""

    account_id: int
    code: str
    name: str
    methods: tuple[str, ...]

    @property
    def words(self) -> str:
        """`3897-9 H.Q. Corp (Cash, Credit card)`"""
        return f"{self.code} {self.name} ({', '.join(self.methods) or 'no method is open to it'})"


def settlers(account_id: int) -> tuple[Settler, ...]:
    """The other accounts that may pay this one's invoices, directed, by code; inactive and merged ones not (R-16)."""
    openings = openings_of(account_id)
    payers = [other for other in _others(account_id, openings) if may_pay(other, account_id, openings)]
    if not payers:
        return ()
    known, on_account, one = payment_methods(), read_controls().on_account, CustomerAccount
    rows = one.select(one, Party).join(Party).where(one.id.in_(payers) & one.active & one.merged_into.is_null())
    return tuple(_settler(row, known, on_account) for row in rows.order_by(one.code))


def may_settle(account_id: int, payer_id: int) -> bool:
    """May payments of `payer_id` be allocated to invoices of `account_id`? Its own always, else by the pay flag."""
    return may_pay(payer_id, account_id, openings_of(account_id))


def settled_for(payer_id: int) -> list[int]:
    """The other accounts whose invoices payments of this one may be allocated to (R-16)."""
    openings = openings_of(payer_id)
    return sorted(other for other in _others(payer_id, openings) if may_pay(payer_id, other, openings))


MERGED_BESIDE = AskedAnew(
    lambda account: CustomerAccount.select(CustomerAccount.merged_into).where(
        CustomerAccount.merged_into.in_(_ends(account, One.related, One.account))
        | CustomerAccount.merged_into.in_(_ends(account, One.account, One.related))
    )
)


def _ends(account: Any, end: Any, other: Any) -> Any:
    return One.select(end).where(other == account)


def families_settled(payer_id: int) -> dict[int, int]:
    """The families of those it settles for; of a far server it is asked along who was merged (P-13)."""
    if is_sqlite(db):
        return families(settled_for(payer_id))
    others, merged = at_once(partial(settled_for, payer_id), partial(MERGED_BESIDE, payer_id))
    known = {one for (one,) in merged}.isdisjoint(others)
    return {one: one for one in others} if known else families(others)


def _others(account_id: int, openings: Iterable[Opening]) -> set[int]:
    """Who stands at the other end of an account's relationships."""
    return {end for one in openings for end in (one.account, one.related)} - {account_id}


def _settler(row: CustomerAccount, known: Sequence[Method], on_account: bool) -> Settler:
    """With the methods it may use for its own orders: it is its own money (R-01, R-36)."""
    paying = Paying(False, frozenset(excluded_of(row.id)), on_account, row.terms_id is not None)
    names = tuple(method.name for method in open_methods(known, paying))
    return Settler(row.id, row.code, row.party.name, names)
