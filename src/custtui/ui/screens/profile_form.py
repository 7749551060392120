"""The form of the profile: typing, lists, marks, keeping; what is stored and what is typed beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.customer import CustomerFields
from custtui.domain.errors import Fault
from custtui.services.customer.lists import payment_methods, payment_terms
from custtui.services.order_entry.views import Choice
from custtui.services.views import Customer
from custtui.ui.desk import Answer
from custtui.ui.screens.profile_fields import profile_fields, values_of
from custtui.ui.screens.profile_keeping import Marking, store
from custtui.ui.view import View
from custtui.ui.widgets.field import Field
from custtui.ui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from custtui.ui.desk import Desk

LISTS = {"terms": payment_terms, "methods": payment_methods}


class ProfileForm(View):
    """A customer as fields. They take typing only while `editing`."""

    def __init__(self, desk: Desk, account_id: int | None, *, editing: bool) -> None:
        super().__init__(desk)
        self.account_id: int | None = account_id
        self.editing = editing
        self.fields = profile_fields()
        self.by_names = {field.name: field for field in self.fields}
        self.customer: Customer | None = None
        self.version, self.stored = 0, CustomerFields()
        self.marking = Marking(self)

    def by_name(self, name: str) -> Field:
        """The field of that name."""
        return self.by_names[name]

    def fill(self, stored: CustomerFields) -> None:
        """Show a customer as it is stored."""
        self.stored = stored
        for name, value in values_of(stored).items():
            self.by_name(name).set(value)
        self.marking.forget()
        self.go("name")

    async def load(self) -> None:
        """Read the customer."""
        raise NotImplementedError

    # -- typing --------------------------------------------------------------------------------------------------
    async def text(self, text: str) -> None:
        if self.editing:
            await super().text(text)

    async def edit(self, key: str) -> bool:
        return self.editing and await super().edit(key)

    async def do_next(self) -> None:
        """Enter: the next field."""
        await self._move("enter")

    async def do_exit(self) -> None:
        if self.editing:
            await super().do_exit()

    def changed(self) -> bool:
        return self.editing and any(field.changed for field in self.fields)

    async def settle(self) -> None:
        """Mark what is wrong in the fields that were left; nothing is refused while typing."""
        if self.editing:
            await self.marking.mark_typed()

    @property
    def odd(self) -> list[Fault]:
        """What looks odd in the fields and is kept all the same."""
        return self.marking.odd

    async def do_list(self) -> None:
        """F4: the values of this field."""
        field = self.field
        assert field is not None
        service = LISTS.get(field.prompt)
        if service is None:
            self.desk.say(f"{field.label}: there is no list for this field")
            return

        async def choices(find: str) -> list[Choice]:
            rows = await self.desk.ask(service)
            return [row for row in rows if find.lower() in f"{row.label} {row.detail}".lower()]

        async def take(choice: Choice) -> None:
            field.value, field.error, field.fresh = choice.key, "", False
            field.end()

        prompt = Prompt(self.desk, field.label, choices, take)
        self.desk.windows.append(prompt)
        await prompt.fill()

    # -- keeping -------------------------------------------------------------------------------------------------
    async def do_keep(self) -> None:
        """F9: everything is checked, all errors are shown at once; kept, or nothing is."""
        await self.keep()

    async def keep(self, confirmed: frozenset[str] = frozenset(), then: Answer | None = None) -> None:
        """Keep the record, and go on with `then`; what was refused the desk has said."""
        customer = await store(self, confirmed, then)
        if customer is None:
            return
        made = self.customer is None
        self.editing, self.account_id = False, customer.account_id
        await self.load()
        if then:
            await then()
        self.desk.say(f"{customer.code} {customer.name} {'created' if made else 'kept'}")
