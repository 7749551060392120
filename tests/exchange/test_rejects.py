"""A file with anything wrong leaves the database as it was, and says all that is wrong: line, column, reason."""

import csv
import os
from pathlib import Path

import pytest

from custtui.domain.errors import Refused
from custtui.domain.who import SYSTEM
from custtui.exchange import import_file
from tests.exchange.files import House, counts, rejects

BAD = [
    pytest.param("products", b"", [(1, "")], id="an empty file"),
    pytest.param("products", b"name\nApple\n", [(1, "code")], id="a missing column"),
    pytest.param("products", b"code,name,colour\nA,Apple,red\n", [(1, "colour")], id="an unknown column"),
    pytest.param("products", b"code,name,name\nA,Apple,x\n", [(1, "")], id="a column twice"),
    pytest.param("products", b"code,name\nA,Apple,,x\n", [(2, "")], id="more cells than columns"),
    pytest.param("products", b"code,name\nA,\n,Apple\n", [(2, "name"), (3, "code")], id="blank where required"),
    pytest.param("products", b"code,name,step\nA,Apple,1.23456\nB,Bee,x\nC,C,1e3\nD,D,-1\n", [
        (2, "step"), (3, "step"), (4, "step"), (5, "step")], id="bad decimals"),
    pytest.param("products", b"code,name\nA,Apple\nB,Bee\nA,Again\n", [(4, "code")], id="a code twice"),
    pytest.param("products", b"code,name\nA,Caf\xe9\n", [(2, "name")], id="another encoding"),
    pytest.param("products", b"code,name\nA,App\x00le\nB,\x1b[2J\n", [(2, "name"), (3, "name")], id="control bytes"),
    pytest.param("products", b'code,name\nA,"Apple\n', [(2, "")], id="a quote that never ends"),
    pytest.param("products", b"code,name\nA," + b"x" * 300 + b"\n", [(2, "name")], id="a text too long"),
    pytest.param("products", b"\xff" * (3 << 20), [(1, "")], id="no text at all"),
    pytest.param("products", b"code,name,active,lead_days\nA,Apple,perhaps,soon\n", [(2, "active"), (2, "lead_days")],
                 id="two faults in a row"),
    pytest.param("customers", b"code,name,party,payer,terms,currency,country\nA,Aa,NO,NO,NO,XXQ,ZZ\n", [
        (2, "country"), (2, "currency")], id="codes that are none"),
    pytest.param("customers", b"code,name,account_name,party,payer,terms,price_list\nA,Aa,Two,NO,NO,NO,NO\n", [
        (2, "party"), (2, "payer"), (2, "price_list"), (2, "terms")], id="unknown references"),
    pytest.param("customers", b"code,name,account_name,party\nA,Aa,Two,B\nB,,Three,A\n", [(2, "party"), (3, "party")],
                 id="a ring of parties"),
    pytest.param("customers", b"code,name,old_codes\nA,Aa,B\nB,Bb,\n", [(3, "code")],
                 id="a code that is an old one"),
    pytest.param("customers", b"code,name,alias,uses\nA,Aa,Aa,HOME\nB,Bb,Bb,BILL_TO; BILL_TO\n", [
        (2, "uses"), (3, "uses")],
                 id="unknown purposes"),
    pytest.param("orders", b"number,customer,order_date,status,product,quantity,price,shipments\n"
                 b"XA,C1,2026-05-01,accepted,P,5,1,X-3@2026-05-02=2 X-3@2026-05-03=2\n", [
                     (2, "shipments")], id="two shipments without the semicolon between them"),
    pytest.param("sites", b"customer,alias,street,city\nNO,Elm,1 Elm,Troy\nX,,2 Elm,Troy\n", [
        (2, "customer"), (3, "alias")], id="a site of nobody, one without an alias"),
    pytest.param("contacts", b"customer,site,name\nX,Nowhere,Ann\n", [(2, "site")], id="a contact at no site"),
    pytest.param("prices", b"product,list,customer,price,first_day,last_day\nP,,X,1,2026-05-01,2026-05-31\n"
                 b"P,,X,2,2026-05-31,2026-06-30\nP,L,X,2,2026-05-31,\nP,,X,1,2026-02-30,\nNO,L,,1,-1,\n", [
                     (3, "first_day"), (4, "last_day"), (4, "list"), (5, "first_day"), (6, "product")],
                 id="prices that overlap"),
    pytest.param("customers", b"code,name,alias,street,party,account_name,party_distrust,merged_codes\n"
                 b"A,Aa,Aa,1 Elm,,,,X\nB,,,,A,Two,late,\n", [
        (2, "merged_codes"), (3, "party_distrust")], id="what is the party's on a further account"),
    pytest.param("orders", b"number,customer,order_date,status,product,quantity,price,shipments\n"
                 b"XA,C1,2026-05-01,accepted,P,5,1,X-3@2026-05-02=2 X-3@2026-05-03=2\n", [
                     (2, "shipments")], id="two shipments without the semicolon between them"),
    pytest.param("sites", b"customer,alias,street,city,identifying\nX,A,1 Elm,Troy,Y\nX,B,2 Elm,Troy,Y\n", [
        (3, "identifying")],
                 id="two identifying sites"),
    pytest.param("contacts", b"customer,name,person\nX,Exe,X\nX,Ann,NO\n", [(2, "person"), (3, "person")],
                 id="a person who is none"),
    pytest.param("exemptions", b"customer,state,certificate,first_day,last_day\nX,ny,1,,\nX,NY,2,,\nNO,*,3,,\n"
                 b"X,*,4,2026-02-01,2026-01-31\nX,,5,,\n", [
                     (3, "customer"), (4, "customer"), (5, "last_day"), (6, "state")],
                 id="exemptions of one state twice, of nobody, that end before they begin"),
    pytest.param("exclusions", b"customer,method\nX,CASH\nX,CASH\nX,SHELLS\nNO,CASH\n", [
        (3, "customer"), (4, "method"), (5, "customer")], id="exclusions of unknown methods"),
    pytest.param("questions", b"code,name,answers\nSECTOR,Which?,CAFE Bar; CAFE Shop\nsector,Which?,A\nB,Bee,;\n", [
        (2, "answers"), (4, "answers")], id="a question without answers, one with an answer twice"),
    pytest.param("answers", b"customer,question,answer\nX,Q,Y\nX,Q,Y\nX,Q,MAYBE\nNO,Q,Y\nX,NO,Y\n", [
        (3, "customer"), (4, "answer"), (4, "customer"), (5, "customer"), (6, "answer"), (6, "question")],
                 id="answers nobody allows"),
    pytest.param("actions", b"customer,reason,text,follow_up,status\nX,CALL,ring,soon,done\nX,NO,x,,\nNO,CALL,,,\n"
                 b"X,,x,,\nX,CALL,4111 1111 1111 1111,,\n", [
                     (2, "follow_up"), (2, "status"), (3, "reason"), (4, "customer"), (5, "reason"), (6, "text")],
                 id="action notes without reason"),
    pytest.param("partyrelations", b"subject,subject_name,kind,related,related_name,first_day,last_day,"
                 b"subject_kind\nX,,SUBSIDIARY,X,,,\nX,Ann,EMPLOYEE,X,,,\n,Ben,SUBSIDIARY,X,,,,PERSON\nX,,EMPLOYEE,,Ben,,\n"
                 b",,COUSIN,,,,\n,,PARTNER,NO,,,\n,Ben,PARTNER,X,,2026-02-01,2026-01-31\n,Ben,EMPLOYEE,X,,,\n"
                 b",Ben,EMPLOYEE,X,,2030-01-01,\n", [
                     (2, "related"), (3, "subject_name"), (4, "subject_kind"), (5, "subject"), (6, "kind"),
                     (7, "subject"), (8, "last_day"), (10, "kind")], id="relationships that cannot be"),
    pytest.param("notes", b"customer,text\nX,card 4111 1111 1111 1111 12/28\nX,1228 4111111111111111\n"
                 b"X,4111.1111.1111.1111\nX,EAN 4006381333931\n", [(2, "text"), (3, "text"), (4, "text")],
                 id="card numbers beside something"),
    pytest.param("customers", b"code,name,phone,city\nA,4111111111111111,,\nB,Bee,4111 1111 1111 1111,\n"
                 b"C,Cee,,4111-1111-1111-1111\n4111111111111111,Dee,,\n", [
                     (2, "name"), (3, "phone"), (4, "city"), (5, "code")], id="card numbers in any text"),
    pytest.param("orders", b"number,customer,order_date,product,quantity,price\n1,NO,-1,NO,1,1\n2,X,-1,P,1,\n", [
        (2, "customer"), (2, "product"), (3, "price")], id="orders of nobody"),
    pytest.param("seller", b"name,unit_licence,time_zone\nSun,3897,Eastern Standard Time\n", [(2, "time_zone")],
                 id="a time zone of another system"),
    pytest.param("terms", b"code,name,days\nFAR,far,9999999\nTEN,ten years,3660\n", [(2, "days")],
                 id="terms beyond ten years"),
    pytest.param("taxes", b"category,country,state,rate,first_day,last_day\n"
                 b"standard,US,NJ,0.07,2026-06-01,2026-01-01\nstandard,US,NJ,6.625,2026-06-01,\n",
                 [(2, "last_day"), (3, "rate")],
                 id="a rate that ends before it begins, and one in percent"),
    pytest.param("products", b"code,name,lead_days,under_tolerance\nA,Apple,9999999,\nB,Bee,2,5\n", [
        (2, "lead_days"), (3, "under_tolerance")], id="a lead time beyond ten years, a tolerance in percent"),
    pytest.param("prices", b"product,list,price,first_day\nP,LIST,999999999999,2026-01-01\n", [(2, "price")],
                 id="a price beyond the database"),
    pytest.param("orders", b"number,customer,order_date,product,quantity,price,discount,discount_rate\n"
                 b"1,X,2026-11-20,P,999999999999,999999999999,,\n2,X,2026-11-20,P,99999,999999999,,\n"
                 b"3,X,2026-11-20,P,1000,24.50,200000,\n4,X,2026-11-20,P,1,24.50,,5\n5,X,9999-12-20,P,1,1,,\n"
                 + b"6,X,2026-11-20,P,90,9999999999,,\n".replace(b"9999999999", b"999999999")
                 + b"6,,,P,950,999999999,,\n" + b"7,X,2026-11-20,P,1,1,1,\n", [
                     (2, "price"), (2, "quantity"), (3, "quantity"), (4, "discount"), (5, "discount_rate"),
                     (6, "order_date"), (7, "quantity")], id="orders beyond line, calendar and database"),
    pytest.param("orders", b"number,customer,order_date,product,quantity,price,shipments,invoices,forfeits,returns\n"
                 b"1,X,2026-11-20,P,5,1,SH-1@9999-12-20=1,,,\n2,X,2026-11-20,P,5,1,SH-2@2026-11-20=1,IN-1@9999-12-20=1,,\n"
                 b"3,X,2026-11-20,P,5,1,,,A@9999-12-20=1,\n4,X,2026-11-20,P,5,1,SH-4@2026-11-21=2,,,B@9999-12-20=1\n",
                 [(2, "shipments"), (3, "invoices"), (4, "forfeits"), (5, "returns")],
                 id="days beyond ten years within cells"),
    pytest.param("orders", b"number,customer,order_date,product,quantity,price,shipments,invoices,payments\n"
                 b"1,X,2026-11-20,P,5,1,SH-1@2026-11-20=1,IN-1@2026-11-20=1,IN-1@9999-12-20=1\n"
                 b"2,X,2026-11-20,P,5,1,SH-2@2026-11-20=1,IN-2@2026-11-20=1,IN-2@2026-11-20=999999999999999\n"
                 b"3,X,2026-11-20,P,5,1,SH-3@2026-11-20=1,IN-3@2026-11-20=1,IN-3@2026-11-20=999999999999.5\n",
                 [(2, "payments"), (3, "payments"), (4, "payments")], id="payments beyond calendar and database"),
    pytest.param("prices", b"product,list,price,first_day,last_day\nP,LIST,1,9999-12-30,\nP,LIST,1,2060-01-01,\n"
                 b"P,LIST,1,1000-01-01,\nP,LIST,1,2020-01-01,9998-12-31\nP,LIST,1,2021-01-01,2099-01-01\n",
                 [(2, "first_day"), (3, "first_day"), (4, "first_day"), (5, "last_day"), (6, "last_day")],
                 id="prices that begin or end when nobody lives"),
    pytest.param("taxes", b"category,country,state,rate,first_day\nstandard,US,NJ,0.07,2060-06-01\n"
                 b"standard,US,NJ,0.07,1000-01-01\n",
                 [(2, "first_day"), (3, "first_day")], id="a rate that begins beyond ten years"),
    pytest.param("exemptions", b"customer,state,certificate,first_day,last_day\nX,NY,E-1,2060-01-01,\n"
                 b"X,NJ,E-2,0001-01-01,\nX,NY,E-3,,9999-12-30\n", [(2, "first_day"), (4, "last_day")],
                 id="an exemption beyond ten years"),
    pytest.param("contracts", b"code,customer,first_day,last_day,product,quantity,price\n"
                 b"C,X,2060-01-01,2060-12-31,P,1,1\nD,X,2026-01-01,9999-12-31,P,1,1\n",
                 [(2, "first_day"), (2, "last_day"), (3, "last_day")], id="a contract beyond ten years"),
    pytest.param("contracts", b"code,customer,first_day,last_day,product,quantity,price,shared\n"
                 b"C,X,2026-01-01,2026-12-31,P,1,1,\nC,Y,2026-02-01,2026-12-31,Q,1,1,Y\n",
                 [(3, "customer"), (3, "first_day"), (3, "shared")], id="another contract under one code"),
    pytest.param("orders", b"number,customer,order_date,product,quantity,price,charges\n"
                 b"1,X,2026-11-20,P,1,10,rebate=-10.01@0\n", [(2, "charges")], id="an order below nothing"),
    pytest.param("products", b"code,name,minimum,step\nQ,Bee,100001,\nR,Cee,,99999999\n",
                 [(2, "minimum"), (3, "step")], id="a minimum and a step beyond what may be ordered"),
    pytest.param("prices", b"product,list,price,first_day,from_quantity\nP,LIST,1,2026-01-01,999999999999\n",
                 [(2, "from_quantity")], id="a break beyond what may be ordered"),
    pytest.param("products", "code,name\nQ,\u200b\nR,\u2800\nS,\u3164 \u00a0\nT,\U000e0001\ufe0f\n".encode(),
                 [(one, "name") for one in (2, 3, 4, 5)], id="names that nobody sees"),
    pytest.param("products", b"code,name\np,Pear\nQ,Bee\nq,Cee\n", [(2, "code"), (4, "code")],
                 id="products that differ in capitals"),
    pytest.param("customers", "code,name\nx,Eks\nZ-1,Zed\nz\u20131,Zet\n\uff3a-\uff11,Zot\n".encode(),
                 [(2, "code"), (4, "code"), (5, "code")], id="customers that look alike"),
    pytest.param("orders", b"number,customer,order_date,product,quantity,price\nSO-1,X,2026-11-20,P,1,1\n"
                 b"so-1,X,2026-11-20,P,1,1\n", [(3, "number")], id="orders that differ in capitals"),
]  # fmt: skip


