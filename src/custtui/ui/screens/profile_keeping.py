"""Keeping a profile: faults at their fields, questions asked, another clerk's changes beside mine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.customer import CustomerFields
from custtui.domain.errors import Confirm, Conflict, Fault, Refused
from custtui.services.customer import customers
from custtui.services.customer.checks import check
from custtui.services.twins.duplicates import Twin, likely_for
from custtui.services.views import Customer
from custtui.ui.desk import Answer
from custtui.ui.screens.profile_fields import read_fields, values_of

if TYPE_CHECKING:
    from custtui.ui.screens.profile_form import ProfileForm


async def store(screen: ProfileForm, confirmed: frozenset[str], then: Answer | None) -> Customer | None:
    """Have the record stored; None where it was not, and the desk says why or asks."""
    for field in screen.fields:
        field.error = ""
    try:
        return await _ask(screen, read_fields(screen.by_names, screen.stored), confirmed)
    except Conflict:
        await show_conflict(screen)
    except Refused as refused:
        mark(screen, refused.faults)
    except Confirm as question:
        code = question.code

        async def yes() -> None:
            await screen.keep(confirmed | {code}, then)

        screen.desk.confirm(question.text, yes)
    return None


async def _ask(screen: ProfileForm, fields: CustomerFields, confirmed: frozenset[str]) -> Customer:
    who, one = screen.desk.session.who, screen.customer
    if one is None:
        return await screen.desk.ask(customers.create, who, fields, confirmed)
    return await screen.desk.ask(customers.update, who, one.account_id, screen.version, fields, confirmed)


def mark(screen: ProfileForm, faults: tuple[Fault, ...]) -> None:
    """Every fault at its field, the cursor on the first; the message line names them."""
    for fault in faults:
        if fault.field in screen.by_names:
            screen.by_name(fault.field).error = fault.text
    first = next((field.name for field in screen.fields if field.error), "")
    if first:
        screen.go(first)
    count = f"{len(faults)} to clear: " if len(faults) > 1 else ""
    screen.desk.refuse(count + "; ".join(fault.text for fault in faults[:3]))


async def show_conflict(screen: ProfileForm) -> None:
    """Somebody else changed the record: what is stored now comes in, what both changed shows both values (X-13).

    The stored value is theirs from here on, so F5 in a field takes theirs and F9 keeps mine.
    """
    assert screen.account_id is not None
    screen.version, screen.stored = await screen.desk.ask(customers.editable, screen.account_id)
    screen.customer = theirs = await screen.desk.ask(customers.customer, screen.account_id)
    both: list[str] = []
    for name, value in values_of(screen.stored).items():
        field = screen.by_name(name)
        if not field.changed:
            field.set(value)
        elif value != field.stored:
            field.stored = value
            if value != field.value:
                field.error = f"{field.label}: {theirs.changed_by} made it “{value}”. F5 takes that, F9 keeps yours"
                both.append(field.label)
    if both:
        screen.go(next(field.name for field in screen.fields if field.error))
    named = f"both changed {', '.join(both)}" if both else "their changes are here now, beside yours: F9 keeps"
    screen.desk.refuse(f"{theirs.changed_by} changed this customer meanwhile; {named}")


class Marking:
    """Marks what cannot be kept in the fields that were left, and tells what looks odd."""

    def __init__(self, screen: ProfileForm) -> None:
        self.screen = screen
        self.odd: list[Fault] = []
        self.twins: list[Twin] = []
        self._seen: object = None

    def forget(self) -> None:
        """Other values stand in the fields."""
        self.odd, self.twins, self._seen = [], [], None

    async def mark_typed(self) -> None:
        """Look at the fields again where another one was left since."""
        screen = self.screen
        seen = (screen.at, [field.value for field in screen.fields if field is not screen.field])
        if seen == self._seen or not screen.changed():
            return
        self._seen = seen
        faults, self.odd = await screen.desk.ask(_look, read_fields(screen.by_names, screen.stored))
        await self.look_for_twins()
        here = screen.field.name if screen.field else ""
        self.odd = [fault for fault in self.odd if fault.field != here]
        for fault in faults:
            if fault.field != here and fault.code != "missing" and fault.field in screen.by_names:
                screen.by_name(fault.field).error = fault.text

    async def look_for_twins(self) -> None:
        """Who may be the same customer, while a new one is typed (X-02)."""
        screen = self.screen
        if screen.customer is None:
            typed = read_fields(screen.by_names, screen.stored)
            self.twins = await screen.desk.ask(likely_for, typed, limit=2)


def _look(typed: CustomerFields) -> tuple[tuple[Fault, ...], list[Fault]]:
    """What cannot be kept, and what looks odd."""
    try:
        check(typed)
    except Refused as refused:
        return refused.faults, []
    return (), customers.oddities(typed)
