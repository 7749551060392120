"""Finds what of the set-up is not what its history made it, and exemptions that none tells of (S-6, F-64)."""

from collections.abc import Iterator, Mapping
from typing import Any

from custtui.domain.records.contract import goods_of, goods_text
from custtui.domain.records.fact import fields_of
from custtui.domain.records.typed_record import SEALED, sealed_text, shown_texts
from custtui.models.account import CustomerAccount, TaxStatus
from custtui.models.merge import MergeLog
from custtui.models.setup_change import SetupChange
from custtui.models.term_change import TermChange
from custtui.services.upkeep.keeping import GOODS, HOUSE
from custtui.services.upkeep.stores import RecordStore

KINDS: Mapping[str, RecordStore] = {**HOUSE, **{kind: GOODS[kind] for kind in SEALED}}
"""Small tables, read whole; of products and prices their rows are too many."""
STAYING = ("terms", "methods", "reasons", *SEALED)
"""Those that nobody takes away, and whose codes are spelled in one way."""
MADE_BY_HAND = "contracts"
"""Made by a form or a file always; the list of a house may be as old as the house."""
AT_ONCE = 500
History = list[SetupChange]


def made_faults() -> Iterator[str]:
    """A line for every record that differs, and every customer with exemptions nobody told of."""
    for kind, store in KINDS.items():
        yield from _of_kind(kind, store, _histories(kind))
    yield from _untold_exemptions()


def _of_kind(kind: str, store: RecordStore, told: dict[str, History]) -> Iterator[str]:
    at, gone = 0, {*told} if kind in STAYING else set[str]()
    while page := store.page("", at, AT_ONCE):
        for _, values in page:
            code = store.code(values)
            gone.discard(code)
            yield from _differing(kind, store, values, told.get(code, []))
        at += len(page)
    yield from (f"{kind} {code}: its history tells of it, and it is not there" for code in sorted(gone))


def _histories(kind: str) -> dict[str, History]:
    found = dict[str, History]()
    for row in SetupChange.select().where(SetupChange.kind == kind).order_by(SetupChange.id):
        found.setdefault(row.code, []).append(row)
    return found


def _differing(kind: str, store: RecordStore, values: Mapping[str, Any], history: History) -> Iterator[str]:
    texts, said = shown_texts(store.record, values), fields_of(store.record)
    became = {row.field: row.new for row in history if row.field in said and row.field not in store.key}
    for name, text in became.items():
        if _kept(name, texts[name]) != _kept(name, text):
            now, then = texts[name] or "blank", text or "blank"
            yield f"{kind} {store.code(values)}: {said[name].label} is {now}, its history made it {then}"
            return
    made = next((row for row in reversed(history) if not row.field and row.new), None)
    if kind in SEALED and made is not None:
        yield from _not_as_made(kind, store, texts, made, [row for row in history if row.id > made.id])
    elif kind == MADE_BY_HAND:
        yield f"{kind} {store.code(values)}: its history does not tell that it was made"


def _kept(name: str, text: str) -> str | list[str]:
    """Goods of a contract are remembered as they were typed, in whatever order: 8.50 is 8.5."""
    if name != "goods":
        return text
    lines, _ = goods_of([part for part in text.split(";") if part.strip()])
    return sorted(goods_text(one.product, one.quantity, one.price) for one in lines)


def _not_as_made(
    kind: str, store: RecordStore, texts: Mapping[str, str], made: SetupChange, later: History
) -> Iterator[str]:
    """Changes are taken back, the latest first: what is left is what was made."""
    was = {**texts, **{row.field: row.old for row in reversed(later) if row.field in texts}}
    now = sealed_text(kind, was)
    if now != made.new and made.new not in _of_merged(kind, was):
        yield f"{kind} {made.code}: it was {now!r}, its history says it was made {made.new!r}"


def _of_merged(kind: str, was: Mapping[str, str]) -> Iterator[str]:
    """The same of the customers it may have been of before a merge."""
    for one in _same_customers(was["customer"]) if "customer" in was else ():
        yield sealed_text(kind, {**was, "customer": one})


def _same_customers(code: str) -> set[str]:
    """The customer, and those that were merged with it, undone or not."""
    rows = CustomerAccount.select(CustomerAccount.id).where(CustomerAccount.code == code).tuples()
    found, added = set[int](), {one for (one,) in rows}
    while added:
        found |= added
        logs = MergeLog.select(MergeLog.source, MergeLog.survivor)
        logs = logs.where(MergeLog.source.in_(list(found)) | MergeLog.survivor.in_(list(found)))
        added = {one for pair in logs.tuples() for one in pair} - found
    rows = CustomerAccount.select(CustomerAccount.code).where(CustomerAccount.id.in_(list(found)))
    return {one for (one,) in rows.tuples()}


def _untold_exemptions() -> Iterator[str]:
    """Those of customers none of whose history tells of any; the others are compared as all terms are."""
    told = TermChange.select(TermChange.account).where(
        TermChange.field == "exemptions", TermChange.account.is_null(False)
    )
    rows = TaxStatus.select(CustomerAccount.code, TaxStatus.state).join(CustomerAccount)
    for code, state in rows.where(TaxStatus.account.not_in(told)).order_by(TaxStatus.id).tuples():
        where = f"in {state}" if state else "everywhere"
        yield f"customer {code}: is tax exempt {where}, its history does not tell of it (F-64)"
