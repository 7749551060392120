"""The sites of a customer by their roles: a role is given, moved and taken by one key on the highlighted site."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from custtui.domain.choice import Choice
from custtui.domain.errors import Conflict
from custtui.domain.site_roles import IDENTIFYING, SITE_ROLES
from custtui.services.sites import address_roles
from custtui.services.sites import roles as site_roles
from custtui.services.sites import states as site_states
from custtui.services.sites.views import AddressRoles, SiteRow
from custtui.services.twins import merging
from custtui.ui import routes
from custtui.ui.customer.address_roles_rows import draw_roles
from custtui.ui.customer.tasks import of_address_roles
from custtui.ui.kit import keys
from custtui.ui.kit.prompt import Prompt, matching
from custtui.ui.kit.record_list import RecordList
from custtui.ui.kit.refilled import refill
from custtui.ui.kit.view import Drawn

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

KEYS = f"{IDENTIFYING} {' '.join(role.key for role in SITE_ROLES)}"


class AddressRolesScreen(RecordList[SiteRow]):
    """The matrix of one account. `IBSTDLM` work on the site an arrow has reached, at once."""

    OPTIONS = {"2": "change", "5": "display"}
    INSTEAD = "each key is saved at once"
    TASKS = of_address_roles

    def __init__(self, desk: Desk, account_id: int) -> None:
        super().__init__(desk)
        self.account_id = account_id
        self.roles: AddressRoles | None = None
        self._site: int | None = None
        self._turned = 0, ""
        """The site whose roles were turned last, and what was said of it."""

    @property
    def title(self) -> str:
        one = self.roles
        return f"Addresses · {one.code} {one.name}" if one else "Addresses"

    async def load(self) -> None:
        self.show(await self.desk.ask(address_roles.address_roles, self.account_id))

    def show(self, roles: AddressRoles) -> None:
        """Show a matrix, with the cursor on the site it was on, or the one a form kept."""
        self.roles = roles
        refill(self.rows, roles.sites, lambda row: row.site_id, self._site)
        self._site = None

    def body(self, width: int, height: int) -> Drawn:
        return draw_roles(self, width, height)

    # -- one key a role ------------------------------------------------------------------------------------------
    @keys.key(
        KEYS.lower(),
        "Roles",
        "The role of the chosen site: given, once more made primary (P), once more taken away; I: identifying",
        bar=2,
    )
    async def text(self, text: str) -> None:
        """A letter turns a role of the chosen site; a digit is an option."""
        letter = text.upper()
        if letter != IDENTIFYING and not any(role.key == letter for role in SITE_ROLES):
            await super().text(text)
        elif row := self.reached():
            await self._turn(row, letter)

    async def _turn(self, row: SiteRow, letter: str) -> None:
        assert self.roles is not None
        who, version = self.desk.session.who, self.roles.version
        try:
            if letter == IDENTIFYING:
                done = await self.desk.ask(site_states.make_identifying, who, row.site_id, version)
            else:
                purpose = next(role.purpose for role in SITE_ROLES if role.key == letter)
                done = await self.desk.ask(site_roles.turn_role, who, row.site_id, purpose, version)
        except Conflict:
            await self.load()
            raise
        site, said = self._turned
        before = f"{said}; " if site == row.site_id and said == self.desk.messages.outcome else ""
        self._take(done)
        self.desk.say(before + done.told)  # a word typed by mistake turned several: each is told
        self._turned = row.site_id, before + done.told

    def _take(self, done: AddressRoles) -> None:
        self._site = done.site_id
        self.show(done)
        self.desk.say(done.told)

    @keys.key(
        "enter", "Change", "Change the address of the chosen site (also 2); the old one stays in its history", bar=1
    )
    async def do_take(self) -> None:
        await super().do_take()

    @keys.action("A", "Active or inactive: the chosen site")
    async def do_toggle_active(self) -> None:
        """F10 A: out of use, or back."""
        row = self.reached()
        if row is None or self.roles is None:
            return
        try:
            done = await self.desk.ask(
                site_states.set_site_active, self.desk.session.who, row.site_id, not row.active, self.roles.version
            )
        except Conflict:
            await self.load()
            raise
        self._take(done)

    @keys.inserting("New", "A new site", bar=3)
    @keys.action("N", "New site")
    async def do_new(self) -> None:
        """Ins, F6: the form of a new site."""
        await self._form(None)

    @keys.action("J", "Join the chosen site to another one that has its roles (asks)")
    async def do_join(self) -> None:
        """F10 J: two sites that are one and the same; asks."""
        row, one = self._chosen(), self.account_id
        if row is None:
            return

        async def choices(find: str) -> list[Choice]:
            return matching(await self.desk.ask(merging.join_choices, one, one, row.site_id, None), find)

        async def take(choice: Choice) -> None:
            text = f"{row.name} joins {choice.label}: people and numbers go there, it goes out of use?"
            self.desk.confirm(text, partial(self._join, row, choice))

        await Prompt(self.desk, f"{row.name} joins", choices, take).open()

    async def _join(self, row: SiteRow, choice: Choice) -> None:
        assert self.roles is not None
        who, version = self.desk.session.who, self.roles.version
        try:
            await self.desk.ask(merging.merge_sites, who, self.account_id, row.site_id, int(choice.key), version)
        except Conflict:
            await self.load()
            raise
        self._site = int(choice.key)
        await self.load()
        self.desk.say(f"{row.name} joined {choice.label} and is out of use")

    def _chosen(self) -> SiteRow | None:
        if self.rows.current is None:
            self.refuse_unchosen()
        return self.rows.current

    # -- elsewhere -----------------------------------------------------------------------------------------------
    async def open_item(self, item: SiteRow, option: str) -> None:
        """2, 5 or Enter: the form of the site."""
        await self._form(item.site_id)

    async def _form(self, site_id: int | None) -> None:
        code = self.roles.code if self.roles else ""
        await self.desk.open(routes.site_form(self.desk, self.account_id, code, site_id, self._kept))

    def _kept(self, site_id: int | None) -> None:
        self._site = site_id

    @keys.key("f7", "Order", "New order for this customer", bar=4)
    async def do_order(self) -> None:
        """F7: a new order."""
        await routes.new_order(self.desk, self.account_id)

    @keys.action("P", "Who pays")
    async def do_payer(self) -> None:
        """F10 P: who pays."""
        await self.desk.open(routes.payer(self.desk, self.account_id))

    @keys.action("R", "Relationships")
    async def do_relationships(self) -> None:
        """F10 R: relationships."""
        await self.desk.open(routes.relationships(self.desk, self.account_id))
