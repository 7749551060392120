"""`custtui check` of a broken file says what it could read, in lines, and never ends in a traceback (S-6)."""

import gc
import sqlite3
from contextlib import closing
from pathlib import Path

from custtui.domain.who import SYSTEM
from custtui.exchange.generate import generate
from custtui.models.base import db
from custtui.models.database import bind, make_database
from tests.broken import KINDS, broken
from tests.cli.conftest import Command

UNKNOWN = ("Traceback", "inside the program")


def test_a_broken_file_is_told_in_lines(sqlite_template: Path, custtui: Command, tmp_path: Path) -> None:
    """One of each kind; `tests/benchmarks/damage.py` counts seventy."""
    house, copy = tmp_path / "house.sqlite", tmp_path / "copy.sqlite"
    house.write_bytes(sqlite_template.read_bytes())
    assert custtui("init", "--database", house).code == 0
    db.close()
    bind(make_database(str(house)))
    generate(SYSTEM, customers=5, orders=30)
    db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    told = dict[str, tuple[int, str]]()
    for number in range(len(KINDS)):
        for end in ("-wal", "-shm"):
            Path(f"{copy}{end}").unlink(missing_ok=True)
        kind = broken(house, copy, number)
        done = custtui("check", "--database", copy)
        told[kind] = (done.code, done.out + done.err)
        assert done.code in (0, 1) and not any(one in done.err for one in UNKNOWN), (kind, done)
    copy.write_bytes(house.read_bytes())
    with closing(sqlite3.connect(copy)) as one:
        one.execute("UPDATE operator SET name = cast(x'ff41' AS TEXT)")
        one.commit()
    for words in (["check"], ["check", "--quick"]):
        done = custtui(*words, "--database", copy)
        assert (done.code, done.out) == (1, "operator 1: name holds bytes that are no text\n"), done
    done = custtui("operator", "list", "--database", copy)
    assert (done.code, done.err) == (1, "The database holds bytes that are no text: custtui check names the row\n")
    found = {kind for kind, (code, _) in told.items() if code}
    assert found >= {"cut off", "a page of zeros", "bytes that are no text"}
    data = bytearray(house.read_bytes())
    data[18] ^= 0xFF
    (head := tmp_path / "head.sqlite").write_bytes(data)
    done = custtui("check", "--database", head)
    assert done.code == 1 and "file: nobody can write into it: attempt to write a readonly database" in done.out
    gc.collect()  # in a process of its own what was half read ends with it
    # everywhere: the first one may stand on a page that is in use no more
    copy.write_bytes(house.read_bytes().replace(b"CREATE TRIGGER", b"CREATE \xa1\xee\xff\xec\x9c\xfc\xfe"))
    done = custtui("check", "--database", copy)
    assert (done.code, done.err) == (1, "The database file is damaged: put a backup in its place\n")
