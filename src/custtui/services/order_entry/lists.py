"""What waits for a clerk: drafts kept, and orders that wait for approval."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from peewee import Case, fn

from custtui.domain.errors import Refused, Unavailable
from custtui.domain.hold_words import USER, short_reason
from custtui.domain.who import Act, Who, may
from custtui.models.at_once import at_once
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.draft import Draft, DraftLine
from custtui.models.families import of_family
from custtui.models.left_drafts import LEFT, first_lines, with_their_heads
from custtui.models.order import Hold, OrderRevision, SalesOrder
from custtui.models.prepared import Prepared
from custtui.models.trouble import explained
from custtui.services.clock import day_of
from custtui.services.lookup import total
from custtui.services.views.order_list import DayFigures, DraftRow, OrderRow, WorkTotal

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from decimal import Decimal


FoundRows = list[Any]
NOTHING = "{}"
"""Half-typed text of a draft in which nothing is half-typed."""

PAGE = 40
"""Drafts and waiting orders that home reads at once."""


def _kept(login: object, *columns: Any) -> Any:
    """Drafts of an operator with a line or something half typed; a change once something in it was touched."""
    touched = Draft.revision.is_null() | (Draft.changed_at != Draft.made_at)
    begun = (Draft.typing != NOTHING) | (touched & Draft.id.in_(DraftLine.select(DraftLine.draft)))
    return Draft.select(*columns).where((Draft.operator == login) & begun)


_NEWEST = (Draft.changed_at.desc(), Draft.id.desc())


def _page(login: object, limit: object, offset: object, *columns: Any) -> Any:
    return _kept(login, *columns).order_by(*_NEWEST).limit(limit).offset(offset)


def _for(login: object, accounts: object, *columns: Any) -> Any:
    return _kept(login, *columns).where(Draft.account.in_(accounts)).order_by(*_NEWEST)


KEPT = Prepared(lambda *page: with_their_heads(_page(*page, *LEFT)))
KEPT_IDS = Prepared(lambda *page: _page(*page, Draft.id))
KEPT_LINES = Prepared(lambda *page: first_lines(_page(*page, Draft.id)))
KEPT_FOR = Prepared(lambda *accounts: with_their_heads(_for(*accounts, *LEFT)))
KEPT_FOR_IDS = Prepared(lambda *accounts: _for(*accounts, Draft.id))
KEPT_FOR_LINES = Prepared(lambda *accounts: first_lines(_for(*accounts, Draft.id)))
KEPT_NUMBER = Prepared(lambda login: _kept(login, fn.COUNT(Draft.id)))


def _waiting(*columns: Any) -> Any:
    """What waits, said so that the index of those is gone through."""
    query = OrderRevision.select(*columns).join(SalesOrder, on=SalesOrder.pending == OrderRevision.id)
    return query.where(SalesOrder.pending > 0)


_SUM = fn.SUM(OrderRevision.gross).converter(OrderRevision.gross.python_value)
_COUNTED = (OrderRevision.currency, fn.COUNT(OrderRevision.id), _SUM)
_LISTED = (
    SalesOrder.number,
    OrderRevision.revision,
    OrderRevision.sold_to_code,
    OrderRevision.sold_to_name,
    OrderRevision.order_date,
    OrderRevision.po_number,
    OrderRevision.gross,
    OrderRevision.currency,
    OrderRevision.made_by,
    OrderRevision.made_at,
    OrderRevision.id,
)
MINE_NUMBER = Prepared(
    lambda login: _waiting(*_COUNTED).where(OrderRevision.made_by == login).group_by(OrderRevision.currency)
)
ALL_NUMBER = Prepared(lambda: _waiting(*_COUNTED).group_by(OrderRevision.currency))


def _all(counter: object, limit: object, offset: object, *columns: Any) -> Any:
    """A page of all that waits, those of this counter first, then the oldest: in the turn of the approval queue."""
    own = Case(None, [(SalesOrder.counter == counter, 0)], 1)
    return _waiting(*columns).order_by(own, OrderRevision.id).limit(limit).offset(offset)


def _mine(login: object, limit: object, offset: object, *columns: Any) -> Any:
    query = _waiting(*columns).where(OrderRevision.made_by == login)
    return query.order_by(OrderRevision.id.desc()).limit(limit).offset(offset)


def _held(page: Any) -> Any:
    """What the orders of a page wait for; what was placed by hand on an earlier one hangs on the order (C-34)."""
    query = Hold.select(SalesOrder.pending, Hold.text, Hold.code, Hold.amount).join(OrderRevision).join(SalesOrder)
    mine = (Hold.revision == SalesOrder.pending) | (Hold.code == USER)
    return query.where(SalesOrder.pending.in_(page) & mine & Hold.released_at.is_null()).order_by(Hold.id)


ALL = Prepared(lambda *page: _all(*page, *_LISTED))
MINE = Prepared(lambda *page: _mine(*page, *_LISTED))
HELD_OF_ALL = Prepared(lambda *page: _held(_all(*page, OrderRevision.id)))
HELD_OF_MINE = Prepared(lambda *page: _held(_mine(*page, OrderRevision.id)))


def sees_all(who: Who) -> bool:
    """Are all waiting orders listed for him, not his own alone: may he approve them?"""
    return may(who, Act.APPROVE)


def my_work(who: Who, limit: int = PAGE, offset: int = 0, counter: str = "") -> list[DraftRow | OrderRow]:
    """My drafts, newest first, then what waits; see `waiting`."""
    if offset == 0:
        kept, waits = at_once(partial(drafts, who, limit), partial(waiting, who, limit, 0, counter))
        return [*kept, *waits][:limit]
    kept = drafts(who, limit, offset)
    if len(kept) == limit:
        return [*kept]
    beyond = 0 if kept else max(0, offset - KEPT_NUMBER.first(who.login)[0])
    return [*kept, *waiting(who, limit - len(kept), beyond, counter)]


def my_work_total(who: Who) -> WorkTotal:
    """How many drafts and waiting orders `my_work` lists, and what these come to."""
    count = ALL_NUMBER if sees_all(who) else partial(MINE_NUMBER, who.login)
    waits, kept = at_once(count, partial(KEPT_NUMBER.first, who.login))
    sums = tuple(sorted((currency, gross) for currency, _, gross in waits))
    return WorkTotal(kept[0], sum(count for _, count, _ in waits), sums)


def home(who: Who, limit: int, counter: str, *, inactive: bool) -> tuple[int, WorkTotal, list[DraftRow | OrderRow]]:
    """How many customers there are, and my work: how much there is, and its first rows."""
    return at_once(
        partial(total, inactive), partial(my_work_total, who), partial(my_work, who, limit, counter=counter)
    )


def day_figures(day: date) -> DayFigures:
    """What the house did and has to do on a day: true, or left out."""
    from custtui.services.orders.day_figures import figures_of  # here: home stands without them (P-6)

    return figures_of(day)


def day_ahead(day: date) -> DayFigures | None:
    """The same with home itself where the server is far (P-13); on a file it is read behind the typing."""
    return None if is_sqlite(db) else day_figures(day)


def drafts(who: Who, limit: int = PAGE, offset: int = 0) -> list[DraftRow]:
    """My drafts, newest first; those without lines and half-typed text are not kept."""
    page = (who.login, limit, offset)
    return _left(who, lambda: at_once(partial(KEPT, *page), partial(KEPT_LINES, *page)), partial(KEPT_IDS, *page))


def kept_for(who: Who, account_id: int) -> list[DraftRow]:
    """My drafts for one customer and those merged into it, newest first."""
    both = partial(of_family, account_id, partial(_left_for, who.login))
    return _left(who, both, lambda: of_family(account_id, partial(KEPT_FOR_IDS, who.login)))


def _left_for(login: str, accounts: list[int]) -> tuple[FoundRows, FoundRows]:
    return at_once(partial(KEPT_FOR, login, accounts), partial(KEPT_FOR_LINES, login, accounts))


def _left(who: Who, ask: Callable[[], tuple[FoundRows, FoundRows]], ids: Callable[[], FoundRows]) -> list[DraftRow]:
    """As they were left; each for itself where others than this program broke one."""
    try:
        with explained():
            rows, lines = ask()
    except Unavailable:
        raise
    except (Refused, LookupError, ValueError, TypeError, ArithmeticError):
        return _rows().worked_out(who, [draft for (draft,) in ids()])
    return _rows().as_left(who, rows, lines) if rows else []


def _rows() -> Any:
    from custtui.services.order_entry import left_drafts  # here: home without drafts needs no order desk (P-6)

    return left_drafts


def _words(code: str, text: str, amount: Decimal | None, currency: str) -> str:
    """What a hold says: more than its text where it came in from a file."""
    from custtui.domain.acceptance import hold_words  # here: home where nothing waits stands without it (P-6)

    return hold_words(code, text, amount, currency) or code


def _asked(who: Who, counter: str, limit: int, offset: int) -> list[Any]:
    return [*ALL(counter, limit, offset)] if sees_all(who) else [*MINE(who.login, limit, offset)]


def _readable(who: Who, counter: str, limit: int, offset: int) -> list[Any]:
    try:
        with explained():
            return _asked(who, counter, limit, offset)
    except Unavailable:
        raise
    except (Refused, ValueError, TypeError, ArithmeticError):
        if limit == 1:
            return []
    return [row for number in range(limit) for row in _readable(who, counter, 1, offset + number)]


def waiting(who: Who, limit: int = PAGE, offset: int = 0, counter: str = "") -> list[OrderRow]:
    """My orders that wait to be accepted, newest first; to who may approve the first rows of the approval queue.

    Of that this counter's come first, then the oldest (X-09); the summary says what for. One that others than this
    program broke is left out: there are fewer then than `my_work_total` counts.
    """
    held = partial(HELD_OF_ALL, counter) if sees_all(who) else partial(HELD_OF_MINE, who.login)
    rows, holds = at_once(partial(_readable, who, counter, limit, offset), partial(held, limit, offset))
    reasons: dict[int, list[tuple[str, str, Decimal | None]]] = {}
    for revision, text, code, amount in holds:
        reasons.setdefault(revision, []).append((code, text, amount))
    return [_waiting_row(row, reasons.get(row[-1], [])) for row in rows]


def _waiting_row(row: Any, reasons: list[tuple[str, str, Decimal | None]]) -> OrderRow:
    """A change waits since it was placed, an order since its day: one of a file came in waiting."""
    number, revision, code, name, day, po, gross, currency, by, made_at, _ = row
    summary = "; ".join(_words(*one, currency) for one in reasons)
    short = tuple(short_reason(kind, text, amount, currency) for kind, text, amount in reasons)
    since = day if revision == 1 else day_of(made_at)
    return OrderRow(number, revision, "pending", code, name, day, po, gross, currency, summary, by, short, since)
