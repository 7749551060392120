"""Small tables in and out by one plan each: what a house is set up with, and short rows about customers.

A row with the key of one that stands takes its place; so a set-up file can be imported again after a change.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from peewee import fn

from custtui.domain.records.typed_record import SEALED
from custtui.domain.who import Who
from custtui.models.among import among
from custtui.models.base import Kept, Made, now
from custtui.services.bulk.codes import customer_codes
from custtui.services.bulk.known import known, unfit
from custtui.services.bulk.plans import PLANS, Plan, Ref, codes_by_id, ids_by_code
from custtui.services.bulk.relationships import way_fault, way_key, ways_free
from custtui.services.bulk.tables import changed, chunks, writing
from custtui.services.bulk.term_changes import changing
from custtui.services.setup_history import remember_made, remember_record

SetupValues = Mapping[str, Any]
SetupKey = tuple[Any, ...]


def write_setup(who: Who, kind: str, rows: Iterable[SetupValues]) -> int:
    """Write rows of a small kind; each takes the place of the one with its key. Returns how many."""
    plan, count = PLANS[kind], 0
    taken = set[int]()
    with writing():
        last = _last(plan)
        for chunk in chunks(rows):
            _write_chunk(who, kind, chunk, last, taken)
            count += len(chunk)
        if kind == "seller":
            customer_codes().keep()  # codes of that licence may stand already (C-19)
    return count


def unchanged_setup(kind: str, rows: Iterable[SetupValues]) -> int:
    """How many of the rows say what stands already."""
    plan, taken, same = PLANS[kind], set[int](), 0
    last = _last(plan)
    for chunk in chunks(rows):
        ids = _ids(plan, chunk)
        met = _met(plan, chunk, ids, last, taken)
        same += sum(stands is not None and _same(stands, values) for stands, values in met)
    return same


def _last(plan: Plan) -> int:
    model: Any = plan.model
    return model.select(fn.MAX(model.id)).scalar() or 0


def _ids(plan: Plan, chunk: list[SetupValues]) -> dict[Ref, dict[str, int]]:
    return {ref: ids_by_code(ref.sort, {ref.code(row) for row in chunk}) for ref in plan.refs}


def _write_chunk(who: Who, kind: str, chunk: list[SetupValues], last: int, taken: set[int]) -> None:
    """`last` is the last row before this import, `taken` are those whose place was taken by it."""
    plan = PLANS[kind]
    ids = _ids(plan, chunk)
    accounts = {account for ref in plan.refs if ref.sort == "customer" for account in ids[ref].values()}
    with changing(who, plan.term, accounts):
        _check_again(plan, chunk)
        new = list[dict[str, Any]]()
        for stands, values in _met(plan, chunk, ids, last, taken):
            if stands is None:
                new.append({**values, **_stamps(who, plan)})
            else:
                _change(who, kind, stands, values)
        if new:
            model: Any = plan.model
            model.insert_many(new).execute()
        for values in new if kind in SEALED else ():
            assert plan.record is not None
            remember_made(who, kind, plan.code(values), plan.record, values)


def _met(
    plan: Plan, chunk: list[SetupValues], ids: dict[Ref, dict[str, int]], last: int, taken: set[int]
) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Of each row the one that stands and whose place it takes, None for a new one, and its columns."""
    standing = _standing(plan, ids, taken)
    for row in chunk:
        values = plan.row(row) | {ref.field: ids[ref][ref.code(row)] for ref in plan.refs}
        key = _key(plan, values)
        stands = next((one for one in standing.get(key, ()) if one.id <= last or not plan.many), None)
        if stands and plan.many:
            standing[key].remove(stands)
            taken.add(stands.id)
        yield stands, values


def _check_again(plan: Plan, chunk: list[SetupValues]) -> None:
    """The file was checked, and its customers are locked now: what others changed between counts. Raises Refused."""
    for ref in plan.refs:
        codes = {ref.code(row) for row in chunk}
        if gone := codes - known(ref.sort, codes):
            one = min(gone)
            raise changed(unfit(ref.sort, one) or f"there is no {ref.sort} {' '.join(one.split())}")
    if plan is PLANS["relationships"]:
        active = [row for row in chunk if row["active"]]
        keys = {way_key(row["customer"], row["related"], reciprocal=row["reciprocal"]) for row in active}
        if taken := keys - ways_free(keys):
            raise changed(way_fault(min(taken)))


def _standing(plan: Plan, ids: dict[Ref, dict[str, int]], taken: set[int]) -> dict[SetupKey, list[Any]]:
    """What stands in the table, by key: of the customers of the file, or all of a table without customers."""
    model: Any = plan.model
    first = plan.refs[0] if plan.refs else None
    rows = model.select().where(among(getattr(model, first.field), ids[first].values())) if first else model.select()
    found = dict[SetupKey, list[Any]]()
    for row in rows.order_by(model.id):
        if row.id not in taken:
            found.setdefault(_key(plan, row.__data__), []).append(row)
    return found


def _key(plan: Plan, values: SetupValues) -> SetupKey:
    return plan.same(values) if plan.same else tuple(values[plan.field(name)] for name in plan.key)


def _change(who: Who, kind: str, row: Any, values: SetupValues) -> None:
    """Write what differs, as an edit that forms open elsewhere are told of (X-13); what it was is remembered."""
    plan = PLANS[kind]
    model: Any = plan.model
    if _same(row, values):
        return
    if plan.record and not plan.refs:
        was = row.__data__
        remember_record(who, kind, plan.code(was), plan.record, was, {**was, **values})
    stamps = {"version": row.version + 1, "changed_by": who.login, "changed_at": now()} if _kept(plan) else {}
    model.update({**values, **stamps}).where(model.id == row.id).execute()


def _same(row: Any, values: SetupValues) -> bool:
    return all(row.__data__[name] == value for name, value in values.items())


def _kept(plan: Plan) -> bool:
    return issubclass(plan.model, Kept)


def _stamps(who: Who, plan: Plan) -> dict[str, str]:
    made = {"made_by": who.login} if issubclass(plan.model, Made) else {}
    return {**made, "changed_by": who.login} if _kept(plan) else made


def read_setup(kind: str) -> Iterator[dict[str, Any]]:
    """The rows of a small kind, in the order they were made, page by page; those of merged customers stay behind."""
    plan, last = PLANS[kind], 0
    model: Any = plan.model
    while page := list(model.select().where(model.id > last).order_by(model.id).limit(500)):
        codes = {ref: codes_by_id(ref.sort, [row.__data__[ref.field] for row in page]) for ref in plan.refs}
        for row in page:
            if all(row.__data__[ref.field] in codes[ref] for ref in plan.refs):
                told = {name: getattr(row, name) for name in plan.own}
                for ref in plan.refs:
                    told |= zip(ref.columns, codes[ref][row.__data__[ref.field]].split("\t"), strict=True)
                yield told
        last = page[-1].id
