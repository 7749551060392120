"""Where the house wants four eyes, who keyed an order or loosened its payer's terms does not approve it (S-7)."""

from custtui.domain.approval import LOOSENS, loosened
from custtui.domain.errors import refuse
from custtui.domain.who import Act, Who
from custtui.models.account import CustomerAccount
from custtui.models.order import OrderRevision, SalesOrder
from custtui.models.term_change import TermChange
from custtui.services import clock
from custtui.services.approval.waiting import Waiting
from custtui.services.asks import having
from custtui.services.controls import read_controls


def check_four_eyes(who: Who, order: Waiting, act: Act) -> None:
    """Raises Refused where the control is on, and who approves had a hand in it."""
    if not read_controls().four_eyes:
        return
    approver = who.signed_by or who.login
    why = "keyed it" if approver in _keyed(order) else _loosened(approver, order)
    if why:
        text = f"Four eyes: {approver} {why}, so somebody else approves {order.number}: {having(act)}"
        raise refuse("four_eyes", text)


def _keyed(order: Waiting) -> set[str]:
    """Who made the revisions since the one in force."""
    in_force = SalesOrder.select(SalesOrder.in_force).where(SalesOrder.id == order.id).scalar() or 0
    rows = OrderRevision.select(OrderRevision.made_by).where(
        (OrderRevision.order == order.id) & (OrderRevision.id > in_force)
    )
    return {login for (login,) in rows.tuples()}


def _loosened(login: str, order: Waiting) -> str:
    """What of the payer's terms he loosened today; '' for nothing."""
    payer = order.revision.bill_to_id
    party = CustomerAccount.select(CustomerAccount.party).where(CustomerAccount.id == payer)
    whose = (TermChange.account == payer) | TermChange.party.in_(party)
    by = (TermChange.made_by == login) | (TermChange.signed_by == login)
    rows = TermChange.select().where(whose & by & TermChange.field.in_(LOOSENS))
    for row in rows.order_by(TermChange.id.desc()).limit(100):
        if clock.day_of(row.made_at) == clock.today() and loosened(row.field, row.old, row.new):
            return "loosened the payer's terms today"
    return ""
