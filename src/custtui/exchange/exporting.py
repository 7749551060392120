"""Takes a kind out of the database: streamed, so that memory stays constant; what goes out can come in again."""

import contextlib
import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TextIO

from peewee import DoesNotExist

from custtui.domain.errors import refuse
from custtui.domain.naming import first_of
from custtui.domain.text import Tame
from custtui.domain.who import Who
from custtui.exchange.house import one_house
from custtui.exchange.kind import CellValues, Kind
from custtui.exchange.kinds import kind_of
from custtui.exchange.writers import WRITERS
from custtui.irregular import no_file
from custtui.models.targets import look_at_target
from custtui.services.asks import allowed
from custtui.services.bulk.tables import snapshot
from custtui.services.check_pointers import pointer_faults

FEW = 3
"""Rows that one line names."""


def export_file(
    who: Who,
    kind: str,
    target: Path | TextIO,
    format: str = "csv",
    *,
    progress: Callable[[int], None] | None = None,
    tame: Tame | None = None,
) -> int:
    """Export all of a kind to a file or an open stream; returns the number of rows, `progress` is told it.

    `tame` takes control characters out and counts them (S-5). A file appears only when it is whole. Raises Refused
    where `who` may not (S-7), the kind or the format is unknown, or the file cannot be written.
    """
    one = kind_of(kind)
    allowed(who, one.taken_out_by)
    tame = tame or Tame()
    if format not in WRITERS:
        raise refuse("format", f"{format} is not a format: {', '.join(WRITERS)}", "format")
    if not isinstance(target, Path):
        return _write(one, target, format, progress, tame)
    with whole_file(target) as file:
        return _write(one, file, format, progress, tame)


@contextlib.contextmanager
def whole_file(target: Path) -> Generator[TextIO]:
    """What is written appears when it is whole; a device or a pipe is written to, never replaced by a file.

    Raises Refused where the file cannot be written, or would go over a database.
    """
    if target.exists() and not target.is_file():
        with _told(target), target.open("w", encoding="utf-8", newline="") as file:
            yield file
        return
    part = target.with_name(f"{target.name}.part")
    if part.is_symlink():
        part.unlink()  # else what it leads to is written over
    look_at_target(target)
    look_at_target(part)
    if what := no_file(part):
        raise refuse("file", f"{part} is {what}, not a file: nothing was written", "file")
    try:
        with _told(target):
            with part.open("w", encoding="utf-8", newline="") as file:
                yield file
            look_at_target(target)  # it took its time
            os.replace(part, target)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


@contextlib.contextmanager
def _told(target: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise refuse("file", f"{target} cannot be written: {error.strerror or error}", "file") from error


def _write(kind: Kind, file: TextIO, format: str, progress: Callable[[int], None] | None, tame: Tame) -> int:
    with snapshot(), one_house():
        return WRITERS[format](file, kind.columns, _rows(kind, progress), tame)


def _rows(kind: Kind, progress: Callable[[int], None] | None) -> Iterator[CellValues]:
    """Raises Refused where rows point to nothing and it cannot be told what they are."""
    try:
        yield from _read(kind, progress)
    except (LookupError, AttributeError, DoesNotExist) as error:
        if lost := lost_rows():
            raise refuse("lost", f"{kind.name} cannot be read: {lost}; custtui check names all") from error
        raise


def lost_rows() -> str:
    """The first rows that point to nothing, and how many; '' for none. What hangs on them goes out in no file."""
    return first_of([*pointer_faults()], FEW)


def _read(kind: Kind, progress: Callable[[int], None] | None) -> Iterator[CellValues]:
    count = 0
    for item in kind.read():
        for row in kind.rows(item):
            yield row
            count += 1
            if progress and count % 500 == 0:
                progress(count)
