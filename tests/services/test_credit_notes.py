"""Credit notes (C-31): what came back and was invoiced, to the cent; without goods; whole, to be invoiced again."""

from datetime import date

import pytest

from custtui.domain.errors import Forbidden, Refused
from custtui.domain.who import Act, Signature
from custtui.models.fulfilment import CreditCharge, Invoice, InvoiceLine
from custtui.models.operator import Counter
from custtui.models.order import OrderCharge, RevisionState, SalesOrder
from custtui.models.triggers import drop, install
from custtui.services import fulfilment as ff
from custtui.services import orders
from custtui.services.check import check
from custtui.services.credit import credit_use
from custtui.services.fulfilment.owing import owing
from custtui.services.fulfilment.printing import text_of
from custtui.services.fulfilment.statements import statements
from tests.rows import an_account, an_order
from tests.services import house
from tests.services.fulfilling import D, adds_up, faults, kinds, line, of, revision, sold
from tests.services.house import ANN, BEN, CORA
from tests.services.keying import ordered
from tests.services.test_share_of_tax import agreed


def back(quantity: str = "30", shipped: str = "60", invoiced: str = "40") -> tuple[str, int]:
    """An order of 100 ITEM3 at 4.00, so much shipped, invoiced and returned; its customer."""
    account = house.stand().a1
    number = ordered(account, "ITEM3 x100").number
    ff.ship(ANN, number, 1, of(p10=shipped))
    ff.invoice(ANN, number, of(p10=invoiced))
    ff.book_return(ANN, number, of(p10=quantity), "DEFECT", "SCRAP")
    return number, account


def sound(number: str) -> None:
    adds_up(orders.order(number))
    assert list(check()) == []


def test_c_31_ten_of_thirty_are_credited(database) -> None:
    number, account = back()
    (one,) = ff.crediting(number).lines
    assert (one.to_credit, one.most, one.gross) == (D(10), D(30), D(-40))
    used = credit_use([account], "USD").used
    assert ff.credit(BEN, number, of(p10="10")) == ("CN-1",)
    row = Invoice.get(Invoice.number == "CN-1")
    assert (row.kind, row.net, row.tax, row.gross, row.payment_due) == ("CREDIT", D(-40), D(0), D(-40), row.day)
    assert [(one.quantity, one.net) for one in row.lines] == [(D(-10), D(-40))]
    assert (line(number).credited, line(number).billable, line(number).open) == (D(10), D(0), D(40))
    view = orders.order(number)
    assert (view.invoiced_total, view.credited_total, view.returned_total) == (D(160), D(40), D(120))
    assert (view.adjusted_total, view.to_come) == (D(0), D(160))
    assert kinds(number)[-1] == "credited" and view.events[-1].text == "10 ITEM3 (CN-1) 40.00 of IN-1"
    assert credit_use([account], "USD").used == used == D(280)
    assert ff.crediting(number).why_not == "" and line(number).billable == 0
    sound(number)


def test_c_31_the_clerk_may_choose_what_was_invoiced(database) -> None:
    number, _ = back()
    assert "more than the 30" in faults(ff.credit, BEN, number, of(p10="31"))["quantity:10"]
    ff.credit(BEN, number, of(p10="30"))
    assert line(number).billable == D(20)
    ff.invoice(ANN, number, of(p10="20"))
    assert (line(number).invoiced, line(number).credited, line(number).billable) == (D(60), D(30), D(0))
    sound(number)


def test_c_31_the_latest_invoice_is_taken_back_first(database) -> None:
    number = ordered(house.stand().a1, "ITEM3 x100").number
    ff.ship(ANN, number, 1, of(p10="60"))
    for part in ("40", "20"):
        ff.invoice(ANN, number, of(p10=part))
    ff.book_return(ANN, number, of(p10="30"), "DEFECT", "SCRAP")
    ff.credit(BEN, number, of(p10="5"), ff.CreditTerms(invoice="IN-1"))
    ff.credit(BEN, number, of(p10="25"))
    taken = InvoiceLine.select(InvoiceLine.credits, InvoiceLine.quantity).where(InvoiceLine.quantity < 0)
    first, second = InvoiceLine.select().where(InvoiceLine.quantity > 0).order_by(InvoiceLine.id)
    assert list(taken.order_by(InvoiceLine.id).tuples()) == [(first.id, -5), (second.id, -20), (first.id, -5)]
    found = faults(ff.credit, BEN, number, of(p10="1"), ff.CreditTerms(invoice="IN-9"))
    assert found["quantity:10"].startswith("Line 10 ITEM3: 1 is more than the 0")
    sound(number)


