"""Makes up people, companies, addresses and phones that look real: own word lists, the same seed the same data."""

import json
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from custtui.domain.address import Address
from custtui.domain.relations import ORGANIZATION, PERSON
from custtui.services.bulk.values import NewContact, NewCustomer, NewSite, PointPairs

LETTERS = "ABCEGHJKLMNPRSTVWXYZ"
DOMAINS = ("example.com", "example.org", "example.net")
TERMS = (("NET30", "CHECK"), ("NET30", "CHECK"), ("NET30", "CASH"), ("NET14", "CHECK"), ("NET60", "CREDIT CARD"))
FAMILY_FIRST = ("JP", "CN")


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """The word lists."""
    return json.loads(Path(__file__).with_name("words.json").read_text("utf-8"))


class Maker:
    """Makes up customers; every number of customers of one seed begins with the same ones."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.countries = [code for code, lists in words().items() if len(code) == 2 and "weight" in lists]
        self.weights = list(accumulate(words()[code]["weight"] for code in self.countries))

    def pick(self, some: list[Any]) -> Any:
        """One of them. As random.choice, at half its cost: a million customers take twenty each."""
        return some[int(self.random.random() * len(some))]

    def filled(self, pattern: str) -> str:
        """A pattern with a digit for each #, a letter for each @."""
        number = self.random.random
        return "".join(
            str(int(number() * 10)) if one == "#" else self.pick(list(LETTERS)) if one == "@" else one
            for one in pattern
        )

    def country(self) -> str:
        """A country, the seller's own most often."""
        return self.random.choices(self.countries, cum_weights=self.weights)[0]

    def address(self, country: str) -> Address:
        """An address in a country."""
        lists = words()[country]
        city, state, postal_code = self.pick(lists["cities"])
        street, number = self.pick(lists["streets"]), int(self.random.random() ** 2 * 400) + 1
        line = f"{number} {street}" if country in ("US", "CA", "GB", "FR") else f"{street} {number}"
        return Address(line, city, state, self.filled(postal_code), country)

    def phone(self, country: str) -> str:
        """A phone number as people of the country write it."""
        return self.filled(self.pick(words()[country]["phone"]))

    def person(self, country: str) -> str:
        """A person's full name."""
        lists = words()[country]
        first, last = self.pick(lists["first"]), self.pick(lists["last"])
        if country in FAMILY_FIRST:
            return f"{last}{first}"
        middle = f"{self.pick(list(LETTERS))}. " if country == "US" and self.random.random() < 0.4 else ""
        return f"{first} {middle}{last}"

    def company(self, country: str) -> str:
        """A company's name."""
        lists = words()[country]
        return self.pick(lists["companies"]).format(
            last=self.pick(lists["last"]),
            last2=self.pick(lists["last"]),
            city=self.pick(lists["cities"])[0],
            trade=self.pick(lists["trades"]),
        )

    def email(self, name: str, number: int) -> str:
        """An e-mail address in a domain that is reserved for examples."""
        letters = "".join(one for one in name.lower() if one.isascii() and (one.isalnum() or one == " "))
        return f"{'.'.join(letters.split()[:2]) or 'info'}.{number}@{self.pick(list(DOMAINS))}"

    def points(self, country: str, name: str, number: int) -> PointPairs:
        """What one reaches a customer by."""
        points = [("PHONE", self.phone(country))]
        if self.random.random() < 0.7:
            points.append(("EMAIL", self.email(name, number)))
        if self.random.random() < 0.15:
            points.append(("FAX", self.phone(country)))
        return tuple(points)

    def customer(self, code: str, number: int) -> NewCustomer:
        """A customer with its address, one in five with a second one, two in three with a contact."""
        country, chance = self.country(), self.random.random()
        is_person = chance < 0.25
        name = self.person(country) if is_person else self.company(country)
        terms, method = self.pick(list(TERMS))
        return NewCustomer(
            name=name,
            code=code,
            kind=PERSON if is_person else ORGANIZATION,
            line_of_business="" if is_person else self.pick(words()["lines_of_business"]),
            active=self.random.random() > 0.05,
            terms=terms,
            payment_method=method,
            points=self.points(country, name, number),
            sites=self._sites(country, name, is_person),
            contacts=() if is_person or chance > 0.9 else (self._contact(country, number),),
        )

    def _sites(self, country: str, name: str, is_person: bool) -> tuple[NewSite, ...]:
        two = not is_person and self.random.random() < 0.25
        first = NewSite(
            address=self.address(country), alias=name[:40], uses=(("BILL_TO", True), ("SHIP_TO", not two))
        )
        if not two:
            return (first,)
        second = self.address(country)
        return (first, NewSite(address=second, alias=f"{second.city} warehouse"[:40], uses=(("SHIP_TO", True),)))

    def _contact(self, country: str, number: int) -> NewContact:
        name = self.person(country)
        mail = ("EMAIL", self.email(name, number))
        return NewContact(name=name, title=self.pick(words()["titles"]), points=(mail,), primary=True)
