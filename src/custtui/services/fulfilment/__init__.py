"""How an accepted order goes on: shipped, its rest given up, invoiced, paid for; and the papers that go out."""

from custtui.services.fulfilment.along import going_along, shipping_along
from custtui.services.fulfilment.billed_papers import credit_paper, credit_told, invoice_paper, invoice_told
from custtui.services.fulfilment.canceling import cancel, check_cancel
from custtui.services.fulfilment.covers import change_cover, cover, covers, progress
from custtui.services.fulfilment.crediting import crediting
from custtui.services.fulfilment.credits import (
    CreditTerms,
    allow,
    check_allow,
    check_credit_whole,
    credit,
    credit_whole,
)
from custtui.services.fulfilment.delivery_notes import delivery_note
from custtui.services.fulfilment.forfeits import forfeit
from custtui.services.fulfilment.invoice_runs import run_invoices
from custtui.services.fulfilment.invoices import invoice, invoicing
from custtui.services.fulfilment.money_back import (
    check_reverse,
    check_take_back,
    refund,
    refund_credit,
    reverse,
    take_back,
)
from custtui.services.fulfilment.payments import receive
from custtui.services.fulfilment.returns import book_return, returns
from custtui.services.fulfilment.run_plan import invoice_run
from custtui.services.fulfilment.shipments import ship, ship_together, shipping
from custtui.services.fulfilment.writing_off import write_off
from custtui.services.order_entry.raising import Raised, foretold

__all__ = [
    "CreditTerms",
    "Raised",
    "allow",
    "book_return",
    "cancel",
    "change_cover",
    "check_allow",
    "check_cancel",
    "check_credit_whole",
    "check_reverse",
    "check_take_back",
    "cover",
    "covers",
    "credit",
    "credit_paper",
    "credit_told",
    "credit_whole",
    "crediting",
    "delivery_note",
    "foretold",
    "forfeit",
    "going_along",
    "invoice",
    "invoice_paper",
    "invoice_run",
    "invoice_told",
    "invoicing",
    "progress",
    "receive",
    "refund",
    "refund_credit",
    "returns",
    "reverse",
    "run_invoices",
    "ship",
    "ship_together",
    "shipping",
    "shipping_along",
    "take_back",
    "write_off",
]
