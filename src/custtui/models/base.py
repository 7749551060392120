"""What all tables share: the database they are bound to, and who touched a row when."""

from datetime import UTC, datetime

from peewee import AutoField, DatabaseProxy, IntegerField, Model, TextField

from custtui.models.fields import UtcField, utc_text
from custtui.models.written_columns import write_columns_quickly

write_columns_quickly()
db = DatabaseProxy()


def now() -> datetime:
    """The moment, in UTC (D-03)."""
    return datetime.now(UTC)


def moment() -> str:
    """Now, as moments are stored."""
    return utc_text(now())


class Row(Model):
    """A table of the one database the program is connected to."""

    id = AutoField()

    class Meta:
        database = db
        legacy_table_names = False
        strict_tables = True


class Made(Row):
    """A row that tells who made it, by login, and when."""

    made_by = TextField(default="")
    made_at = UtcField(default=now)


class Kept(Made):
    """A row that clerks edit: besides who and when, a version against lost updates (X-13)."""

    changed_by = TextField(default="")
    changed_at = UtcField(default=now)
    version = IntegerField(default=1)


def table_of(model: type[Model]) -> str:
    """The name of its table."""
    return model._meta.table_name
