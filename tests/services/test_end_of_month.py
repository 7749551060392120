"""Terms that end with a month: orders expect it, invoices and their parts keep it, papers say it (F-75, C-37)."""

from datetime import date, timedelta

import pytest

from custtui.domain.due import end_of_month
from custtui.domain.errors import Refused
from custtui.domain.who import SYSTEM
from custtui.exchange import export_file, import_file
from custtui.models.account import CustomerAccount
from custtui.models.fulfilment import Instalment, Invoice
from custtui.models.operator import PaymentTerms
from custtui.models.order import OrderRevision
from custtui.services import fulfilment as ff
from custtui.services import order_entry as desk
from custtui.services.check import check
from custtui.services.clock import today
from custtui.services.fulfilment.papers import confirmation
from custtui.services.order_entry.rows import LineText
from custtui.services.orders.printed import printed
from custtui.services.setup_history import setup_history
from custtui.services.upkeep.keeping import save_setup, setup_records
from custtui.services.views.fulfilment import PaperView
from tests.services import house
from tests.services.fulfilling import D, of
from tests.services.house import ANN, CORA
from tests.services.keying import keyed, ordered
from tests.services.test_fulfilment_payments import billed

TYPED = {"code": "EOM30", "name": "Month", "days": "30", "end_of_month": "Y"}
EARLY = {"discount_days": "10", "discount_rate": "2", "instalments": ""}


def on_terms(**changed: str) -> house.House:
    """The examples, A1 on terms that were typed."""
    made = house.stand()
    save_setup(CORA, "terms", {**TYPED, **EARLY, **changed})
    row = PaymentTerms.get(PaymentTerms.code == "EOM30")
    CustomerAccount.update(terms=row).where(CustomerAccount.id == made.a1).execute()
    return made


def shipped(account: int) -> str:
    number = ordered(account, "ITEM1 x10").number
    ff.ship(ANN, number, 1, of(p10="10"))
    return number


def facts(paper: PaperView) -> str:
    return " ".join(" ".join(printed(paper)).split())


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 1, 31), date(2026, 3, 31)),
        (date(2024, 1, 30), date(2024, 2, 29)),
        (date(2025, 12, 10), date(2026, 1, 31)),
        (date(2025, 11, 10), date(2025, 12, 31)),
    ],
)
def test_an_invoice_is_due_on_the_last_day_and_its_discount_on_its_own(database, day: date, due: date) -> None:
    made = on_terms()
    billed(made.a1, day=day)
    one = Invoice.get()
    assert (one.day, one.payment_due, one.discount_until) == (day, due, day + timedelta(days=10))
    assert list(check()) == []


def test_the_order_expects_it_and_papers_say_it_in_the_terms_words(database) -> None:
    made = on_terms()
    number = shipped(made.a1)
    due = end_of_month(today() + timedelta(days=30))
    assert OrderRevision.get().payment_due == due
    assert ff.invoicing(number).payment_due == due
    assert confirmation(number).terms == "EOM30: 30 days, end of month"
    paper = ff.invoice(ANN, number, of(p10="10"))
    assert ff.invoice_paper(paper).terms == "EOM30: 30 days, end of month"
    assert "EOM30: 30 days" in facts(ff.invoice_paper(paper))
    PaymentTerms.update(end_of_month=False).where(PaymentTerms.code == "EOM30").execute()
    made_by_others = ff.invoice_paper(paper)
    assert made_by_others.payment_due == due, "an invoice keeps its day"
    if due != today() + timedelta(days=30):
        assert made_by_others.terms == "EOM30", "and is not said to be made by terms of later"


def test_each_part_moves_to_the_end_of_its_month(database) -> None:
    made = on_terms(instalments="30 60 90")
    ff.invoice(ANN, shipped(made.a1), of(p10="10"))
    rows = [(row.due, row.amount) for row in Instalment.select().order_by(Instalment.number)]
    days = [end_of_month(today() + timedelta(days=days)) for days in (30, 60, 90)]
    assert rows == [*zip(days, (D("33.33"), D("33.34"), D("33.33")), strict=True)]
    assert Invoice.get().payment_due == days[0] and list(check()) == []


def test_terms_that_end_with_the_month_from_now_on_are_told_before_f9(database) -> None:
    made = house.stand()
    draft = keyed(made.a1, "ITEM1 x2")
    PaymentTerms.update(end_of_month=True).where(PaymentTerms.code == "NET30").execute()
    desk.put_line(ANN, draft.id, None, LineText("ITEM2", "1"))
    with pytest.raises(Refused, match=r"terms NET30: 30 -> 30 days, end of month"):
        desk.place(ANN, draft.id)
    assert desk.place(ANN, draft.id).gross == D("35.00")


def test_files_and_the_history_of_terms_have_it(database, tmp_path) -> None:
    on_terms()
    one = next(one for one in setup_records("terms") if one.code == "EOM30")
    save_setup(CORA, "terms", {**one.texts, "end_of_month": "N"}, one.row, one.texts)
    assert ("end_of_month", "Y", "N") in [(was.field, was.old, was.new) for was in setup_history("terms", "EOM30")]
    save_setup(CORA, "terms", {**one.texts, "end_of_month": "Y"}, one.row)
    out = tmp_path / "terms.csv"
    export_file(SYSTEM, "terms", out, "csv")
    PaymentTerms.update(end_of_month=False).execute()
    assert import_file(SYSTEM, "terms", out).ok
    assert PaymentTerms.get(PaymentTerms.code == "EOM30").end_of_month
    assert not PaymentTerms.get(PaymentTerms.code == "NET30").end_of_month
