"""Finds customers by code, name, contact, street, phone, city, e-mail, tax, PO, order number (X-01)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from custtui.domain import phone
from custtui.domain.naming import po_text
from custtui.models.families import survivors
from custtui.models.search import engine as search
from custtui.models.search.activity import Known, known, known_around
from custtui.models.search.document import Document
from custtui.models.search.orders import orders_in
from custtui.models.search.statements import total
from custtui.services.lookup.exact import Exact, exact, living
from custtui.services.lookup.layers import MOST_BEGUN, Asked, Layer, Layers, po_number, read
from custtui.services.lookup.reason import reason, sure
from custtui.services.views.found import Found, Hit, PaperHit

if TYPE_CHECKING:
    from custtui.services.views.customer import Customer

__all__ = ["CAP", "MANY", "browse", "find", "hits_of", "living", "preview"]

CAP = 200
"""Hits are counted and can be reached up to here; beyond it is '200+' (P-7)."""

MANY = "More match than can be listed: type another word to narrow"
"""What the end of a list of hits says where there are more than the cap."""

MOST_NEAR = 20


def find(text: str, *, limit: int, offset: int = 0, inactive: bool = False) -> Found:
    """The customers a text finds, the likeliest first; where there is none the names around it (F-04).

    Inactive ones are hidden unless asked for, or unless they are all there is (F-07). Any text is safe. Two questions
    of a file: what is found, and what is shown of it (P-14); of a server as a rule one (P-13).
    """
    asked = read(text)
    if not asked.text:
        return Found(browse(limit, offset, inactive), total(inactive))
    around = min(limit, MOST_NEAR)
    layers = Layers(asked, CAP + 1, offset + limit, around)
    named = exact(asked.text, layers.found[Layer.ACCOUNT], layers.found[Layer.ALTERNATE])
    looked = _Looked(asked, layers, named, offset + limit)
    looked.collect([True, False] if inactive else [True])
    if not looked.ids and not inactive:
        looked.collect([False])
        looked.only_inactive = bool(looked.ids)
    if named is None and not looked.ids:
        return _near(layers, around, inactive)
    return _found(looked, named, limit, offset)


class _Looked:
    """What was found: ids, best first, one more than the cap where there are more; `more`: there are others."""

    def __init__(self, asked: Asked, layers: Layers, named: Exact | None, shown: int) -> None:
        self.asked, self.layers = asked, layers
        self.ids: list[int] = []
        self.only_inactive, self.more = False, False
        self.known: dict[int, Known] = layers.known
        self.papers = layers.found[Layer.PAPER]
        whole, begun = self._po_numbers()
        reasons = {**whole, **{one.account: f"{one.a} {one.b}" for one in reversed(self.papers)}}
        self.know([*reasons, *begun, *layers.few, *([named.account_id] if named else []), *self._first(shown)])
        self.into = self._survivors([*reasons, *begun])
        self.reasons = {self.into.get(one, one): reason for one, reason in reasons.items()}
        self.begun = {self.into.get(one, one): reason for one, reason in begun.items()}

    def _po_numbers(self) -> tuple[dict[int, str], dict[int, str]]:
        """Accounts with an order of this PO number, and those with one that only begins so."""
        number, rows = po_number(self.asked.text), self.layers.found[Layer.PO]
        whole = {one.account: po_text(one.a) for one in rows if one.b == number}
        begun: dict[int, str] = {}
        for one in rows:
            if one.b != number and len(begun) < MOST_BEGUN:
                begun.setdefault(one.account, po_text(one.a))
        return dict(list(whole.items())[:CAP]), begun

    def _first(self, shown: int) -> list[int]:
        """The first ones whatever their documents say: only such as they name stand before them."""
        for active in (True, False):
            found = dict.fromkeys(one for ids in self.layers.of_state(active, {}) for one in ids)
            if found:
                return list(found)[:shown]
        return []

    def know(self, ids: Iterable[int]) -> None:
        """Read what the lookup shows of these accounts; merged ones have nothing to show."""
        self.known.update(known([one for one in dict.fromkeys(ids) if one not in self.known]))

    def _survivors(self, ids: list[int]) -> dict[int, int]:
        """An order of a customer that was merged away is found with the one that survived it (F-09)."""
        into = survivors([one for one in ids if one not in self.known])
        self.know(into.values())
        return into

    @property
    def documents(self) -> dict[int, Document]:
        """What the lookup knows of the accounts that were read."""
        return {one: known.document for one, known in self.known.items()}

    def _of_state(self, ids: Iterable[int], active: bool) -> list[int]:
        return [one for one in ids if one in self.known and self.known[one].document.active == active]

    def collect(self, states: list[bool]) -> None:
        """Orders by their number, then the layers, then what begins as a PO number; no further than the cap."""
        found: dict[int, None] = {}
        for active in states:
            found.update(dict.fromkeys(self._of_state(self.reasons, active)))
            for ids in self.layers.of_state(active, self.documents):
                found.update(dict.fromkeys(ids))
                if len(found) > CAP:
                    break
            if len(found) <= CAP:
                self.more = len(self.begun) >= MOST_BEGUN
                more = [one for one in self._of_state(self.begun, active) if one not in found]
                found.update(dict.fromkeys(more))
                self.reasons.update({one: self.begun[one] for one in more})
        self.ids = list(found)[: CAP + 1]

    def hits(self, ids: list[int]) -> tuple[Hit, ...]:
        """The rows of these customers, with the reason each was found for."""
        self.know(ids)
        rows = [(one, self.known[one]) for one in ids if one in self.known]
        return tuple(_hit(row, self.reasons.get(one, "") or reason(row.document, self.asked)) for one, row in rows)


def _found(looked: _Looked, named: Exact | None, limit: int, offset: int) -> Found:
    ids = looked.ids if named is None else [named.account_id, *(one for one in looked.ids if one != named.account_id)]
    count = min(len(ids), CAP)
    found = Found(
        looked.hits(ids[offset : min(offset + limit, count)]),
        count,
        capped=len(ids) > CAP or looked.more,
        only_inactive=looked.only_inactive,
        papers=_papers(looked),
        next={one.a: one.account for one in looked.layers.found[Layer.NEXT]},
    )
    if named is None:
        by_order = count == 1 and (ids[0] in looked.reasons or ids[0] in looked.begun)
        number = by_order or phone.is_number(looked.asked.text)
        return replace(found, number=number, unsure=count == 1 and not _sure(ids[0], looked))
    return replace(found, exact=True, papers=(), message=named.message, only_inactive=not named.active)


def _papers(looked: _Looked) -> tuple[PaperHit, ...]:
    """Orders before invoices before shipments, with the customer who survived (F-09)."""
    found = [(one, looked.known.get(looked.into.get(one.account, one.account))) for one in looked.papers]
    return tuple(
        PaperHit(one.a, one.b, orders_in(one.c), row.document.account_id, row.document.code, row.document.name)
        for one, row in found
        if row
    )


def _sure(account: int, looked: _Looked) -> bool:
    """A number that names an order, an invoice or the whole of a PO number is sure; else its customer tells."""
    if looked.papers or account not in looked.known:
        return True
    of = looked.reasons.get(account, "")
    if of and phone.digits(of) == phone.digits(looked.asked.text):
        return True
    return sure(looked.known[account].document, looked.asked)


def _near(layers: Layers, rows: int, inactive: bool) -> Found:
    found = layers.around
    if found is None:
        found = known_around(layers.asked.name, active=True, rows=rows)
    if inactive and not found:
        found = known_around(layers.asked.name, active=False, rows=rows)
    return Found(tuple(map(_hit, found)), 0, near=True)


def hits_of(ids: list[int], why: Mapping[int, str] = MappingProxyType({})) -> tuple[Hit, ...]:
    """The rows of these customers, in this order, with what goes on beside each (F-08), and `why` they are there."""
    rows = known(ids)
    return tuple(_hit(rows[one], why.get(one, "")) for one in ids if one in rows)


def _hit(row: Known, why: str = "") -> Hit:
    one = row.document
    return Hit(one.account_id, one.code, one.name, one.place, why, row.open_orders, row.last_order, one.active)


def browse(limit: int, offset: int = 0, inactive: bool = False) -> tuple[Hit, ...]:
    """Customers in the order of their names; inactive ones, if asked for, after the active."""
    ids = search.listed(active=True, limit=limit, offset=offset)
    if inactive and len(ids) < limit:
        beyond = max(0, offset - total())
        ids += search.listed(active=False, limit=limit - len(ids), offset=beyond)
    return hits_of(ids)


def preview(account_id: int) -> Customer:
    """The customer beside the list, whole. Raises Refused for an unknown one."""
    from custtui.services.customer.view import customer  # here: home stands without it (P-6)

    return customer(account_id)
