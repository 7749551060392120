"""The database's own clock: what several machines have to agree on is timed by it."""

from datetime import UTC, datetime

from custtui.models.base import db
from custtui.models.database import is_sqlite


def database_now() -> datetime:
    """The moment by the database's clock, to the second."""
    seconds = "strftime('%s', 'now')" if is_sqlite(db) else "extract(epoch FROM clock_timestamp())"
    row = db.execute_sql(f"SELECT CAST({seconds} AS BIGINT)").fetchone()
    return datetime.fromtimestamp(row[0], UTC)
