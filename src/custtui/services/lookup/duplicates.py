"""Likely twins of a customer that is being made, whatever way it is made (X-02, F-27, R-41)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from peewee import fn

from custtui.domain import email as mails
from custtui.domain import similarity, tax_number, words
from custtui.domain.customer import CustomerFields
from custtui.domain.errors import Confirm
from custtui.domain.similarity import Likeness, Person, compare
from custtui.models.account import CustomerAccount
from custtui.models.prepared import Prepared
from custtui.models.search import engine as search
from custtui.models.search.document import PHONE_LABELS, Document
from custtui.models.search.statements import total
from custtui.services.lookup import hits_of
from custtui.services.views import Hit

TWIN = "twin"
"""The question whether a customer is made although a very likely twin stands already."""

MOST_EACH = 40
"""Accounts looked at for one key: many small shops of one trade share a postal code."""

MOST = 150
"""Accounts looked at in all, so that it takes a keystroke's time whatever the size of the house (P-7)."""

AT_ONCE = 500

PARTY = Prepared(lambda code: CustomerAccount.select(CustomerAccount.party).where(CustomerAccount.code == code))
OF_PARTY = Prepared(lambda party: CustomerAccount.select(CustomerAccount.id).where(CustomerAccount.party == party))


@dataclass(frozen=True, slots=True)
class Twin:
    """A customer that may be the same one: `why` tells what both have in common, a `strong` one asks at F9."""

    hit: Hit
    score: int
    why: str
    strong: bool


def likely_for(fields: CustomerFields, *, limit: int = 5) -> list[Twin]:
    """Customers like one that is being typed; accounts of a party it shares are meant to be alike (F-16)."""
    return twins_of(person_of(fields), limit=limit, but=_of_party(fields.share_party.strip()))


def person_of(fields: CustomerFields) -> Person:
    """What a form tells of who is made."""
    places = tuple(dict.fromkeys((fields.billing.postal_code, fields.shipping.postal_code)))
    mails = (fields.email, fields.alt_email, fields.contact_email, fields.contact_alt_email)
    return Person(fields.name, places, (fields.phone, fields.contact_phone), mails, (fields.tax_number,))


def ask_about_twin(fields: CustomerFields, confirmed: Collection[str]) -> None:
    """Every way of making one customer passes here. Raises Confirm where a strong twin stands (F-27, R-41)."""
    if TWIN in confirmed:
        return
    twin = next(iter(likely_for(fields, limit=1)), None)
    if twin is not None and twin.strong:
        raise Confirm(TWIN, f"Create anyway? Like {twin.hit.code} {twin.hit.name}: {twin.why}")


def twins_of(person: Person, *, limit: int = 5, but: Collection[int] = ()) -> list[Twin]:
    """Customers like a person, from a bounded number of candidates."""
    keys = sorted(key[: words.LONGEST_WORD] for key in keys_of(person))
    found = search.with_keys(keys, MOST_EACH)
    ids = dict.fromkeys(one for key in sorted(found, key=lambda key: len(found[key])) for one in found[key])
    known = search.documents([one for one in ids if one not in but][:MOST])
    alike = [(one, compare(person, known_person(one))) for one in known.values()]
    alike = [(one, how) for one, how in alike if how.score >= similarity.SHOWN]
    best = dict(sorted(((one.account_id, how) for one, how in alike), key=lambda pair: (-pair[1].score, pair[0])))
    hits = hits_of(list(best)[:limit], {one: _why(how) for one, how in best.items()})
    return [Twin(hit, best[hit.account_id].score, hit.reason, best[hit.account_id].strong) for hit in hits]


def standing_twins(people: Sequence[Person]) -> list[str]:
    """For each of many the customer that stands already and is very like it, in words; '' where there is none."""
    if not total(inactive=True):
        return [""] * len(people)
    keys = [keys_of(person, narrow=True) for person in people]
    found = search.with_keys(sorted(set().union(*keys)), MOST_EACH)
    known = search.documents(sorted({one for ids in found.values() for one in ids}))
    persons = {one: known_person(document) for one, document in known.items()}
    return [
        _told(known, persons, person, {one for key in mine for one in found.get(key, ())})
        for person, mine in zip(people, keys, strict=True)
    ]


def _told(known: dict[int, Document], persons: dict[int, Person], person: Person, ids: Collection[int]) -> str:
    alike = [(compare(person, persons[one]), one) for one in sorted(ids) if one in persons]
    how, best = max(alike, key=lambda pair: pair[0].score, default=(Likeness(0), 0))
    return f"like {known[best].code} {known[best].business_name}: {_why(how)}" if how.strong else ""


def newest() -> int:
    """The customer (id) made last."""
    return CustomerAccount.select(fn.MAX(CustomerAccount.id)).scalar() or 0


def made_after(last: int) -> Iterator[tuple[str, Person]]:
    """Code and person of every customer made after one (id): they are made one at a time, so none is missed."""
    rows = CustomerAccount.select(CustomerAccount.id).order_by(CustomerAccount.id).limit(AT_ONCE)
    while page := [one for (one,) in rows.where(CustomerAccount.id > last).tuples()]:
        for one in search.documents(page).values():
            yield one.code, known_person(one)
        last = page[-1]


def twins_of_account(account_id: int, limit: int = 10) -> list[Twin]:
    """Customers like one that stands: whom it may have to be merged with (F-28)."""
    one = search.documents([account_id]).get(account_id)
    return twins_of(known_person(one), limit=limit, but=[account_id]) if one else []


def keys_of(person: Person, *, narrow: bool = False) -> set[str]:
    """Keys of the lookup's index under which a twin stands; `narrow` leaves out those of the single words."""
    found: set[str] = set()
    for text in person.phones:
        found |= similarity.phone_forms(text)
    found |= {mails.normal(text) for text in person.emails if "@" in text}
    for text in person.tax_numbers:
        found |= {form for form in tax_number.search_forms(text) if len(form) >= similarity.SHORTEST_TAX_NUMBER}
    if narrow:
        return found | similarity.narrow_keys(person.name, person.postal_codes)
    return found | similarity.name_keys(person.name, person.postal_codes)


def known_person(one: Document) -> Person:
    """A customer that stands, as it is compared."""
    phones = [text for label in PHONE_LABELS for text in one.facts.get(label, ())]
    return Person(
        one.business_name,
        one.facts.get("postal code", ()),
        phones,
        one.facts.get("e-mail", ()),
        one.facts.get("tax number", ()),
    )


def _why(how: Likeness) -> str:
    return ", ".join(how.reasons)


def _of_party(code: str) -> Sequence[int]:
    row = PARTY.first(code) if code else None
    return [one for (one,) in OF_PARTY(row[0])] if row else ()
