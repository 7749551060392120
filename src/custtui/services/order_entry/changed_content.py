"""What the revision of a change will say: what stays is copied, lines that split are two (X-05, C-32)."""

from collections.abc import Iterator, Mapping
from typing import Any

from custtui.domain.money import ZERO
from custtui.services.booking import Content
from custtui.services.order_entry.base import Base, BaseLine
from custtui.services.order_entry.content import ShipTos, header_of, order_line
from custtui.services.order_entry.lines import Stays, WorkedLine
from custtui.services.order_entry.measured import split_positions
from custtui.services.order_entry.sites import Sites
from custtui.services.order_entry.work import Work

COPIED = (
    *("product", "product_code", "description", "unit", "quantity", "price", "price_source", "price_reason"),
    *("discount", "discount_rate", "discount_reason", "tax_category", "tax_rate", "net", "tax", "gross", "wanted"),
)
"""Columns of a line that are copied."""
CHARGE = ("kind", "text", "tax_rate", "net", "tax")
HEADER = ("sold_to_code", "sold_to_name", "order_date")
"""What every revision has from the first: the order day stays (C-39)."""
PAYER = (
    *("bill_to_code", "bill_to_name", "bill_to_attention", "bill_to_street", "bill_to_city", "bill_to_state"),
    *("bill_to_postal_code", "bill_to_country", "payment_terms", "payment_due"),
)


def changed_content(work: Work, base: Base, sites: Sites) -> Content:
    """What the revision will say; `sites` are those made on the way. Charges are kept (C-41)."""
    assert work.ship_to
    places = ShipTos(work.ship_to, sites)
    goes_on = split_positions(work, base)
    lines = [row for line in work.counted for row in _rows(line, work, places, goes_on)]
    charges = [{name: getattr(one, name) for name in CHARGE} for one in base.charges]
    return Content(_header(work, base, sites), places.rows, lines, charges)


def _header(work: Work, base: Base, sites: Sites) -> dict[str, Any]:
    row = base.row
    header = {**header_of(work, sites), **{name: getattr(row, name) for name in HEADER}}
    if work.roles.keeps_payer:
        header |= {"bill_to": row.bill_to_id, "bill_to_site": row.bill_to_site_id}
        header |= {name: getattr(row, name) for name in PAYER}
    if work.terms.keeps_method:
        header["payment_method"] = row.payment_method
    if work.terms.keeps_wanted:
        header["wanted"] = row.wanted
    return header


def _rows(line: WorkedLine, work: Work, places: ShipTos, goes_on: Mapping[int, int]) -> Iterator[dict[str, Any]]:
    assert work.ship_to
    place = places.at(line.ship_to or work.ship_to)
    if line.base is None:
        yield order_line(line, place)
    elif line.stays:
        assert work.base
        yield _what_stays(line.base, line.stays, places.at(work.base.place(line.base.row.ship_to_id)))
        yield _rest(line, line.stays, goes_on[line.row.position], place)
    else:
        yield _kept(line, line.base, place)


def _kept(line: WorkedLine, base: BaseLine, place: int) -> dict[str, Any]:
    """A line at its position: of what was ordered then the words of then; zero is one that was canceled (F-72)."""
    row = {**order_line(line, place), "tax_rate": line.tax_rate}
    if line.goods and line.goods.id == base.row.product_id and line.price == base.row.price:
        row |= {name: getattr(base.row, name) for name in ("price_source", "price_reason")}
    return row


def _what_stays(base: BaseLine, stays: Stays, place: int) -> dict[str, Any]:
    row = {name: getattr(base.row, name) for name in COPIED if name != "product"}
    moved = {"quantity": stays.quantity, "discount": stays.discount, "net": stays.net, "tax": stays.tax}
    gross = stays.net + stays.tax
    return {
        **row,
        **moved,
        "gross": gross,
        "product": base.row.product_id,
        "position": base.position,
        "ship_to": place,
    }


def _rest(line: WorkedLine, stays: Stays, position: int, place: int) -> dict[str, Any]:
    net, tax = (line.net or ZERO) - stays.net, line.tax - stays.tax
    row = {**order_line(line, place), "position": position, "quantity": line.goes_on}
    return {**row, "net": net, "tax": tax, "gross": net + tax}


def is_as_before(content: Content, base: Base) -> bool:
    """Nothing differs from the revision it would replace."""
    if any(_value(base.row, name) != value for name, value in content.header.items()):
        return False
    lines = {line["position"]: line for line in content.lines}
    return lines.keys() == base.lines.keys() and all(
        _same(lines[position], base.lines[position].row, content, base) for position in lines
    )


def _same(line: Mapping[str, Any], row: Any, content: Content, base: Base) -> bool:
    names = (name for name in line if name not in ("position", "ship_to"))
    if any(_value(row, name) != line[name] for name in names):
        return False
    new, old = content.ship_tos[line["ship_to"]], base.ship_tos[row.ship_to_id]
    return all(_value(old, name) == value for name, value in new.items())


def _value(row: Any, name: str) -> Any:
    """The column of a row; of a foreign key the id."""
    field = type(row)._meta.fields[name]
    return getattr(row, field.object_id_name) if hasattr(field, "rel_model") else getattr(row, name)
