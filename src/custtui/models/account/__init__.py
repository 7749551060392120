"""The terms on which a party buys, its sites and its contacts."""

from custtui.models.account.accounts import (
    AccountRelationship,
    AlternateNumber,
    BillToAccount,
    CustomerAccount,
    CustomerSite,
    SiteUse,
)
from custtui.models.account.agreed import ContractLine, ContractPrice, PaymentExclusion, PurchasingContract, TaxStatus
from custtui.models.account.contacts import Contact, ContactPoint, ContactRole, EventSubscription
from custtui.models.account.notes import ActionNote, CustomerNote, ProfileAnswer, ProfileCategory, ProfileResponse

__all__ = [
    "AccountRelationship",
    "ActionNote",
    "AlternateNumber",
    "BillToAccount",
    "Contact",
    "ContactPoint",
    "ContactRole",
    "ContractLine",
    "ContractPrice",
    "CustomerAccount",
    "CustomerNote",
    "CustomerSite",
    "EventSubscription",
    "PaymentExclusion",
    "ProfileAnswer",
    "ProfileCategory",
    "ProfileResponse",
    "PurchasingContract",
    "SiteUse",
    "TaxStatus",
]
