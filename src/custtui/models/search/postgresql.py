"""The words of the lookup on PostgreSQL: two tsvector columns of the document, made of our own words.

No extension is asked for: words are folded before they get here, prefixes are `:*` queries on a GIN index.
"""

from collections.abc import Iterable, Sequence

from custtui.models.search.document import INACTIVE, Document
from custtui.models.search.statements import many, run
from custtui.models.search.tables import BY_WORDS

OF_DOCUMENTS = ("search_document_names", "search_document_words")


def matching(words: Sequence[str], *, names: bool, limit: int) -> tuple[str, str, int]:
    """The question for keys of accounts that have a word beginning with each of these, the active ones first."""
    column = "names" if names else "words"
    query = " & ".join(f"'{word}':*" for word in words)  # words hold letters and digits only
    sql = (
        f"SELECT account_id + (1 - active) * {INACTIVE} AS account FROM search_document WHERE {column} @@ ?::tsquery"
        " ORDER BY account LIMIT ?"
    )
    return sql, query, limit


def add(documents: Iterable[Document]) -> None:
    """Nothing: the words came with the row."""


def forget(documents: Iterable[Document]) -> None:
    """Nothing: the words go with the row."""


def clear() -> None:
    """Be set for many documents: indexes of words are faster made afterwards."""
    for index in OF_DOCUMENTS:
        run(f"DROP INDEX IF EXISTS {index}")


def finish() -> None:
    """Make the indexes of words anew."""
    for index in OF_DOCUMENTS:
        run(f"CREATE INDEX {index} ON {BY_WORDS[index]}")


def store(documents: Sequence[Document]) -> None:
    """Write the rows of documents that have none."""
    many(
        "INSERT INTO search_document VALUES"
        " (?, ?, ?, ?, ?, ?, ?, ?, array_to_tsvector(?::text[]), array_to_tsvector(?::text[]))",
        [(*one.row(), list(one.names()), list(one.words())) for one in documents],
    )
