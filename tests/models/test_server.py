"""What a URL of PostgreSQL says, as libpq reads it: several hosts, where to connect, a pooler between."""

import psycopg
import pytest
from peewee import IntegrityError

from custtui.domain.errors import Refused, Unavailable
from custtui.models.base import db
from custtui.models.database import bind, make_database, transaction
from custtui.models.migrate import migrate
from custtui.models.trouble import explained

server = pytest.importorskip("custtui.models.server")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (
            "postgres://ann:s%40cret@a:5432,b:5433/house?target_session_attrs=read-write&sslmode=verify-full",
            {"host": "a,b", "port": "5432,5433", "target_session_attrs": "read-write", "sslmode": "verify-full"},
        ),
        ("postgresql:///?service=shop", {"service": "shop"}),
        ("postgresql:///house?host=/run/postgresql&options=-c%20geqo%3Doff", {"options": "-c geqo=off"}),
        ("postgresql://h/house?pooled=1&sslrootcert=/etc/ca.pem", {"sslrootcert": "/etc/ca.pem", "host": "h"}),
    ],
)
def test_a_url_is_read_as_libpq_reads_it(url: str, words: dict[str, str]) -> None:
    plain, pooled = server.taken(url)
    assert words.items() <= server.words_of(plain).items()
    assert pooled is ("pooled" in url) and "pooled" not in plain


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ann:s3cret@h/house?sslmod=require",
        "postgresql://ann:s3cret@[::1/house",
        "postgresql://h?pooled=yes",
    ],
)
def test_one_that_cannot_be_read_says_why_and_tells_no_password(url: str) -> None:
    with pytest.raises(ValueError, match=r"sslmod|IPv6|pooled=yes") as refused:
        make_database(url)
    assert "s3cret" not in str(refused.value)


def test_no_password_stands_in_what_a_database_is_called() -> None:
    assert "s3cret" not in make_database("postgresql://ann:s3cret@h/house").database


def test_options_of_the_url_and_the_wait_for_locks_stand_side_by_side() -> None:
    database = make_database("postgresql://h/house?options=-c%20geqo%3Doff")
    assert database.connect_params["options"] == "-c geqo=off -c lock_timeout=30000"


@pytest.fixture
def hosts(database_url: str) -> str:
    """The folder of the server's socket."""
    if "://" not in database_url:
        pytest.skip("a file stands on one machine")
    return psycopg.conninfo.conninfo_to_dict(database_url)["host"]


def test_of_several_hosts_the_one_that_answers_is_taken(database_url: str, hosts: str, tmp_path) -> None:
    bind(make_database(database_url.replace(f"host={hosts}", f"host={tmp_path},{hosts}")))
    db.connect()
    assert db.execute_sql("SELECT 1").fetchone() == (1,)
    db.close()


def test_where_none_takes_orders_that_is_said(database_url: str, hosts: str) -> None:
    """A standby answers, and nothing else does: it is not called read-only, which nobody at a counter can mend."""
    reading = "options=-c%20default_transaction_read_only%3Don&target_session_attrs=read-write"
    bind(make_database(f"{database_url}&{reading}"))
    with pytest.raises(Unavailable, match="No database takes orders at the moment"), explained():
        db.connect()


def test_behind_a_pooler_nothing_of_a_session_is_asked_for(database_url: str, hosts: str) -> None:
    bind(make_database(f"{database_url}&pooled=1"))
    assert "options" not in db.obj.connect_params
    db.connect()
    with db.atomic():
        assert db.execute_sql("SHOW lock_timeout").fetchone() == ("30s",)
    assert db.execute_sql("SHOW lock_timeout").fetchone() == ("0",)
    with db.atomic("REPEATABLE READ"):
        assert db.execute_sql("SHOW transaction_isolation").fetchone() == ("repeatable read",)
    for number in range(20):
        assert db.execute_sql("SELECT %s + 1", (number,)).fetchone() == (number + 1,)
    assert db.execute_sql("SELECT count(*) FROM pg_prepared_statements").fetchone() == (0,)
    db.close()


def test_behind_a_pooler_no_house_is_made(postgres: str) -> None:
    database = bind(make_database(f"{postgres}&pooled=1" if "?" in postgres else f"{postgres}?pooled=1"))
    with pytest.raises(Refused, match="wants the server itself, not its pooler"):
        migrate(database)
    database.close()


def test_what_nobody_waits_for_goes_with_the_next_statement_or_the_end(database_url: str, hosts: str) -> None:
    database = bind(make_database(database_url))
    database.later(ADD, ("a", "1"))  # outside a transaction at once
    with transaction():
        database.later(ADD, ("b", "1"))
        assert _keys() == ["a", "b"]
        database.later(ADD, ("c", "1"))
    assert _keys() == ["a", "b", "c"]
    with pytest.raises(ZeroDivisionError), transaction():
        database.later(ADD, ("d", "1"))
        raise ZeroDivisionError
    with pytest.raises(IntegrityError), transaction():
        database.later(ADD, ("e", "1"))
        database.later(ADD, ("a", "1"))  # it is there: told at the end, and nothing of it stays
    assert _keys() == ["a", "b", "c"]
    with transaction():
        pass
    database.close()


ADD = "INSERT INTO control (key, value) VALUES (%s, %s)"


def _keys() -> list[str]:
    return [key for (key,) in db.execute_sql("SELECT key FROM control ORDER BY key").fetchall()]
