"""Takes rows into their chains that stand in none: of databases of before, and of orders written in bulk."""

from collections.abc import Iterator

from peewee import Database

from custtui.models.chaining import KINDS, NONE, PAYMENT, MadeRow, heads_of, joined, links_of, read, write

AT_ONCE = 500


def take_up(database: Database, first_order: int = 0, first_payment: int = 0) -> None:
    """Continue the chains of all orders and payments from these ids on by what of them stands in no chain."""
    take_up_orders(database, first_order)
    take_up_payments(database, first_payment)


def take_up_orders(database: Database, first: int = 0) -> None:
    """The same of orders, of the tables there are: a script of before knows nothing of later ones."""
    kinds = [name for name, one in KINDS.items() if one.stands(database)]
    for low, high in pages(database, "sales_order", first):
        _orders(database, kinds, low, high)


def take_up_payments(database: Database, first: int = 0) -> None:
    """The same of payments."""
    for low, high in pages(database, "payment", first):
        _payments(database, low, high)


def pages(database: Database, table: str, first: int = 0, at_once: int = AT_ONCE) -> Iterator[tuple[int, int]]:
    """From and to of the ids of a table, so many rows at a time."""
    low = first
    sql = f'SELECT min(id), max(id) FROM (SELECT id FROM "{table}" WHERE id >= {{0:d}} ORDER BY id LIMIT {at_once}) t'
    while (found := database.execute_sql(sql.format(low)).fetchone())[0] is not None:
        yield found[0], found[1]
        low = found[1] + 1


def _orders(database: Database, kinds: list[str], low: int, high: int) -> None:
    standing = links_of(database, "order_id", low, high)
    known = {(kind, row) for links in standing.values() for _, kind, row, _ in links}
    made = dict[int, list[MadeRow]]()
    for kind in kinds:
        for chain, row, of in read(database, kind, "{1} BETWEEN {0} AND {0}", (low, high)):
            if (kind, row) not in known:
                made.setdefault(chain, []).append((kind, row, of))
    heads = {chain: (links[-1][0], links[-1][3]) for chain, links in standing.items()}
    links = [(chain, *one) for chain, rows in sorted(made.items()) for one in joined(heads.get(chain, NONE), rows)]
    write(database, "order_id", links)


def _payments(database: Database, low: int, high: int) -> None:
    """A few questions for all payers of a page."""
    made = dict[int, list[MadeRow]]()
    for chain, row, of in read(database, PAYMENT, "t.id BETWEEN {0} AND {0}", (low, high)):
        made.setdefault(chain, []).append((PAYMENT, row, of))
    known, heads = _entries(database, sorted(made), low, high), heads_of(database, "account_id", sorted(made))
    links = [
        (chain, *one)
        for chain, rows in sorted(made.items())
        for one in joined(heads.get(chain, NONE), [row for row in rows if row[1] not in known])
    ]
    write(database, "account_id", links)


def _entries(database: Database, accounts: list[int], low: int, high: int) -> set[int]:
    """The payments with ids from one to another that stand in the chains of these accounts."""
    chains = ", ".join(str(one) for one in accounts)
    sql = f"SELECT entry FROM chain_link WHERE account_id IN ({chains}) AND entry BETWEEN {low:d} AND {high:d}"
    return {entry for (entry,) in database.execute_sql(sql).fetchall()}
