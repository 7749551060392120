"""What goes to a printer: a document as plain text, for those who may print (S-7)."""

from collections.abc import Callable

from custtui.domain.who import Act, Who
from custtui.services.asks import asks
from custtui.services.fulfilment.billed_papers import credit_paper, invoice_paper
from custtui.services.fulfilment.delivery_notes import delivery_note
from custtui.services.fulfilment.papers import confirmation, pick_ticket
from custtui.services.fulfilment.statement_text import in_a_row
from custtui.services.fulfilment.statements import statements
from custtui.services.orders.printed import printed
from custtui.services.views import PaperView

READERS: dict[str, Callable[[str], PaperView]] = {
    "delivery": delivery_note,
    "invoice": invoice_paper,
    "credit": credit_paper,
    "confirmation": confirmation,
    "pick": pick_ticket,
}
"""By the words of the command line."""
STATEMENT = "statement"
"""The word of what a customer owes."""


@asks(Act.PRINT)
def text_of(who: Who, word: str, number: str) -> list[str]:
    """The rows of a paper, by its word in `READERS`, without control characters.

    Raises Refused for a number that is none.
    """
    if word == STATEMENT:
        return in_a_row(statements(number))
    return list(printed(READERS[word](number)))
