"""A file being read: its lines as text, and how far it is."""

import codecs
import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from custtui.domain.errors import Refused, refuse

LONGEST_LINE = 1 << 20
SAMPLE = 1 << 12
"""Bytes looked at to tell a file of two bytes a character from one in UTF-8."""

MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class TooLong(Exception):
    """A line that no text file has."""


class Source:
    """A file being read in an encoding, UTF-8 unless told: knows how far it is."""

    def __init__(self, path: Path, encoding: str = "") -> None:
        """Raises Refused where there is no such file or encoding, it may not be read, or is plainly in another."""
        if path.is_dir():
            raise refuse("file", f"{path} is a directory, not a file", "file")
        self.encoding = _known(encoding)
        try:
            self.file: BinaryIO = path.open("rb")
            self.size = path.stat().st_size
        except (OSError, ValueError) as error:
            raise _unreadable(path, error) from error
        self.path, self.done = path, 0
        if not encoding:
            self._look_for_wide()

    def _look_for_wide(self) -> None:
        """Half of the bytes of a file in UTF-16 are NUL: its refusal names the option that reads it."""
        try:
            sample = self.file.read(SAMPLE)
            if self.file.seekable():
                self.file.seek(0)
        except OSError as error:
            raise _unreadable(self.path, error) from error
        if likely := _wide(sample):
            self.close()
            raise refuse("encoding", f"{self.path} looks like {likely}, not UTF-8: give --encoding {likely}", "file")

    def lines(self) -> Iterator[str]:
        """The lines, decoded; bytes that are not UTF-8 are kept as lone surrogates, for the cell to complain of."""
        try:
            yield from self._as_told() if self.encoding != "utf-8" else self._as_utf8()
        except OSError as error:
            raise _unreadable(self.path, error) from error

    def _as_utf8(self) -> Iterator[str]:
        while line := self.file.readline(LONGEST_LINE):
            if not self.done:
                line = line.removeprefix(codecs.BOM_UTF8)
            self.done = self.file.tell()
            if len(line) >= LONGEST_LINE:
                raise TooLong("a line of more than a million bytes: this is not a text file")
            yield line.decode("utf-8", "surrogateescape")

    def _as_told(self) -> Iterator[str]:
        text = io.TextIOWrapper(self.file, encoding=self.encoding, newline="")
        try:
            while line := text.readline(LONGEST_LINE):
                self.done = min(self.file.tell(), self.size)
                if len(line) >= LONGEST_LINE:
                    raise TooLong("a line of more than a million characters: this is not a text file")
                yield line
        except UnicodeError as error:
            raise refuse(
                "encoding", f"{self.path} is not in {self.encoding}: give another --encoding", "file"
            ) from error
        finally:
            text.detach()

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()


def _wide(sample: bytes) -> str:
    """The encoding of two bytes a character that a sample is in, '' where it is in none."""
    for mark, name in MARKS:
        if sample.startswith(mark):
            return name
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = sample[offset::2]
        if len(half) > 3 and half.count(0) * 10 > len(half) * 8 and sample.count(0) < len(sample) * 0.6:
            return name
    return ""


def _known(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding or "utf-8").name
        "".encode(name)
        b"".decode(name)
    except (LookupError, ValueError) as error:
        known = "utf-8, cp1252 (Windows), iso8859-15, cp850 (DOS), mac-roman or utf-16"
        raise refuse("encoding", f"{encoding} is not an encoding: {known}", "encoding") from error
    return name


def _unreadable(path: Path, error: OSError | ValueError) -> Refused:
    reason = getattr(error, "strerror", None) or str(error)
    return refuse("file", f"{path} cannot be read: {reason}", "file")
