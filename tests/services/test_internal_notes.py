"""X-21: notes of an order and a line for the house: on the order and the pick ticket, on no paper of the customer."""

from dataclasses import replace
from decimal import Decimal

import pytest

from custtui.domain.errors import Refused
from custtui.models.account import CustomerAccount
from custtui.models.base import db
from custtui.models.draft import Draft
from custtui.models.order import OrderLine, OrderRevision, Outbox
from custtui.models.triggers import drop, install
from custtui.services import approval, orders
from custtui.services import fulfilment as ff
from custtui.services import order_entry as desk
from custtui.services.check import check
from custtui.services.fulfilment.printing import READERS, STATEMENT, text_of
from custtui.services.order_entry.on_screen import on_screen
from custtui.services.order_entry.views import DraftView, LineText
from custtui.services.orders.as_json import as_json
from custtui.services.orders.compared import differences
from tests.services import house
from tests.services.changing import a_house, change, sound
from tests.services.fulfilling import faults, of
from tests.services.house import ANN, BEN

D = Decimal
WHOLE, PART = "PELICAN pays late", "HERON out of bin 7"


@pytest.fixture
def account(database) -> int:
    """The rules' customer; A costs 2.00."""
    made = a_house()
    CustomerAccount.update(accept_threshold=D(100000)).execute()
    return made.a1


def noted(draft: DraftView, text: str) -> DraftView:
    return desk.set_header(ANN, draft.id, replace(draft.header, internal_note=text))


def drafted(account: int) -> DraftView:
    draft = noted(desk.start(ANN, account), f" {WHOLE} ")
    desk.put_line(ANN, draft.id, None, LineText("A", "10", line_note=PART))
    return desk.put_line(ANN, draft.id, None, LineText("B", "1"))


def placed(account: int) -> str:
    return desk.place(ANN, drafted(account).id).number


def notes(number: str, revision: int | None = None) -> list[str]:
    """Of the order, then of its lines."""
    view = orders.order(number, revision)
    return [view.internal_note, *(line.line_note for line in view.lines)]


def test_it_is_kept_in_the_draft_and_with_the_order(account: int) -> None:
    draft = drafted(account)
    assert draft.header.internal_note == WHOLE
    assert [line.text.line_note for line in draft.lines] == [PART, ""]
    number = desk.place(ANN, draft.id).number
    assert notes(number) == [WHOLE, PART, ""]
    told = as_json(orders.order(number))
    assert (told["internal_note"], told["lines"][0]["line_note"]) == (WHOLE, PART)
    assert "line_note" not in told["lines"][1]
    sound(number)


def test_it_stands_on_the_pick_ticket_and_on_no_paper_of_the_customer(account: int) -> None:
    number = placed(account)
    picked = "\n".join(text_of(ANN, "pick", number))
    assert WHOLE in picked and PART in picked
    ff.ship(ANN, number, 1, of(p10="6"))
    ff.invoice(ANN, number, of(p10="6"))
    ff.book_return(ANN, number, of(p10="2"), "DEFECT", "SCRAP")
    ff.credit(BEN, number, of(p10="2"))
    numbers = {"confirmation": number, "delivery": "SH-1", "invoice": "IN-1", "credit": "CN-1", STATEMENT: "3897-5"}
    assert numbers.keys() == {*READERS, STATEMENT} - {"pick"}  # a paper that is new is asked for here
    for word, one in numbers.items():
        text = "\n".join(text_of(BEN, word, one))
        assert "PELICAN" not in text and "HERON" not in text, word
    for body in Outbox.select(Outbox.subject, Outbox.body).tuples():
        assert "PELICAN" not in str(body) and "HERON" not in str(body)


def test_a_change_carries_it_and_tells_what_it_makes_of_it(account: int) -> None:
    number = placed(account)
    kept = desk.place(ANN, change(number, (20, {"quantity": "2"})).id)
    assert notes(number) == [WHOLE, PART, ""] and kept.revision == 2
    draft = change(number, (10, {"line_note": "EGRET"}), (20, {"line_note": "IBIS"}))
    draft = noted(draft, "")
    assert draft.change is not None and draft.change.before["internal_note"] == WHOLE
    assert draft.lines[0].was == f"was note {PART}"
    desk.place(ANN, draft.id)
    assert notes(number) == ["", "EGRET", "IBIS"]
    assert notes(number, 1) == notes(number, 2) == [WHOLE, PART, ""]
    told = {(one.what, one.was, one.now) for one in differences(orders.order(number, 2), orders.order(number))}
    assert told == {
        ("internal note", WHOLE, "none"),
        ("A note", PART, "EGRET"),
        ("B note", "none", "IBIS"),
    }
    assert f"internal note {WHOLE} -> none" in orders.order(number).events[-2].text
    sound(number)


