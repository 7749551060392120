"""Customers by the hundred thousand, straight into the tables: names, streets and phones spread as real ones are."""

import bisect
import itertools
import random
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from custtui.models.base import db

STAMP = "2026-01-01T00:00:00.000000Z"
FIRST = (
    "James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph "
    "Jessica Thomas Karen Carlos Sarah Ana Emma Anna Ann Sofia Maria José Luis Juan Wei Hiroshi Yuki Olga Ivan "
    "Jürgen Björn Zoë"
).split()
LAST = (
    "Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson "
    "Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis "
    "Robinson Diaz Heath Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann O'Brien "
    "Nguyen Tanaka Rossi Dubois Åberg"
).split()
TRADES = (
    "Inc GmbH Ltd LLC Market Trading Foods Stores Bakery Group Services International Consulting Solutions Co".split()
)
STREETS = "Main Elm Oak Maple Park Washington Lake Hill Walnut Church Broad Station Bahnhof High Mill River".split()
KINDS = ("St", "Ave", "Rd", "Street", "Lane", "Drive", "Straße", "Blvd")
CITIES = (
    "New York,Boston,Austin,Newark,Chicago,London,München,Berlin,Springfield,Denver,Seattle,Köln,Madrid,Oslo".split(
        ","
    )
)
MAILS = "gmail.com yahoo.com hotmail.com outlook.com mail.example".split()
SYLLABLES = (
    "ba be co da de do el fa ga ha he jo ka ke la le li lo ma me mi mo na ne ni pa pe ra re ri ro sa se si so sta "
)
SYLLABLES += "ta te to tra va vi wa we xa ya yo za zu qu sch ck ner son man berg ton ley ville"


def _zipf(dice: random.Random, known: list[str], made: int) -> Callable[[], str]:
    """Draws a word, the first ones far more often than the last."""
    syllables = SYLLABLES.split()
    words = [*known, *("".join(dice.choices(syllables, k=dice.randint(2, 4))).title() for _ in range(made))]
    sums = list(itertools.accumulate(1 / (rank + 5) ** 0.9 for rank in range(len(words))))
    return lambda: words[bisect.bisect(sums, dice.random() * sums[-1])]


class People:
    """Draws what customers are made of; the same seed gives the same customers."""

    def __init__(self, seed: int) -> None:
        self.dice = dice = random.Random(seed)
        self.first, self.last = _zipf(dice, FIRST, 1_000), _zipf(dice, LAST, 20_000)
        self.trade, self.street = _zipf(dice, TRADES, 40), _zipf(dice, STREETS, 6_000)
        self.city, self.kind = _zipf(dice, CITIES, 3_000), _zipf(dice, list(KINDS), 0)
        self.mail = _zipf(dice, MAILS, 4_000)

    def name(self) -> str:
        """A business or a person."""
        shape = self.dice.random()
        if shape < 0.35:
            return f"{self.first()} {self.last()}"
        return f"{self.last()} {self.trade()}" if shape < 0.7 else f"{self.last()} {self.last()} {self.trade()}"

    def phone(self) -> str:
        """Mostly North American, in three spellings."""
        area, line = self.dice.randint(201, 989), self.dice.randint(0, 9_999)
        local = self.dice.choice((555, 555, self.dice.randint(200, 999)))
        return self.dice.choice(
            (f"({area}) {local}-{line:04}", f"+1{area}{local}{line:04}", f"{area}.{local}.{line:04}")
        )

    def address(self) -> tuple[str, str, str, str, str]:
        """Street, city, state, postal code, country."""
        number, state = self.dice.randint(1, 2_000), self.dice.choice(("NY", "NJ", "CA", "TX", "MA", "WA", "FL", ""))
        return (
            f"{number} {self.street()} {self.kind()}",
            self.city(),
            state,
            f"{self.dice.randint(501, 99950):05}",
            "US",
        )


def fill(customers: int, seed: int = 7, progress: Callable[[int], None] = lambda done: None) -> None:
    """Write so many customers with sites, contacts, phones, e-mails and half as many orders; not the index."""
    people = People(seed)
    with db.atomic():
        for start in range(1, customers + 1, 10_000):
            ids = range(start, min(start + 10_000, customers + 1))
            _write(people, ids, customers)
            progress(ids[-1])


