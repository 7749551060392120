"""Two clerks: one keys an order, the other changes who pays, how or on which terms; F9 tells it once (R-02, X-09)."""

from collections.abc import Callable

import pytest

from custtui.domain.errors import Refused
from custtui.models.account import CustomerAccount, PaymentExclusion
from custtui.models.operator import PaymentMethod, PaymentTerms
from custtui.models.order import OrderRevision, SalesOrder
from custtui.services import order_entry as desk
from custtui.services.order_entry.promising import CHANGED
from custtui.services.order_entry.views import LineText
from custtui.services.payers import payers
from tests.services import house
from tests.services.house import ANN, BEN, CASH, House
from tests.services.keying import keyed

BILL_TO = "bill to 3897-5 Healthy Juices Inc. -> 3897-9 H.Q. Corp"
PAYMENT = "payment Check -> Credit card"
TERMS = "terms NET30 -> NET60"


def ben_sets_who_pays(made: House) -> None:
    payers.set_payer(BEN, made.a1, made.hq)


def told(draft: int) -> list[str]:
    """What F9 tells, and nothing is placed."""
    before = SalesOrder.select().count()
    with pytest.raises(Refused) as refused:
        desk.place(ANN, draft)
    assert {fault.code for fault in refused.value.faults} == {CHANGED}
    assert SalesOrder.select().count() == before
    return [fault.text for fault in refused.value.faults]


def test_a_draft_follows_who_pays_and_tells_that_check_became_card(database) -> None:
    made = house.stand()
    draft = keyed(made.a1, "ITEM1")
    ben_sets_who_pays(made)
    assert told(draft.id) == [BILL_TO, PAYMENT]
    desk.place(ANN, draft.id)
    order = OrderRevision.get()
    assert (order.bill_to_code, order.payment_method) == ("3897-9", "CREDIT CARD")


def test_lines_keyed_meanwhile_do_not_hide_it(database) -> None:
    """The slot on the screen is another one; who types blindly is told all the same."""
    made = house.stand()
    draft = keyed(made.a1, "ITEM1")
    ben_sets_who_pays(made)
    view = desk.put_line(ANN, draft.id, None, LineText(item="ITEM2", quantity="1"))
    assert view.bill_to is not None and view.bill_to.code == "3897-9"
    assert told(draft.id)[-2:] == [BILL_TO, PAYMENT]
    assert desk.place(ANN, draft.id).number


def test_a_payer_chosen_by_the_clerk_stays(database) -> None:
    made = house.stand()
    draft = keyed(made.a1, "ITEM1")
    desk.choose_payer(ANN, draft.id, f"site:{made.s1}")
    ben_sets_who_pays(made)
    desk.place(ANN, draft.id)
    assert OrderRevision.get().bill_to_code == "3897-5"


def test_what_the_clerk_chooses_is_no_change_to_be_told(database) -> None:
    made = house.stand()
    draft = keyed(made.a1, "ITEM1")
    ben_sets_who_pays(made)
    desk.choose_payer(ANN, draft.id, "3897-9")
    assert desk.place(ANN, draft.id).number


def test_a_draft_resumed_says_it_at_once(database) -> None:
    made = house.stand()
    draft = keyed(made.a1, "ITEM1")
    ben_sets_who_pays(made)
    assert desk.open_draft(ANN, draft.id).changed == (BILL_TO, PAYMENT)


def test_a_payer_taken_away_or_out_of_use_is_told(database) -> None:
    made = house.stand()
    ben_sets_who_pays(made)
    draft = keyed(made.a1, "ITEM1")
    payers.set_bill_to_active(BEN, made.hq, False, None, [payers.RETIRE])
    back = "bill to 3897-9 H.Q. Corp -> 3897-5 Healthy Juices Inc."
    assert told(draft.id) == [back, "payment Credit card -> Check"]


def terms(made: House, account: int) -> None:
    CustomerAccount.update(terms=PaymentTerms.get(PaymentTerms.code == "NET60")).where(
        CustomerAccount.id == account
    ).execute()


def method(made: House) -> None:
    CustomerAccount.update(payment_method=PaymentMethod.get(PaymentMethod.code == CASH)).where(
        CustomerAccount.id == made.a1
    ).execute()


def excluded(made: House) -> None:
    PaymentExclusion.create(account=made.a1, method=PaymentMethod.get(PaymentMethod.code == "CHECK"))


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (lambda made: terms(made, made.a1), TERMS),
        (method, "payment Check -> Cash"),
        (excluded, "payment Check -> Cash"),
    ],
    ids=["terms", "method", "exclusion"],
)
def test_terms_and_method_changed_meanwhile_are_told(database, change: Callable[[House], None], text: str) -> None:
    """F-75: when it has to be paid hangs on the terms."""
    made = house.stand()
    draft = keyed(made.a1, "ITEM1")
    change(made)
    desk.put_line(ANN, draft.id, 10, LineText(item="ITEM1", quantity="1", wanted="+9"))
    assert told(draft.id) == [text]
    assert desk.place(ANN, draft.id).number


def test_terms_of_another_payer_count(database) -> None:
    made = house.stand()
    ben_sets_who_pays(made)
    draft = keyed(made.a1, "ITEM1")
    terms(made, made.hq)
    assert told(draft.id) == [TERMS]


def test_check_typed_is_refused_where_another_pays_meanwhile(database) -> None:
    """R-02: what was typed is never replaced."""
    made = house.stand()
    draft = keyed(made.a1, "ITEM1")
    desk.choose_payer(ANN, draft.id, f"site:{made.s1}")
    desk.set_header(ANN, draft.id, desk.open_draft(ANN, draft.id).header.__class__(payment_method="CASH"))
    house.related(made.hq, made.a1, bill_to=True)
    desk.choose_payer(ANN, draft.id, "3897-9")
    with pytest.raises(Refused, match=r"[Cc]ash"):
        desk.place(ANN, draft.id)
    assert SalesOrder.select().count() == 0