def test_a_change_of_nothing_but_a_note_is_accepted_as_it_was(account: int) -> None:
    """Nothing is asked for: no price, no sum, no place is another one."""
    number = placed(account)
    CustomerAccount.update(accept_threshold=D(0)).execute()
    ff.ship(ANN, number, 1, of(p10="6"))
    again = desk.place(ANN, change(number, (10, {"line_note": "EGRET"})).id)
    assert (again.accepted, again.revision) == (True, 2)
    assert [(line.position, line.quantity, line.shipped) for line in orders.order(number).lines] == [
        (10, D(10), D(6)),
        (20, D(1), D(0)),
    ]
    sound(number)


def test_what_nobody_noted_is_a_change_of_nothing(account: int) -> None:
    number = placed(account)
    assert "nothing" in str([*faults(desk.place, ANN, change(number).id).values()]).casefold()


def test_what_is_raised_or_split_keeps_it(account: int) -> None:
    number = placed(account)
    ff.ship(ANN, number, 1, of(p10="6"))
    draft = change(number, (10, {"price": "1.90", "price_reason": "GOODWILL", "line_note": "EGRET"}))
    desk.place(ANN, draft.id)
    told = [(line.quantity, line.line_note) for line in orders.order(number).lines if line.product == "A"]
    assert told == [(D(6), PART), (D(4), "EGRET")]
    sound(number)


def test_a_withdrawn_order_brings_it_back_and_a_copy_leaves_it_and_says_so(account: int) -> None:
    number = placed(account)
    copy = desk.start(ANN, account, copy_of=number)
    assert copy.told == ("2 internal notes not copied",)
    assert (copy.header.internal_note, copy.lines[0].text.line_note) == ("", "")
    CustomerAccount.update(accept_threshold=D(0)).execute()
    waiting = placed(account)
    draft = desk.open_draft(ANN, approval.withdraw(ANN, waiting, 1, "mist", back=True) or 0)
    assert (draft.header.internal_note, draft.lines[0].text.line_note) == (WHOLE, PART)


def test_lines_taken_to_another_customer_take_it_along(account: int) -> None:
    other = CustomerAccount.get(CustomerAccount.code == "3897-9")
    draft = desk.take_to(ANN, drafted(account).id, other.id)
    assert (draft.header.internal_note, draft.lines[0].text.line_note) == (WHOLE, PART)


def test_it_never_changes_and_check_finds_who_changed_it(account: int) -> None:
    number = placed(account)
    for table, column in ((OrderRevision, "internal_note"), (OrderLine, "line_note")):
        name = table._meta.table_name
        with pytest.raises(Exception, match="never change"), db.atomic():
            db.execute_sql(f'UPDATE "{name}" SET "{column}" = \'OWL\'')
        drop(db)
        db.execute_sql(f'UPDATE "{name}" SET "{column}" = \'OWL\' WHERE "{column}" <> \'\'')
        install(db)
        assert f"order {number} revision 1: its content is not what was placed" in list(check())


@pytest.mark.parametrize("name", ["internal_note", "line_note"])
def test_a_card_number_is_refused_and_what_nobody_can_read_is_told(account: int, name: str) -> None:
    draft = drafted(account)

    def put(text: str) -> DraftView:
        if name == "internal_note":
            return noted(draft, text)
        return desk.put_line(ANN, draft.id, 10, LineText("A", "10", line_note=text))

    with pytest.raises(Refused, match="card"):
        put("4111 1111 1111 1111")
    view = put("bell \x07 and \u202e back")
    shown = view.header.internal_note if name == "internal_note" else view.lines[0].text.line_note
    assert shown.isprintable()
    view = put("odd \ufffd")
    assert [fault.field for fault in (*view.faults, *view.lines[0].faults)] == [name]
    assert name in faults(desk.place, ANN, draft.id)


def test_a_repeat_with_a_note_is_a_line_of_its_own(account: int) -> None:
    """Nothing that is typed is lost where keyed repeats add up."""
    house.control("keyed_adds", True)
    draft = drafted(account)
    draft = desk.put_line(ANN, draft.id, None, LineText("B", "1", line_note="IBIS"))
    assert [(line.product_code, line.text.line_note) for line in draft.lines] == [
        ("A", PART),
        ("B", ""),
        ("B", "IBIS"),
    ]


def test_two_terminals_tell_each_other_of_it(account: int) -> None:
    seen = on_screen(drafted(account))
    draft = Draft.get()
    noted(desk.open_draft(ANN, draft.id), "OWL")
    assert "another terminal" in str(faults(desk.place, ANN, draft.id, seen=seen))
