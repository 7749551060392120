"""Covers in files (F-76): they come in with what is done of them, and go out the same to the byte."""

from custtui.exchange import export_file
from custtui.models.fulfilment import Cover
from custtui.services.check import check
from tests.exchange.files import House

HEAD = "order,position,kind,number,quantity,due,vendor,done,progress\n"
ROWS = (
    HEAD + "B7,10,PRODUCTION,4711,20,2026-12-12,,5,STARTED\nB7,10,PURCHASE,88,3,,Acme,0,CLOSED\n"
    "B7,20,PRODUCTION,4711,1,,,0,PLANNED\n"
)
ORDER = "number,customer,order_date,product,quantity,price,status\n"


def with_an_order(house: House) -> None:
    house.put("products", "code,name,made_to_order\nA,Apple,Y\n")
    house.put("customers", "code,name\nX,Xaver\n")
    house.put("orders", ORDER + "B7,X,2026-05-01,A,10,2.00,accepted\nB7,X,2026-05-01,A,1,2.00,accepted\n")


def test_covers_come_in_and_go_out_the_same(house: House, tmp_path) -> None:
    with_an_order(house)
    house.put("covers", ROWS)
    assert [(one.number, one.quantity, one.done, one.progress) for one in Cover.select().order_by(Cover.id)] == [
        ("4711", 20, 5, "STARTED"),
        ("88", 3, 0, "CLOSED"),
        ("4711", 1, 0, "PLANNED"),
    ]
    export_file(house.who, "covers", tmp_path / "out.csv", "csv")
    assert (tmp_path / "out.csv").read_text("utf-8-sig").replace("\r\n", "\n") == ROWS
    assert list(check()) == []


def test_what_is_blank_follows_from_the_rest(house: House) -> None:
    with_an_order(house)
    house.put("covers", "order,position,number,quantity,vendor,done\nB7,10,1,5,,2\nB7,10,2,5,Acme,\n")
    told = [(one.kind, one.progress) for one in Cover.select().order_by(Cover.id)]
    assert told == [("PRODUCTION", "STARTED"), ("PURCHASE", "PLANNED")]


def test_what_cannot_be_is_told_of_each_row(house: House) -> None:
    with_an_order(house)
    house.put("covers", HEAD + "B7,10,,4711,5,,,,\n")
    report = house.bring(
        "covers",
        HEAD + "B7,10,,4711,5,,,,\nB7,30,,1,5,,,,\nB9,10,,1,5,,,,\nB7,20,PURCHASE,2,0,,,1,PLANNED\n"
        "B7,20,,3,1,,,,\nB7,20,,3,1,,,,\n",
    )
    told = {(one.line, one.column) for one in report.rejects}
    assert {(2, "number"), (3, "position"), (5, "quantity"), (5, "done"), (5, "progress"), (5, "vendor")} <= told
    assert any(line == 4 for line, _ in told) and any(line in (6, 7) for line, _ in told)
    assert Cover.select().count() == 1
