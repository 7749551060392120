"""How an accepted order goes on: shipped, its rest given up, invoiced, paid for; and the papers that go out."""

from custtui.services.fulfilment.forfeiting import forfeit
from custtui.services.fulfilment.invoicing import invoice, invoicing
from custtui.services.fulfilment.papers import delivery_note, invoice_paper
from custtui.services.fulfilment.receiving import receive
from custtui.services.fulfilment.shipping import ship, shipping

__all__ = ["delivery_note", "forfeit", "invoice", "invoice_paper", "invoicing", "receive", "ship", "shipping"]
