"""S-3, S-10: operators do anything with orders of the same customers at once, their programs killed as they write.

Run it: `python tests/benchmarks/acts.py [--hands 8] [--seconds 120] [--kills 20] [--url postgresql://…] [--seed 1]`.
Each is a process that throws dice for what to do next, and adds up the order it did it to after every act (X-07).
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import IO

sys.path.insert(0, str(Path(__file__).parents[2]))

from custtui.models.base import db
from custtui.models.database import bind, make_database
from custtui.models.migrate import migrate
from custtui.services.check import check
from tests.living import world
from tests.living.sums import Contents, gapless
from tests.makers import made_by_the_program


def hand(url: str, number: int, seconds: float, seed: str, said: IO[str]) -> subprocess.Popen[str]:
    """An operator's program; what it did goes into a file, which survives its end."""
    words = [sys.executable, "-m", "tests.living.hand", url, str(number), str(seconds), seed]
    return subprocess.Popen(words, stdout=said, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])


def play(url: str, said: Path, told: argparse.Namespace) -> tuple[int, list[str]]:
    """Let them work; programs are killed now and then, and started again. How many were, and what went wrong."""
    end, chance, killed, wrong = time.time() + told.seconds, random.Random(told.seed), 0, list[str]()
    with said.open("a") as out:
        working = [hand(url, one, told.seconds, f"{told.seed}.{one}", out) for one in range(told.hands)]
        while (left := end - time.time()) > 0:
            time.sleep(min(left, told.seconds / (told.kills + 1)))
            if killed < told.kills and end - time.time() > 3:
                at, killed = chance.randrange(told.hands), killed + 1
                working[at].kill()
                wrong.append(working[at].communicate()[1])
                working[at] = hand(url, at, end - time.time(), f"{told.seed}.{at}.{killed}", out)
        wrong += [one.communicate()[1] for one in working]
    return killed, [one for one in wrong if one]


def main() -> None:
    """Print how many acts were done of what was tried, how many a second, and what check says."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--hands", type=int, default=8, choices=range(1, len(world.AT_ONCE) + 1))
    asked.add_argument("--seconds", type=float, default=120)
    asked.add_argument("--kills", type=int, default=20)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--url", default="", help="an empty PostgreSQL database; else a SQLite file of its own")
    told = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="custtui-acts-") as folder:
        url = told.url or str(Path(folder) / "house.sqlite")
        migrate(bind(make_database(url)))
        made_by_the_program()
        world.stand()
        db.close()
        killed, wrong = play(url, Path(folder) / "said", told)
        show(told, (Path(folder) / "said").read_text().split("\n"), killed, wrong)
        db.close()


def show(told: argparse.Namespace, said: list[str], killed: int, wrong: list[str]) -> None:
    """The last line of a killed program may be half of one."""
    done = Counter(said)
    acts = sum(done.values()) - done[""] - done["refused"] - done["nothing"]
    print(f"{told.hands} operators, {told.seconds:.0f} s, {killed} programs killed; complaints: {len(wrong)}")
    for one in wrong:
        print(one)
    print(f"{acts} acts done ({acts / told.seconds:.0f} a second), {done['refused']} refused")
    print(", ".join(f"{one} {count}" for one, count in done.most_common() if one))
    Contents().stand()
    gapless()
    print(f"check: {list(check())}")


if __name__ == "__main__":
    main()
