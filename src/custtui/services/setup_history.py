"""What the house is set up with as it was: whoever changes it, by keys or by a file, remembers it here (S-6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from peewee import fn

from custtui.domain.days import shown_day
from custtui.domain.records.fact import fields_of
from custtui.domain.records.typed_record import SEALED, sealed_text, shown_texts
from custtui.domain.who import Who, by_both
from custtui.models.chaining import SETUP_CHANGE
from custtui.models.histories import keep
from custtui.models.setup_change import SetupChange
from custtui.services.clock import day_of, today

PAGE = 100
"""Changes read at once."""


@dataclass(frozen=True, slots=True)
class SetupWas:
    """A field, what it was and what it became; `field` is '' for a record that was made."""

    row: int
    kind: str
    code: str
    field: str
    old: str
    new: str
    by: str
    at: datetime


def remember(who: Who, kind: str, code: str, field: str = "", old: str = "", new: str = "") -> None:
    """Keep one change, in the transaction that makes it; without a field: it was made."""
    stamps = {"made_by": who.login, "signed_by": who.signed_by}
    made = SetupChange.create(kind=kind, code=code, field=field, old=old, new=new, **stamps)
    keep(SETUP_CHANGE, made.id)


def remember_made(who: Who, kind: str, code: str, record: type, values: Mapping[str, object]) -> None:
    """Keep that a record was made; of a kind that is sealed as what."""
    remember(who, kind, code, new=sealed_text(kind, shown_texts(record, values)) if kind in SEALED else "")


def remember_record(
    who: Who, kind: str, code: str, record: type, old: Mapping[str, object], new: Mapping[str, object]
) -> None:
    """Keep what differs of a record, field by field, as its form shows it."""
    was, now = shown_texts(record, old), shown_texts(record, new)
    for name in fields_of(record):
        if was[name] != now[name]:
            remember(who, kind, code, name, was[name], now[name])


def setup_history(kind: str, code: str = "", limit: int = PAGE, before: int | None = None) -> tuple[SetupWas, ...]:
    """What one record was, or all of a kind were: the latest change first; `before` is the last that was read."""
    of = (SetupChange.kind == kind) & ((SetupChange.code == code) if code else True)
    rows = SetupChange.select().where(of if before is None else of & (SetupChange.id < before))
    return tuple(map(_was, rows.order_by(SetupChange.id.desc()).limit(limit)))


def last_changes(kind: str) -> dict[str, str]:
    """Of each record of a kind who changed it last and when: `cora 30 Nov`."""
    newest = SetupChange.select(fn.MAX(SetupChange.id)).where(SetupChange.kind == kind).group_by(SetupChange.code)
    rows = SetupChange.select().where(SetupChange.id.in_(newest))
    return {one.code: f"{one.made_by} {shown_day(day_of(one.made_at), today())}" for one in rows}


def _was(one: SetupChange) -> SetupWas:
    by = by_both(one.made_by, one.signed_by)
    return SetupWas(one.id, one.kind, one.code, one.field, one.old, one.new, by, one.made_at)
