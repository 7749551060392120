"""A day shows its year where it is not this one, in every message and list; and one function writes it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

import custtui
from custtui.domain import bounds
from custtui.domain.days import dated, shown_day, shown_span
from custtui.domain.typed import Unreadable, read_date

TODAY = date(2026, 11, 28)


def test_a_day_shows_its_year_where_it_is_not_this_one() -> None:
    assert shown_day(date(2026, 1, 5), TODAY) == "5 Jan"
    assert shown_day(date(1998, 1, 15), TODAY) == "15 Jan 1998"
    assert shown_span(date(2026, 1, 1), date(2027, 12, 31), TODAY) == "1 Jan to 31 Dec 2027"
    assert dated(TODAY) == "28 Nov 2026"


def test_what_is_refused_names_the_day_as_screens_show_it() -> None:
    with pytest.raises(Unreadable, match=r"^5 Nov is past$"):
        read_date("2026-11-05", TODAY)
    with pytest.raises(Unreadable, match=r"^5 Nov 2025 is past$"):
        read_date("2025-11-05", TODAY)
    assert bounds.ahead_fault(TODAY + timedelta(days=9999), TODAY).startswith(dated(TODAY + timedelta(days=9999)))


def test_no_text_writes_a_day_in_a_form_of_its_own() -> None:
    """Months by the locale, days filled up with zeros, or an ISO date in a sentence."""
    own = re.compile(r":%[dbBYy]|%b|\{(first|last|day|since|until|due)\} (is|to|and|until)")
    found = [
        f"{path.name}:{number} {line.strip()}"
        for path in Path(custtui.__file__).parent.rglob("*.py")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if own.search(line) and '"""' not in line and path.name != "notice.py"  # its templates get a day as shown
    ]
    assert found == []
