"""The command line: exit codes, refusals on standard error, `--database` before or after the command."""

import errno
import io
import json
import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from custtui.models.account import CustomerAccount
from custtui.models.operator import Operator
from custtui.models.trouble import REBUILD
from tests.cli.conftest import LOGIN, Command, Outcome
from tests.packaging.test_readme import commands
from tests.rows import an_account, an_order, ship


def test_init_makes_this_user_the_administrator_once(database_url: str, custtui: Command) -> None:
    done = custtui("init", "--database", database_url)
    assert (done.code, done.err) == (0, "")
    assert f"You ({LOGIN}) are the administrator" in done.out
    assert "Next: custtui opens the counter" in done.out
    again = custtui("--database", database_url, "init")
    assert (again.code, again.out, again.err) == (1, "", "This database is set up already\n")


def test_the_database_comes_from_the_environment_too(house: str, custtui: Command, monkeypatch) -> None:
    monkeypatch.setenv("CUSTTUI_DATABASE", house)
    assert LOGIN in custtui("operator", "list").out


def test_a_new_database_is_told_to_be_new(database_url: str, custtui: Command) -> None:
    for words in (["operator", "list"], ["check"], ["order", "list"], ["customer", "show", "1"]):
        outcome = custtui("--database", database_url, *words)
        assert (outcome.code, outcome.err) == (1, "New database: run custtui init\n")


def test_a_folder_one_may_not_enter_is_told_as_that(custtui: Command, tmp_path: Path, monkeypatch) -> None:
    """Not as a database that is not there, and that one could make."""
    path, stat = tmp_path / "house.sqlite", os.stat

    def barred(one: object, **how: object) -> os.stat_result:
        if str(one) == str(path):
            raise PermissionError(errno.EACCES, "Permission denied")
        return stat(one, **how)  # type: ignore[arg-type]

    monkeypatch.setattr("os.stat", barred)
    refused = custtui("check", "--database", path)
    assert refused.code == 1 and refused.err.startswith(f"{path}: ") and "may not enter its folder" in refused.err


def test_a_mistyped_path_does_not_become_a_database(custtui: Command, tmp_path: Path) -> None:
    path = tmp_path / "house.sqlit"
    refused = custtui("check", "--database", path)
    assert (refused.code, refused.err) == (1, f"There is no database {path}: custtui init makes one\n")
    assert not path.exists()


def test_operators_are_added_listed_and_disabled(house: str, custtui: Command) -> None:
    use = ["--database", house]
    assert custtui("operator", "add", "bert", "--name", "Bert B.", "--role", "supervisor", *use).code == 0
    assert "Bert B." in custtui("operator", "list", *use).out
    assert custtui("operator", "disable", "bert", *use).code == 0
    assert "(disabled)" in custtui("operator", "list", *use).out
    refused = custtui("operator", "disable", LOGIN, *use)
    assert (refused.code, refused.err) == (1, f"login: {LOGIN} is the only administrator left\n")


def test_who_is_no_operator_is_told_whom_to_ask(house: str, custtui: Command, tmp_path: Path) -> None:
    Operator.create(login="ann", name="Ann", role="administrator")
    Operator.update(active=False).where(Operator.login == LOGIN).execute()
    refused = custtui("backup", tmp_path / "copy", "--database", house)
    assert (refused.code, refused.err) == (1, f"{LOGIN} may no longer work here: ask Ann (ann)\n")


def test_each_revision_of_an_order_is_shown_as_json_and_as_text(house: str, custtui: Command) -> None:
    """R-23: what happened belongs to the one in force."""
    first = an_order(an_account(), [("100", "2.00"), ("10", "15.00")])
    ship(first.lines[0], Decimal(40))
    number = an_order(first.sold_to, [("120", "2.00"), ("10", "15.00"), ("5", "4.00")], replaces=first).order.number
    shown = [
        json.loads(custtui("order", "show", number, *which, "--json", "--database", house).out)
        for which in ((), ("--revision", 1))
    ]
    told = [(one["revision"], one["status"], one["supersedes"], one["superseded_by"], one["gross"]) for one in shown]
    assert told == [(2, "accepted", 1, None, "410.00"), (1, "superseded", None, 2, "350.00")]
    assert [one["lines"][0]["shipped"] for one in shown] == ["40", "0"]
    assert [len(one["shipments"]) for one in shown] == [1, 0]
    assert "superseded_by: 2" in custtui("order", "show", number, "--revision", 1, "--database", house).out


