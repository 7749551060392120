"""Commands that write an order's papers as text, to be sent to a printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from custtui.cli.say import tell
from custtui.cli.tame import tamed, without_controls
from custtui.cli.use import Database, use_as_operator
from custtui.domain.who import Act

if TYPE_CHECKING:
    from custtui.services.views import PaperView

group = typer.Typer(
    help="Packing slips, invoices, confirmations, pick tickets, statements: plain text of 80 columns.",
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    """Put this group's commands on the command line."""
    app.add_typer(group, name="paper")


@group.command("delivery")
def delivery(context: typer.Context, number: str, database: Database = None) -> None:
    """The delivery note of a shipment, on standard output."""
    use_as_operator(context, database, Act.PRINT)
    from custtui.services.fulfilment import delivery_note

    _write(delivery_note(number))


@group.command("invoice")
def invoice(context: typer.Context, number: str, database: Database = None) -> None:
    """An invoice, on standard output."""
    use_as_operator(context, database, Act.PRINT)
    from custtui.services.fulfilment import invoice_paper

    _write(invoice_paper(number))


@group.command("confirmation")
def confirmation(context: typer.Context, number: str, database: Database = None) -> None:
    """What was agreed of an order in force, on standard output."""
    use_as_operator(context, database, Act.PRINT)
    from custtui.services.fulfilment.papers import confirmation as read

    _write(read(number))


@group.command("pick")
def pick(context: typer.Context, number: str, database: Database = None) -> None:
    """The pick ticket of what an order has left to ship, on standard output."""
    use_as_operator(context, database, Act.PRINT)
    from custtui.services.fulfilment.papers import pick_ticket

    _write(pick_ticket(number))


@group.command("statement")
def statement(context: typer.Context, code: str, database: Database = None) -> None:
    """What a customer owes, on standard output."""
    use_as_operator(context, database, Act.PRINT)
    from custtui.services.fulfilment.statement_text import in_a_row
    from custtui.services.fulfilment.statements import statements

    with without_controls() as tame:
        for row in in_a_row(tamed(statements(code), tame)):
            tell(row)


def _write(paper: PaperView) -> None:
    from custtui.services.orders.printed import printed

    with without_controls() as tame:
        for row in printed(tamed(paper, tame)):
            tell(row)
