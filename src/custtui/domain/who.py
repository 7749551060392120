"""Who acts: the operator of a use case, and what his role may do (S-7)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Role(StrEnum):
    """What an operator may do; each role includes the ones before it (S-7)."""

    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


class Act(StrEnum):
    """What is asked for before it is done, as a refusal says it: `Only a supervisor may merge customers`."""

    LOOK_UP = "look anything up"
    PROFILE = "change profiles"
    SITES = "change addresses"
    CONTACTS = "change contacts"
    NOTES = "write notes"
    ANSWERS = "answer profile questions"
    PARTIES = "relate parties"
    ORDER = "key and place orders"
    SHIP = "ship"
    FORFEIT = "close orders short"
    INVOICE = "invoice"
    RETURN = "book returns"
    COVER = "cover lines"
    PAYMENT = "take payments"
    PRINT = "print documents"

    TERMS = "change limits, terms, payment methods or tax exemptions"
    PAYER = "say who pays"
    ACCOUNTS = "open accounts to one another"
    ACTIVATE = "make customers active or inactive"
    MERGE = "merge, or undo a merge"
    PRODUCTS = "set up products, prices and contracts, or bring them in or out"
    APPROVE = "approve, decline or hold orders"
    WITHDRAW = "withdraw orders of others"
    CREDIT = "make credit notes"
    REVERSE = "take payments back, pay back or write off"
    OUTBOX = "hold back or send messages again"
    ANNOUNCE = "send announcements"

    CONTROLS = "set controls"
    SETUP = "set the house up: terms, payment methods, taxes, reasons, the seller"
    QUESTIONS = "set profile questions up"
    OPERATORS = "say who works here"
    DATES = "date documents otherwise"
    IMPORT = "bring files in"
    EXPORT = "take whole files out"
    SEND = "send what waits in the outbox"
    BACKUP = "back up, restore or seal the database"
    BEYOND = "decide on amounts above a supervisor's limit"


LEAST: Mapping[Act, Role] = {
    **dict.fromkeys(
        (Act.LOOK_UP, Act.PROFILE, Act.SITES, Act.CONTACTS, Act.NOTES, Act.ANSWERS, Act.PARTIES, Act.ORDER),
        Role.CLERK,
    ),
    **dict.fromkeys((Act.SHIP, Act.FORFEIT, Act.RETURN, Act.COVER, Act.INVOICE, Act.PAYMENT, Act.PRINT), Role.CLERK),
    **dict.fromkeys((Act.TERMS, Act.PAYER, Act.ACCOUNTS, Act.ACTIVATE, Act.MERGE, Act.PRODUCTS), Role.SUPERVISOR),
    **dict.fromkeys((Act.APPROVE, Act.WITHDRAW, Act.CREDIT, Act.REVERSE, Act.OUTBOX, Act.ANNOUNCE), Role.SUPERVISOR),
    **dict.fromkeys((Act.CONTROLS, Act.SETUP, Act.QUESTIONS, Act.OPERATORS, Act.DATES), Role.ADMINISTRATOR),
    **dict.fromkeys((Act.IMPORT, Act.EXPORT, Act.SEND, Act.BACKUP, Act.BEYOND), Role.ADMINISTRATOR),
}
"""The least role that may do each act: the table of S-7."""

_RANK = {role: rank for rank, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class Signature:
    """An operator who signed beside another one with his PIN, for one act (X-22).

    `hand`: the other one's own role reaches as far, but four eyes want another hand in it. `also` are those given
    before for the same act, where it asks for more than one.
    """

    login: str
    role: Role
    act: Act
    hand: bool = False
    also: tuple["Signature", ...] = ()


@dataclass(frozen=True, slots=True)
class Who:
    """An operator at work: login, name and role. Every service that writes takes one."""

    login: str
    name: str
    role: Role
    signature: Signature | None = None

    @property
    def signed_by(self) -> str:
        """The login of who signed beside this one; '' for nobody."""
        return self.signature.login if self.signature else ""

    @property
    def signatures(self) -> tuple[Signature, ...]:
        """All that were given, the newest first."""
        return (self.signature, *self.signature.also) if self.signature else ()


def may(who: Who, act: Act) -> bool:
    """May this operator do it: by his own role, or by the one of who signed for this act (S-7, X-22)?"""
    return reaches(who.role, act) or any(one.act is act and reaches(one.role, act) for one in who.signatures)


def reaches(role: Role, act: Act) -> bool:
    """Does this role reach as far as the act?"""
    return _RANK[role] >= _RANK[LEAST[act]]


def one_of(role: Role) -> str:
    """`a supervisor`, `an administrator`."""
    return f"{'an' if role is Role.ADMINISTRATOR else 'a'} {role}"


def who_may(act: Act) -> str:
    """The roles that may, in words: `a supervisor or an administrator` (S-7)."""
    return " or ".join(one_of(role) for role in Role if reaches(role, act))


def plainly(who: Who) -> Who:
    """The operator as his act is written down: with a signature only where his own role or hand does not do."""
    signature = who.signature
    needless = signature is not None and not signature.hand and reaches(who.role, signature.act)
    return replace(who, signature=None) if needless else who


def hand(who: Who, act: Act) -> str:
    """By login whose hand an act is: that of who signed for it, as far as his role reaches."""
    return next((one.login for one in who.signatures if reaches(one.role, act)), who.login)


def also_signed(who: Who, before: Who) -> Who:
    """Who signed now, with those who signed for the same act before (X-22)."""
    signature = who.signature and replace(who.signature, also=before.signatures)
    return replace(who, signature=signature)


def by_both(login: str, signed_by: str) -> str:
    """Who did it, and who signed beside: `ann, signed by ben`."""
    return f"{login}, signed by {signed_by}" if signed_by else login


NOBODY = Who("", "", Role.CLERK)
"""Nobody signed on yet at a shared terminal: no service does anything for him."""

SYSTEM = Who("custtui", "custtui", Role.ADMINISTRATOR)
"""Stands for the program itself: imports at set-up, automatic acceptance."""
