"""What commands say: plain lines, in which no control character does harm (S-5)."""

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

from custtui.domain.errors import Refused
from custtui.domain.text import Tame, harmless, spelled

_tame = Tame()


def tell(line: str) -> None:
    """A line of the outcome, on standard output: control characters are taken out of it, and counted."""
    _write(sys.stdout, _tame(line))


def report(line: str) -> None:
    """The same for a line by which somebody has to find what is odd: control characters are spelled."""
    _write(sys.stdout, line)


def tell_taken_out() -> None:
    """Tell how many control characters were taken out of the lines told up to here."""
    if told := _tame.told_once():
        complain(told)


def complain(line: str) -> None:
    """A line of a refusal, on standard error."""
    _write(sys.stderr, line)


def misused(option: str, why: str) -> SystemExit:
    """Tell in one line why the value of an option is none; what is to be raised, with the exit code of usage."""
    complain(f"{option}: {why}")
    return SystemExit(2)


def _write(file: object, line: str) -> None:
    """A terminal that cannot show a character gets a question mark, never a traceback."""
    encoding = getattr(file, "encoding", None) or "utf-8"
    with to_standard_output():
        print(harmless(line, spelled).encode(encoding, "replace").decode(encoding), file=file)  # type: ignore[call-overload]


@contextmanager
def to_standard_output() -> Generator[None]:
    """What cannot be written, as on a full disk behind `>`, is said to be the standard output (exit code 1)."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.filename is None:
            error.filename = "standard output"
        raise


@contextmanager
def refusals(leave: Callable[[int], BaseException]) -> Generator[None]:
    """Every fault of a refusal as a line, whatever else goes wrong as one, never a traceback; then what `leave` makes
    of exit code 1 is raised."""
    try:
        yield
    except Refused as refused:
        for fault in refused.faults:
            complain(fault.text if fault.line is None else f"line {fault.line}: {fault.text}")
        raise leave(1) from refused
    except BrokenPipeError:
        raise
    except Exception as error:
        from custtui.cli.fault import in_one_line

        complain(in_one_line(error))
        raise leave(1) from error
