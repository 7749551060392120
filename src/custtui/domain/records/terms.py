"""The terms of a customer, whatever form they are typed into: what is remembered of them, and what a merge does."""

from collections.abc import Mapping

from custtui.domain.records.credit import TWIN, CreditFields
from custtui.domain.records.customer import CustomerFields
from custtui.domain.records.fact import Fact, MergeRule, Owner, fields_of

FIELDS: Mapping[str, Fact] = {**fields_of(CustomerFields), **fields_of(CreditFields)}


OWN = {
    **{name: field.label for name, field in FIELDS.items() if field.remembered and field.owner is Owner.ACCOUNT},
    "excluded": "Excluded payments",
    "exemptions": "Tax exemptions",
    "active": "Active",
    "paid_by": "Paid by",
    "merged_into": "Merged into",
}
SHARED = {
    name.removeprefix(TWIN): field.label
    for name, field in FIELDS.items()
    if field.remembered and field.owner is Owner.PARTY
}
"""What is remembered of an account, and of the party its accounts share (C-25), as people call it (F-64)."""

COMPARED = {name: field for name, field in FIELDS.items() if field.merge is not MergeRule.NOTHING}
"""What a merge compares of two customers."""
FILLED = {name: field.column for name, field in COMPARED.items() if field.merge is MergeRule.FILLED}
"""What the survivor of a merge takes over where it has nothing, and the columns that keep it."""
