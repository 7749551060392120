"""A default payer that comes by file keeps the rule of the payer's screen (R-06, R-12)."""

import pytest

from custtui.domain.errors import Refused
from custtui.domain.who import SYSTEM
from custtui.models.account import BillToAccount, CustomerAccount
from custtui.services.payers.payers import set_payer
from tests.exchange.files import House, counts, rejects

PAYERS = (
    "code,name,alias,street,uses,active,bill_to_account\n"
    "HQ,H.Q. Corp,HQ,1 Elm,BILL_TO*,,\n"
    "SHIP,Ships only,Ships,2 Elm,SHIP_TO*,,\n"
    "OFF,Inactive,Off,3 Elm,BILL_TO*,N,\n"
    "OUT,Out of use,Out,4 Elm,BILL_TO*,,N\n"
)
UNFIT = ("SHIP", "OFF", "OUT")


def paid_by() -> dict[str, str]:
    rows = CustomerAccount.select().where(CustomerAccount.default_bill_to.is_null(False))
    return {row.code: BillToAccount.get_by_id(row.default_bill_to_id).account.code for row in rows}


def test_a_payer_that_cannot_be_one_is_rejected_with_the_words_of_its_screen(house: House) -> None:
    house.put("customers", PAYERS)
    house.put("customers", "code,name\nX,Exe\nNONE,No site\n")
    account = {row.code: row.id for row in CustomerAccount.select()}
    for code in (*UNFIT, "NONE"):
        with pytest.raises(Refused) as refusal:
            set_payer(SYSTEM, account["X"], account[code])
        for kind, text in (
            ("payers", f"customer,payer\nX,{code}\n"),
            ("customers", f"code,name,payer\nY,Y,{code}\n"),
        ):
            report = house.bring(kind, text)
            assert rejects(report) == [(2, "payer")]
            assert report.rejects[0].text == str(refusal.value)
    assert paid_by() == {}


def test_a_payer_of_the_same_file_keeps_the_same_rule(house: House) -> None:
    head, *rows = PAYERS.splitlines()
    paid = "".join(f"P{code},Paid,Paid,5 Elm,,,,{code}\n" for code in ("HQ", *UNFIT))
    before = counts()
    report = house.bring("customers", f"{head},payer\n" + "".join(f"{row},\n" for row in rows) + paid)
    assert rejects(report) == [(7, "payer"), (8, "payer"), (9, "payer")]
    assert counts() == before


def test_another_payer_takes_the_place_and_the_bill_to_account_stays(house: House) -> None:
    house.put("customers", "code,name,alias,street,payer\nA,Aa,Aa,1 Elm,B\nB,Bb,Bb,2 Elm,\nC,Cc,Cc,3 Elm,\n")
    house.put("payers", "customer,payer\nA,C\nB,C\n")
    assert paid_by() == {"A": "C", "B": "C"}
    assert {row.account.code for row in BillToAccount.select()} == {"B", "C"}
    assert rejects(house.bring("payers", "customer,payer\nA,C\nA,B\nC,C\nB,NO\n")) == [
        (3, "customer"),
        (4, "payer"),
        (5, "payer"),
    ]


def test_who_paid_before_it_went_out_of_use_goes_out_and_comes_in_again(house: House) -> None:
    house.put("customers", "code,name,alias,street,payer\nA,Aa,Aa,1 Elm,B\nB,Bb,Bb,2 Elm,\n")
    CustomerAccount.update(active=False).where(CustomerAccount.code == "B").execute()
    assert rejects(house.bring("payers", "customer,payer\nA,B\n")) == [(2, "payer")]
    house.put("payers", "customer,payer,kept\nA,B,Y\n")
    assert paid_by() == {"A": "B"}
