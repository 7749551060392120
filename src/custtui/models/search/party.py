"""Parties who are neither customer nor contact, by the words of their names: F4 offers them beside customers (R-20).

A word of a party is a row, and the beginning of a word a range of them, on either database. A party that became a
customer or a contact since may still stand here: whoever asks is answered with those alone who are free now.
"""

from collections.abc import Iterable, Iterator, Sequence

from custtui.domain.words import indexed
from custtui.models.search.statements import many, run, these

LAST = "\U0010ffff"
AT_ONCE = 2_000
FREE = (
    "NOT EXISTS (SELECT 1 FROM customer_account a WHERE a.party_id = p.id)"
    " AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.person_id = p.id)"
)
BEGINS = "{0}.word >= ? AND {0}.word < ?"
ALSO = f"EXISTS (SELECT 1 FROM search_party o WHERE o.party_id = s.party_id AND {BEGINS.format('o')})"
PartyNamed = tuple[int, str]
"""Id and name of a party."""


def index_parties(ids: Iterable[int]) -> None:
    """Bring the words up to what these parties are called and are, inside the transaction that changed them."""
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        many("DELETE FROM search_party WHERE party_id = ?", [(one,) for one in some])
        _learn(run(f"SELECT p.id, p.name FROM party p WHERE p.id {these(some)} AND {FREE}", some).fetchall())


def rebuild() -> None:
    """Make all anew."""
    run("DELETE FROM search_party")
    for page in free_parties():
        _learn(page)


def _learn(parties: Sequence[PartyNamed]) -> None:
    rows = [(word, party) for party, name in parties for word in indexed(name)]
    many("INSERT INTO search_party (word, party_id) VALUES (?, ?)", sorted(rows))


def free_parties() -> Iterator[list[PartyNamed]]:
    """All who are neither customer nor contact, some at a time."""
    last = 0
    sql = f"SELECT p.id, p.name FROM party p WHERE p.id > ? AND {FREE} ORDER BY p.id LIMIT ?"
    while page := run(sql, (last, AT_ONCE)).fetchall():
        yield page
        last = page[-1][0]


def known_words(ids: Sequence[int]) -> dict[int, set[str]]:
    """The words that are known of these parties, by id."""
    found: dict[int, set[str]] = {one: set() for one in ids}
    for party, word in run(f"SELECT party_id, word FROM search_party WHERE party_id {these(ids)}", ids).fetchall():
        found[party].add(word)
    return found


def with_words(words: Sequence[str], limit: int) -> list[PartyNamed]:
    """Free parties that have for each word one that begins so, at most `limit` of them, in no order."""
    first, *others = sorted(words, key=lambda word: (_count(word, limit) if len(words) > 1 else 0, -len(word)))
    conditions = " AND ".join([BEGINS.format("s"), *[ALSO] * len(others), FREE])
    sql = (
        "SELECT DISTINCT p.id, p.name FROM search_party s JOIN party p ON p.id = s.party_id"
        f" WHERE {conditions} LIMIT ?"
    )
    ranges = [end for word in (first, *others) for end in (word, word + LAST)]
    return run(sql, (*ranges, limit)).fetchall()


def _count(word: str, limit: int) -> int:
    """How many words begin so, counted up to a limit: the rarest is looked for, the others are looked at."""
    sql = f"SELECT count(*) FROM (SELECT 1 FROM search_party s WHERE {BEGINS.format('s')} LIMIT ?) AS met"
    return run(sql, (word, word + LAST, limit)).fetchone()[0]
