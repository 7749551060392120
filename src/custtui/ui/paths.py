"""What F10 lists: its headings, and where two letters lead from anywhere; what keys of all screens mean here."""

from custtui.ui.kit.keys import Action, headings

CUSTOMER, ORDERS, APPROVAL, MONEY, RECORDS = headings("Customer", "Orders", "Approval", "Money", "Records")
"""The headings of F10, in their order; what names none stands first, under none of these."""
FAST_PATHS = (
    Action("CU", "Customers (home)"),
    Action("OE", "New order: OE 3897-5"),
    Action("OI", "Order inquiry; OI: the last one"),
    Action("CP", "Customer profile: CP 3897-5"),
    Action("OM", "Change an order"),
    Action("AQ", "Orders waiting for approval"),
    Action("OW", "What is open to ship or bill"),
    Action("IR", "Invoice run: IR 11/30"),
    Action("OC", "Covers by due date"),
    Action("ON", "Open notes; ON ME: mine"),
    Action("RP", "Take a payment: RP 3897-5"),
    Action("OD", "Overdue invoices, by payer"),
    Action("MB", "E-mail to customers"),
    Action("SU", "Set-up: taxes, products, prices …"),
    Action("EN", "Leave this task"),
)
"""Two letters that lead there from anywhere (F-83)."""


def path(code: str) -> str:
    """What a text calls a fast path: `F10 OW`. Raises StopIteration where there is none of that code."""
    return next(one.name for one in FAST_PATHS if one.code == code)


EVERYWHERE = {
    "f2": ("Customers", "To the lookup (home)"),
    "f3": ("Exit", "Leave this task; drafts stay; a changed record asks"),
    "f10": ("More", "Further actions by letter; fast paths such as OE, CU, OI"),
}
"""Label and help of keys that every screen has, as this house says them."""
