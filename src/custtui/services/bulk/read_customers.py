"""Reads customers for export, page by page, so that memory stays constant."""

from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from peewee import fn

from custtui.domain.account_name import same_name
from custtui.domain.held import COLUMNS
from custtui.domain.records.account import WRITTEN
from custtui.models.account import (
    AlternateNumber,
    BillToAccount,
    Contact,
    ContactPoint,
    CustomerAccount,
    PaymentExclusion,
)
from custtui.models.among import among
from custtui.models.operator import PaymentMethod, PaymentTerms
from custtui.models.party import Party
from custtui.models.product import PriceList
from custtui.services.bulk.read_parts import comes_with_customer, contacts_of, points_by, sites_of, texts_by
from custtui.services.bulk.values import NewCustomer

PAGE = 500
held_of = attrgetter(*COLUMNS)
"""What a row of an account holds beside its texts, in the order of domain.held."""


def account_pages() -> Iterator[list[Any]]:
    """All accounts with their parties: each party's first one, then further ones, in the order they were made.

    So they come in again, and go out again to the byte; merged ones are old numbers of others (F-28).
    """
    older = CustomerAccount.alias()
    before = older.select(older.id).where(
        (older.party == CustomerAccount.party) & older.merged_into.is_null() & (older.id < CustomerAccount.id)
    )
    for these in (~fn.EXISTS(before), fn.EXISTS(before)):
        last, rows = 0, CustomerAccount.select(CustomerAccount, Party).join(Party)
        rows = rows.where(CustomerAccount.merged_into.is_null(), these).order_by(CustomerAccount.id).limit(PAGE)
        while page := list(rows.where(CustomerAccount.id > last)):
            yield page
            last = page[-1].id


def read_customers() -> Iterator[tuple[NewCustomer, bool]]:
    """Each customer with its first site and its primary contact, as far as its row tells of them.

    And whether an older account of its party has its name already, as no form takes any more (F-16).
    """
    names = _Names()
    for page in account_pages():
        twins = _named_twice([row.party_id for row in page])
        yield from ((one, one.code in twins) for one in _page(page, names))


def _named_twice(parties: list[int]) -> set[str]:
    seen, twins = set[tuple[int, str]](), set[str]()
    rows = CustomerAccount.select(CustomerAccount.party, CustomerAccount.name, CustomerAccount.code)
    rows = rows.where(CustomerAccount.merged_into.is_null(), among(CustomerAccount.party, parties))
    for party, name, code in rows.where(CustomerAccount.name != "").order_by(CustomerAccount.id).tuples():
        key = (party, same_name(name))
        twins |= {code} if key in seen else set()
        seen.add(key)
    return twins


class _Codes(dict[int | None, str]):
    """Codes by row (id). Of a row that is gone something that is no code: it is told, and no import takes it."""

    @classmethod
    def of(cls, model: Any) -> "_Codes":
        """Of a whole table."""
        return cls(model.select(model.id, model.code).tuples())

    def __missing__(self, row: int | None) -> str:
        return "" if row is None else f"({row} is gone)"


class _Names:
    """The codes of small tables, by id."""

    def __init__(self) -> None:
        self.terms, self.methods, self.lists = map(_Codes.of, (PaymentTerms, PaymentMethod, PriceList))


def _page(page: list[Any], names: _Names) -> Iterator[NewCustomer]:
    codes = {row.id: row.code for row in page}
    parties, records = _first_codes([row.party_id for row in page]), _bill_to(codes)
    sites = sites_of(codes)
    contacts = contacts_of(codes, Contact.is_primary, Contact.site.is_null())
    points = points_by(ContactPoint.account, codes, ContactPoint.site.is_null())
    merged = AlternateNumber.reason == "merged"
    old = texts_by(AlternateNumber.account, AlternateNumber.code, codes, ~merged)
    gone = texts_by(AlternateNumber.account, AlternateNumber.code, codes, merged)
    excluded = texts_by(PaymentExclusion.account, PaymentExclusion.method, codes)
    for row in page:
        first = parties[row.party_id]
        shared = row.party if first == row.code else None
        yield NewCustomer(
            name=row.party.name,
            code=row.code,
            kind=row.party.kind,
            party="" if first == row.code else first,
            **{name: getattr(row, column) for name, column in WRITTEN.items()},
            active=row.active,
            currency=row.currency,
            terms=names.terms[row.terms_id],
            payment_method=names.methods[row.payment_method_id],
            excluded_methods=tuple(names.methods[int(method)] for method in excluded.get(row.id, ())),
            price_list=names.lists[row.price_list_id],
            held=held_of(row),
            distrust=row.distrust or "",
            party_credit_limit=shared and shared.credit_limit,
            party_accept_threshold=shared and shared.accept_threshold,
            party_distrust=(shared and shared.distrust) or "",
            bill_to_account=records.get(row.id),
            old_codes=old.get(row.id, ()),
            merged_codes=gone.get(row.id, ()),
            points=points.get(row.id, ()),
            sites=tuple(sites.get(row.id, ())[:1]),
            contacts=tuple(one for one in contacts.get(row.id, ()) if comes_with_customer(one)),
        )


def _first_codes(parties: list[int]) -> dict[int, str]:
    """The code of the oldest account of each party."""
    oldest = CustomerAccount.select(fn.MIN(CustomerAccount.id)).where(
        CustomerAccount.merged_into.is_null(), among(CustomerAccount.party, parties)
    )
    rows = CustomerAccount.select(CustomerAccount.party, CustomerAccount.code)
    return dict(rows.where(CustomerAccount.id.in_(oldest.group_by(CustomerAccount.party))).tuples())


def _bill_to(codes: dict[int, str]) -> dict[int, bool]:
    """The bill-to accounts among accounts: in new use, or out of it."""
    rows = BillToAccount.select(BillToAccount.account, BillToAccount.active)
    return {account: bool(active) for account, active in rows.where(among(BillToAccount.account, codes)).tuples()}
