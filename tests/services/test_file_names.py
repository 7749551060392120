"""A database's file is opened by one name: by two, each has a journal, and a number is given twice (S-4)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from custtui.domain.errors import Refused, Unavailable
from custtui.models import names
from custtui.models.base import db
from custtui.models.database import make_database, remember_house
from custtui.models.order import SalesOrder
from custtui.services import order_entry as desk
from custtui.services.backup import backup, restore
from custtui.services.order_entry.taking_over import TakingOver
from custtui.services.order_entry.views import LineText
from tests import damage
from tests.services import house
from tests.services.house import ANN, CORA, House
from tests.services.keying import keyed, ordered

HOLDER = """
import sys
from custtui.bootstrap import open_database
from custtui.domain.errors import Refused
try:
    open_database(sys.argv[1])
except Refused as refused:
    print(refused)
"""


@pytest.fixture
def made(sqlite_database) -> House:
    one = house.stand()
    remember_house(db.obj)
    return one


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another name of the file, in another folder."""
    folder = tmp_path / "other place"
    folder.mkdir()
    return folder / "db.sqlite"


def test_a_second_name_opens_nothing(made: House, other: Path) -> None:
    ordered(made.a1, "ITEM1 x5")
    os.link(damage.path(), other)
    for name in (other, damage.path()):
        with pytest.raises(Unavailable, match="second name") as told:
            make_database(str(name)).connect()
        assert "\n" not in str(told.value)
    assert not Path(f"{other}-wal").exists()
    other.unlink()
    assert damage.order_of_another_clerk(made.a1) == "SO-1002"


def test_nothing_is_accepted_while_the_file_has_a_second_name(made: House, other: Path) -> None:
    """Not even what is keyed before: somebody may have opened it by that name, and does not see it."""
    over = TakingOver(ANN)
    draft = over(lambda: keyed(made.a1, "ITEM1 x5"))
    os.link(damage.path(), other)
    over(lambda: desk.keep_typing(ANN, draft.id, {"item": "ITE"}))
    for _ in range(2):
        with pytest.raises(Refused, match="nothing was stored"):
            over(lambda: desk.place(ANN, draft.id))
    assert SalesOrder.select().count() == 0
    other.unlink()
    over(lambda: desk.put_line(ANN, draft.id, None, LineText(item="ITEM2", quantity="7")))
    assert over(lambda: desk.place(ANN, draft.id)).number == "SO-1001"
    assert damage.order_of_another_clerk(made.a1) == "SO-1002"


def test_a_connection_to_a_file_with_two_names_writes_nothing_when_it_ends(made: House, other: Path) -> None:
    """What stands in its journal alone would be written over what another stored by the other name."""
    ordered(made.a1, "ITEM1 x5")
    os.link(damage.path(), other)
    before = other.stat().st_mtime_ns  # read here, it would lose SQLite's locks
    db.close()
    assert other.stat().st_mtime_ns == before and Path(f"{damage.path()}-wal").stat().st_size
    other.unlink()
    assert damage.order_of_another_clerk(made.a1) == "SO-1002"


def test_no_backup_is_put_where_clerks_may_write_by_another_name(made: House, other: Path, tmp_path: Path) -> None:
    place, copy = damage.path(), tmp_path / "backup.sqlite"
    backup(CORA, copy)
    db.close()
    os.link(place, other)
    with pytest.raises(Refused, match="second name"):
        restore(copy, place)
    other.unlink()
    restore(copy, place)
    assert os.stat(place).st_nlink == 1


def test_a_name_is_found_among_mounts(tmp_path: Path, monkeypatch) -> None:
    """Blanks and backslashes are written as octal numbers there; of a folder the journal is in it."""
    place = tmp_path / "my data\\x" / "db.sqlite"
    place.parent.mkdir()
    place.touch()
    written = str(place).replace("\\", "\\134").replace(" ", "\\040")
    told = tmp_path / "mountinfo"
    monkeypatch.setattr(names, "MOUNTS", str(told))
    assert names.odd_name(str(place)) == ""
    told.write_text(f"42 27 254:0 / {written.removesuffix('/db.sqlite')} rw - ext4 /dev/vda rw\n")
    assert names.odd_name(str(place)) == ""
    with told.open("a") as more:
        more.write(f"43 27 254:0 /a/f {written} rw,relatime - ext4 /dev/vda rw\n")
    assert names.odd_name(str(place)) == names.MOUNTED
    link = tmp_path / "link"
    link.symlink_to(place)
    assert names.odd_name(str(link)) == names.MOUNTED


def test_a_file_that_is_mounted_by_itself_is_not_opened(made: House, other: Path) -> None:
    """As a container has it: the journal would stand in the container, and go with it."""
    other.touch()
    mounted = f"mount --bind '{damage.path()}' '{other}' || exit 77; exec \"$@\""
    argv = ["unshare", "-rm", "sh", "-c", mounted, "sh", sys.executable, "-c", HOLDER, str(other)]
    try:
        told = subprocess.run(argv, capture_output=True, text=True, timeout=60)
    except FileNotFoundError:
        pytest.skip("no unshare here")
    if told.returncode:
        pytest.skip(f"mounts are not allowed here: {told.stderr}")
    assert told.stdout == f"{names.MOUNTED}\n"
    assert not Path(f"{other}-wal").exists()
