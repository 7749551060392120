"""What gives PostgreSQL's rows their ids: a sequence a table, which stands behind none of them (S-6)."""

from collections.abc import Iterator

from peewee import Database

from custtui.models import all_tables
from custtui.models.base import table_of
from custtui.models.draft import Draft
from custtui.models.migrate import HISTORY
from custtui.models.operator import House

SEQUENCES = """
SELECT c.relname, s.relname, q.seqincrement, q.seqcycle, pg_sequence_last_value(s.oid), q.seqmax, q.seqstart
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_depend d ON d.refobjid = c.oid AND d.refclassid = 'pg_class'::regclass
 AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') AND d.refobjsubid =
 (SELECT attnum FROM pg_attribute WHERE attrelid = c.oid AND attname = 'id')
 AND EXISTS (SELECT 1 FROM pg_sequence o WHERE o.seqrelid = d.objid)
LEFT JOIN pg_class s ON s.oid = d.objid LEFT JOIN pg_sequence q ON q.seqrelid = s.oid
WHERE n.nspname = current_schema() AND c.relkind = 'r'
AND (s.oid IS NULL OR has_sequence_privilege(s.oid, 'USAGE, SELECT')) ORDER BY 1
"""
"""By table the sequence that belongs to its id, of those one may look at; the last value is blank of one that gave
none yet."""
GIVEN = (table_of(House), table_of(Draft))
"""The one row of a house has its number given, a draft has it from a counter."""
FULL = 1000
"""So many numbers before its end a sequence is told of."""


def faults(database: Database) -> Iterator[str]:
    """A line for every table whose rows get no id any more, or one that is there.

    Ids are read before sequences, so that a clerk who writes meanwhile makes no fault.
    """
    names = [HISTORY, *(table for table in all_tables() if table not in GIVEN)]
    highest = " UNION ALL ".join(f"SELECT '{name}', coalesce(max(id), 0) FROM \"{name}\"" for name in names)
    ids: dict[str, int] = dict(database.execute_sql(highest).fetchall())
    for table, sequence, *made in database.execute_sql(SEQUENCES).fetchall():
        if table in ids:
            why = _fault(ids[table], *made) if sequence else "belongs to its ids: nothing gets one from it"
            if why:
                yield f"sequence {sequence}: {why}" if sequence else f"table {table}: no sequence {why}"


def _fault(highest: int, step: int, cycles: bool, last: int | None, most: int, start: int) -> str:
    stands = start - 1 if last is None else last
    if step != 1:
        return f"goes on by {step}, not by 1"
    if cycles:
        return "begins anew at its end"
    if stands < highest:
        return f"is at {stands}, behind {highest}, which is there: nothing can be written"
    return f"is at {stands}, its end is {most}" if stands > most - FULL else ""
