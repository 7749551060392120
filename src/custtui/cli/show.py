"""Commands that show customers and orders."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, cast

import typer

from custtui.cli.say import misused, tell
from custtui.cli.tame import one_line, tamed, without_controls
from custtui.cli.use import Database, use_as_operator

customers = typer.Typer(help="Customers.", rich_markup_mode=None)
orders = typer.Typer(help="Orders.", rich_markup_mode=None)
AsJson = Annotated[bool, typer.Option("--json", help="as JSON")]


def register(app: typer.Typer) -> None:
    """Put this group's commands on the command line."""
    app.add_typer(customers, name="customer")
    app.add_typer(orders, name="order")


@customers.command("show")
def show_customer(context: typer.Context, code: str, as_json: AsJson = False, database: Database = None) -> None:
    """One customer, whole."""
    use_as_operator(context, database)
    from custtui.services.customer.view import customer
    from custtui.services.payer_credit import told_credit
    from custtui.services.plain import plain_values

    found = customer(code)
    told = plain_values(replace(found, credit=told_credit(found.credit.code)))
    _tell(told | told.pop("more"), as_json)


@orders.command("show")
def show_order(
    context: typer.Context,
    number: str,
    revision: Annotated[int | None, typer.Option(min=1, max=999_999_999, help="an older or waiting one")] = None,
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """One order, whole: the revision in force unless another is asked for."""
    use_as_operator(context, database)
    from custtui.services.orders import order
    from custtui.services.orders.as_json import as_json as order_json

    _tell(order_json(order(number, revision)), as_json)


@orders.command("list")
def list_orders(
    context: typer.Context,
    customer: Annotated[str | None, typer.Option("--customer", metavar="CODE", help="of this customer only")] = None,
    status: Annotated[
        str, typer.Option("--status", help="waiting, accepted, finished, declined or canceled only")
    ] = "",
    first: Annotated[
        str, typer.Option("--from", metavar="DAY", help="ordered on this day or later: 2026-05-31")
    ] = "",
    last: Annotated[str, typer.Option("--to", metavar="DAY", help="ordered on this day or earlier")] = "",
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Orders by order date, the oldest first, all unless narrowed; as JSON one object a line, without their lines."""
    wanted = _status(status)
    use_as_operator(context, database)
    days = _days(first, last)
    from custtui.domain.money import shown
    from custtui.services.customer.view import customer as customer_of
    from custtui.services.orders import OrderFilter, every_order, every_row
    from custtui.services.orders.as_json import as_json as order_json

    code = "" if customer is None else customer_of(customer).code
    asked = OrderFilter(code=code, status=wanted, first_day=days[0], last_day=days[1])
    with without_controls() as tame:
        if as_json:
            for view in every_order(asked):
                tell(one_line(order_json(view, lines=False), tame))
            return
        for row in every_row(asked):
            total = f"{shown(row.gross, row.currency):>14} {row.currency}"
            tell(tame(f"{row.number:<12} {row.order_date} {total} {row.summary:<20} {row.name}"))


def _days(first: str, last: str) -> tuple[date | None, date | None]:
    """From and to; -5 counts from the house's today. Nothing was ordered between a day and an earlier one."""
    from custtui.domain.bounds import span_fault
    from custtui.domain.days import dated

    start, end = _day(first, "--from"), _day(last, "--to")
    if start and end and span_fault(start, end):
        raise misused("--to", f"{dated(end)} is before --from {dated(start)}")
    return start, end


def _day(typed: str, option: str) -> date | None:
    from custtui.exchange.cells import read_day

    try:
        return read_day(typed) if typed.strip() else None
    except ValueError as error:
        raise misused(option, str(error)) from error


def _status(typed: str) -> str:
    """A stored status, by its own name or as the counter says it: `waiting` is `pending`."""
    from custtui.domain.order import Status, status_word

    words = {status_word(one): one.value for one in Status if one != Status.SUPERSEDED}
    known = words | {stored: stored for stored in words.values()}
    if typed and typed.lower() not in known:
        raise misused("--status", f"{typed!r} is not one of {', '.join(words)}")
    return known.get(typed.lower(), "")


def _tell(values: Mapping[str, Any], as_json: bool) -> None:
    with without_controls() as tame:
        values = tamed(values, tame)
        if as_json:
            tell_json(values)
            return
        for line in _lines(values, ""):
            tell(line)


def tell_json(values: Mapping[str, Any]) -> None:
    """JSON, indented; line by line, as newlines in it are its own."""
    for line in json.dumps(values, indent=2).split("\n"):
        tell(line)


def _lines(value: Any, indent: str) -> list[str]:
    """Names and values, what is empty left out, nested ones indented."""
    found: list[str] = []
    if isinstance(value, Mapping):
        for name, one in cast("Mapping[str, Any]", value).items():
            if one in (None, "", [], {}):
                continue
            nested = isinstance(one, Mapping | list | tuple)
            found += [f"{indent}{name}:", *_lines(one, indent + "  ")] if nested else [f"{indent}{name}: {one}"]
    elif isinstance(value, list | tuple):
        for one in cast("Sequence[Any]", value):
            part = _lines(one, indent + "  ")
            found += [f"{indent}- {part[0].strip()}", *part[1:]] if part else []
    else:
        found.append(f"{indent}{value}")
    return found
