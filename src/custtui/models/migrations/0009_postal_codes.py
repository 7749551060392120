"""Postal codes stored in small letters stand as their country writes them; orders keep what they were placed with."""

import json
from collections.abc import Iterator

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.domain.address import Address
from custtui.domain.postal import written

AT_ONCE = 2_000
TABLES = ("location", "seller", "draft_address")
SMALL = """
SELECT id, postal_code, country FROM "{0}" WHERE id > {1} AND postal_code <> upper(postal_code) ORDER BY id LIMIT {2}
"""
ACCOUNTS = """
SELECT DISTINCT s.account_id FROM customer_site s JOIN party_site p ON p.id = s.party_site_id
WHERE p.location_id = {0}
"""
CODES = """
SELECT l.postal_code FROM customer_site s JOIN party_site p ON p.id = s.party_site_id
JOIN location l ON l.id = p.location_id
WHERE s.account_id = {0} ORDER BY p.identifying DESC, s.active DESC, s.id
"""


def up(migrator: SchemaMigrator, db: Database) -> None:
    mark = "%s" if type(migrator).__name__.startswith("Postgresql") else "?"
    row = db.execute_sql('SELECT country FROM "seller"').fetchone()
    home, moved = row[0] if row else "", set[int]()
    for table in TABLES:
        change = f'UPDATE "{table}" SET postal_code = {mark} WHERE id = {mark}'
        for one, code, country in _small(db, table):
            now = written(Address(postal_code=code, country=country), home).postal_code
            if now != code:
                db.execute_sql(change, (now, one))
                if table == "location":
                    moved.update(account for (account,) in db.execute_sql(ACCOUNTS.format(one)).fetchall())
    for account in sorted(moved):
        _learn(db, account, mark)


def _small(db: Database, table: str) -> Iterator[tuple[int, str, str]]:
    last = 0
    while rows := db.execute_sql(SMALL.format(table, last, AT_ONCE)).fetchall():
        yield from rows
        last = rows[-1][0]


def _learn(db: Database, account: int, mark: str) -> None:
    """What the lookup shows; words and keys are folded, they are the same as before."""
    row = db.execute_sql(f"SELECT facts FROM search_document WHERE account_id = {account}").fetchone()
    if row is None:
        return
    codes = dict.fromkeys(code for (code,) in db.execute_sql(CODES.format(account)).fetchall() if code)
    facts = json.dumps({**json.loads(row[0]), "postal code": [*codes]}, ensure_ascii=False, separators=(",", ":"))
    change = f"UPDATE search_document SET facts = {mark} WHERE account_id = {mark}"
    db.execute_sql(change, (facts, account))
