"""What a text of Find is looked for by, in one statement: parts, each bounded, that are read only as far as needed.

A database on another machine is asked once a letter. SQLite works a part out when its first row is wanted, and the
driver reads one row ahead: a pause of two rows between parts is where a reader may stop.
"""

from collections.abc import Generator, Sequence
from typing import Any, NamedTuple

from custtui.models.capitals import in_capitals
from custtui.models.search.statements import run

Text = str
QuestionPart = tuple[Text, tuple[Any, ...]]
"""A SELECT of account (or its key in the index), a, b and c, and its values."""

PAUSE: QuestionPart = ("SELECT 0 AS account, '' AS a, '' AS b, '' AS c UNION ALL SELECT 0, '', '', ''", ())


class Answer(NamedTuple):
    """A row of one part; what a, b and c are the part says."""

    layer: int
    account: int
    a: str
    b: str
    c: str


def answers(parts: Sequence[tuple[int, QuestionPart]]) -> Generator[tuple[int, int, str, str, str]]:
    """The rows of all parts (see Answer), one part after the other; close it to leave the rest undone."""
    cursor = run(*in_one(parts))
    try:
        yield from cursor
    finally:
        cursor.close()


def in_one(parts: Sequence[tuple[int, QuestionPart]]) -> QuestionPart:
    """One SELECT of layer, account, a, b and c."""
    sql = " UNION ALL ".join(
        f"SELECT {layer} AS layer, account, a, b, c FROM ({part}) AS part_{at}"
        for at, (layer, (part, _)) in enumerate(parts)
    )
    return sql, tuple(value for _, (_, values) in parts for value in values)


def by_codes(codes: Sequence[str]) -> QuestionPart:
    """Accounts with one of these codes: code, whether active, what it was merged into."""
    found, values = in_capitals("code", codes)
    sql = (
        "SELECT id AS account, code AS a, CASE WHEN active THEN '1' ELSE '' END AS b,"
        " COALESCE(CAST(merged_into_id AS TEXT), '') AS c FROM customer_account"
        f" WHERE {found} ORDER BY code"
    )
    return sql, values


def by_alternates(codes: Sequence[str]) -> QuestionPart:
    """Accounts that had one of these codes: the code, and why it is another one now."""
    found, values = in_capitals("code", codes)
    columns = "SELECT account_id AS account, code AS a, reason AS b, '' AS c"
    return f"{columns} FROM alternate_number WHERE {found} LIMIT 1", values


def account_only(sql: Text, *values: Any) -> QuestionPart:
    """A part that gives accounts (as `account`) alone."""
    return f"SELECT account, '' AS a, '' AS b, '' AS c FROM ({sql}) AS one", values
