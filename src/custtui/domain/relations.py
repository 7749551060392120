"""Relationships in words, from either end: between accounts (R-16), and between parties (F-42)."""

from dataclasses import dataclass

ORGANIZATION, PERSON = "ORGANIZATION", "PERSON"
BOTH = (ORGANIZATION, PERSON)
KIND_WORDS = {ORGANIZATION: "an organization", PERSON: "a person"}
"""Kinds of party as sentences tell them."""


def read_kind(typed: str) -> str:
    """The kind of party typed: `O`, `org`, `person`, in English spelling of either side; '' where it is none."""
    text = typed.strip().casefold().replace("organis", "organiz")
    return next((kind for kind in BOTH if text and kind.casefold().startswith(text)), "")


@dataclass(frozen=True, slots=True)
class RelationKind:
    """A kind of party relationship: how the subject stands to the object, and the object to the subject.

    `subject` and `related` are the kinds of party that may stand at each end. Where both ends read the same, the
    relationship has no direction.
    """

    code: str
    forward: str
    backward: str
    subject: tuple[str, ...]
    related: tuple[str, ...]

    @property
    def mutual(self) -> bool:
        """Reads the same from both ends."""
        return self.forward == self.backward

    def fits(self, subject: str, related: str) -> bool:
        """May parties of these kinds stand in it?"""
        return subject in self.subject and related in self.related


_ORG, _PERSON = (ORGANIZATION,), (PERSON,)
RELATION_KINDS = (
    RelationKind("SUBSIDIARY", "subsidiary of", "parent of", _ORG, _ORG),
    RelationKind("AFFILIATE", "affiliate of", "affiliate of", _ORG, _ORG),
    RelationKind("DIVISION", "division of", "has the division", _ORG, _ORG),
    RelationKind("FRANCHISEE", "franchisee of", "franchiser of", BOTH, _ORG),
    RelationKind("SUPPLIER", "supplier of", "supplied by", BOTH, BOTH),
    RelationKind("PARTNER", "partner of", "partner of", BOTH, BOTH),
    RelationKind("EMPLOYEE", "employee of", "employer of", _PERSON, BOTH),
    RelationKind("OWNER", "owner of", "owned by", BOTH, _ORG),
    RelationKind("CONTACT", "contact for", "has as contact", _PERSON, BOTH),
    RelationKind("ASSISTANT", "assistant of", "assisted by", _PERSON, _PERSON),
    RelationKind("SPOUSE", "spouse of", "spouse of", _PERSON, _PERSON),
)
"""The kinds, as data of the program: a further one is a further row here.

Not a table a house sets up: a kind is a rule (who may stand at which end, whether it has a direction) and two words
that have to fit the sentences of the screens, not a code to choose freely. The column in the database takes any
text, so that what came from elsewhere is kept and read by its code (`kind_words`).
"""


@dataclass(frozen=True, slots=True)
class RelationChoice:
    """A kind as said from one party's end; `is_subject` where that party is the subject."""

    key: str
    kind: RelationKind
    is_subject: bool
    words: str


def relation_choices() -> list[RelationChoice]:
    """All that one party can be to another: `subsidiary of`, `parent of` …"""
    found: list[RelationChoice] = []
    for kind in RELATION_KINDS:
        found.append(RelationChoice(f"{kind.code}>", kind, True, kind.forward))
        if not kind.mutual:
            found.append(RelationChoice(f"{kind.code}<", kind, False, kind.backward))
    return found


def kind_words(code: str, *, is_subject: bool) -> str:
    """`parent of`; a kind of other make reads as its code."""
    kind = next((one for one in RELATION_KINDS if one.code == code.upper()), None)
    if kind is None:
        return f"{code.lower()} of" if is_subject else f"has the {code.lower()}"
    return kind.forward if is_subject else kind.backward


FLAGS = {"B": "bill_to", "S": "ship_to", "P": "pay", "R": "reciprocal"}
"""Keys of what an account relationship opens, and the column of each."""


def say_twice(reciprocal: bool, back_reciprocal: bool) -> bool:
    """Would a relationship and one the other way say the same twice? One that holds both ways stands alone (R-16)."""
    return reciprocal or back_reciprocal


@dataclass(frozen=True, slots=True)
class Opened:
    """What one account opens to another."""

    bill_to: bool
    ship_to: bool
    pay: bool
    reciprocal: bool


def account_words(opened: Opened, *, opens: bool) -> str:
    """`parent of %s: bill-to yes, ship-to no, pay no, one way`: `opens` where told from the end that opens itself.

    %s is for the other account.
    """
    flags = ", ".join(
        f"{name} {'yes' if flag else 'no'}"
        for name, flag in (("bill-to", opened.bill_to), ("ship-to", opened.ship_to), ("pay", opened.pay))
    )
    return f"{'parent' if opens else 'child'} of %s: {flags}, {'both ways' if opened.reciprocal else 'one way'}"


def account_meaning(opened: Opened, opener: str, other: str) -> list[str]:
    """What it allows, a sentence a flag: for an order of one account, where the other may stand."""
    pairs = [(other, opener)] + ([(opener, other)] if opened.reciprocal else [])
    found: list[str] = []
    for buyer, open_one in pairs:
        verb = "may" if opened.bill_to else "may not"
        found.append(f"Orders of {buyer} {verb} be billed to {open_one}")
        verb = "may" if opened.ship_to else "may not"
        found.append(f"Orders of {buyer} {verb} ship to sites of {open_one}")
        verb = "may" if opened.pay else "may not"
        found.append(f"{open_one} {verb} pay invoices of {buyer}")
    return found
