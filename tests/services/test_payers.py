"""Who pays: default payers and permanent bill-to accounts (F-18, F-38 … F-40, R-03 … R-07)."""

import threading
from dataclasses import replace

import pytest

from custtui.domain.errors import Confirm, Conflict, Refused
from custtui.models.account import BillToAccount, CustomerAccount
from custtui.models.base import db
from custtui.services import order_entry as desk
from custtui.services.payers import payers
from custtui.services.payers.relation_views import pay_words
from custtui.services.profile import customers
from tests.services import house
from tests.services.house import ANN, BEN, DORA, House
from tests.services.keying import keyed, ordered


@pytest.fixture
def stand(database) -> House:
    """The examples of the rules."""
    return house.stand()


def heath() -> int:
    return house.customer("3897-41", "Heath & Sons")


def bill_tos() -> list[int]:
    return [row.account_id for row in BillToAccount.select().order_by(BillToAccount.id)]


def default_of(account: int) -> int | None:
    row = BillToAccount.get_or_none(BillToAccount.id == CustomerAccount.get_by_id(account).default_bill_to_id)
    return row.account_id if row else None


def refused(match: str, service, *arguments) -> None:
    before = (bill_tos(), [default_of(row.id) for row in CustomerAccount.select().order_by(CustomerAccount.id)])
    with pytest.raises(Refused, match=match):
        service(*arguments)
    after = (bill_tos(), [default_of(row.id) for row in CustomerAccount.select().order_by(CustomerAccount.id)])
    assert after == before


def test_another_payer_makes_one_bill_to_record_and_links_it_the_second_time(stand: House) -> None:
    """F-38, R-03."""
    shown = payers.set_payer(DORA, stand.a1, stand.hq)
    assert shown.told == "3897-5 Healthy Juices Inc. is paid for by 3897-9 H.Q. Corp"
    payers.set_payer(DORA, heath(), stand.hq)
    assert bill_tos() == [stand.hq]
    assert desk.start(ANN, stand.a1).bill_to.code == "3897-9"


def test_paying_for_itself_makes_no_bill_to_record(stand: House) -> None:
    """F-38, R-03."""
    refused("pays for itself already", payers.set_payer, DORA, stand.a1, stand.a1)
    assert bill_tos() == []
    assert payers.payer(stand.a1).words == "3897-5 Healthy Juices Inc. pays for itself"


def test_a_second_default_payer_replaces_the_first_after_confirm_and_its_record_stays(stand: House) -> None:
    """R-04, R-06."""
    other = heath()
    payers.set_payer(DORA, stand.a1, stand.hq)
    with pytest.raises(Confirm, match=r"3897-41 Heath & Sons pays instead of 3897-9 H\.Q\. Corp\?") as asked:
        payers.set_payer(DORA, stand.a1, other)
    assert default_of(stand.a1) == stand.hq
    payers.set_payer(DORA, stand.a1, other, None, [asked.value.code])
    assert default_of(stand.a1) == other
    assert bill_tos() == [stand.hq, other]


def test_clearing_the_payer_asks_and_its_record_stays(stand: House) -> None:
    """R-04, R-06."""
    payers.set_payer(DORA, stand.a1, stand.hq)
    with pytest.raises(Confirm, match=r"pays no longer: 3897-5 Healthy Juices Inc\. pays for itself"):
        payers.clear_payer(DORA, stand.a1)
    shown = payers.clear_payer(DORA, stand.a1, None, [payers.CLEAR])
    assert (shown.payer_id, default_of(stand.a1), bill_tos()) == (None, None, [stand.hq])
    refused("pays for itself already", payers.clear_payer, DORA, stand.a1)


def test_the_payer_lists_all_it_pays_for_and_each_names_its_payer(stand: House) -> None:
    """F-40, C-21: told from both ends in words."""
    other = heath()
    for account in (stand.a1, other):
        payers.set_payer(DORA, account, stand.hq)
    ordered(stand.a1, "ITEM1")
    shown = payers.payer(stand.hq)
    assert [(one.code, one.name, one.open_orders) for one in shown.pays_for] == [
        ("3897-5", "Healthy Juices Inc.", 1),
        ("3897-41", "Heath & Sons", 0),
    ]
    assert (shown.since is not None, shown.made_by, shown.usable) == (True, "dora", True)
    assert payers.payer(stand.a1).words == "3897-5 Healthy Juices Inc. is paid for by 3897-9 H.Q. Corp"
    words = pay_words(customers.customer(stand.hq))
    assert words == "itself · pays for 3897-5 Healthy Juices Inc., 3897-41 Heath & Sons"


