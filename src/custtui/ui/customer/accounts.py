"""The accounts of one party: switched between by one key, a further one made beside them (F-16, R-17)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from custtui.domain.choice import Choice
from custtui.domain.flag import read_flag
from custtui.domain.records.account import AccountFields
from custtui.domain.records.fact import fields_of
from custtui.domain.who import Act
from custtui.services.lists.payment import payment_methods, payment_terms
from custtui.services.profile import accounts
from custtui.ui.kit.field import Field
from custtui.ui.kit.form_view import FormView
from custtui.ui.kit.prompt import Prompt, Provider, matching
from custtui.ui.kit.spec import spec_of

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk
    from custtui.ui.kit.message_line import AnswerAct

WIDE = {"account_name": 40, "line_of_business": 40, "share_sites": 2}
"""Cells of the fields."""
Switch = Callable[[int], Awaitable[None]]


async def choose_account(desk: Desk, account_id: int, switch: Switch) -> None:
    """List the accounts of the customer's party, the next one highlighted; Enter switches, Ins makes one more."""
    listed = list(await desk.ask(accounts.accounts_of, account_id))
    places = [one.account_id for one in listed]
    after = places[(places.index(account_id) + 1) % len(places)]

    async def choices(find: str) -> list[Choice]:
        found = [
            Choice(
                str(one.account_id),
                f"{one.code} {one.name or '(no account name)'}",
                ("here · " if one.account_id == account_id else "") + one.words,
            )
            for one in listed
        ]
        return matching(found, find)

    async def take(choice: Choice) -> None:
        await switch(int(choice.key))

    async def new() -> None:
        prompt.close()
        await desk.open(AccountForm(desk, account_id, listed[0].party, switch))

    title = f"Accounts of {listed[0].party}" if len(listed) > 1 else "One account so far"
    prompt = Prompt(desk, title, choices, take, new=new)
    await prompt.open()
    prompt.rows.choose(places.index(after))


class AccountForm(FormView):
    """A further account of a party; kept, it is the one that is shown."""

    def __init__(self, desk: Desk, account_id: int, party: str, switch: Switch) -> None:
        super().__init__(
            desk,
            [spec_of(one).field(WIDE.get(one.name, 20)) for one in fields_of(AccountFields).values()],
        )
        self.by_name("share_sites").set("Y")
        supervised = {one.name for one in fields_of(AccountFields).values() if one.supervised}
        self.guard.watch(Act.TERMS, (one for one in self.fields if one.name in supervised))
        self.account_id, self.party, self._switch = account_id, party, switch

    @property
    def title(self) -> str:
        return f"Another account of {self.party}"

    def provider(self, field: Field) -> Provider | None:
        return {"terms": self._terms, "payment_method": self._methods}.get(field.name)

    async def _terms(self, find: str) -> list[Choice]:
        return matching(await self.desk.ask(payment_terms), find)

    async def _methods(self, find: str) -> list[Choice]:
        return matching(await self.desk.ask(payment_methods), find)

    async def store(self, confirmed: frozenset[str]) -> str:
        *texts, share = (field.value for field in self.fields)
        typed = AccountFields(*texts, share_sites=read_flag(share) is True)
        made = await self.desk.ask(accounts.open_account, self.desk.session.who, self.account_id, typed)
        self._made = made.account_id
        return f"{made.code} {made.account_name} is an account of {made.name} now"

    async def kept(self, then: AnswerAct | None) -> None:
        """The account made is shown in place of the one before."""
        await super().kept(then)
        if not then:
            await self._switch(self._made)
