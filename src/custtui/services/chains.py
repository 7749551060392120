"""Every chain there is, page by page: one walk for what verifies them and for what seals them (S-6)."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from custtui.models.base import db
from custtui.models.chaining import (
    HISTORIES,
    HISTORY,
    HOUSE_MESSAGE,
    HOUSE_STEP,
    KINDS,
    LINKS,
    MESSAGE,
    MESSAGE_STEP,
    OPERATOR,
    PAYMENT,
    RELEASE,
    ChainHead,
    RowContent,
    RowKey,
    digest,
    links_of,
    read,
)
from custtui.models.histories import AT_ONCE as MANY
from custtui.models.taking_up import AT_ONCE, pages

ReadLink = tuple[int, str, int, str]
"""Number, kind, row and hash."""
ORDER, PAYMENTS, OPERATORS = "order", "payments of", "operators"
MOST = 2**31 - 1
"""The largest id of a row PostgreSQL takes."""


class Chain:
    """The links of one order or payer, and what its rows say now."""

    def __init__(self, links: list[ReadLink], rows: Mapping[RowKey, RowContent]) -> None:
        self.links, self.rows = links, rows

    def faults(self) -> Iterator[str]:
        """What was changed, removed or put beside it, each row by its name."""
        number, previous = 0, ""
        known = set[RowKey]()
        for at, kind, row, told in self.links:
            if at != number + 1:
                yield f"of its chain {_span(number + 1, at - 1)} removed"
            found = self.rows.get((kind, row))
            if found is None:
                yield f"{_name(kind, row, {})} was removed"
            elif at == number + 1 and digest(previous, kind, found) != told:
                yield f"{_name(kind, row, found)} was changed"
            number, previous = at, told
            known.add((kind, row))
        for (kind, row), found in self.rows.items():
            if (kind, row) not in known:
                yield f"{_name(kind, row, found)} was put there by others: it stands outside the chain"

    def heads(self) -> Iterator[ChainHead]:
        """The heads its rows come to, link by link, worked out anew: what was removed counts as nothing."""
        previous = ""
        for at, kind, row, _ in self.links:
            previous = digest(previous, kind, self.rows.get((kind, row), {}))
            yield at, previous


def _span(begin: int, end: int) -> str:
    return f"link {begin} was" if begin == end else f"links {begin} to {end} were"


NAMED: Mapping[str, Callable[[RowContent], Any]] = {
    "order_revision": lambda of: of.get("revision"),
    "hold": lambda of: of.get("code"),
    "order_event": lambda of: of.get("kind"),
    "shipment": lambda of: of.get("number"),
    "invoice": lambda of: of.get("number"),
    "cover": lambda of: of.get("number"),
    **dict.fromkeys((MESSAGE, HOUSE_MESSAGE), lambda of: of.get("subject")),
    OPERATOR: lambda of: of.get("login"),
    "term_change": lambda of: of.get("field"),
    "shared_term": lambda of: of.get("field"),
    "second_signature": lambda of: of.get("act"),
}
WORDS = {
    "sales_order": "the order's own row",
    "order_revision": "revision",
    "order_event": "event",
    RELEASE: "release of hold",
    OPERATOR: "event",
    "shared_term": "term_change",
    "undo": "undoing of merge_log",
    HOUSE_MESSAGE: MESSAGE,
    HOUSE_STEP: MESSAGE_STEP,
}


def _name(kind: str, row: int, found: RowContent) -> str:
    """`invoice 7 (IN-7)`: the table, the row, and what people call it."""
    called = NAMED.get(kind, lambda of: "")(found)
    return f"{WORDS.get(kind, kind)} {row}" + (f" ({called})" if called else "")


class Walk(NamedTuple):
    """Chains of one sort: by which column links and by which table they belong together, and what is in them."""

    what: str
    column: str
    table: str
    called: str
    kinds: tuple[str, ...]
    links: str = LINKS
    at_once: int = AT_ONCE


WALKS: tuple[Walk, ...] = (
    Walk(ORDER, "order_id", "sales_order", "number", tuple(KINDS)),
    Walk(PAYMENTS, "account_id", "customer_account", "code", (PAYMENT,)),
    *(
        Walk(what, column, table, called, tuple(HISTORIES[column]), HISTORY, MANY)
        for what, column, table, called in (
            ("history of customer", "account_id", "customer_account", "code"),
            ("history of party", "party_id", "party", "id"),
            ("history of address", "location_id", "location", "id"),
            ("house", "house_id", "house", "id"),
        )
    ),
)


class Named(NamedTuple):
    """A chain by what people call it; `there` is false where whose chain it is is gone."""

    what: str
    name: str
    id: int
    chain: Chain
    there: bool


def chain_pages() -> Iterator[tuple[str, Iterator[Named]]]:
    """What is read at a time, and the chains in it: those of orders and payers that are gone among them."""
    for walk in WALKS:
        low = -MOST
        for _, high in pages(db.obj, walk.table, at_once=walk.at_once):
            yield f"chains of {walk.table} up to {high}", _page(walk, low, high)
            low = high + 1
        yield f"chains of {walk.table} from {low} on", _page(walk, low, MOST)
    yield "the chain of operators", _operators()


def _page(walk: Walk, low: int, high: int) -> Iterator[Named]:
    called = f'SELECT id, {walk.called} FROM "{walk.table}" WHERE id BETWEEN {low:d} AND {high:d}'
    names: dict[int, str] = dict(db.execute_sql(called).fetchall())
    links = links_of(db.obj, walk.column, low, high, walk.links)
    rows = dict[int, dict[RowKey, RowContent]]()
    for kind in walk.kinds:
        for chain, row, of in read(db.obj, kind, "{1} BETWEEN {0} AND {0}", (low, high)):
            rows.setdefault(chain, {})[kind, row] = of
    for one in sorted({*links, *rows}):
        name = f"{walk.what} {names.get(one, f'{one} (gone)')}"
        yield Named(walk.what, name, one, Chain(links.get(one, []), rows.get(one, {})), one in names)


def _operators() -> Iterator[Named]:
    """Who gave whom which role: each event keeps its own hash."""
    rows: dict[RowKey, RowContent] = {
        (OPERATOR, row): of for _, row, of in read(db.obj, OPERATOR, "t.id >= {0}", (-MOST,))
    }
    kept = db.execute_sql("SELECT number, id, hash FROM operator_event ORDER BY number").fetchall()
    links = [(number, OPERATOR, row, told) for number, row, told in kept]
    if links:
        yield Named(OPERATORS, OPERATORS, 0, Chain(links, rows), True)
