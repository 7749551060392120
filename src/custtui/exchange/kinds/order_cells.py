"""Cells that only orders have: what happened to a line, charges, holds."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from custtui.domain.acceptance import HOLDS as HOLD_CODES
from custtui.domain.card_payment import read_card
from custtui.domain.coded import code_of
from custtui.domain.fulfilment import CONDITIONS
from custtui.domain.money_back import Became
from custtui.domain.tax import TaxPart, category_of, parts_fault, parts_text
from custtui.exchange import cells, listed
from custtui.services.bulk.order_bills import became, not_shared, parted
from custtui.services.bulk.values import Movement, NewCharge, Taxed

AMOUNT = cells.decimal(3, signed=True)
TOGETHER = re.compile(r"@\d{4}-\d\d-\d\d=")
"""Several movements without the semicolon between them; an `@` alone may stand in a reason."""


def _read_movement(raw: str) -> Movement:
    left, equals, quantity = raw.rpartition("=")
    number, _, day = left.rpartition("@")
    if not equals or (number and TOGETHER.search(number)):
        raise ValueError(f"{raw!r} is not like SH-17@2026-05-01=40")
    amount = AMOUNT.read(quantity)
    return Movement(cells.read_day(day), amount, number and cells.TEXT.read(number))


def _write_movement(value: Movement) -> str:
    return f"{value.number}@{value.day}={cells.write_decimal(value.quantity)}"


def movements(number: str) -> cells.CellSort:
    """Quantities on days, each with the number of a paper."""
    form = f"{number}@day=quantity, like SH-17@2026-05-01=40"
    return cells.many(cells.CellSort(form, _read_movement, _write_movement))


BILL = re.compile(r"(.*?@\d{4}-\d\d-\d\d=[^/=]*)(?:/(.*))?", re.DOTALL)
"""What stands behind the quantity may be the number of an invoice, in which anything may stand."""


def _read_bill(raw: str) -> Movement:
    """Behind a quantity of 0 stands what is no share of the line; last of a credit which invoice it is of (C-31)."""
    told = BILL.fullmatch(raw) if "/" in raw else None
    if told is None or told[2] is None:
        return _read_movement(raw)
    found, behind = _read_movement(told[1]), told[2]
    if found.quantity < 0:
        return found._replace(of=cells.TEXT.read(behind))
    more, of = parted(behind)
    if found.quantity or not_shared(more) is None:
        raise ValueError(f"{raw!r} is not like CN-2@2026-05-12=0/PRICE/-5.00/-0.44//IN-1")
    return found._replace(more=more, of=cells.TEXT.read(of))


def _write_bill(value: Movement) -> str:
    return "/".join([_write_movement(value), *filter(None, (value.more, value.of))])


BILLS = cells.many(
    cells.CellSort(
        "number@day=quantity, like IN-1@2026-05-07=5; credited of it CN-2@2026-05-12=-5/IN-1,"
        " without goods CN-2@2026-05-12=0/reason/net/tax/pieces/IN-1",
        _read_bill,
        _write_bill,
    )
)


PAID_AS = {str(one): listed.reason(one.lower().replace("_", " ")) for one in (Became.REFUND, Became.WRITE_OFF)}
PAID_AS[str(Became.DISCOUNT)] = cells.TEXT
"""What may stand behind an amount that came in as no payment, and the reasons of each (C-37)."""


def _read_paid(raw: str) -> Movement:
    told = BILL.fullmatch(raw) if "/" in raw else None
    if told is None or told[2] is None:
        return _read_movement(raw)
    typed, _, reason = told[2].partition("/")
    if not (kind := code_of(typed, PAID_AS)):
        raise ValueError(f"{told[2]!r} is not like REFUND/CREDIT")
    return _read_movement(told[1])._replace(more=became(kind, PAID_AS[kind].read(reason)))


PAYMENTS = cells.many(
    cells.CellSort(
        "invoice@day=amount, like IN-1@2026-06-01=20.00;"
        " paid back of a credit note CN-1@2026-06-02=-5.00/REFUND/CREDIT; IN-1@2026-06-02=0.02/WRITE_OFF/DIFFERENCE",
        _read_paid,
        lambda value: _write_movement(value) + (value.more and f"/{value.more}"),
    )
)


def reasoned(reason: Callable[[str], str]) -> cells.CellSort:
    """Quantities on days, each with its reason, as the desk asks for one (F-69, C-31)."""

    read = partial(_reasoned_one, reason=reason)
    return cells.many(cells.CellSort("reason@day=quantity, like CUSTOMER@2026-05-09=1", read, _write_movement))


def _reasoned_one(raw: str, reason: Callable[[str], str]) -> Movement:
    found = _read_movement(raw)
    if not found.number:
        raise ValueError(f"{raw!r} has no reason: CUSTOMER@2026-05-09=1")
    return found._replace(number=reason(found.number))


FORFEITS = reasoned(str)


FIRST = re.compile(r"(.*/[A-Za-z]*)/([0-9.,]+)", re.DOTALL)
"""Behind the condition: how much of it is credited first, of what was invoiced."""


def _read_return(raw: str) -> Movement:
    """So much of it is credited first, where that was chosen (C-31)."""
    told = FIRST.fullmatch(raw)
    if told is None:
        return _read_condition(raw)
    found = _read_condition(told[1].removesuffix("/"))
    first = AMOUNT.read(told[2])
    if not 0 < first <= found.quantity:
        raise ValueError(f"{raw!r}: {told[2]} is not a part of the {cells.write_decimal(found.quantity)} returned")
    return found._replace(first=first)


def _read_condition(raw: str) -> Movement:
    """What follows the slash is the condition of what came back, in any capitals; none where nobody told (C-31)."""
    left, slash, typed = raw.rpartition("/")
    if not slash or "=" in typed:
        return _reasoned_one(raw, listed.RETURN.read)
    if not (condition := code_of(typed, CONDITIONS)):
        raise ValueError(f"{typed.strip()!r} is not a condition: {', '.join(CONDITIONS)}")
    return _reasoned_one(left, listed.RETURN.read)._replace(more=condition)


def _write_return(value: Movement) -> str:
    if value.first is not None:
        return f"{_write_movement(value)}/{value.more}/{cells.write_decimal(value.first)}"
    return _write_movement(value) + (value.more and f"/{value.more}")


RETURNS = cells.many(
    cells.CellSort(
        "reason@day=quantity/condition, like DEFECT@2026-05-12=1/SCRAP; of 3, 2 credited first: …=3/SCRAP/2",
        _read_return,
        _write_return,
    )
)


CHARGE = re.compile(r"(.*)=([^=@/]*)@([^=@/]*)", re.DOTALL)
TAXED_CHARGE = re.compile(r"(.*?)=([^=@/]*)@([^=@/]*)/((?:\\/|[^/])*)(?:/([^/]*)(?:/(.*))?)?", re.DOTALL)
"""Behind the rate its category (a slash in it is `\\/`), its taxes by name and why: there anything may stand."""


def _read_charge(raw: str) -> NewCharge:
    told = CHARGE.fullmatch(raw) or TAXED_CHARGE.fullmatch(raw)
    if told is None:
        raise ValueError(f"{raw!r} is not like packing=5.00@0.19 or packing=5.00@0.19/standard")
    kind, net, rate, *taxed = told.groups(default="")
    if not (name := cells.TEXT.read(kind)):
        raise ValueError(f"{raw!r} is a charge for nothing: packing=5.00@0.19")
    found = NewCharge(name, cells.MONEY.read(net), cells.TAX_RATE.read(rate))
    return _taxed_charge(found, raw, *taxed) if taxed else found


def _taxed_charge(one: NewCharge, raw: str, category: str, parts: str, reason: str) -> NewCharge:
    taxes = _read_tax_parts(parts) if parts.strip() else ""
    if why := parts_fault(taxes, one.tax_rate):
        raise ValueError(f"{raw!r}: {why}")
    known = category_of(category.replace("\\/", "/"))
    return one._replace(tax_category=cells.TEXT.read(known), tax_parts=taxes, tax_reason=cells.TEXT.read(reason))


def _write_charge(value: NewCharge) -> str:
    rate = cells.write_decimal(value.tax_rate)
    category = value.tax_category.replace("/", "\\/")
    told = "/".join((rate, category, value.tax_parts, value.tax_reason)).rstrip("/")
    return f"{value.kind}={cells.write_decimal(value.net)}@{told}"


CHARGES = cells.many(
    cells.CellSort(
        "kind=net@tax rate, like packing=5.00@0.19; how it was taxed behind it,"
        " packing=5.00@0.19/category/GST 0.05, QST 0.14/why",
        _read_charge,
        _write_charge,
    )
)


def _read_hold(raw: str) -> tuple[str, str]:
    """A hold without a text says the words of its code: an order that waits says why (X-09)."""
    typed, _, text = raw.partition("=")
    code = cells.CODE.read(typed).upper()
    if code not in HOLD_CODES:
        raise ValueError(f"{typed.strip()} is not the code of a hold: {', '.join(HOLD_CODES)}")
    return code, cells.TEXT.read(text) or HOLD_CODES[code]


HOLDS = cells.many(cells.CellSort("code=text, like UB=billed to another account", _read_hold, "=".join))


def _read_card(raw: str) -> str:
    return read_card(cells.TEXT.read(raw)).text


def _read_tax_parts(raw: str) -> str:
    """`QST .09975, GST 0.05`, each tax once, as a line keeps them."""
    found = dict[str, TaxPart]()
    for one in raw.split(","):
        name, _, rate = one.strip().rpartition(" ")
        part = TaxPart(cells.TEXT.read(name), cells.TAX_RATE.read(rate))
        if not part.name or part.name.casefold() in found:
            raise ValueError(f"{raw!r} is not like GST 0.05, QST 0.09975")
        found[part.name.casefold()] = part
    return parts_text(found.values())


InvoiceTaxed = tuple[int, Taxed]
"""Which of the invoices of its row, from 1, and how it is taxed."""


def _read_taxed(raw: str) -> InvoiceTaxed:
    at, rate, differs, parts, *reason = (*raw.split("/", 4), "", "")[:5]
    if not (at.strip().isdigit() and rate and differs):
        raise ValueError(f"{raw!r} is not like 1/0.07/0.37/GST 0.05, QST 0.02/why")
    taxes = _read_tax_parts(parts) if parts.strip() else ""
    taxed = Taxed(cells.TAX_RATE.read(rate), AMOUNT.read(differs), taxes, cells.TEXT.read(reason[0]))
    if why := parts_fault(taxed.parts, taxed.rate):
        raise ValueError(f"{raw!r}: {why}")
    return int(at), taxed


def _write_taxed(value: InvoiceTaxed) -> str:
    at, one = value
    told = (str(at), cells.write_decimal(one.rate), cells.write_decimal(one.differs), one.parts, one.reason)
    return "/".join(told).rstrip("/")


INVOICE_TAXES = cells.many(
    cells.CellSort(
        "which invoice of the row/rate/tax beyond the order's/taxes/why: 1/0.07/0.37",
        _read_taxed,
        _write_taxed,
    )
)


def with_taxes(moves: tuple[Movement, ...], taxes: Sequence[InvoiceTaxed]) -> tuple[Movement, ...]:
    """What a row tells of its invoices, each with its tax. Raises ValueError for one that is not there, or twice."""
    found = dict(taxes)
    if len(found) < len(taxes) or not found.keys() <= set(range(1, len(moves) + 1)):
        raise ValueError("each names one of the invoices of its row, from 1")
    return tuple(move._replace(taxed=found.get(at)) for at, move in enumerate(moves, 1))


def taxes_of(moves: Iterable[Movement]) -> tuple[InvoiceTaxed, ...]:
    """The other way round."""
    return tuple((at, move.taxed) for at, move in enumerate(moves, 1) if move.taxed is not None)


TAX_PARTS = cells.CellSort("names and fractions: GST 0.05, QST 0.09975", _read_tax_parts)
CARD = cells.CellSort("brand, last four digits, expiry and reference", _read_card, str)
