"""What is a rule is written once: how an amount is rounded, which orders count, who touches the search index."""

import ast
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import custtui
from custtui.domain import money
from custtui.domain.numbers import grouped
from custtui.domain.quantity import why_not
from custtui.ui.kit import format as fmt

SRC = Path(custtui.__file__).parent
INDEX = re.compile(r"\bsearch_(document|key|activity|names|words|product|product_words|party)\b(?!\.py)")
"""Tables of the search index, as SQL names them."""


def _written(pattern: str) -> set[str]:
    """The files of the program in which this stands."""
    return {
        str(path.relative_to(SRC)) for path in SRC.rglob("*.py") if re.search(pattern, path.read_text("utf-8"), re.M)
    }


def test_amounts_are_rounded_in_one_place_and_screens_show_them_by_it() -> None:
    made_up = {"exchange/made_up_orders.py"}  # prices of a demo
    asked = {"domain/numbers.py"}  # whether a number has more places than it may
    assert _written(r"quantize\(|ROUND_") - made_up - asked == {"domain/money.py"}
    assert fmt.amount is money.shown_if_any


def test_quantities_are_shown_one_way() -> None:
    """`1,000` on screens, in messages and on papers; `1000` in files, and where it is to be typed."""
    assert _written(r"normalize\(\):,f\}") == {"domain/money.py"}  # a price
    plain = {"exchange/cells.py", "services/orders/as_json.py"}  # files and JSON
    assert _written(r"normalize\(\):f\}") - plain == {"services/orders/lines.py"}  # an amount
    assert fmt.quantity(Decimal("1000.500")) == grouped(Decimal("1000.500")) == "1,000.5"
    assert why_not(Decimal(500), "each", Decimal(1000), None) == "At least 1,000 pieces"
    assert why_not(Decimal(1001), "each", None, Decimal(1500)) == "Sold in steps of 1,500 pieces: 1500"


def test_which_orders_are_open_and_which_count_is_said_by_the_domain() -> None:
    both = r"\(\*OPEN, |\(\s*Status\.(PENDING, Status\.ACCEPTED|ACCEPTED, Status\.PENDING)\s*,?\s*\)"
    kept = r"^(OPEN|COUNTED) = .*$"
    assert _written(both) == {"domain/order.py"} and "domain/order.py" in _written(kept)


def _texts(path: Path) -> Iterator[str]:
    """The texts of a file, those of f-strings in their parts; no docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    said = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def test_the_search_index_is_one_room() -> None:
    """Its tables are read, written and held against the rows they were made from by `models/search` alone."""
    room = {SRC / "models" / "search", SRC / "models" / "migrations"}
    rights = SRC / "models" / "rights_postgresql.py"  # who may read and write each table there is
    outside = [path for path in SRC.rglob("*.py") if path.parent not in room and path != rights]
    assert [path.name for path in outside if any(INDEX.search(text) for text in _texts(path))] == []
