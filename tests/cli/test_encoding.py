"""A PostgreSQL database that cannot hold every character is refused before anything is made in it."""

import pytest

from custtui.models.database import make_database
from tests.cli.conftest import Command


@pytest.fixture(params=["SQL_ASCII", "LATIN1"])
def narrow(request: pytest.FixtureRequest, postgres: str) -> tuple[str, str]:
    """The URL of a database that is not UTF8, and what it is."""
    encoding: str = request.param
    admin = make_database(postgres)
    admin.connect()
    admin.connection().autocommit = True
    admin.connection().execute(f"DROP DATABASE IF EXISTS narrow_{encoding}")
    admin.connection().execute(
        f"CREATE DATABASE narrow_{encoding} TEMPLATE template0 ENCODING '{encoding}' LC_COLLATE 'C' LC_CTYPE 'C'"
    )
    admin.close()
    return postgres.replace("/postgres?", f"/narrow_{encoding.lower()}?"), encoding


def test_it_is_one_line_that_says_how_to_make_another(narrow: tuple[str, str], custtui: Command) -> None:
    url, encoding = narrow
    for words in (["init"], ["init", "--demo"], ["check"], ["order", "list"], ["operator", "add", "zed"]):
        told = custtui(*words, "--database", url)
        assert told.code == 1 and len(told.err.splitlines()) == 1
        assert f"keeps its text in {encoding}, not in UTF8: createdb " in told.err
    one = make_database(url)
    assert one.connection().execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()[0] == 0
    one.close()
