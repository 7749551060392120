"""Turns a worked-out draft into what the screen shows."""

from collections.abc import Iterable, Iterator
from datetime import date

from custtui.domain import pricing, tax
from custtui.domain.money import ZERO, rounded
from custtui.domain.who import Who
from custtui.models.account import CustomerNote
from custtui.models.prepared import Prepared
from custtui.models.remembered import worked_out
from custtui.services.order_entry.card_terms import FIELDS
from custtui.services.order_entry.head_before import head_before
from custtui.services.order_entry.kept_lines import was as was_of
from custtui.services.order_entry.lines import WorkedLine, discount_text, why_price
from custtui.services.order_entry.promises import Promise, half_typed_in, key_of, price_before, promise_in
from custtui.services.order_entry.rows import Head, Stored
from custtui.services.order_entry.slots import next_ship_to
from custtui.services.order_entry.views import ChangeView, DraftView, HeaderText, LineView
from custtui.services.order_entry.work import Work, worked
from custtui.services.taxes import EXEMPTIONS

NOTES = Prepared(
    lambda account: (
        CustomerNote.select(CustomerNote.text)
        .where((CustomerNote.account == account) & CustomerNote.on_selection)
        .order_by(CustomerNote.id)
    )
)


def shown(stored: Stored, who: Who) -> DraftView:
    """The view of a draft."""
    return view_of(worked(stored, who.role))


def view_of(work: Work, *, told: tuple[str, ...] = ()) -> DraftView:
    """The picture of a worked-out draft; `told` are lines to tell besides the customer's notes."""
    head, roles, terms = work.head, work.roles, work.terms
    sold_to, left = roles.sold_to, work.placing.left_after(work.gross)
    left = terms.credit.left if left is None else left  # in another currency: this order uses nothing of it
    contract = terms.contract.code
    return DraftView(
        id=head.id,
        account_id=sold_to.id,
        code=sold_to.code,
        name=sold_to.name,
        currency=sold_to.currency,
        copied_from=head.copied_from,
        change_of=work.base.number if work.base else "",
        ordered_by=terms.ordered_by,
        taxable=taxable(sold_to.id, roles.stored.today),
        terms=terms.code,
        bill_to=work.bill_to,
        ship_to=work.ship_to,
        header=_header(head, work),
        wanted=None if any(fault.code == "wanted" for fault in work.header_faults) else terms.wanted,
        payment_due=terms.payment_due,
        payment_parts=terms.parts_of(work.gross),
        contract=contract,
        notes=(*told, *[row[0] for row in NOTES(sold_to.id)]),
        lines=tuple(_lines(work, promise_in(roles.stored))),
        pieces=sum((line.quantity for line in work.counted if line.quantity), ZERO),
        unit=unit_of(line.goods.unit for line in work.counted if line.goods),
        to_clear=work.to_clear,
        to_fix=work.to_fix,
        net=work.net,
        tax=work.tax,
        gross=work.gross,
        credit_left=None if left is None else rounded(left, terms.credit.currency),
        credit_of=terms.credit.whose(sold_to.code),
        credit_currency=terms.credit.currency,
        credit_waiting=terms.credit.waiting,
        credit_limit=terms.credit.limit,
        credit_used=terms.credit.used,
        outcome=work.outcome,
        faults=work.header_faults,
        next_from=head.next_from,
        next_ship_to=next_ship_to(roles),
        change=_change(work),
        charges=work.charges.told,
        typing=half_typed_in(head),
        new_payers=work.controls.bill_to_in_order_entry,
        usual_method=terms.usual,
        replaced=terms.replaced,
    )


def _change(work: Work) -> ChangeView | None:
    """What it changes, and by how much the total rises."""
    base = work.base
    if base is None:
        return None
    was = rounded(base.row.gross, base.row.currency)
    return ChangeView(base.number, base.newest + 1, was, work.gross - was, work.splits, head_before(work, base))


def _header(head: Head, work: Work) -> HeaderText:
    """As typed; the payment method by its name, what is proposed while nothing is typed."""
    method = work.terms.method
    return HeaderText(
        po_number=head.po_number,
        wanted=head.wanted,
        payment_method=method.name if method else head.payment_method,
        contract=head.contract_text or work.terms.contract.code,
        ordered_by=head.ordered_by_text or work.terms.ordered_by,
        ship_via=head.ship_via,
        source=head.source,
        message=head.message,
        prices_on_note=head.prices_text or ("Y" if head.prices_on_note else "N"),
        **{name: getattr(head, name) for name in FIELDS},
        charges=head.charges,
        internal_note=head.internal_note,
    )


def unit_of(units: Iterable[str]) -> str:
    """The unit all lines are counted in; '' where they differ, or there are none."""
    known = set(units)
    return known.pop() if len(known) == 1 else ""


def _lines(work: Work, promise: Promise | None) -> Iterator[LineView]:
    """The pictures of the lines; where answers are remembered, those that stand as they were are not drawn again."""
    known: dict[object, LineView] = worked_out("pictures", work.roles.stored.around_lines)
    for line in work.lines:
        before = _price_before(line, work, promise)
        key = line.row, before, *line.notes, *line.faults, line.net, line.price, line.ship_to, work.ship_to
        if key not in known:
            known[key] = line_view(line, work, before=before)
        yield known[key]


def _price_before(line: WorkedLine, work: Work, promise: Promise | None) -> str:
    """The price that was promised for a line, where it has another now."""
    if line.price is None or line.row.struck:
        return ""
    price = pricing.two_places(line.price)
    return price_before(promise, key_of(line.row, work.head, line.together), line.row.position, price)


def line_view(line: WorkedLine, work: Work, *, why: str = "", before: str = "") -> LineView:
    """The picture of a line; `why` replaces the price's short explanation, `before` is the price promised."""
    row, product = line.row, line.goods
    return LineView(
        position=row.position,
        text=row.text,
        struck=row.struck,
        faults=tuple(line.faults),
        notes=(*([f"price was {before}"] if before else ()), *line.notes),
        product_code=product.code if product else "",
        description=product.name if product else "",
        unit=product.unit if product else "",
        quantity=line.quantity,
        price=line.price,
        discount=discount_text(line.discount),
        wanted=line.wanted,
        net=line.net,
        why=why or why_price(line, work.roles.stored.today),
        ship_to=line.ship_to,
        tax=None if line.net is None else line.tax,
        was=was_of(line, work.basis),
        taxed=line.taxed.words if line.taxed.reason and line.net is not None else "",
    )


def taxable(account: int, today: date) -> str:
    """`taxable`, `tax exempt until 31 Dec 2026`, `tax exempt in NJ` (R-35)."""
    return tax.words((tax.Exemption(*row) for row in EXEMPTIONS(account)), today)