@pytest.fixture
def stocked(house: House) -> House:
    """A house with one customer, one product and one question."""
    house.put("customers", "code,name,alias,street\nX,Exe,Exe,1 Main St\n")
    house.put("products", "code,name\nP,Pear\n")
    house.put("questions", "code,name,answers\nQ,Well?,Y Yes; N No\n")
    return house


@pytest.mark.parametrize(("kind", "text", "where"), BAD)
def test_every_fault_is_told_and_nothing_is_written(
    stocked: House, kind: str, text: bytes, where: list[tuple[int, str]]
) -> None:
    before = counts()
    tried = stocked.bring_bytes(kind, text, dry_run=True)
    report = stocked.bring_bytes(kind, text)
    assert sorted(rejects(report)) == where
    assert (tried.rejects, tried.reject_count) == (report.rejects, report.reject_count)
    assert all(one.text and one.text.isprintable() for one in report.rejects)
    assert not report.written
    assert counts() == before


def test_codes_that_stand_in_the_database_are_rejected(stocked: House) -> None:
    assert rejects(stocked.bring("products", "code,name\nQ,Quince\nP,Pear\n")) == [(3, "code")]
    assert stocked.bring("customers", "code,name,old_codes\nKEN,Ken,ken\n").ok  # its own, in other capitals
    assert rejects(stocked.bring("customers", "code,name,old_codes\nY,Why,X\nX,Exe,\n")) == [
        (2, "old_codes"),
        (3, "code"),
        (3, "code"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[1]\n",
        '{"code": {}}\n',
        '{"code": "A", "name": "B", "Name ": "C"}\n',
        "{\n",
        '{"code": "A", "name": "\\ud800"}\n',
        "NaN\n",
    ],
)
def test_bad_json_lines_are_rejected(house: House, text: str) -> None:
    report = house.bring("products", text, suffix="jsonl")
    assert not report.ok
    assert report.rejects[0].line == 1


