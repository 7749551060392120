"""Writes and reads in bulk what parties are to one another (F-42)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from custtui.domain.days import overlap
from custtui.domain.errors import refuse
from custtui.domain.relations import PERSON
from custtui.domain.who import Who
from custtui.models.among import among
from custtui.models.party import Party, PartyRelationship
from custtui.models.search.party import index_parties
from custtui.services.bulk.parties import PartyName, parties_of, party_names
from custtui.services.bulk.tables import Bulk, write_in_chunks
from custtui.services.bulk.values import Quick

PAGE = 500
DayWindow = tuple[date, date]


@dataclass(frozen=True, slots=True)
class NewPartyRelation(Quick):
    """What `subject` is to `related`, from its first day to its last one, each None for open."""

    subject: PartyName
    kind: str
    related: PartyName
    first_day: date | None = None
    last_day: date | None = None

    @property
    def window(self) -> DayWindow:
        """First and last day, the widest where open."""
        return self.first_day or date.min, self.last_day or date.max

    @property
    def key(self) -> str:
        """What may be recorded once at a time: a direction excludes its opposite."""
        return "\n".join((self.kind, *sorted((self.subject.key, self.related.key))))


def write_party_relations(who: Who, relations: Iterable[NewPartyRelation]) -> int:
    """Write relationships; parties who are neither customers nor contacts are made where none of the name stands.

    Raises Refused where one is recorded already for that time.
    """
    return write_in_chunks(who.login, (Party, PartyRelationship), relations, _write_chunk)


def _write_chunk(bulk: Bulk, chunk: list[NewPartyRelation]) -> None:
    parties = _parties(bulk, chunk)
    standing = _standing(set(parties.values()))
    for one in chunk:
        subject, related = parties[one.subject], parties[one.related]
        if subject == related:
            raise refuse("itself", f"{one.subject.name or one.subject.customer} is not related to itself")
        low, high = sorted((subject, related))
        windows = standing.setdefault((one.kind, low, high), [])
        if any(overlap(one.window, other) for other in windows):
            raise refuse("twice", f"{one.key.replace(chr(10), ' ')} is recorded already for that time")
        windows.append(one.window)
        days = {"first_day": one.first_day, "last_day": one.last_day}
        bulk.add(PartyRelationship, subject=subject, object=related, kind=one.kind, **days)
    bulk.flush()
    index_parties(parties.values())


def _parties(bulk: Bulk, chunk: list[NewPartyRelation]) -> dict[PartyName, int]:
    names = list(dict.fromkeys(name for one in chunk for name in (one.subject, one.related)))
    found = parties_of(names)
    made = dict[tuple[str, str], int]()
    for name in names:
        if name not in found:
            known = name.kind or PERSON, name.name
            found[name] = made[known] = made.get(known) or bulk.add(Party, kind=known[0], name=name.plain[0])
    return found


def _standing(parties: set[int]) -> dict[tuple[str, int, int], list[DayWindow]]:
    """The times of the relationships among parties (ids), by kind and pair."""
    found = dict[tuple[str, int, int], list[DayWindow]]()
    both = among(PartyRelationship.subject, parties), among(PartyRelationship.object, parties)
    for row in PartyRelationship.select().where(*both):
        low, high = sorted((row.subject_id, row.object_id))
        window = row.first_day or date.min, row.last_day or date.max
        found.setdefault((row.kind, low, high), []).append(window)
    return found


def relation_windows(relations: Iterable[tuple[str, str, PartyName, PartyName]]) -> Iterator[tuple[str, date, date]]:
    """The times that stand of relationships given as key, kind and the two parties: key, first and last day."""
    asked = list(relations)
    parties = parties_of({name for _, _, *ends in asked for name in ends})
    standing = _standing(set(parties.values()))
    for key, kind, one, other in asked:
        if one in parties and other in parties:
            low, high = sorted((parties[one], parties[other]))
            yield from ((key, *window) for window in standing.get((kind, low, high), ()))


def read_party_relations() -> Iterator[NewPartyRelation]:
    """All relationships, page by page; those of parties that were merged into others stay behind."""
    last = 0
    rows = PartyRelationship.select().order_by(PartyRelationship.id).limit(PAGE)
    while page := list(rows.where(PartyRelationship.id > last)):
        names = party_names({party for row in page for party in (row.subject_id, row.object_id)})
        for row in page:
            if row.subject_id in names and row.object_id in names:
                ends = names[row.subject_id], names[row.object_id]
                yield NewPartyRelation(ends[0], row.kind, ends[1], row.first_day, row.last_day)
        last = page[-1].id
