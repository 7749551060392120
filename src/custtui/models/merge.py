"""What a merge of two customers moved, row by row, so that it can be undone."""

from peewee import ForeignKeyField, TextField

from custtui.models.account import CustomerAccount
from custtui.models.base import Made
from custtui.models.fields import UtcField


class MergeLog(Made):
    """A merge: who, when, and as JSON every row it changed, with the values before and after (X-03)."""

    source = ForeignKeyField(CustomerAccount, backref="merges_away")
    survivor = ForeignKeyField(CustomerAccount, backref="merges_in")
    moves = TextField(default="[]")
    undone_by = TextField(default="")
    undone_at = UtcField(null=True)
    signed_by = TextField(default="")
    undo_signed_by = TextField(default="")
