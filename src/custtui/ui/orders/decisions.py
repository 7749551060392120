"""What may be done with an order that waits, in the queue and on the order's own screen (C-33, C-34)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from custtui.domain.choice import Choice
from custtui.domain.errors import CHANGED, Conflict, Forbidden, Refused, refuse
from custtui.domain.order import OPEN, Status, status_word
from custtui.domain.text import as_sentence
from custtui.domain.who import Act
from custtui.services import approval
from custtui.services.lists.coded import DECLINE, WITHDRAW
from custtui.services.views.approval import Reasoned
from custtui.ui import paths, routes
from custtui.ui.kit import keys
from custtui.ui.kit.message_line import AGAIN, AnswerAct
from custtui.ui.kit.prompt import Prompt, matching
from custtui.ui.orders.view_rows import REVISIONS
from custtui.ui.orders.why_window import WhyWindow, back, flag, reason, text

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk
    from custtui.ui.kit.field import Field

DecisionAct = Callable[[dict[str, str]], Awaitable[str]]
"""What is done with what was typed; gives the outcome."""


class Chosen(NamedTuple):
    """The order that is decided on, as it was shown."""

    number: str
    revision: int
    status: str
    customer: str
    total: str
    reasons: Sequence[Reasoned]
    change: int = 0
    """The revision that waits while this one is in force; 0 for none."""

    @property
    def seen(self) -> tuple[int, ...]:
        """The holds that were shown."""
        return tuple(one.id for one in self.reasons if one.id)

    @property
    def waits(self) -> bool:
        """Did it wait?"""
        return self.status == Status.PENDING

    def told(self, what: str) -> str:
        """`SO-1041 approved, 600.00 USD · Healthy Juices Inc.`"""
        return f"{self.number} {what}, {self.total} · {self.customer}"


class Decisions:
    """The acts, each once for the order `chosen` gives; then the screen reads again: `done` after an act."""

    def __init__(
        self,
        desk: Desk,
        chosen: Callable[[], Awaitable[Chosen | None]],
        reread: Callable[[], Awaitable[None]],
        done: Callable[[], Awaitable[None]],
    ) -> None:
        """`chosen` gives None where the desk has said that none is; `reread` keeps the row, `done` leaves none."""
        self.desk, self._chosen, self._reread, self._done = desk, chosen, reread, done

    async def _do(self, act: Callable[[], Awaitable[str]]) -> None:
        """Do it and say so; what was refused because it stands otherwise is shown as it stands now."""
        try:
            said = await act()
        except Forbidden:
            raise
        except Conflict as conflict:
            self.desk.windows.clear()
            await self._reread()
            raise Refused(conflict.faults) from conflict
        except Refused as refused:
            await self._reread()
            if any(fault.code != CHANGED for fault in refused.faults):
                raise
            text = str(refused)
            self.desk.refuse(as_sentence(text), then=AGAIN)
            return
        await self._done()
        self.desk.say(said)

    async def _waiting(self) -> Chosen | None:
        one = await self._chosen()
        if one is not None and not one.waits:
            where = f": its revision {one.change} is, {REVISIONS.name} shows it" if one.change else ""
            raise refuse("not-waiting", f"{one.number} is not waiting for approval{where}")
        return one

    @keys.action("V", "Approve the order", paths.APPROVAL, act=Act.APPROVE)
    async def do_approve(self) -> None:
        """F10 V: every hold is released, it is accepted."""
        one = await self._waiting()
        if one is None:
            return

        async def act() -> str:
            await self.desk.ask(approval.approve, self.desk.session.who, one.number, one.revision, one.seen)
            return one.told("approved")

        await self._do(act)

    @keys.action("N", "Decline the order", paths.APPROVAL, act=Act.APPROVE)
    async def do_decline(self) -> None:
        """F10 N: it comes to nothing."""
        one = await self._waiting()
        if one is None:
            return

        async def act(values: dict[str, str]) -> str:
            who = self.desk.session.who
            await self.desk.ask(approval.decline, who, one.number, one.revision, values["reason"])
            return one.told("declined")

        self._ask(f"Decline {one.number}", [reason(DECLINE)], act)

    @keys.action("W", "Withdraw the order", paths.APPROVAL)
    async def do_withdraw(self) -> None:
        """F10 W: who placed it takes it back, or its change; its draft comes up if one wants it (C-26)."""
        one = await self._chosen()
        if one is None or not one.change:
            one = await self._waiting()
        if one is None:
            return
        drafts, waits = list[int](), one.change or one.revision
        heading, what = f"Withdraw {one.number}", "withdrawn"
        if one.change:
            heading, what = f"Withdraw revision {waits} of {one.number}", f"revision {waits} withdrawn"

        async def act(values: dict[str, str]) -> str:
            who, back = self.desk.session.who, flag(values["back"])
            draft = await self.desk.ask(approval.withdraw, who, one.number, waits, values["reason"], back=back)
            drafts.extend([draft] if draft else [])
            return one.told(what)

        async def come_back() -> None:
            if drafts:
                await routes.resume(self.desk, drafts[0])

        self._ask(heading, [reason(WITHDRAW), back()], act, come_back)

    @keys.action("H", "Hold the order by hand", paths.APPROVAL, act=Act.APPROVE)
    async def do_hold(self) -> None:
        """F10 H: with a text, until somebody releases it."""
        one = await self._chosen()
        if one is None:
            return
        if one.status not in OPEN:
            raise refuse("closed", f"{one.number} is {status_word(one.status)}: there is nothing to hold")

        async def act(values: dict[str, str]) -> str:
            await self.desk.ask(approval.hold, self.desk.session.who, one.number, one.revision, values["text"])
            return one.told("held")

        self._ask(f"Hold {one.number}", [text()], act)

    def _ask(self, heading: str, fields: Sequence[Field], act: DecisionAct, then: AnswerAct | None = None) -> None:
        """Ask why, then do it, and what follows."""

        async def do(values: dict[str, str]) -> None:
            await self._do(lambda: act(values))
            if then:
                await then()

        self.desk.windows.append(WhyWindow(self.desk, heading, fields, do))

    @keys.action("L", "Release one hold", paths.APPROVAL, act=Act.APPROVE)
    async def do_release(self) -> None:
        """F10 L: one of several; with the last one a waiting order is accepted."""
        one = await self._chosen()
        if one is None:
            return
        standing = [hold for hold in one.reasons if hold.id]
        if not standing:
            raise refuse("no-hold", f"{one.number} has no hold to release")

        async def choices(find: str) -> list[Choice]:
            return matching([Choice(str(hold.id), hold.code, hold.text) for hold in standing], find)

        async def take(choice: Choice) -> None:
            async def release() -> str:
                asked = (self.desk.session.who, one.number, one.revision, int(choice.key), one.seen)
                last = await self.desk.ask(approval.release, *asked)
                return one.told(f"{choice.label} released" + ("; accepted" if last else ""))

            await self._do(release)

        await Prompt(self.desk, f"Holds of {one.number}", choices, take).open()
