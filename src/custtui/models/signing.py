"""Who signs by a PIN, the tries at it, and what was signed beside another operator (X-22)."""

from peewee import Check, ForeignKeyField, IntegerField, TextField

from custtui.models.base import Made, Row
from custtui.models.fields import UtcField
from custtui.models.operator import Operator


class OperatorPin(Made):
    """The PIN of an operator, as an argon2 hash: it leaves the database by no file and no screen."""

    operator = ForeignKeyField(Operator, unique=True)
    hash = TextField()


class PinTry(Row):
    """How many wrong PINs came in a row for one purpose, and until when no more are taken (the database's clock)."""

    operator = ForeignKeyField(Operator, index=False)
    purpose = TextField()
    wrong = IntegerField(default=0, constraints=[Check("wrong >= 0")])
    stopped_until = UtcField(null=True)

    class Meta:
        indexes = ((("operator", "purpose"), True),)


class SecondSignature(Made):
    """An act of `made_by` that his role did not allow, signed by an operator who may: append-only."""

    signed_by = TextField()
    act = TextField()
