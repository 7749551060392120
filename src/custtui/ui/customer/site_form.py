"""The form of a site: alias, attention and address, printed as its country prints it, with what it was before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from custtui.domain import postal
from custtui.domain.choice import Choice, Listing
from custtui.domain.errors import Fault
from custtui.domain.records.fact import said_of
from custtui.domain.records.place import STREET
from custtui.domain.records.sited import SiteTexts
from custtui.domain.site_fields import FIELDS, SiteFields
from custtui.services.sites import lists as site_lists
from custtui.services.sites import sites
from custtui.services.sites.views import SiteForm
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.facts import FactRow, labelled
from custtui.ui.kit.field import Field
from custtui.ui.kit.form_rows import advice, drawn, field_rows
from custtui.ui.kit.form_view import FormView, Looked
from custtui.ui.kit.outcome import added
from custtui.ui.kit.paint import Line
from custtui.ui.kit.prompt import Paged, Provider, matching
from custtui.ui.kit.spec import Spec, spec_of
from custtui.ui.kit.view import Drawn

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

PARTS = ("street", "street2", "street3")
ASIDE = 56
"""From this cell the address stands as it is printed, where the screen is wide enough."""


WIDE = {"state": 20, "postal_code": 12, "country": 3}
"""Cells of the fields that are shorter than the others."""
MORE = (
    Spec("street2", "", STREET.longest, "A second line, where there is one"),
    Spec("street3", "", STREET.longest, "A third line, where there is one"),
)


def site_fields() -> list[Field]:
    """New fields, all empty."""
    specs = dict(zip(FIELDS, map(spec_of, FIELDS.values()), strict=True))
    rows = [row for name, spec in specs.items() for row in ((spec, *MORE) if name == "street" else (spec,))]
    return [one.field(WIDE.get(one.name, 40)) for one in rows]


class SiteFormScreen(FormView):
    """One site of an account; `site_id` None is one that is being made. `kept` is told its id."""

    def __init__(
        self, desk: Desk, account_id: int, code: str, site_id: int | None, kept: Callable[[int | None], None]
    ) -> None:
        super().__init__(desk, site_fields())
        self.account_id, self.code, self.site_id, self._kept = account_id, code, site_id, kept
        self.form: SiteForm | None = None
        self.before, self.follows = SiteFields(), ""

    @property
    def title(self) -> str:
        what = f"Address of {self.before.alias or 'a site'}" if self.site_id else "New site"
        return f"{what} · {self.code}" + (f" {self.form.name}" if self.form else "")

    @property
    def is_stored(self) -> bool:
        return self.site_id is not None

    async def opened(self) -> None:
        """The form comes up; back from another screen what is typed stays."""
        if self.changed() or self.before != SiteFields():
            return
        self.follows = await self.desk.ask(sites.followed, self.account_id, self.site_id)
        if self.site_id is None:
            self.fill(await self.desk.ask(sites.blank_site))
        else:
            self.form = await self.desk.ask(sites.site_form, self.site_id)
            self.fill(self.form.fields)

    def fill(self, stored: SiteFields) -> None:
        """Show a site as it is stored."""
        self.before = stored
        for name, value in _values(stored).items():
            self.by_name(name).set(value)

    def typed_site(self) -> SiteFields:
        """What is typed; a street with more lines than the form has rows stays where nothing of it was changed."""
        rows = [self.by_name(name) for name in PARTS]
        street = self.before.street
        if any(row.changed for row in rows):
            street = "\n".join(filter(None, (row.value.strip() for row in rows)))
        return SiteFields(street=street, **{name: self.by_name(name).value for name in FIELDS if name != "street"})

    async def look(self) -> Looked:
        typed = self.typed_site()
        faults = await self.desk.ask(sites.faults, typed, self.before if self.is_stored else None)
        return faults, () if faults else await self.desk.ask(sites.oddities, typed)

    async def made_odd(self) -> Sequence[Fault]:
        now = await self.desk.ask(sites.oddities, self.typed_site())
        return added(now, await self.desk.ask(sites.oddities, self.before)) if now else now

    # -- F4 ------------------------------------------------------------------------------------------------------
    def provider(self, field: Field) -> Provider | None:
        if field.name in PARTS:
            return Paged(self._addresses)
        return {"state": self._states, "country": self._countries}.get(field.name)

    async def _addresses(self, find: str, offset: int) -> Listing:
        return await self.desk.ask(site_lists.party_addresses, self.account_id, find, offset)

    async def _states(self, find: str) -> list[Choice]:
        return matching(await self.desk.ask(site_lists.states, self.by_name("country").value), find)

    async def _countries(self, find: str) -> list[Choice]:
        return matching(await self.desk.ask(site_lists.countries), find)

    async def taken(self, field: Field, choice: Choice) -> None:
        if field.name not in PARTS:
            await super().taken(field, choice)
            return
        address = await self.desk.ask(site_lists.address_of, int(choice.key))
        shown = _values(SiteFields(**address.columns()))
        for name in (*PARTS, "city", "state", "postal_code", "country"):
            self.by_name(name).value, self.by_name(name).error = shown[name], ""

    # -- keeping -------------------------------------------------------------------------------------------------
    async def store(self, confirmed: frozenset[str]) -> str:
        who, typed = self.desk.session.who, self.typed_site()
        if self.site_id is None:
            done = await self.desk.ask(sites.create_site, who, self.account_id, typed, (), confirmed)
        else:
            done = await self.desk.ask(sites.change_site, who, self.site_id, self.before, typed, confirmed)
        self._kept(done.site_id)
        return done.told

    async def stored_now(self) -> Mapping[str, str] | None:
        if self.site_id is None:
            return None
        self.form = await self.desk.ask(sites.site_form, self.site_id)
        self.before = self.form.fields
        return _values(self.before)

    # -- what is shown -------------------------------------------------------------------------------------------
    def body(self, width: int, height: int) -> Drawn:
        wide = width >= 80
        rows, cursor = field_rows(self, width, ASIDE - 17 if wide else width)
        printed = postal.printed(self.typed_site().address)
        if wide:
            rows[0].put(ASIDE, "Prints as", "label")
            for line, text in zip(rows[1:], printed, strict=False):
                line.put(ASIDE, text, "strong", width - ASIDE - 1)
        below = [Line(width), *advice(self, width)]
        if not wide:
            below += labelled([("Prints", [" / ".join(printed)], "strong")], width)
        below += labelled(self._notes(), width)
        return drawn(rows, below, cursor, height)

    def _notes(self) -> list[FactRow]:
        form = self.form
        follows = "" if self.by_name("attention").value.strip() else f"left blank, it is {self.follows}"
        attention: FactRow = ("Attn", [follows], "dim")
        if form is None:
            return [
                attention,
                (
                    "Roles",
                    [f"{keys.name(self.do_keep)} saves the site; its roles are given by keys in the list"],
                    "dim",
                ),
            ]
        number = form.orders
        goes = f"{number} open order{'s keep' if number > 1 else ' keeps'} this address as it is" if number else ""
        notes: list[FactRow] = [
            attention,
            ("", [] if form.active else ["INACTIVE: not offered for new orders"], "mark"),
            (
                "Shared",
                [f"also the address of {', '.join(form.shared)}: {keys.name(self.do_keep)} asks"]
                if form.shared
                else [],
                "mark",
            ),
            ("Orders", [goes], "text"),
        ]
        for number, was in enumerate(form.history):
            until = f"until {fmt.moment(was.until)}, changed by {was.by}"
            notes.append(("" if number else "Before", [", ".join(was.printed) or "(no address)", until], "dim"))
        return notes


def _values(stored: SiteFields) -> dict[str, str]:
    """What stands in the fields of a site; street lines beyond the third stand in the third."""
    first, second, *more = [*stored.street.split("\n"), "", ""]
    third = ", ".join(filter(None, more))
    return {
        **said_of(SiteTexts, stored),
        **stored.address.columns(),
        **dict(zip(PARTS, (first, second, third), strict=True)),
    }
