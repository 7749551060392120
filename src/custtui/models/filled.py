"""Which tables hold rows: what asks every table of something asks those alone, for most houses leave many empty."""

from peewee import Model, PeeweeException

from custtui.models import all_models
from custtui.models.base import db, table_of
from custtui.models.database import is_sqlite


def filled_models() -> list[type[Model]]:
    """Their models, asked in one statement; all of them where a table cannot be read, which is told elsewhere.

    SQLite is to read the tables themselves: an index that lost its entries would say that there is none.
    """
    models = {table_of(one): one for one in all_models()}
    how = " NOT INDEXED" if is_sqlite(db) else ""
    asked = (f"SELECT '{one}' WHERE EXISTS (SELECT 1 FROM \"{one}\"{how})" for one in models)
    try:
        found = {table for (table,) in db.execute_sql(" UNION ALL ".join(asked)).fetchall()}
    except PeeweeException:
        return [*models.values()]
    return [model for table, model in models.items() if table in found]
