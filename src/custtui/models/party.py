"""Parties and where they are."""

from peewee import SQL, BooleanField, Check, ForeignKeyField, TextField

from custtui.models.base import Kept, Made
from custtui.models.fields import DayField, MoneyField


class Party(Kept):
    """An organization or person that can do business; exists apart from any role (C-01).

    Credit limit, threshold and distrust standing here are shared by the party's accounts (C-25).
    """

    kind = TextField(constraints=[Check("kind IN ('ORGANIZATION', 'PERSON')")])
    name = TextField(constraints=[Check("name <> ''")])
    active = BooleanField(default=True)
    credit_limit = MoneyField(null=True)
    accept_threshold = MoneyField(null=True)
    distrust = TextField(null=True)  # the reason of a distrust mark, set by hand


class PartyRelationship(Kept):
    """What one party is to another: subsidiary, partner, employee, contact (F-42)."""

    subject = ForeignKeyField(Party, backref="relationships")
    object = ForeignKeyField(Party, backref="related_to")
    kind = TextField()
    first_day = DayField(null=True)
    last_day = DayField(null=True)

    class Meta:
        constraints = [SQL("CHECK (subject_id <> object_id)")]


class Location(Kept):
    """A postal address; street holds its lines, separated by newlines; country is the ISO code."""

    street = TextField(default="")
    city = TextField(default="")
    state = TextField(default="")
    postal_code = TextField(default="")
    country = TextField(default="")


PLACE = (Location.street, Location.city, Location.state, Location.postal_code, Location.country)
"""What an address is made of, in the order of `domain.address.PARTS`."""


class PartySite(Made):
    """An address of a party; at most one says where the party is (R-13)."""

    party = ForeignKeyField(Party, backref="sites", index=False)
    location = ForeignKeyField(Location, backref="party_sites")
    identifying = BooleanField(default=False)
    active = BooleanField(default=True)

    class Meta:
        indexes = ((("party", "location"), True),)


PartySite.add_index(
    PartySite.index(PartySite.party, unique=True, where=SQL("identifying"), name="party_one_identifying")
)


class AddressChange(Made):
    """An address as it was before a change (F-26)."""

    location = ForeignKeyField(Location, backref="changes")
    street = TextField()
    city = TextField()
    state = TextField()
    postal_code = TextField()
    country = TextField()
