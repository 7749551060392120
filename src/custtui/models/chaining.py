"""What each link of a chain is made over, and how chains are continued (S-6).

Contents are read as the database keeps them, by the columns it has: what is NULL or empty is left out, so that a
column that comes later leaves the links of before as they are. Whoever writes an event or a posting of an order calls
`link` in the same transaction, with the order locked; `custtui check` names what stands outside its chain.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from peewee import Database

from custtui.models.ahead import kept
from custtui.models.base import db
from custtui.models.canonical import LINES, canonical, number_writer, plain, row_writer, written
from custtui.models.database import is_sqlite
from custtui.models.link_kind import LinkKind

RowContent = dict[str, Any]
"""What a row says: its columns, and those of its lines."""
ToldText = str
"""The same, written as links are made over it."""
MadeRow = tuple[str, int, RowContent | ToldText]
"""Kind, id and content of a row that takes its place in a chain."""
RowKey = tuple[str, int]
"""Kind and id of a row."""
ChainHead = tuple[int, str]
"""The number and the hash of the last link of a chain."""

NONE: ChainHead = (0, "")
RELEASE = "release"
"""The kind of what is written of a hold later: who released it, and when."""
CANONICAL = canonical(sort_keys=True, default=str)


_POSITION = "JOIN order_position p ON p.id = t.position_id"
_INVOICE = "JOIN invoice i ON i.id = t.invoice_id"
_SHIPMENT = "JOIN shipment s ON s.id = t.shipment_id"
_OWN = "JOIN order_position p ON p.id = x.position_id AND p.order_id = t.order_id"
_REVISION = "JOIN order_revision r ON r.id = t.revision_id"
_RELEASED = ("released_by", "released_at")
_SAID = (
    *("id", "order_id", "contact_id", "event", "subject", "body", "made_at", "made_by", "paper"),
    "until",
)
_OUTBOX = "JOIN outbox o ON o.id = t.outbox_id"
MESSAGE, MESSAGE_STEP = "outbox", "outbox_step"
"""A message about an order, and what became of it; those of no order stand in the chain of the house."""
HOUSE_MESSAGE, HOUSE_STEP = "house_message", "house_message_step"
SENT_WITH = "shipment_line"
"""A line of a shipment that stands in the chain of another order, which has its own lines there (C-48)."""
BILLED = "billed_order"
"""What of an invoice that stands in the chain of another order is this one's (C-42)."""

