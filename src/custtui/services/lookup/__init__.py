"""Home's one box: customers by code, name, contact, street, phone, city, e-mail, tax, PO, order number (X-01)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from custtui.domain import phone
from custtui.models.families import survivors
from custtui.models.search import engine as search
from custtui.models.search.activity import activity
from custtui.models.search.orders import of_papers, of_po_beginnings, of_po_numbers
from custtui.services.customer.view import customer
from custtui.services.lookup.exact import Exact, exact
from custtui.services.lookup.layers import Asked, Finder, paper_numbers, po_numbers, read
from custtui.services.lookup.reason import reason, sure
from custtui.services.views import Customer, Found, Hit, PaperHit

CAP = 200
"""Hits are counted and can be reached up to here; beyond it is '200+' (P-7)."""

MANY = "More match than can be listed: type another word to narrow"
"""What the end of a list of hits says where there are more than the cap."""

MOST_NEAR = 20

MOST_BEGUN = 30
"""PO numbers that only begin so are looked at up to here: each may need a page from the disk."""


def find(text: str, *, limit: int, offset: int = 0, inactive: bool = False) -> Found:
    """The customers a text finds, the likeliest first; where there is none the names around it (F-04).

    Inactive ones are hidden unless asked for, or unless they are all there is (F-07). Any text is safe.
    """
    asked = read(text)
    if not asked.text:
        return Found(browse(limit, offset, inactive), total(inactive))
    named = exact(asked.text)
    looked = _look(asked, inactive, offset + limit)
    if named is None and not looked.ids:
        return _near(asked, limit, inactive)
    return _found(asked, named, looked, limit, offset)


@dataclass(slots=True)
class _Looked:
    """What the layers gave: ids, best first, one more than the cap where there are more; `more`: there are others."""

    ids: list[int]
    reasons: dict[int, str]
    papers: list[tuple[str, str, str, int]]
    only_inactive: bool
    known: dict[int, search.Document]
    more: bool = False


def _look(asked: Asked, inactive: bool, shown: int) -> _Looked:
    papers = of_papers(paper_numbers(asked.text))
    numbers = po_numbers(asked.text)
    reasons = {account: f"PO {number}" for account, number in of_po_numbers(numbers, CAP).items()}
    reasons.update({account: f"{kind} {number}" for kind, number, _, account in reversed(papers)})
    reasons = _of_survivors(reasons)
    finder = Finder(asked, CAP + 1, shown)
    looked = _Looked([], reasons, papers, False, finder.known)
    _collect(looked, finder, numbers, [True, False] if inactive else [True])
    if not looked.ids and not inactive:
        _collect(looked, finder, numbers, [False])
        looked.only_inactive = bool(looked.ids)
    return looked


def _of_survivors(reasons: dict[int, str]) -> dict[int, str]:
    """An order of a customer that was merged away is found with the one that survived it (F-09)."""
    into = survivors(search.without(reasons))
    return {into.get(account, account): reason for account, reason in reasons.items()}


def _collect(looked: _Looked, finder: Finder, numbers: list[str], states: list[bool]) -> None:
    """Orders by their number, then the layers, then what begins as a PO number; no further than the cap."""
    found: dict[int, None] = {}
    named = list(looked.reasons)
    for active in states:
        found.update(dict.fromkeys(search.of_state(named, active=active)))
        for ids in finder.layers(active):
            found.update(dict.fromkeys(ids))
            if len(found) > CAP:
                break
        if len(found) <= CAP and numbers:
            begun = _of_survivors(of_po_beginnings(numbers, MOST_BEGUN))
            looked.more = len(begun) >= MOST_BEGUN
            for account in search.of_state(list(begun), active=active):
                if account not in found:
                    found[account] = None
                    looked.reasons[account] = f"PO {begun[account]}"
    looked.ids = list(found)[: CAP + 1]


def _found(asked: Asked, named: Exact | None, looked: _Looked, limit: int, offset: int) -> Found:
    ids = looked.ids if named is None else [named.account_id, *(one for one in looked.ids if one != named.account_id)]
    count = min(len(ids), CAP)
    looked.known.update(search.documents([one for one in ids[:1] if one not in looked.known]))
    found = Found(
        hits_of(
            ids[offset : min(offset + limit, count)],
            lambda one: looked.reasons.get(one.account_id, "") or reason(one, asked),
            looked.known,
        ),
        count,
        capped=len(ids) > CAP or looked.more,
        only_inactive=looked.only_inactive,
        papers=_papers(looked),
    )
    if named is None:
        return replace(
            found, number=phone.is_number(asked.text), unsure=count == 1 and not _sure(ids[0], asked, looked)
        )
    return replace(found, exact=True, papers=(), message=named.message, only_inactive=not named.active)


def _papers(looked: _Looked) -> tuple[PaperHit, ...]:
    """Orders before invoices before shipments, with the customer who survived (F-09)."""
    if not looked.papers:
        return ()
    accounts = [account for *_, account in looked.papers]
    into = survivors(search.without(accounts))
    known = search.documents(list({into.get(one, one) for one in accounts}))
    found = [(kind, number, order, known.get(into.get(one, one))) for kind, number, order, one in looked.papers]
    return tuple(
        PaperHit(kind, number, order, one.account_id, one.code, one.name) for kind, number, order, one in found if one
    )


def _sure(account: int, asked: Asked, looked: _Looked) -> bool:
    """A number that names an order, an invoice or the whole of a PO number is sure; else its customer tells."""
    if looked.papers or account not in looked.known:
        return True
    of = looked.reasons.get(account, "")
    if of.startswith("PO ") and phone.digits(of) == asked.text:
        return True
    return sure(looked.known[account], asked)


def _near(asked: Asked, limit: int, inactive: bool) -> Found:
    rows = min(limit, MOST_NEAR)
    before = rows // 2
    ids = search.around(asked.name, active=True, before=before, after=rows - before)
    if inactive and not ids:
        ids = search.around(asked.name, active=False, before=before, after=rows - before)
    return Found(hits_of(ids), 0, near=True)


def hits_of(
    ids: list[int],
    why: Callable[[search.Document], str] = lambda one: "",
    read: Mapping[int, search.Document] = MappingProxyType({}),
) -> tuple[Hit, ...]:
    """The rows of these customers, in this order, with what goes on beside each (F-08): two queries.

    `read` are documents that need not be read again.
    """
    known = {**read, **search.documents([one for one in ids if one not in read])}
    active = activity(ids)
    return tuple(
        Hit(one, known[one].code, known[one].name, known[one].place, why(known[one]), *active[one], known[one].active)
        for one in ids
        if one in known and one in active
    )


def browse(limit: int, offset: int = 0, inactive: bool = False) -> tuple[Hit, ...]:
    """Customers in the order of their names; inactive ones, if asked for, after the active."""
    ids = search.listed(active=True, limit=limit, offset=offset)
    if inactive and len(ids) < limit:
        beyond = max(0, offset - search.total())
        ids += search.listed(active=False, limit=limit - len(ids), offset=beyond)
    return hits_of(ids)


def total(inactive: bool = False) -> int:
    """How many customers there are: active ones, or all. Counted as they change, so it costs nothing to ask."""
    return search.total(inactive)


def preview(account_id: int) -> Customer:
    """The customer beside the list, whole. Raises Refused for an unknown one."""
    return customer(account_id)
