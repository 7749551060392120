"""Where the house wants four eyes, who keyed an order or loosened its payer's terms does not approve it (S-7)."""

from custtui.domain.approval import LOOSENS, loosened
from custtui.domain.who import Act, Who, hand
from custtui.models.account import CustomerAccount
from custtui.models.order import OrderRevision, SalesOrder
from custtui.models.term_change import TermChange
from custtui.services import clock
from custtui.services.approval.waiting import Waiting
from custtui.services.asks import another_hand
from custtui.services.controls import read_controls


def check_four_eyes(who: Who, order: Waiting, act: Act) -> None:
    """Raises Forbidden where the control is on, and who approves had a hand in it: another one may sign (X-22)."""
    if not read_controls().four_eyes:
        return
    approver, keyed, loose = hand(who, act), _keyed(order), _loosened(order)
    if approver in keyed | loose:
        why = "keyed it" if approver in keyed else "loosened the payer's terms today"
        text = f"{approver} {why}, so somebody else approves {order.number}"
        raise another_hand(act, text, keyed | loose)


def _keyed(order: Waiting) -> set[str]:
    """Who made the revisions since the one in force."""
    in_force = SalesOrder.select(SalesOrder.in_force).where(SalesOrder.id == order.id).scalar() or 0
    rows = OrderRevision.select(OrderRevision.made_by).where(
        (OrderRevision.order == order.id) & (OrderRevision.id > in_force)
    )
    return {login for (login,) in rows.tuples()}


def _loosened(order: Waiting) -> set[str]:
    """Who loosened the payer's terms today, or signed for it."""
    payer, found = order.revision.bill_to_id, set[str]()
    party = CustomerAccount.select(CustomerAccount.party).where(CustomerAccount.id == payer)
    whose = (TermChange.account == payer) | TermChange.party.in_(party)
    rows = TermChange.select().where(whose & TermChange.field.in_(LOOSENS))
    for row in rows.order_by(TermChange.id.desc()).iterator():
        if clock.day_of(row.made_at) != clock.today():
            break
        if loosened(row.field, row.old, row.new):
            found |= {row.made_by, row.signed_by}
    return found - {""}
