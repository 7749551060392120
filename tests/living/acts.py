"""What operators do with orders, chosen from what stands; the books are told what was done, not what was refused."""

from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from typing import Any

from peewee import fn

from custtui.domain.errors import CHANGED, Refused, Unavailable
from custtui.domain.order import Status
from custtui.domain.who import Role, Who
from custtui.models.fulfilment import Invoice, InvoiceLine, Payment
from custtui.models.order import OrderPosition, RevisionState, SalesOrder
from custtui.services import approval, orders
from custtui.services import fulfilment as ff
from custtui.services import order_entry as desk
from custtui.services.fulfilment.owing import owing
from custtui.services.fulfilment.parcels import Parcel
from custtui.services.order_entry.views import LineText, Placed
from custtui.services.views import OrderLineView, OrderView
from tests.living.dice import Dice
from tests.living.ledger import Ledger
from tests.living.world import CODES, HANDS, ITEMS

D = Decimal
ZERO = D(0)
LOOKS = 4
"""So many orders are looked at for one with something to do."""
QUANTITIES = (1, 2, 3, 5, 12, 15, 40, 90)


class Nothing(Exception):
    """There is nothing to do it with."""


def again(act: Callable[[], Any]) -> Any:
    """What changed is told once; the same key once more does it."""
    try:
        return act()
    except Unavailable:
        raise
    except Refused as refused:
        if {fault.code for fault in refused.faults} != {CHANGED}:
            raise
        return act()


