"""The chain of an order, and what was sealed of all chains: tables that only grow (S-6)."""

from peewee import SQL, Check, ForeignKeyField, IntegerField, TextField

from custtui.models.account import CustomerAccount
from custtui.models.base import Made, Row
from custtui.models.operator import House
from custtui.models.order import SalesOrder
from custtui.models.party import Location, Party


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


WHOSE = ("account", "party", "location", "house")


class HistoryLink(Row):
    """One entry of what is kept beside orders, in the chain of its account, party, address, or of the house.

    As ChainLink: terms and addresses as they were, merges and their undoing, second signatures, sealings.
    """

    account = ForeignKeyField(CustomerAccount, null=True, index=False)
    party = ForeignKeyField(Party, null=True, index=False)
    location = ForeignKeyField(Location, null=True, index=False)
    house = ForeignKeyField(House, null=True, index=False)
    number = IntegerField(constraints=[Check("number > 0")])
    kind = TextField()
    entry = IntegerField()
    hash = TextField()

    class Meta:
        indexes = tuple(((one, "number"), True) for one in WHOSE)
        constraints = [
            SQL(
                "CHECK (((account_id IS NULL) <> (party_id IS NULL)) <> ((location_id IS NULL) <> (house_id IS NULL))"
                " AND (account_id IS NULL OR party_id IS NULL) AND (location_id IS NULL OR house_id IS NULL))"
            )
        ]


class Sealing(Made):
    """A line for the safe that was printed: its hash, of how many orders and links it tells, the last of these.

    `last_history` is the last link of what is kept beside orders, NULL where none of it was sealed yet.
    """

    orders = IntegerField()
    links = IntegerField()
    last_link = IntegerField()
    last_history = IntegerField(null=True)
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
