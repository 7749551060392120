"""The chain of an order, and what was sealed of all chains: tables that only grow (S-6)."""

from peewee import SQL, Check, ForeignKeyField, IntegerField, TextField

from custtui.models.account import CustomerAccount
from custtui.models.base import Made, Row
from custtui.models.order import SalesOrder


class ChainLink(Row):
    """One event or posting in the chain of its order, or of who paid: the row `entry` of the table that `kind` names.

    `hash` covers what the row says and the hash of the link before it; `number` counts from 1, without gaps.
    """

    order = ForeignKeyField(SalesOrder, null=True, index=False)
    account = ForeignKeyField(CustomerAccount, null=True, index=False)
    number = IntegerField(constraints=[Check("number > 0")])
    kind = TextField()
    entry = IntegerField()
    hash = TextField()

    class Meta:
        indexes = ((("order", "number"), True), (("account", "number"), True))
        constraints = [SQL("CHECK ((order_id IS NULL) <> (account_id IS NULL))")]


class Sealing(Made):
    """A line for the safe that was printed: its hash, of how many orders and links it tells, the last of these."""

    orders = IntegerField()
    links = IntegerField()
    last_link = IntegerField()
    hash = TextField()


class SealedHead(Row):
    """The last link of a chain as a sealing found it; what had not grown since the one before is not repeated.

    `chain` names it, an order by number or a payer by code: it stays readable where the order is gone.
    """

    sealing = ForeignKeyField(Sealing, index=False)
    chain = TextField()
    number = IntegerField()
    hash = TextField()

    class Meta:
        indexes = ((("sealing", "chain"), True),)
