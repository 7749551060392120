"""The lookup's index: kept up by every service that changes a customer, read by services.lookup.

A text is looked for in bounded steps: codes, names and keys by ranges of a B-tree, words by the full-text search of
the database in use. Every step is told how many accounts are wanted, and stops there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from types import ModuleType

from custtui.domain.meter import Meter
from custtui.domain.words import code_key, sort_key
from custtui.models.at_once import at_once
from custtui.models.base import db
from custtui.models.database import is_sqlite, transaction
from custtui.models.search.document import COLUMNS, INACTIVE, READ, Document, from_row
from custtui.models.search.facts import gather
from custtui.models.search.question import QuestionPart, account_only
from custtui.models.search.statements import each, many, run, these

LAST = "\U0010ffff"
"""Sorts after every text: a prefix is the range from it to it + LAST."""

AT_ONCE = 2_000
KEYS = "INSERT INTO search_key (text, key) VALUES (?, ?)"


def engine() -> ModuleType:
    """The words of the database in use."""
    if is_sqlite(db):
        from custtui.models.search import sqlite as search_sqlite

        return search_sqlite
    from custtui.models.search import postgresql as search_postgresql

    return search_postgresql


def index_accounts(ids: Iterable[int]) -> None:
    """Bring the index up to what the tables say of these accounts, inside the transaction that changed them."""
    known = sorted(set(ids))
    for start in range(0, len(known), AT_ONCE):
        _index(known[start : start + AT_ONCE])


def _index(ids: list[int]) -> None:
    told, learnt = at_once(partial(gather, these(ids), ids), partial(documents, ids))
    after = {one.account_id: one for one in told}
    before = {one.account_id: _as_learnt(one, after) for one in learnt.values()}
    gone = [one for one in before.values() if after.get(one.account_id) != one]
    new = [one for one in after.values() if before.get(one.account_id) != one]
    words = engine()
    words.forget(gone)
    many("DELETE FROM search_document WHERE account_id = ?", [(one.account_id,) for one in gone])
    many(
        "DELETE FROM search_key WHERE text = ? AND key = ?", [(text, one.key) for one in gone for text in one.whole()]
    )
    many("DELETE FROM search_key WHERE key = ?", [(one.key,) for one in gone if not one.readable])
    words.store(new)
    words.add(new)
    many(KEYS, [(text, one.key) for one in new for text in one.whole()])
    _count(gone, new)


def _as_learnt(one: Document, after: dict[int, Document]) -> Document:
    """What cannot be read is taken for learnt from the tables as they are: it is forgotten, and made anew."""
    if one.readable or one.account_id not in after:
        return one
    return replace(one, facts=after[one.account_id].facts)


def _count(gone: Iterable[Document], new: Iterable[Document]) -> None:
    for active in (False, True):
        more = sum(one.active == active for one in new) - sum(one.active == active for one in gone)
        if more:
            run("UPDATE search_total SET number = number + ? WHERE active = ?", (more, int(active)))


def rebuild(progress: Meter | None = None) -> int:
    """Make the whole index anew; `progress` is told accounts done and accounts in all. Returns their number."""
    from custtui.models.search import rebuild as search_rebuild

    with search_rebuild.set_for_much(), transaction():
        return search_rebuild.rebuild(progress or (lambda done, of: None))


def documents(ids: Sequence[int]) -> dict[int, Document]:
    """The documents of these accounts, by id."""
    rows = run(f"{READ} {these(ids)}", ids).fetchall() if ids else ()
    return {row[0]: from_row(row) for row in rows}


def misfiled(ids: Sequence[int]) -> set[int]:
    """Those of these accounts whose document does not stand where its code and its name are looked for."""
    sql = f"SELECT account_id, code, name, code_key, name_key FROM search_document WHERE account_id {these(ids)}"
    rows = run(sql, ids).fetchall() if ids else ()
    return {one for one, code, name, *keys in rows if keys != [code_key(code), sort_key(name)]}


def by_code(prefix: str, *, active: bool, limit: int) -> QuestionPart:
    """Accounts whose folded code begins so, in the order of codes."""
    return _range("code_key", prefix, active, limit)


def by_name(prefix: str, *, active: bool, limit: int) -> QuestionPart:
    """Accounts whose folded name begins so, in the order of names."""
    return _range("name_key", prefix, active, limit)


def _range(column: str, prefix: str, active: bool, limit: int) -> QuestionPart:
    sql = (
        f"SELECT account_id AS account FROM search_document WHERE active = ? AND {column} >= ? AND {column} < ?"
        f" ORDER BY {column}, account_id LIMIT ?"
    )
    return account_only(sql, int(active), prefix, prefix + LAST, limit)


def by_key(prefix: str, limit: int) -> QuestionPart:
    """Keys of accounts with a phone that begins so (from any of its groups on), an e-mail address or a tax number."""
    sql = "SELECT DISTINCT key AS account FROM search_key WHERE text >= ? AND text < ? LIMIT ?"
    return account_only(sql, prefix, prefix + LAST, limit)


def of_keys(begun: Sequence[str], whole: Sequence[str], limit: int) -> list[dict[int, Document]]:
    """Documents of accounts with a key that begins so, and of those with just such a one, at most `limit` a key."""
    asked = [("text >= ? AND text < ?", 0, (one, one + LAST)) for one in begun]
    asked += [("text = ?", 1, (one,)) for one in whole]
    if not asked:
        return [{}, {}]
    keys = " UNION ALL ".join(
        f"SELECT * FROM (SELECT {which} AS which, key FROM search_key WHERE {fits} LIMIT ?) AS some_{at}"
        for at, (fits, which, _) in enumerate(asked)
    )
    account = f"CASE WHEN key < {INACTIVE} THEN key ELSE key - {INACTIVE} END"
    found = f"SELECT DISTINCT which, {account} AS one FROM ({keys}) AS k"
    sql = f"SELECT which, {COLUMNS} FROM ({found}) AS found JOIN search_document ON account_id = one"
    rows = run(sql, [value for _, _, values in asked for value in (*values, limit)]).fetchall()
    return [{row[1]: from_row(row[1:]) for row in rows if row[0] == which} for which in (0, 1)]


def with_keys(keys: Sequence[str], limit: int) -> dict[str, list[int]]:
    """For each key that is known the accounts that have just this one, active ones first, at most `limit` each."""
    found: dict[str, list[int]] = {}
    if is_sqlite(db):
        sql = "SELECT key FROM search_key WHERE text = ? ORDER BY key LIMIT ?"
        for text, rows in zip(keys, each(sql, [(text, limit) for text in keys]), strict=True):
            if rows:
                found[text] = [row[0] % INACTIVE for row in rows]
    elif keys:
        sql = (
            "SELECT asked.text, known.key FROM unnest(?::text[]) AS asked (text), LATERAL"
            " (SELECT key FROM search_key WHERE text = asked.text ORDER BY key LIMIT ?) AS known"
        )
        for text, key in run(sql, (list(keys), limit)).fetchall():
            found.setdefault(text, []).append(key % INACTIVE)
    return found


def by_words(words: Sequence[str], *, names: bool, limit: int) -> QuestionPart:
    """Keys of accounts that have, for each word, one that begins so, the active first: in names, or anywhere."""
    return account_only(*engine().matching(words, names=names, limit=limit))


def listed(*, active: bool, limit: int, offset: int = 0) -> list[int]:
    """Accounts in the order of names."""
    sql = "SELECT account_id FROM search_document WHERE active = ? ORDER BY name_key, account_id LIMIT ? OFFSET ?"
    return [row[0] for row in run(sql, (int(active), limit, offset)).fetchall()]
