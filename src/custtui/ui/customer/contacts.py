"""The people of a customer in a list, and below it whom we tell about what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from custtui.domain.choice import Choice
from custtui.services.at_once import at_once
from custtui.services.lists.coded import EVENT, ROLE
from custtui.services.payers import party_relationships
from custtui.services.payers.relation_views import RelatedParty
from custtui.services.people import contacts
from custtui.services.people.contacts import ContactRow, Told
from custtui.ui.customer.contact_form import ContactForm
from custtui.ui.customer.party_relation import PartyRelationForm
from custtui.ui.customer.tasks import of_contacts
from custtui.ui.kit import keys
from custtui.ui.kit.facts import FactRow, labelled
from custtui.ui.kit.paint import Line, broken, capped, wrapped
from custtui.ui.kit.prompt import Prompt, matching
from custtui.ui.kit.record_list import RecordList
from custtui.ui.kit.table import Column, Table
from custtui.ui.kit.view import Drawn
from custtui.ui.kit.window import section

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

COLUMNS = (
    Column("name", "Name", 18, 16, share=1, style="strong"),
    Column("primary", "Pri", 3, 3),
    Column("site", "Acts at", 13, 12, share=1),
    Column("does", "Roles", 19, 0, share=2),
    Column("reach", "Phone or e-mail", 20, 24, share=1),
)


class ContactList(RecordList[ContactRow]):
    """The contacts of one customer."""

    OPTIONS = {"2": "change", "4": "take away or back", "5": "display"}
    AT_ONCE = "4"
    TASKS = of_contacts

    def __init__(self, desk: Desk, account_id: int, customer: str) -> None:
        super().__init__(desk)
        self.account_id, self.customer = account_id, customer
        self.told: tuple[tuple[str, tuple[Told, ...]], ...] = ()
        self.related: tuple[RelatedParty, ...] = ()
        self.inactive = False

    @property
    def title(self) -> str:
        return f"Contacts · {self.customer}"

    @property
    def told_whole(self) -> tuple[tuple[str, str], ...]:
        """Who is notified of each event too: a low screen has no room for all."""
        told = (_notified(*one, reach=True) for one in self.told)
        return (*super().told_whole, *((event, texts[0]) for event, texts, _ in told))

    async def load(self) -> None:
        found, self.told, self.related = await self.desk.ask(_asked, self.account_id, self.inactive)
        self.rows.again(found)

    async def open_item(self, item: ContactRow, option: str) -> None:
        """Enter, 2, 5: its form. 4: taken away, or back where it was away."""
        if option == "4":
            await self._turn_active(item)
            return
        await self.desk.open(ContactForm(self.desk, self.account_id, item.contact_id, customer=self.customer))

    async def _turn_active(self, item: ContactRow) -> None:
        who = self.desk.session.who
        one = await self.desk.ask(contacts.set_contact_active, who, item.contact_id, item.version, not item.active)
        self.rows.items[self.rows.chosen] = one  # the list is read again by F5: further options keep their rows
        self.told = await self.desk.ask(contacts.told, self.account_id)
        self.desk.say(f"{one.name} {'is back' if one.active else 'no longer acts for this customer'}")

    @keys.key("enter", "Change", "Change the chosen contact; 2, 4 beside several rows does them in turn", bar=1)
    async def do_take(self) -> None:
        await super().do_take()

    @keys.inserting("New", "A new contact", bar=2)
    async def do_new(self) -> None:
        """Ins: a new contact."""
        await self.desk.open(ContactForm(self.desk, self.account_id, None, customer=self.customer))

    INSTEAD = f"{keys.name(do_take)} changes a contact, {keys.name(do_new)} makes one"

    @keys.action("R", "Relate the chosen contact to another party: assistant, spouse, employee …")
    async def do_relate(self) -> None:
        """F10 R: a relationship of the chosen contact, to another one too."""
        one = self.rows.current
        if one is None:
            self.refuse_unchosen()
            return
        form = PartyRelationForm(self.desk, self.account_id, self.customer, party_id=one.person_id, name=one.name)
        await self.desk.open(form)

    @keys.action("A", "The chosen contact acts for all accounts of the party, or for its own alone")
    async def do_share(self) -> None:
        """F10 A: for all accounts, or no longer."""
        one = self.rows.current
        if one is None:
            self.refuse_unchosen()
            return
        one = await self.desk.ask(contacts.share, self.desk.session.who, one.contact_id, one.version, self.account_id)
        await self.load()
        self.desk.say(
            f"{one.name} acts for {'all accounts of the party' if one.shared else 'this account alone'} now"
        )

    @keys.key("f7", "Roles", "Give the chosen contact a role, or take it", bar=3)
    async def do_roles(self) -> None:
        """F7: roles of the chosen contact."""
        await self._toggle(ROLE)

    @keys.key("f8", "Events", "Events the chosen contact is notified of: give or take one", bar=4)
    async def do_events(self) -> None:
        """F8: the events the chosen contact is notified of."""
        await self._toggle(EVENT)

    async def _toggle(self, kind: str) -> None:
        one = self.rows.current
        if one is None:
            self.refuse_unchosen()
            return

        async def provide(find: str) -> list[Choice]:
            held = one.roles if kind == ROLE else one.events
            rows = await self.desk.ask(contacts.roles if kind == ROLE else contacts.events)
            return [replace(row, marked=row.key in held) for row in matching(rows, find)]

        async def take(choice: Choice) -> None:
            who = self.desk.session.who
            await self.desk.ask(contacts.toggle, who, one.contact_id, one.version, kind, choice.key)
            await self.load()
            held = one.roles if kind == ROLE else one.events
            what = "no longer" if choice.key in held else "now"
            self.desk.say(f"{one.name}: {what} {'notified of ' if kind == EVENT else ''}{choice.key}")

        heading = f"{'Roles' if kind == ROLE else 'Notify about'}: {one.name} (* has it, Enter gives or takes)"
        await Prompt(self.desk, heading, provide, take, same_key="f7" if kind == ROLE else "f8").open()

    @keys.key("f4", "Filter", "Show those taken away too, or those in use only", bar=5)
    async def do_filter(self) -> None:
        """F4: those taken away too."""
        self.inactive = not self.inactive
        await self.load()
        self.desk.hint("Those taken away are shown too" if self.inactive else "Only those in use are shown")

    def body(self, width: int, height: int) -> Drawn:
        below = self._below(width, height - 4)
        room = height - 1 - len(below)
        table = Table(COLUMNS, width, map(_texts, self.rows.visible(room)))
        lines, at = self.rows.listed(width, room, lambda item, line: table.draw(line, _texts(item)))
        if not self.rows.items:
            lines = [Line(width, "  No contacts yet: Ins makes one", "dim")]
        lines += [Line(width)] * (len(lines) < room)
        return [table.heads(width), *lines, *below], (1 if self.in_list else 0, at + 1)

    def _below(self, width: int, most: int) -> list[Line]:
        """The chosen contact in words, as far as there is room; then who is notified of each event."""
        one = self.rows.current
        words = [*_heads(one, width), *_words(one, self.related, width)] if one else []
        told = labelled([_notified(*one, reach=width >= 80) for one in self.told], width, 17)
        room = max(2, most - 1 - len(words))
        if len(told) > room:
            left = f"   {len(told) - room + 1} more rows: {keys.name(self.desk.do_help)}"
            told = [*told[: room - 1], Line(width, left, "dim")]
        return [*words[: max(0, most - len(told) - 1)], section("Who is notified", width), *told]


def _asked(
    account_id: int, inactive: bool
) -> tuple[tuple[ContactRow, ...], tuple[tuple[str, tuple[Told, ...]], ...], tuple[RelatedParty, ...]]:
    return at_once(
        partial(contacts.contacts, account_id, inactive=inactive),
        partial(contacts.told, account_id),
        partial(party_relationships.of_contacts, account_id),
    )


def _notified(event: str, people: tuple[Told, ...], *, reach: bool) -> FactRow:
    """An event and who is written to, with commas between; on a narrow screen the rows above have the addresses."""
    names = [_told(one, reach=reach) for one in people]
    parts = [*(f"{name}," for name in names[:-1]), *names[-1:]] or ["no one: there is no contact"]
    return event, [" ".join(parts)], "text" if names else "mark"


def _texts(one: ContactRow) -> dict[str, str]:
    return {
        "name": one.name,
        "primary": "P" if one.primary else "" if one.active else "off",
        "site": one.site or ("all accounts" if one.shared else "account"),
        "does": ", ".join((*one.roles, *filter(None, (one.title,)))),
        "reach": one.phone or one.email,
    }


def _heads(one: ContactRow, width: int) -> list[Line]:
    """The name, in two rows where it is long."""
    return [section(text, width) for text in capped(broken(one.name, width - 2), width - 2, 2)]


def _words(one: ContactRow, related: Sequence[RelatedParty], width: int) -> list[Line]:
    told = f"notify about {', '.join(one.events)}" if one.events else "subscribed to no event"
    points = [value for _, value in one.points]
    place = one.address.one_line if one.address else ""
    customer = f"is customer {one.customer}" if one.customer else ""
    acts = f"also a contact of {one.contact_of}" if one.contact_of else ""
    mine = [other for other in related if other.of_id == one.person_id and not other.ended]
    others = [other.words.removeprefix(f"{one.name}: ") for other in mine]
    parts = [*one.roles, *one.texts, told, *points, place, customer, acts, *others]
    return [Line(width, f" {text}") for text in capped(wrapped(parts, width - 2), width - 2, 4)]


def _told(one: Told, *, reach: bool) -> str:
    """`Emily Rose, e.rose@hj.example`; who only stands in for subscribers is told apart."""
    by = f", {one.contact.email or one.contact.phone or 'no e-mail'}" if reach else ""
    if one.instead:
        return f"e-mail to {one.contact.name}{by}"
    return ("" if one.subscribed else "no subscriber; goes to ") + f"{one.contact.name}{by}"
