"""What small forms have in common: marks while typing, lists behind F4, fields one below the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from custtui.domain.choice import Choice
from custtui.domain.errors import Confirm, Conflict, Fault, Refused
from custtui.ui.kit import keys
from custtui.ui.kit.field import CHANGING, OVER, Field
from custtui.ui.kit.form_rows import advice, drawn, field_rows
from custtui.ui.kit.guarded import Supervised
from custtui.ui.kit.message_line import AGAIN, AnswerAct, said
from custtui.ui.kit.outcome import outcome
from custtui.ui.kit.paint import Line
from custtui.ui.kit.prompt import Prompt, Provider
from custtui.ui.kit.view import Drawn, View

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk


DISCARD = "Discard what is typed"
"""Begins the question before what was typed is lost."""
DROPPED = "Changes discarded"
UNCHANGED = "Nothing was changed, so nothing was saved"


def slips_of(fields: Sequence[Field]) -> list[Fault]:
    """Fields that are wrong whatever they mean."""
    return [Fault("slip", field.name, field.slip) for field in fields if field.slip]


Looked = tuple[Sequence[Fault], Sequence[Fault]]
"""What cannot be kept, and what looks odd."""

NEXT = "The next field; in the last one it stays; it never saves"
"""What Enter does in a form."""


class FormView(View):
    """A record as fields. Subclasses store it, say what is wrong with it, and what F4 lists."""

    OVER: ClassVar[int] = OVER
    MOVES: ClassVar[bool] = False
    """Whether keeping moves goods or money: then leaving never offers it."""

    # -- what a subclass says ------------------------------------------------------------------------------------
    async def store(self, confirmed: frozenset[str]) -> str:
        """Store the record; the outcome in words. Raises Refused, Conflict, Confirm."""
        raise NotImplementedError

    @property
    def is_stored(self) -> bool:
        """Whether the record is stored already: unchanged, it is not stored again, as changed by who looked at it."""
        return False

    async def stored_now(self) -> Mapping[str, str] | None:
        """Another clerk changed the record: a text a field as it is stored by now; None where there is none yet."""
        return None

    async def kept(self, then: AnswerAct | None) -> None:
        """It is stored: go on with `then`, else back."""
        await (then or self.desk.back)()

    async def made_odd(self) -> Sequence[Fault]:
        """What looks odd and is kept all the same, and did not look odd in the record as it was."""
        return ()

    async def dropped(self) -> None:
        """It stays as it was: back."""
        await self.desk.back()

    def changed(self) -> bool:
        return any(field.changed for field in self.fields)

    # -- keeping -------------------------------------------------------------------------------------------------
    @keys.key(keys.SAVE, "Save", "Check everything and save the record", bar=2)
    async def do_keep(self) -> None:
        """F9: everything is checked, all errors are shown at once; kept, or nothing is."""
        await self.keep()

    async def keep(self, then: AnswerAct | None = None) -> None:
        """Keep the record, and go on with `then`; what was refused the desk says, its fields are marked."""
        await self.guard.save(partial(self._begin_keep, then))

    async def _begin_keep(self, then: AnswerAct | None) -> None:
        if self.is_stored and not self.changed():
            self.guard.saved()
            await self.kept(then)
            self.desk.hint(UNCHANGED)
        else:
            await self._keep(then, frozenset())

    async def _keep(self, then: AnswerAct | None, confirmed: frozenset[str]) -> None:
        for field in self.fields:
            field.error = ""
        try:
            await self._check_slips()
            odd = await self.made_odd()  # told with the outcome too: in a burst nobody saw it beside its field
            told = await self.store(confirmed)
        except Confirm as question:
            code = question.code

            async def yes() -> None:
                await self._keep(then, confirmed | {code})

            self.desk.confirm(question.text, yes)
        except Conflict as conflict:
            await self._show_theirs(conflict)
        except Refused as refused:
            self.mark(refused.faults)
        else:
            for field in self.fields:
                field.stored = field.value
            self.guard.saved()
            await self.kept(then)
            self.desk.say(outcome(told, odd))

    async def _check_slips(self) -> None:
        """Raises Refused for a field that is too long, or neither Y nor N, with everything else that is wrong."""
        slips = slips_of(self.fields)
        if slips:
            named = {one.field for one in slips}
            raise Refused([*slips, *(one for one in await self.faults() if one.field not in named)])

    def _label(self, fault: Fault) -> str:
        return next((field.label.strip() for field in self.fields if field.name == fault.field), "")

    def mark(self, faults: Sequence[Fault]) -> None:
        """Every fault at its field, the cursor on the first; the message line names them."""
        names = [field.name for field in self.fields]
        faults = sorted(faults, key=lambda one: names.index(one.field) if one.field in names else -1)
        for fault in faults:
            self.mark_field(fault)
        self.to_first()
        count = f"{len(faults)} to fix: " if len(faults) > 1 else ""
        self.desk.refuse(count + "; ".join(map(said, faults)))

    def mark_field(self, fault: Fault) -> None:
        """A fault at its field; what is said there already stays."""
        for field in self.fields:
            if field.name == fault.field:
                field.error = field.error or said(fault)

    def to_first(self) -> None:
        """The cursor to the first field with an error."""
        if first := next((field.name for field in self.fields if field.error), ""):
            self.go(first)

    async def _show_theirs(self, conflict: Conflict) -> None:
        """What is stored now comes in; where both changed, F5 takes theirs and F9 keeps mine (X-13)."""
        stored = await self.stored_now()
        if stored is None:
            self.mark(conflict.faults)
            self.desk.messages.then = f", then {AGAIN}"
            return
        both = [field.label for field in self.fields if field.meet(stored.get(field.name, ""), conflict.by)]
        self.to_first()
        more = f"both changed {', '.join(both)}" if both else "their changes are here now, beside yours"
        saves = f"{keys.name(self.do_keep)} saves{' yours' if both else ''}"
        self.desk.refuse(f"{conflict.faults[0].text}; {more}", then=saves)

    # -- dropping and leaving ------------------------------------------------------------------------------------
    @keys.key("f11", "Discard", "Discard the changes; asks if there are any", bar=4)
    async def do_drop(self) -> None:
        """F11: drop the changes; asks only if there are any (F-13)."""
        if self.changed():
            self.desk.confirm(f"{DISCARD}?", self._drop)
        else:
            await self._drop()

    async def _drop(self) -> None:
        await self.dropped()
        self.desk.say(DROPPED)

    async def do_back(self) -> None:
        """F12: back one screen; a changed record asks."""
        await self.leaving(self.desk.back)

    async def do_leave(self) -> None:
        """F3: leave the task; a changed record asks."""
        await self.leaving(self.desk.home)

    async def do_home(self) -> None:
        """F2: home; a changed record asks."""
        await self.leaving(self.desk.home)

    async def leaving(self, leave: AnswerAct) -> None:
        if not self.changed():
            await leave()
            return

        async def keep() -> None:
            await self.keep(leave)

        async def drop() -> None:
            await leave()
            self.desk.say(DROPPED)

        if self.MOVES:
            self.desk.confirm(f"{DISCARD}, and leave?", None, drop)
        else:
            self.desk.confirm("Save the changes before leaving?", keep, drop)

    def __init__(self, desk: Desk, fields: list[Field]) -> None:
        super().__init__(desk)
        self.fields = fields
        self.guard = Supervised(desk)
        self.odd: Sequence[Fault] = ()
        self._seen: object = None
        self.step(0)

    # -- what a subclass says ------------------------------------------------------------------------------------
    async def look(self) -> Looked:
        """What cannot be kept of what is typed, and what is odd and kept all the same."""
        return (), ()

    async def faults(self) -> Sequence[Fault]:
        return (await self.look())[0]

    def provider(self, field: Field) -> Provider | None:
        """The F4 list of a field."""
        return None

    async def taken(self, field: Field, choice: Choice) -> None:
        """A row of the F4 list was chosen."""
        await self.guard.open(field)
        field.fill(choice.key)

    # -- typing --------------------------------------------------------------------------------------------------
    async def text(self, text: str) -> None:
        await self.guard.open(self.open_field)
        await super().text(text)

    async def edit(self, key: str) -> bool:
        if key in CHANGING:
            await self.guard.open(self.open_field)
        return await super().edit(key)

    async def do_exit(self) -> None:
        """Field Exit clears: see `View`."""
        await self.guard.open(self.open_field)
        await super().do_exit()

    @keys.key("enter", "Next", NEXT, bar=1)
    async def do_next(self) -> None:
        """Enter: the next field."""
        await self._move("enter")

    async def settle(self) -> None:
        """Mark what is wrong in the fields that were left; nothing is refused while typing."""
        seen = (self.at, [field.value for field in self.fields if field is not self.field])
        if seen == self._seen or not self.changed():
            return
        faults, odd = await self.look()
        self._seen = seen
        here = self.field.name if self.field else ""
        self.odd = [fault for fault in odd if fault.field != here]
        for fault in [*slips_of(self.fields), *faults]:
            if fault.field != here and fault.code != "missing":
                self.mark_field(fault)

    def forget(self) -> None:
        """Other values stand in the fields: what was found in those before does not hold."""
        self.odd, self._seen = (), None

    @keys.key(keys.LIST, "List", "Values of this field, where there is a list", bar=3)
    async def do_list(self) -> None:
        """F4: the values of this field."""
        field = self.field
        provider = self.provider(field) if field else None
        if field is None or provider is None:
            self.no_list(field)
            return
        await self.window(field, provider).open()

    def window(self, field: Field, provider: Provider) -> Prompt:
        """What F4 opens on a field."""
        return Prompt(self.desk, field.label, provider, partial(self.taken, field))

    # -- drawing -------------------------------------------------------------------------------------------------
    def body(self, width: int, height: int) -> Drawn:
        rows, cursor = field_rows(self, width, width, label=16)
        return drawn(rows, [Line(width), *advice(self, width)], cursor, height)
