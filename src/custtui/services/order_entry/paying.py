"""The bill-to window (F6): who may pay for a draft, and choosing one (C-27, R-05)."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from custtui.domain.choice import Choice, Listing, matches
from custtui.domain.errors import Refused, refuse
from custtui.domain.payer import PayerRank, is_another, open_to, standing
from custtui.domain.site import Purpose
from custtui.domain.who import Act, Who
from custtui.models.account import PRIMARY_FIRST, AlternateNumber, CustomerAccount, CustomerSite, SiteUse
from custtui.models.at_once import at_once
from custtui.models.database import transaction
from custtui.models.draft import Draft
from custtui.models.prepared import Prepared
from custtui.models.together import together
from custtui.services import lookup
from custtui.services.accounts import ACCOUNT, Account, account_of
from custtui.services.asks import asks_by_draft
from custtui.services.controls import read_controls
from custtui.services.order_entry.new_payers import CALLED, as_account
from custtui.services.order_entry.places import OPENINGS, Site, openings_of, site_query, sites_of
from custtui.services.order_entry.promised_places import bill_key, chosen_anew
from custtui.services.order_entry.promises import method_in
from custtui.services.order_entry.promising import promised
from custtui.services.order_entry.rows import ADDRESSES, Head, addresses_of, head_of, taken, touch
from custtui.services.order_entry.safely import safe
from custtui.services.order_entry.slots import not_allowed
from custtui.services.order_entry.views import DraftView

USED_FOR = Prepared(
    lambda accounts, purpose: (
        site_query()
        .join(SiteUse, on=(SiteUse.site == CustomerSite.id) & (SiteUse.purpose == purpose) & SiteUse.active)
        .where(CustomerSite.account.in_(accounts) & CustomerSite.active)
        .order_by(*PRIMARY_FIRST)
    )
)
BY_CODE = Prepared(lambda codes: CustomerAccount.select(CustomerAccount.id).where(CustomerAccount.code.in_(codes)))
BY_OLD_CODE = Prepared(
    lambda codes: AlternateNumber.select(AlternateNumber.account).where(AlternateNumber.code.in_(codes))
)


def payers(draft_id: int, find: str = "") -> Listing:
    """Who may pay: own BILL_TO sites, the default bill-to, related accounts; with A76 on, others by `find`.

    Of others as many as the lookup lists, and whether there are more.
    """
    found = [choice for choice in own_payers(draft_id) if matches(choice, find)]
    if not find.strip() or not read_controls().bill_to_in_order_entry:
        return Listing(found, len(found))
    others = other_payers(draft_id, find)
    rows = [*found, *others.rows]
    return Listing(rows, len(rows), beyond=others.beyond)


def own_payers(draft_id: int) -> list[Choice]:
    """Who may always pay (C-27)."""
    head = head_of(draft_id)
    with together((ACCOUNT, (head.account,)), (OPENINGS, (head.account,)), (ADDRESSES, (draft_id,))):
        sold_to = account_of(head.account)
        sites = used_for([sold_to.id, *_allowed(sold_to)], Purpose.BILL_TO)
        return _typed_choices(head) + [_choice(site, sold_to, head) for site in sites if site.account_active]


def other_payers(draft_id: int, find: str) -> Listing:
    """The others a text finds, for A76: as many as the lookup lists, and whether there are more."""
    head, (strangers, beyond) = at_once(partial(head_of, draft_id), partial(_strangers, find))
    with together((ACCOUNT, (head.account,)), (OPENINGS, (head.account,))):
        sold_to = account_of(head.account)
        known = {sold_to.id, *_allowed(sold_to)}
        others = used_for([account for account in strangers if account not in known], Purpose.BILL_TO)
    found = [_choice(site, sold_to, head) for site in others]
    return Listing(found, len(found), beyond=beyond)


def why_no_payer(draft_id: int, find: str) -> str:
    """What to say where nobody of `payers` matches: with A76 off who else pays is for Customer Maintenance (R-05)."""
    if read_controls().bill_to_in_order_entry:
        return "Nothing to take: no row matches"
    sold_to = account_of(head_of(draft_id).account)
    others = [one for one in _strangers(find)[0] if one != sold_to.id] if find.strip() else []
    if len(others) == 1:
        return not_allowed(account_of(others[0])).text
    return f"{find.strip() or 'Nobody'} may not be billed here: see Customer Maintenance"


@asks_by_draft(Act.ORDER)
def choose_payer(who: Who, draft_id: int, key: str) -> DraftView:
    """Choose who pays: the key of a choice, or a customer code typed.

    What becomes of the payment method is told (R-01). Raises Refused for an unknown code, an inactive account and,
    with A76 off, a payer C-27 does not allow (R-05).
    """
    with transaction():
        head = taken(draft_id, who)
        kind, _, number = key.partition(":")
        if kind == "address" and number.isdigit():
            _set(head, who, account=head.account, address=_typed_here(head, int(number)))
        else:
            account, site = _site_chosen(int(number)) if kind == "site" and number.isdigit() else (_typed(key), None)
            _check(head, account_of(account))
            _set(head, who, account=account, site=site)
        now = head_of(draft_id)
        key = bill_key(now.bill_to_account or now.account, now)
        chosen_anew(now, key)
        view = promised(who, draft_id, chosen=[key])
        return replace(view, told=method_told(head, view))


def method_told(head: Head, view: DraftView) -> tuple[str, ...]:
    """What is told where the payer made another payment method of the one before (R-01)."""
    before, now = method_in(head), view.header.payment_method
    return (f"Payment: {before} became {now}",) if before and now and before != now else ()


def _set(head: Head, who: Who, *, account: int, site: int | None = None, address: int | None = None) -> None:
    columns = {"bill_to_account": account, "bill_to_site": site, "bill_to_address": address}
    Draft.update(columns).where(Draft.id == head.id).execute()
    touch(head, who)


def _check(head: Head, payer: Account) -> None:
    sold_to = account_of(head.account)
    if not payer.active and payer.id != sold_to.id:
        raise refuse("inactive", f"{payer.code} {payer.name} is inactive", "bill_to")
    what = standing(sold_to.id, payer.id, sold_to.default_bill_to, openings_of(sold_to.id))
    if what == PayerRank.STRANGER and not read_controls().bill_to_in_order_entry:
        raise Refused([not_allowed(payer)])


def _site_chosen(site_id: int) -> tuple[int, int]:
    site = sites_of([site_id]).get(site_id)
    if site is None or site_id not in {one.id for one in used_for([site.account], Purpose.BILL_TO)}:
        raise refuse("bill-to", "This site is not a bill-to", "bill_to")
    return site.account, site_id


def _typed(text: str) -> int:
    text = safe(text)
    codes = [text.strip(), text.strip().upper()]
    row = BY_CODE.first(codes) or BY_OLD_CODE.first(codes)
    if row is None:
        raise refuse("payer", f'"{text.strip()}" is not a customer code', "bill_to")
    return row[0]


def _typed_here(head: Head, address_id: int) -> int:
    """An address of the sold-to's, or with A76 on a new payer (F-47)."""
    row = addresses_of(head.id).get(address_id)
    if row is None or row.role != Purpose.BILL_TO:
        raise refuse("bill-to", "This address is not on this order", "bill_to")
    sold_to = account_of(head.account)
    if is_another(row.name, sold_to.name) and not read_controls().bill_to_in_order_entry:
        raise Refused([not_allowed(as_account(row, sold_to))])
    return address_id


