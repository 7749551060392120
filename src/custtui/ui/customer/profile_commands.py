"""The keys and the actions of the customer profile: on display, while it is changed, while one is made."""

from dataclasses import replace

from custtui.ui.kit.commands import Action, Command
from custtui.ui.kit.form_view import DROP, KEEP, LIST, NEXT

DISPLAY = (
    Command("enter", "Change", "Change the profile: the cursor goes to the first field", "change"),
    Command("f7", "Order", "New order for this customer", "order"),
    Command("f8", "Orders", "Orders, invoices and open lines of this customer", "orders"),
    Command("f4", "Accounts", "Switch to another account of the same party; Ins there makes one", "further"),
    Command("pagedown", "Sites", "Further down: sites with their roles, people, last orders", "page_down", bar=False),
    Command("pageup", "Up", "Further up", "page_up", bar=False),
    Command("f9", "Keep", "Nothing to keep before something is changed", "nothing", bar=False),
    Command("f11", "Drop", "Nothing to drop before something is changed", "nothing", bar=False),
)
EDITING = (NEXT, KEEP, replace(LIST, help="Values of this field: terms, payment"), DROP)
MAKING = (
    replace(NEXT, bar=False),
    Command("f7", "Use twin", "Use the customer shown as a likely twin instead of making another one", "use_twin"),
    *EDITING[1:],
)
TO_ORDER = Command("f2", "To order", "Back to the order, as it was", "to_order", bar=False)
PROFILE_ACTIONS = (
    Action("A", "Active or inactive (asks)", "toggle_active"),
    Action("O", "Orders, invoices and open lines", "orders"),
    Action("N", "New order for this customer", "order"),
    Action("S", "Sites: addresses and their roles", "sites"),
    Action("P", "Who pays, and whom it pays for", "payer"),
    Action("R", "Relationships: accounts and parties", "relationships"),
    Action("C", "Contacts: people, whom we tell", "contacts"),
    Action("T", "Tax exemptions, payment methods", "terms"),
    Action("K", "Credit, acceptance, distrust", "credit"),
    Action("Q", "Profile questions and their answers", "questions"),
    Action("W", "Notes, and work to do", "notes"),
    Action("H", "History of its orders and its terms", "history"),
    Action("F", "Further accounts of its party", "further"),
    Action("M", "Merge with one that is the same", "merge"),
    Action("U", "Undo the last merge", "undo_merge"),
)
