"""What one comes to shipping, invoicing, returns and payments to do, and how: the help tells it before the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.ui.kit import keys

if TYPE_CHECKING:
    from custtui.ui.fulfilment.crediting import CreditNoteForm
    from custtui.ui.fulfilment.invoice_run import InvoiceRunScreen
    from custtui.ui.fulfilment.invoicing import InvoiceScreen
    from custtui.ui.fulfilment.overdue import OverdueList
    from custtui.ui.fulfilment.papers import PapersScreen
    from custtui.ui.fulfilment.paying import PaymentScreen
    from custtui.ui.fulfilment.returning import ReturnScreen
    from custtui.ui.fulfilment.shipping import ShipScreen
    from custtui.ui.kit.view import Tasks


def of_ship(screen: ShipScreen) -> Tasks:
    """Of goods that leave."""
    does = keys.name(screen.do_keep)
    return (
        ("All of it", f"{keys.name(screen.do_fill_all)}, then {does}"),
        ("A part", f"the quantity beside its line, then {does}; the rest stays open"),
        ("All of one line", f"{keys.name(screen.do_fill)} in its field"),
        ("Other orders", f"{keys.name(screen.do_along)} brings those of the customer to the same ship-to"),
        ("Not the rest", f"{keys.name(screen.do_forfeit)} closes it short"),
    )


def of_invoice(screen: InvoiceScreen) -> Tasks:
    """Of what is billed."""
    return (
        ("All of it", f"it is filled in: {keys.name(screen.do_keep)}"),
        ("A part", "another quantity beside the line; the rest is billed later"),
        ("One line only", f"{keys.name(screen.do_empty)}, then {keys.name(screen.do_fill)} in its field"),
        ("All after all", f"{keys.name(screen.do_fill_all)} fills in everything again"),
    )


def of_run(screen: InvoiceRunScreen) -> Tasks:
    """Of all that is due at once."""
    return (
        ("Make them all", f"{keys.name(screen.do_make)}, and yes: what is listed, nothing else"),
        ("Only to a day", f"{keys.name(screen.do_cut)}, or the day behind the fast path: IR 11/30"),
        ("One by itself", f"{keys.name(screen.do_take)} opens its first order, to be billed there"),
        ("One for a month", "Invoices on the payer's profile: ORDER, WEEK or MONTH"),
    )


def of_return(screen: ReturnScreen) -> Tasks:
    """Of goods that came back."""
    listed = keys.name(screen.do_list)
    return (
        ("Some came back", f"how many beside the line, the reason ({listed}), then {keys.name(screen.do_keep)}"),
        ("All came back", f"{keys.name(screen.do_fill_all)} fills in every line"),
        ("They are broken", f"{listed} in Goods, and scrap: they cannot be sold again"),
        ("Credit as well", f"{keys.name(screen.do_credit)} books the return, and credits it at once"),
    )


def of_credit(screen: CreditNoteForm) -> Tasks:
    """Of what is credited."""
    listed = keys.name(screen.do_list)
    return (
        ("What came back", f"it is filled in: {keys.name(screen.do_keep)}"),
        ("Of one invoice", f"{listed} in Invoice; left empty, the latest is credited first"),
        ("Freight as well", "Y in Freight, where freight was billed"),
        ("Less a fee", f"the amount in Fee, and why in Fee for ({listed})"),
        ("All after all", f"{keys.name(screen.do_fill_all)} fills in everything again"),
    )


def of_papers(screen: PapersScreen) -> Tasks:
    """Of the documents of an order."""
    return (
        ("Read one", f"{keys.name(screen.do_take)}; 5 beside several: one after the other"),
        ("Print one", _prints(screen)),
        ("A wrong invoice", f"{keys.name(screen.do_credit_whole)} credits it whole, to be invoiced again"),
    )


def _prints(screen: PapersScreen) -> str:
    prints, printing = keys.name(screen.printing.do_print), screen.desk.session.printer
    return f"{prints} on its row" if printing else "no printer is set up here; its text can be read"


def of_payment(screen: PaymentScreen) -> Tasks:
    """Of money that came in."""
    return (
        ("They pay", f"the amount, then {keys.name(screen.do_keep)}: the oldest are settled first"),
        ("One invoice", f"{keys.shown('tab')} to that invoice, then {keys.name(screen.do_fill)}"),
        ("They pay ahead", f"{keys.name(screen.do_empty)}: nothing is settled, all is saved for later"),
        ("Late discount", f"{keys.name(screen.do_late)} on the invoice allows it all the same"),
        ("A check bounced", f"{keys.name(screen.do_payments)}: take that payment back there"),
        ("A statement", f"{keys.name(screen.do_statement)} shows it as it is printed"),
    )


def of_overdue(screen: OverdueList) -> Tasks:
    """Of who is late."""
    return (
        ("They paid", f"{keys.name(screen.do_take)} on the payer takes the payment"),
        ("Remind them", f"{keys.name(screen.do_note)}: who calls them, and when"),
        ("What they said", f"{keys.name(screen.do_notes)} shows what was noted"),
        ("Which invoices?", f"{keys.name(screen.do_orders)}, and there the page of invoices"),
        ("A check bounced", f"{keys.name(screen.do_payments)}: take that payment back there"),
    )
