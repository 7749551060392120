"""Likely twins of a customer that is being typed (X-02)."""

from custtui.domain import email, phone, tax_number, words
from custtui.models import search
from custtui.models.search_document import PHONE_LABELS, Document
from custtui.services.lookup import hits_of
from custtui.services.views import Hit

MOST = 5
FORMS = frozenset(
    "inc llc ltd limited corp corporation co company gmbh ag kg sa sarl sas bv nv srl spa ab as oy".split()
)
"""Legal forms and the like: two names that differ by these only are the same."""

SHORTEST_PHONE = 6
SHORTEST_TAX_NUMBER = 5


def likely(
    name: str = "", postal_code: str = "", phone_number: str = "", mail: str = "", tax: str = "", but: int = 0
) -> list[Hit]:
    """Customers with the same tax number, e-mail or phone, or the same name at the same postal code; five at most.

    The reason says which. Inactive ones count too; `but` is the account being edited.
    """
    reasons: dict[int, str] = {}
    for text, label, keys in (
        (tax, "tax number", {one for one in tax_number.search_forms(tax) if len(one) >= SHORTEST_TAX_NUMBER}),
        (mail, "e-mail", {email.normal(mail)} if "@" in mail else set[str]()),
        (phone_number, "phone", {one for one in phone.readings(phone_number) if len(one) >= SHORTEST_PHONE}),
    ):
        for key in keys:
            for account in _with_key(key[: words.LONGEST_WORD], label):
                reasons.setdefault(account, f"same {label} {text.strip()}")
    for account in _with_name(name, postal_code):
        reasons.setdefault(account, "same name" + (f", {postal_code.strip()}" if postal_code.strip() else ""))
    ids = [one for one in reasons if one != but][:MOST]
    return list(hits_of(ids, lambda one: reasons[one.account_id]))


def _with_key(key: str, label: str) -> list[int]:
    """Accounts that have the whole key, not only one that begins so."""
    hits = search.by_key(key, MOST * 4)
    known = search.documents([*hits.active, *hits.inactive])
    return [one.account_id for one in known.values() if key in one.whole() and _labelled(one, label)]


def _labelled(document: Document, label: str) -> bool:
    return any(one in document.facts for one in (PHONE_LABELS if label == "phone" else (label,)))


def _with_name(name: str, postal_code: str) -> list[int]:
    core = _core(name)
    if not core:
        return []
    place = words.code_key(postal_code)
    wanted = words.asked(" ".join(core))
    hits = search.by_words([*wanted, *([place] if place else [])], names=not place, limit=MOST * 10)
    known = search.documents([*hits.active, *hits.inactive])
    return [one.account_id for one in known.values() if _core(one.name) == core and _is_at(one, place)]


def _core(name: str) -> list[str]:
    """The words that make a name, in order, without legal forms."""
    return [word for word in words.sort_key(name.partition(" · ")[0]).split() if word not in FORMS]


def _is_at(document: Document, place: str) -> bool:
    return not place or any(words.code_key(one) == place for one in document.facts.get("postal code", ()))
