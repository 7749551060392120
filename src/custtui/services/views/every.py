"""All the pictures: what `views` itself offers."""

from custtui.services.views.customer import ContactLine, Credit, Customer, SiteLine
from custtui.services.views.found import Found, Hit, PaperHit
from custtui.services.views.fulfilment import (
    BillableLine,
    CreditableLine,
    CreditingView,
    InvoicingView,
    PaperLine,
    PaperView,
    ReturnableLine,
    ReturnsView,
    ShippableLine,
    ShippingView,
)
from custtui.services.views.order import CreditNoteView, EventView, HoldView, OrderLineView, OrderView, ShipToView
from custtui.services.views.order_list import InvoiceRow, OpenLine, OrderRow

__all__ = [
    "BillableLine",
    "ContactLine",
    "Credit",
    "CreditNoteView",
    "CreditableLine",
    "CreditingView",
    "Customer",
    "EventView",
    "Found",
    "Hit",
    "HoldView",
    "InvoiceRow",
    "InvoicingView",
    "OpenLine",
    "OrderLineView",
    "OrderRow",
    "OrderView",
    "PaperHit",
    "PaperLine",
    "PaperView",
    "ReturnableLine",
    "ReturnsView",
    "ShipToView",
    "ShippableLine",
    "ShippingView",
    "SiteLine",
]
