"""What the terms of customers were before somebody changed them."""

from peewee import SQL, ForeignKeyField, TextField

from custtui.models.account import CustomerAccount
from custtui.models.base import Made
from custtui.models.party import Party


class TermChange(Made):
    """A term of an account, or one that a party's accounts share, as it was and as it became (F-64); append-only.

    `old` and `new` are texts as people read them, '' where there was nothing.
    """

    account = ForeignKeyField(CustomerAccount, null=True, backref="term_changes")
    party = ForeignKeyField(Party, null=True, backref="term_changes")
    field = TextField()
    old = TextField(default="")
    new = TextField(default="")
    signed_by = TextField(default="")

    class Meta:
        constraints = [SQL("CHECK ((account_id IS NULL) <> (party_id IS NULL))")]
