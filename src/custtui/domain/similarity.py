"""How alike two customers are: by sound and spelling of the name, with postal code, phone, e-mail, tax number (X-02).

Names are compared without legal forms, accents and the ways of spelling umlauts. What cannot be read aloud by the
library's rules (other scripts, digits) is compared as it is written.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from custtui.domain import email, phone, tax_number, words

FORMS = frozenset(
    "inc incorporated corp corporation co company llc llp ltd limited plc gmbh mbh ag kg kgaa ohg gbr ev se sa sas"
    " sarl srl spa snc bv nv vof oy oyj ab as aps pty pvt sl slu sro zoo kk the and und et of ооо зао оао пао".split()
)
"""Legal forms and small words: two names that differ by these only are the same."""

IDEOGRAMS = ("股份有限公司", "有限责任公司", "有限公司", "株式会社", "有限会社", "合同会社", "주식회사")
SHORT = {
    "intl": "international",
    "bros": "brothers",
    "mfg": "manufacturing",
    "saint": "st",
    "mount": "mt",
    "assoc": "associates",
    "mgmt": "management",
    "svcs": "services",
}
_UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("ph", "f"))

MOST_WORDS = 4
MOST_PLACES = 6
SHORTEST_PHONE = 6
SHORTEST_TAX_NUMBER = 5

SHOWN, STRONG = 35, 70
"""A score from which on a twin is shown, and from which on keeping the new customer asks (F-27)."""

NAME, POSTAL, PHONE, EMAIL, TAX = 50, 30, 35, 40, 70
"""What each thing in common is worth; the postal code only beside a name that is alike."""

ALIKE = 0.8
"""Names less alike than this have nothing in common."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is compared: a name, and everything known of where it is and how it is reached."""

    name: str
    postal_codes: Sequence[str] = ()
    phones: Sequence[str] = ()
    emails: Sequence[str] = ()
    tax_numbers: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """0 to 100 and more; `reasons` in the order of weight: 'same name', 'same phone'."""

    score: int
    reasons: tuple[str, ...] = field(default=())

    @property
    def strong(self) -> bool:
        """So alike that making a second one has to be confirmed."""
        return self.score >= STRONG


@lru_cache(maxsize=20_000)
def name_words(name: str) -> tuple[str, ...]:
    """The words that make a name: folded, without legal forms; all words where nothing else would be left."""
    plain = name
    for form in IDEOGRAMS:
        plain = plain.replace(form, "")
    every = words.sort_key(plain).split()
    kept = [word for word in every if word not in FORMS and (len(word) > 1 or not word.isascii())]
    return tuple(_spelled(SHORT.get(word, word)) for word in kept or every)


def _spelled(word: str) -> str:
    if word.isascii():
        for two, one in _UMLAUTS:
            word = word.replace(two, one)
    return word


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """How a word sounds; what has no sound for the library is itself."""
    import jellyfish  # here: no screen of the order desk needs it (P-6)

    if not (word.isascii() and word.isalpha()):
        return word
    return jellyfish.metaphone(word) or word


def place_key(postal_code: str) -> str:
    """A postal code as it is compared: 10001-1234 is 10001."""
    key = words.code_key(postal_code)
    return key[:5] if len(key) == 9 and key.isdecimal() else key


def name_keys(name: str, postal_codes: Sequence[str]) -> set[str]:
    """Keys that alike customers share, for an index: the sound of the whole name, and by place that of each word."""
    sounds = [sound(word) for word in name_words(name)[:MOST_WORDS]]
    places = _places(postal_codes) if sounds else ()
    return narrow_keys(name, postal_codes) | {f"={place} {one}" for place in places for one in sounds}


def _places(postal_codes: Sequence[str]) -> list[str]:
    return [one for one in dict.fromkeys(map(place_key, postal_codes)) if one][:MOST_PLACES]


def narrow_keys(name: str, postal_codes: Sequence[str]) -> set[str]:
    """Those of the keys that few share: enough for a file with many customers."""
    if not name_words(name):
        return set()
    first, places = sound(name_words(name)[0]), _places(postal_codes)
    return {whole_key(name), *(begin_key(name, one) for one in places), *(f"={one} {first}" for one in places)}


def meeting_keys(one: Person) -> set[str]:
    """Keys under which two of one file meet, fewer still: name with place, phone, e-mail, tax number."""
    found = {f"{whole_key(one.name)} {place}" for place in _places(one.postal_codes)} if one.name else set[str]()
    found |= {min(forms, key=len) for text in one.phones if (forms := phone_forms(text))}
    return found | _mails(one) | {min(forms, key=len) for forms in [_taxes(one)] if forms}


