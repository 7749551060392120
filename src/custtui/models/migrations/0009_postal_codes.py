"""Postal codes stand as their country writes them, capitals and blank; orders keep what they were placed with."""

import json
from collections.abc import Iterator
from dataclasses import replace

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.domain.address import Address
from custtui.domain.postal import written
from custtui.models.search.document import READ, from_row

AT_ONCE = 2_000
TABLES = ("location", "seller", "draft_address")
OTHERWISE = """
SELECT id, postal_code, country FROM "{0}" WHERE id > {1} AND postal_code <> ''
 AND (postal_code <> upper(postal_code) OR (country IN ('', 'CA', 'GB', 'IE', 'NL') AND postal_code NOT LIKE {2}))
 ORDER BY id LIMIT {3}
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
        for one, code, country in _otherwise(db, table, mark):
            now = written(Address(postal_code=code, country=country), home).postal_code
            if now != code:
                db.execute_sql(change, (now, one))
                if table == "location":
                    moved.update(account for (account,) in db.execute_sql(ACCOUNTS.format(one)).fetchall())
    for account in sorted(moved):
        _learn(db, account, mark)


def _otherwise(db: Database, table: str, mark: str) -> Iterator[tuple[int, str, str]]:
    last = 0
    while rows := db.execute_sql(OTHERWISE.format(table, last, mark, AT_ONCE), ("% %",)).fetchall():
        yield from rows
        last = rows[-1][0]


def _learn(db: Database, account: int, mark: str) -> None:
    """What the lookup shows, and the words it finds by; the keys of likely twins know no blanks, they stay."""
    row = db.execute_sql(f"{READ} = {account}").fetchone()
    if row is None:
        return
    before = from_row(row)
    codes = dict.fromkeys(code for (code,) in db.execute_sql(CODES.format(account)).fetchall() if code)
    now = replace(before, facts={**before.facts, "postal code": [*codes]})
    facts = json.dumps(now.facts, ensure_ascii=False, separators=(",", ":"))
    if mark == "%s":
        sql = "UPDATE search_document SET facts = %s, words = array_to_tsvector(%s::text[]) WHERE account_id = %s"
        db.execute_sql(sql, (facts, sorted(now.words()), account))
        return
    db.execute_sql("UPDATE search_document SET facts = ? WHERE account_id = ?", (facts, account))
    forget = "INSERT INTO search_words (search_words, rowid, words) VALUES ('delete', ?, ?)"
    db.execute_sql(forget, (before.key, " ".join(before.words())))
    db.execute_sql("INSERT INTO search_words (rowid, words) VALUES (?, ?)", (now.key, " ".join(now.words())))
