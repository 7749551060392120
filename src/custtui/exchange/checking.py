"""Checks what no single row can tell: codes that stand twice, codes that stand nowhere, times that overlap."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import islice

from custtui.exchange.kind import Kind
from custtui.exchange.staging import ANY_CAPITALS, NAMESAKE, SCANNED, WARNING, Stage
from custtui.services.bulk.known import known, mixed, unfit

REMEMBERED = 50_000


class References:
    """Answers which needed codes stand in the database; remembers them, so that each is asked for once."""

    def __init__(self) -> None:
        self.good = dict[str, set[str]]()

    def missing(self, sort: str, codes: set[str]) -> set[str]:
        """Those of the codes that do not stand in the database."""
        good = self.good.setdefault(sort, set())
        if len(good) > REMEMBERED:
            good.clear()
        asked = codes - good
        good |= known(sort, asked)
        return asked - good


def check_across(kind: Kind, stage: Stage) -> None:
    """Everything that needs the whole file; rejects go into the side file."""
    stage.index()
    _check_twice(stage, kind)
    _check_standing(stage, kind)
    _check_needs(kind, stage)
    _check_spans(kind, stage)


def _check_twice(stage: Stage, kind: Kind) -> None:
    """A code that stands twice is a reject; a row that may be told again, and says the same, is told of."""
    same = "SELECT 1 FROM item one JOIN item two ON one.body = two.body WHERE one.line = o.line"
    again = f"EXISTS ({same} AND two.line = first.line)" if kind.repeats else "0"
    sql = (
        f"SELECT o.line, o.col, o.sort, o.code, first.line, {again} FROM own o"
        " JOIN (SELECT sort, small, min(rowid) AS id FROM own"
        f" WHERE sort NOT IN ('', '{NAMESAKE}') GROUP BY sort, small HAVING count(*) > 1) twice USING (sort, small)"
        " JOIN own first ON first.rowid = twice.id WHERE o.rowid <> twice.id"
        f" AND (o.sort <> '{SCANNED}' OR o.col <> first.col AND o.line <> first.line)"
    )
    repeats = list[int]()
    for line, column, sort, code, first, repeated in stage.query(sql):
        if sort in kind.shared:
            _check_shared(stage, kind, (line, column, sort, code), first)
        elif repeated:
            repeats.append(line)
            stage.find(WARNING, line, column, f"says the same as line {first}: taken once")
        else:
            stage.reject(line, column, f"{_plain(code)} stands in the file already, on line {first}")
    stage.drop(repeats)


def _check_shared(stage: Stage, kind: Kind, place: tuple[int, str, str, str], first: int) -> None:
    """Items that are alike may have a number together: each is told so (C-42, C-48)."""
    line, column, sort, code = place
    one, other = stage.item(first), stage.item(line)
    if why := kind.apart(sort, code, one, other):
        stage.reject(line, column, f"{_plain(code)} {why}, on line {first}")
        return
    stage.put(first, kind.sharing(sort, code, one))
    stage.put(line, kind.sharing(sort, code, other))


def _check_standing(stage: Stage, kind: Kind) -> None:
    blended = lru_cache(mixed)  # once a file: it reads all there are
    for sort, codes in _codes(stage, "own"):
        if sort in ANY_CAPITALS:
            _check_capitals(stage, sort, codes, blended(sort), kind.closed(sort))
            continue
        if sort == NAMESAKE:
            _tell_again(stage, sort, codes)
            continue
        for code in known(sort, codes):
            for line, column in stage.query("SELECT line, col FROM own WHERE sort = ? AND code = ?", sort, code):
                stage.reject(line, column, f"{_plain(code)} exists already")


def _check_capitals(stage: Stage, sort: str, codes: list[str], blended: dict[str, str], closed: str) -> None:
    """As codes are found: as they stand, in capitals, and in small letters; `blended` stand in both."""
    spelled = ((code, blended.get(code.casefold(), code)) for code in codes)
    ways = {way: code for code, other in spelled for way in (code.lower(), code.upper(), other, code)}
    for way in known(sort, ways):
        code = ways[way]
        told = f"{_plain(code)} exists already" + ("" if way == code else f" as {way}") + (closed and f": {closed}")
        for line, column in stage.query("SELECT line, col FROM own WHERE sort = ? AND code = ?", sort, code):
            stage.reject(line, column, told)


def _tell_again(stage: Stage, sort: str, codes: list[str]) -> None:
    """A warning for each of a code but the first one there is."""
    standing = known(sort, codes)
    for code in codes:
        places = list(stage.query("SELECT line, col FROM own WHERE sort = ? AND code = ? ORDER BY rowid", sort, code))
        for line, column in places if code in standing else places[1:]:
            stage.find(WARNING, line, column, unfit(sort, code), f"unfit {sort}")


def _check_needs(kind: Kind, stage: Stage) -> None:
    _check_fit(kind, stage)
    for sort in kind.chained:
        _check_rings(stage, sort, kind.answers()[sort][0])
    for sort, (column, highest) in kind.answers().items():
        answered = (
            "DELETE FROM need WHERE sort = ? AND EXISTS (SELECT 1 FROM own JOIN item USING (line)"
            " WHERE own.code = need.code AND own.col = ? AND item.rank <= ?)"
        )
        stage.query(answered, sort, column, highest)
    reason = lru_cache(maxsize=1000)(unfit)
    for line, column, sort, code in stage.query("SELECT line, col, sort, code FROM need"):
        stage.reject(line, column, reason(sort, code) or f"there is no {sort} {_plain(code)}")


def _check_rings(stage: Stage, sort: str, column: str) -> None:
    """Items that need one another, and none of them stands by itself."""
    sql = (
        "WITH RECURSIVE stands (code) AS (SELECT code FROM own WHERE col = :col AND line NOT IN"
        " (SELECT line FROM need WHERE sort = :sort) UNION SELECT own.code FROM stands"
        " JOIN need ON need.sort = :sort AND need.code = stands.code JOIN own USING (line) WHERE own.col = :col)"
        " SELECT line, col, code FROM need WHERE sort = :sort AND code NOT IN (SELECT code FROM stands)"
        " AND code IN (SELECT code FROM own WHERE col = :col)"
    )
    for line, at, code in stage.db.cursor().execute(sql, {"sort": sort, "col": column}):
        stage.reject(line, at, f"{_plain(code)} is told of by rows that name one another only")


def _check_fit(kind: Kind, stage: Stage) -> None:
    """Items of the file that answer a need, and cannot be what they are needed for."""
    sql = (
        "SELECT need.code, item.body FROM (SELECT DISTINCT code FROM need WHERE sort = ?) need"
        " JOIN own ON own.code = need.code AND own.col = ? JOIN item USING (line)"
    )
    for sort in kind.judged:
        for code, item in stage.coded_items(sql, sort, kind.answers()[sort][0]):
            if text := kind.unfit(sort, item):
                for line, col in stage.query("SELECT line, col FROM need WHERE sort = ? AND code = ?", sort, code):
                    stage.reject(line, col, text)


def _check_spans(kind: Kind, stage: Stage) -> None:
    last = ""
    while keys := [
        row[0] for row in stage.query("SELECT DISTINCT key FROM span WHERE key > ? ORDER BY key LIMIT 500", last)
    ]:
        last = keys[-1]
        stage.add_spans((0, "", *window) for window in kind.windows(keys))
    sql = (
        "SELECT line, col, key, before FROM (SELECT line, col, key, first, max(last) OVER (PARTITION BY key"
        " ORDER BY first, line ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM span) "
        "WHERE before >= first"
    )
    for line, column, key, before in stage.query(sql):
        stage.reject(line, column, f"{_plain(key)}: {kind.overlap} {_until(before)}")


def _codes(stage: Stage, table: str) -> Iterator[tuple[str, list[str]]]:
    """The distinct codes of a table by sort, in lists of a bounded length."""
    for (sort,) in list(stage.query(f"SELECT DISTINCT sort FROM {table} WHERE sort <> ''")):
        codes: Iterable[str] = (
            row[0] for row in stage.query(f"SELECT DISTINCT code FROM {table} WHERE sort = ?", sort)
        )
        source = iter(codes)
        while chunk := list(islice(source, 500)):
            yield sort, chunk


def _plain(code: str) -> str:
    return " ".join(code.split())


def _until(day: str) -> str:
    return "further notice" if day == date.max.isoformat() else day
