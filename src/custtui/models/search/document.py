"""What search knows of one account, and the words and keys it is found by."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Any, cast

from custtui.domain import email, phone, similarity, tax_number
from custtui.domain.records.account import FOUND
from custtui.domain.words import LONGEST_WORD, code_key, indexed, joined, sort_key

NAME_LABELS = ("account", "site")
"""Facts that count as names, beside the business name."""

PHONE_LABELS = ("phone", "fax")
WHOLE_LABELS = (*FOUND.values(), "postal code", "web")
INACTIVE = 1 << 40
"""Added to the id of an inactive account in the index, so that one range of ids hides what is."""

ACCOUNT_MARK = " · "
"""Stands between a party's name and that of one of its accounts."""

MOST_TEXTS = 3_000
"""An account with more sites than that is found by the first of them: PostgreSQL holds 1 MB of words a row."""

_joined = lru_cache(maxsize=2_000)(joined)


@dataclass(slots=True)
class Document:
    """An account as search keeps it; `facts` maps a label ('site', 'contact', 'phone' …) to its texts."""

    account_id: int
    active: bool
    code: str
    name: str
    place: str
    facts: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    readable: bool = True
    """False where others wrote facts that are none: it has none then, and `check` names it."""

    @property
    def key(self) -> int:
        """Id in the index: inactive accounts come after all active ones."""
        return self.account_id if self.active else self.account_id + INACTIVE

    @property
    def business_name(self) -> str:
        """The party's name, without that of the account."""
        return self.name.partition(ACCOUNT_MARK)[0]

    def add(self, label: str, text: str) -> None:
        """Know another fact; the same text is known once."""
        if text:
            texts = self.facts.setdefault(label, [])
            if text not in texts:
                texts.append(text)

    def names(self) -> set[str]:
        """The words of its names and aliases."""
        return indexed("\n".join([self.name, *(text for label in NAME_LABELS for text in self.facts.get(label, ()))]))

    def words(self) -> set[str]:
        """The words of everything it is found by, phones excepted."""
        plain = [self.name]
        found = joined(self.code)
        for label, texts in self.facts.items():
            if label in WHOLE_LABELS:
                found.update(*map(_joined, texts[:MOST_TEXTS]))
            elif label not in PHONE_LABELS:
                plain += texts[:MOST_TEXTS]
        return found | indexed("\n".join(plain))

    def whole(self) -> set[str]:
        """What it is looked up by whole: ends of phones, e-mail addresses, its numbers; keys of likely twins."""
        found = {tail for label in PHONE_LABELS for text in self.facts.get(label, ()) for tail in phone.tails(text)}
        found.update(map(email.normal, self.facts.get("e-mail", ())))
        for text in self.numbers():
            found |= tax_number.search_forms(text)
        found |= similarity.name_keys(self.business_name, self.facts.get("postal code", ()))
        return {key[:LONGEST_WORD] for key in found}

    def numbers(self) -> list[str]:
        """What its account is found by beside its names: the tax number, and whatever the record says is found so."""
        return [text for label in FOUND.values() for text in self.facts.get(label, ())]

    def row(self) -> tuple[int, int, str, str, str, str, str, str]:
        """Its row in the table of documents."""
        facts = json.dumps(self.facts, ensure_ascii=False, separators=(",", ":"))
        return (
            self.account_id,
            int(self.active),
            self.code,
            code_key(self.code),
            self.name,
            sort_key(self.name),
            self.place,
            facts,
        )


def from_row(row: tuple[int, int, str, str, str, str]) -> Document:
    """A document read back: id, active, code, name, place, facts."""
    account_id, active, code, name, place, facts = row
    known = _facts(facts)
    return Document(account_id, bool(active), code, name, place, known or {}, readable=known is not None)


def _facts(text: str) -> dict[str, list[str]] | None:
    """Labels and their texts; None where others than this program wrote what is none."""
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return cast("dict[str, list[str]]", found) if isinstance(found, dict) and _are_texts(found.values()) else None


def _are_texts(lists: Iterable[Any]) -> bool:
    """Lists of texts: joining tells, in no time, whether there is anything else among them."""
    if any(type(one) is not list for one in lists):
        return False
    try:
        "".join(chain.from_iterable(lists))
    except TypeError:
        return False
    return True


COLUMNS = "account_id, active, code, name, place, facts"
READ = f"SELECT {COLUMNS} FROM search_document WHERE account_id"
