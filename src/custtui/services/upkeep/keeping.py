"""One record of what the house is set up with: listed, looked at, saved, with what its file would be refused for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import SimpleNamespace
from typing import Any

from custtui.domain.coded import code_of
from custtui.domain.errors import Conflict, Fault, Refused
from custtui.domain.flag import read_flag
from custtui.domain.records.fact import Fact, fields_of
from custtui.domain.records.house import RecordValues
from custtui.domain.records.reading import Ways
from custtui.domain.records.typed_record import defaults_of, read_typed, shown_text, shown_texts
from custtui.domain.who import Act, Who
from custtui.models.database import transaction
from custtui.services.asks import asks
from custtui.services.at_once import at_once
from custtui.services.bulk.known import house_currency, known, unfit
from custtui.services.clock import country, today
from custtui.services.setup_history import SetupWas
from custtui.services.upkeep.agreed import ContractStore
from custtui.services.upkeep.control_store import ControlStore
from custtui.services.upkeep.goods import ProductStore
from custtui.services.upkeep.operator_store import OperatorStore
from custtui.services.upkeep.prices import ContractPrices, ListPrices
from custtui.services.upkeep.prompts import choices_of
from custtui.services.upkeep.stores import AskedBeside, NamedCode, PlanStore, RecordStore, StoredRecord

HOUSE: Mapping[str, RecordStore] = {
    kind: PlanStore(kind) for kind in ("terms", "methods", "taxes", "reasons", "seller")
}
"""What an administrator keeps (S-7)."""
GOODS: Mapping[str, RecordStore] = {
    "products": ProductStore(),
    "pricelists": PlanStore("pricelists"),
    "prices": ListPrices(),
    "contract prices": ContractPrices(),
    "contracts": ContractStore(),
}
"""What a supervisor keeps too."""
NAMED_AT_WILL = ("price lists",)
"""Lists whose codes are taken in any capitals."""
CONTROL, OPERATOR = ControlStore(), OperatorStore()
STORES: Mapping[str, RecordStore] = {**HOUSE, **GOODS, "controls": CONTROL, "operators": OPERATOR}
PAGE = 50
"""Records read at once."""
RecordTexts = Mapping[str, str]
"""A record as its form has it."""


@dataclass(frozen=True, slots=True)
class SetupRecord:
    """A record as it stands: its row, what people call it by, its fields as a form shows them, and its state."""

    row: int
    code: str
    texts: RecordTexts
    state: str = ""
    notes: tuple[str, ...] = ()


def facts_of(kind: str) -> Mapping[str, Fact]:
    """The fields of a record of a kind, by name: those its form has."""
    said, names = fields_of(STORES[kind].record), STORES[kind].names
    needed = STORES[kind].needed
    return {name: said[name]._replace(needed=said[name].needed or name in needed) for name in names or said}


def asks_of(kind: str) -> tuple[Fact, ...]:
    """What is asked beside a new record."""
    return STORES[kind].asks


def defaults_for(kind: str) -> Mapping[str, Any]:
    """What fields start as that may be left out."""
    return defaults_of(STORES[kind].record)


def fixed_of(kind: str) -> tuple[str, ...]:
    """The fields that never change once a record stands."""
    return STORES[kind].fixed or STORES[kind].key


SELLER = "seller"


def adds_to(kind: str, stand: int) -> bool:
    """May there be more of them than those that stand? Controls are given, of sellers there is one (C-28)."""
    return STORES[kind].adds and not (kind == SELLER and stand)


def record_history(kind: str, code: str, limit: int, before: int | None = None) -> tuple[SetupWas, ...]:
    """What a record was, or all of a kind were: the latest change first."""
    return STORES[kind].history(code, limit, before)


def starting_texts(kind: str) -> RecordTexts:
    """What the form of a new record begins with: flags and texts that may stay as they are."""
    said, begun = facts_of(kind), dict.fromkeys((*facts_of(kind), *(one.name for one in asks_of(kind))), "")
    for name, one in defaults_for(kind).items():
        if name in said and (one or one is False):
            begun[name] = shown_text(said[name], one)
    begun |= {one.name: "N" for one in asks_of(kind)}
    home = {"country": country(), "currency": house_currency()}
    return begun | {name: text for name, text in home.items() if name in begun and not begun[name]}


def setup_records(kind: str, find: str = "", offset: int = 0, limit: int = PAGE) -> list[SetupRecord]:
    """Records of a kind, by what they are called by."""
    return _told(STORES[kind], partial(STORES[kind].page, find, offset, limit))


def setup_record(kind: str, row: int) -> SetupRecord:
    """One record. Raises Refused where it is gone."""
    store = STORES[kind]
    found = _told(store, lambda: [(row, store.one(row))])[0]
    return replace(found, notes=(*found.notes, *store.details(row)))


def _told(store: RecordStore, ask: Callable[[], list[StoredRecord]]) -> list[SetupRecord]:
    records, day = at_once(ask, today)
    return [
        SetupRecord(row, store.code(values), shown_texts(store.record, values), state, store.notes(values))
        for (row, values), state in zip(records, store.states(records, day), strict=True)
    ]


def look_at_record(kind: str, texts: RecordTexts, row: int | None) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
    """What cannot be saved of what is typed, and what looks odd and may be."""
    store = STORES[kind]
    before = store.one(row) if row else None
    values, faults = _read(store, texts, before)
    return tuple(faults), () if faults else (*_missing(store, store.doubts(values)), *_odd(store, values))


def _odd(store: RecordStore, values: RecordValues) -> Iterator[Fault]:
    return (_labelled(store, "odd", name, text) for name, text in store.odd(values))


@asks(Act.SETUP)
def save_setup(
    who: Who, kind: str, texts: RecordTexts, row: int | None = None, before: RecordTexts | None = None
) -> SetupRecord:
    """Save terms, a payment method, a tax rate, a reason; without a row it is a new one.

    Raises Refused with all faults; Conflict where it is not as `before` any more; Forbidden for who may not.
    """
    return _save(who, HOUSE[kind], texts, row, before)


@asks(Act.PRODUCTS)
def save_goods(
    who: Who, kind: str, texts: RecordTexts, row: int | None = None, before: RecordTexts | None = None
) -> SetupRecord:
    """Save a product, a price list, a price of it or of a customer; as `save_setup`."""
    return _save(who, GOODS[kind], texts, row, before)


@asks(Act.CONTROLS)
def save_control(
    who: Who, kind: str, texts: RecordTexts, row: int | None = None, before: RecordTexts | None = None
) -> SetupRecord:
    """Set a control; as `save_setup`."""
    return _save(who, CONTROL, texts, row, before)


@asks(Act.OPERATORS)
def save_operator(
    who: Who, kind: str, texts: RecordTexts, row: int | None = None, before: RecordTexts | None = None
) -> SetupRecord:
    """Let somebody work here, with a role and perhaps a PIN, or no longer; as `save_setup`."""
    return _save(who, OPERATOR, texts, row, before)


def _save(
    who: Who, store: RecordStore, texts: RecordTexts, row: int | None, before: RecordTexts | None
) -> SetupRecord:
    with transaction():
        stands = store.one(row) if row else None
        if stands is not None and before is not None and shown_texts(store.record, stands) != dict(before):
            raise _changed(store, stands)
        values, faults = _read(store, texts, stands)
        if faults:
            raise Refused(faults)
        store.write(who, values, stands, _asked(store, texts))
        made = row or store.number_of(values)
    assert made is not None
    return setup_record(store.kind, made)


def _changed(store: RecordStore, stands: RecordValues) -> Conflict:
    last = next(iter(store.history(store.code(stands), 1, None)), None)
    by = last.by if last else ""
    return Conflict([Fault("conflict", "", f"{by or 'Somebody'} changed this record meanwhile")], by)


def _read(store: RecordStore, texts: RecordTexts, before: RecordValues | None) -> tuple[dict[str, Any], list[Fault]]:
    """The values and all faults, in the order of the form."""
    stored = shown_texts(store.record, before) if before else {}
    ways = Ways(currency=house_currency(), before=SimpleNamespace(**stored) if before else None, today=today())
    told = {**store.blanks, **stored, **{name: text for name, text in texts.items() if text or name in stored}}
    ways.faults += (_required(store, name) for name in store.needed if not told.get(name, "").strip())
    values = _in_capitals(store, read_typed(store.record, told, ways))
    faults = ways.faults or list(_beyond(store, values, before, _asked(store, texts)))
    order = list(fields_of(store.record))
    return values, sorted(faults, key=lambda one: order.index(one.field))


def _in_capitals(store: RecordStore, values: dict[str, Any]) -> dict[str, Any]:
    """A list that is named in other capitals is that one, as in its file."""
    named = {name: values[name] for name, one in fields_of(store.record).items() if one.prompt in NAMED_AT_WILL}
    of = {name: [one.key for one in choices_of(fields_of(store.record)[name].prompt)] for name in named}
    return values | {name: code_of(text, of[name]) or text for name, text in named.items()}


def _required(store: RecordStore, name: str) -> Fault:
    return Fault("missing", name, f"{fields_of(store.record)[name].label} is required")


def _asked(store: RecordStore, texts: RecordTexts) -> AskedBeside:
    return frozenset(one.name for one in store.asks if read_flag(texts.get(one.name, "")))


def _beyond(
    store: RecordStore, values: RecordValues, before: RecordValues | None, asked: AskedBeside
) -> Iterator[Fault]:
    """What only the database tells: a key that stands, or was changed; what is named and is not there."""
    named = partial(_labelled, store)
    if before is None and store.number_of(values):
        field = store.key[-1] if store.key else next(iter(fields_of(store.record)))
        yield named("stands", field, f"{store.code(values) or 'one'} exists already")
    elif before is None and not store.adds:
        yield named("none", store.key[-1], "there are no others than those listed")
    for name in store.fixed or store.key if before else ():
        if before and values[name] != before[name]:
            yield named("fixed", name, "it never changes")
    yield from _missing(store, store.needs(values))
    for fault in store.beyond(values, before, asked):
        yield named(fault.code, fault.field, fault.text)


def _missing(store: RecordStore, names: Iterable[NamedCode]) -> Iterator[Fault]:
    for name, sort, code in names:
        if code not in known(sort, [code]):
            plain = " ".join(code.split())
            yield _labelled(store, "unknown", name, unfit(sort, code) or f"there is no {sort} {plain}")


def _labelled(store: RecordStore, code: str, name: str, text: str) -> Fault:
    return Fault(code, name, f"{fields_of(store.record)[name].label}: {text}")