def _write(people: People, ids: range, customers: int) -> None:
    dice = people.dice
    names = {one: people.name() for one in ids}
    persons = {one: f"{people.first()} {people.last()}" for one in ids if dice.random() < 0.6}
    sites = [(2 * one + second, one, second) for one in ids for second in range(2 if dice.random() < 0.3 else 1)]
    orders = [(one, one // 2_000 * 2_000 or 2 if one % 4 == 0 else one) for one in ids if one % 2 == 0]
    _into("party", "id kind name active", ((one, "ORGANIZATION", name, 1) for one, name in names.items()))
    _into("party", "id kind name active", ((one + customers, "PERSON", name, 1) for one, name in persons.items()))
    accounts = ((one, one, f"3897-{one}", "USD", int(dice.random() > 0.05)) for one in ids)
    _into("customer_account", "id party_id code currency active", accounts)
    _into("location", "id street city state postal_code country", ((site, *people.address()) for site, _, _ in sites))
    places = ((site, one, site, 1 - second, 1) for site, one, second in sites)
    _into("party_site", "id party_id location_id identifying active", places)
    uses = ((site, one, site, f"{people.last()} Warehouse" if second else "", 1) for site, one, second in sites)
    _into("customer_site", "id account_id party_site_id alias active", uses)
    _into(
        "contact", "id person_id account_id is_primary active", ((one, one + customers, one, 1, 1) for one in persons)
    )
    _into("contact_point", "id account_id contact_id kind value normal is_primary", _points(people, names, persons))
    _orders(dice, orders)


def _points(people: People, names: dict[int, str], persons: dict[int, str]) -> Iterator[tuple[Any, ...]]:
    for one, name in names.items():
        yield 3 * one, one, None, "PHONE", *_phone(people), 1
        mail = f"{name.split()[0]}.{one % 997}@{people.mail()}".lower()
        yield 3 * one + 1, one, None, "EMAIL", mail, mail, 1
        if one in persons and one % 2:
            yield 3 * one + 2, None, one, "PHONE", *_phone(people), 1


def _phone(people: People) -> tuple[str, str]:
    number = people.phone()
    return number, "".join(filter(str.isdigit, number))


def _orders(dice: random.Random, orders: list[tuple[int, int]]) -> None:
    """One customer in two thousand has hundreds of orders, of each twentieth order the goods are still to come."""
    _into("sales_order", "id number account_id in_force_id", ((one, f"SO-{one}", who, one) for one, who in orders))
    columns = "id order_id revision sold_to_id sold_to_code bill_to_id bill_to_code order_date po_number currency"
    revisions = (
        (one, one, 1, who, f"3897-{who}", who, f"3897-{who}", _day(one), _po(dice, one), "USD") for one, who in orders
    )
    _into("order_revision", columns, revisions)
    states = ((one, one, "accepted" if one % 40 == 0 else "finished") for one, _ in orders)
    _into("revision_state", "id revision_id status", states)


def _day(one: int) -> str:
    return f"2026-{one % 12 + 1:02}-{one % 28 + 1:02}"


def _po(dice: random.Random, one: int) -> str:
    return f"PO-{dice.randint(1, 10**6)}" if one % 3 == 0 else ""


def _into(table: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Write rows of these columns; the others are empty or zero."""
    known = columns.split()
    rest = [row[1:4] for row in db.execute_sql(f'PRAGMA table_info("{table}")').fetchall() if row[1] not in known]
    names = ", ".join(f'"{name}"' for name in (*known, *(name for name, _, _ in rest)))
    values = ", ".join([*("?" for _ in known), *(_otherwise(*column) for column in rest)])
    db.connection().executemany(f'INSERT INTO "{table}" ({names}) VALUES ({values})', rows)


def _otherwise(name: str, kind: str, needed: int) -> str:
    if not needed:
        return "NULL"
    if name.endswith("_at"):
        return f"'{STAMP}'"
    return "0" if kind == "INTEGER" else "''"
