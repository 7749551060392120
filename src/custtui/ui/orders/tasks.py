"""What one comes to orders, and to what is open of them, to do, and how: the help tells it before the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.ui.kit import keys

if TYPE_CHECKING:
    from custtui.ui.kit.view import Tasks
    from custtui.ui.orders.covers import Covers
    from custtui.ui.orders.customer_orders import CustomerOrders
    from custtui.ui.orders.open_work import OpenWork
    from custtui.ui.orders.outbox import OutboxScreen
    from custtui.ui.orders.payments import Payments
    from custtui.ui.orders.queue import ApprovalQueue
    from custtui.ui.orders.revisions import Revisions
    from custtui.ui.orders.view import OrderViewScreen


def of_order(screen: OrderViewScreen) -> Tasks:
    """Of one order."""
    goods, decide = screen.goods, screen.decisions
    return (
        ("More or fewer", f"2 beside the line; {keys.name(screen.do_change)} changes anything of the order"),
        ("It waits", f"{keys.name(decide.do_approve)} approves it, {keys.name(decide.do_decline)} declines it"),
        ("Ship, then bill", f"{keys.name(goods.do_ship)}, and when it is gone {keys.name(goods.do_invoice)}"),
        (
            "Goods came back",
            f"6 beside the line; {keys.name(goods.do_credit)} credits what came back",
        ),
        ("Who paid?", f"{keys.name(screen.do_orders)}, and there the page of invoices"),
        ("They cancel", f"{keys.name(screen.do_cancel)} closes what is open of it"),
    )


def of_queue(screen: ApprovalQueue) -> Tasks:
    """Of what waits for approval."""
    return (
        (
            "Look first",
            f"{keys.name(screen.do_take)} opens it, {keys.name(screen.do_orders)} the others",
        ),
        ("Approve", f"{keys.name(screen.do_approve)} on its row"),
        ("Decline", f"{keys.name(screen.do_decline)} on its row, and why"),
        ("One reason less", f"{keys.name(screen.decisions.do_release)} releases that hold; others stay"),
        ("They withdraw", f"{keys.name(screen.decisions.do_withdraw)} withdraws it"),
    )


def of_customer_orders(screen: CustomerOrders) -> Tasks:
    """Of the orders of one customer."""
    return (
        ("The same again", f"{keys.name(screen.do_copy)} copies the chosen order to a new one"),
        ("Is it paid?", f"{keys.name(screen.do_invoices)}: invoices, with what is unpaid"),
        ("When it comes", f"{keys.name(screen.do_open_lines)}: open lines, with the days wanted"),
        ("They pay", f"{keys.name(screen.do_payment)} takes the payment"),
        ("A check bounced", f"{keys.name(screen.do_payments)}: take that payment back there"),
    )


def of_payments(screen: Payments) -> Tasks:
    """Of what a customer paid."""
    return (
        ("A check bounced", f"{keys.name(screen.do_take_back)} on the payment; its invoices are open again"),
        ("Wrong invoice", f"{keys.name(screen.do_next_page)}: what it settles; {_back(screen)} takes one back"),
        ("Pay it back", f"{keys.name(screen.do_pay_back)} pays back what is left"),
        ("It never comes", f"{keys.name(screen.do_write_off)} writes off the chosen unpaid invoice"),
    )


def _back(screen: Payments) -> str:
    return keys.name(screen.do_take_back)


def of_open_work(screen: OpenWork) -> Tasks:
    """Of what is open."""
    pages = keys.name(screen.do_next_page)
    return (
        ("Ship it", f"{keys.name(screen.do_ship)} on a line to ship"),
        ("Bill it", f"{pages} to the page To invoice, {keys.name(screen.do_invoice)} on the row"),
        ("What is late?", f"{keys.name(screen.do_order_by)} on the page To ship, until only the late ones show"),
        ("Made or bought", f"{keys.name(screen.do_cover)} covers the chosen line"),
        ("Approve it", f"{pages} to the page To approve; {keys.name(screen.do_take)} opens the order"),
        ("Credit it", f"{pages} to the page To credit, {keys.name(screen.do_credit)} on the row"),
    )


def of_covers(screen: Covers) -> Tasks:
    """Of what is made or bought for orders."""
    begins = (
        f"{keys.name(screen.do_cover)}: what of it is left"
        if screen.number
        else "3 on the line, where the order is shown"
    )
    return (
        ("Cover a line", begins),
        ("Begun, done", f"{keys.name(screen.do_step)}; once more, and all of it is done"),
        ("A part has come", "2 beside it: how much is done, and when the rest is due"),
        ("No more of it", f"{keys.name(screen.do_close)} closes it; the rest of the line is to cover again"),
        ("For whom is it?", f"{keys.name(screen.do_take)} opens the order"),
    )


def of_outbox(screen: OutboxScreen) -> Tasks:
    """Of e-mail to customers."""
    return (
        ("Never arrived", f"{keys.name(screen.do_send)} sends it again, to the address as it is now"),
        ("It must not go", f"{keys.name(screen.do_hold)} holds it back; {keys.name(screen.do_send)} lets it go"),
        ("Did it go?", f"{keys.name(screen.do_next_page)}: waiting, held back, failed, sent"),
        ("Tell them all", f"{keys.name(screen.do_announce)} writes to all subscribers of an event"),
        ("Read all of it", f"{keys.name(screen.do_further)} goes down in the text"),
    )


def of_revisions(screen: Revisions) -> Tasks:
    """Of what an order was before."""
    return (
        ("What changed?", "below each revision: what was, and what is now; an arrow shows a row whole"),
        ("As it was then", f"{keys.name(screen.do_take)}: the order as the chosen revision says it"),
        ("Is there more?", f"{keys.name(screen.do_refresh)} asks for what others changed meanwhile"),
    )