def test_d_01_shares_backwards_add_up_to_the_invoices(database) -> None:
    number = agreed("6.36", "0.21", "15")
    ff.ship(ANN, number, 1, of(p10="15"))
    for _ in range(3):
        ff.invoice(ANN, number, of(p10="5"))
    ff.book_return(ANN, number, of(p10="15"), "UNWANTED", "SELLABLE")
    for _ in range(5):
        ff.credit(BEN, number, of(p10="3"))
        sound(number)
    rows = Invoice.select(Invoice.net, Invoice.tax).where(Invoice.kind == "CREDIT").order_by(Invoice.id)
    assert [tax for _, tax in rows.tuples()] == [D("-4.01"), D("-4.00"), D("-4.01"), D("-4.00"), D("-4.01")]
    view = orders.order(number)
    assert (view.credited_total, view.invoiced_total, view.to_come) == (D("115.43"), D("115.43"), D(0))


def test_s_7_a_supervisor_makes_it_or_signs_for_it(database) -> None:
    number, _ = back()
    with pytest.raises(Forbidden, match="Only a supervisor may make credit notes") as refused:
        ff.credit(ANN, number, of(p10="10"))
    assert refused.value.act is Act.CREDIT
    assert not Invoice.select().where(Invoice.kind == "CREDIT").exists()
    signed = type(ANN)(ANN.login, ANN.name, ANN.role, Signature(BEN.login, BEN.role, Act.CREDIT))
    ff.credit(signed, number, of(p10="10"))
    assert orders.order(number).events[-1].by == "ann, signed by ben"
    sound(number)


def test_s_7_above_a_supervisors_limit_an_administrator(database) -> None:
    number, _ = back()
    house.control("supervisor_approves", "39.99")
    with pytest.raises(Forbidden) as refused:
        ff.credit(BEN, number, of(p10="10"))
    assert refused.value.act is Act.BEYOND
    ff.credit(CORA, number, of(p10="10"))


def test_c_43_credit_notes_have_a_series_of_their_own_without_gaps(database) -> None:
    number, _ = back()
    with pytest.raises(Refused):
        ff.credit(BEN, number, of(p10="5"), ff.CreditTerms(fee=D("99"), fee_reason="RESTOCK"))
    ff.credit(BEN, number, of(p10="5"))
    ff.credit(BEN, number, of(p10="5"))
    assert [one.number for one in Invoice.select().order_by(Invoice.id)] == ["IN-1", "CN-1", "CN-2"]
    assert Counter.get(Counter.name == "credit").value == 2
    ff.allow(BEN, number, 10, "PRICE", net=D(1))
    with pytest.raises(Forbidden, match="is before the day of"):
        ff.allow(BEN, number, 10, "PRICE", net=D(1), day=date(2001, 1, 1))
    sound(number)


def test_c_31_a_fee_is_kept_by_reason(database) -> None:
    number, _ = back()
    found = faults(ff.credit, BEN, number, of(p10="10"), ff.CreditTerms(fee=D(3)))
    assert found == {"fee_reason": "Reason is required: why is it kept?"}
    ff.credit(BEN, number, of(p10="10"), ff.CreditTerms(fee=D(3), fee_reason="rest"))
    assert Invoice.get(Invoice.number == "CN-1").gross == D(-37)
    assert [(one.kind, one.net) for one in CreditCharge.select()] == [("FEE", D(3))]
    view = orders.order(number)
    assert (view.credited_total, view.adjusted_total, view.to_come) == (D(37), D(-3), D(160))
    sound(number)
    paper = "\n".join(text_of(ANN, "credit", "cn 1"))
    for text in ("CREDIT NOTE", "Invoice    IN-1", "Restocking fee", "-37.00", "-10"):
        assert text in paper, paper
    assert max(map(len, paper.split("\n"))) <= 80


