"""The one place that wires settings, services and the application together.

Heavy modules are imported inside the functions that need them: a clerk's program pays for what it shows (P-6).
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from custtui.domain.who import NOBODY, Who
from custtui.settings import Settings
from custtui.spared import SHOWN, TLS, without

if TYPE_CHECKING:
    from custtui.ui.kit.session import NewHouse


def run_application(settings: Settings, who: Who, notice: str = "") -> int:
    """Run the screens on the database that is open; returns the exit code."""
    from custtui.models.search.ahead import reading_ahead

    _environment(settings)
    told = told_by_house(settings)
    app = _application(settings, who, _log(settings), notice=notice or told)
    with reading_ahead():
        return _run(app)


def begin_house(settings: Settings, house: NewHouse) -> int:
    """Run the screens on a database that is nobody's yet, from the first start on; returns the exit code."""
    from custtui.domain.days import keep_days_of
    from custtui.services.setup import NewSeller

    _environment(settings)
    keep_days_of(NewSeller().country)
    return _run(_application(settings, NOBODY, _log(settings), new=house))


def _run(app: Any) -> int:
    gc.freeze()  # modules and classes are for ever
    gc.enable()
    app.run(mouse=False)
    return app.return_code or 0


def told_by_house(settings: Settings) -> str:
    """The screens go by the time and the days of the house that is open; gives what it and the settings warn of."""
    from custtui.domain.days import keep_days_of
    from custtui.services import clock
    from custtui.services.controls import control_faults
    from custtui.ui.kit.clock import keep_time_of

    keep_time_of(clock.zone())
    keep_days_of(clock.country())
    return "; ".join(filter(None, (clock.fault(), clock.back(), *control_faults(), *settings.unknown)))


def _application(settings: Settings, who: Who, log: Path, *, notice: str = "", new: NewHouse | None = None) -> Any:
    """The connection of this thread is given back: services run on a thread of their own, with their own."""
    without(TLS, "asyncio")
    without(SHOWN, "textual.app")
    from custtui.models.database import patience
    from custtui.resources import style_dir
    from custtui.services.order_entry.taking_over import TakingOver
    from custtui.terminal.capabilities import capabilities
    from custtui.ui.app import CustTui
    from custtui.ui.kit.session import Session

    printer = None
    if settings.print:
        from custtui.printer import printer_of

        printer = printer_of(settings.print)
    _close_database()
    around = TakingOver(who)
    session = Session(
        who,
        style_dir(),
        counter=settings.counter,
        bell=settings.bell,
        clipboard=settings.clipboard,
        theme=settings.theme if capabilities().colours else "contrast",
        close=_close_database,
        notice=notice,
        new=new,
        log=log,
        printer=printer,
        sign_on=settings.sign_on,
        idle=settings.idle_minutes * 60,
        at_work=around.begin,
        around=around,
        give_up=_giving_up(),
    )
    app = CustTui(session)
    patience.waiting = app.waiting
    return app


def _giving_up() -> Callable[[], None] | None:
    """How a server is waited for no longer; before a first start there may be no database."""
    from custtui.models.base import db

    return getattr(db.obj, "give_up", None)


def _close_database() -> None:
    """Of this thread; before a first start there may be none."""
    from custtui.models.base import db

    if db.obj is not None:
        db.close()


def _log(settings: Settings) -> Path:
    """Where faults of the program go from here on. Raises Refused where that is a database."""
    from custtui.logfile import KEPT, log_to, usual
    from custtui.models.targets import look_at_target

    path = Path(settings.log) if settings.log else usual()
    for end in ("", *(f".{number}" for number in range(1, KEPT + 1))):
        look_at_target(path.with_name(path.name + end), "log")
    log_to(path)
    return path


def _environment(settings: Settings) -> None:
    """What Textual and the driver read from the environment, once, when they are imported."""
    os.environ.setdefault("TEXTUAL_DRIVER", "custtui.terminal.driver:WireDriver")
    os.environ["TEXTUAL_THEME"] = "ansi-dark"  # the one the application wears: changed later, all is styled twice
    if settings.escape_delay != Settings.escape_delay:
        os.environ["ESCDELAY"] = str(settings.escape_delay)
    if not settings.color:
        os.environ["NO_COLOR"] = "1"
    if settings.allow_suspend or settings.pacing or settings.escape_prefix is not None:
        from custtui.terminal.driver import WireDriver

        WireDriver.allow_suspend, WireDriver.pacing = settings.allow_suspend, settings.pacing
        WireDriver.escape_prefix = settings.escape_prefix
