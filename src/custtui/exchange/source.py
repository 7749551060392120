"""A file being read: its lines as text, and how far it is."""

import codecs
import io
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from custtui.domain.errors import Refused, refuse
from custtui.exchange.encodings import advice, likely, looks_like, reads
from custtui.irregular import no_source

LONGEST_LINE = 1 << 20
SAMPLE = 1 << 12
"""Bytes looked at to tell a file of two or four bytes a character from one in UTF-8."""

NOT_FOR_FILES = frozenset({"idna", "punycode", "utf-7", "unicode_escape", "raw_unicode_escape", "undefined"})
"""Encodings of names and of programs: no file of a house is in one, and reading in one makes other text of it."""

SHEETS = (
    (b"PK\x03\x04", "a spreadsheet (XLSX) or another packed file"),
    (b"\xd0\xcf\x11\xe0", "a spreadsheet (XLS)"),
)
"""How files begin that spreadsheets keep for themselves."""
TEXT_CONTROLS = bytes({*range(32), 127} - {*b"\t\n\r\f\v\x1a\x1b"})
FEW_CONTROLS = 0.02


class TooLong(Exception):
    """A line that no text file has."""


class FileSource:
    """A file being read in an encoding, UTF-8 unless told: knows how far it is."""

    def __init__(self, path: Path, encoding: str = "") -> None:
        """Raises Refused where there is no such file or encoding, it may not be read, or is plainly in another."""
        if what := no_source(path):
            raise refuse("file", f"{path} is {what}, not a file", "file")
        self.encoding = _known(encoding)
        try:
            self.file: BufferedReader = path.open("rb")
            self.size = path.stat().st_size
        except (OSError, ValueError) as error:
            raise _unreadable(path, error) from error
        self.path, self.done = path, 0
        self.likely: list[str] | None = None
        self._look_into(told=bool(encoding))

    def _look_into(self, *, told: bool) -> None:
        """A file of two or four bytes a character has a mark or many NULs: its refusal names the option."""
        try:
            sample = self.file.peek(SAMPLE)[:SAMPLE]
        except OSError as error:
            raise _unreadable(self.path, error) from error
        if sheet := next((what for begin, what in SHEETS if sample.startswith(begin)), ""):
            self._refuse("file", f"{self.path} is {sheet}, not text: save it as CSV")
        found = looks_like(self.path, sample, marks_only=told)
        if found and not self.encoding.startswith(found):
            self._refuse("encoding", f"{self.path} looks like {found}, not {self.encoding}: give --encoding {found}")
        if not told and _is_binary(sample):
            self._refuse("file", f"{self.path} is not text: a CSV file or JSON lines are read")

    def _refuse(self, code: str, text: str) -> None:
        self.close()
        raise refuse(code, text, "file")

    def lines(self) -> Iterator[str]:
        """The lines, decoded; bytes that are not UTF-8 are kept as lone surrogates, for the row to complain of."""
        try:
            yield from self._as_told() if self.encoding != "utf-8" else self._as_utf8()
        except OSError as error:
            raise _unreadable(self.path, error) from error

    def _as_utf8(self) -> Iterator[str]:
        rest = b""
        while line := self.file.readline(LONGEST_LINE):
            if not self.done:
                line = line.removeprefix(codecs.BOM_UTF8)
            self.done += len(line)
            if not rest and line.endswith(b"\n") and b"\r" not in line[:-2]:
                yield line.decode("utf-8", "surrogateescape")
                continue
            *lines, rest = _lines(rest + line)
            if len(rest) >= LONGEST_LINE:
                raise TooLong("a line of more than a million bytes: this is not a text file")
            for one in lines:
                yield one.decode("utf-8", "surrogateescape")
        if rest:
            yield rest.decode("utf-8", "surrogateescape")

    def _as_told(self) -> Iterator[str]:
        text = io.TextIOWrapper(self.file, encoding=self.encoding, newline="")
        try:
            while line := text.readline(LONGEST_LINE):
                line = line if self.done else line.removeprefix("\ufeff")
                self.done = min(self.file.tell(), self.size)
                if len(line) >= LONGEST_LINE:
                    raise TooLong("a line of more than a million characters: this is not a text file")
                yield line
        except UnicodeError as error:
            raise refuse("encoding", f"{self.path} is not in {self.encoding}: {self._another()}", "file") from error
        finally:
            text.detach()

    def _another(self) -> str:
        """The option to give where the one given does not read the file."""
        if reads(self.path, "utf-8"):
            return "it is in utf-8, leave out --encoding"
        others = " or ".join(self._likely())
        return f"give --encoding {others or 'with what it is in, which cannot be told from its bytes'}"

    def _likely(self) -> list[str]:
        if self.likely is None:
            self.likely = likely(self.path)
        return self.likely

    def advice(self, cell: str) -> str:
        """What to do about a cell that is not UTF-8."""
        return advice(cell, self._likely())

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()


def _lines(text: bytes) -> list[bytes]:
    """Its lines, ended by newlines or, as on old Macintoshes, carriage returns; last what has no end yet."""
    lines = text.splitlines(keepends=True)
    return [*lines, b""] if text.endswith(b"\n") else lines


def _is_binary(sample: bytes) -> bool:
    """More control characters than a slip would leave."""
    controls = len(sample) - len(sample.translate(None, TEXT_CONTROLS))
    return controls > 20 and controls > len(sample) * FEW_CONTROLS


def _known(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding or "utf-8").name
        "".encode(name)
        b"".decode(name)
        if name.replace("-", "_") in {one.replace("-", "_") for one in NOT_FOR_FILES}:
            raise LookupError(name)
    except (LookupError, ValueError) as error:
        known = "utf-8, cp1252 (Windows), iso8859-15, cp850 (DOS), mac-roman or utf-16"
        raise refuse("encoding", f"{encoding} is not an encoding: {known}", "encoding") from error
    return name


def _unreadable(path: Path, error: OSError | ValueError) -> Refused:
    reason = getattr(error, "strerror", None) or str(error)
    return refuse("file", f"{path} cannot be read: {reason}", "file")