def test_c_31_without_goods_by_amount_and_by_quantity(database) -> None:
    number = ordered(house.stand().a1, "ITEM3 x100").number
    ff.ship(ANN, number, 1, of(p10="60"))
    ff.invoice(ANN, number, of(p10="40"))
    found = faults(ff.allow, BEN, number, 20, "x")
    assert set(found) == {"position", "pieces", "reason"}
    ff.allow(BEN, number, 10, "PRICE", net=D("5.00"))
    ff.allow(BEN, number, 10, "SHORT", pieces=D(2))
    assert (line(number).credited, line(number).billable) == (D(0), D(20))
    view = orders.order(number)
    assert (view.credited_total, view.adjusted_total, view.to_come) == (D(13), D(13), D(240))
    assert "Wrong price" in "\n".join(text_of(ANN, "credit", "CN-1"))
    assert "no more" in faults(ff.allow, BEN, number, 10, "PRICE", net=D("147.01"))["net"]
    sound(number)
    ff.invoice(ANN, number, of(p10="20"))
    assert Invoice.get(Invoice.number == "IN-2").gross == D(80)
    ff.book_return(ANN, number, of(p10="60"), "OTHER", "SCRAP")
    ff.credit(BEN, number, of(p10="60"))
    view = orders.order(number)
    assert (view.credited_total, view.returned_total, view.adjusted_total) == (D(240), D(227), D(13))
    sound(number)


def test_c_31_whole_and_invoiced_again_with_its_freight(database) -> None:
    house.hire("ben", role=BEN.role)
    number = with_freight(database)
    ff.ship(ANN, number, 1, of(p10="10"))
    ff.invoice(ANN, number, of(p10="10"))
    gross = Invoice.get(Invoice.number == "IN-1").gross
    assert ff.credit_whole(BEN, number, "IN-1") == ("CN-1",)
    assert Invoice.get(Invoice.number == "CN-1").gross == -gross
    adds_up(orders.order(number))
    assert "All of" in faults(ff.credit_whole, BEN, number, "IN-1")[""]
    ff.invoice(ANN, number, of(p10="10"))
    assert Invoice.get(Invoice.number == "IN-2").gross == gross
    ff.book_return(ANN, number, of(p10="10"), "OTHER", "SCRAP")
    ff.credit(BEN, number, of(p10="10"), ff.CreditTerms(freight=True))
    assert Invoice.get(Invoice.number == "CN-2").gross == -gross
    assert faults(ff.credit_whole, BEN, number, "IN-2")[""] == "All of IN-2 is credited"
    adds_up(orders.order(number))


def with_freight(database) -> str:
    """An order of 10 at 4.00, and 5.00 of freight."""
    number = sold(("10", "4.00"), status=None)
    row = SalesOrder.get().revisions.get()
    with database.atomic():
        drop(database)
        row.update(net=D(45), gross=D(45)).execute()
        install(database)
    OrderCharge.create(revision=row, kind="freight", text="Freight", net=D(5), tax=D(0))
    RevisionState.create(revision=row, status="accepted")
    SalesOrder.update(in_force=row).execute()
    return number


def test_r_47_the_payer_who_was_invoiced_keeps_the_credit(database) -> None:
    number = sold(("200", "4.00"))
    house.hire("ben", role=BEN.role)
    first = revision(number)
    ff.ship(ANN, number, 1, of(p10="100"))
    ff.invoice(ANN, number, of(p10="40"))
    hq = an_account("77-9", "H.Q. Corp")
    payer = {"bill_to": hq, "bill_to_code": hq.code, "bill_to_name": "H.Q. Corp"}
    an_order(first.sold_to, (("200", "4.00"),), replaces=first, **payer)
    ff.invoice(ANN, number, of(p10="60"))
    ff.book_return(ANN, number, of(p10="63"), "DEFECT", "SCRAP")
    assert ff.credit(BEN, number, of(p10="3"), ff.CreditTerms(invoice="IN-1")) == ("CN-1",)
    assert ff.credit(BEN, number, of(p10="60")) == ("CN-2",)
    rows = Invoice.select().order_by(Invoice.id)
    assert [(one.number, one.account.code, one.gross) for one in rows] == [
        ("IN-1", "77-1", D(160)),
        ("IN-2", "77-9", D(240)),
        ("CN-1", "77-1", D(-12)),
        ("CN-2", "77-9", D(-240)),
    ]
    assert ff.credit_paper("CN-1").to[0] == "Juice Bar"
    assert ff.credit_paper("CN-2").to[0] == "H.Q. Corp"
    ff.book_return(ANN, number, of(p10="5"), "DEFECT", "SCRAP")
    ff.credit(BEN, number, of(p10="5"))
    assert Invoice.get(Invoice.number == "CN-3").account.code == "77-1"
    adds_up(orders.order(number))


