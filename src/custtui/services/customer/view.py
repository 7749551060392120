"""Reads one customer whole, for preview, profile and export: a dozen small queries whatever its size."""

from collections import defaultdict
from dataclasses import fields
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from custtui.domain import tax
from custtui.domain.address import PARTS, Address
from custtui.domain.errors import refuse
from custtui.domain.held import HELD
from custtui.domain.money import ZERO, rounded
from custtui.domain.records.account import WRITTEN
from custtui.domain.records.acting import ContactTexts
from custtui.domain.records.fact import fields_of
from custtui.domain.records.sited import SiteTexts
from custtui.domain.site import billed_at, shipped_to
from custtui.models.at_once import at_once, each_at_once
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.families import family, survivor
from custtui.models.together import together
from custtui.services.accounts import account_named, account_of
from custtui.services.clock import today
from custtui.services.customer import queries as query
from custtui.services.damaged import customer_called, naming
from custtui.services.payer_credit import credit_of
from custtui.services.views import ContactLine, Credit, Customer, SiteLine
from custtui.services.views.customer import AmountOwed

MORE = (*WRITTEN, *HELD)
SHOWN = frozenset(one.name for one in fields(Customer))
"""What is shown of a customer under a name of its own."""


class AccountRow(NamedTuple):
    """A row of the account query."""

    id: int
    version: int
    code: str
    name: str
    kind: str
    active: bool
    terms: str | None
    method: str | None
    method_name: str | None
    currency: str
    changed_by: str
    changed_at: Any
    party: int
    payer: int | None
    payer_code: str | None
    payer_name: str | None
    texts: dict[str, str]
    held: dict[str, Any]


def customer(code_or_id: str | int) -> Customer:
    """The customer with this id or code, as a person writes it (F-09).

    Raises Refused where there is none, or none that can be read.
    """
    called = partial(customer_called, code_or_id) if isinstance(code_or_id, int) else lambda: f"Customer {code_or_id}"
    with naming(called):
        return _read(code_or_id)


def _read(code_or_id: str | int) -> Customer:
    if isinstance(code_or_id, int):
        with together(*query.all_of(code_or_id)):
            return _found(query.ACCOUNT_BY_ID.first(code_or_id), code_or_id)
    row = query.ACCOUNT_BY_CODE.first(code_or_id)
    if row is None and (account := account_named(code_or_id)) is not None:
        return _read(account)
    if row is None:
        return _found(row, code_or_id)
    with together(*query.all_of(row[0])):
        return _found(row, code_or_id)


def _found(row: Any, asked: str | int) -> Customer:
    if row is None:
        raise refuse("unknown_customer", f"There is no customer {asked}", "code")
    return _customer(_account(row))


def _account(row: Any) -> AccountRow:
    """The texts of an account are the last columns but what it holds beside them."""
    known, more = row[: -len(MORE)], dict(zip(MORE, row[-len(MORE) :], strict=True))
    texts = {name: more.pop(name) for name in WRITTEN}
    return AccountRow._make((*known, texts, more))


def _customer(row: AccountRow) -> Customer:
    query.known_of_payer(row.id)
    sites = site_lines(row.id)
    points = _by_kind(query.POINTS(row.id))
    phones, mails = points["PHONE"], points["EMAIL"]
    account = account_of(row.id)
    accounts = family(row.id)
    own, (credit, owed) = at_once(partial(credit_of, account, typing=is_sqlite(db)), partial(_paid, row, accounts))
    mine = own.currency == row.currency  # else what its party's accounts share stands in another one (C-35)
    orders, amount = query.OPEN_ORDERS(accounts)[0]
    last = query.LAST_ORDER.first(accounts)
    return Customer(
        account_id=row.id,
        version=row.version,
        code=row.code,
        name=row.name,
        kind=row.kind,
        **row.texts,
        active=row.active,
        commercial=row.held["commercial"],
        more={name: value for name, value in row.held.items() if name not in SHOWN},
        terms=row.terms or "",
        payment_method=row.method or "",
        method_name=row.method_name or "",
        currency=row.currency,
        taxable=_taxable(row.id),
        alias=main_alias(sites),
        phone=phones[0] if phones else "",
        email=mails[0] if mails else "",
        alt_email=mails[1] if len(mails) > 1 else "",
        sites=sites,
        contacts=contact_lines(row.id),
        credit_limit=None if account.limit is None or not mine else rounded(account.limit, row.currency),
        credit_left=own.left if mine else None,
        threshold=account.threshold,
        distrust=account.distrust,
        paid_by=f"{row.payer_code} {row.payer_name}" if row.payer and row.payer != row.id else "",
        pays_for=tuple(f"{code} {name}" for code, name in query.PAYS_FOR(row.id)),
        notes=tuple(text for (text,) in query.NOTES(row.id)),
        open_orders=orders,
        open_amount=Decimal(int(amount)).scaleb(-3),
        last_order=last[0] if last else "",
        last_order_date=last[1] if last else None,
        alternates=tuple(code for (code,) in query.ALTERNATES(row.id)),
        changed_by=row.changed_by,
        changed_at=row.changed_at,
        credit=credit or own,
        owed=owed,
        bought=_bought(accounts, row.currency),
    )


