"""The lines of an order that is changed, worked out: what stays as it was, what is looked up, what splits.

A kept line keeps its price (C-39). Of one with anything shipped price, discount, tax, product and ship-to are fixed:
another one typed goes to a new position with what has not moved (C-32); never below shipped and closed short (R-24).
"""

from decimal import Decimal

from custtui.domain import bounds, money, pricing, quantity
from custtui.domain.change import below, gone
from custtui.domain.cover import other_product
from custtui.domain.days import shown_day
from custtui.domain.line_tax import LineTax
from custtui.domain.money import ZERO
from custtui.domain.naming import named
from custtui.domain.numbers import grouped
from custtui.domain.order import Status
from custtui.domain.pricing import Candidate, two_places, was_typed
from custtui.domain.typed import Discount, Unreadable, read_price, read_quantity
from custtui.services.order_entry.base import BaseLine
from custtui.services.order_entry.basis import Basis
from custtui.services.order_entry.goods import Goods
from custtui.services.order_entry.lines import (
    Stays,
    WorkedLine,
    ask_reason,
    find_price,
    find_product,
    note_faults,
    place_faults,
    take_discount,
    take_tax,
    take_wanted,
    work_out,
)
from custtui.services.order_entry.rows import LineRow


def line_of(row: LineRow, basis: Basis) -> WorkedLine:
    """A line of a draft: one of the order that it changes, or a new one."""
    base = basis.roles.base
    kept = base.lines.get(row.position) if base else None
    return work_out(row, basis) if kept is None else work_out_kept(row, kept, basis)


def work_out_kept(row: LineRow, base: BaseLine, basis: Basis) -> WorkedLine:
    """One line of the order: every fault it has now, and its amounts where it has none."""
    line = WorkedLine(row, ship_to=basis.ship_tos.get(row.position), base=base)
    _goods(line, base, basis)
    _quantity(line, base)
    _price(line, base, basis)
    _discount(line, base, basis)
    _wanted(line, base, basis)
    place_faults(line, basis)
    note_faults(line, base.row.line_note)
    if not line.faults:
        _amounts(line, base, basis)
    return line


def _goods(line: WorkedLine, base: BaseLine, basis: Basis) -> None:
    row, found = base.row, basis.products.get(line.row.item)
    same = line.row.item.strip() == base.text.item or (found is not None and found.id == row.product_id)
    if not same:
        return find_product(line, basis)
    told = (row.product_id, row.product_code, row.description, row.unit, row.tax_category)
    rest = found[5:] if found else (False, None, None, 0, False, "")
    line.goods = Goods(*told, *rest)
    facts = basis.facts.get(row.product_id)
    line.offers = facts.offers if facts else ()
    return None


def _is_same(line: WorkedLine, base: BaseLine) -> bool:
    return line.goods is None or line.goods.id == base.row.product_id


def _quantity(line: WorkedLine, base: BaseLine) -> None:
    text, row = line.row.quantity.strip(), base.row
    try:
        if line.row.struck or text in ("0", "0.0", "0.00"):
            line.quantity = ZERO
        else:
            line.quantity = row.quantity if text == base.text.quantity else read_quantity(text)
    except Unreadable as error:
        why = quantity.told_of(error, line.goods.unit, line.goods.step) if line.goods else str(error)
        return line.fault("quantity", "quantity", named("Quantity", why))
    if why := below(row.product_code, line.quantity or ZERO, base.moved):
        return line.fault("below", "quantity", why)
    goods = line.goods
    if goods is None or not line.quantity or (line.quantity == row.quantity and _is_same(line, base)):
        return None
    if why := quantity.why_not(line.quantity, goods.unit, goods.minimum, goods.step):
        line.fault("quantity", "quantity", f"{goods.code}: {why}")
    if line.quantity > row.quantity and not goods.active:
        line.fault("inactive", "quantity", f"{goods.code} is no longer sold: not more of it than was ordered")
    return None


def _price(line: WorkedLine, base: BaseLine, basis: Basis) -> None:
    row, typed = base.row, line.row.price.strip()
    found = _found(line, base, basis)
    if not _is_same(line, base):
        return find_price(line, basis)
    line.chosen = found
    if typed and typed != base.text.price:
        try:
            line.price = read_price(typed)
        except Unreadable as error:
            return line.fault("price", "price", named("Price", str(error)))
        if line.price == row.price:
            return None
        return ask_reason(line, basis, "price", line.row.price_reason)
    if typed:
        line.price = row.price
        return _same_reason(line, base, basis)
    if was_typed(row.price_source):  # taken away: what is found by itself
        if found is None:
            return line.fault("no-price", "price", f"{row.product_code} has no price of its own")
        line.price = found.price
        return None
    line.price = row.price
    broken = _break(line, base)
    if broken is not None:
        _by_break(line, base, broken)
    return None


