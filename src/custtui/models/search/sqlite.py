"""The words of the lookup on SQLite: two FTS5 tables, read as far as a screen needs.

`bm25()` costs milliseconds by the hundred hits and an exact count more, so nothing here ranks or counts: the layers
of the lookup do. Contentless tables forget words only when told them again: they are worked out from the document.
"""

from collections.abc import Iterable, Sequence

from custtui.domain.words import LONGEST_WORD
from custtui.models.search import fulltext
from custtui.models.search.document import Document
from custtui.models.search.statements import many, run

RARE = "jquxyz"
NEVER = "x" * (LONGEST_WORD + 1)
"""No word is that long."""

TABLES = ("search_names", "search_words")
BULK = ("('hashsize', 16777216)", "('automerge', 0)", "('crisismerge', 200)")
USUAL = [f"('{name}', {value})" for name, value in fulltext.MERGING.items()]


def matching(words: Sequence[str], *, names: bool, limit: int) -> tuple[str, str, int]:
    """The question for keys of accounts that have a word beginning with each of these, the active ones first."""
    table = TABLES[0] if names else TABLES[1]
    query = _query(sorted(words, key=_commonness))
    return f"SELECT rowid AS account FROM {table} WHERE {table} MATCH ? ORDER BY rowid LIMIT ?", query, limit


def _commonness(word: str) -> tuple[int, bool]:
    """Sorts words by how many accounts they may find: the longest first, of single letters the rare ones."""
    return -len(word), word[0] not in RARE


def _query(words: Sequence[str]) -> str:
    """The words, each the beginning of one, as full-text search is asked; they hold letters and digits only.

    From the third on, a word is only asked of accounts that have those before: in one list of all, each account that
    has the first would be looked for in every list, and that of a single letter holds three of four accounts. A
    condition that always holds keeps full-text search from making one list of it.
    """
    query = " ".join(f'"{word}"*' for word in words[:2])
    for word in words[2:]:
        query = f'(({query}) NOT "{NEVER}") AND "{word}"*'
    return query


def _by_key(document: Document) -> int:
    """Numbers that grow are gathered in memory; a lower one makes full-text search write out what it has."""
    return document.key


def add(documents: Iterable[Document]) -> None:
    """Learn the words of documents that are not known yet."""
    rows = [(one.key, " ".join(one.names()), " ".join(one.words())) for one in sorted(documents, key=_by_key)]
    many("INSERT INTO search_names (rowid, words) VALUES (?, ?)", [(key, names) for key, names, _ in rows])
    many("INSERT INTO search_words (rowid, words) VALUES (?, ?)", [(key, words) for key, _, words in rows])


def forget(documents: Iterable[Document]) -> None:
    """Forget the words of documents as they were learnt."""
    for one in sorted(documents, key=_by_key):
        for table, words in zip(TABLES, (one.names(), one.words()), strict=True):
            run(f"INSERT INTO {table} ({table}, rowid, words) VALUES ('delete', ?, ?)", (one.key, " ".join(words)))


def clear() -> None:
    """Forget everything, whatever became of it, and be set for many documents."""
    for table in TABLES:
        fulltext.make_anew(table)
        _configure(table, BULK)


def finish() -> None:
    """Merge what was learnt into one list a word; back to small writes."""
    for table in TABLES:
        run(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
        _configure(table, USUAL)


def store(documents: Sequence[Document]) -> None:
    """Write the rows of documents that have none."""
    many("INSERT INTO search_document VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [one.row() for one in documents])


def _configure(table: str, options: Iterable[str]) -> None:
    for option in options:
        run(f"INSERT INTO {table} ({table}, rank) VALUES {option}")
