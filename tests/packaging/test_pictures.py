"""The pictures of all screens: what is asked for wrongly is told in a line."""

import sys

import pytest

pytest.importorskip("PIL", reason="pip install 'custtui[pictures]'")

from tests.pictures.__main__ import main


def test_an_unknown_screen_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["pictures", "nowhere", "--screen", "order", "--screen", "Prompt"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert "no such screen: order; there are" in last and "OrderEntry" in last