def _same_reason(line: WorkedLine, base: BaseLine, basis: Basis) -> None:
    """The reason it was given for, whatever the house's list says by now."""
    if line.row.price_reason.strip() != base.text.price_reason:
        return ask_reason(line, basis, "price", line.row.price_reason)
    line.reasons["price"] = base.text.price_reason
    return None


def _found(line: WorkedLine, base: BaseLine, basis: Basis) -> Candidate | None:
    """The price there was on the day of the order."""
    assert basis.roles.base
    return pricing.choose(line.offers, line.quantity or Decimal(1), basis.roles.base.row.order_date)


def _break(line: WorkedLine, base: BaseLine) -> Candidate | None:
    """The price of the same source that another quantity reaches; None where it reaches the same one (C-39)."""
    if line.quantity in (None, ZERO, base.row.quantity):
        return None
    name, _, _ = base.row.price_source.partition(" from ")
    day = base.header.order_date
    same = [one for one in line.offers if one.name == name]
    found = pricing.choose(same, line.quantity or ZERO, day)
    return None if found is None or found.label == base.row.price_source else found


def _by_break(line: WorkedLine, base: BaseLine, broken: Candidate) -> None:
    """It is taken where nothing moved; what moved keeps its price, and a better one is told."""
    if base.moved.shipped:
        if broken.price < base.row.price:
            line.notes.append(f"{two_places(broken.price)} from {grouped(broken.from_quantity)} ({broken.name})")
        return
    line.chosen, line.price = broken, broken.price


def _discount(line: WorkedLine, base: BaseLine, basis: Basis) -> None:
    if line.row.discount.strip() != base.text.discount or not _is_same(line, base):
        return take_discount(line, basis)
    row = base.row
    line.discount = Discount(row.discount_rate, ZERO if row.discount_rate is not None else row.discount)
    line.reasons["discount"] = row.discount_reason
    if not line.quantity:
        line.discount = Discount()
    elif line.price is not None and (why := bounds.discount_fault(line.quantity, line.price, line.discount.amount)):
        line.fault("discount", "discount", why)
    return None


def _wanted(line: WorkedLine, base: BaseLine, basis: Basis) -> None:
    typed, header = line.row.wanted.strip(), base.header
    same = typed == base.text.wanted and (typed or basis.terms.keeps_wanted)
    if not same:
        return take_wanted(line, basis)
    line.wanted = base.row.wanted if typed or base.row.wanted != header.wanted else basis.terms.wanted
    return None


def _moves_house(line: WorkedLine, base: BaseLine, basis: Basis) -> bool:
    place = line.ship_to or basis.header_ship_to
    return place is not None and place.kept != base.row.ship_to_id


SAID = {"item": "product", "price": "price", "discount": "discount", "ship_to": "ship-to"}
"""What is fixed once something moved, by the fields that say it."""


def _otherwise(line: WorkedLine, base: BaseLine, basis: Basis) -> list[str]:
    """What is typed of it that is fixed once something moved, by its fields (C-32)."""
    assert line.price is not None
    row, off = base.row, line.discount
    given = (off.rate, off.amount) if line.quantity else (row.discount_rate, row.discount)
    before = (row.discount_rate, ZERO if row.discount_rate is not None else row.discount)
    checks = (
        ("item", not _is_same(line, base)),
        ("price", line.price != row.price),
        ("discount", given != before),
        ("ship_to", _moves_house(line, base, basis)),
    )
    return [name for name, otherwise in checks if otherwise]


