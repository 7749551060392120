"""The terms on which a party buys, its sites and its contacts."""

from custtui.models.account.accounts import (
    PRIMARY_FIRST,
    AccountRelationship,
    AlternateNumber,
    BillToAccount,
    CustomerAccount,
    CustomerSite,
    SiteUse,
    stands_for,
)
from custtui.models.account.agreed import ContractLine, ContractPrice, PaymentExclusion, PurchasingContract, TaxStatus
from custtui.models.account.contacts import (
    Contact,
    ContactPoint,
    ContactRole,
    EventSubscription,
    For,
    acts_for,
    for_each,
    is_primary_of,
    own_first,
)
from custtui.models.account.notes import ActionNote, AllowedAnswer, CustomerNote, CustomerQuestion, ProfileAnswer

__all__ = [
    "PRIMARY_FIRST",
    "AccountRelationship",
    "ActionNote",
    "AllowedAnswer",
    "AlternateNumber",
    "BillToAccount",
    "Contact",
    "ContactPoint",
    "ContactRole",
    "ContractLine",
    "ContractPrice",
    "CustomerAccount",
    "CustomerNote",
    "CustomerQuestion",
    "CustomerSite",
    "EventSubscription",
    "For",
    "PaymentExclusion",
    "ProfileAnswer",
    "PurchasingContract",
    "SiteUse",
    "TaxStatus",
    "acts_for",
    "for_each",
    "is_primary_of",
    "own_first",
    "stands_for",
]
