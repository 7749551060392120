"""What a merge would do, told before it is done: what moves, what stays, what differs, what refuses it (X-03)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import partial

from peewee import JOIN

from custtui.domain.address import Address
from custtui.domain.errors import Fault, Refused, refuse
from custtui.domain.money import rounded
from custtui.domain.records.terms import COMPARED, FILLED, OWN
from custtui.models.account import CustomerAccount
from custtui.models.at_once import at_once
from custtui.models.product import PriceList
from custtui.services.customer.view import customer
from custtui.services.twins.merge_counts import beside_of, counts, rows_of
from custtui.services.twins.merge_sites import SitePlan, plan_sites
from custtui.services.views import Customer


@dataclass(frozen=True, slots=True)
class MergeSide:
    """One of the two customers. `made_at` decides which is older."""

    account_id: int
    version: int
    code: str
    name: str
    place: str
    active: bool
    made_at: datetime
    orders: int
    open_orders: int


@dataclass(frozen=True, slots=True)
class MergeSite:
    """A site of the source: `uses` maps purpose to primary or not; `joins` is the site it joins, None: it moves.

    `refusal` is why it may not, '' where it may.
    """

    site_id: int
    alias: str
    address: Address
    uses: dict[str, bool]
    active: bool
    joins: int | None
    fate: str
    refusal: str


@dataclass(frozen=True, slots=True)
class MergePreview:
    """A merge of `source` into `survivor`, as it would be.

    `moves` and `stays` count rows by what a clerk calls them; `sites` tells of each site where it goes, `plans` the
    same to choose from; `differs` are values of both, of which the survivor's stay; `fills` those the survivor takes
    over. With `faults` it is refused.
    """

    source: MergeSide
    survivor: MergeSide
    moves: tuple[tuple[str, int], ...]
    stays: tuple[tuple[str, int], ...]
    sites: tuple[tuple[str, str], ...]
    differs: tuple[tuple[str, str, str], ...]
    fills: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    faults: tuple[Fault, ...]
    plans: tuple[MergeSite, ...] = ()


def older_first(one: int, other: int) -> tuple[int, int]:
    """The younger and the older of two accounts: source and survivor as they are proposed (R-42)."""
    first, second = at_once(partial(account, one), partial(account, other))
    younger_first = (first.made_at, first.id) > (second.made_at, second.id)
    return (one, other) if younger_first else (other, one)


def account(account_id: int) -> CustomerAccount:
    """The row of an account. Raises Refused for an unknown one."""
    rows = CustomerAccount.select(CustomerAccount, PriceList).join(PriceList, JOIN.LEFT_OUTER)
    row = rows.where(CustomerAccount.id == account_id).first()
    if row is None:
        raise refuse("unknown_customer", "There is no such customer")
    return row


def preview(source_id: int, survivor_id: int, joins: Mapping[int, int] | None = None) -> MergePreview:
    """What merging the first account into the second would do. Raises Refused for an unknown or the same one."""
    if source_id == survivor_id:
        raise refuse("same_customer", "A customer cannot be merged into itself")
    (source, survivor), (left, right), rows, beside = at_once(
        lambda: at_once(partial(account, source_id), partial(account, survivor_id)),
        lambda: at_once(partial(customer, source_id), partial(customer, survivor_id)),
        partial(rows_of, source_id, survivor_id),
        partial(beside_of, source_id, survivor_id),
    )
    plans, faults = plan_sites(source_id, survivor_id, joins, (left.sites, right.sites))
    moves, stays = counts(len(plans), beside, rows)
    mine, theirs = _values(source, left), _values(survivor, right)
    return MergePreview(
        _side(source, left, beside.orders[0]),
        _side(survivor, right, beside.orders[1]),
        moves,
        stays,
        tuple((plan.text, plan.fate) for plan in plans),
        tuple(_differences(mine, theirs)),
        tuple(_fills(mine, theirs)),
        tuple(_notes(beside.drafts, left)),
        tuple(_refusals(source, survivor, left, right) + _unlike_bill_to(source, survivor, beside.bill_to) + faults),
        tuple(map(_planned, plans)),
    )


def _planned(plan: SitePlan) -> MergeSite:
    site, into = plan.site, plan.joins.site_id if plan.joins else None
    return MergeSite(site.site_id, site.alias, site.address, site.uses, site.active, into, plan.fate, plan.refusal)


def _side(row: CustomerAccount, one: Customer, orders: int) -> MergeSide:
    place = one.sites[0].address.one_line if one.sites else ""
    return MergeSide(row.id, row.version, one.code, one.name, place, one.active, row.made_at, orders, one.open_orders)


BESIDE = ("paid_by",)
"""What is compared beside the terms themselves."""


def _values(row: CustomerAccount, one: Customer) -> dict[str, str]:
    """What is compared of a customer, by the label people know it by."""
    own = {"price_list": row.price_list.code if row.price_list_id else "", "distrust": row.distrust or ""}
    own["payment_method"] = one.method_name
    names = {**{name: field.on_form for name, field in COMPARED.items()}, **{name: OWN[name] for name in BESIDE}}
    return {label: own[name] if name in own else _text(one, name) for name, label in names.items()}


def _differences(mine: Mapping[str, str], theirs: Mapping[str, str]) -> list[tuple[str, str, str]]:
    filled = {label for label, _ in _fills(mine, theirs)}
    values = [(label, value, theirs[label]) for label, value in mine.items() if label not in filled]
    return [one for one in values if one[1] and one[1] != one[2]]


def _fills(mine: Mapping[str, str], theirs: Mapping[str, str]) -> list[tuple[str, str]]:
    labels = [COMPARED[name].on_form for name in FILLED]
    return [(label, mine[label]) for label in labels if mine[label] and not theirs[label]]


def _text(one: Customer, name: str) -> str:
    value = one.more[name] if name in one.more else getattr(one, name)
    if isinstance(value, Decimal):
        return f"{rounded(value, one.currency):,f}"
    return "" if value is None else str(value)


def _notes(drafts: int, one: Customer) -> list[str]:
    """What a clerk should know, and what is not touched."""
    found: list[str] = []
    if drafts:
        found.append(f"{drafts} being keyed for {one.code}: cannot be placed; order entry takes their lines over")
    if one.open_orders:
        go_on = "open order goes on as it is" if one.open_orders == 1 else "open orders go on as they are"
        found.append(f"{one.code}: {one.open_orders} {go_on}")
    return found


def _refusals(source: CustomerAccount, survivor: CustomerAccount, left: Customer, right: Customer) -> list[Fault]:
    """Like is merged with like (R-42), and only what stands."""
    found: list[Fault] = []
    for row in (source, survivor):
        if row.merged_into_id is not None:
            found.append(Fault("merged", "", f"{row.code} was merged into another customer already"))
    if left.kind != right.kind:
        found.append(Fault("unlike_kind", "", "An organization and a person are not the same customer"))
    if source.currency != survivor.currency:
        text = f"{source.code} is in {source.currency}, {survivor.code} in {survivor.currency}"
        found.append(Fault("unlike_currency", "", text))
    if source.active and not survivor.active:
        found.append(Fault("inactive", "", f"{survivor.code} is inactive: make it active first, or swap"))
    return found


def _unlike_bill_to(source: CustomerAccount, survivor: CustomerAccount, bill_to: Sequence[int]) -> list[Fault]:
    if source.id not in bill_to or survivor.id in bill_to:
        return []
    text = f"{source.code} is a bill-to account, {survivor.code} is none: like is merged with like; swap them"
    return [Fault("unlike_bill_to", "", text)]


def refuse_if(found: MergePreview) -> None:
    """Raises Refused with all that refuses a merge."""
    if found.faults:
        raise Refused(found.faults)
