"""Brings a file in: everything is checked first, into a side file; then all of it is written, or nothing."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from custtui.domain.errors import Refused, refuse
from custtui.domain.meter import Meter
from custtui.domain.who import Who
from custtui.exchange.checking import References, check_across
from custtui.exchange.house import one_house
from custtui.exchange.kind import FileRow, Kind, Reference
from custtui.exchange.kinds import kind_of
from custtui.exchange.readers import FileReader, Raw, format_of, reader_of
from custtui.exchange.report import Report, write_findings
from custtui.exchange.rows import RowReader, accept_header
from custtui.exchange.source import FileSource
from custtui.exchange.staging import REJECT, WARNING, Stage
from custtui.exchange.twins import Twins
from custtui.models.pooled import refuse_pooled
from custtui.models.targets import look_at_target
from custtui.services.asks import allowed
from custtui.services.bulk.known import unfit
from custtui.services.bulk.memory import seldom_collected

BATCH = 500


def import_file(
    who: Who,
    kind: str,
    path: Path,
    *,
    format: str = "",
    dry_run: bool = False,
    progress: Meter | None = None,
    report: Path | None = None,
    encoding: str = "",
    delimiter: str = "",
) -> Report:
    """Import a file of a kind; CSV or JSON lines, by its name unless `format` says. All or nothing.

    `report` gets every reject and warning as CSV; `encoding` (UTF-8) and `delimiter` (a comma) are the file's. Raises
    Refused where the kind or the file cannot be had, or where the database changed between check and write.
    """
    one = kind_of(kind)
    who = allowed(who, one.brought_in_by)
    refuse_pooled("An import")
    if report:
        _look_at_report(report, path)
    reader, source = reader_of(format or format_of(path), delimiter), FileSource(path, encoding)
    try:
        with one_house(), seldom_collected(), Stage() as stage:
            return _import(who, one, source, reader, stage, dry_run, progress, report)
    finally:
        source.close()


def _import(
    who: Who,
    kind: Kind,
    source: FileSource,
    reader: FileReader,
    stage: Stage,
    dry_run: bool,
    progress: Meter | None,
    report: Path | None,
) -> Report:
    kind.begin()
    checker = _Checker(kind, stage)
    checker.read(reader(source.lines()), source, progress)
    check_across(kind, stage)
    for fault in kind.across(stage.read_items()) if checker.again else ():
        stage.reject(*fault)
    checker.twins.within_file()
    accepted, written = stage.count(), False
    same = 0 if stage.counts[REJECT] else kind.unchanged(stage.read_items())
    for column, text in kind.leaves(stage.read_items()):
        stage.find(WARNING, 0, column, text)
    if not dry_run and not stage.counts[REJECT]:
        accepted, written = _bring(who, kind, stage, checker)
    if progress:
        progress(source.size, source.size)
    if report:
        _write_report(report, stage)
    return Report(
        kind.name,
        checker.rows,
        0 if stage.counts[REJECT] else accepted,
        stage.counts[REJECT],
        stage.counts[WARNING],
        tuple(stage.findings(REJECT)),
        tuple(stage.findings(WARNING)),
        dry_run,
        written,
        tuple(stage.kinds_of_warnings()),
        same,
        stage.dropped,
    )


def _bring(who: Who, kind: Kind, stage: Stage, checker: "_Checker") -> tuple[int, bool]:
    """How many items were written, and whether they were; what only writing can tell of a line rejects it."""
    try:
        return kind.bring(who, stage.read_items, checker.twins.again), True
    except Refused as refusal:
        if not all(fault.line for fault in refusal.faults):
            raise
        for fault in refusal.faults:
            stage.reject(fault.line or 0, fault.field, fault.text)
        return 0, False


class _Checker:
    """Reads rows into the side file, in batches, so that the database is asked for many codes at once."""

    def __init__(self, kind: Kind, stage: Stage) -> None:
        self.kind, self.stage, self.rows = kind, stage, 0
        self.references, self.twins = References(), Twins(stage)
        self.batch = list[tuple[int, Any]]()
        self.failed = self.again = False
        self.needed = {column.name: column.blank_told for column in kind.columns if column.once and column.required}

    def read(self, raws: Iterator[Raw], source: FileSource, progress: Meter | None) -> None:
        """Read the whole file; a header that cannot be used ends it."""
        header = next(raws, None)
        if header is None:
            return
        if header.header and not accept_header(self.kind, header, self.stage.reject, source.advice):
            return
        rest = raws if header.header else _with_first(header, raws)
        for line, item in self._items(RowReader(self.kind, self.stage.reject, source.advice, self._doubt), rest):
            self.batch.append((line, item))
            if len(self.batch) >= BATCH:
                self._keep()
                if progress:
                    progress(source.done, source.size)
        self._keep()

    def _items(self, reader: RowReader, raws: Iterator[Raw]) -> Iterator[tuple[int, Any]]:
        """Items with the line each begins on; rows that complain are left out."""
        rows = self._counted(reader, raws)
        if not self.kind.together:
            groups: Iterator[list[FileRow]] = ([row] for row in rows)
        else:
            column = self.kind.together
            groups = (list(group) for _, group in groupby(rows, lambda row: row.values.get(column)))
        for group in groups:
            item = self._item(group)
            if item is not None:
                yield group[0].line, item

    def _item(self, rows: list[FileRow]) -> Any:
        """The item that rows tell of, None where they complain."""
        self.failed = False
        for name, told in self.needed.items():
            if name not in rows[0].values:
                self._complain(rows[0].line, name, told)
        item = None if self.failed else self.kind.make(rows, self._complain)
        for fault in () if self.failed else self.kind.beyond(item):
            self._complain(*fault)
        return None if self.failed else item

    def _counted(self, reader: RowReader, raws: Iterator[Raw]) -> Iterator[FileRow]:
        for raw in raws:
            self.rows += 1
            row = reader.read(raw)
            if row is not None:
                yield row

    def _doubt(self, line: int, column: str, reason: str) -> None:
        self.stage.find(WARNING, line, column, reason)

    def _complain(self, line: int, column: str, reason: str) -> None:
        self.failed = True
        self.stage.reject(line, column, reason)

    def _keep(self) -> None:
        """Put a batch into the side file, with what it brings and needs."""
        kind, stage = self.kind, self.stage
        stage.add_needs(self._missing((line, one) for line, item in self.batch for one in kind.needs(item)))
        stage.add_own((line, one) for line, item in self.batch for one in kind.own(item))
        stage.add_own((line, (col, "", code)) for line, item in self.batch for col, _, code in kind.brings(item))
        stage.add_spans((line, *one) for line, item in self.batch for one in kind.spans(item))
        self.twins.look((line, kind.person(item)) for line, item in self.batch)
        self.again = self.again or any(kind.looks_again(item) for _, item in self.batch)
        for line, item in self.batch:
            for column, text in kind.odd(item):
                stage.find(WARNING, line, column, text)
            stage.add(line, kind.rank(item), item)
        for line, (column, sort, code) in self._missing(
            (line, one) for line, item in self.batch for one in kind.doubts(item)
        ):
            stage.find(WARNING, line, column, unfit(sort, code) or f"there is no {sort} {code}", f"no {sort}")
        self.batch.clear()

    def _missing(self, named: Iterable[tuple[int, Reference]]) -> list[tuple[int, Reference]]:
        """Those of the codes named that do not stand in the database."""
        all_named, codes = list(named), dict[str, set[str]]()
        for _, (_, sort, code) in all_named:
            codes.setdefault(sort, set()).add(code)
        missing = {sort: self.references.missing(sort, some) for sort, some in codes.items()}
        return [one for one in all_named if one[1][2] in missing[one[1][1]]] if any(missing.values()) else []


def _with_first(first: Raw, rest: Iterator[Raw]) -> Iterator[Raw]:
    yield first
    yield from rest


def _look_at_report(report: Path, source: Path) -> None:
    """Before anything is read or written: what is written cannot be taken back for its report's sake."""
    look_at_target(report, "report")
    if source.is_file() and report.exists() and report.samefile(source):
        raise refuse("report", f"{report} is the file that is read: nothing was written", "report")


def _write_report(path: Path, stage: Stage) -> None:
    look_at_target(path, "report")
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            findings = ((what, one) for what in (REJECT, WARNING) for one in stage.findings(what, -1))
            write_findings(file, findings)
    except OSError as error:
        raise refuse("report", f"{path} cannot be written: {error.strerror or error}", "report") from error