def _paid(row: AccountRow, accounts: list[int]) -> tuple[Credit | None, AmountOwed]:
    """The credit of who pays, where that is another one, and what is owed."""
    payer = survivor(row.payer) if row.payer else row.id
    if payer == row.id:
        return None, _owed(accounts, row.currency)
    other = account_of(payer)
    return at_once(lambda: credit_of(other, typing=is_sqlite(db)), lambda: _owed(family(payer), row.currency))


def _owed(accounts: list[int], currency: str) -> AmountOwed:
    """As taking its money counts it: all that is unpaid, and what of that was due before today (R-27, C-37)."""
    query.USUAL[db.obj] = query.Usual(currency, day := today())
    sums = {of: amounts for of, *amounts in query.OWED(accounts, day)}
    total, late = sums.pop(currency, (ZERO, ZERO))
    return AmountOwed(total, late, currency, tuple(sums))


def _bought(accounts: list[int], currency: str) -> tuple[tuple[str, Decimal], ...]:
    found = dict[str, Decimal]()
    for code, price, of in query.LAST_PRICES(accounts):
        if of == currency:
            found.setdefault(code, price)
    return tuple(found.items())


def site_lines(account_id: int) -> tuple[SiteLine, ...]:
    """The sites of an account with their roles; the identifying one first."""
    uses: dict[int, dict[str, bool]] = defaultdict(dict)
    for site, purpose, primary in query.USES(account_id):
        uses[site][purpose] = primary
    return tuple(_site(row, uses.get(row[0], {})) for row in query.SITES(account_id))


def _site(row: Any, uses: dict[str, bool]) -> SiteLine:
    site, active, identifying = row[:3]
    texts = dict(zip(fields_of(SiteTexts), row[3 + len(PARTS) :], strict=True))
    return SiteLine(
        site_id=site,
        address=Address(*row[3 : 3 + len(PARTS)]),
        identifying=identifying,
        uses=uses,
        active=active,
        **texts,
    )


def main_alias(sites: tuple[SiteLine, ...]) -> str:
    """The alias of a customer: that of the site goods go to by default, else of the one it is billed at."""
    delivery = shipped_to(sites) or billed_at(sites)
    return (delivery or sites[0]).alias if sites else ""


def contact_lines(account_id: int) -> tuple[ContactLine, ...]:
    """The active contacts of an account and its sites; the primary ones first."""
    asked = query.CONTACTS, query.ROLES, query.EVENTS, query.CONTACT_POINTS
    contacts, *grouped, reached = each_at_once([partial(one, account_id) for one in asked])
    roles, events = map(_grouped, grouped)
    points: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for contact, kind, value in reached:
        points[contact].append((kind, value))
    return tuple(_contact(row, roles[row[0]], events[row[0]], _by_kind(points[row[0]])) for row in contacts)


def _contact(row: Any, roles: list[str], events: list[str], points: dict[str, list[str]]) -> ContactLine:
    contact, name, site, primary, shared, *texts = row
    phone, email = (next(iter(points[kind]), "") for kind in ("PHONE", "EMAIL"))
    return ContactLine(
        contact_id=contact,
        name=name,
        roles=tuple(roles),
        events=tuple(events),
        phone=phone,
        email=email,
        site_id=site,
        primary=primary,
        shared=shared,
        **dict(zip(fields_of(ContactTexts), texts, strict=True)),
    )


def _grouped(rows: list[tuple[int, str]]) -> dict[int, list[str]]:
    groups: dict[int, list[str]] = defaultdict(list)
    for key, value in rows:
        groups[key].append(value)
    return groups


def _by_kind(rows: list[tuple[str, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for kind, value in rows:
        groups[kind].append(value)
    return groups


def _taxable(account_id: int) -> str:
    return tax.words((tax.Exemption(*row) for row in query.TAX(account_id)), today())
