"""Who pays and who is related, each told from the end one looks from (F-40 … F-42, C-10, R-16)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from peewee import JOIN, fn

from custtui.domain.relations import Opened, account_meaning, account_words, kind_words
from custtui.models.account import AccountRelationship, CustomerAccount
from custtui.models.among import among
from custtui.models.party import Party, PartyRelationship
from custtui.models.prepared import Prepared
from custtui.services.at_once import at_once, each_at_once
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
    """A relationship of a party with another, from this party's end; `code` is the other's first account, if any.

    `party_id` is the other's; `of` and `of_id` are this party's name and id where it is not the customer that is
    looked at, but one who acts for it.
    """

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
    party_id: int = 0
    of: str = ""
    of_id: int = 0

    @property
    def words(self) -> str:
        """`parent of HJ Retail (3897-60)`, `Robert Green: assisted by Yves Y`"""
        code = f" ({self.code})" if self.code else ""
        whose = f"{self.of}: " if self.of else ""
        return f"{whose}{kind_words(self.kind, is_subject=self.is_subject)} {self.other_name}{code}"


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
    named, *ends_of = each_at_once([partial(query, account_id) for query in (NAMED, OPENS, OPENED)])
    code, name, party = named[0]
    found: list[RelatedAccount] = []
    for opens, rows in zip((True, False), ends_of, strict=True):
        for number, version, other, other_code, other_name, active, other_party, *flags in rows:
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
            *(one.kind, one.first_day, one.last_day, OtherParty.id),
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
    ends_of = at_once(partial(SUBJECT, party_id), partial(OBJECT, party_id))
    for subject, rows in zip((True, False), ends_of, strict=True):
        for number, version, name, person, other, code, kind, first, last, party in rows:
            ended = last is not None and last < today
            days = first, last, ended, party
            found.append(RelatedParty(number, version, name, person, other, code or "", kind, subject, *days))
    return tuple(sorted(found, key=lambda one: one.ended))


def related_to_others(people: Mapping[int, str], but: int, today: date) -> tuple[RelatedParty, ...]:
    """What these parties (id, name) are to others than the party `but`, from each one's end, ended ones last."""
    row = PartyRelationship
    ends = row.select(row.subject, row.object).where(among(row.subject, people) | among(row.object, people))
    pairs = [pair for pair in ends.tuples() if but not in pair]
    there = {end for pair in pairs for end in pair if end in people}
    shown = [
        replace(one, of=people[person], of_id=person)
        for person in people
        if person in there
        for one in related_parties(person, today)
        if one.party_id != but
    ]
    return tuple(sorted(shown, key=lambda one: one.ended))


def pay_words(one: Customer) -> str:
    """`itself (commercial) · pays for 3897-41 Heath & Sons`"""
    payer = one.paid_by or ("itself (commercial)" if one.commercial else "itself")
    return payer + (f" · pays for {', '.join(one.pays_for)}" if one.pays_for else "")


def related_words(account_id: int) -> tuple[str, ...]:
    """The relationships of an account, and of its party those that have not ended, in words."""
    accounts, parties = at_once(partial(related_accounts, account_id), partial(_parties_of, account_id))
    return (*(one.words for one in accounts), *(one.words for one in parties if not one.ended))


def _parties_of(account_id: int) -> tuple[RelatedParty, ...]:
    from custtui.services.clock import today

    named, day = at_once(partial(NAMED, account_id), today)
    return related_parties(named[0][2], day)
