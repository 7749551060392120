"""Coded words a house may set up as reasons of their kind; until it does, those the program comes with."""

from custtui.domain.choice import Choice
from custtui.domain.coded import REASON_KINDS
from custtui.models.operator import Reason

NOTE, ROLE, EVENT, FORFEIT = "note", "role", "event", "forfeit"
DECLINE, WITHDRAW, CANCEL = "decline", "withdraw", "cancel"
RETURN, CREDIT, FEE = "return", "credit", "fee"
REVERSAL, REFUND, WRITE_OFF = "reversal", "refund", "write off"
START = {
    FORFEIT: (
        ("CUSTOMER", "Closed short by the customer"),
        ("TOLERANCE", "Within tolerance"),
    ),
    RETURN: (
        ("DEFECT", "Defective or damaged"),
        ("WRONG", "Wrong item or quantity sent"),
        ("UNWANTED", "Not wanted any more"),
        ("OTHER", "Something else"),
    ),
    CREDIT: (
        ("PRICE", "Wrong price"),
        ("SHORT", "Short delivery"),
        ("DAMAGE", "Damaged, kept by the customer"),
        ("OTHER", "Something else"),
    ),
    FEE: (("RESTOCK", "Restocking fee"),),
    REVERSAL: (
        ("BOUNCED", "Check bounced, or transfer returned"),
        ("WRONG", "Wrong customer or invoice"),
        ("MISTAKE", "Keyed by mistake"),
        ("OTHER", "Something else"),
    ),
    REFUND: (
        ("SURPLUS", "Paid too much"),
        ("CREDIT", "Credit note paid out"),
        ("OTHER", "Something else"),
    ),
    WRITE_OFF: (
        ("DIFFERENCE", "Small difference"),
        ("CHARGES", "Bank charges"),
        ("LOST", "Cannot be collected"),
        ("OTHER", "Something else"),
    ),
    DECLINE: (
        ("CREDIT", "Credit is not good enough"),
        ("PRICE", "Price or discount not granted"),
        ("STOCK", "Cannot be delivered"),
        ("OTHER", "Something else"),
    ),
    WITHDRAW: (
        ("MISTAKE", "Keyed by mistake"),
        ("CUSTOMER", "Canceled by the customer"),
        ("OTHER", "Something else"),
    ),
    CANCEL: (
        ("CUSTOMER", "Canceled by the customer"),
        ("STOCK", "Cannot be delivered"),
        ("MISTAKE", "Keyed by mistake"),
        ("OTHER", "Something else"),
    ),
    NOTE: (
        ("CALL", "Call back"),
        ("COMPLAINT", "Complaint"),
        ("CREDIT", "Credit question"),
        ("DELIVERY", "Delivery question"),
        ("OTHER", "Something else"),
    ),
    ROLE: (
        ("procurement", "buys"),
        ("finance", "pays"),
        ("orderer", "places orders"),
        ("receiving", "takes goods in"),
        ("delivery", "arranges deliveries"),
        ("management", "decides"),
        ("technical", "answers technical questions"),
    ),
    EVENT: (
        ("order accepted", "an order is accepted"),
        ("shipped", "goods are shipped"),
        ("invoicing", "an invoice is created"),
        ("statements", "a statement of account is created"),
        ("product launch", "there is a new product"),
    ),
}
"""What a kind has until the table has codes of it."""


def coded(kind: str) -> list[Choice]:
    """The codes of a kind, in the order they were set up."""
    rows = Reason.select(Reason.code, Reason.name).where(Reason.kind == kind).order_by(Reason.id).tuples()
    return [Choice(code, code, name) for code, name in list(rows) or START[kind]]


def reason_kinds() -> list[Choice]:
    """What reasons are asked for, by the screens that ask for one."""
    return [Choice(kind, kind, ", ".join(code for code, _ in START.get(kind, ()))) for kind in REASON_KINDS]


def set_up(kind: str) -> tuple[str, ...]:
    """The codes of a kind that the house has set up."""
    rows = Reason.select(Reason.code).where(Reason.kind == kind).order_by(Reason.id).tuples()
    return tuple(code for (code,) in rows)


def codes(kind: str) -> tuple[str, ...]:
    """The codes alone."""
    return tuple(choice.key for choice in coded(kind))