def _amounts(line: WorkedLine, base: BaseLine, basis: Basis) -> None:
    assert line.goods and line.price is not None and line.quantity is not None
    otherwise = _otherwise(line, base, basis)
    line.settled = _is_settled(line, base, otherwise)
    if "item" in otherwise and (why := other_product(base.row.product_code, base.coverage.covers)):
        return line.fault("covered", "item", why)
    if base.moved.shipped and otherwise:
        if line.quantity > gone(base.moved):
            return _split(line, base, basis)
        if otherwise != ["ship_to"] or line.row.own_ship_to:
            text = f"{base.row.product_code}: nothing is left of it, its {SAID[otherwise[0]]} stays as it was"
            return line.fault("moved", otherwise[0], text)
        assert basis.roles.base
        line.ship_to, otherwise = basis.roles.base.place(base.row.ship_to_id), []  # it went there
    if why := bounds.amount_fault(line.quantity * line.price, "line"):
        return line.fault("amount", "quantity", why)
    currency = basis.roles.sold_to.currency
    if not otherwise and line.quantity == base.row.quantity:
        line.net, line.tax = (money.rounded(amount, currency) for amount in (base.row.net, base.row.tax))
        line.taxed = LineTax(base.row.tax_rate, base.row.tax_parts, base.row.tax_reason)
        return None
    off = line.discount
    line.net = money.line_net(line.quantity, line.price, currency, discount=off.amount, discount_rate=off.rate)
    _tax(line, base, basis)
    line.tax = money.tax_of(line.net, line.taxed.rate, currency)
    return None


def _tax(line: WorkedLine, base: BaseLine, basis: Basis) -> None:
    """The rate it has; another one where it is another product, or goes elsewhere (C-38)."""
    assert line.goods
    if _is_same(line, base) and not _moves_house(line, base, basis):
        line.taxed = LineTax(base.row.tax_rate, base.row.tax_parts, base.row.tax_reason)
    else:
        take_tax(line, line.goods, basis)


def _is_settled(line: WorkedLine, base: BaseLine, otherwise: list[str]) -> bool:
    """What was given by hand was looked at when the order was accepted: not again for a line that stays (C-12, C-39).

    Of one never accepted, and of a line that is changed, it is judged anew (R-26).
    """
    accepted = base.header.revisionstate.status == Status.ACCEPTED
    return accepted and line.quantity == base.row.quantity and not {*otherwise} - {"ship_to"}


def _split(line: WorkedLine, base: BaseLine, basis: Basis) -> None:
    """What moved stays at its price; the rest goes on as it is typed (C-32, R-46)."""
    assert line.goods and line.price is not None and line.quantity is not None
    currency = basis.roles.sold_to.currency
    line.stays = _stays(base, currency)
    if line.row.discount.strip() == base.text.discount and _is_same(line, base) and line.discount.amount:
        line.discount = Discount(amount=max(line.discount.amount - line.stays.discount, ZERO))
    rest, off = line.goes_on, line.discount
    if why := bounds.amount_fault(rest * line.price, "line"):
        return line.fault("amount", "quantity", why)
    net = money.line_net(rest, line.price, currency, discount=off.amount, discount_rate=off.rate)
    _tax(line, base, basis)
    line.net, line.tax = line.stays.net + net, line.stays.tax + money.tax_of(net, line.taxed.rate, currency)
    return None


def _stays(base: BaseLine, currency: str) -> Stays:
    """What moved, at what was agreed: of a discount in money its share."""
    row, part, rate = base.row, gone(base.moved), base.row.discount_rate
    off = ZERO if rate is not None else money.rounded(row.discount * part / row.quantity, currency)
    net = money.line_net(part, row.price, currency, discount=off, discount_rate=rate)
    return Stays(part, off, net, money.tax_of(net, row.tax_rate, currency))


def was(line: WorkedLine, basis: Basis) -> str:
    """What a change makes of a line: `was 100`, `was 100, 2.00`, `new`; '' where it stays."""
    if basis.roles.base is None or (line.row.struck and line.base is None):
        return ""
    if line.base is None:
        return "new"
    base, row = line.base, line.base.row
    parts = [grouped(row.quantity)] if line.quantity is not None and line.quantity != row.quantity else []
    if not _is_same(line, base):
        parts.append(row.product_code)
    if line.price is not None and line.price != row.price:
        parts.append(two_places(row.price))
    if line.row.discount.strip() != base.text.discount:
        parts.append(f"{base.text.discount or 'nothing'} off")
    if _moves_house(line, base, basis) and basis.roles.base:
        parts.append(f"to {basis.roles.base.place(row.ship_to_id).called}")
    if line.wanted != row.wanted and row.wanted:
        parts.append(f"wanted {shown_day(row.wanted, basis.roles.stored.today)}")
    if line.row.line_note != row.line_note:
        parts.append(f"note {row.line_note or 'none'}")
    return f"was {', '.join(parts)}" if parts else ""