class Acts:
    """Each method is an act of somebody; raises Refused or Nothing where nothing was done."""

    def __init__(self, dice: Dice, book: Ledger, customers: Sequence[int], hands: Sequence[Who] = HANDS) -> None:
        self.dice, self.book, self.customers, self.hands = dice, book, customers, hands

    # -- choosing

    @property
    def who(self) -> Who:
        return self.dice.pick(self.hands)

    @property
    def who_may(self) -> Who:
        """Mostly one who may what a clerk may not."""
        able = [one for one in self.hands if one.role != Role.CLERK] or self.hands
        return self.dice.pick(self.hands if self.dice.chance(15) else able)

    def order(self, *statuses: str) -> OrderView:
        """One of the orders, in force or waiting with one of these statuses."""
        stands = fn.COALESCE(SalesOrder.in_force, SalesOrder.pending)
        query = SalesOrder.select(SalesOrder.number).join(RevisionState, on=RevisionState.revision == stands)
        query = query.where(RevisionState.status.in_(statuses)).order_by(SalesOrder.id.desc()).limit(12)
        return orders.order(self._tried(self.dice.pick(some([number for (number,) in query.tuples()]))))

    def _tried(self, number: str) -> str:
        self.book.touched.add(number)
        return number

    def part(self, most: Callable[[OrderLineView], Decimal], *statuses: str) -> tuple[OrderView, dict[int, Decimal]]:
        """An order with something of it, and of one line or two a quantity, now and then more than there is."""
        for _ in range(LOOKS):
            view = self.order(*statuses)
            if able := [line for line in view.lines if most(line) > 0]:
                return view, self._of(able, most)
        raise Nothing

    def _of(self, lines: Sequence[OrderLineView], most: Callable[[OrderLineView], Decimal]) -> dict[int, Decimal]:
        found = dict[int, Decimal]()
        for _ in range(self.dice.upto(2)):
            line = self.dice.pick(lines)
            part = most(line) if self.dice.chance(50) else D(self.dice.upto(int(most(line))))
            found[line.position] = part + self.dice.chance(8)
        return found

    # -- placed and changed

    def place(self) -> None:
        who = self.who
        draft = desk.start(who, self.dice.pick(self.customers)).id
        texts = [self._text() for _ in range(self.dice.upto(3))]
        with dropped(who, draft):
            for text in texts:
                desk.put_line(who, draft, None, text)
            placed = again(lambda: desk.place(who, draft))
        lines = {at * 10: (one.item, D(one.quantity)) for at, one in enumerate(texts, 1)}
        self.book.placed(placed.number, lines, accepted=placed.accepted)

    def _text(self) -> LineText:
        text = LineText(item=self.dice.pick(ITEMS), quantity=str(self.dice.pick(QUANTITIES)))
        if self.dice.chance(15):
            return replace(text, price="6.66", price_reason="GOODWILL")
        if self.dice.chance(15):
            return replace(text, discount="0.10", discount_reason="GOODWILL")
        return text

    def change(self) -> None:
        view, who = self.order(Status.ACCEPTED, Status.PENDING), self.who
        draft = desk.start_change(who, view.number)
        with dropped(who, draft.id):
            for _ in range(self.dice.upto(2)):
                draft = self._edit(who, draft)
            placed = again(lambda: desk.place(who, draft.id, reason="CUSTOMER"))
        self._changed(placed, self._typed(draft))

    def _edit(self, who: Who, draft: Any) -> Any:
        if self.dice.chance(25):
            return desk.put_line(who, draft.id, None, self._text())
        if draft.code == CODES[0] and self.dice.chance(15):
            desk.choose_payer(who, draft.id, CODES[1])
            return desk.set_header(who, draft.id, replace(draft.header, payment_method="CREDIT CARD"))
        line = self.dice.pick(draft.lines)
        if self.dice.chance(15):
            text = replace(line.text, price="7.77", price_reason="GOODWILL")
        elif self.dice.chance(20):
            text = replace(line.text, quantity="0")
        else:
            text = replace(line.text, quantity=str(self.dice.pick(QUANTITIES)))
        return desk.put_line(who, draft.id, line.position, text)

    def _typed(self, draft: Any) -> dict[int, tuple[str, Decimal]]:
        return {line.position: (line.text.item, D(line.text.quantity or "0")) for line in draft.lines}

    def _changed(self, placed: Placed, typed: dict[int, tuple[str, Decimal]]) -> None:
        """A line that moved and costs otherwise was split: what was typed is the sum of both (C-32)."""
        rows = {one.position: one for one in orders.order(placed.number, placed.revision).lines}
        for at in rows.keys() - typed.keys():
            new = rows[at]
            kept = next(
                rows[one]
                for one, (item, quantity) in typed.items()
                if item == new.product and one in rows and rows[one].quantity + new.quantity == quantity
            )
            typed |= {one.position: (one.product, one.quantity) for one in (kept, new)}
        self.book.changed(placed.number, typed, accepted=placed.accepted)

    # -- waiting

    def approve(self) -> None:
        number, who = self._waiting(), self.who_may

        def once() -> None:
            seen = approval.deciding(number)
            approval.approve(who, number, seen.revision, seen.seen)

        again(once)
        self.book.approved(number)

    def decline(self) -> None:
        number, who = self._waiting(), self.who_may
        approval.decline(who, number, approval.deciding(number).revision, "CREDIT")
        self.book.came_to_nothing(number, Status.DECLINED)

    def withdraw(self) -> None:
        """Its draft comes back now and then, and is placed again as it stands."""
        number, who = self._waiting(), self.who_may
        revision, back = approval.deciding(number).revision, self.dice.chance(50)
        said = orders.order(number, revision).lines
        draft = approval.withdraw(who, number, revision, "MISTAKE", back=back)
        self.book.came_to_nothing(number, Status.CANCELLED)
        if draft is None:
            return
        with dropped(who, draft):
            placed = again(lambda: desk.place(who, draft, reason="CUSTOMER"))
        if placed.number == number:
            self._changed(placed, {one.position: (one.product, one.quantity) for one in said})
        else:
            lines = {one.position: (one.product, one.quantity) for one in said if one.quantity}
            self.book.placed(placed.number, lines, accepted=placed.accepted)

    def _waiting(self) -> str:
        return self._tried(self.dice.pick(some([row.number for row in approval.waiting_orders("")])))

    def hold(self) -> None:
        view = self.order(Status.ACCEPTED, Status.PENDING)
        approval.hold(self.who_may, view.number, self._newest(view), "look at it")

    def release(self) -> None:
        """The last hold of an order that waits lets it go on (R-37)."""
        view, who = self.order(Status.ACCEPTED, Status.PENDING), self.who_may
        newest = approval.deciding(view.number)
        hold = self.dice.pick(some([one.id for one in newest.reasons if one.id]))
        if again(lambda: approval.release(who, view.number, newest.revision, hold, self._holds(view.number))):
            self.book.approved(view.number)

    def _holds(self, number: str) -> Sequence[int]:
        return approval.deciding(number).seen

    def _newest(self, view: OrderView) -> int:
        return approval.deciding(view.number).revision

    # -- goods

    def ship(self) -> None:
        view, asked = self.part(lambda line: line.open, Status.ACCEPTED)
        parcels = [Parcel(view.number, view.revision, asked), *self.along(view.number)]
        ff.ship_together(self.who, parcels, last=True)
        for one in parcels:
            self.book.moved(one.number, "shipped", one.quantities)

    def along(self, number: str) -> list[Parcel]:
        """Now and then a line of each of two other orders that go there too (C-48)."""
        if not self.dice.chance(40):
            return []
        seen = ff.shipping(number)
        return [
            Parcel(self._tried(one.number), one.revision, {line.position: _ready(line)})
            for one in ff.shipping_along(seen, ff.going_along(seen)[:2])
            for line in one.lines[:1]
        ]

    def forfeit(self) -> None:
        view, asked = self.part(lambda line: line.open, Status.ACCEPTED)
        ff.forfeit(self.who, view.number, view.revision, asked, "CUSTOMER")
        self.book.moved(view.number, "forfeited", asked)

    def cancel(self) -> None:
        view = self.order(Status.ACCEPTED)
        ff.cancel(self.who, view.number, view.revision, "CUSTOMER")
        self.book.canceled(view.number)

    def give_back(self) -> None:
        view, asked = self.part(lambda line: line.shipped - line.returned, Status.ACCEPTED, Status.FINISHED)
        ff.book_return(self.who, view.number, asked, "OTHER", "SCRAP")
        self.book.moved(view.number, "returned", asked)

    # -- papers

    def invoice(self) -> None:
        view, asked = self.part(lambda line: line.billable, Status.ACCEPTED, Status.FINISHED)
        number = ff.invoice(self.who, view.number, asked)
        self.book.moved(view.number, "invoiced", asked)
        self._paper(number)

    def credit(self) -> None:
        view, asked = self.part(
            lambda line: min(line.returned, line.invoiced) - line.credited, Status.ACCEPTED, Status.FINISHED
        )
        papers = ff.credit(self.who_may, view.number, asked)
        self.book.moved(view.number, "credited", asked)
        for paper in papers:
            self._paper(paper)

    def allow(self) -> None:
        """A price was wrong: an amount without goods."""
        view = self.order(Status.ACCEPTED, Status.FINISHED)
        line = self.dice.pick(some([one for one in view.lines if one.invoiced > 0]))
        net = D(self.dice.upto(300)) / 100
        for paper in ff.allow(self.who_may, view.number, line.position, "PRICE", net=net):
            self._paper(paper)

    def credit_whole(self) -> None:
        view = self.order(Status.ACCEPTED, Status.FINISHED)
        bill = self.dice.pick(some([number for number, _, gross in view.invoices if gross > 0]))
        for paper in ff.credit_whole(self.who_may, view.number, bill):
            self._paper(paper)
            rows = InvoiceLine.select(OrderPosition.position, InvoiceLine.quantity).join(OrderPosition)
            for at, quantity in rows.switch(InvoiceLine).join(Invoice).where(Invoice.number == paper).tuples():
                self.book.moved(view.number, "credited", {at: -quantity})

    def _paper(self, number: str) -> None:
        row = Invoice.get(Invoice.number == number)
        self.book.paper(number, row.account_id, row.gross)

    # -- money

    def pay(self) -> None:
        """Credit notes first, then money, the oldest first; too little, or too much now and then."""
        account = self.dice.pick(self.customers)
        view = owing(account)
        parts, used = self._used(view)
        due, amount = sum((one.left for one in view.invoices), ZERO) - used, ZERO
        if self.dice.chance(80):
            amount = max(due, ZERO) if self.dice.chance(40) else D(self.dice.upto(20_000)) / 100
        rest = amount + used + (view.surplus if self.dice.chance(50) else ZERO)
        for one in view.invoices:
            parts[one.number] = min(rest, one.left)
            rest -= parts[one.number]
        parts = {number: part for number, part in parts.items() if part}
        ff.receive(self.who, view.code, amount, parts)
        self.book.owes(account, -amount)
        for number, part in parts.items():
            self.book.settled(account, number, part)

    def _used(self, view: Any) -> tuple[dict[str, Decimal], Decimal]:
        """What credit notes give, never more than is due."""
        due, used, parts = sum((one.left for one in view.invoices), ZERO), ZERO, dict[str, Decimal]()
        if self.dice.chance(50):
            for one in view.credits:
                parts[one.number] = -(part := min(due - used, -one.left))
                used += part
        return parts, used

    def reverse(self) -> None:
        """What it settled is owed again, by others too."""
        payment = self._payment()
        opened = ff.reverse(self.who_may, payment.id, "BOUNCED")
        self.book.owes(payment.account_id, payment.amount)
        for number, amount in opened.items():
            self.book.settled(payment.account_id, number, -amount)

    def take_back(self) -> None:
        payment = self._payment()
        row = self.dice.pick(some(list(payment.allocations)))  # pyright: ignore[reportAttributeAccessIssue]
        ff.take_back(self.who_may, row.id, "WRONG")
        self.book.settled(payment.account_id, row.invoice.number, -row.amount)

    def refund(self) -> None:
        payment = self._payment()
        amount = D(self.dice.upto(2000)) / 100
        ff.refund(self.who_may, payment.id, amount, "SURPLUS")
        self.book.owes(payment.account_id, amount)

    def refund_credit(self) -> None:
        credit = self.dice.pick(some([one for account in self.customers for one in owing(account).credits]))
        amount = -credit.left if self.dice.chance(50) else D(self.dice.upto(2000)) / 100
        ff.refund_credit(self.who_may, credit.number, amount, "CREDIT")
        self._settled(credit.number, -amount)

    def write_off(self) -> None:
        due = self.dice.pick(some([one for account in self.customers for one in owing(account).invoices]))
        amount = due.left if self.dice.chance(30) else D(self.dice.upto(500)) / 100
        ff.write_off(self.who_may, due.number, amount, "LOST")
        self._settled(due.number, amount)

    def _settled(self, number: str, amount: Decimal) -> None:
        """Without money of anybody that settles nothing yet."""
        account = Invoice.get(Invoice.number == number).account_id
        self.book.owes(account, -amount)
        self.book.settled(account, number, amount)

    def _payment(self) -> Payment:
        rows = Payment.select().where(Payment.kind == "").order_by(Payment.id.desc()).limit(12)
        return self.dice.pick(some(list(rows)))


ACTS: tuple[str, ...] = (
    *("ship", "forfeit", "cancel", "give_back", "invoice", "credit", "allow", "credit_whole"),
    *("pay", "reverse", "take_back", "refund", "refund_credit", "write_off"),
    *("approve", "decline", "withdraw", "hold", "release", "change", "place"),
)
WEIGHTS: tuple[int, ...] = (18, 4, 1, 8, 16, 8, 2, 2, 10, 3, 3, 3, 2, 2, 14, 2, 4, 3, 5, 12, 8)
"""How often each is tried where chance chooses."""


def _ready(line: Any) -> Decimal:
    return line.open if line.ready is None else line.ready


def some(options: Sequence[Any]) -> Sequence[Any]:
    """Raises Nothing where there is none."""
    if not options:
        raise Nothing
    return options


@contextmanager
def dropped(who: Who, draft: int):  # type: ignore[no-untyped-def]
    """A draft that was refused is dropped; one that was placed is gone."""
    try:
        yield
    except Refused:
        desk.drop(who, draft)
        raise
