"""Starting the screens: on the house's database, on a new one, or on a throw-away copy of the demo data."""

import re
import sys
from dataclasses import replace

from custtui.bootstrap import database_url, is_missing, open_database, system_user, who_begins
from custtui.cli.say import refusals
from custtui.domain.errors import refuse
from custtui.domain.text import harmless, spelled
from custtui.domain.who import Who
from custtui.screens import begin_house, run_application, told_by_house
from custtui.settings import Settings, load_settings


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
    missing = is_missing(url)
    if not missing:
        open_database(url, make=True)
        from custtui.services.opening import is_set_up

        if is_set_up():
            return run_application(settings, who_begins(settings))
    return _first_start(settings, url, missing)


PASSWORD = re.compile(r"(://[^:/@]*):[^@]*@")
"""In a URL: nobody reads it from the screen."""


def _first_start(settings: Settings, url: str, missing: bool) -> int:
    from custtui.ui.kit.session import NewHouse

    def make(demo: bool) -> tuple[Who, str]:
        return _made(settings, url, demo)

    place = harmless(PASSWORD.sub(r"\1@", url), spelled)
    return begin_house(settings, NewHouse(place, missing, system_user()[0], make))


def _made(settings: Settings, url: str, demo: bool) -> tuple[Who, str]:
    """The house that was asked for, or the one that somebody else made meanwhile; who works there, what is said."""
    from custtui.cli.house import make_house, none_unless_whole

    with none_unless_whole(open_database(url, make=True)):
        from custtui.services.opening import is_set_up

        told = "" if is_set_up() else make_house(demo=demo)
    warned = told_by_house(settings)
    return who_begins(settings), told or warned


def _demo() -> int:
    """The copy is gone when the clerk leaves."""
    from custtui.cli.demo import demo_copy

    settings = load_settings()
    with demo_copy() as path:
        open_database(str(path))
        from custtui.services.operators import let_in

        settings = replace(settings, sign_on=False)  # nobody has a PIN there
        return run_application(settings, let_in(*system_user()), "Demo data: nothing you do here is saved")
