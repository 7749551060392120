"""Where two letters lead from anywhere, as F10 lists it."""

from custtui.ui.kit.keys import Action

FAST_PATHS = (
    Action("CU", "Customers (home)"),
    Action("OE", "Order entry: OE 3897-5"),
    Action("OI", "Order inquiry; alone: the last one"),
    Action("CP", "Customer profile: CP 3897-5"),
    Action("OM", "Change an order"),
    Action("AQ", "Orders waiting for approval"),
    Action("OW", "What is open: to ship, to bill …"),
    Action("ON", "Open notes; ON ME: mine"),
    Action("RP", "Take a payment: RP 3897-5"),
    Action("OD", "Overdue invoices, by payer"),
    Action("EN", "Exit: leave this task"),
)
"""Two letters that lead there from anywhere (F-83)."""
