"""Relationships of a customer, told from its end: what accounts open to each other, what parties are (F-41, F-42)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from custtui.domain.errors import Conflict, refuse
from custtui.domain.relations import FLAGS
from custtui.domain.who import Act
from custtui.services import lookup
from custtui.services.at_once import at_once
from custtui.services.payers import party_relationships, relationships
from custtui.services.payers.relation_views import RelatedAccount, RelatedParty
from custtui.services.views import Customer, Hit
from custtui.ui import routes
from custtui.ui.customer.choice import choose_customer
from custtui.ui.customer.party_relation import PartyRelationForm
from custtui.ui.customer.relationships_rows import Related, draw_relationships
from custtui.ui.customer.tasks import of_relationships
from custtui.ui.kit import keys
from custtui.ui.kit.confirming import confirmed
from custtui.ui.kit.guarded import taking
from custtui.ui.kit.record_list import RecordList
from custtui.ui.kit.refilled import refill
from custtui.ui.kit.rights import offered
from custtui.ui.kit.view import Drawn

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

KEYS = " ".join(FLAGS)


class RelationshipsScreen(RecordList[Related]):
    """What an account opens and is opened to, and what its party is to others; `BSPR` turn a flag at once."""

    OPTIONS = {"4": "end", "5": "display"}
    INSTEAD = "each key is saved at once"
    TASKS = of_relationships

    def __init__(self, desk: Desk, account_id: int) -> None:
        super().__init__(desk)
        self.account_id = account_id
        self.customer: Customer | None = None

    @property
    def title(self) -> str:
        one = self.customer
        return f"Relationships · {one.code} {one.name}" if one else "Relationships"

    async def load(self, chosen: Related | None = None) -> None:
        self.customer, accounts, parties, people = await self.desk.ask(_asked, self.account_id)
        once = {one.relationship_id: one for one in reversed(people)}  # two contacts: told from one end
        told = [one for one in people if once[one.relationship_id] is one]
        refill(self.rows, [*accounts, *parties, *told], _identity, _identity(chosen) if chosen else None)

    def body(self, width: int, height: int) -> Drawn:
        accounts = offered(self, self.do_new, f"{keys.name(self.do_new)} with another account, ")
        empty = f"{accounts}{keys.name(self.do_party)} of the parties"
        return draw_relationships(self.rows, width, height, empty)

    # -- one key a flag ------------------------------------------------------------------------------------------
    @keys.key(
        KEYS.lower(),
        "Flags",
        "Of the chosen accounts, at once: bill-to, ship-to, pay, reciprocal (both ways)",
        bar=2,
        act=Act.ACCOUNTS,
    )
    async def text(self, text: str) -> None:
        """A letter turns a flag of the chosen accounts; a digit is an option."""
        letter = text.upper()
        if letter not in FLAGS:
            await super().text(text)
            return
        one = self.reached()
        if isinstance(one, RelatedParty):
            raise refuse("party", "Parties open nothing to each other: flags are for accounts")
        if one:
            await self._turn(one, letter)

    async def _turn(self, one: RelatedAccount, letter: str) -> None:
        who = self.desk.session.who
        try:
            done = await self.desk.ask(
                relationships.turn_flag, who, one.relationship_id, one.version, letter, self.account_id
            )
        except Conflict:
            await self.load()
            raise
        await self.load(done)
        self.desk.say(done.words)

    @keys.key("enter", "Open", "The other customer's profile; 4 beside a row ends the relationship (asks)", bar=1)
    async def do_take(self) -> None:
        await super().do_take()

    # -- new ones ------------------------------------------------------------------------------------------------
    @keys.inserting("New", "This account opens itself to another: as its parent", bar=3, act=Act.ACCOUNTS)
    @keys.action("N", "This account opens itself to another, as its parent", act=Act.ACCOUNTS)
    async def do_new(self) -> None:
        """Ins: this account opens itself to another."""
        await self._choose("Opens itself to: type the customer", opens=True)

    @keys.action("C", "Another account opens itself to this one, its child", act=Act.ACCOUNTS)
    async def do_child(self) -> None:
        """F10 C: another account opens itself to this one."""
        await self._choose("Child of: type the customer", opens=False)

    async def _choose(self, title: str, *, opens: bool) -> None:
        async def take(hit: Hit) -> None:
            ends = (self.account_id, hit.account_id) if opens else (hit.account_id, self.account_id)
            done = await self.desk.ask(relationships.relate, self.desk.session.who, *ends)
            await self.load(done)
            self.desk.say(f"Related: {KEYS} say what is open")

        await choose_customer(self.desk, title, await taking(self.desk, Act.ACCOUNTS, take))

    @keys.action("P", "New relationship of the parties: subsidiary, partner, employee …")
    async def do_party(self) -> None:
        """F10 P: the form of a party relationship."""
        code = self.customer.code if self.customer else ""
        await self.desk.open(PartyRelationForm(self.desk, self.account_id, code))

    # -- ending, opening -----------------------------------------------------------------------------------------
    @keys.action("E", "End the chosen relationship (asks)")
    async def do_end(self) -> None:
        """F10 E: end the chosen one."""
        if self.rows.current is None:
            self.refuse_unchosen()
        else:
            await self.open_item(self.rows.current, "4")

    async def open_item(self, item: Related, option: str) -> None:
        """5 or Enter: the other's profile; 4: end it."""
        if option == "4":
            await self._end(item)
        elif item.other_id is None:
            raise refuse("no_customer", f"{item.other_name} is not a customer: there is no profile to open")
        else:
            await self.desk.open(routes.profile(self.desk, item.other_id))

    async def _end(self, item: Related) -> None:
        service = party_relationships.end if isinstance(item, RelatedParty) else relationships.end

        async def do(yes: frozenset[str]) -> None:
            await self.desk.ask(service, self.desk.session.who, item.relationship_id, item.version, yes)

        async def then(_: None) -> None:
            await self.load()
            self.desk.say(f"Ended: {item.words}")

        await confirmed(self.desk, do, then)


def _asked(
    account_id: int,
) -> tuple[Customer, tuple[RelatedAccount, ...], tuple[RelatedParty, ...], tuple[RelatedParty, ...]]:
    return at_once(
        partial(lookup.preview, account_id),
        partial(relationships.related_accounts, account_id),
        partial(party_relationships.related_parties, account_id),
        partial(party_relationships.of_contacts, account_id),
    )


def _identity(one: Related) -> tuple[bool, int]:
    return isinstance(one, RelatedParty), one.relationship_id
