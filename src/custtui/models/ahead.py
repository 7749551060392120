"""What a transaction on a far server asked for ahead: ids of rows it will write, ends of chains it goes on (P-13).

Who writes such a row or link later in the same transaction finds what it needs and waits for nobody. On a file, and
outside of transactions, nothing is asked ahead: every row is answered at once there, or stands alone.
"""

from typing import Any

from custtui.models.base import db


def kept() -> dict[Any, Any] | None:
    """What was asked ahead in this transaction, by what it is; None where nothing is. It ends with the transaction,
    and where part of it is taken back."""
    far = db.obj
    return far.ahead if hasattr(far, "ahead") and far.in_transaction() else None


def keep_ids(table: str, ids: list[int]) -> None:
    """Ids for rows of a table that this transaction will write."""
    known = kept()
    if known is not None:
        known.setdefault(table, []).extend(ids)


def take_ids(table: str, count: int) -> list[int]:
    """So many of them; none where there are not as many."""
    known = kept()
    ids: list[int] = known.get(table, []) if known else []
    if known is None or len(ids) < count:
        return []
    known[table] = ids[count:]
    return ids[:count]
