"""Rows of one table as links of chains: whose they are, and what of them counts (S-6)."""

from dataclasses import dataclass

from peewee import Database


@dataclass(frozen=True, slots=True)
class LinkKind:
    """Rows of one table as links: by which column of which tables they belong to a chain, and what of them counts."""

    table: str
    of: str = "t.order_id"
    joined: str = ""
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    parts: str = ""
    """What comes with a row: the rows `x` of another table, as SQL with the row as `t`."""
    where: str = ""
    since: str = ""
    """The table that came with the kind, where its own is older: scripts of before take none of it up."""

    def stands(self, database: Database) -> bool:
        """Is it there yet, while migrations run?"""
        return database.table_exists(self.since or self.table)

    def takes(self, column: str) -> bool:
        """Does this column count?"""
        return column in self.only if self.only else column not in self.without

    def rows(self, where: str) -> str:
        """SQL of the rows, with the chain they belong to first."""
        also = f" AND {self.where}" if self.where else ""
        return f'SELECT {self.of}, t.* FROM "{self.table}" t {self.joined} WHERE {where}{also} ORDER BY t.id'

    def with_parts(self, where: str) -> str:
        """SQL of what comes with the rows, with the id of the row first."""
        return f'SELECT t.id, x.* FROM "{self.table}" t {self.joined} {self.parts} WHERE {where} ORDER BY t.id, x.id'
