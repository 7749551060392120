"""The customer profile: opens for display, Enter changes it, F9 keeps, F11 drops; a new customer starts changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from custtui.domain.choice import Choice
from custtui.domain.customer import CustomerFields
from custtui.domain.errors import Fault, refuse
from custtui.domain.who import Act
from custtui.services.lists.payment import collecting, payment_methods, payment_terms
from custtui.services.profile import customers
from custtui.services.views import Customer
from custtui.ui import paths
from custtui.ui.customer.person_choice import PEOPLE, known_persons, person_window
from custtui.ui.customer.profile_fields import SUPERVISED, left_out, profile_fields, read_fields, values_of
from custtui.ui.customer.profile_record import ProfileRecord
from custtui.ui.customer.profile_rows import draw_profile
from custtui.ui.customer.profile_ways import ProfileWays
from custtui.ui.customer.tasks import of_profile
from custtui.ui.kit import keys
from custtui.ui.kit.desk import Desk
from custtui.ui.kit.field import Field
from custtui.ui.kit.form_view import NEXT, FormView, Looked
from custtui.ui.kit.message_line import AnswerAct
from custtui.ui.kit.prompt import Prompt, Provider, matching
from custtui.ui.kit.view import NAMED, Drawn

LISTS = {"terms": payment_terms, "methods": payment_methods, "collecting": collecting}


class CustomerProfile(FormView):
    """One customer account; None is one that is being made (F-10). Its fields take typing only while `editing`."""

    ways = keys.part(ProfileWays)
    TASKS = of_profile

    def __init__(
        self,
        desk: Desk,
        account_id: int | None,
        *,
        name: str = "",
        edit: bool = False,
        share: str = "",
        of_order: bool = False,
    ) -> None:
        """`of_order`: it is opened from the order of this customer, and F2 goes back to that."""
        self._known = profile_fields()
        super().__init__(desk, self._known)
        self.record, self.ways = ProfileRecord(desk, account_id), ProfileWays(self)
        self.editing = account_id is None or edit
        self._name, self._share, self._of_order = name, share, of_order
        self.top, self.page_down, self.page_up = 0, 20, 20
        self._up = False

    # -- what is shown -------------------------------------------------------------------------------------------
    @property
    def title(self) -> str:
        one = self.record.customer
        if one is None:
            return "New customer" if self.record.account_id is None else "Customer"
        state = "" if one.active else " INACTIVE"
        return f"{'Change of customer' if self.editing else 'Customer'} {one.code}{state} {one.name}"

    @property
    def modes(self) -> frozenset[str]:
        mode = "display" if not self.editing else "making" if self.record.account_id is None else "editing"
        return frozenset((mode, "of_order")) if self._of_order else frozenset((mode,))

    @property
    def pane(self) -> bool:
        return self.record.customer is not None

    def body(self, width: int, height: int) -> Drawn:
        return draw_profile(self, width, height)

    async def opened(self) -> None:
        """The profile comes up; back from another screen, what is being typed stays as it was."""
        if self._up and self.editing:
            return
        if self.record.account_id is None:
            await self._start()
        else:
            await self.load()
        self._up = True

    async def _start(self) -> None:
        """A new customer: the text looked for is its name (F-06), its country the seller's."""
        self.fill(replace(await self.desk.ask(customers.blank, self._name), share_party=self._share))

    async def load(self) -> None:
        """Show the customer as it is stored by now."""
        self.fill(await self.record.read())

    def fill(self, stored: CustomerFields) -> None:
        """Put values into the fields: what is typed from here on changes them."""
        self.record.begin(stored)
        out = left_out(stored, new=not self.record.customer)
        self.fields = [one for one in self._known if one.name not in out]
        for name, value in values_of(stored).items():
            if name not in out:
                self.by_name(name).set(value)
        self.guard.watch(Act.TERMS, (one for one in self.fields if one.name in SUPERVISED))
        self.forget()
        self.go("name")

    def forget(self) -> None:
        super().forget()
        self.record.twins = []

    async def switch(self, account_id: int) -> None:
        """Show another account in place of this one."""
        self.record.account_id, self.top = account_id, 0
        await self.load()

    @keys.key("f2", "To order", "Back to the order, as it was", when="of_order")
    async def do_to_order(self) -> None:
        """F2: back to the order it was opened from, as it was; a changed record asks."""
        await self.leaving(self.desk.back)

    # -- while it is changed -------------------------------------------------------------------------------------
    @property
    def open_field(self) -> Field | None:
        return super().open_field if self.editing else None

    def typed_customer(self) -> CustomerFields:
        """What is typed, as the service takes it."""
        return read_fields({field.name: field for field in self.fields}, self.record.stored)

    async def edit(self, key: str) -> bool:
        return self.editing and await super().edit(key)

    def changed(self) -> bool:
        return self.editing and super().changed()

    async def look(self) -> Looked:
        found = await self.record.look(self.typed_customer())
        await self.record.look_for_twins(self.typed_customer())
        return found

    async def made_odd(self) -> Sequence[Fault]:
        return await self.record.made_odd(self.typed_customer())

    def window(self, field: Field, provider: Provider) -> Prompt:
        """On Contact: those who are known, found by what is typed there."""
        if field.prompt != PEOPLE:
            return super().window(field, provider)
        return person_window(self.desk, field, partial(self.taken, field))

    async def taken(self, field: Field, choice: Choice) -> None:
        if field.prompt != PEOPLE:
            await super().taken(field, choice)
            return
        field.fill(choice.label)
        self.record.chose_person(choice)
        self.desk.hint(f"Same person: {choice.label}, {choice.detail}")

    def provider(self, field: Field) -> Provider | None:
        if field.prompt == PEOPLE:
            return known_persons(self.desk)
        service = LISTS.get(field.prompt)
        if service is None:
            return None

        async def choices(find: str) -> list[Choice]:
            return matching(await self.desk.ask(service), find)

        return choices

    @keys.key("enter", "Next", NEXT, bar=1, when="editing")
    @keys.key("enter", "Next", NEXT, when="making")
    async def do_next(self) -> None:
        await super().do_next()

    @keys.key("f4", "List", "Values of this field: terms, payment", bar=3, when="editing making")
    async def do_list(self) -> None:
        await super().do_list()

    # -- keeping -------------------------------------------------------------------------------------------------
    @property
    def is_stored(self) -> bool:
        return self.record.customer is not None

    async def store(self, confirmed: frozenset[str]) -> str:
        return await self.record.store(self.typed_customer(), confirmed)

    async def kept(self, then: AnswerAct | None) -> None:
        """On display again, as it is stored."""
        self.editing = False
        await self.load()
        if then:
            await then()

    async def stored_now(self) -> Mapping[str, str] | None:
        return values_of(await self.record.read())

    async def dropped(self) -> None:
        """On display as it was; a new one goes away."""
        if self.record.account_id is None:
            await self.desk.back()
        else:
            self.editing = False
            await self.load()

    # -- display -------------------------------------------------------------------------------------------------
    @keys.key("enter", "Change", "Change the profile: the cursor goes to the first field", bar=1, when="display")
    async def do_change(self) -> None:
        """Enter: change it."""
        self.editing, self.top = True, 0
        self.go("name")

    @keys.key("pagedown", "Sites", "Further down: sites with their roles, people, last orders", when="display")
    async def do_page_down(self) -> None:
        """PgDn: sites, people, last orders."""
        self.top += self.page_down

    @keys.key("pageup", "Up", "Further up", when="display")
    async def do_page_up(self) -> None:
        """PgUp: back to the form."""
        self.top = max(0, self.top - self.page_up)

    @keys.key("f9", "Save", "Does nothing before something is changed", when="display")
    @keys.key("f11", "Discard", "Does nothing before something is changed", when="display")
    async def do_nothing(self) -> None:
        """F9, F11: nothing was changed."""
        self.desk.hint(keys.no_use(self.do_nothing, f"{keys.name(self.do_change)} changes the profile"))

    async def text(self, text: str) -> None:
        if not self.editing:
            ways = f"{keys.name(self.do_change)} changes the profile, {keys.name(Desk.do_home)} finds a customer"
            raise refuse("display", f'"{text[:NAMED]}" is not taken: {ways}')
        await super().text(text)

    def copies(self) -> list[tuple[str, str]]:
        known = self.record.customer
        return known.reached if known and not self.editing else super().copies()

    async def key(self, key: str) -> bool:
        if self.editing:
            return await super().key(key)
        by = {"down": 1, "up": -1, "end": 999, "home": -999}.get(key, 0)
        self.top = max(0, self.top + by)
        return bool(by)

    async def do_refresh(self) -> None:
        """F5: the field back to what is stored; on display read again."""
        if self.editing:
            await super().do_refresh()
        else:
            await self.load()
            self.desk.hint("Refreshed")

    @keys.key(
        "f7",
        "Use existing",
        "Use the customer shown as a possible duplicate instead of creating another one",
        bar=1,
        when="making",
    )
    async def do_use_twin(self) -> None:
        """F7 while a new one is typed: the customer that stands already; nothing is made (X-02, F-27)."""
        await self.record.look_for_twins(self.typed_customer())
        if not self.record.twins:
            raise refuse("no_twin", "No customer looks like this one")
        hit = self.record.twins[0].hit
        self.record.account_id, self.editing = hit.account_id, False
        await self.load()
        self.desk.say(f"{hit.code} {hit.name} was there already: nothing was made")

    @keys.action("A", "Active or inactive (asks)", paths.RECORDS, act=Act.ACTIVATE)
    async def do_toggle_active(self) -> None:
        """F10 A: no new orders for an inactive customer, open ones go on (F-17); asks."""
        one = self.stored_customer()

        async def toggle() -> None:
            await self.desk.ask(customers.set_active, self.desk.session.who, one.account_id, not one.active)
            await self.load()
            self.desk.say(f"{one.code} {one.name} is {'inactive: no new orders' if one.active else 'active again'}")

        what = "inactive? Open orders go on" if one.active else "active again?"
        self.desk.confirm(f"Make {one.name} {what}", toggle)

    def stored_customer(self) -> Customer:
        """As stored; a form in which nothing was typed shuts. Raises Refused while it is new or changed."""
        if self.record.customer is None or self.changed():
            raise refuse(
                "changed",
                f"Save ({keys.name(self.do_keep)}) or discard ({keys.name(self.do_drop)}) the changes first",
            )
        self.editing = False
        return self.record.customer