def test_a_dry_run_checks_all_and_writes_nothing(stocked: House) -> None:
    before = counts()
    report = stocked.bring("products", "code,name\nQ,Quince\n", dry_run=True)
    assert (report.ok, report.accepted, report.written) == (True, 1, False)
    assert counts() == before


def test_a_file_that_cannot_be_read_is_refused(house: House) -> None:
    locked = house.folder / "locked.csv"
    locked.write_text("code,name\n")
    locked.chmod(0)
    paths = [house.folder, house.folder / "none.csv"] + ([] if os.access(locked, os.R_OK) else [locked])
    for path in paths:
        with pytest.raises(Refused) as refusal:
            import_file(SYSTEM, "products", path)
        assert str(path) in str(refusal.value)


def test_all_rejects_go_into_the_report_file_however_many(house: House, tmp_path: Path) -> None:
    path, report_path = tmp_path / "many.csv", tmp_path / "report.csv"
    path.write_text("code,name\n" + "A,\n" * 3000)
    report = import_file(SYSTEM, "products", path, report=report_path)
    assert report.reject_count == 3000
    assert len(list(report.lines())) < 500
    with report_path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 3000
    assert rows[-1] == {
        "what": "reject",
        "line": "3001",
        "column": "name",
        "reason": "this column is required, and blank here",
    }


def test_a_byte_order_mark_quoted_newlines_and_blank_lines_are_read(house: House) -> None:
    house.bring_bytes(
        "customers", b'\xef\xbb\xbfcode,name,alias,street\r\n"A","Alpha ""One""","One","1 Main St\r\nSuite 5"\r\n\r\n'
    )
    from custtui.models.party import Location, Party

    assert Party.get().name == 'Alpha "One"'
    assert Location.get().street == "1 Main St\nSuite 5"


def test_progress_ends_with_the_whole_file(house: House, tmp_path: Path) -> None:
    path, told = tmp_path / "p.csv", list[tuple[int, int]]()
    path.write_text("code,name\n" + "".join(f"P{one},Pear\n" for one in range(2000)))
    import_file(SYSTEM, "products", path, progress=lambda done, whole: told.append((done, whole)))
    assert told == sorted(told)
    assert told[-1] == (path.stat().st_size,) * 2
