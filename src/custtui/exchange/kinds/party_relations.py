"""What parties are to one another: customers, contacts of theirs, and others (F-42)."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from custtui.domain.records.relation import RelationDays
from custtui.domain.relations import ORGANIZATION, PERSON, RELATION_KINDS, RelationKind
from custtui.domain.who import Who
from custtui.exchange import cells
from custtui.exchange.kind import CellValues, Complain, FileColumn, FileRow, Kind, Reference, columns_of
from custtui.services.bulk.parties import PartyName, as_told
from custtui.services.bulk.party_relations import (
    NewPartyRelation,
    read_party_relations,
    relation_windows,
    write_party_relations,
)

KINDS = {kind.code: kind for kind in RELATION_KINDS}


def _end_columns(end: str, who: str) -> tuple[FileColumn, ...]:
    other = f"beside `{end}`: its contact of that name; alone: a party that is neither; `Ann#2`: the second Ann"
    return (
        FileColumn(end, f"code of the customer {who}", cells.CODE, "3897-5"),
        FileColumn(f"{end}_name", other, cells.TEXT, "Ann Lee"),
        FileColumn(
            f"{end}_kind",
            "of a party that is neither; blank: of the one there is, else the one that fits, PERSON",
            cells.one_of(ORGANIZATION, PERSON),
            PERSON,
        ),
    )


class PartyRelations(Kind):
    """Party relationships; one row each."""

    name = "partyrelations"
    what = "what parties are to one another: subsidiary, partner, employee …"
    overlap = "that, or the opposite, is recorded until"
    columns = (
        *_end_columns("subject", "who is it"),
        FileColumn(
            "kind", "what the subject is to the related one", cells.one_of(*KINDS), "SUBSIDIARY", required=True
        ),
        *_end_columns("related", "to whom it is that"),
        *columns_of(RelationDays),
    )

    def make(self, rows: list[FileRow], complain: Complain) -> NewPartyRelation:
        """A relationship."""
        values, line = rows[0].values, rows[0].line
        kind = KINDS[values["kind"]]
        ends = [_end(values, "subject", kind.subject), _end(values, "related", kind.related)]
        for end, one, fitting in zip(("subject", "related"), ends, (kind.subject, kind.related), strict=True):
            if not one.customer and not one.name:
                complain(line, end, "names nobody: a customer, or a name")
            elif one.kind and one.kind not in fitting:
                complain(line, f"{end}_kind", f'a {one.kind} cannot be "{_words(kind, end)}"')
        ends = as_told(ends)
        if ends[0].key == ends[1].key:
            complain(line, "related", "a party is not related to itself")
        one = NewPartyRelation(ends[0], kind.code, ends[1], values.get("first_day"), values.get("last_day"))
        if one.window[1] < one.window[0]:
            complain(line, "last_day", "is before the first day")
        return one

    def needs(self, item: NewPartyRelation) -> Iterable[Reference]:
        """The customers, of a kind that fits, and contacts."""
        kind = KINDS[item.kind]
        for end, one, fitting in (("subject", item.subject, kind.subject), ("related", item.related, kind.related)):
            if one.customer and one.name:
                yield f"{end}_name", "contact", one.key
            elif one.customer:
                sort = "customer" if len(fitting) > 1 else SORTS["".join(fitting)]
                yield end, sort, one.customer

    def spans(self, item: NewPartyRelation) -> Iterable[tuple[str, str, date, date]]:
        """The same at the same time is recorded once."""
        yield "kind", item.key, *item.window

    def windows(self, keys: list[str]) -> Iterable[tuple[str, date, date]]:
        """What is recorded already."""
        asked = ((key, *key.split("\n")) for key in keys)
        return relation_windows((key, kind, _named(one), _named(other)) for key, kind, one, other in asked)

    def write(self, who: Who, items: Callable[[], Iterator[NewPartyRelation]]) -> int:
        """In bulk."""
        return write_party_relations(who, items())

    def read(self) -> Iterator[NewPartyRelation]:
        """All relationships."""
        return read_party_relations()

    def rows(self, item: NewPartyRelation) -> Iterable[CellValues]:
        """One row."""
        values: CellValues = {"kind": item.kind, "first_day": item.first_day, "last_day": item.last_day}
        for end, one in (("subject", item.subject), ("related", item.related)):
            values |= {end: one.customer, f"{end}_name": one.name, f"{end}_kind": one.kind}
        yield values


SORTS = {ORGANIZATION: "organization", PERSON: "natural person"}


def _end(values: CellValues, end: str, fitting: tuple[str, ...]) -> PartyName:
    """A contact is a person; a customer's kind stands in the database; a blank one is that of the party there is."""
    code, name = values.get(end, ""), values.get(f"{end}_name", "")
    if code or not name:
        return PartyName(code, name, PERSON if name else "")
    return PartyName("", name, values.get(f"{end}_kind", fitting[0] if len(fitting) == 1 else ""))


def _named(key: str) -> PartyName:
    """The party behind its key."""
    code, _, rest = key.partition("\t")
    name, _, kind = rest.partition("\t")
    return PartyName(code, name, kind)


def _words(kind: RelationKind, end: str) -> str:
    return kind.forward if end == "subject" else kind.backward
