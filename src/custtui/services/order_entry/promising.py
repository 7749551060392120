"""What a draft was last worked out to come to, kept with it: F9 tells what changed since, and asks once more (X-09).

Kept whenever the clerk changes the draft, never when it is only looked at: so keys typed ahead find the promise of
the key before them, and a draft resumed another day that of the day it was left.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from custtui.domain import acceptance, pricing
from custtui.domain.due import DueRule
from custtui.domain.errors import CHANGED, Fault
from custtui.domain.money import shown
from custtui.domain.naming import some
from custtui.domain.who import Who
from custtui.models.draft import Draft
from custtui.models.prepared import Prepared
from custtui.models.search.statements import many
from custtui.services.damaged import naming
from custtui.services.order_entry.drafts_ahead import draft_ahead, open_ahead
from custtui.services.order_entry.goods import po_is_product
from custtui.services.order_entry.lines import WorkedLine
from custtui.services.order_entry.promised_places import changed_places, places_of, standing
from custtui.services.order_entry.promises import Price, Promise, kept_head, kept_lines, key_of, paying_of, promise_in
from custtui.services.order_entry.rows import HEAD, LINES, Head, PromisedRows, head_of, moment, whole_of
from custtui.services.order_entry.show import view_of
from custtui.services.order_entry.views import DraftView, LineText
from custtui.services.order_entry.work import Work, stored_draft, worked

MOST = 3
"""Changed prices, and products, that are named; the lines are marked, and the total is told."""
MANY = {"price": "price", "item": "product"}
"""What changes line by line, and what one of these is called."""

PROMISED = Prepared(lambda draft, text: Draft.update({Draft.promised: text}).where(Draft.id == draft))
TOUCHED = Prepared(
    lambda draft, text, login, at: Draft.update(
        {Draft.promised: text, Draft.changed_by: login, Draft.changed_at: at, Draft.typing: "{}"}
    ).where(Draft.id == draft)
)
"""`touch` and `PROMISED` in one."""


class Seen(NamedTuple):
    """A line as it was typed, and the price the screen showed beside it."""

    text: LineText
    price: str


def promised(
    who: Who,
    draft_id: int,
    *,
    told: tuple[str, ...] = (),
    chosen: Iterable[str] = (),
    rows: PromisedRows | None = None,
    head: Head | None = None,
    twin: str = "",
) -> DraftView:
    """The draft as it stands after a change of the clerk's, kept as what placing it will do.

    `chosen` are the keys of the places that he has just chosen, as they are today; its `head`, and
    `rows`, its lines, where they are known. `twin` is a customer he has been told of beside a new payer.
    """
    if head is None:
        head, rows = whole_of(draft_id, who)
        draft_ahead(head, rows)
    work, promise = _promised(who, head, chosen=chosen, rows=rows)
    _keep(work, promise._replace(twin=twin) if twin else promise)
    return view_of(work, told=told)


def line_promised(who: Who, head: Head, *, seen: Seen | None = None, rows: PromisedRows | None = None) -> DraftView:
    """The same after a change of lines alone, where head (and lines) are known; notes who changed it when (P-14)."""
    head = head._replace(typing="{}")  # it has become part of the line
    work, promise = _promised(who, head, seen, rows=rows)
    text = kept_head(promise)
    TOUCHED.later(head.id, text, who.login, moment())
    HEAD.note([tuple(head._replace(promised=text))], head.id)
    _keep_lines(work, promise)
    return view_of(work)


def _promised(
    who: Who, head: Head, seen: Seen | None = None, chosen: Iterable[str] = (), rows: PromisedRows | None = None
) -> tuple[Work, Promise]:
    work = worked(stored_draft(head, rows), who.role)
    before = promise_in(work.roles.stored)
    now = _promise(work, {**_prices(work, seen), **_standing(work, before)})
    if before and before.paying == now.paying:  # not the clerk's doing: it stays promised until it is told
        now = now._replace(payer=before.payer, method=before.method, terms=before.terms, days=before.days)
    if before and before.orderer == now.orderer:
        now = now._replace(ordered_by=before.ordered_by)
    places = standing((before and before.places) or {}, now.places or {}, chosen)
    told = {"odd_po": before.odd_po, "twin": before.twin} if before else {}
    return work, now._replace(places=places, **told)


def open_draft(who: Who, draft_id: int) -> DraftView:
    """A draft of mine, as it stands today. Raises Refused where it is gone, placed or another operator's."""
    with naming(lambda: "This draft"):
        open_ahead(draft_id)
        work = worked(stored_draft(head_of(draft_id, who)), who.role)
        return replace(view_of(work), changed=told_of(changes(work)))


def told_of(changed: Sequence[Fault]) -> tuple[str, ...]:
    """What changed, in few words: of many prices and products the first ones, how many more; all the rest of it."""
    told = [text for field, one in MANY.items() for text in _first(changed, field, one)]
    return (*told, *(fault.text for fault in changed if fault.field not in MANY))


def _first(changed: Sequence[Fault], field: str, one: str) -> list[str]:
    texts = [fault.text for fault in changed if fault.field == field]
    more = len(texts) - MOST
    return [*texts[:MOST], *([some(more, f"more {one}")] if more > 0 else [])]