def test_c_37_a_credit_note_settles_invoices_first(database) -> None:
    number, account = back()
    ff.credit(BEN, number, of(p10="10"))
    view = owing(account)
    assert [(one.number, one.left) for one in view.credits] == [("CN-1", D(-40))]
    code, used = view.code, credit_use([account], "USD").used
    assert "more than the" in faults(ff.receive, ANN, code, D(0), {"IN-1": D(60), "CN-1": D(-50)})["allocation:CN-1"]
    assert "they settle" in faults(ff.receive, ANN, code, D(0), {"IN-1": D(10), "CN-1": D(-40)})["allocation:CN-1"]
    assert ff.receive(ANN, code, D(0), {"IN-1": D(15), "CN-1": D(-15)}) == 0
    assert [one.left for one in owing(account).credits] == [D(-25)]
    assert ff.receive(ANN, code, D(130), {"IN-1": D(145), "CN-1": D(-25)}) == D(10)
    view = owing(account)
    assert (view.credits, view.invoices, view.surplus) == ((), (), D(10))
    assert credit_use([account], "USD").used == used - 130
    (one,) = statements(code)
    assert (one.lines, one.balance) == ((), D(-10))
    sound(number)


def test_f_77_a_credit_note_stands_on_the_statement(database) -> None:
    number, account = back()
    ff.credit(BEN, number, of(p10="10"))
    (one,) = statements(owing(account).code)
    assert {paper.number: paper.left for paper in one.lines} == {"CN-1": D(-40), "IN-1": D(160)}
    assert one.balance == D(120)


def test_amounts_of_a_credit_never_have_two_signs(database) -> None:
    """After what was credited without goods a piece of nearly nothing takes back nothing it has not."""
    number = agreed("0.37", "0.21", "3")
    ff.ship(ANN, number, 1, of(p10="3"))
    for part in ("1", "2"):
        ff.invoice(ANN, number, of(p10=part))
    for _ in range(6):
        ff.allow(BEN, number, 10, "PRICE", net=D("0.12"))
    ff.book_return(ANN, number, of(p10="3"), "OTHER", "SCRAP")
    for quantity in ("0.001", "0.001", "1.2", "1.798"):
        ff.credit(BEN, number, of(p10=quantity))
    for paper in Invoice.select().where(Invoice.kind == "CREDIT"):
        assert paper.net <= 0 and paper.tax <= 0, (paper.number, paper.net, paper.tax)
    for one in InvoiceLine.select().where(InvoiceLine.quantity > 0):
        back = [(row.net, row.tax) for row in InvoiceLine.select().where(InvoiceLine.credits == one)]
        assert tuple(map(sum, zip(*back, strict=True))) == (-one.net, -one.tax)
    sound(number)


def test_a_fee_beyond_the_goods_is_refused(database) -> None:
    number = agreed("10.00", "0.10", "1", "9")
    ff.ship(ANN, number, 1, of(p10="1", p20="9"))
    ff.invoice(ANN, number, of(p10="1", p20="9"))
    ff.book_return(ANN, number, of(p10="1", p20="9"), "OTHER", "SCRAP")
    found = faults(ff.credit, BEN, number, of(p10="1"), ff.CreditTerms(fee=D("10.01"), fee_reason="RESTOCK"))
    assert found["fee"] == "The fee is more than what is credited"
    sound(number)


def test_quantities_finer_than_they_are_kept_are_refused_by_their_field(database) -> None:
    number = ordered(house.stand().a1, "ITEM3 x100").number
    ff.ship(ANN, number, 1, of(p10="60"))
    ff.invoice(ANN, number, of(p10="40"))
    ff.book_return(ANN, number, of(p10="10"), "OTHER", "SCRAP")
    fine, told = D("0.0001"), "0.0001 has more than three decimals"
    assert faults(ff.allow, BEN, number, 10, "SHORT", pieces=fine) == {"pieces": told}
    assert "come to nothing" in faults(ff.allow, BEN, number, 10, "SHORT", pieces=D("0.001"))["pieces"]
    many = {10: fine}
    for act, more in (
        (ff.credit, ()),
        (ff.invoice, ()),
        (ff.book_return, ("OTHER", "SCRAP")),
    ):
        assert told in faults(act, BEN, number, many, *more)["quantity:10"]
    for act, more in ((ff.ship, ()), (ff.forfeit, ("CUSTOMER",))):
        assert told in faults(act, BEN, number, 1, many, *more)["quantity:10"]
    sound(number)