KINDS: dict[str, LinkKind] = {
    "sales_order": LinkKind("sales_order", "t.id", without=("in_force_id", "pending_id")),
    "order_revision": LinkKind("order_revision", only=("id", "order_id", "revision", "replaces_id", "hash")),
    "order_card": LinkKind("order_card", "r.order_id", _REVISION),
    "hold": LinkKind("hold", "r.order_id", _REVISION, without=_RELEASED),
    RELEASE: LinkKind("hold", "r.order_id", _REVISION, only=("id", *_RELEASED), where="t.released_at IS NOT NULL"),
    "order_event": LinkKind("order_event"),
    "shipment": LinkKind("shipment", parts=f"JOIN shipment_line x ON x.shipment_id = t.id {_OWN}"),
    SENT_WITH: LinkKind("shipment_line", "p.order_id", f"{_POSITION} {_SHIPMENT}", where="p.order_id <> s.order_id"),
    "forfeit": LinkKind("forfeit", "p.order_id", _POSITION),
    "return": LinkKind("return", "p.order_id", _POSITION),
    "cover": LinkKind("cover", "p.order_id", _POSITION, without=("progress", "done", "due")),
    "cover_step": LinkKind(
        "cover_step", "p.order_id", "JOIN cover c ON c.id = t.cover_id JOIN order_position p ON p.id = c.position_id"
    ),
    "invoice": LinkKind("invoice", parts="JOIN invoice_line x ON x.invoice_id = t.id"),
    BILLED: LinkKind("billed_order", joined=_INVOICE, where="t.order_id <> i.order_id"),
    "credit_charge": LinkKind("credit_charge", "i.order_id", _INVOICE),
    "billed_charge": LinkKind("billed_charge", "i.order_id", _INVOICE),
    "instalment": LinkKind("instalment", "i.order_id", _INVOICE),
    "allocation": LinkKind("allocation", "i.order_id", _INVOICE, parts="JOIN payment x ON x.id = t.payment_id"),
    MESSAGE: LinkKind("outbox", only=_SAID, where="t.order_id IS NOT NULL", since="outbox_step"),
    MESSAGE_STEP: LinkKind("outbox_step", "o.order_id", _OUTBOX, where="o.order_id IS NOT NULL"),
}
"""What happens to an order, in the order in which rows of before are taken up."""
AFTERWARDS = (RELEASE, "cover", "cover_step", BILLED, MESSAGE, MESSAGE_STEP)
"""What happens to orders that stand already, never as they are written."""
PAYMENT = "payment"
PAYMENTS = {PAYMENT: LinkKind("payment", "t.account_id")}
"""What a customer paid: a chain of its own, since not all of it is of an order."""
OPERATOR = "operator_event"
OPERATORS = {OPERATOR: LinkKind("operator_event", "0", without=("id", "hash"))}
"""Who gave whom which role: one chain, whose hashes stand in the events themselves."""
_UNDONE = ("undone_by", "undone_at", "undo_signed_by")
SIGNATURE, SEALING, SETUP_CHANGE = "second_signature", "sealing", "setup_change"
HISTORIES: dict[str, dict[str, LinkKind]] = {
    "account_id": {
        "term_change": LinkKind("term_change", "t.account_id", where="t.account_id IS NOT NULL"),
        "merge_log": LinkKind("merge_log", "t.survivor_id", without=_UNDONE),
        "undo": LinkKind("merge_log", "t.survivor_id", only=("id", *_UNDONE), where="t.undone_at IS NOT NULL"),
    },
    "party_id": {"shared_term": LinkKind("term_change", "t.party_id", where="t.party_id IS NOT NULL")},
    "location_id": {"address_change": LinkKind("address_change", "t.location_id")},
    "house_id": {
        SIGNATURE: LinkKind("second_signature", "1"),
        SEALING: LinkKind("sealing", "1", parts="JOIN sealed_head x ON x.sealing_id = t.id"),
        SETUP_CHANGE: LinkKind("setup_change", "1"),
        HOUSE_MESSAGE: LinkKind("outbox", "1", only=_SAID, where="t.order_id IS NULL", since="outbox_step"),
        HOUSE_STEP: LinkKind("outbox_step", "1", _OUTBOX, where="o.order_id IS NULL"),
    },
}
"""What is kept beside orders, by the column of `history_link` that names whose chain it stands in."""
EVERY = {
    **KINDS,
    **PAYMENTS,
    **OPERATORS,
    **{name: kind for kinds in HISTORIES.values() for name, kind in kinds.items()},
}
LINKS, HISTORY = "chain_link", "history_link"
"""The tables that links stand in: those of orders and payments, and those of what is kept beside."""
WRITTEN = {LINKS: "link", HISTORY: "history", OPERATOR: "role"}
"""The counters of links and roles of a house on SQLite; on PostgreSQL writers would wait for each other at them."""
COUNTED = {
    f"keep_{name}": (f"AFTER INSERT ON {table}", f"UPDATE counter SET value = value + 1 WHERE name = '{counter}'")
    for name, (table, counter) in zip(("links", "histories", "roles"), WRITTEN.items(), strict=True)
}
"""The triggers that count them, as those of `UPKEEP`."""


def digest(previous: str, kind: str, content: RowContent | ToldText) -> str:
    """The hash of a link."""
    told = content if isinstance(content, str) else CANONICAL(content)
    text = f"[{written(previous)},{written(kind)},{told}]"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def telling(kind: str, names: Sequence[str]) -> Callable[..., ToldText]:
    """What tells a row of these columns: what counts of it; all of one that comes with another (see `row_writer`)."""
    one = EVERY.get(kind)
    return row_writer(_counting(names, lambda column: one is None or one.takes(column)))


def telling_numbers(names: Sequence[str]) -> Callable[[Sequence[Any]], ToldText]:
    """The same of rows that come with another and are numbers (see `number_writer`)."""
    return number_writer(_counting(names, lambda column: True))


def read(database: Database, kind: str, where: str, values: tuple[Any, ...]) -> Iterator[tuple[int, int, RowContent]]:
    """Chain, id and content of the rows of a kind; `where` with `{0}` for each value, of the row `t` and its `of`."""
    one = EVERY[kind]
    where = where.format("?" if is_sqlite(database) else "%s", one.of)
    found = {row: (chain, of) for chain, row, of in _contents(database, kind, one.rows(where), values)}
    for parent, part in _parts(database, one.with_parts(where), values) if one.parts else ():
        if parent in found:
            found[parent][1].setdefault(LINES, []).append(part)
    for row, (chain, of) in found.items():
        yield chain, row, of


def _contents(
    database: Database, kind: str, sql: str, values: tuple[Any, ...]
) -> Iterator[tuple[int, int, RowContent]]:
    rows, names = _rows(database, sql, values)
    which, says = names.index("id"), _saying(names, EVERY[kind].takes)
    for row in rows:
        yield row[0], row[which], says(row)


def _parts(database: Database, sql: str, values: tuple[Any, ...]) -> Iterator[tuple[int, RowContent]]:
    rows, names = _rows(database, sql, values)
    says = _saying(names, lambda column: True)
    for row in rows:
        yield row[0], says(row)


def _rows(database: Database, sql: str, values: tuple[Any, ...]) -> tuple[list[Any], list[str]]:
    """Rows, and the names of their columns but the first, which is whose they are ('')."""
    cursor = database.execute_sql(sql, values)
    return cursor.fetchall(), ["", *(one[0] for one in cursor.description[1:])]


