"""Reads the chains: every event and posting of an order stands in its chain as it was written (S-6)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from custtui.models.base import db
from custtui.models.chaining import KINDS, PAYMENT, RELEASE, Content, Head, Key, digest, links_of, read
from custtui.models.taking_up import pages
from custtui.services.check_parts import whole

Link = tuple[int, str, int, str]
"""Number, kind, row and hash."""


class Chain:
    """The links of one order or payer, and what its rows say now."""

    def __init__(self, links: list[Link], rows: Mapping[Key, Content]) -> None:
        self.links, self.rows = links, rows

    def faults(self) -> Iterator[str]:
        """What was changed, removed or put beside it, each row by its name."""
        number, previous = 0, ""
        known = set[Key]()
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

    def heads(self) -> Iterator[Head]:
        """The heads its rows come to, link by link, worked out anew: what was removed counts as nothing."""
        previous = ""
        for at, kind, row, _ in self.links:
            previous = digest(previous, kind, self.rows.get((kind, row), {}))
            yield at, previous


def _span(begin: int, end: int) -> str:
    return f"link {begin} was" if begin == end else f"links {begin} to {end} were"


NAMED: Mapping[str, Callable[[Content], Any]] = {
    "order_revision": lambda of: of.get("revision"),
    "hold": lambda of: of.get("code"),
    "order_event": lambda of: of.get("kind"),
    "shipment": lambda of: of.get("number"),
    "invoice": lambda of: of.get("number"),
}
WORDS = {
    "sales_order": "the order's own row",
    "order_revision": "revision",
    "order_event": "event",
    RELEASE: "release of hold",
}


def _name(kind: str, row: int, found: Content) -> str:
    """`invoice 7 (IN-7)`: the table, the row, and what people call it."""
    called = NAMED.get(kind, lambda of: "")(found)
    return f"{WORDS.get(kind, kind)} {row}" + (f" ({called})" if called else "")


def order_chains(low: int, high: int) -> dict[int, Chain]:
    """The chains of the orders with these ids, and of orders that are gone between them."""
    return _chains("order_id", KINDS, low, high)


def payment_chains(low: int, high: int) -> dict[int, Chain]:
    """The chains of what the accounts with these ids paid."""
    return _chains("account_id", (PAYMENT,), low, high)


def _chains(column: str, kinds: Iterable[str], low: int, high: int) -> dict[int, Chain]:
    links = links_of(db.obj, column, low, high)
    rows = dict[int, dict[Key, Content]]()
    for kind in kinds:
        for chain, row, of in read(db.obj, kind, "{1} BETWEEN {0} AND {0}", (low, high)):
            rows.setdefault(chain, {})[kind, row] = of
    return {one: Chain(links.get(one, []), rows.get(one, {})) for one in sorted({*links, *rows})}


def chain_faults(progress: Callable[[int], None] = lambda done: None) -> Iterator[str]:
    """A line for every row that is not as its chain has it; `progress` is told how many orders were read."""
    for low, high in pages(db.obj, "sales_order"):
        yield from whole(f"chains of orders {low} to {high}", _of_orders(low, high, progress))
    for low, high in pages(db.obj, "customer_account"):
        yield from whole(f"chains of payers {low} to {high}", _of_payers(low, high))
    yield from _left()


def _of_orders(low: int, high: int, progress: Callable[[int], None]) -> Iterator[str]:
    names = names_of("sales_order", "number", low, high)
    for one, chain in order_chains(low, high).items():
        yield from (f"order {names.get(one, f'{one} (gone)')}: {fault}" for fault in chain.faults())
    progress(len(names))


def _of_payers(low: int, high: int) -> Iterator[str]:
    names = names_of("customer_account", "code", low, high)
    for one, chain in payment_chains(low, high).items():
        yield from (f"payments of {names.get(one, f'{one} (gone)')}: {fault}" for fault in chain.faults())


def names_of(table: str, column: str, low: int, high: int) -> dict[int, str]:
    """What people call the rows with these ids."""
    rows = db.execute_sql(f'SELECT id, {column} FROM "{table}" WHERE id BETWEEN {low:d} AND {high:d}').fetchall()
    return dict(rows)


def _left() -> Iterator[str]:
    """Chains before the first and behind the last row there is: their pages are never read."""
    for column, table, what in (("order_id", "sales_order", "order"), ("account_id", "customer_account", "customer")):
        first, last = (f'(SELECT coalesce({one}(id), 0) FROM "{table}")' for one in ("min", "max"))
        gone = f"SELECT DISTINCT {column} FROM chain_link WHERE {column} < {first} OR {column} > {last}"
        for (one,) in db.execute_sql(gone).fetchall():
            yield f"{what} {one} is gone, its chain is still there"
