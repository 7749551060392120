"""Changing an accepted order: re-association, not below what happened, a chain, splits, prices (R-22 …, R-46)."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from custtui.domain.covering import NewCover
from custtui.domain.errors import Conflict, Refused
from custtui.models.account import Contact
from custtui.models.base import db
from custtui.models.draft import Draft, DraftAddress, DraftLine
from custtui.models.fulfilment import Cover, Forfeit, Invoice, InvoiceLine, Shipment, ShipmentLine
from custtui.models.order import OrderRevision, RevisionState, SalesOrder
from custtui.models.triggers import drop, install
from custtui.services import approval, clock, fulfilment, orders
from custtui.services import order_entry as desk
from custtui.services.check import check
from tests.services import house
from tests.services.changing import a_house, change, changed, placed, pointers, rows, sound, typed
from tests.services.fulfilling import faults, line, of
from tests.services.house import ANN, BEN
from tests.services.keying import ordered

D = Decimal


def r_23() -> str:
    """100 A x 2.00 and 10 B x 15.00; 40 A shipped, 40 invoiced, 20 more shipped."""
    number = placed("A x100", "B x10")
    fulfilment.ship(ANN, number, 1, of(p10="40"))
    fulfilment.invoice(ANN, number, of(p10="40"))
    fulfilment.ship(ANN, number, 1, of(p10="20"))
    return number


def frozen(number: str, revision: int) -> tuple[object, ...]:
    view = orders.order(number, revision)
    row = OrderRevision.get(OrderRevision.revision == revision)
    agreed = [(one.position, one.product, one.quantity, one.price, one.net, one.tax) for one in view.lines]
    return row.hash, view.gross, view.order_date, agreed


def test_r_23_all_that_happened_belongs_to_the_new_revision_to_the_unit_and_cent(database) -> None:
    number = r_23()
    fulfilment.cover(ANN, number, 10, NewCover("PURCHASE", "88", D(100), "Acme"))
    before = frozen(number, 1)
    counts = [model.select().count() for model in (Shipment, ShipmentLine, Invoice, InvoiceLine, Forfeit, Cover)]
    assert orders.order(number).gross == D("350.00")
    done = changed(number, (10, {"quantity": "120"}), (30, {"item": "C", "quantity": "5"}))
    assert (done.number, done.revision, done.accepted, done.gross) == (number, 2, True, D("410.00"))
    order, first = orders.order(number), orders.order(number, 1)
    assert (order.revision, order.supersedes, order.gross, order.status) == (2, 1, D("410.00"), "accepted")
    one = line(number)
    assert (one.quantity, one.shipped, one.invoiced, one.open, one.billable) == (120, 60, 40, 60, 20)
    assert (len(order.shipments), [gross for _, _, gross in order.invoices]) == (2, [D("80.00")])
    assert [text.rpartition(" · ")[2] for text in one.history] == ["booked on revision 1"] * 3
    assert (first.shipments, first.invoices, first.lines[0].shipped) == ((), (), 0)
    assert (first.status, first.superseded_by) == ("superseded", 2)
    assert frozen(number, 1) == before
    assert (one.covers, first.lines[0].covers) == (("100 by purchase order 88 at Acme, planned",), ())
    assert fulfilment.covers(number, 10).to_cover == 20
    models = (Shipment, ShipmentLine, Invoice, InvoiceLine, Forfeit, Cover)
    assert [model.select().count() for model in models] == counts
    assert pointers(number) == (2, None)
    told = [(one.kind, one.text, one.by) for one in order.events][-2:]
    assert told[0] == ("changed", "revision 2: A 100 -> 120, C 5 at 4.00 added", "ann")
    sound(number)
    assert fulfilment.invoice(ANN, number, of(p10="20"))
    assert orders.order(number).invoices[-1][2] == D("40.00")
    sound(number)


def test_r_24_never_below_what_happened(database) -> None:
    number = r_23()
    changed(number, (10, {"quantity": "120"}), (30, {"item": "C", "quantity": "5"}))
    draft = change(number, (10, {"quantity": "50"}))
    assert faults(desk.place, ANN, draft.id) == {"quantity": "A: 60 shipped, so not below 60"}
    assert [(one.text, one.line) for one in draft.lines[0].faults] == [("A: 60 shipped, so not below 60", 10)]
    desk.strike(ANN, draft.id, 10)
    assert faults(desk.place, ANN, draft.id) == {"quantity": "A: 60 shipped, so not below 60"}
    desk.strike(ANN, draft.id, 10)
    typed(draft, 10, quantity="60", item="C")
    assert faults(desk.place, ANN, draft.id) == {"item": "A: nothing is left of it, its product stays as it was"}
    typed(draft, 10, quantity="60", item="A")
    assert desk.place(ANN, draft.id).revision == 3
    assert (line(number).open, line(number).quantity) == (0, 60)
    sound(number)


def test_r_24_counts_what_was_closed_short_too(database) -> None:
    number = placed("A x100", "B x1")
    fulfilment.ship(ANN, number, 1, of(p10="40"))
    fulfilment.forfeit(ANN, number, 1, of(p10="60"), "CUSTOMER")
    text = "A: 40 shipped and 60 closed short, so not below 100"
    assert faults(desk.place, ANN, change(number, (10, {"quantity": "80"})).id) == {"quantity": text}
    sound(number)


def test_r_25_the_second_of_two_is_refused_and_told_what_stands(database) -> None:
    number = placed("A x100", "B x10")
    changed(number, (20, {"quantity": "9"}))
    mine, his = change(number, (10, {"quantity": "90"})), change(number, (10, {"quantity": "80"}), who=BEN)
    desk.place(ANN, mine.id)
    with pytest.raises(Conflict, match=f"{number} has changed: revision 3 by ann stands now") as refused:
        desk.place(BEN, his.id)
    assert refused.value.by == "ann"
    assert (line(number).quantity, orders.order(number).revisions) == (90, 3)
    assert desk.open_draft(BEN, his.id).faults[0].text == f"{number} has changed: revision 3 by ann stands now"
    sound(number)


def test_a_second_clerk_reads_who_is_changing_the_order(database) -> None:
    number = placed("A x100")
    assert change(number, who=BEN).told == ()
    assert desk.start_change(ANN, number).told == ("Ben is changing this order",)


def test_r_46_another_price_on_a_line_that_moved_splits_it(database) -> None:
    number = placed("A x120")
    fulfilment.ship(ANN, number, 1, of(p10="60"))
    fulfilment.invoice(ANN, number, of(p10="40"))
    draft = change(number, (10, {"price": "1.80", "price_reason": "GOODWILL"}))
    told = "line 10 splits: 60 stay at 2.00, 60 at 1.80 as line 20"
    assert draft.change and (draft.change.splits, draft.gross) == ((told,), D("228.00"))
    assert told in draft.outcome
    desk.place(ANN, draft.id)
    assert rows(number) == [(10, "A", 60, 2, D("120.00")), (20, "A", 60, D("1.8"), D("108.00"))]
    assert orders.order(number).gross == D("228.00")
    view = fulfilment.invoicing(number)
    assert [(one.billable, one.gross) for one in view.lines] == [(20, D("40.00"))]
    sound(number)


def test_another_product_or_ship_to_of_a_line_that_moved_splits_it_too(database) -> None:
    number = placed("A x10")
    fulfilment.ship(ANN, number, 1, of(p10="4"))
    changed(number, (10, {"item": "C"}))
    assert rows(number) == [(10, "A", 4, 2, D(8)), (20, "C", 6, 4, D(24))]
    draft = desk.start_change(ANN, number)
    fulfilment.ship(ANN, number, 2, of(p20="1"))
    office = next(one.key for one in desk.ship_tos(draft.id) if one.key == "same")
    draft = desk.choose_ship_to(ANN, draft.id, office)
    assert [one.was for one in draft.lines] == ["", "was to HJ Warehouse"]
    desk.place(ANN, draft.id)
    lines = orders.order(number).lines
    assert [(one.position, one.product, one.quantity, one.ship_to) for one in lines] == [
        (10, "A", 4, "HJ Warehouse"),
        (20, "C", 1, "HJ Warehouse"),
        (30, "C", 5, ""),
    ]
    assert orders.order(number).ship_to.address.city == "New York"
    sound(number)


def test_quantity_0_cancels_a_line_and_all_0_asks_for_the_reason_of_canceling(database) -> None:
    number = placed("A x10", "B x2")
    changed(number, (20, {"quantity": "0"}))
    assert rows(number)[1] == (20, "B", 0, 15, 0)
    assert orders.order(number).gross == D("20.00")
    sound(number)
    draft = change(number, (10, {"quantity": "0"}))
    assert faults(desk.place, ANN, draft.id) == {"reason": f"Nothing is left of {number}: cancel it, with a reason"}
    restored = change(number, (10, {"quantity": "10"}), (20, {"quantity": "3"}))
    desk.place(ANN, restored.id)
    assert rows(number)[1] == (20, "B", 3, 15, D("45.00"))
    sound(number)


def test_c_46_a_line_is_canceled_for_a_coded_reason_that_stands_in_the_history(database) -> None:
    number = placed("A x10", "B x2", "C x1")
    draft = change(number, (20, {"quantity": "0"}), (30, {"quantity": "0"}))
    why = "Lines 20 B, 30 C: Reason is required: why is it canceled?"
    assert faults(desk.place, ANN, draft.id) == {"reason": why}
    with pytest.raises(Refused, match='"whim" is not a reason: CUSTOMER'):
        desk.place(ANN, draft.id, reason="whim")
    assert pointers(number) == (1, None)
    desk.place(ANN, draft.id, reason="cust")
    told = next(one.text for one in orders.order(number).events if one.kind == "changed")
    assert told.startswith("revision 2: ") and told.endswith("; canceled: CUSTOMER")
    changed(number, (10, {"quantity": "9"}))
    told = [one.text for one in orders.order(number).events if one.kind == "changed"][-1]
    assert told == "revision 3: A 10 -> 9"
    sound(number)


def test_a_revision_that_leaves_nothing_open_finishes_the_order(database) -> None:
    number = placed("A x10", "B x2")
    fulfilment.ship(ANN, number, 1, of(p10="6"))
    changed(number, (10, {"quantity": "6"}), (20, {"quantity": "0"}))
    order = orders.order(number)
    assert (order.status, [one.kind for one in order.events][-1]) == ("finished", "finished")
    with pytest.raises(Refused, match="is finished: it cannot be changed any more"):
        desk.start_change(ANN, number)
    assert fulfilment.invoice(ANN, number, of(p10="6"))
    sound(number)


def test_r_43_a_change_that_is_dropped_leaves_no_trace_and_one_that_is_left_is_kept(database) -> None:
    number = placed("A x10")
    before = frozen(number, 1), pointers(number), orders.order(number)
    draft = change(number, (10, {"quantity": "20"}), (20, {"item": "B"}))
    (row,) = desk.drafts(ANN)
    assert (row.change_of, row.lines, row.gross) == (number, 2, D("55.00"))
    desk.drop(ANN, draft.id)
    assert (frozen(number, 1), pointers(number), orders.order(number)) == before
    assert [model.select().count() for model in (Draft, DraftLine, DraftAddress)] == [0, 0, 0]
    untouched = desk.start_change(ANN, number)
    assert desk.drafts(ANN) == [] and desk.leave_change(ANN, untouched.id)
    assert Draft.select().count() == 0
    sound(number)


def test_a_kept_change_is_worked_out_anew_after_a_shipment(database) -> None:
    number = placed("A x100")
    draft = change(number, (10, {"price": "1.50", "price_reason": "GOODWILL"}))
    assert (draft.gross, draft.change and draft.change.splits) == (D("150.00"), ())
    fulfilment.ship(ANN, number, 1, of(p10="40"))
    again = desk.start_change(ANN, number)
    assert (again.id, again.gross) == (draft.id, D("170.00"))
    assert again.change and again.change.splits == ("line 10 splits: 40 stay at 2.00, 60 at 1.50 as line 20",)
    desk.place(ANN, draft.id)
    sound(number)


def test_nothing_changed_is_refused(database) -> None:
    number = placed("A x10")
    assert faults(desk.place, ANN, desk.start_change(ANN, number).id) == {"": f"Nothing of {number} is changed"}
    sound(number)


def test_c_39_a_kept_line_keeps_its_price_and_looks_its_break_up_on_the_day_of_the_order(
    database, monkeypatch
) -> None:
    made, juice = a_house(), house.product("JUICE", "10.20")
    house.list_price(juice, "9.69", from_quantity="12")
    day = clock.today()
    number = ordered(made.a1, "JUICE x5", "A x10").number
    house.list_price(juice, "11.00", first=day + timedelta(days=1))
    house.list_price(made.products["A"], "2.50", first=day + timedelta(days=1))
    monkeypatch.setattr(clock, "today", lambda: day + timedelta(days=9))
    draft = change(number, (10, {"quantity": "12"}), (20, {"quantity": "11"}), (30, {"item": "A", "quantity": "1"}))
    assert [(one.price, one.was) for one in draft.lines] == [
        (D("9.69"), "was 5, 10.20"),
        (D(2), "was 10"),
        (D("2.50"), "new"),
    ]
    draft = typed(draft, 10, quantity="6")
    assert (draft.lines[0].price, draft.lines[0].was) == (D("10.20"), "was 5")
    fulfilment.ship(ANN, number, 1, of(p10="1"))
    draft = typed(desk.start_change(ANN, number), 10, quantity="12")
    assert draft.lines[0].price == D("10.20")
    assert "9.69 from 12 (list LIST)" in draft.lines[0].notes
    desk.place(ANN, draft.id)
    order = orders.order(number)
    assert (order.order_date, order.lines[0].net, order.lines[1].net) == (day, D("122.40"), D("22.00"))
    sound(number)


def test_the_revisions_tell_what_each_changed_and_a_withdrawn_one_took_no_place(database) -> None:
    number = placed("A x100", "B x10")
    changed(number, (10, {"quantity": "0"}))
    waits = changed(number, (20, {"quantity": "100"}))
    approval.withdraw(ANN, number, waits.revision, "MISTAKE")
    draft = change(number, (20, {"price": "14", "price_reason": "GOODWILL"}))
    house.control("clerk_discount", "0.10")
    desk.set_header(ANN, draft.id, replace(draft.header, po_number="4711"))
    desk.place(ANN, draft.id)
    found = [
        (one.revision, one.superseded_by, [what.told for what in one.changed]) for one in orders.revisions(number)
    ]
    assert found == [
        (4, None, ["B price 15.00 -> 14.00", "PO none -> 4711", "total 150.00 -> 140.00"]),
        (3, None, ["B 10 -> 100", "total 150.00 -> 1,500.00"]),
        (2, 4, ["A canceled (was 100)", "total 350.00 -> 150.00"]),
        (1, 2, []),
    ]
    assert orders.order(number, 3).status == "cancelled"
    sound(number)


def test_who_ordered_stays_though_he_is_no_contact_any_more(database) -> None:
    number = placed("A x100")
    Contact.update(active=False).execute()
    draft = desk.start_change(ANN, number)
    draft = desk.set_header(ANN, draft.id, replace(draft.header, po_number="4711"))
    assert (draft.faults, draft.ordered_by) == ((), "Robert Green")
    desk.place(ANN, draft.id)
    assert orders.order(number).ordered_by == "Robert Green"


def test_an_earlier_revision_put_in_force_again_is_named_whatever_waits_behind_it(database) -> None:
    """R-25, S-6: by its history a later one was accepted; that a further change replaces that one says nothing."""
    number = placed("A x100")
    changed(number, (10, {"quantity": "90"}))
    changed(number, (10, {"quantity": "4000"}))
    first, second, third = OrderRevision.select().order_by(OrderRevision.revision)
    assert orders.order(number, 3).status == "pending"
    drop(db.obj)
    SalesOrder.update(in_force=first).execute()
    RevisionState.update(status="accepted").where(RevisionState.revision == first).execute()
    RevisionState.update(status="superseded").where(RevisionState.revision == second).execute()
    install(db.obj)
    told = f"order {number}: revision 1 is in force, its history tells that revision 2 was accepted after it"
    assert third.replaces_id == second.id
    assert any(one.startswith(told) for one in check())


def test_a_change_declined_by_nobody_is_named_though_another_one_was_declined(database) -> None:
    """F-74: what the history tells is told of a revision."""
    number = placed("A x100")
    changed(number, (10, {"quantity": "4000"}))
    approval.decline(BEN, number, 2, "PRICE")
    changed(number, (10, {"quantity": "5000"}))
    assert list(check()) == []
    last = OrderRevision.select().order_by(OrderRevision.revision.desc()).first()
    drop(db.obj)
    SalesOrder.update(pending=None).execute()
    RevisionState.update(status="declined").where(RevisionState.revision == last).execute()
    install(db.obj)
    assert f"order {number} revision 3: is declined, its history does not tell of it (F-74)" in list(check())
