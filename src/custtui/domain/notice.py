"""What customers are written when something happens: one template for each event, filled with tamed values (R-45)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from custtui.domain.text import harmless

ORDER_ACCEPTED, SHIPPED, INVOICING = "order accepted", "shipped", "invoicing"
"""Events that contacts subscribe to, of those the program itself tells of (F-44)."""
LONGEST_SUBJECT = 150


class Notice(StrEnum):
    """What is told."""

    ACCEPTED = "accepted"
    CHANGED = "changed"
    DECLINED = "declined"
    CHANGE_DECLINED = "change declined"
    CANCELED = "canceled"
    CLOSED_SHORT = "closed short"
    SHIPPED = "shipped"
    INVOICED = "invoiced"
    CREDITED = "credited"
    RECEIVED = "received"
    REVERSED = "reversed"
    REFUNDED = "refunded"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Template:
    """The event whose subscribers are told, the subject, and the text before its rows and behind them."""

    event: str
    subject: str
    body: str


TEMPLATES: Mapping[Notice, Template] = {
    Notice.ACCEPTED: Template(
        ORDER_ACCEPTED,
        "Order {number} accepted",
        "your order {number} of {day} is accepted.\n\n{facts}\n\n{lines}\n\nTotal {total}, of which {tax} is tax.",
    ),
    Notice.CHANGED: Template(
        ORDER_ACCEPTED,
        "Order {number} changed",
        "your order {number} of {day} is changed. This is what is agreed now:\n\n{facts}\n\n{lines}\n\n"
        "Total {total}, of which {tax} is tax.",
    ),
    Notice.DECLINED: Template(
        ORDER_ACCEPTED,
        "Order {number} not accepted",
        "we are sorry that we cannot accept your order {number} of {day}. Nothing of it will be shipped or invoiced."
        "\n\n{facts}\n\n{lines}",
    ),
    Notice.CHANGE_DECLINED: Template(
        ORDER_ACCEPTED,
        "Order {number}: change not accepted",
        "we are sorry that we cannot accept the change of your order {number}. The order stays as it was agreed:"
        "\n\n{facts}\n\n{lines}\n\nTotal {total}, of which {tax} is tax.",
    ),
    Notice.CANCELED: Template(
        ORDER_ACCEPTED,
        "Order {number} canceled",
        "your order {number} of {day} is canceled. Nothing of it will be shipped or invoiced.\n\n{facts}\n\n{lines}",
    ),
    Notice.CLOSED_SHORT: Template(
        ORDER_ACCEPTED,
        "Order {number}: part of it will not be shipped",
        "of your order {number} of {day} this will not be shipped any more, nor invoiced:\n\n{facts}\n\n{lines}",
    ),
    Notice.SHIPPED: Template(
        SHIPPED,
        "Shipment {paper} of order {number}",
        "shipment {paper} of your order {number} left on {day}.\n\n{facts}\n\n{lines}",
    ),
    Notice.INVOICED: Template(
        INVOICING,
        "Invoice {paper} of order {number}: {total}",
        "this is invoice {paper} of {day} for order {number}.\n\n{facts}\n\n{lines}\n\n"
        "Total {total}, of which {tax} is tax.\nTo be paid {due}.",
    ),
    Notice.CREDITED: Template(
        INVOICING,
        "Credit note {paper} of order {number}: {total}",
        "this is credit note {paper} of {day} for order {number}.\n\n{facts}\n\n{lines}\n\n"
        "Credited {total}, of which {tax} is tax.",
    ),
    Notice.RECEIVED: Template(
        INVOICING,
        "Payment received: {total}",
        "thank you for your payment of {total}, received on {day}.\n\n{facts}\n\n{lines}",
    ),
    Notice.REVERSED: Template(
        INVOICING,
        "Payment taken back: {total}",
        "your payment of {total}, received on {day}, had to be taken back.\n\n{facts}\n\n{lines}",
    ),
    Notice.REFUNDED: Template(
        INVOICING,
        "Paid back to you: {total}",
        "we have paid {total} back to you on {day}.\n\n{facts}\n\n{lines}",
    ),
    Notice.OVERDUE: Template(
        INVOICING,
        "Overdue: {total}",
        "these invoices are past their due dates and not paid. If you have paid them already, please tell us.\n\n"
        "{lines}\n\nOverdue {total}.",
    ),
}
LETTER = "Dear {name},\n\n{text}\n\n{seller}\n"
"""Around every text: whom it is to, and whom it is from."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a template is filled with; `facts` are labels and values, blank ones are left out."""

    number: str = ""
    paper: str = ""
    day: str = ""
    due: str = ""
    total: str = ""
    tax: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """A subject in one line, and a text of rows that end with a newline."""

    subject: str
    body: str


def composed(notice: Notice, told: Particulars, name: str, seller: str) -> Message:
    """The message of an event to somebody of a name: no value breaks a row or header, or steers a terminal (S-5)."""
    texts = {one: row(getattr(told, one)) for one in ("number", "paper", "day", "due", "total", "tax")}
    texts["facts"] = rows(f"{label}: {row(value)}" for label, value in told.facts if value)
    texts["lines"] = rows(map(row, told.lines))
    template = TEMPLATES[notice]
    return letter(template.subject.format(**texts), template.body.format(**texts), name, seller)


def letter(subject: str, text: str, name: str, seller: str) -> Message:
    """A message of one's own words: a subject and a text, tamed as all others are."""
    tamed = rows(map(_trimmed, text.replace("\r\n", "\n").replace("\r", "\n").split("\n")))
    body = LETTER.format(name=row(name), text=tamed.strip("\n"), seller=row(seller))
    return Message(row(subject)[:LONGEST_SUBJECT].rstrip(), re.sub(r"\n{3,}", "\n\n", body))


def row(text: str) -> str:
    """A value as it stands within a row: what breaks rows is a blank, what steers anything is seen (S-5)."""
    return " ".join(harmless(" ".join(text.split())).split())


def rows(texts: Iterable[str]) -> str:
    """Rows of a text."""
    return "\n".join(texts)


def _trimmed(text: str) -> str:
    return harmless(text.replace("\t", " ")).rstrip()