def some_back(database: object) -> str:
    """Three lines shipped and billed in part, of which one alone came back."""
    number = ordered(house.stand().a1, "ITEM1 x5", "ITEM2 x7", "ITEM3 x9").number
    ff.ship(ANN, number, 1, of(p10="5", p20="6"))
    ff.invoice(ANN, number, of(p10="5", p20="4"))
    ff.book_return(ANN, number, of(p10="3"), "WRONG", "SELLABLE")
    return number


def test_x_13_lines_that_nothing_came_back_of_do_not_count_as_booked_meanwhile(database) -> None:
    number = some_back(database)
    assert ff.credit(BEN, number, of(p10="3"), seen=ff.crediting(number)) == ("CN-1",)
    sound(number)


def test_x_13_only_what_really_changed_of_a_line_that_now_counts_is_told(database) -> None:
    """Line 20 comes back while the credit note is typed; what was shipped of 30 concerns no credit."""
    number = some_back(database)
    seen = ff.crediting(number)
    ff.ship(BEN, number, 1, of(p30="2"))
    ff.book_return(BEN, number, of(p20="3"), "WRONG", "SELLABLE")
    found = faults(ff.credit, BEN, number, of(p10="3"), seen=seen)
    assert found == {"": "Returned meanwhile by ben: 3 of 7 ITEM2"}
    assert ff.credit(BEN, number, of(p10="3"), seen=ff.crediting(number)) == ("CN-1",)


def test_x_13_every_screen_of_some_lines_books_at_once_where_nothing_changed(database) -> None:
    """Each view lists a part of the order's lines: what it leaves out has not come meanwhile."""
    number = some_back(database)
    ff.book_return(ANN, number, of(p20="1"), "WRONG", "SELLABLE", seen=ff.returns(number))
    ff.ship(ANN, number, 1, of(p30="2"), seen=ff.shipping(number))
    ff.invoice(ANN, number, of(p30="1"), seen=ff.invoicing(number))
    ff.forfeit(ANN, number, 1, of(p30="7"), "CUSTOMER", seen=ff.shipping(number))
    ff.credit(BEN, number, of(p10="3"), seen=ff.crediting(number))
    sound(number)


def test_d_01_pieces_credited_without_goods_one_by_one_come_to_all_of_them(database) -> None:
    """Of 7 for 10.00 one comes to 1.43: seven times that is a cent too much."""
    number = agreed("1.4286", "0", "7")
    ff.ship(ANN, number, 1, of(p10="7"))
    ff.invoice(ANN, number, of(p10="7"))
    for _ in range(7):
        ff.allow(BEN, number, 10, "SHORT", pieces=D(1))
    assert orders.order(number).adjusted_total == orders.order(number).gross == D(10)
    sound(number)


def sevenths(database: object) -> str:
    """7 for 7.58, of which 4 are billed and 2 of these came back: as a credit note has it 2.16, as a rest 2.17."""
    number = agreed("1.00", "0.0825", "7")
    ff.ship(ANN, number, 1, of(p10="4"))
    ff.invoice(ANN, number, of(p10="4"))
    ff.book_return(ANN, number, of(p10="2"), "DEFECT", "SCRAP")
    return number


def test_x_07_the_order_says_of_what_came_back_what_its_credit_note_says(database) -> None:
    number = sevenths(database)
    assert ff.crediting(number).lines[0].gross == D("-2.16")
    assert orders.order(number).returned_total == D("2.16")
    adds_up(orders.order(number))
    ff.credit(BEN, number, of(p10="2"))
    view = orders.order(number)
    assert view.returned_total == view.credited_total == D("2.16")
    adds_up(view)
    ff.ship(ANN, number, 1, of(p10="3"))
    ff.invoice(ANN, number, of(p10="3"))
    view = orders.order(number)
    assert (view.returned_total, view.adjusted_total, view.to_come) == (D("2.16"), D("0.01"), D(0))
    sound(number)


def test_x_07_of_what_came_back_a_part_is_credited_a_part_never_billed(database) -> None:
    number = sevenths(database)
    ff.credit(BEN, number, of(p10="1"))
    credited, credit = orders.order(number).credited_total, ff.crediting(number).lines[0].gross
    ff.ship(ANN, number, 1, of(p10="3"))
    ff.book_return(ANN, number, of(p10="2"), "DEFECT", "SCRAP")
    view = orders.order(number)
    assert credited - credit == D("2.16") and view.returned_total == D("4.33")
    sound(number)