def whole_key(name: str) -> str:
    """The key of the sound of a whole name."""
    return "=" + sound("".join(name_words(name)))


def begin_key(name: str, place: str) -> str:
    """The key of a place and how a name begins, for misspellings that sound different."""
    return f"={place}/{name_words(name)[0][:3]}"


def name_likeness(one: str, other: str) -> float:
    """0 to 1: how alike two names are, whatever the order of their words."""
    first, second = name_words(one), name_words(other)
    if not first or not second:
        return 0.0
    if sorted(first) == sorted(second):
        return 1.0
    return max(_by_words(first, second), _run_together("".join(first), "".join(second)))


def _by_words(first: Sequence[str], second: Sequence[str]) -> float:
    """Each word of the shorter name finds its best in the longer one; longer words weigh more."""
    fewer, more = sorted((first, second), key=len)
    left = list(more)
    total, common = sum(map(len, (*first, *second))), 0.0
    for word in fewer:
        best = max(left, key=lambda other, word=word: word_likeness(word, other), default="")
        likeness = word_likeness(word, best) if best else 0.0
        if likeness:
            left.remove(best)
            common += likeness * (len(word) + len(best))
    return common / total


def _run_together(one: str, other: str) -> float:
    """Coca Cola and CocaCola; a slip of a letter is allowed in ten."""
    import jellyfish

    if min(len(one), len(other)) < 6:
        return 0.0
    slips = jellyfish.damerau_levenshtein_distance(one, other)
    longest = max(len(one), len(other))
    return 1 - slips / longest if slips * 10 <= longest else 0.0


@lru_cache(maxsize=50_000)
def word_likeness(one: str, other: str) -> float:
    """0 where the words are different ones; a word that sounds the same may be spelled a little further off."""
    import jellyfish

    if one == other:
        return 1.0
    if min(len(one), len(other)) < 3 or any(map(str.isdigit, one + other)):
        return 0.0
    spelled = jellyfish.jaro_winkler_similarity(one, other)
    same_sound = sound(one) == sound(other)
    if spelled >= 0.9 or (same_sound and spelled >= 0.75):
        return max(spelled, 0.9 if same_sound and len(one) > 4 else 0.0)
    return 0.0


def compare(one: Person, other: Person) -> Likeness:
    """How likely both are the same customer."""
    found = [_name(one, other), _same("tax number", TAX, _taxes(one) & _taxes(other))]
    found.append(_same("e-mail", EMAIL, _mails(one) & _mails(other)))
    found.append(_same("phone", PHONE, _same_phones(one.phones, other.phones)))
    kept = sorted((one for one in found if one.score), key=lambda one: -one.score)
    return Likeness(sum(one.score for one in kept), tuple(reason for one in kept for reason in one.reasons))


def _same(what: str, worth: int, common: object) -> Likeness:
    return Likeness(worth, (f"same {what}",)) if common else Likeness(0)


def _name(one: Person, other: Person) -> Likeness:
    likeness = name_likeness(one.name, other.name)
    if likeness < ALIKE:
        return Likeness(0)
    score = round(NAME - 2 * NAME * max(0.0, 0.95 - likeness))
    same = "same name" if likeness > 0.99 else "name alike"
    here = {place_key(code) for code in one.postal_codes} & {place_key(code) for code in other.postal_codes} - {""}
    return Likeness(score + POSTAL, (same, "same postal code")) if here else Likeness(score, (same,))


def _mails(one: Person) -> set[str]:
    return {email.normal(text) for text in one.emails if "@" in text}


def _taxes(one: Person) -> set[str]:
    forms = {form for text in one.tax_numbers for form in tax_number.search_forms(text)}
    return {form for form in forms if len(form) >= SHORTEST_TAX_NUMBER}


@lru_cache(maxsize=20_000)
def phone_forms(text: str) -> frozenset[str]:
    """The digits a number may be written with; too short ones say nothing."""
    return frozenset(one for one in phone.readings(text) if len(one) >= SHORTEST_PHONE)


def _same_phones(some: Sequence[str], others: Sequence[str]) -> bool:
    """Written in full or without country code; a local number is the end of a full one."""
    left = {form for text in some for form in phone_forms(text)}
    right = {form for text in others for form in phone_forms(text)}
    return bool(left & right) or any(_ends(one, other) for one in left for other in right)


def _ends(one: str, other: str) -> bool:
    short, full = sorted((one, other), key=len)
    return len(short) >= phone.LOCAL and full.endswith(short)
