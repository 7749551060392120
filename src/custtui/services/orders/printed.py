"""The papers of an order as plain text, 80 columns wide: one text for the screen, the shell and the printer."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import zip_longest

from custtui.domain.days import dated
from custtui.domain.money import ZERO, shown_if_any, shown_price
from custtui.domain.numbers import grouped, plain
from custtui.domain.tax import TaxPart, read_parts, tax_by_parts
from custtui.domain.text import harmless
from custtui.domain.typeset import PAPER
from custtui.services.views.fulfilment import PaperLine, PaperView

WIDTH = 80
FACTS = 50
"""Column from which number, date and terms stand, beside the addresses."""
LABEL = 11
ITEM, UNIT, FEWEST = 15, 6, 8
"""Cells of an item code and of a unit at most, and of a description at least; longer texts go on below.

A barcode stands in one row."""
TITLES = {
    "DELIVERY": "PACKING SLIP",
    "INVOICE": "INVOICE",
    "CREDIT": "CREDIT NOTE",
    "CONFIRMATION": "ORDER CONFIRMATION",
    "PICK": "PICK TICKET",
}
NOTE = "Note:"
GAP = 2
"""Cells between columns."""
BINS = "Bin"
"""An empty column of a pick ticket, to be filled in by hand."""
PrintedRows = list[str]
left, right = PAPER.left, PAPER.right


def printed(paper: PaperView) -> tuple[str, ...]:
    """The rows of a paper, at most 80 cells each, numbers aligned; no control character gets in (S-5).

    Prices stand where the paper has them: a delivery note of an order without prices has none (X-17).
    """
    rows = [*_head(paper), "", *_message(paper), *_table(paper), *_totals(paper)]
    return tuple(row.rstrip() for row in rows)


# -- the head ----------------------------------------------------------------------------------------------------
def _head(paper: PaperView) -> PrintedRows:
    return head(TITLES.get(paper.kind, paper.kind), _facts(paper), paper.seller, paper.to)


def head(title: str, said: Iterable[tuple[str, str]], seller: Iterable[str], to: Iterable[str]) -> PrintedRows:
    """Who sends and to whom at the left, what it is at the right."""
    facts = [title, *(row for label, text in said for row in _fact(label, text))]
    block = [*_block(seller), "", *_block(to)]
    return [left(one, FACTS) + other for one, other in zip_longest(block, facts, fillvalue="")]


def _block(lines: Iterable[str]) -> PrintedRows:
    return [row for line in lines for part in line.split("\n") for row in _broken(harmless(part), FACTS - 2)]


def _broken(text: str, width: int) -> PrintedRows:
    """The text in rows, broken at blanks; none where there is none."""
    return PAPER.wrapped(text.split(), width, " ")


def _facts(paper: PaperView) -> list[tuple[str, str]]:
    return [
        ("Number", paper.number),
        ("Date", _day(paper.day)),
        ("Order", paper.order_number),
        ("Invoice", ", ".join(paper.invoices)),
        ("Reason", paper.reason),
        ("Your order", paper.po_number),
        ("Wanted", _day(paper.wanted)),
        ("Ship via", paper.ship_via),
        ("Terms", paper.terms),
        ("Pay by", "" if paper.parts else _day(paper.payment_due)),
        ("Discount", paper.early),
    ]


def _fact(label: str, text: str) -> PrintedRows:
    rows = _broken(harmless(text), WIDTH - FACTS - LABEL)
    return [left("" if number else label, LABEL) + row for number, row in enumerate(rows)]


def _message(paper: PaperView) -> PrintedRows:
    """What the sender has to say, row by row as it was typed; and the note of a pick ticket (X-21)."""
    rows = [row for part in paper.message.split("\n") for row in _broken(harmless(part), WIDTH)]
    found = [*rows, ""] if rows else []
    return [*found, *_note(paper.note, WIDTH), ""] if paper.note else found


def _note(text: str, width: int) -> PrintedRows:
    return _broken(harmless(f"{NOTE} {text}") if text else "", width)


def _day(day: date | None) -> str:
    return dated(day) if day else ""


# -- the lines ---------------------------------------------------------------------------------------------------
def _table(paper: PaperView) -> PrintedRows:
    """Positions with their quantities, and with price and net where the paper has them; below their orders."""
    heads = ["Pos", "Item", "Description", "Quantity", "Unit"]
    priced = any(line.price is not None or line.net is not None for line in paper.lines)
    if priced:
        heads += ["Price", f"Net {harmless(paper.currency)}"]
    elif paper.kind == "PICK":
        heads += [BINS.ljust(8), "Picked".ljust(8)]
    body = [_cells_of(line, paper.currency, priced) for line in paper.lines]
    body = [[*row, *[""] * (len(heads) - len(row))] for row in body]
    widths = _widths([heads, *body])
    found, under = _row(heads, widths), ""
    for line, row in zip(paper.lines, body, strict=True):
        if line.under != under:
            found += ["", *_broken(harmless(line.under), WIDTH)]
        under = line.under
        found += _row(row, widths)
        found += [" " * (widths[0] + GAP) + part for part in _note(line.note, WIDTH - widths[0] - GAP)]
    return found


def _cells_of(line: PaperLine, currency: str, priced: bool) -> list[str]:
    counted = [str(line.position), grouped(line.quantity)] if line.position else ["", ""]  # else a charge
    off = f"less {shown_if_any(line.discount, currency)}" if priced and line.discount else ""
    wanted = f"wanted {dated(line.wanted)}" if line.wanted else ""
    place = f"to {line.ship_to}" if line.ship_to else ""
    described = ", ".join(filter(None, (line.description, off, wanted, place, line.taxed)))
    texts = [counted[0], line.code, described, counted[1], line.unit]
    if priced:
        texts += [shown_price(line.price) if line.price is not None else "", shown_if_any(line.net, currency)]
    return [harmless(text) for text in texts]


def _widths(table: Sequence[Sequence[str]]) -> list[int]:
    """As wide as the widest of a column; the description takes what is left."""
    widths = [max(PAPER.width_of(row[column]) for row in table) for column in range(len(table[0]))]
    widths[1], widths[4] = min(widths[1], ITEM), min(widths[4], UNIT)
    others = sum(widths) - widths[2] + 2 * (len(widths) - 1)
    widths[2] = max(FEWEST, WIDTH - others)
    return widths


def _row(texts: Sequence[str], widths: Sequence[int]) -> PrintedRows:
    """One position: item, description and unit go on below where they are longer than their columns."""
    parts = [[text] if column in _NUMBERS else _broken(text, widths[column]) for column, text in enumerate(texts)]
    return [
        "  ".join(
            (right if column in _NUMBERS else left)(text, widths[column]) for column, text in enumerate(below)
        ).rstrip()
        for below in zip_longest(*parts, fillvalue="")
    ]


_NUMBERS = (0, 3, 5, 6)
"""Columns that end where their numbers do."""


# -- the money ---------------------------------------------------------------------------------------------------
def _totals(paper: PaperView) -> PrintedRows:
    """Net, tax by its rates and total below the amounts, and what of it is to be paid by when (C-37)."""
    sums = [("Net", paper.net), *_taxes(paper), ("Total", paper.gross)]
    texts = [(label, shown_if_any(value, paper.currency)) for label, value in sums if value is not None]
    if not texts:
        return []
    parts = [(f"Pay by {dated(part.due)}", shown_if_any(part.amount, paper.currency)) for part in paper.parts]
    return ["", *summed(texts), *(["", *summed(parts)] if parts else [])]


def summed(texts: Sequence[tuple[str, str]]) -> PrintedRows:
    """Labels and amounts at the right edge, the amounts below one another."""
    widest = max(PAPER.width_of(text) for _, text in texts)
    rows = [f"{label}  {right(text, widest)}" for label, text in texts]
    return [right(row, WIDTH) for row in rows]


def _taxes(paper: PaperView) -> list[tuple[str, Decimal | None]]:
    """`Tax 6.625% of 100.00`, the highest rate first; in one sum where the rate of a line is not known (C-38)."""
    taxed, sums = [line for line in paper.lines if line.net is not None], dict[TaxPart, tuple[Decimal, Decimal]]()
    if paper.tax is None or any(line.tax_rate is None for line in taxed) or not any(line.tax_rate for line in taxed):
        return [("Tax", paper.tax)]
    for part, net, tax in (one for line in taxed for one in _parts(line, paper.currency)):
        before = sums.get(part, (ZERO, ZERO))
        sums[part] = before[0] + net, before[1] + tax
    parts = sorted(sums, key=lambda one: (-one.rate, one.name))
    return [(_of(one, sums[one][0], paper.currency), sums[one][1]) for one in parts]


def _parts(line: PaperLine, currency: str) -> Iterator[tuple[TaxPart, Decimal, Decimal]]:
    """Each tax of a line with its net and what of the line's tax is it."""
    parts = read_parts(line.tax_parts, line.tax_rate or ZERO)
    for part, tax in zip(parts, tax_by_parts(line.tax or ZERO, parts, currency), strict=True):
        yield part, line.net or ZERO, tax


def _of(part: TaxPart, net: Decimal, currency: str) -> str:
    return f"{part.name or 'Tax'} {plain(part.rate * 100)}% of {shown_if_any(net, currency)}"