def changes(work: Work) -> list[Fault]:
    """What is not as it was promised: prices, products, total, outcome, who pays, how, by when, where; or nothing."""
    before = promise_in(work.roles.stored)
    if before is None:
        return []
    now, currency = _promise(work, _prices(work)), work.roles.sold_to.currency
    found = [fault for line in work.counted for fault in _other(line, before, now)]
    if before.gross != now.gross:
        tax = f"tax {before.tax} -> {now.tax}, " if not found and before.tax not in ("", now.tax) else ""
        found.append(Fault(CHANGED, "", f"{tax}total {before.gross} -> {shown(work.gross, currency)}"))
    for name, old, new in (
        ("bill_to", before.payer, now.payer),
        ("payment_method", before.method, now.method),
        ("terms", before.terms, now.terms),
        ("ordered_by", before.ordered_by, now.ordered_by),
        ("outcome", before.waits_for, now.waits_for),
    ):
        if old != new and (old or name == "outcome"):
            text = work.outcome if name == "outcome" else f"{LABELS[name]} {old} -> {new or 'none'}"
            found.append(Fault(CHANGED, name, text))
    if before.terms == now.terms and before.days not in ("", now.days):
        days = f"{before.days} -> {now.days}{' days' if now.days.isdigit() else ''}"
        found.append(Fault(CHANGED, "terms", f"{LABELS['terms']} {now.terms}: {days}"))
    places = changed_places(before.places or {}, now.places or {})
    return [*found, *(Fault(CHANGED, "ship_to", text) for text in places)]


LABELS = {"bill_to": "bill to", "payment_method": "payment", "terms": "terms", "ordered_by": "ordered by"}


def promise_anew(work: Work, twin: str = "") -> None:
    """What changed was told, `twin` beside a new payer too: from here on the draft promises what it is now; changed
    lines stay marked."""
    before = promise_in(work.roles.stored)
    prices = _prices(work)
    for position, price in prices.items():
        old = before.prices.get(position) if before else None
        if old and old.key == price.key and old.price != price.price:
            prices[position] = price._replace(was=old.price)
        elif old and old.key == price.key:
            prices[position] = old._replace(name=price.name, unit=price.unit)
    _keep(work, _promise(work, prices)._replace(odd_po=work.head.po_number, twin=twin))


def _keep(work: Work, promise: Promise) -> None:
    text = kept_head(promise)
    if text != work.head.promised:
        PROMISED.later(work.head.id, text)
        HEAD.note([tuple(work.head._replace(promised=text))], work.head.id)
    _keep_lines(work, promise)


def _keep_lines(work: Work, promise: Promise) -> None:
    """Only what is promised otherwise than before is written: a line costs the same however many there are."""
    stored = work.roles.stored
    now = kept_lines(promise, stored)
    changed = [(text, stored.head.id, at) for at, text in now.items() if text != stored.promised.get(at, "")]
    if changed:
        many("UPDATE draft_line SET promised = ? WHERE draft_id = ? AND position = ?", changed)
    LINES.note([(*line, now[line.position]) for line in stored.lines], stored.head.id)


def _other(line: WorkedLine, promise: Promise, today: Promise) -> list[Fault]:
    """Price, description and unit of a line that are not those promised for what is typed on it."""
    at = str(line.row.position)
    old, now = promise.prices.get(at), today.prices[at]
    if old is None or old.key != now.key:
        return []
    found = [("price", old.price, now.price)] if old.price != now.price else []
    if old.unit:
        found += [("item", was, by) for was, by in ((old.name, now.name), (old.unit, now.unit)) if was != by]
    assert line.goods is not None
    return [Fault(CHANGED, name, f"{line.goods.code} {was} -> {by}", line.row.position) for name, was, by in found]


def _standing(work: Work, before: Promise | None) -> dict[str, Price]:
    """A line that was not touched keeps the price it was promised at, until the clerk has been told."""
    counted = {str(line.row.position): key_of(line.row, work.head, line.together) for line in work.counted}
    old = before.prices if before else {}
    return {position: price for position, price in old.items() if counted.get(position) == price.key}


def _prices(work: Work, seen: Seen | None = None) -> dict[str, Price]:
    found = {str(line.row.position): (line, _promised_of(line, work)) for line in work.counted}
    return {
        at: one._replace(price=seen.price) if seen and seen.text == line.row.text else one
        for at, (line, one) in found.items()
    }


def _promised_of(line: WorkedLine, work: Work) -> Price:
    assert line.goods is not None
    return Price(key_of(line.row, work.head, line.together), _price(line), "", line.goods.name, line.goods.unit)


def odd_po(work: Work) -> list[Fault]:
    """A PO number that is a product's code: the next line, typed behind a stray F8, would be lost unseen (X-18).

    Told once: a customer may number its orders so.
    """
    number, before = work.head.po_number, promise_in(work.roles.stored)
    if work.base and number == work.base.row.po_number:
        return []
    why = po_is_product(number, work.controls.scanner_prefix) if not before or before.odd_po != number else ""
    return [Fault(CHANGED, "po_number", why)] if why else []


def _price(line: WorkedLine) -> str:
    return "" if line.price is None else pricing.two_places(line.price)


def _due_words(rule: DueRule) -> str:
    """`30`, or `30 days, end of month`: what a promise keeps of its terms."""
    return rule.words if rule.month_end or rule.parts else str(rule.days)


def _promise(work: Work, prices: dict[str, Price]) -> Promise:
    """What placing will do as things stand."""
    payer, method = work.roles.payer, work.terms.method
    return Promise(
        prices,
        gross=shown(work.gross, work.roles.sold_to.currency),
        waits_for=acceptance.codes(work.reasons),
        payer=f"{payer.code} {payer.name}",
        method=method.name if method else "",
        terms=work.terms.code or "none",
        paying=paying_of(work.head),
        places=places_of(work),
        days=_due_words(payer.rule),
        tax=shown(work.tax, work.roles.sold_to.currency),
        orderer=str(work.head.ordered_by or ""),
        ordered_by=work.terms.ordered_by,
        total=str(work.gross),
        to_fix=str(work.to_clear),
    )
