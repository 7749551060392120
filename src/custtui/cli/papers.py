"""Commands that write an order's papers as text, to be sent to a printer."""

from __future__ import annotations

import typer

from custtui.cli.say import tell
from custtui.cli.tame import tamed, without_controls
from custtui.cli.use import Database, use_as_operator
from custtui.domain.who import Act

group = typer.Typer(
    help="Packing slips, invoices, credit notes, confirmations, pick tickets, statements: plain text of 80 columns.",
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    """Put this group's commands on the command line."""
    app.add_typer(group, name="paper")


@group.command("delivery")
def delivery(context: typer.Context, number: str, database: Database = None) -> None:
    """The delivery note of a shipment, on standard output."""
    _write(context, database, "delivery", number)


@group.command("invoice")
def invoice(context: typer.Context, number: str, database: Database = None) -> None:
    """An invoice, on standard output."""
    _write(context, database, "invoice", number)


@group.command("credit")
def credit(context: typer.Context, number: str, database: Database = None) -> None:
    """A credit note, on standard output."""
    _write(context, database, "credit", number)


@group.command("confirmation")
def confirmation(context: typer.Context, number: str, database: Database = None) -> None:
    """What was agreed of an order in force, on standard output."""
    _write(context, database, "confirmation", number)


@group.command("pick")
def pick(context: typer.Context, number: str, database: Database = None) -> None:
    """The pick ticket of what an order has left to ship, on standard output."""
    _write(context, database, "pick", number)


@group.command("statement")
def statement(context: typer.Context, code: str, database: Database = None) -> None:
    """What a customer owes, on standard output."""
    use_as_operator(context, database, Act.PRINT)
    from custtui.services.fulfilment.statement_text import in_a_row
    from custtui.services.fulfilment.statements import statements

    with without_controls() as tame:
        for row in in_a_row(tamed(statements(code), tame)):
            tell(row)


def _write(context: typer.Context, database: str | None, word: str, number: str) -> None:
    """The paper of a number, by its word."""
    use_as_operator(context, database, Act.PRINT)
    from custtui.services.fulfilment.printing import READERS
    from custtui.services.orders.printed import printed

    with without_controls() as tame:
        for row in printed(tamed(READERS[word](number), tame)):
            tell(row)
