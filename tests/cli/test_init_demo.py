"""Demo data stands whole, or nothing of the house does."""

from pathlib import Path

import pytest

from custtui.exchange import demo
from tests.cli.conftest import Command
from tests.exchange.files import counts

FILES = {
    "seller": "name,unit_licence\nSunshine Beverages LLC,3897\n",
    "customers": "code,name,alias,street\n3897-5,Healthy Juices Inc.,Healthy Juices Inc.,1 Main St\n",
    "orders": "number,customer,order_date,product,quantity,price\nSO-1,3897-5,-1,APPLE,1,1\n",
}
"""The last one names a product that no file brings."""


@pytest.fixture
def fixtures(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder with demo data whose last file cannot be loaded."""
    folder = tmp_path / "fixtures"
    folder.mkdir()
    for kind, text in FILES.items():
        (folder / f"{kind}.csv").write_text(text)
    monkeypatch.setattr(demo, "fixture_dir", lambda: folder)
    return folder


def test_demo_data_that_fails_leaves_the_database_as_it_was(
    database_url: str, custtui: Command, fixtures: Path
) -> None:
    refused = custtui("init", "--demo", "--database", database_url)
    assert (refused.code, refused.out) == (1, "")
    assert "orders.csv: line 2, product: there is no product APPLE" in refused.err
    assert set(counts()) <= {"house", "counter"}, "but the mark every database has, and the count of its links"
    (fixtures / "products.csv").write_text("code,name\nAPPLE,Apple juice\n")
    assert custtui("init", "--demo", "--database", database_url).code == 0
    assert counts()["sales_order"] == 1


def test_demo_data_that_fails_leaves_no_new_file(custtui: Command, fixtures: Path, tmp_path: Path) -> None:
    path = tmp_path / "new" / "house.sqlite"
    for _ in range(2):
        assert custtui("init", "--demo", "--database", path).code == 1
        assert list(path.parent.iterdir()) == []


def test_a_house_that_stands_is_not_removed(custtui: Command, fixtures: Path, tmp_path: Path) -> None:
    path = tmp_path / "house.sqlite"
    assert custtui("init", "--database", path).code == 0
    before = path.read_bytes()
    assert custtui("init", "--demo", "--database", path).code == 1
    assert path.read_bytes() == before