def _allowed(sold_to: Account) -> list[int]:
    default = [sold_to.default_bill_to] if sold_to.default_bill_to and sold_to.bill_to_active else []
    related = open_to(sold_to.id, openings_of(sold_to.id), bill_to=True)
    return list(dict.fromkeys([*default, *related]))


def _strangers(find: str) -> tuple[list[int], str]:
    """Those a text finds, and what is said where there are more."""
    found = lookup.find(find, limit=lookup.CAP)
    if found.near:
        return [], ""
    return [hit.account_id for hit in found.hits if hit.active], lookup.MANY if found.capped else ""


def used_for(accounts: Iterable[int], purpose: str) -> list[Site]:
    """The active sites of accounts with an active use, in the order of the accounts, the primary one first."""
    order = {account: place for place, account in enumerate(accounts)}
    rows = [Site._make(row) for row in USED_FOR(list(order), purpose)]
    return sorted(rows, key=lambda site: order[site.account])


def _typed_choices(head: Head) -> list[Choice]:
    return [
        Choice(
            f"address:{row.id}",
            f"{CALLED} {row.name}" if row.name else "new address",
            f"{row.address.one_line} (this order)",
            row.id == head.bill_to_address,
        )
        for row in addresses_of(head.id).values()
        if row.role == Purpose.BILL_TO
    ]


def _choice(site: Site, sold_to: Account, head: Head) -> Choice:
    own = site.account == sold_to.id
    label = site.alias or site.name if own else f"{site.code} {site.name}"
    payer = head.bill_to_account or sold_to.usual_payer
    marked = head.bill_to_address is None and (
        site.id == head.bill_to_site or (head.bill_to_site is None and site.account == payer)
    )
    return Choice(f"site:{site.id}", label, site.address.one_line, marked)
