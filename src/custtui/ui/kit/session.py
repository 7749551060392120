"""What the screens know of where they run: who works, at which counter; handed in by bootstrap."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from custtui.domain.who import Act, Who


@dataclass(frozen=True, slots=True)
class NewHouse:
    """A database that belongs to nobody yet.

    `place` says where it is or would be, `missing` whether it has to be made, `login` who would be its administrator.
    `make` sets it up, with the demo data or empty, on the database's thread; gives who works there then, and what is
    to be said. It raises Refused, with nothing made.
    """

    place: str
    missing: bool
    login: str
    make: Callable[[bool], tuple[Who, str]]


@dataclass(slots=True)
class Session:
    """One clerk's program; `who` is at work.

    `style_dir` holds the sheets; `close` is called once, on the database's thread.
    `around` runs a service there, and turns what a database cannot into a refusal (S-4).
    """

    who: Who
    style_dir: Path
    counter: str = ""
    bell: bool = True
    clipboard: bool = True
    """May a key copy to the clipboard of the terminal?"""
    copy: Callable[[str], bool] = lambda text: False
    """Does so; False where this kind of terminal has none. The application's."""
    theme: str = "dark"
    """See THEMES of the page."""
    close: Callable[[], None] = lambda: None
    notice: str = ""
    new: NewHouse | None = None
    """Where the first start begins; None: the database is somebody's."""
    log: Path | None = None
    printer: Callable[[Sequence[str]], None] | None = None
    """Prints rows of text, on any thread, and raises Refused where it could not; None: the house has none."""
    sign_on: bool = False
    """Does everybody who works here sign on by login and PIN?"""
    idle: float = 0
    """Seconds without a key after which that is asked again; 0: never."""
    at_work: Callable[[Who], None] = lambda who: None
    """Told who works now."""
    around: Callable[[Callable[[], Any]], Any] = lambda service: service()
    give_up: Callable[[], None] | None = None
    """Waits no longer for the server, from any thread; None: the database is a file."""

    allows: Callable[[Who, Act], object] = lambda who, act: who
    """Raises Forbidden, naming who may, for who may not do it: the application says how."""
    stands: Callable[[Who, Callable[[Who], Any]], tuple[Who, Any]] = lambda who, service: (who, service(who))
    """Does a service as an operator stands now, and says how that is; the application's."""

    def as_he_stands(self, service: Callable[[], Any]) -> Any:
        """The service's answer; who is at work has the name and role he has now."""
        self.who, answer = self.stands(self.who, lambda _: service())
        return answer

    def begin(self, who: Who) -> None:
        """Another one works here now."""
        self.who = who
        self.at_work(who)
