"""Rows of the money of a customer: payments, what they settle, open credits; and the chosen one in words."""

from collections.abc import Mapping
from decimal import Decimal

from custtui.domain.instalments import told_parts
from custtui.services.views.money import OwedInvoice, SettledPart, TakenPayment
from custtui.ui.kit import format as fmt
from custtui.ui.kit.table import NUMBER, Column

_DAY, _CURRENCY = Column("day", "Date", 9, 9, whole=11), Column("currency", "", 3, 3)
PAYMENTS = (
    _DAY,
    Column("what", "What", 11, 10, style="strong"),
    Column("method", "Method", 11, 0, spare=2),
    Column("reference", "Reference", 12, 0, share=1, spare=1),
    Column("amount", "Amount", 12, 11, right=True),
    Column("left", "Left", 11, 11, right=True),
    _CURRENCY,
)
SETTLED = (
    _DAY,
    Column("invoice", "Invoice", 10, 9, style="strong", whole=NUMBER),
    Column("order", "Order", 10, 0, whole=NUMBER, spare=2),
    Column("what", "By", 11, 10, share=1),
    Column("reference", "Reference", 12, 0, share=1, spare=3),
    Column("amount", "Settled", 12, 11, right=True),
    _CURRENCY,
)
CREDITS = (
    Column("number", "Credit note", 11, 11, style="strong", whole=NUMBER),
    Column("order", "Order", 10, 0, whole=NUMBER, spare=2),
    Column("day", "Date", 9, 9, whole=11, spare=1),
    Column("gross", "Total", 12, 11, right=True),
    Column("left", "Left", 12, 11, right=True),
    _CURRENCY,
)

UNPAID = (
    Column("number", "Invoice", 11, 10, style="strong", whole=NUMBER),
    Column("order", "Order", 10, 0, whole=NUMBER, spare=2),
    Column("day", "Pay by", 9, 9, whole=11, spare=1),
    Column("gross", "Total", 12, 11, right=True),
    Column("left", "Unpaid", 12, 11, right=True),
    _CURRENCY,
)


def named(one: TakenPayment) -> str:
    """`100.00 USD of 9 May`."""
    return f"{fmt.amount(abs(one.amount), one.currency)} {one.currency} of {fmt.day(one.day)}"


def given_with(beside: Mapping[str, Decimal], currency: str) -> str:
    """`, with its discount 2.00`: what is taken back too."""
    told = (f"{word} {fmt.amount(amount, currency)}" for word, amount in beside.items())
    return f", with its {', '.join(told)}" if beside else ""


def payment_texts(one: TakenPayment) -> dict[str, str]:
    """The cells of a payment."""
    return {
        "day": fmt.day(one.day),
        **{name: getattr(one, name) for name in ("what", "method", "reference", "currency")},
        "amount": fmt.amount(one.amount, one.currency),
        "left": fmt.amount(one.left, one.currency) if one.left else "-",
    }


def payment_words(one: TakenPayment) -> list[str]:
    """All of a payment, with what it settles still."""
    parts = [f"{number} {fmt.amount(part, one.currency)}" for number, part in one.settles]
    how = " ".join(text for text in (one.method, one.reference) if text)
    left = f"{fmt.amount(one.left, one.currency)} left" if one.left else ""
    return [f"{one.what} {named(one)} by {one.by}", one.reason, how, *parts, left]


def settled_texts(one: SettledPart) -> dict[str, str]:
    """The cells of what is settled of an invoice."""
    return {
        "day": fmt.day(one.day),
        **{name: getattr(one, name) for name in ("invoice", "reference", "currency")},
        "order": one.short_orders,
        "what": one.what if one.what != "received" else one.method or one.what,
        "amount": fmt.amount(one.amount, one.currency),
    }


def settled_words(one: SettledPart) -> list[str]:
    """All of it."""
    told = f"{fmt.amount(abs(one.amount), one.currency)} {one.currency} of {one.invoice}"
    return [f"{told} for {one.all_orders}", f"{one.what} {fmt.day(one.day)} by {one.by}", one.method, one.reference]


def credit_texts(one: OwedInvoice) -> dict[str, str]:
    """The cells of a credit note with something left."""
    return {
        **{name: getattr(one, name) for name in ("number", "currency")},
        "order": one.short_orders,
        "day": fmt.day(one.payment_due),
        "gross": fmt.amount(-one.gross, one.currency),
        "left": fmt.amount(-one.left, one.currency),
    }


def credit_words(one: OwedInvoice) -> list[str]:
    """All of it."""
    left = f"{fmt.amount(-one.left, one.currency)} of {fmt.amount(-one.gross, one.currency)} {one.currency} left"
    return [f"credit note {one.number} for {one.all_orders}", fmt.day(one.payment_due), left]


def unpaid_texts(one: OwedInvoice) -> dict[str, str]:
    """The cells of an invoice with something left."""
    return credit_texts(one) | {name: fmt.amount(getattr(one, name), one.currency) for name in ("gross", "left")}


def unpaid_words(one: OwedInvoice) -> list[str]:
    """All of it."""
    left = f"{fmt.amount(one.left, one.currency)} of {fmt.amount(one.gross, one.currency)} {one.currency} unpaid"
    by = told_parts(one.parts, one.currency) if len(one.parts) > 1 else f"pay by {fmt.day(one.payment_due)}"
    return [f"invoice {one.number} for {one.all_orders}", by, left]
