"""Who pays and who is related, each told from the end one looks from (F-40 … F-42, C-10, R-16)."""

from dataclasses import dataclass
from datetime import date

from peewee import JOIN, fn

from custtui.domain.relations import Opened, account_meaning, account_words, kind_words
from custtui.models.account import AccountRelationship, CustomerAccount
from custtui.models.party import Party, PartyRelationship
from custtui.models.prepared import Prepared
from custtui.services.views import Customer


@dataclass(frozen=True, slots=True)
class RelatedAccount:
    """A relationship of an account with another, from this account's end; `opens` where this end opens itself."""

    relationship_id: int
    version: int
    other_id: int
    other_code: str
    other_name: str
    other_active: bool
    opens: bool
    opened: Opened
    same_party: bool
    meaning: tuple[str, ...]

    @property
    def words(self) -> str:
        """`parent of 3897-60 HJ Retail: bill-to yes, ship-to no, pay no, one way`"""
        text = account_words(self.opened, opens=self.opens) % f"{self.other_code} {self.other_name}"
        return text + (", same party" if self.same_party else "")


@dataclass(frozen=True, slots=True)
class RelatedParty:
    """A relationship of a party with another, from this party's end; `code` is the other's first account, if any."""

    relationship_id: int
    version: int
    other_name: str
    other_kind: str
    other_id: int | None
    code: str
    kind: str
    is_subject: bool
    first_day: date | None
    last_day: date | None
    ended: bool

    @property
    def words(self) -> str:
        """`parent of HJ Retail (3897-60)`"""
        code = f" ({self.code})" if self.code else ""
        return f"{kind_words(self.kind, is_subject=self.is_subject)} {self.other_name}{code}"


Other = CustomerAccount.alias()
OtherParty = Party.alias()


def _accounts(account: object, *, opens: bool) -> object:
    one, here = AccountRelationship, AccountRelationship.account if opens else AccountRelationship.related
    there = one.related if opens else one.account
    return (
        one.select(
            *(one.id, one.version, Other.id, Other.code, OtherParty.name, Other.active, Other.party),
            *(one.bill_to, one.ship_to, one.pay, one.reciprocal),
        )
        .join(Other, on=there == Other.id)
        .join(OtherParty, on=Other.party == OtherParty.id)
        .where((here == account) & one.active & Other.merged_into.is_null())
        .order_by(one.id)
    )


OPENS = Prepared(lambda account: _accounts(account, opens=True))
OPENED = Prepared(lambda account: _accounts(account, opens=False))
NAMED = Prepared(
    lambda account: (
        CustomerAccount.select(CustomerAccount.code, Party.name, CustomerAccount.party)
        .join(Party)
        .where(CustomerAccount.id == account)
    )
)


def related_accounts(account_id: int) -> tuple[RelatedAccount, ...]:
    """The relationships of an account, those it opens itself by first; none that a merge left behind (F-28)."""
    code, name, party = NAMED(account_id)[0]
    found: list[RelatedAccount] = []
    for opens, query in ((True, OPENS), (False, OPENED)):
        for number, version, other, other_code, other_name, active, other_party, *flags in query(account_id):
            opened = Opened(*flags)
            ends = (code, other_code) if name == other_name else (name, other_name)
            meaning = account_meaning(opened, *(ends if opens else ends[::-1]))
            found.append(
                RelatedAccount(
                    *(number, version, other, other_code, other_name, active, opens, opened),
                    other_party == party,
                    tuple(meaning),
                )
            )
    return tuple(found)


def _parties(party: object, *, subject: bool) -> object:
    one, here = PartyRelationship, PartyRelationship.subject if subject else PartyRelationship.object
    there = one.object if subject else one.subject
    theirs = CustomerAccount.select(CustomerAccount.id).where(CustomerAccount.party == OtherParty.id)
    first = theirs.where(CustomerAccount.merged_into.is_null())
    return (
        one.select(
            *(one.id, one.version, OtherParty.name, OtherParty.kind, CustomerAccount.id, CustomerAccount.code),
            *(one.kind, one.first_day, one.last_day),
        )
        .join(OtherParty, on=there == OtherParty.id)
        .join(
            CustomerAccount,
            JOIN.LEFT_OUTER,
            on=CustomerAccount.id == first.order_by(CustomerAccount.id).limit(1),
        )
        .where((here == party) & (fn.EXISTS(first) | ~fn.EXISTS(theirs)))  # one all merged is its survivor now
        .order_by(one.id)
    )


SUBJECT = Prepared(lambda party: _parties(party, subject=True))
OBJECT = Prepared(lambda party: _parties(party, subject=False))


def related_parties(party_id: int, today: date) -> tuple[RelatedParty, ...]:
    """What a party is to others and they to it, ended ones last."""
    found: list[RelatedParty] = []
    for subject, query in ((True, SUBJECT), (False, OBJECT)):
        for number, version, name, person, other, code, kind, first, last in query(party_id):
            ended = last is not None and last < today
            found.append(
                RelatedParty(number, version, name, person, other, code or "", kind, subject, first, last, ended)
            )
    return tuple(sorted(found, key=lambda one: one.ended))


def pay_words(one: Customer) -> str:
    """`itself (commercial) · pays for 3897-41 Heath & Sons`"""
    payer = one.paid_by or ("itself (commercial)" if one.commercial else "itself")
    return payer + (f" · pays for {', '.join(one.pays_for)}" if one.pays_for else "")


def related_words(account_id: int) -> tuple[str, ...]:
    """The relationships of an account, and of its party those that have not ended, in words."""
    from custtui.services.clock import today

    parties = related_parties(NAMED(account_id)[0][2], today())
    return (*(one.words for one in related_accounts(account_id)), *(one.words for one in parties if not one.ended))
