"""Starting the screens: on the house's database, on a new one, or on a throw-away copy of the demo data."""

import sys
from dataclasses import replace

from custtui.bootstrap import database_url, is_missing, open_database, run_application, system_user, who_begins
from custtui.cli.say import refusals
from custtui.domain.errors import refuse
from custtui.domain.text import harmless, spelled
from custtui.settings import load_settings

QUESTION = """{}
is a new database. What shall it start with?
  e  nothing: an empty database for your own customers
  d  the demo data: customers, products and orders to try things on
  q  leave
"""


def start_screens(demo: bool, database: str | None) -> int:
    """Run the screens until the clerk leaves; returns the exit code."""
    from custtui.terminal import early

    try:
        with refusals(SystemExit):
            if not sys.stdin.isatty() or not sys.stdout.isatty():
                raise refuse("terminal", "custtui needs a terminal; custtui --help tells its commands")
            return _demo() if demo else _house(database)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 1
    finally:
        early.restore()


def _house(database: str | None) -> int:
    settings = load_settings()
    url = database_url(settings, database)
    # no file is made before the answer: clerks at work may miss theirs, and a backup may be put there meanwhile
    answer = _asked(url) if is_missing(url) else ""
    open_database(url, make=True)
    from custtui.services.opening import is_set_up

    notice = ""
    if not is_set_up():
        notice = _first_start(answer or _asked(url))
    return run_application(settings, who_begins(settings), notice)


def _asked(url: str) -> str:
    """What a new database starts with: e or d; the program ends otherwise."""
    from custtui.terminal import early

    early.restore()
    answer = ""
    while answer not in ("e", "d", "q"):
        try:
            answer = input(QUESTION.format(harmless(url, spelled)) + "e, d or q: ").strip().lower()[:1]
        except (EOFError, KeyboardInterrupt):
            answer = "q"
    if answer == "q":
        raise SystemExit(0)
    return answer


def _first_start(answer: str) -> str:
    from custtui.cli.house import make_house

    return make_house(demo=answer == "d")


def _demo() -> int:
    """The copy is gone when the clerk leaves."""
    from custtui.cli.demo import demo_copy

    settings = load_settings()
    with demo_copy() as path:
        open_database(str(path))
        from custtui.services.operators import let_in

        settings = replace(settings, sign_on=False)  # nobody has a PIN there
        return run_application(settings, let_in(*system_user()), "Demo data: nothing you do here is saved")