def test_who_cannot_pay_is_refused_with_the_reason(stand: House) -> None:
    """R-12, F-17."""
    dock = house.account(house.party("No Office"), "3897-8")
    house.site(dock, "Dock", "SHIP_TO*", identifying=True)
    refused("3897-8 No Office has no bill-to site", payers.set_payer, DORA, stand.a1, dock)
    other = heath()
    customers.set_active(DORA, other, False)
    refused("3897-41 Heath & Sons is inactive", payers.set_payer, DORA, stand.a1, other)
    refused("There is no such customer", payers.set_payer, DORA, stand.a1, 99_999)
    payers.set_payer(DORA, stand.a1, stand.hq)
    refused("pays for 3897-5 Healthy Juices Inc. already", payers.set_payer, DORA, stand.a1, stand.hq)


def test_a_bill_to_account_is_permanent_even_for_raw_sql(stand: House) -> None:
    """R-06."""
    payers.set_payer(DORA, stand.a1, stand.hq)
    for sql in ("DELETE FROM bill_to_account", f"UPDATE bill_to_account SET account_id = {stand.a1}"):
        with pytest.raises(Exception, match="permanent"), db.atomic():
            db.execute_sql(sql)
    with pytest.raises(Exception, match="never deleted"), db.atomic():
        db.execute_sql(f"DELETE FROM customer_account WHERE id = {stand.hq}")
    assert bill_tos() == [stand.hq]


def test_a_bill_to_out_of_new_use_stays_and_pays_no_new_orders(stand: House) -> None:
    """R-06."""
    payers.set_payer(DORA, stand.a1, stand.hq)
    kept = ordered(stand.a1, "ITEM1")
    with pytest.raises(Confirm, match=r"pays for 1 customer: no longer in use\?"):
        payers.set_bill_to_active(BEN, stand.hq, False)
    shown = payers.set_bill_to_active(BEN, stand.hq, False, None, [payers.RETIRE])
    assert (shown.usable, len(shown.pays_for)) == (False, 1)
    assert kept.accepted and bill_tos() == [stand.hq]
    assert desk.start(ANN, stand.a1).bill_to.code == "3897-5"
    refused("is already out of use", payers.set_bill_to_active, DORA, stand.hq, False)
    refused("3897-9 H.Q. Corp is not in use", payers.set_payer, DORA, heath(), stand.hq)
    assert payers.set_bill_to_active(DORA, stand.hq, True).usable
    assert desk.start(ANN, stand.a1).bill_to.code == "3897-9"
    refused("is not a bill-to account", payers.set_bill_to_active, DORA, stand.a1, False)


def test_the_commercial_flag_makes_one_bill_to_record_and_clearing_keeps_it(stand: House) -> None:
    """F-18, R-07, C-06: it still pays for itself."""
    for flag in (True, True, False, True):
        version, form = customers.editable(stand.a1)
        customers.update(DORA, stand.a1, version, replace(form, commercial=flag))
        assert bill_tos() == [stand.a1]
    shown = payers.payer(stand.a1)
    assert (shown.commercial, shown.usable, shown.payer_id) == (True, True, None)
    assert pay_words(customers.customer(stand.a1)) == "itself (commercial)"


def test_a_payer_for_one_order_leaves_the_default_as_it_was(stand: House) -> None:
    """R-05, F-39, C-07: with A76 on; off, the refusal names Customer Maintenance."""
    other = heath()
    payers.set_payer(DORA, stand.a1, other)
    draft = keyed(stand.a1, "ITEM1")
    with pytest.raises(Refused, match="Customer Maintenance"):
        desk.choose_payer(ANN, draft.id, "3897-9")
    house.control("bill_to_in_order_entry", True)
    desk.choose_payer(ANN, draft.id, "3897-9")
    desk.place(ANN, draft.id)
    assert default_of(stand.a1) == other


def test_two_clerks_at_one_payer_meet(stand: House) -> None:
    """X-13."""
    other = heath()
    seen = payers.payer(stand.a1).version
    payers.set_payer(BEN, stand.a1, other, seen)
    with pytest.raises(Conflict, match="ben changed this customer meanwhile"):
        payers.set_payer(DORA, stand.a1, stand.hq, seen)
    assert default_of(stand.a1) == other


def test_clerks_who_need_one_bill_to_record_at_once_get_one(stand: House) -> None:
    """R-03 under concurrency."""
    accounts = [house.customer(f"3897-5{number}", f"Shop {number}") for number in range(5)]

    def work(account: int) -> None:
        with db.connection_context():
            payers.set_payer(DORA, account, stand.hq)

    threads = [threading.Thread(target=work, args=(account,)) for account in accounts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert bill_tos() == [stand.hq]
    assert [default_of(account) for account in accounts] == [stand.hq] * 5
