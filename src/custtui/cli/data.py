"""Commands that bring data in, take it out, and make it up."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from custtui.cli.progress import bar
from custtui.cli.say import complain, misused, tell, to_standard_output
from custtui.cli.tame import without_controls
from custtui.cli.use import Database, use_as_operator
from custtui.domain.errors import refuse
from custtui.domain.naming import some

KindArgument = Annotated[str, typer.Argument(help="what: customers, products, prices, orders …")]


def register(app: typer.Typer) -> None:
    """Put this group's commands on the command line."""
    app.command("import")(import_)
    app.command("export")(export)
    app.command("generate")(generate)


def import_(
    context: typer.Context,
    kind: KindArgument,
    file: Annotated[Path | None, typer.Argument(help="CSV, or JSON lines where its name ends in .jsonl")] = None,
    columns: Annotated[bool, typer.Option("--columns", help="tell the columns of this kind")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="check only, write nothing")] = False,
    format: Annotated[str, typer.Option("--format", help="csv or jsonl, whatever the name says")] = "",
    encoding: Annotated[
        str | None, typer.Option("--encoding", help="of the file: utf-8, cp1252 (Windows), utf-16 …")
    ] = None,
    delimiter: Annotated[
        str | None, typer.Option("--delimiter", help="of a CSV: comma, semicolon, tab, pipe")
    ] = None,
    report: Annotated[Path | None, typer.Option("--report", help="every reject and warning as CSV")] = None,
    database: Database = None,
) -> None:
    """Import a file: all of it, or nothing and every reject with line, column and reason."""
    from custtui.exchange import column_help, import_file

    if columns:
        for line in column_help(kind):
            tell(line)
        return
    if file is None:
        raise misused("FILE", "a file is needed")
    for option, value in (("--encoding", encoding), ("--delimiter", delimiter)):
        if value is not None and not value.strip(" "):
            raise misused(option, "is blank: leave it out, or say which")
    who = use_as_operator(context, database)
    with bar(f"import {kind}") as progress:
        told = import_file(
            who,
            kind,
            file,
            format=format,
            dry_run=dry_run,
            progress=progress,
            report=report,
            encoding=encoding or "",
            delimiter=delimiter or "",
        )
    for line in told.lines():
        (tell if told.ok else complain)(line)
    if not told.ok:
        raise typer.Exit(1)


def export(
    context: typer.Context,
    kind: KindArgument,
    file: Annotated[Path | None, typer.Argument(help="- or none: standard output")] = None,
    format: Annotated[str, typer.Option("--format", help="csv or jsonl")] = "csv",
    database: Database = None,
) -> None:
    """Export everything of a kind; what is exported can be imported."""
    from custtui.exchange import export_file
    from custtui.exchange.exporting import lost_rows

    who = use_as_operator(context, database)
    with without_controls() as tame:
        if file is None or str(file) == "-":
            if sys.stdout is None:  # pyright: ignore[reportUnnecessaryComparison]
                raise refuse("file", "Standard output is closed: nothing was written", "file")
            with to_standard_output():
                export_file(who, kind, sys.stdout, format, tame=tame)
        else:
            with bar(f"export {kind}") as progress:
                count = export_file(who, kind, file, format, progress=lambda done: progress(done, 0), tame=tame)
            tell(f"{kind}: {some(count, 'row')} written to {file}")
    if lost := lost_rows():
        complain(f"Rows point to nothing, and what hangs on them is left out: {lost}; custtui check names all")


def generate(
    context: typer.Context,
    customers: Annotated[int, typer.Option(min=0, help="how many customers")] = 1000,
    orders: Annotated[int, typer.Option(min=0, help="how many orders")] = 5000,
    seed: Annotated[int, typer.Option(help="the same seed makes the same data")] = 1,
    database: Database = None,
) -> None:
    """Make up a realistic data set of any size, for trials and benchmarks."""
    from custtui.exchange.generate import generate as make

    who = use_as_operator(context, database)
    with bar("generate") as progress:
        make(who, customers, orders, seed, progress)
    tell(f"{some(customers, 'customer')} and {some(orders, 'order')} created")
