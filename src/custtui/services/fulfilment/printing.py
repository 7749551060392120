"""What goes to a printer: a document as plain text, for those who may print (S-7)."""

from collections.abc import Callable

from custtui.domain.who import Act, Who
from custtui.services.asks import asks
from custtui.services.fulfilment.billed_papers import credit_paper, invoice_paper
from custtui.services.fulfilment.delivery_notes import delivery_note
from custtui.services.fulfilment.papers import confirmation, confirmation_of, pick_ticket, pick_ticket_of
from custtui.services.fulfilment.statement_text import in_a_row
from custtui.services.fulfilment.statements import statements
from custtui.services.orders.printed import printed
from custtui.services.views import OrderView, PaperView

READERS: dict[str, Callable[..., PaperView]] = {
    "delivery": delivery_note,
    "invoice": invoice_paper,
    "credit": credit_paper,
    "confirmation": confirmation,
    "pick": pick_ticket,
}
"""By the words of the command line."""
OF_ORDER: dict[str, Callable[[OrderView], PaperView]] = {"confirmation": confirmation_of, "pick": pick_ticket_of}
"""Those that say how an order stands."""
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


@asks(Act.PRINT)
def text_beside(who: Who, word: str, number: str, order: OrderView) -> list[str]:
    """The same beside an order in force that was read just now: what says how it stands is not read again (P-13)."""
    of_order = OF_ORDER.get(word)
    return list(printed(of_order(order) if of_order else READERS[word](number, order)))