def test_an_order_is_shown_as_json_and_as_text(house: str, custtui: Command) -> None:
    number = an_order(an_account(), [("3", "0.10")], po_number="PO-7").order.number
    shown = json.loads(custtui("order", "show", number, "--json", "--database", house).out)
    assert (shown["number"], shown["net"], shown["lines"][0]["open"]) == (number, "0.30", "3")
    assert "po_number: PO-7" in custtui("order", "show", number, "--database", house).out
    refused = custtui("order", "show", number, "--revision", 7, "--database", house)
    assert (refused.code, refused.err) == (1, f"Order {number} has no revision 7\n")


def test_orders_are_listed_one_object_a_line_without_their_lines(house: str, custtui: Command) -> None:
    account = an_account()
    numbers = [an_order(account).order.number for _ in range(3)]
    listed = [json.loads(line) for line in custtui("order", "list", "--json", "--database", house).out.splitlines()]
    assert [one["number"] for one in listed] == numbers
    assert "lines" not in listed[0]
    assert len(custtui("order", "list", "--database", house).out.splitlines()) == 3


def test_orders_are_listed_of_a_customer_a_status_and_days(house: str, custtui: Command) -> None:
    one, other = an_account(), an_account("77-1", "Juice Bar")
    old = an_order(one, order_date=date(2026, 1, 5)).order.number
    waiting = an_order(one, status="pending", order_date=date(2026, 2, 5)).order.number
    gone = an_order(other, status="declined", order_date=date(2026, 2, 6)).order.number

    def listed(*words: str) -> list[str]:
        said = custtui("order", "list", *words, "--json", "--database", house)
        return [json.loads(line)["number"] for line in said.out.splitlines()]

    assert listed() == [old, waiting, gone]
    assert listed("--customer", "3897-5") == [old, waiting]
    assert listed("--status", "waiting") == listed("--status", "pending") == [waiting]
    assert listed("--from", "2026-02-05", "--to", "2026-02-05") == [waiting]
    assert listed("--customer", "3897-5", "--status", "declined") == []
    unknown = custtui("order", "list", "--customer", "X-9", "--database", house)
    assert (unknown.code, unknown.err) == (1, "There is no customer X-9\n")
    nobody = custtui("order", "list", "--customer", "", "--database", house)
    assert (nobody.code, nobody.out, nobody.err) == (1, "", "There is no customer \n")
    assert listed("--from", "-9999") == [old, waiting, gone] and listed("--from", "+5") == []
    for words in (["--status", "lost"], ["--from", "2026-02-30"], ["--to", "soon"]):
        assert custtui("order", "list", *words, "--database", house).code == 2