def _saying(names: Sequence[str], takes: Callable[[str], bool]) -> Callable[[Any], RowContent]:
    """What makes a row's content: which columns count is asked once, not of every row."""
    places = _counting(names, takes)
    return lambda row: {name: plain(row[at]) for at, name in places if row[at] is not None and row[at] != ""}


def _counting(names: Sequence[str], takes: Callable[[str], bool]) -> list[tuple[int, str]]:
    return [(at, name) for at, name in enumerate(names) if name and takes(name)]


def link(order: int, *rows: RowKey | MadeRow) -> None:
    """Take rows just written into the chain of their order, within the transaction that wrote them.

    Those whose contents are not known are read.
    """
    _append("order_id", order, [row if len(row) == 3 else _made(*row) for row in rows])


def link_payment(account: int, payment: int) -> None:
    """Take a payment into the chain of who paid."""
    _append("account_id", account, [_made(PAYMENT, payment)])


def _made(kind: str, row: int) -> MadeRow:
    _, _, of = next(read(db.obj, kind, "t.id = {0}", (row,)))
    return kind, row, of


def _append(column: str, chain: int, made: Iterable[MadeRow], head: ChainHead | None = None) -> None:
    known, key = kept() or {}, (LINKS, column, chain)
    links = [(chain, *one) for one in joined(head or known.get(key) or head_of(db.obj, column, chain), made)]
    write(db.obj, column, links)
    if links and key in known:
        known[key] = links[-1][1], links[-1][-1]


def ahead(order: int) -> None:
    """Ask for the end of an order's chain, which is locked, before it goes on, where the server is far (P-13)."""
    known = kept()
    if known is not None:
        known[LINKS, "order_id", order] = head_of(db.obj, "order_id", order)


def go_on(order: int, made: Iterable[MadeRow]) -> None:
    """Continue the chain of an order by rows just written whose contents are known."""
    _append("order_id", order, made)


def start(order: int, made: Iterable[MadeRow]) -> None:
    """Begin the chain of an order just written."""
    _append("order_id", order, made, NONE)


def joined(head: ChainHead, made: Iterable[MadeRow]) -> Iterator[tuple[int, str, int, str]]:
    """Number, kind, row and hash of the links that follow a head."""
    number, previous = head
    for kind, row, of in made:
        number, previous = number + 1, digest(previous, kind, of)
        yield number, kind, row, previous


def head_of(database: Database, column: str, chain: int, table: str = LINKS) -> ChainHead:
    """The last link of a chain."""
    mark = "?" if is_sqlite(database) else "%s"
    sql = f"SELECT number, hash FROM {table} WHERE {column} = {mark} ORDER BY number DESC LIMIT 1"
    row = database.execute_sql(sql, (chain,)).fetchone()
    return (row[0], row[1]) if row else NONE


def heads_of(database: Database, column: str, chains: Iterable[int], table: str = LINKS) -> dict[int, ChainHead]:
    """The last links of chains that have any."""
    named = ", ".join(f"{chain:d}" for chain in chains)
    last = f"SELECT {column}, max(number) AS number FROM {table} WHERE {column} IN ({named}) GROUP BY {column}"
    sql = f"SELECT c.{column}, c.number, c.hash FROM {table} c JOIN ({last}) last USING ({column}, number)"
    return {chain: (number, told) for chain, number, told in database.execute_sql(sql).fetchall()}


def write(database: Database, column: str, links: list[tuple[Any, ...]], table: str = LINKS) -> None:
    """Store links: chain, number, kind, row, hash."""
    if not links:
        return
    columns = f'"{column}", "number", "kind", "entry", "hash"'
    if len(links) > 50 and not is_sqlite(database):
        with database.cursor().copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for one in links:
                copy.write_row(one)
        return
    marks = f"({', '.join(['?' if is_sqlite(database) else '%s'] * 5)})"
    for at in range(0, len(links), 50):
        some = links[at : at + 50]
        sql = f"INSERT INTO {table} ({columns}) VALUES {', '.join([marks] * len(some))}"
        database.later(sql, [value for one in some for value in one])


Links = Mapping[int, list[tuple[int, str, int, str]]]
"""Number, kind, row and hash of the links of each chain."""


def links_of(database: Database, column: str, low: int, high: int, table: str = LINKS) -> Links:
    """The links of the chains from one to another, by chain, in their order."""
    mark = "?" if is_sqlite(database) else "%s"
    sql = f"SELECT {column}, number, kind, entry, hash FROM {table} WHERE {column} BETWEEN {mark} AND {mark}"
    found = dict[int, list[tuple[int, str, int, str]]]()
    for chain, *one in database.execute_sql(f"{sql} ORDER BY {column}, number", (low, high)).fetchall():
        found.setdefault(chain, []).append((one[0], one[1], one[2], one[3]))
    return found
