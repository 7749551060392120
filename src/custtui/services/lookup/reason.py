"""Why a customer was found, where it is not the name: 'contact Ann Heath', 'phone (212) 555-0123' (X-01)."""

from functools import lru_cache

from custtui.domain import phone, tax_number, words
from custtui.domain.records.account import FOUND
from custtui.domain.records.sited import FOUND_AT
from custtui.models.search.document import PHONE_LABELS, Document
from custtui.services.lookup.layers import Asked


@lru_cache(maxsize=4_000)
def _words(text: str) -> str:
    """The words of a text, a blank before each: what begins one of them is then sought as a piece of text."""
    return " ".join(["", *words.joined(text)])


PLACES = (*FOUND_AT.values(), "street", "city", "postal code", "state")
LABELS = tuple(dict.fromkeys(("site", "account", "contact", *PLACES, "e-mail", *FOUND.values())))
"""Facts in the order they are looked at."""


def reason(document: Document, asked: Asked) -> str:
    """The first fact that a word not in the name was found in; '' where the name or the code says it all."""
    seen = [document.name, document.code]
    left = [word for word in asked.words if not any(_begins(word, text) for text in seen)]
    if not left:
        return ""
    return (
        _phone(document, asked.numbers or asked.within, asked.lettered)
        or _mail(document, asked.mail)
        or _number(document, asked.joined)
        or _fact(document, left)
    )


def _begins(word: str, text: str) -> bool:
    return f" {word}" in _words(text)


def _phone(document: Document, numbers: tuple[str, ...], lettered: str) -> str:
    for label in PHONE_LABELS if numbers or lettered else ():
        for text in document.facts.get(label, ()):
            tails = phone.tails(text)
            if (lettered and phone.squeezed(text) == lettered) or any(
                tail.startswith(number) for number in numbers for tail in tails
            ):
                return f"{label} {text}"
    return ""


def _mail(document: Document, mail: str) -> str:
    found = (text for text in document.facts.get("e-mail", ()) if mail and text.casefold().startswith(mail))
    return next((f"e-mail {text}" for text in found), "")


def _number(document: Document, joined: str) -> str:
    """What an account is found by as it is by its tax number (see records.account)."""
    for label in FOUND.values() if joined else ():
        for text in document.facts.get(label, ()):
            if any(form.startswith(joined) for form in tax_number.search_forms(text)):
                return f"{label} {text}"
    return ""


def _fact(document: Document, left: list[str]) -> str:
    """The fact with most of the words left; of equals the first."""
    best, most = "", 0
    for label in LABELS:
        for text in document.facts.get(label, ()):
            count = sum(_begins(word, text) for word in left)
            if count > most:
                best, most = f"{label} {text}", count
    return best


def sure(document: Document, asked: Asked) -> bool:
    """Is the only hit surely meant? A number has to be a whole one of this customer, not a piece of a stranger's.

    A phone counts from its local number on (seven digits), postal code and numbers of the account (tax number) whole,
    a name that is a number.
    """
    if not phone.is_number(asked.text):
        return True
    if asked.name == words.sort_key(document.business_name):
        return True
    whole = words.code_key(asked.text)
    if any(words.code_key(text) == whole for text in document.facts.get("postal code", ())):
        return True
    if any(whole in tax_number.search_forms(text) for text in document.numbers()):
        return True
    phones = (text for label in PHONE_LABELS for text in document.facts.get(label, ()))
    local = {one for one in asked.numbers if len(one) >= phone.LOCAL}
    return any(local & {*phone.tails(text), *phone.with_extension(text)} for text in phones)
