"""What an import has to say: every reject and warning with line, column and reason."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from custtui.domain.naming import some, unnamed


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a cell of the file; column '' is the whole row, line 0 the whole file."""

    line: int
    column: str
    text: str

    def __str__(self) -> str:
        """`line 12, postal_code: …`"""
        place = ", ".join(part for part in (f"line {self.line}" if self.line else "", self.column) if part)
        text = unnamed(self.column, self.text)
        return f"{place}: {text}" if place else text


LONGEST_NAME, LONGEST_REASON = 60, 400


def shortened(text: str) -> str:
    """A name or a cell of a file as a message quotes it: what is very long only begins."""
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 20]}…"


def brief(reason: str, cell: str) -> str:
    """A reason that quotes a cell, the cell shortened where it is long."""
    if len(cell) > LONGEST_NAME:
        for quoted in (cell, cell.strip(), repr(cell.strip())[1:-1], cell.strip().upper()):
            reason = reason.replace(quoted, shortened(quoted))
    half = LONGEST_REASON // 2
    return reason if len(reason) <= LONGEST_REASON else f"{reason[:half]}…{reason[-half:]}"


SHOWN = 200
"""So many rejects, and so many warnings, a report holds; the counts are exact, and a file may hold all."""


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of an import: rows read, items accepted (written, unless `dry_run` or anything was rejected).

    Of those accepted `same` say what stands already; `again` rows say what another one of the file does.

    `rejects` and `warnings` are the first ones in order of lines; `reject_count`, `warning_count` count all. `kinds`
    are the warnings summed by their column: the first, and how many.
    """

    kind: str
    rows: int
    accepted: int
    reject_count: int
    warning_count: int
    rejects: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    dry_run: bool
    written: bool
    kinds: tuple[tuple[Finding, int], ...] = ()
    same: int = 0
    again: int = 0

    @property
    def ok(self) -> bool:
        """Nothing was rejected."""
        return not self.reject_count

    def lines(self) -> Iterator[str]:
        """The report for people: rejects first, then warnings summed by what they are about, then what was done."""
        yield from _told("", self.rejects, self.reject_count, "rejects")
        for first, count in self.kinds:
            more = (
                f" (and {count - 1:,} more about {first.column or 'rows'}: --report FILE tells all)"
                if count > 1
                else ""
            )
            yield f"warning: {first}{more}"
        yield self.outcome

    @property
    def outcome(self) -> str:
        """What was done, in one line."""
        if self.reject_count:
            return (
                f"{self.kind}: {some(self.reject_count, 'reject')} in {some(self.rows, 'row')}, nothing was written"
            )
        done = "written" if self.written else "could be written (dry run)"
        told = [f"{some(self.rows, 'row')} read", f"{self.accepted - self.same} {done}"]
        told += [f"{self.same} the same as before"] if self.same else []
        told += [f"{self.again} told twice"] if self.again else []
        return f"{self.kind}: {', '.join(told)}, {some(self.warning_count, 'warning')}"


def _told(prefix: str, findings: tuple[Finding, ...], count: int, what: str) -> Iterator[str]:
    for finding in findings:
        yield f"{prefix}{finding}"
    if count > len(findings):
        yield f"… and {count - len(findings)} more {what}"


def write_findings(file: object, findings: Iterator[tuple[str, Finding]]) -> None:
    """All findings as CSV: what (reject, warning), line, column, reason."""
    writer = csv.writer(file, lineterminator="\n")  # type: ignore[arg-type]
    writer.writerow(("what", "line", "column", "reason"))
    for what, finding in findings:
        writer.writerow((what, finding.line, finding.column, finding.text))