def test_orders_are_listed_by_their_day_whenever_they_were_entered(
    house: str, custtui: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Page after page, those of one day as they were entered; as JSON and as text."""
    monkeypatch.setattr("custtui.services.orders.rows.PAGE", 2)
    account = an_account()
    days = [
        date(2026, 3, 2),
        date(2026, 1, 5),
        date(2026, 3, 2),
        date(2026, 1, 5),
        date(2025, 7, 1),
        date(2026, 1, 5),
    ]
    entered = [an_order(account, order_date=day).order.number for day in days]
    wanted = [entered[at] for at in (4, 1, 3, 5, 0, 2)]
    listed = custtui("order", "list", "--json", "--database", house).out.splitlines()
    assert [json.loads(line)["number"] for line in listed] == wanted
    assert [line.split()[0] for line in custtui("order", "list", "--database", house).out.splitlines()] == wanted


def test_days_that_end_before_they_begin_are_refused(house: str, custtui: Command) -> None:
    done = custtui("order", "list", "--from", "2026-02-05", "--to", "2026-02-04", "--database", house)
    assert (done.code, done.out, done.err) == (2, "", "--to: Feb 4 2026 is before --from Feb 5 2026\n")
    assert custtui("order", "list", "--from", "2026-02-05", "--to", "2026-02-05", "--database", house).code == 0


def test_money_of_a_customer_has_the_places_of_its_currency(house: str, custtui: Command) -> None:
    account = an_account()
    limits = {"credit_limit": Decimal(900), "accept_threshold": Decimal("12.5")}
    CustomerAccount.update(**limits).where(CustomerAccount.id == account.id).execute()
    shown = json.loads(custtui("customer", "show", "3897-5", "--json", "--database", house).out)
    assert (shown["credit_limit"], shown["credit_left"], shown["threshold"]) == ("900.00", "900.00", "12.50")
    assert shown["open_amount"] == "0.00"


def test_what_is_used_of_a_credit_without_a_limit_is_told(house: str, custtui: Command) -> None:
    """C-35: a figure that was not summed up is none."""
    an_order(an_account("3897-5", "Healthy Juices Inc."), [("5", "2.00")])
    shown = json.loads(custtui("customer", "show", "3897-5", "--json", "--database", house).out)
    assert (shown["credit"]["limit"], shown["credit"]["used"], shown["credit"]["left"]) == (None, "10.00", None)


def test_a_customer_is_shown(house: str, custtui: Command) -> None:
    an_account("3897-5", "Healthy Juices Inc.")
    shown = json.loads(custtui("customer", "show", "3897-5", "--json", "--database", house).out)
    assert (shown["code"], shown["name"]) == ("3897-5", "Healthy Juices Inc.")
    assert custtui("customer", "show", "nobody", "--database", house).code == 1


def test_a_customer_as_json_has_the_houses_number_and_the_contacts(
    house: str, custtui: Command, tmp_path: Path
) -> None:
    """F-14: each where it belongs; a file of before, without the contact's, comes in as it did."""
    path = tmp_path / "customers.csv"
    head = "code,name,contact,phone,email,contact_phone,contact_email\n"
    rows = "N-1,New Ltd,Ann,(212) 736-5000,house@new.com,(212) 736-5001,ann@new.com\n"
    path.write_text(head + rows + "O-1,Old Ltd,Bob,(212) 736-6000,old@old.com,,\n", encoding="utf-8")
    assert custtui("import", "customers", str(path), "--database", house).code == 0
    for code, reached, own in (
        ("N-1", ("(212) 736-5001", "ann@new.com"), ("(212) 736-5000", "house@new.com")),
        ("O-1", ("", ""), ("(212) 736-6000", "old@old.com")),
    ):
        shown = json.loads(custtui("customer", "show", code, "--json", "--database", house).out)
        assert (shown["phone"], shown["email"]) == own
        assert [(one["phone"], one["email"]) for one in shown["contacts"]] == [reached]


def test_check_tells_every_fault_and_ends_with_1(house: str, custtui: Command) -> None:
    assert custtui("check", "--database", house) == Outcome(0, "No faults\n", "")
    an_account()
    found = custtui("check", "--database", house)
    assert (found.code, found.out.splitlines()[0]) == (1, f"customer 3897-5: the lookup does not know it; {REBUILD}")


def test_customers_without_an_address_are_warned_of_and_told_by_check_as_no_fault(
    house: str, custtui: Command, tmp_path: Path
) -> None:
    """R-12, R-13: a file may bring them; what a command took another one does not call a fault."""
    file = tmp_path / "customers.csv"
    file.write_text("code,name\n" + "".join(f"X{n},Trail {n}\n" for n in range(7)))
    warned = custtui("import", "customers", file, "--database", house)
    assert warned.code == 0 and "7 written, 7 warnings" in f"{warned.out}{warned.err}"
    assert f"{warned.out}{warned.err}".count("no address") == 1
    told = custtui("check", "--database", house)
    said = "no fault: 7 customers have no address, and an order wants one (R-12): X0, X1, X2, X3, X4 and 2 more"
    assert (told.code, told.out.splitlines()) == (0, [said, "No faults"])


def test_hostile_text_does_no_harm_to_the_terminal(house: str, custtui: Command) -> None:
    number = an_order(an_account(name="Evil\x1b[2J\x85\u202eInc.")).order.number
    for words in (["order", "show", number], ["order", "list"], ["order", "show", number, "--json"]):
        said = custtui(*words, "--database", house).out
        assert "Evil" in said
        assert not set("\x1b\x85\u202e") & set(said)
    assert "\x1b" not in custtui("order", "show", "\x1b[2J", "--database", house).err


@pytest.mark.parametrize(
    "words", [["nonsense"], ["order"], ["operator", "add"], ["check", "--loud"], ["order", "show"]]
)
def test_wrong_usage_ends_with_2(custtui: Command, words: list[str]) -> None:
    outcome = custtui(*words)
    assert (outcome.code, outcome.out) == (2, "")
    assert "Usage:" in outcome.err


def test_a_database_of_another_kind_is_refused(custtui: Command) -> None:
    refused = custtui("check", "--database", "mysql://somewhere/x")
    assert refused.code == 1
    assert refused.err.startswith("mysql://somewhere/x: a path, sqlite:///")


def test_the_screens_need_a_terminal(custtui: Command) -> None:
    assert custtui() == Outcome(1, "", "custtui needs a terminal; custtui --help tells its commands\n")
    assert custtui("demo").code == 1


def test_help_names_every_command(custtui: Command) -> None:
    said = custtui("--help").out
    for name in ["demo", "init", "import", "export", "customer", "order", "generate", "check", "backup", "operator"]:
        assert f"\n  {name} " in said


def test_a_line_is_sealed_and_a_database_checked_against_it(house: str, custtui: Command) -> None:
    sealed = custtui("seal", "--database", house)
    assert (sealed.code, sealed.err) == (0, "") and " 0 orders 2 links " in sealed.out  # of operator and list
    checked = custtui("check", "--quick", "--against", sealed.out, "--database", house)
    assert (checked.code, checked.out) == (0, "No faults\n") and checked.err.startswith("Left out by --quick: what")
    for nothing in ("", " "):
        unread = custtui("check", "--against", nothing, "--database", house)
        assert (unread.code, unread.out) == (2, "") and "nothing was compared" in unread.err
    refused = custtui("check", "--against", "nonsense", "--database", house)
    assert refused.code == 1 and refused.err.startswith("That is not a line of custtui seal")
    Operator.update(role="supervisor").execute()
    assert custtui("seal", "--database", house).err.startswith("Only an administrator may back up, restore or seal")


READING = (
    *(("customer", "show", "3897-5"), ("order", "show", "SO-1"), ("order", "list"), ("export", "customers", "-")),
    *(("control",), ("operator", "list"), ("check",), ("paper", "invoice", "IN-1"), ("import", "notes", "none.csv")),
    *(
        ("control", "waiting_counts", "Y"),
        ("operator", "pin"),
        ("operator", "add", "eve"),
        ("operator", "disable", "eve"),
        ("operator", "role", "eve", "clerk"),
    ),
    *(("paper", "confirmation", "SO-1"), ("paper", "pick", "SO-1"), ("paper", "statement", "C-1")),
    *(
        ("paper", "delivery", "DN-1"),
        ("paper", "credit", "CN-1"),
        ("seal",),
        ("notify",),
        ("backup", "/nowhere/copy"),
        ("rights", "clerks"),
    ),
    ("generate", "--customers", "1", "--orders", "0", "--seed", "1"),
)
WITHOUT_HOUSE = {
    "demo": "a throw-away copy",
    "init": "makes a house",
    "restore": "asks both files: test_restore_command",
}


def test_every_command_is_walked_by_who_is_no_operator() -> None:
    walked = {word for words in READING for word in (words[0], " ".join(words[:2]))}
    assert commands() <= walked | set(WITHOUT_HOUSE)


def test_who_is_no_operator_reads_nothing_and_brings_nothing_out(house: str, custtui: Command) -> None:
    """S-7: neither one who was disabled, nor one whom nobody added."""
    Operator.update(active=False).execute()
    for words in READING:
        told = custtui(*words, "--database", house)
        assert (told.code, told.out) == (1, "") and "may no longer work here: ask nobody yet" in told.err, words
    Operator.delete().execute()
    for words in READING:
        told = custtui(*words, "--database", house)
        assert (told.code, told.out) == (1, "") and "is not an operator here: ask nobody yet" in told.err, words


def test_files_go_in_and_out_by_role(house: str, custtui: Command) -> None:
    """S-7: products and prices by a supervisor, everything else by an administrator."""
    Operator.update(role="supervisor").execute()
    assert custtui("export", "products", "-", "--database", house).code == 0
    assert (
        "Only an administrator may take whole files out" in custtui("export", "notes", "-", "--database", house).err
    )
    assert "Only an administrator may set controls" in custtui("control", "repeat_days", "3", "--database", house).err
    Operator.update(role="clerk").execute()
    assert "Only a supervisor may set up products" in custtui("export", "prices", "-", "--database", house).err


def test_a_pin_is_set_from_standard_input_told_by_no_list_and_no_file(
    house: str, custtui: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    for typed, why in (("123456", "tried first"), ("2718", "6 to 32"), ("", "digits only")):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
        told = custtui("operator", "pin", "--database", house)
        assert told.code == 1 and told.out == "" and why in told.err
    monkeypatch.setattr("sys.stdin", io.StringIO("271828\n"))
    assert custtui("operator", "pin", "--database", house).out.endswith(" has a PIN\n")
    listed = custtui("operator", "list", "--database", house).out
    assert listed.rstrip().endswith("PIN set") and "argon2" not in listed
    monkeypatch.setattr("sys.stdin", io.StringIO("314159\n"))
    assert "is not an operator" in custtui("operator", "pin", "nobody", "--database", house).err


def test_a_control_is_listed_shown_and_set_and_a_wrong_value_is_one_line(house: str, custtui: Command) -> None:
    assert "waiting_counts" in custtui("control", "--database", house).out
    assert custtui("control", "waiting_counts", "Y", "--database", house).out == "waiting_counts is Y\n"
    assert custtui("control", "waiting_counts", "--database", house).out.startswith("waiting_counts = Y\n")
    told = custtui("control", "wanted_days", "soon", "--database", house)
    assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)
    assert told.err.startswith("wanted_days: 'soon' is not a number of days")
    assert custtui("control", "wanted", "--database", house).err.startswith("There is no control wanted")
    below = custtui("control", "clerk_discount", "-0.1", "--database", house)
    assert (below.code, below.err) == (1, "clerk_discount: -0.1 is below zero\n")
    assert custtui("control", "clerk_discount", "-x", "--database", house).code == 2


def test_what_came_with_a_warning_is_told_by_check_as_no_fault(house: str, custtui: Command, tmp_path: Path) -> None:
    """C-38: a product whose category no rate has; a nightly check of such a house is not red for ever."""
    products, taxes = tmp_path / "products.csv", tmp_path / "taxes.csv"
    products.write_text("code,name,tax_category\nA,Apple,zero\n")
    taxes.write_text("category,country,state,rate,first_day\nstandard,US,NJ,0.06625,2026-06-01\n")
    assert custtui("import", "products", products, "--database", house).code == 0
    warned = custtui("import", "taxes", taxes, "--database", house)
    assert (warned.code, "tax category 'zero'" in f"{warned.out}{warned.err}") == (0, True)
    told = custtui("check", "--database", house)
    assert (told.code, told.out.splitlines()) == (
        0,
        ["no fault: product A: no tax rate has its tax category 'zero'", "No faults"],
    )
