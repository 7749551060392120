"""One line over all chains, for the safe, and what differs from such a line later (S-6).

What was sealed of each chain is kept in the database, and the line tells whether that is still what was sealed: so
the first order that differs can be named, also where somebody wrote its rows and its whole chain anew.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from custtui.domain.days import dated
from custtui.domain.errors import refuse
from custtui.domain.who import Act, Who
from custtui.models.among import among
from custtui.models.base import db
from custtui.models.chain import ChainLink, HistoryLink, SealedHead, Sealing
from custtui.models.chaining import HISTORY, LINKS, SEALING, ChainHead
from custtui.models.database import is_sqlite, patiently, transaction
from custtui.models.histories import keep
from custtui.models.insert import Insert
from custtui.models.order import OrderRevision, SalesOrder
from custtui.services.asks import asks
from custtui.services.bulk.tables import chunks, snapshot
from custtui.services.chains import OPERATORS, ORDER, WALKS, Chain, Named, chain_pages
from custtui.services.check_sealed import altered, revision_pages
from custtui.services.check_story import orders_of_two_stories
from custtui.services.clock import day_of, today

LINE = re.compile(r"(\d{4}-\d\d-\d\d) (\d+) orders (\d+) links ([0-9a-f]{64})")
HEADS = Insert(SealedHead)
LATE = timedelta(days=1)
"""An order that is older than a sealing by more was there when it was sealed: no import takes as long."""


@asks(Act.BACKUP)
def seal(who: Who) -> str:
    """`2026-11-28 31465 orders 210034 links <hash>`: one line for the safe, over the heads of all chains.

    Raises Refused where a chain does not hold: a seal over that would say nothing.
    """
    last, last_history = _last_links()
    with snapshot():
        heads = {one.name: _head(one.name, one.chain) for one in _every_chain()}
        if name := next(_told_otherwise(), ""):
            raise _refused(f"{name}: is not what its chain tells")
    day = today().isoformat()
    orders = sum(name.startswith(f"{ORDER} ") for name in heads)
    links, told = sum(number for number, _ in heads.values()), _over(day, heads)
    with transaction():
        if not is_sqlite(db):
            db.execute_sql("LOCK TABLE sealing IN SHARE ROW EXCLUSIVE MODE")
        before = sealed(max((one for (one,) in Sealing.select(Sealing.id).tuples()), default=0))
        row = Sealing.create(
            orders=orders, links=links, last_link=last, last_history=last_history, hash=told, made_by=who.login
        )
        new = (
            {"sealing": row.id, "chain": name, "number": head[0], "hash": head[1]}
            for name, head in heads.items()
            if before.get(name) != head
        )
        for some in chunks(new):
            HEADS(some)
        keep(SEALING, row.id)
    return f"{day} {orders} orders {links} links {told}"


def _last_links() -> tuple[int, ...]:
    """Of what is stored now; on PostgreSQL whoever is writing is waited for, so that none before it comes later."""
    with transaction():
        if not is_sqlite(db):
            patiently(_alone)
        sql = "SELECT coalesce(max(id), 0) FROM {}"
        return tuple(db.execute_sql(sql.format(table)).fetchone()[0] for table in (LINKS, HISTORY))


def _alone() -> None:
    with db.atomic():
        db.execute_sql("LOCK TABLE chain_link, history_link IN SHARE MODE NOWAIT")


def _every_chain() -> Iterator[Named]:
    for _, chains in chain_pages():
        yield from chains


def _head(name: str, chain: Chain) -> ChainHead:
    if fault := next(chain.faults(), ""):
        raise _refused(f"{name}: {fault}")
    return chain.links[-1][0], chain.links[-1][3]


def _refused(fault: str) -> Exception:
    return refuse("chain", f"{fault}. Nothing was sealed; custtui check names all that is wrong")


def _over(day: str, heads: Mapping[str, ChainHead]) -> str:
    """The hash over all heads, in order of number."""
    whole = hashlib.sha256(day.encode())
    for name in sorted(heads, key=_by_number):
        number, told = heads[name]
        whole.update(f"\n{name}\t{number}\t{told}".encode("utf-8", "surrogatepass"))
    return whole.hexdigest()


def _by_number(name: str) -> list[Any]:
    """SO-99 before SO-100."""
    return [int(part) if at % 2 else part for at, part in enumerate(re.split("([0-9]+)", name))]


def sealed(sealing: int) -> dict[str, ChainHead]:
    """What a sealing found of each chain."""
    rows = SealedHead.select(SealedHead.chain, SealedHead.number, SealedHead.hash)
    rows = rows.where(SealedHead.sealing <= sealing).order_by(SealedHead.sealing, SealedHead.id)
    return {name: (number, told) for name, number, told in rows.tuples()}


class SealLine(NamedTuple):
    """What a line of `seal` says."""

    day: str
    orders: int
    links: int
    hash: str


def line_of(text: str) -> SealLine:
    """The line that somebody gave. Raises Refused for what is none."""
    found = LINE.fullmatch(" ".join(text.split()))
    if found is None:
        text = "That is not a line of custtui seal: day, orders, links and 64 digits of a hash"
        raise refuse("line", text, "against")
    return SealLine(found[1], int(found[2]), int(found[3]), found[4])


def against_faults(line: SealLine) -> Iterator[str]:
    """What differs from a line of `seal`: the first order, and how many more."""
    day, orders, links, told = line
    row = Sealing.get_or_none(Sealing.hash == told)
    if row is None:
        yield "seal: this database knows no such line: it is of another one, or what was sealed was taken away"
        return
    heads = sealed(row.id)
    counts = sum(name.startswith(f"{ORDER} ") for name in heads), sum(number for number, _ in heads.values())
    if _over(day, heads) != told or counts != (orders, links):
        yield "seal: what the database keeps of this line is not what was sealed; orders told of here may be others"
    differing = dict(_differing(heads, row))
    names = sorted(differing, key=_by_number)
    if names:
        more = f"; {len(names) - 1} more differ" if len(names) > 1 else ""
        yield f"{names[0]}: {differing[names[0]]} since it was sealed on {dated(day_of(row.made_at))}{more}"


def _differing(heads: Mapping[str, ChainHead], row: Sealing) -> Iterator[tuple[str, str]]:
    seen, new = set[str](), dict[str, dict[int, str]]()
    for one in _every_chain():
        seen.add(one.name)
        if one.name not in heads:
            if one.there and one.what != OPERATORS:
                new.setdefault(one.what, {})[one.id] = one.name
        elif heads[one.name] not in one.chain.heads() or any(one.chain.faults()):
            yield one.name, "was changed"
    yield from ((name, "was changed") for name in _told_otherwise() if name in heads)
    yield from ((name, "is gone") for name in heads if name not in seen)
    for what, names in new.items():
        for some in chunks(names):
            yield from ((names[one], "was put there") for one in _of_before(what, some, row))


def _told_otherwise() -> Iterator[str]:
    """Orders whose content is not what its seal in the chain is over, or whose status is not what the chain tells."""
    for ids in revision_pages():
        odd = list(altered(ids))
        numbers = SalesOrder.select(SalesOrder.number).join(OrderRevision, on=OrderRevision.order == SalesOrder.id)
        yield from (f"{ORDER} {one}" for (one,) in numbers.where(among(OrderRevision.id, odd)).tuples() if odd)
    yield from (f"{ORDER} {number}" for number in orders_of_two_stories())


def _of_before(what: str, ids: list[int], row: Sealing) -> set[int]:
    """Those with a link among the ones that were there, told by their numbers, or older than the sealing."""
    walk = next(one for one in WALKS if one.what == what)
    table = ChainLink if walk.links == LINKS else HistoryLink
    last = row.last_link if walk.links == LINKS else row.last_history
    column = next(field for field in table._meta.sorted_fields if field.column_name == walk.column)
    there = table.select(column).where(among(column, ids), table.id <= (last or 0))
    made = SalesOrder.select(SalesOrder.id).where(among(SalesOrder.id, ids), SalesOrder.made_at < row.made_at - LATE)
    return {one for query in (there, *([made] if what == ORDER else [])) for (one,) in query.tuples()}
