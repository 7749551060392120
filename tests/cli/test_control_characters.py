"""Control characters that came into the database by SQL leave by no door, and are counted (S-5)."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from custtui.cli.tame import one_line
from custtui.domain.text import Tame, is_harmful
from custtui.exchange import KINDS
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.triggers import drop, install
from tests.cli.conftest import Command
from tests.services import house as examples
from tests.services.fulfilling import of
from tests.services.house import ANN
from tests.services.keying import ordered
from tests.unguarded import unguarded

WILD = "\x1b]0;owned\x07\x85\u202e"
CONTROLS = 4
TEXTS = {
    "party": "name",
    "location": "street",
    "customer_site": "alias",
    "customer_note": "text",
    "product": "name",
    "seller": "city",
    "payment_terms": "name",
    "reason": "name",
    "order_revision": "sold_to_name",
    "order_line": "description",
    "order_ship_to": "street",
    "order_event": "text",
    "operator": "name",
}


@pytest.fixture
def numbers(database_url: str, custtui: Command) -> tuple[str, str, str]:
    """An order, a shipment and an invoice; wild text in every table of theirs."""
    from custtui.models.account import CustomerNote
    from custtui.services import fulfilment as ff

    assert custtui("init", "--database", database_url).code == 0
    with unguarded():
        for table in ("seller", "price_list", "payment_terms", "payment_method", "reason"):
            db.execute_sql(f"DELETE FROM {table}")
    made = examples.stand()
    CustomerNote.create(account=made.a1, text="two\nlines")
    order = ordered(made.a1, "ITEM1 x2").number
    (shipment,) = ff.ship(ANN, order, 1, of(p10="2"))
    invoice = ff.invoice(ANN, order, of(p10="1"))
    drop(db.obj)
    mark = "?" if is_sqlite(db) else "%s"
    for table, column in TEXTS.items():
        db.execute_sql(f"UPDATE {table} SET {column} = {column} || {mark}", (WILD,))
    install(db.obj)
    return order, shipment, invoice


def harmful(value: object) -> bool:
    """Is there a control character in any text, however deep; ends of lines are none?"""
    if isinstance(value, str):
        return any(is_harmful(one) and one != "\n" for one in value)
    if isinstance(value, dict):
        return any(map(harmful, value.values()))
    return isinstance(value, list) and any(map(harmful, value))


def test_no_command_writes_a_control_character(
    numbers: tuple[str, str, str], database_url: str, custtui: Command
) -> None:
    order, shipment, invoice = numbers
    for words in (
        *(("export", kind, "--format", format) for kind in KINDS for format in ("csv", "jsonl")),
        *(("customer", "show", "3897-5", *how) for how in ((), ("--json",))),
        *(("order", "show", order, *how) for how in ((), ("--json",))),
        *(("order", "list", *how) for how in ((), ("--json",))),
        ("operator", "list"),
        ("paper", "delivery", shipment),
        ("paper", "invoice", invoice),
    ):
        told = custtui(*words, "--database", database_url)
        assert told.code == 0 and not harmful(told.out) and "\\u001b" not in told.out, words
        count = told.out.count("\ufffd") + told.out.count("\\ufffd")
        assert bool(count) == ("written as U+FFFD" in told.err), (words, told.err)
        assert count or words[0] == "export" or words[:2] == ("order", "list"), words
        if words[0] == "export" and count:
            assert told.err.startswith(f"{count} control characters were written as U+FFFD"), words


def test_what_was_exported_so_is_read_as_texts_and_comes_in_again(
    numbers: tuple[str, str, str], database_url: str, custtui: Command, tmp_path: Path
) -> None:
    wild = WILD.translate(dict.fromkeys(map(ord, "\x1b\x07\x85\u202e"), "\ufffd"))
    out = custtui("export", "customers", "--database", database_url).out
    assert f"H.Q. Corp{wild}" in [row["name"] for row in csv.DictReader(StringIO(out))]
    out = custtui("export", "notes", "--format", "jsonl", "--database", database_url).out
    assert f"two\nlines{wild}" in [json.loads(line)["text"] for line in out.splitlines()]
    file, other = tmp_path / "terms.csv", tmp_path / "other.sqlite"
    assert custtui("export", "terms", file, "--database", database_url).err.startswith(f"{2 * CONTROLS} control")
    assert custtui("init", "--database", other).code == 0
    file.write_text(file.read_text("utf-8").replace("NET", "LATE"), "utf-8")
    assert custtui("import", "terms", file, "--database", other).code == 0


def test_a_clean_house_is_told_of_nothing(database_url: str, custtui: Command) -> None:
    assert custtui("init", "--database", database_url).code == 0
    assert custtui("export", "terms", "--database", database_url).err == ""


def test_a_line_of_json_is_tamed_where_it_has_something_to_tame() -> None:
    tame = Tame()
    for value in ({"a": "plain"}, {"a": 'a "quote", a \\ and Zoë'}, {"a": ["x\ny"]}):
        assert one_line(value, tame) == json.dumps(value)
    assert not tame.count
    assert (one_line({"a": "b\x1b\x7f"}, tame), tame.count) == ('{"a": "b\\ufffd\\ufffd"}', 2)
